import { posix } from "node:path";
import type { Files } from "../../parser.ts";
import type { Address } from "./address.ts";

/** A file that is taken for the one behind an address, and why. */
export interface Taken {
  readonly path: string;
  /** The end of a sentence about it. */
  readonly why: string;
}

/** So many files of one name are compared, and so many are looked into to see which are templates. */
const mostAlike = 1_000;
const mostRead = 10;

/**
 * The file of the scan that an address means by its end: the only template whose path ends like that, else the nearest to the file that
 * calls, in its directory, then below the directories around it. The paths that may be meant where that is not clear; none where no path ends so.
 */
export async function nearby({ tail, least }: Address, chain: readonly string[], files: Files | undefined, isTemplate: (path: string) => Promise<boolean>): Promise<Taken | readonly string[]> {
  const name = tail.at(-1);
  if (name === undefined || files?.paths === undefined) return [];
  const named = ((await namesOf(files)).get(name) ?? []).filter((path) => !chain.includes(path));
  if (named.length > mostAlike) return named;
  const common = named.map((path) => inCommon(path, tail));
  const most = Math.max(0, ...common);
  // One name is enough only where it is all that is known of the path: `main.yaml` of somebody else is not ours.
  if (most === 0 || most < least || (most === 1 && tail.length > 1)) return [];
  const alike = named.filter((_, at) => common[at] === most);
  const templates = alike.length > mostRead ? alike : await keep(alike, isTemplate);
  const [only, ...others] = templates;
  if (only === undefined) return [];
  if (others.length === 0 && alike.length <= mostRead) return { path: only, why: `taken for ${only}, the only template here whose path ends like that` };
  const path = nearest(new Set(templates), chain.at(-1) ?? ".", tail.slice(-most).join("/"));
  return path === undefined || !(await isTemplate(path)) ? templates : { path, why: `taken for ${path}, the nearest of ${templates.length} files here whose paths end like that` };
}

async function keep(paths: readonly string[], test: (path: string) => Promise<boolean>): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const path of paths) if (await test(path)) kept.push(path);
  return kept;
}

function nearest(paths: ReadonlySet<string>, caller: string, tail: string): string | undefined {
  const beside = posix.join(posix.dirname(caller), posix.basename(tail));
  if (paths.has(beside)) return beside;
  for (let dir = posix.dirname(caller); ; dir = posix.dirname(dir)) {
    const path = posix.join(dir, tail);
    if (paths.has(path)) return path;
    if (dir === posix.dirname(dir)) return undefined;
  }
}

/** How many segments a path has in common with the end of another. */
function inCommon(path: string, tail: readonly string[]): number {
  const segments = path.split("/");
  let common = 0;
  while (common < tail.length && common < segments.length && segments.at(-1 - common) === tail.at(-1 - common)) common++;
  return common;
}

/** The paths of the scan by their file names: asked for once, when an address is met. */
const names = new WeakMap<Files, Promise<ReadonlyMap<string, readonly string[]>>>();

async function namesOf(files: Files): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = names.get(files) ?? byName(files);
  names.set(files, known);
  return await known;
}

async function byName(files: Files): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const path of (await files.paths?.()) ?? []) {
    const name = posix.basename(path);
    const alike = found.get(name);
    if (alike === undefined) found.set(name, [path]);
    else alike.push(path);
  }
  return found;
}
