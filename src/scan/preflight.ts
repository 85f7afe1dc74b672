import { utf16 } from "./decode.ts";

/**
 * Whether any hint occurs in the bytes of a file, without decoding it: most files of a repository are dismissed here.
 * Hints are ASCII, so searching the bytes of UTF-8 is exact. UTF-16 text is searched too, because a template that was
 * saved as such must be reported and not overlooked.
 */
export function hasHint(bytes: Buffer, hints: readonly string[]): boolean {
  const wide = utf16(bytes);
  if (wide === undefined) return hints.some((hint) => bytes.includes(hint, 0, "latin1"));
  const text = new TextDecoder(wide).decode(bytes);
  return hints.some((hint) => text.includes(hint));
}
