import type { Problem } from "../model/problem.ts";
import type { Source } from "../model/source.ts";
import { decode, notText } from "./decode.ts";
import { keptText, largestTree } from "./limits.ts";
import { isConfiguration, isJson, isOverride } from "../parsers/terraform/file-names.ts";
import { localDirectory, type ModuleCall } from "../parsers/terraform/sources.ts";
import { moduleCalls } from "./module-calls.ts";
import { hasHint } from "./preflight.ts";
import { problemAt, tooLarge, type Bytes, type Tree } from "./tree.ts";
import type { UnitPlan } from "./units.ts";

/** The files of a directory unit as they were found. */
export interface Loaded {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
}

/** What a look at the bytes of a directory unit tells. */
export interface Surveyed {
  readonly plan: UnitPlan;
  /** Whether a hint occurs in it. */
  readonly hinted: boolean;
  readonly calls: readonly FoundCall[];
  readonly problems: readonly Problem[];
}

/** A module call with the file that it stands in, and the directory that it points to when that is a local one. */
export interface FoundCall extends ModuleCall {
  readonly path: string;
  readonly target: string | undefined;
}

/** Decoded sources that will be needed again, as long as there is room for them; bounded over the whole scan. */
export class KeptSources {
  readonly #sources = new Map<string, Source>();
  #room = keptText;

  keep(source: Source): void {
    if (source.text.length > this.#room || this.#sources.has(source.path)) return;
    this.#room -= source.text.length;
    this.#sources.set(source.path, source);
  }

  get(path: string): Source | undefined {
    return this.#sources.get(path);
  }

  drop(paths: readonly string[]): void {
    for (const path of paths) {
      this.#room += this.#sources.get(path)?.text.length ?? 0;
      this.#sources.delete(path);
    }
  }
}

/**
 * Reads all files of a directory unit. Every file must be text, because its name alone makes it ours. Texts with a hint or a
 * module call beside them are kept for the parse.
 */
export async function survey(plan: UnitPlan, tree: Tree, kept: KeptSources): Promise<Surveyed> {
  const hints = plan.parsers.flatMap((parser) => parser.hints);
  const files: { readonly path: string; readonly bytes: Buffer }[] = [];
  const problems: Problem[] = [];
  const calls: FoundCall[] = [];
  for (const path of plan.paths) {
    const read = await readWhole(path, plan, tree);
    const fault = "fault" in read ? read.fault : notText(read.bytes);
    if (fault !== undefined) problems.push(problemAt(path, fault));
    else if ("bytes" in read) files.push({ path, bytes: read.bytes });
  }
  const hinted = files.some((file) => hasHint(file.bytes, hints));
  // Override files come last, as for Terraform.
  for (const { path, bytes } of [...files.filter((file) => !isOverride(file.path)), ...files.filter((file) => isOverride(file.path))]) {
    const calling = isConfiguration(path) && bytes.includes("module");
    if (!calling && !hinted) continue;
    const decoded = decode(bytes);
    if (!("text" in decoded)) continue;
    const source: Source = { path, text: decoded.text };
    if (calling) addCalls(calls, path, await moduleCalls(source, isJson(path)), plan.dir);
    if (hinted || calls.length > 0) kept.keep(source);
  }
  return { plan, hinted, calls, problems };
}

/** Adds the calls of a file. A call in an override file stands for the call of that name, argument by argument. */
function addCalls(calls: FoundCall[], path: string, found: readonly ModuleCall[], dir: string): void {
  const byName = isOverride(path) ? new Map(calls.map((call, at) => [call.name, at])) : undefined;
  for (const call of found) {
    const at = byName?.get(call.name);
    const base = at === undefined ? undefined : calls[at];
    const source = call.source ?? base?.source;
    const merged = { name: call.name, source, version: call.version ?? base?.version, path: call.source === undefined ? (base?.path ?? path) : path, target: source === undefined ? undefined : localDirectory(dir, source) };
    if (at === undefined) calls.push(merged);
    else calls[at] = merged;
  }
}

/** The sources of a directory unit, kept or read again. A file that changed for the worse since the survey is a problem now. */
export async function load(plan: UnitPlan, tree: Tree, kept: KeptSources): Promise<Loaded> {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const path of plan.paths) {
    const before = kept.get(path);
    if (before !== undefined) {
      sources.push(before);
      continue;
    }
    const read = await readWhole(path, plan, tree);
    const decoded = "fault" in read ? read : decode(read.bytes);
    if ("fault" in decoded) problems.push(problemAt(path, decoded.fault));
    else sources.push({ path, text: decoded.text });
  }
  return { sources, problems };
}

/** All parsers of directories make trees. */
async function readWhole(path: string, plan: UnitPlan, tree: Tree): Promise<Bytes> {
  const read = await tree.read(plan.behind.get(path) ?? path);
  return "bytes" in read && read.bytes.length > largestTree ? { fault: tooLarge(read.bytes.length, largestTree) } : read;
}
