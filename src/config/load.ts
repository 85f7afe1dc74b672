import { dirname, resolve } from "node:path";
import type { Facts } from "../model/effective.ts";
import type { Rule } from "../model/rule.ts";
import type { Source } from "../model/source.ts";
import { loadRules } from "../rules/load.ts";
import type { ConfigDocument } from "./document.ts";
import { readConfig } from "./document.ts";
import { factsFrom } from "./facts.ts";
import { ConfigError } from "./fault.ts";
import { besideConfig, configFiles, type ConfigFiles } from "./files.ts";
import { patternMatcher } from "./patterns.ts";
import { choicesFrom, ruleFaults, type Choose } from "./rule-choices.ts";

/** What a configuration file comes to. */
export interface Configuration {
  readonly failOn: string | undefined;
  readonly excludes: (path: string, isDirectory: boolean) => boolean;
  readonly customRules: readonly Rule[];
  readonly choose: Choose;
  readonly facts: Facts;
  /** The texts of the configuration and of the files that it names, for reports that point into them. */
  readonly sources: readonly Source[];
}

/**
 * Reads the configuration at an absolute path. `trusted` is a configuration that the caller named; one that was found in the
 * scanned repository may name files of that repository only. Throws `ConfigError` with every mistake.
 */
export async function loadConfig(path: string, root: string, builtin: readonly Rule[], trusted: boolean): Promise<Configuration> {
  const access = configFiles(root, trusted ? undefined : dirname(path));
  const source = access.read(path);
  const config = await readConfig(source);
  const customRules = await customRulesOf(config, path, builtin, access);
  const faults = ruleFaults(config, [...builtin, ...customRules]);
  if (faults.length > 0) throw new ConfigError(faults);
  const sources: Source[] = [source];
  const ignored = await patternMatcher(config.content.ignore ?? []);
  return {
    failOn: config.content["fail-on"],
    excludes: (file, isDirectory) => ignored.ignores(isDirectory ? `${file}/` : file),
    customRules,
    choose: await choicesFrom(config),
    facts: factsFrom(config, path, access, sources),
    sources,
  };
}

async function customRulesOf(config: ConfigDocument, path: string, builtin: readonly Rule[], access: ConfigFiles): Promise<readonly Rule[]> {
  const files = (config.content["custom-rules"] ?? []).map((file) => besideConfig(path, file));
  files.forEach((file) => access.read(file));
  const { rules, faults } = await loadRules(files, builtin.map((rule) => rule.id));
  if (faults.length === 0) return rules;
  throw new ConfigError(faults.map(({ message, location }) => ({ message, location: { ...location, path: access.shown(resolve(location.path)) } })));
}
