import type { Source } from "../../model/source.ts";
import type { ParserEntry } from "../../parsers/parser.ts";
import { isConfiguration } from "../../parsers/terraform/file-names.ts";
import type { Choice } from "../discover.ts";
import { installedModules } from "../installed.ts";
import { KeptSources, load, survey } from "../load.ts";
import { unitOf } from "../units.ts";

/** The texts of a root module and of all modules that it calls, as far as they lie in the scan root. */
export interface RootCode {
  readonly dir: string;
  readonly sources: readonly Source[];
  readonly modules: ReadonlyMap<string, readonly Source[]>;
  readonly installed: ReadonlyMap<string, string>;
}

/** More directories than this are not followed from one root. */
const mostDirectories = 2_000;

/** Whether a directory holds configuration that Terraform or OpenTofu would read, and that no ignore rule excludes. */
export async function holdsConfiguration(dir: string, parser: ParserEntry, choice: Choice): Promise<boolean> {
  return (await unitOf(dir, parser, choice)).paths.some(isConfiguration);
}

/**
 * Reads the code below one directory for a plan: its files, those of the local modules that it calls, whatever part of the tree is
 * scanned, and the installed ones. Undefined when it holds no configuration.
 */
export async function readRoot(dir: string, parser: ParserEntry, choice: Choice): Promise<RootCode | undefined> {
  const own = await unitOf(dir, parser, choice);
  if (!own.paths.some(isConfiguration)) return undefined;
  const { tree } = choice;
  const kept = new KeptSources();
  const modules = new Map<string, readonly Source[]>();
  const pending = [own];
  let isAllLocal = true;
  for (let unit = pending.pop(); unit !== undefined; unit = pending.pop()) {
    if (modules.has(unit.dir) || modules.size >= mostDirectories) continue;
    const { calls } = await survey(unit, tree, kept);
    modules.set(unit.dir, (await load(unit, tree, kept)).sources);
    kept.drop(unit.paths);
    for (const { target } of calls) {
      if (target === undefined) isAllLocal = false;
      else if (!modules.has(target)) pending.push(await unitOf(target, parser, choice));
    }
  }
  const installed = isAllLocal ? undefined : await installedModules(dir, tree, parser);
  for (const unit of installed?.plans ?? []) modules.set(unit.dir, (await load(unit, tree, kept)).sources);
  const sources = modules.get(dir) ?? [];
  modules.delete(dir);
  return { dir, sources, modules, installed: installed?.dirs ?? new Map<string, string>() };
}
