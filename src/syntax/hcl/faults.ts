import { MOST_LEVELS } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import * as token from "./tokens.ts";

/** Thrown to leave an item that cannot be read; the fault is recorded already. One object for all: it carries nothing. */
export const abandoned = new Error("this item of the HCL text cannot be read");

/** Records a fault; reading goes on. */
export function report(cursor: Cursor, message: string, start: number, end: number): void {
  cursor.faults.push({ message, span: { start, end } });
}

/** Records that something else than the current token was expected, and leaves the item. */
export function refuse(cursor: Cursor, expected: string): never {
  report(cursor, `expected ${expected}, found ${found(cursor)}`, cursor.start, cursor.end);
  throw abandoned;
}

/** Records a fault and leaves the item. */
export function abandon(cursor: Cursor, message: string, start: number, end: number): never {
  report(cursor, message, start, end);
  throw abandoned;
}

/** One level deeper; past the bound the item is left. */
export function descend(cursor: Cursor): void {
  if (++cursor.depth > MOST_LEVELS) abandon(cursor, `expected at most ${MOST_LEVELS} levels of nesting, found more`, cursor.start, cursor.end);
}

/** Notes the height of the expression just read, which ends at the token before the current one; past the bound the item is left. */
export function grow(cursor: Cursor, height: number): void {
  if (height > MOST_LEVELS) abandon(cursor, `expected an expression of at most ${MOST_LEVELS} levels, found more`, cursor.previousEnd, cursor.previousEnd);
  cursor.height = height;
}

const hints: Readonly<Record<string, string>> = {
  "'": "a single quote (strings take double quotes)",
  "`": "a backtick (long strings are written as heredocs: <<EOT)",
  ";": "a semicolon (items end with their line)",
  "&": 'a single "&" (logical and is "&&")',
  "|": 'a single "|" (logical or is "||")',
  "\u201c": "a curly quote (strings take straight double quotes)",
  "\u201d": "a curly quote (strings take straight double quotes)",
  "\r": "a carriage return without a line feed",
};

/** The current token in words. */
export function found(cursor: Cursor): string {
  const { text, start, end } = cursor;
  switch (cursor.kind) {
    case token.END:
      return "the end of the file";
    case token.NEWLINE:
      return "the end of the line";
    case token.QUOTE:
      return "a quoted string";
    case token.HEREDOC:
      return "a heredoc";
    case token.NUMBER:
      return `the number ${clip(text, start, end)}`;
    case token.INVALID:
      return invalid(text, start, end);
    default:
      return `"${clip(text, start, end)}"`;
  }
}

function invalid(text: string, start: number, end: number): string {
  if (text.startsWith("/*", start)) return "a comment that is never closed";
  const character = text.slice(start, end);
  const hint = Object.hasOwn(hints, character) ? hints[character] : undefined;
  if (hint !== undefined) return hint;
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `a character that HCL does not use (U+${code})`;
}

/** The text, shortened when it is longer than a message bears. */
export function clip(text: string, start: number, end: number): string {
  return end - start <= 40 ? text.slice(start, end) : `${text.slice(start, start + 37)}...`;
}
