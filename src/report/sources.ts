import { lineStarts } from "../model/source.ts";
import type { Source } from "../model/source.ts";

/** Gives the text of a scanned file (with its byte order mark), or undefined when it cannot be had any more. */
export type ReadSource = (path: string) => string | undefined;

/** Sources by path. Only the last few are kept: findings come file by file, and a report must not hold a whole repository. */
export type Sources = (path: string) => Source | undefined;

const keptFiles = 16;
/** UTF-16 units of all kept sources together. */
const keptText = 32 * 1024 * 1024;

/** Wraps the caller's reader so that neighbouring questions about the same file cost one reading. */
export function sourcesFrom(read: ReadSource): Sources {
  const recent = new Map<string, Source | undefined>();
  let size = 0;
  return (path) => {
    if (recent.has(path)) return recent.get(path);
    const text = read(path);
    const source = text === undefined ? undefined : { path, text };
    recent.set(path, source);
    size += text?.length ?? 0;
    for (const [oldest, old] of recent) {
      if (oldest === path || (recent.size <= keptFiles && size <= keptText)) break;
      recent.delete(oldest);
      size -= old?.text.length ?? 0;
    }
    return source;
  };
}

/** The text of one line (from 1) without its line ending; undefined when the source has no such line. */
export function lineOf(source: Source, line: number): string | undefined {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return undefined;
  let end = starts[line] ?? source.text.length;
  if (end > start && source.text.charAt(end - 1) === "\n") end--;
  if (end > start && source.text.charAt(end - 1) === "\r") end--;
  return source.text.slice(start, end);
}
