import { utf16 } from "./decode.ts";

/**
 * Whether any hint occurs in the bytes of a file, without decoding it: most files of a repository are dismissed here.
 * Hints are ASCII, so searching the bytes of UTF-8 is exact. UTF-16 text is searched too, because a template that was
 * saved as such must be reported and not overlooked.
 */
export function hasHint(bytes: Buffer, hints: readonly string[]): boolean {
  const wide = utf16(bytes);
  if (wide === undefined) return anyOccurs(bytes, hints);
  const text = new TextDecoder(wide).decode(bytes);
  return hints.some((hint) => text.includes(hint));
}

/** Bytes that are searched at once, as a text with a character for each byte: more would be held for nothing. */
const piece = 1 << 20;

/** One pass for all hints: dozens of passes, one for each, take ten times as long (docs/performance.md). */
function anyOccurs(bytes: Buffer, hints: readonly string[]): boolean {
  const [only] = hints;
  if (only === undefined) return false;
  if (hints.length === 1) return bytes.includes(only, 0, "latin1");
  const { pattern, longest } = searchFor(hints);
  for (let from = 0; from < bytes.length; from += piece) {
    // A hint may lie across the edge of two pieces.
    if (pattern.test(bytes.toString("latin1", from, from + piece + longest - 1))) return true;
  }
  return false;
}

interface Search {
  readonly pattern: RegExp;
  /** Characters of the longest hint. */
  readonly longest: number;
}

const searches = new WeakMap<readonly string[], Search>();

function searchFor(hints: readonly string[]): Search {
  const known = searches.get(hints);
  if (known !== undefined) return known;
  const search: Search = { pattern: new RegExp(hints.map((hint) => hint.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|")), longest: Math.max(...hints.map(({ length }) => length)) };
  searches.set(hints, search);
  return search;
}
