import type { Call, Expression, ForExpression, ObjectEntry, ObjectExpression, Tuple } from "./ast.ts";
import { advance } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { abandon, grow, refuse } from "./faults.ts";
import { readForNames } from "./template.ts";
import type { ExpressionReader } from "./template.ts";
import * as token from "./tokens.ts";

/** `[a, b]` or `[for ...]`; the cursor stands on the bracket. */
export function readBrackets(cursor: Cursor, read: ExpressionReader): Tuple | ForExpression {
  const { start, newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  if (isWord(cursor, "for")) return readFor(cursor, start, newlines, token.BRACKET_CLOSE, read);
  const items: Expression[] = [];
  let height = 0;
  while (cursor.kind !== token.BRACKET_CLOSE) {
    items.push(read(cursor));
    height = Math.max(height, cursor.height);
    if (cursor.kind === token.COMMA) advance(cursor);
    else if (cursor.kind !== token.BRACKET_CLOSE) refuse(cursor, '"," or "]" after the item');
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "tuple", items, span: { start, end } };
}

function isWord(cursor: Cursor, word: string): boolean {
  return cursor.kind === token.IDENTIFIER && cursor.end - cursor.start === word.length && cursor.text.startsWith(word, cursor.start);
}

/** `{ a = 1 }` or `{for ...}`; the cursor stands on the brace. */
export function readBraces(cursor: Cursor, read: ExpressionReader): ObjectExpression | ForExpression {
  const { start, newlines } = cursor;
  cursor.newlines = true;
  advance(cursor);
  skipNewlines(cursor);
  if (isWord(cursor, "for")) return readFor(cursor, start, newlines, token.BRACE_CLOSE, read);
  const entries: ObjectEntry[] = [];
  let height = 0;
  while (cursor.kind !== token.BRACE_CLOSE) {
    const entry = readEntry(cursor, read);
    height = Math.max(height, cursor.height);
    entries.push(entry);
    if (cursor.kind === token.COMMA || cursor.kind === token.NEWLINE) {
      advance(cursor);
      skipNewlines(cursor);
    } else if (cursor.kind !== token.BRACE_CLOSE) {
      refuse(cursor, 'a comma, a new line or "}" after the entry');
    }
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "object", entries, span: { start, end } };
}

function skipNewlines(cursor: Cursor): void {
  while (cursor.kind === token.NEWLINE) advance(cursor);
}

function readEntry(cursor: Cursor, read: ExpressionReader): ObjectEntry {
  const { kind } = cursor;
  const written = read(cursor);
  let { height } = cursor;
  if (cursor.kind !== token.ASSIGN && cursor.kind !== token.COLON) refuse(cursor, '"=" or ":" and a value after the key');
  advance(cursor);
  const value = read(cursor);
  height = Math.max(height, cursor.height);
  cursor.height = height;
  const key = kind === token.IDENTIFIER ? nameAsKey(written) : written;
  return { key, value, span: { start: written.span.start, end: value.span.end } };
}

/** A bare word as key is a string, also `null`, `true` and `false`. */
function nameAsKey(key: Expression): Expression {
  if (key.kind === "variable") return { kind: "literal", value: key.name, span: key.span };
  if (key.kind === "literal") return { kind: "literal", value: String(key.value), span: key.span };
  return key;
}

/** From the word `for` on; `newlines` is what counts again behind the closing bracket. */
function readFor(cursor: Cursor, start: number, newlines: boolean, closer: number, read: ExpressionReader): ForExpression {
  cursor.newlines = false;
  advance(cursor);
  const { keyName, valueName } = readForNames(cursor);
  const collection = read(cursor);
  let { height } = cursor;
  if (cursor.kind !== token.COLON) refuse(cursor, '":" after the collection of the for');
  advance(cursor);
  let value = read(cursor);
  height = Math.max(height, cursor.height);
  let key: Expression | undefined;
  if (cursor.kind === token.ARROW) {
    advance(cursor);
    key = value;
    value = read(cursor);
    height = Math.max(height, cursor.height);
  }
  const ellipsis = { start: cursor.start, end: cursor.end };
  const group = cursor.kind === token.ELLIPSIS;
  if (group) advance(cursor);
  let condition: Expression | undefined;
  if (isWord(cursor, "if")) {
    advance(cursor);
    condition = read(cursor);
    height = Math.max(height, cursor.height);
  }
  if (cursor.kind !== closer) refuse(cursor, `${closer === token.BRACE_CLOSE ? '"}"' : '"]"'} to end the for`);
  const { end } = cursor;
  if (closer === token.BRACKET_CLOSE) {
    if (key !== undefined) abandon(cursor, 'expected no key ("=>") in a for that builds a list, found one', key.span.start, key.span.end);
    if (group) abandon(cursor, 'expected no grouping ("...") in a for that builds a list, found it', ellipsis.start, ellipsis.end);
  } else if (key === undefined) {
    abandon(cursor, 'expected a key ("=>") in a for that builds an object, found none', value.span.start, value.span.end);
  }
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return {
    kind: "for",
    ...(keyName === undefined ? {} : { keyName }),
    valueName,
    collection,
    ...(key === undefined ? {} : { key }),
    value,
    ...(condition === undefined ? {} : { condition }),
    group,
    span: { start, end },
  };
}

/** A call whose name, or the first part of it, is read; the cursor stands on `(` or `::`. */
export function readCall(cursor: Cursor, first: string, start: number, firstEnd: number, read: ExpressionReader): Call {
  let name = first;
  let nameEnd = firstEnd;
  while (cursor.kind === token.DOUBLE_COLON) {
    advance(cursor);
    if (cursor.kind !== token.IDENTIFIER) refuse(cursor, 'a function\'s name after "::"');
    name += `::${cursor.text.slice(cursor.start, cursor.end)}`;
    nameEnd = cursor.end;
    advance(cursor);
  }
  if (cursor.kind !== token.PAREN_OPEN) refuse(cursor, '"(" after the function\'s name');
  const { newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  const args: Expression[] = [];
  let expand = false;
  let height = 0;
  while (cursor.kind !== token.PAREN_CLOSE) {
    args.push(read(cursor));
    height = Math.max(height, cursor.height);
    if (cursor.kind === token.COMMA) {
      advance(cursor);
    } else if (cursor.kind === token.ELLIPSIS) {
      advance(cursor);
      expand = true;
      if (cursor.kind !== token.PAREN_CLOSE) refuse(cursor, '")" after the expanded last argument');
    } else if (cursor.kind !== token.PAREN_CLOSE) {
      refuse(cursor, '"," or ")" after the argument');
    }
  }
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, height + 1);
  return { kind: "call", name, args, expand, nameSpan: { start, end: nameEnd }, span: { start, end } };
}
