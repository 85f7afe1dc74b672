import type { Problem, ProblemKind } from "../model/problem.ts";
import type { Position } from "../model/source.ts";
import { largestFile } from "./limits.ts";

/** Why something could not be looked at; it becomes a `Problem` when it matters. */
export interface Fault {
  readonly kind: ProblemKind;
  /** A plain sentence. */
  readonly message: string;
  readonly position?: Position;
}

/** `special` is a pipe, a socket or a device: never opened. */
export type EntryKind = "file" | "directory" | "link" | "special";

export interface TreeEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

export type Listing = { readonly entries: readonly TreeEntry[] } | { readonly fault: Fault };
export type Bytes = { readonly bytes: Buffer } | { readonly fault: Fault };

/** Where a link ends. A target outside the root is told by its kind only: nothing of it is ever read. */
export type LinkEnd =
  | { readonly where: "inside"; readonly path: string; readonly kind: EntryKind }
  | { readonly where: "outside"; readonly kind: EntryKind }
  | { readonly where: "nowhere" }
  | { readonly where: "loop" };

/** The files of one scan root. Paths are relative to it, with forward slashes; "." is the root itself. Nothing throws. */
export interface Tree {
  /** The entries of a directory, sorted by name. */
  readonly list: (dir: string) => Promise<Listing>;
  /** The whole content of a regular file; links are not followed. */
  readonly read: (path: string) => Promise<Bytes>;
  /** What stands at a path, undefined when nothing does; links are not followed. */
  readonly kindOf: (path: string) => Promise<EntryKind | undefined>;
  readonly follow: (link: string) => Promise<LinkEnd>;
}

/** A tree in which one file has another text, or exists at all: what an editor holds that has not saved yet. */
export function withFile(tree: Tree, path: string, bytes: Buffer): Tree {
  const dir = directoryOf(path);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    list: async (asked) => {
      const listing = await tree.list(asked);
      if (asked !== dir) return listing;
      const others = "entries" in listing ? listing.entries.filter((entry) => entry.name !== name) : [];
      const entries: TreeEntry[] = [...others, { name, kind: "file" }];
      return { entries: entries.sort((a, b) => compare(a.name, b.name)) };
    },
    read: (asked) => (asked === path ? Promise.resolve({ bytes }) : tree.read(asked)),
    kindOf: (asked) => (asked === path ? Promise.resolve("file") : tree.kindOf(asked)),
    follow: tree.follow,
  };
}

/** The directory of a path, "." for the root. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

/** A path below a directory of the tree. */
export function below(dir: string, name: string): string {
  return dir === "." ? name : `${dir}/${name}`;
}

/** Whether `path` is `dir` or lies in it. */
export function isWithin(path: string, dir: string): boolean {
  return dir === "." || path === dir || path.startsWith(`${dir}/`);
}

/** Code unit order: the same on every system and in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The fault of a file with more bytes than are read. */
export function tooLarge(size: number, limit: number = largestFile): Fault {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return { kind: "too-large", message: `This file has ${megabytes(size)} MiB; files above ${megabytes(limit)} MiB are not read.` };
}

/** A fault without a position of its own stands at the first character of the file. */
export function problemAt(path: string, fault: Fault): Problem {
  const at = fault.position ?? { line: 1, column: 1 };
  return { kind: fault.kind, message: fault.message, location: { path, start: at, end: at } };
}
