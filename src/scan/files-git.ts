import * as fs from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { diskTree, kindOf } from "./files.ts";
import { nearestRepository } from "./files-root.ts";
import type { Tracked } from "./git-index.ts";

/** A `.git` file that is longer than this is none. */
const longestPointer = 4_096;

/**
 * What git tracks below a directory, from the index of the repository around it; undefined where there is none that can be read.
 * No program is started, nothing is written. `wanted` says which paths (relative to the directory) are kept.
 */
export async function trackedFiles(root: string, wanted: (path: string) => boolean): Promise<Tracked | undefined> {
  const repository = nearestRepository(root);
  const directory = repository === undefined ? undefined : gitDirectory(repository);
  if (repository === undefined || directory === undefined) return undefined;
  const index = await diskTree(directory).read("index");
  if (!("bytes" in index)) return undefined;
  const { readIndex } = await import("./git-index.ts");
  const way = relative(repository, root).replaceAll(sep, "/");
  return readIndex(index.bytes, way === "" ? "" : `${way}/`, wanted);
}

/** `.git` itself, or in worktrees and submodules the directory that this file names: https://git-scm.com/docs/gitrepository-layout */
function gitDirectory(repository: string): string | undefined {
  const path = join(repository, ".git");
  const kind = kindOf(path);
  if (kind !== "file") return kind === "directory" ? path : undefined;
  try {
    if (fs.lstatSync(path).size > longestPointer) return undefined;
    const named = /^gitdir: ([^\r\n]+)/.exec(fs.readFileSync(path, "utf8"))?.[1];
    return named === undefined ? undefined : resolve(repository, named);
  } catch {
    // It disappeared or may not be read: then nothing is known to be tracked.
    return undefined;
  }
}
