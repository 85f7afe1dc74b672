import type { Span } from "../../model/source.ts";
import type { Comment } from "./ast.ts";
import { identifierEnd, isDigit, isSpace, numberEnd, startsIdentifier } from "./characters.ts";
import * as token from "./tokens.ts";

/** Levels of nesting, and height of one expression's tree, past which a text is refused: who walks the tree may then recurse. */
export const MOST_LEVELS = 500;

export interface Fault {
  readonly message: string;
  readonly span: Span;
}

/** Where reading stands: the current token, and what has been met so far. */
export interface Cursor {
  readonly text: string;
  /** The current token; the next one is looked for from `end`. */
  kind: number;
  start: number;
  end: number;
  /** Where the token before the current one ended. */
  previousEnd: number;
  /** Whether the end of a line is a token here, or just space (within brackets). */
  newlines: boolean;
  /** Levels open now. */
  depth: number;
  /** The height of the expression read last. */
  height: number;
  readonly comments: Comment[];
  readonly faults: Fault[];
}

/** A cursor on the first token of the text from `start` on; left out, that is after a byte order mark. */
export function openCursor(text: string, start = text.charCodeAt(0) === 0xfeff ? 1 : 0): Cursor {
  const cursor: Cursor = { text, kind: token.END, start, end: start, previousEnd: start, newlines: true, depth: 0, height: 0, comments: [], faults: [] };
  advance(cursor);
  return cursor;
}

/** Puts the cursor on the next token. Inside of quotes and heredocs there are no tokens: `template.ts` reads those. */
export function advance(cursor: Cursor): void {
  const text = cursor.text;
  const length = text.length;
  let at = cursor.end;
  cursor.previousEnd = at;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) {
      at++;
    } else if (startsIdentifier(code) || code > 127) {
      const end = identifierEnd(text, at);
      if (end === at) invalid(cursor, at);
      else set(cursor, token.IDENTIFIER, at, end);
      return;
    } else if (code === 10 || (code === 13 && text.charCodeAt(at + 1) === 10)) {
      const end = code === 10 ? at + 1 : at + 2;
      if (cursor.newlines) {
        set(cursor, token.NEWLINE, at, end);
        return;
      }
      at = end;
    } else if (code === 35 || (code === 47 && text.charCodeAt(at + 1) === 47)) {
      at = lineComment(cursor, at, code === 35 ? 1 : 2);
    } else if (code === 47 && text.charCodeAt(at + 1) === 42) {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) {
        set(cursor, token.INVALID, at, length);
        return;
      }
      addComment(cursor, at, end + 2, 2, 2);
      at = end + 2;
    } else if (isDigit(code)) {
      set(cursor, token.NUMBER, at, numberEnd(text, at));
      return;
    } else {
      sign(cursor, code, at);
      return;
    }
  }
  set(cursor, token.END, length, length);
}

function set(cursor: Cursor, kind: number, start: number, end: number): void {
  cursor.kind = kind;
  cursor.start = start;
  cursor.end = end;
}

function invalid(cursor: Cursor, at: number): void {
  const code = cursor.text.codePointAt(at) ?? 0;
  set(cursor, token.INVALID, at, at + (code > 0xffff ? 2 : 1));
}

/** The end of the comment, before its line feed: that is a token of its own. */
function lineComment(cursor: Cursor, start: number, marker: number): number {
  const { text } = cursor;
  const feed = text.indexOf("\n", start);
  if (feed < 0) {
    addComment(cursor, start, text.length, marker, 0);
    return text.length;
  }
  addComment(cursor, start, text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed, marker, 0);
  return feed;
}

/** Skipping a broken item reads its text a second time: its comments count once. */
function addComment(cursor: Cursor, start: number, end: number, opener: number, closer: number): void {
  const last = cursor.comments.at(-1);
  if (last !== undefined && start < last.span.end) return;
  cursor.comments.push({ text: cursor.text.slice(start + opener, end - closer), span: { start, end } });
}

function sign(cursor: Cursor, code: number, at: number): void {
  const next = cursor.text.charCodeAt(at + 1);
  switch (code) {
    case token.BRACE_OPEN:
    case token.BRACE_CLOSE:
    case token.BRACKET_OPEN:
    case token.BRACKET_CLOSE:
    case token.PAREN_OPEN:
    case token.PAREN_CLOSE:
    case token.COMMA:
    case token.QUOTE:
    case token.QUESTION:
    case token.STAR:
    case token.SLASH:
    case token.PERCENT:
    case token.PLUS:
    case token.MINUS:
      set(cursor, code, at, at + 1);
      return;
    case token.ASSIGN:
      if (next === token.ASSIGN) set(cursor, token.EQUAL, at, at + 2);
      else if (next === token.GREATER) set(cursor, token.ARROW, at, at + 2);
      else set(cursor, token.ASSIGN, at, at + 1);
      return;
    case token.DOT:
      if (next === token.DOT && cursor.text.charCodeAt(at + 2) === token.DOT) set(cursor, token.ELLIPSIS, at, at + 3);
      else set(cursor, token.DOT, at, at + 1);
      return;
    case token.BANG:
      pair(cursor, at, next === token.ASSIGN, token.NOT_EQUAL, token.BANG);
      return;
    case token.GREATER:
      pair(cursor, at, next === token.ASSIGN, token.GREATER_OR_EQUAL, token.GREATER);
      return;
    case token.COLON:
      pair(cursor, at, next === token.COLON, token.DOUBLE_COLON, token.COLON);
      return;
    case token.LESS:
      if (next === token.LESS && heredocOpening(cursor, at)) return;
      pair(cursor, at, next === token.ASSIGN, token.LESS_OR_EQUAL, token.LESS);
      return;
    case 38: // &
      pair(cursor, at, next === 38, token.AND, token.INVALID);
      return;
    case 124: // |
      pair(cursor, at, next === 124, token.OR, token.INVALID);
      return;
    case 126: // ~
      pair(cursor, at, next === token.BRACE_CLOSE, token.STRIP_CLOSE, token.INVALID);
      return;
    default:
      invalid(cursor, at);
  }
}

function pair(cursor: Cursor, at: number, paired: boolean, two: number, one: number): void {
  if (paired) set(cursor, two, at, at + 2);
  else set(cursor, one, at, at + 1);
}

/** `<<`, perhaps `-`, a name, and the end of the line at once: anything else opens no heredoc. */
function heredocOpening(cursor: Cursor, at: number): boolean {
  const { text } = cursor;
  const name = heredocName(text, at);
  let end = identifierEnd(text, name);
  if (end === name) return false;
  if (text.charCodeAt(end) === 13) end++;
  if (text.charCodeAt(end) !== 10) return false;
  set(cursor, token.HEREDOC, at, end + 1);
  return true;
}

/** Where the name of a heredoc begins whose `<<` is at `at`. */
export function heredocName(text: string, at: number): number {
  return text.charCodeAt(at + 2) === token.MINUS ? at + 3 : at + 2;
}

/** The end of a heredoc's closing line, before its line break, if the line at `at` is that; else -1. `feed` is where the line ends. */
export function heredocClosing(text: string, name: string, at: number, feed: number): number {
  const end = feed > at && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
  const from = blankEnd(text, at, end);
  if (!text.startsWith(name, from)) return -1;
  return blankEnd(text, from + name.length, end) === end ? end : -1;
}

/** A carriage return is no space here: within a line it is a fault. */
function blankEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== 13) at++;
  return at;
}
