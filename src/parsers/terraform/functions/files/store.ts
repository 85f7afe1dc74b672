import { posix } from "node:path";
import type { FileRead, Files } from "../../../parser.ts";
import { findFiles, type Bounds, type Listed } from "./walk.ts";

/** What stands at a path; `pending` while it has not been looked at, `directory` for what is no file. */
export type Read = FileRead | { readonly state: "directory" } | { readonly state: "pending" };

/**
 * The files that the code of one unit has asked for. The interpreter is synchronous and reading is not: it asks, gets `pending`, and the
 * unit is evaluated again once `settle` has looked.
 */
export interface FileStore {
  /** A path relative to the scan root. */
  readonly read: (path: string) => Read;
  /** Paths relative to the scan root that a pattern finds from a directory on. */
  readonly find: (dir: string, pattern: string) => Listed | undefined;
  /** Looks at everything that was asked for and not yet there; false when there is nothing new, or it is enough. */
  readonly settle: () => Promise<boolean>;
}

/** Of one unit. A file that is named by the content of another one costs a round. */
const mostRounds = 10;
const mostFiles = 500;
const mostText = 32 * 1024 * 1024;
const mostPatterns = 100;

export function createStore(files: Files): FileStore {
  const texts = new Map<string, Read>();
  const lists = new Map<string, { readonly dir: string; readonly pattern: string; found: Listed | undefined }>();
  const bounds: Bounds = { left: 2_000_000, entries: 50_000 };
  let room = mostText;
  let rounds = 0;

  async function look(path: string): Promise<Read> {
    if (room <= 0) return { state: "refused", kind: "too-large", why: "this configuration reads too much" };
    const read = await files.read(path);
    if (read.state === "text") room -= read.source.text.length;
    return read.state === "refused" && read.kind === "unreadable" && (await files.list(path)) !== undefined ? { state: "directory" } : read;
  }

  return {
    read: (path) => {
      const before = texts.get(path);
      if (before !== undefined) return before;
      if (texts.size >= mostFiles) return { state: "refused", kind: "too-large", why: "this configuration reads too many files" };
      texts.set(path, { state: "pending" });
      return { state: "pending" };
    },
    find: (dir, pattern) => {
      const key = posix.join(dir, "\0", pattern);
      const before = lists.get(key);
      if (before !== undefined) return before.found;
      if (lists.size >= mostPatterns) return { why: "this configuration looks for too many patterns" };
      lists.set(key, { dir, pattern, found: undefined });
      return undefined;
    },
    settle: async () => {
      const newTexts = [...texts].filter(([, read]) => read.state === "pending");
      const newLists = [...lists.values()].filter(({ found }) => found === undefined);
      if (newTexts.length + newLists.length === 0 || rounds++ >= mostRounds) return false;
      for (const [path] of newTexts) texts.set(path, await look(path));
      for (const each of newLists) each.found = await findFiles(files, each.dir, each.pattern, bounds);
      return true;
    },
  };
}
