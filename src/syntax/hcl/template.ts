import type { Span } from "../../model/source.ts";
import type { Expression, Heredoc, Literal, Template, TemplatePart } from "./ast.ts";
import { identifierEnd } from "./characters.ts";
import { advance, heredocClosing, heredocName } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { escapeEnd, unescaped } from "./escapes.ts";
import { abandon, grow, refuse, report } from "./faults.ts";
import { nest, outdent, stripAfter, stripBefore } from "./pieces.ts";
import type { Directive, Piece } from "./pieces.ts";
import * as token from "./tokens.ts";

/** Reads one expression; handed in, because templates and expressions contain each other. */
export type ExpressionReader = (cursor: Cursor) => Expression;

const BACKSLASH = 92;
const DOLLAR = 36;
const TILDE = 126;

/** A template while it is read: what was met, and the text not yet put into a piece. */
interface Draft {
  readonly pieces: Piece[];
  /** Whether texts are lines (heredoc) or one run (quotes): strip markers trim within one. */
  readonly lines: boolean;
  /** The unescaped beginning of the current text; the rest is in the source from `run` on. */
  value: string;
  run: number;
  textStart: number;
  /** The next text follows a `~}`. */
  strip: boolean;
  /** Something else than text was met. */
  sequences: boolean;
  height: number;
}

function openDraft(start: number, lines: boolean): Draft {
  return { pieces: [], lines, value: "", run: start, textStart: start, strip: false, sequences: false, height: 0 };
}

/** A quoted string: a literal when it contains neither interpolation nor directive. The cursor stands on the opening quote. */
export function readQuoted(cursor: Cursor, read: ExpressionReader): Literal | Template {
  const { text, start } = cursor;
  const stop = plainEnd(text, start + 1);
  if (text.charCodeAt(stop) !== token.QUOTE) return readQuotedParts(cursor, stop, read);
  cursor.end = stop + 1;
  advance(cursor);
  cursor.height = 1;
  return { kind: "literal", value: text.slice(start + 1, stop), span: { start, end: stop + 1 } };
}

/** Where the first character stands that is more than itself in quotes. */
function plainEnd(text: string, from: number): number {
  const length = text.length;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code <= BACKSLASH && (code === token.QUOTE || code === BACKSLASH || code === DOLLAR || code === token.PERCENT || code === 10 || code === 13)) break;
    at++;
  }
  return at;
}

function readQuotedParts(cursor: Cursor, stop: number, read: ExpressionReader): Literal | Template {
  const { text, start } = cursor;
  const draft = openDraft(start + 1, false);
  let at = stop;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === token.QUOTE) break;
    if (code === BACKSLASH) {
      const end = escapeEnd(text, at);
      draft.value += text.slice(draft.run, at) + unescaped(cursor, at, end);
      draft.run = at = end;
    } else if (code === DOLLAR || code === token.PERCENT) {
      at = readMarker(cursor, draft, at, code, read);
    } else {
      // The end of the line or of the file: a quoted string has no further line.
      abandon(cursor, `expected a closing quote for this string, found the end of the ${at < text.length ? "line" : "file"}`, start, at);
    }
    at = plainEnd(text, at);
  }
  const value = endText(cursor, draft, at);
  cursor.end = at + 1;
  advance(cursor);
  const span = { start, end: at + 1 };
  if (!draft.sequences) {
    cursor.height = 1;
    return { kind: "literal", value, span };
  }
  return { kind: "template", parts: finish(cursor, draft, span.end), span };
}

/** A template without quotes, from `from` to the end of the text; line breaks and backslashes are text, and strip markers trim one line, as in a heredoc. `span` is given by the caller, who knows the quotes. */
export function readBare(cursor: Cursor, from: number, span: Span, read: ExpressionReader): Literal | Template {
  const { text } = cursor;
  const draft = openDraft(from, true);
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    at = code === DOLLAR || code === token.PERCENT ? readMarker(cursor, draft, at, code, read) : at + 1;
  }
  const value = endText(cursor, draft, at);
  return draft.sequences ? { kind: "template", parts: finish(cursor, draft, text.length), span } : { kind: "literal", value, span };
}

/** A heredoc; the cursor stands on its `<<EOT` and the end of that line. */
export function readHeredoc(cursor: Cursor, read: ExpressionReader): Heredoc {
  const { text, start } = cursor;
  const nameStart = heredocName(text, start);
  const name = text.slice(nameStart, identifierEnd(text, nameStart));
  const indented = nameStart === start + 3;
  const intro = nameStart + name.length;
  const draft = openDraft(cursor.end, true);
  let at = cursor.end;
  let lineStart = true;
  let feed = -1;
  let closing = -1;
  for (;;) {
    if (feed < at) feed = text.indexOf("\n", at);
    if (feed < 0) abandon(cursor, `expected a line with ${name} alone to close this heredoc, found the end of the file`, start, intro);
    if (lineStart) closing = heredocClosing(text, name, at, feed);
    if (closing >= 0) break;
    at = readLine(cursor, draft, at, feed, read);
    lineStart = at === feed + 1;
  }
  endText(cursor, draft, at);
  cursor.end = closing;
  advance(cursor);
  if (indented) outdent(draft.pieces);
  return { kind: "heredoc", indented, parts: finish(cursor, draft, closing), span: { start, end: closing } };
}

/** Reads a heredoc's line up to its end, or up to the end of an interpolation, which may be lines below. */
function readLine(cursor: Cursor, draft: Draft, from: number, feed: number, read: ExpressionReader): number {
  const { text } = cursor;
  let at = from;
  while (at < feed) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR || code === token.PERCENT) {
      const next = readMarker(cursor, draft, at, code, read);
      if (draft.run === next && draft.textStart === next) return next;
      at = next;
    } else {
      if (code === 13 && at + 1 < feed) report(cursor, "expected a line feed after a carriage return, found more text", at, at + 1);
      at++;
    }
  }
  return feed + 1;
}

/** `$` or `%`: itself, or doubled before a brace an escape, or before a brace a sequence. Returns where reading goes on. */
function readMarker(cursor: Cursor, draft: Draft, at: number, code: number, read: ExpressionReader): number {
  const { text } = cursor;
  const next = text.charCodeAt(at + 1);
  if (next === token.BRACE_OPEN) {
    endText(cursor, draft, at);
    draft.sequences = true;
    readSequence(cursor, draft, at, code, read);
    draft.run = draft.textStart = cursor.end;
    return cursor.end;
  }
  if (next !== code || text.charCodeAt(at + 2) !== token.BRACE_OPEN) return at + 1;
  draft.value += text.slice(draft.run, at + 1);
  draft.run = at + 2;
  return at + 3;
}

/** Puts the text that ends at `end` into a piece, if there is any. */
function endText(cursor: Cursor, draft: Draft, end: number): string {
  let value = draft.value + cursor.text.slice(draft.run, end);
  if (end > draft.textStart) {
    if (draft.strip) value = stripAfter(value, draft.lines);
    draft.pieces.push({ kind: "text", value, span: { start: draft.textStart, end } });
  }
  draft.value = "";
  draft.strip = false;
  return value;
}

/** An interpolation or directive, from its `${` or `%{`; leaves the cursor's end behind the closing brace. */
function readSequence(cursor: Cursor, draft: Draft, start: number, code: number, read: ExpressionReader): void {
  const strips = cursor.text.charCodeAt(start + 2) === TILDE;
  if (strips) stripBefore(draft.pieces.at(-1), draft.lines);
  const outer = cursor.newlines;
  cursor.newlines = false;
  cursor.end = start + (strips ? 3 : 2);
  advance(cursor);
  if (code === DOLLAR) {
    const value = read(cursor);
    draft.height = Math.max(draft.height, cursor.height);
    closeSequence(cursor, draft, 'a "}" to end the interpolation (a literal "${" is written "$${")');
    draft.pieces.push({ kind: "interpolation", value, span: { start, end: cursor.end } });
  } else {
    draft.pieces.push(readDirective(cursor, draft, start, read));
  }
  cursor.newlines = outer;
}

function closeSequence(cursor: Cursor, draft: Draft, expected: string): void {
  if (cursor.kind !== token.BRACE_CLOSE && cursor.kind !== token.STRIP_CLOSE) refuse(cursor, expected);
  draft.strip = cursor.kind === token.STRIP_CLOSE;
}

function readDirective(cursor: Cursor, draft: Draft, start: number, read: ExpressionReader): Directive {
  const name = cursor.kind === token.IDENTIFIER ? cursor.text.slice(cursor.start, cursor.end) : "";
  const end = 'a "}" to end the directive';
  switch (name) {
    case "if": {
      advance(cursor);
      const condition = read(cursor);
      draft.height = Math.max(draft.height, cursor.height);
      closeSequence(cursor, draft, end);
      return { kind: "open-if", condition, span: { start, end: cursor.end } };
    }
    case "for": {
      advance(cursor);
      const { keyName, valueName } = readForNames(cursor);
      const collection = read(cursor);
      draft.height = Math.max(draft.height, cursor.height);
      closeSequence(cursor, draft, end);
      return { kind: "open-for", keyName, valueName, collection, span: { start, end: cursor.end } };
    }
    case "else":
    case "endif":
    case "endfor":
      advance(cursor);
      closeSequence(cursor, draft, end);
      return { kind: name, span: { start, end: cursor.end } };
    default:
      return refuse(cursor, "if, else, endif, for or endfor");
  }
}

/** `v in` or `k, v in`: what stands between `for` and the collection, in expressions and directives alike. */
export function readForNames(cursor: Cursor): { readonly keyName: string | undefined; readonly valueName: string } {
  const first = readName(cursor);
  let second: string | undefined;
  if (cursor.kind === token.COMMA) {
    advance(cursor);
    second = readName(cursor);
  }
  if (cursor.kind !== token.IDENTIFIER || cursor.text.slice(cursor.start, cursor.end) !== "in") refuse(cursor, '"in" after the names of the for');
  advance(cursor);
  return second === undefined ? { keyName: undefined, valueName: first } : { keyName: first, valueName: second };
}

function readName(cursor: Cursor): string {
  if (cursor.kind !== token.IDENTIFIER) refuse(cursor, "a name for the for's variable");
  const name = cursor.text.slice(cursor.start, cursor.end);
  advance(cursor);
  return name;
}

function finish(cursor: Cursor, draft: Draft, end: number): readonly TemplatePart[] {
  const { parts, levels } = nest(cursor, draft.pieces, end);
  grow(cursor, draft.height + levels + 1);
  return parts;
}
