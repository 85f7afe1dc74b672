import { resolve } from "node:path";
import type { Report } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import type { Configuration } from "../config/load.ts";
import { findConfig } from "../config/files.ts";
import { asWritten, unknownRule } from "../config/rule-choices.ts";
import type { GivenVariables } from "../parsers/parser.ts";
import { parsers } from "../parsers/registry.ts";
import { builtinRules } from "../rules/builtin.generated.ts";
import { diskTree, insideOf, textAt } from "../scan/files.ts";
import { trackedFiles } from "../scan/files-git.ts";
import { directoriesInside, findTargets, type Targets } from "../scan/files-root.ts";
import { defaultConcurrency } from "../scan/limits.ts";
import type { UnitResult } from "../scan/result.ts";
import { collect } from "../scan/report.ts";
import { scan } from "../scan/scan.ts";
import { withFile } from "../scan/tree.ts";
import { UsageError } from "../scan/usage.ts";
import type { VariableOption } from "./variables.ts";

/** What to check and how; paths are relative to `cwd`. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly root?: string | undefined;
  /** A configuration file; `false` for none, undefined for the one in the root. */
  readonly config?: string | false | undefined;
  readonly useGitIgnore?: boolean;
  readonly forceExclude?: boolean;
  readonly concurrency?: number | undefined;
  /** Values for Terraform variables, in order. */
  readonly variables?: readonly VariableOption[];
  /** Directories with the code of plans. */
  readonly sources?: readonly string[];
  /** Rule ids; empty for all. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** A file whose content is given, not read; it need not exist. */
  readonly unsaved?: { readonly path: string; readonly bytes: Buffer } | undefined;
  /** Leaves the rules out: only the resources are wanted. */
  readonly withoutRules?: boolean;
  /** Gets sentences for people. */
  readonly note: (sentence: string) => void;
}

export interface CheckResult {
  readonly report: Report;
  /** The rules that were checked. */
  readonly rules: readonly Rule[];
  /** `fail-on` of the configuration. */
  readonly failOn: string | undefined;
  /** The text of a scanned file or of the configuration, for code frames. */
  readonly readSource: (path: string) => string | undefined;
}

/** Scans the paths and reports. Throws `UsageError` and `ConfigError`; anything that is scanned is never thrown about. */
export async function check(request: CheckRequest): Promise<CheckResult> {
  const { unsaved } = request;
  const named = unsaved === undefined ? request.paths : [unsaved.path];
  const targets = findTargets(named.length === 0 ? [request.root ?? "."] : named, request.cwd, request.root, unsaved === undefined ? [] : [unsaved.path]);
  const configuration = await configurationFor(targets.root, request);
  const rules = request.withoutRules === true ? [] : chosenRules(request, configuration);
  const choice = watchedChoice(rules, request, configuration);
  const [first = "."] = targets.paths;
  const concurrency = request.concurrency ?? defaultConcurrency;
  const disk = diskTree(targets.root, concurrency > 1);
  const variables = await variablesFor(targets.root, request);
  const plans = new Set<string>();
  const results = scan({
    tree: unsaved === undefined ? disk : withFile(disk, first, unsaved.bytes),
    targets: targets.paths,
    isProject: targets.isProject,
    outerIgnores: targets.outerIgnores,
    useGitIgnore: request.useGitIgnore !== false,
    tracked: () => trackedFiles(targets.root, (path) => parsers.some((parser) => parser.files(path))),
    forceExclude: request.forceExclude === true,
    excludes: configuration?.excludes ?? (() => false),
    concurrency,
    variables,
    planSources: directoriesInside(targets.root, request.sources ?? [], request.cwd, "--source"),
    facts: configuration?.facts ?? { accountDefaults: {}, images: {} },
    rules,
    choose: choice.choose,
  });
  const report = await collect(notingPlans(results, plans), request.note);
  if (choice.everythingOff()) request.note("every rule is switched off by the configuration");
  return { report, rules, failOn: configuration?.failOn, readSource: sourceReader(targets, configuration, plans, unsaved === undefined ? undefined : { path: first, text: unsaved.bytes.toString("utf8") }) };
}

async function* notingPlans(results: AsyncIterable<UnitResult>, plans: Set<string>): AsyncGenerator<UnitResult> {
  for await (const result of results) {
    if (result.plan !== undefined) plans.add(result.plan);
    yield result;
  }
}

/** The configuration that holds for a root, undefined when there is none. Loaded only where there is one: it costs 60 ms. */
export async function configurationFor(root: string, request: Pick<CheckRequest, "config" | "cwd">): Promise<Configuration | undefined> {
  if (request.config === false) return undefined;
  const path = request.config === undefined ? findConfig(root) : resolve(request.cwd, request.config);
  if (path === undefined) return undefined;
  const { loadConfig } = await import("../config/load.ts");
  return await loadConfig(path, root, builtinRules, request.config !== undefined);
}

async function variablesFor(root: string, { variables = [], cwd }: CheckRequest): Promise<readonly GivenVariables[] | undefined> {
  if (variables.length === 0) return undefined;
  const { givenVariables } = await import("./variables.ts");
  return await givenVariables(variables, cwd, root);
}

/** The built-in rules and those of the configuration, less what is left out. Throws `UsageError` when that leaves none. */
function chosenRules({ only = [], skip = [] }: CheckRequest, configuration: Configuration | undefined): readonly Rule[] {
  const rules = [...builtinRules, ...(configuration?.customRules ?? [])];
  for (const id of [...only, ...skip]) ruleNamed(id, rules);
  const chosen = rules.filter((rule) => (only.length === 0 || only.includes(rule.id)) && !skip.includes(rule.id));
  if (chosen.length === 0) throw new UsageError("no rule is left to check: every one is skipped");
  return chosen;
}

/** The rule with an id. Throws `UsageError` with a suggestion. */
export function ruleNamed(id: string, rules: readonly Rule[]): Rule {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new UsageError(unknownRule(id, rules));
  return rule;
}

function chooser({ only = [] }: CheckRequest, configuration: Configuration | undefined): Configuration["choose"] {
  const choose: Configuration["choose"] = configuration?.choose ?? asWritten;
  return only.length === 0 ? choose : (rule, resource) => ({ ...choose(rule, resource), enabled: true });
}

/** The chooser, and whether it was asked about anything and had every rule off for all of that. */
function watchedChoice(rules: readonly Rule[], request: CheckRequest, configuration: Configuration | undefined): { readonly choose: Configuration["choose"]; readonly everythingOff: () => boolean } {
  const choose = chooser(request, configuration);
  if (configuration === undefined) return { choose, everythingOff: () => false };
  let asked = false;
  let off = true;
  return {
    choose: (rule, resource) => {
      asked = true;
      // Of the other rules, too: this one may be all that looks at such a resource.
      off &&= rules.every((one) => !choose(one, resource).enabled);
      return choose(rule, resource);
    },
    everythingOff: () => asked && off,
  };
}

/** Texts for code frames; those of plans stay where they are, because they hold sensitive values in clear text. */
function sourceReader(targets: Targets, configuration: Configuration | undefined, plans: ReadonlySet<string>, unsaved: { readonly path: string; readonly text: string } | undefined): CheckResult["readSource"] {
  const given = new Map((configuration?.sources ?? []).map((source) => [source.path, source.text]));
  if (unsaved !== undefined) given.set(unsaved.path, unsaved.text);
  return (path) => {
    if (plans.has(path)) return undefined;
    return given.get(path) ?? (insideOf(targets.root, resolve(targets.root, path)) === undefined ? undefined : textAt(targets.root, path));
  };
}
