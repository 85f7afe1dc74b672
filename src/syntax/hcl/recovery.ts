import { identifierEnd } from "./characters.ts";
import { advance, heredocClosing, heredocName } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import * as token from "./tokens.ts";

/** What skipping needs to know besides the cursor. */
export interface SkipOptions {
  /** Whether a block's header at the beginning of a line ends every open bracket. */
  readonly byColumn: boolean;
  /** How many more heredocs without end may be skipped by searching the rest of the text for a header: keeps hostile text linear. */
  heredocsLeft: number;
}

const DOLLAR = 36;
const BACKSLASH = 92;

/** The brackets open while skipping; a quote stands for an interpolation or directive in a string. */
interface Brackets {
  readonly stack: number[];
  /** How many of each kind are on the stack: without that, closing brackets nobody opened would each search all of it. */
  readonly counts: Map<number, number>;
}

/**
 * Skips a broken item from its beginning: to the end of the line on which its brackets are closed, not before `least`,
 * or to a closing brace that is not the item's own. The cursor is left on that line's end, on the brace, or at the end of the text.
 */
export function skipItem(cursor: Cursor, start: number, least: number, options: SkipOptions): void {
  cursor.newlines = true;
  cursor.end = start;
  const brackets: Brackets = { stack: [], counts: new Map() };
  for (;;) {
    advance(cursor);
    switch (cursor.kind) {
      case token.END:
        return;
      case token.NEWLINE:
        if (endsItem(cursor, brackets.stack.at(-1), least, options)) return;
        break;
      case token.BRACE_OPEN:
      case token.BRACKET_OPEN:
      case token.PAREN_OPEN:
        open(brackets, cursor.kind);
        break;
      case token.BRACE_CLOSE:
      case token.STRIP_CLOSE:
        if (closeBrace(cursor, brackets) && cursor.start >= least) return;
        break;
      case token.BRACKET_CLOSE:
        close(brackets, token.BRACKET_OPEN, token.BRACKET_OPEN);
        break;
      case token.PAREN_CLOSE:
        close(brackets, token.PAREN_OPEN, token.PAREN_OPEN);
        break;
      case token.QUOTE:
        skipText(cursor, brackets, cursor.start + 1);
        break;
      case token.HEREDOC:
        if (!skipHeredoc(cursor, options)) return;
        break;
      default:
        break;
    }
  }
}

/** Whether the item ends with this line: nothing is open, or the next line begins an item that cannot stand in what is. */
function endsItem(cursor: Cursor, last: number | undefined, least: number, options: SkipOptions): boolean {
  if (last === undefined) return cursor.start >= least;
  // The fault may be the very sign behind the name, which is where the next item shows: then reading goes back to the name.
  if (last !== token.BRACE_OPEN) return itemSign(cursor.text, cursor.end) >= least;
  return options.byColumn && isHeader(cursor.text, cursor.end) && spaceEnd(cursor.text, identifierEnd(cursor.text, cursor.end)) >= least;
}

/** Where the sign is by which the line begins with what cannot stand in brackets or parentheses: `name =`, `type {` or `type "label"`; else -1. */
function itemSign(text: string, lineStart: number): number {
  const start = spaceEnd(text, lineStart);
  const end = identifierEnd(text, start);
  if (end === start) return -1;
  const next = spaceEnd(text, end);
  const code = text.charCodeAt(next);
  if (code === token.ASSIGN) return text.charCodeAt(next + 1) === token.ASSIGN || text.charCodeAt(next + 1) === token.GREATER ? -1 : next;
  if (code !== token.QUOTE && code !== token.BRACE_OPEN) return -1;
  const word = text.slice(start, end);
  return word === "for" || word === "in" || word === "if" ? -1 : next;
}

function spaceEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at;
}

function open(brackets: Brackets, kind: number): void {
  brackets.stack.push(kind);
  brackets.counts.set(kind, (brackets.counts.get(kind) ?? 0) + 1);
}

/** Closes the last bracket of one of two kinds, and whatever was left open within it. Returns its kind; undefined when none is open. */
function close(brackets: Brackets, one: number, other: number): number | undefined {
  const { stack, counts } = brackets;
  if ((counts.get(one) ?? 0) === 0 && (counts.get(other) ?? 0) === 0) return undefined;
  for (;;) {
    const kind = stack.pop();
    if (kind === undefined) return undefined;
    counts.set(kind, (counts.get(kind) ?? 1) - 1);
    if (kind === one || kind === other) return kind;
  }
}

/** True when the brace belongs to the block around the item. The brace of an interpolation leads back into its string. */
function closeBrace(cursor: Cursor, brackets: Brackets): boolean {
  const kind = close(brackets, token.BRACE_OPEN, token.QUOTE);
  if (kind === token.QUOTE) skipText(cursor, brackets, cursor.end);
  return kind === undefined && cursor.kind === token.BRACE_CLOSE;
}

/** Skips the text of a string up to its closing quote or the end of the line; an interpolation is left open, as a quote on the stack. */
function skipText(cursor: Cursor, brackets: Brackets, from: number): void {
  const { text } = cursor;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === token.QUOTE) {
      at++;
      break;
    }
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10)) break;
    if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1);
      at += next === 10 || next === 13 ? 1 : 2;
    } else if (code === DOLLAR || code === token.PERCENT) {
      const next = text.charCodeAt(at + 1);
      if (next === token.BRACE_OPEN) {
        open(brackets, token.QUOTE);
        at += 2;
        break;
      }
      at += next === code && text.charCodeAt(at + 2) === token.BRACE_OPEN ? 3 : 1;
    } else {
      at++;
    }
  }
  cursor.end = Math.min(at, text.length);
}

/** Skips a heredoc to its closing line. Without one, to the next header of a block at the beginning of a line: then false, on the line's end before it. */
function skipHeredoc(cursor: Cursor, options: SkipOptions): boolean {
  const { text } = cursor;
  const nameStart = heredocName(text, cursor.start);
  const name = text.slice(nameStart, identifierEnd(text, nameStart));
  const introduced = cursor.end;
  let header = -1;
  let at = introduced;
  for (;;) {
    const feed = text.indexOf("\n", at);
    if (feed < 0) break;
    const closing = heredocClosing(text, name, at, feed);
    if (closing >= 0) {
      cursor.end = closing;
      return true;
    }
    if (header < 0 && isHeader(text, at)) header = at;
    at = feed + 1;
  }
  cursor.end = header < 0 || options.heredocsLeft <= 0 ? text.length : header - 1;
  options.heredocsLeft--;
  advance(cursor);
  return false;
}

/** Whether a block's header begins exactly at `at`: a name followed, on its line, by a label or a brace. */
export function isHeader(text: string, at: number): boolean {
  const end = identifierEnd(text, at);
  if (end === at) return false;
  const next = spaceEnd(text, end);
  const code = text.charCodeAt(next);
  return code === token.QUOTE || code === token.BRACE_OPEN || identifierEnd(text, next) > next;
}
