import type { Span } from "../../model/source.ts";
import type { Expression, TemplatePart } from "./ast.ts";
import { isSpace, leadingSpace, trailingSpace } from "./characters.ts";
import { MOST_LEVELS } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { abandon } from "./faults.ts";

/** The flat sequence a template is read as, before its directives are nested. */
export type Piece = TextPiece | InterpolationPiece | Directive;

interface TextPiece {
  readonly kind: "text";
  value: string;
  readonly span: Span;
}

interface InterpolationPiece {
  readonly kind: "interpolation";
  readonly value: Expression;
  readonly span: Span;
}

/** `%{ if c }`, `%{ for k, v in c }`, and the words that need no more than themselves. */
export type Directive =
  | { readonly kind: "open-if"; readonly condition: Expression; readonly span: Span }
  | { readonly kind: "open-for"; readonly keyName: string | undefined; readonly valueName: string; readonly collection: Expression; readonly span: Span }
  | { readonly kind: "else" | "endif" | "endfor"; readonly span: Span };

/** Trims the text before a `${~`. In a heredoc a text is one line, as HCL reads it, so no more than the last line is trimmed. */
export function stripBefore(piece: Piece | undefined, lines: boolean): void {
  if (piece?.kind !== "text") return;
  const { value } = piece;
  piece.value = value.slice(0, Math.max(lines ? lastLineStart(value) : 0, trailingSpace(value)));
}

/**
 * Where the last line begins of those that end in the text. HashiCorp's scanner splits a line behind a sign of a marker (`$` or `%`)
 * and the one character after it when the line break follows at once: then the break is a line of its own.
 */
function lastLineStart(value: string): number {
  const feed = value.length - 1;
  if (feed < 1) return 0;
  if (value.charCodeAt(feed) === 10) {
    const lineBreak = value.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
    if (isSign(value.charCodeAt(lineBreak - 2)) && value.charCodeAt(lineBreak - 1) < 128) return lineBreak;
    if (lineBreak < feed && isSign(value.charCodeAt(lineBreak - 1))) return feed;
  }
  return value.lastIndexOf("\n", feed - 1) + 1;
}

function isSign(code: number): boolean {
  return code === 36 || code === 37;
}

/** The text after a `~}`, trimmed: in a heredoc up to the end of its first line. */
export function stripAfter(value: string, lines: boolean): string {
  const feed = lines ? value.indexOf("\n") : -1;
  const space = leadingSpace(value);
  return value.slice(feed < 0 ? space : Math.min(space, feed + 1));
}

/** Takes the indentation that all lines of a `<<-` heredoc share from each of them; blank lines neither count nor change. */
export function outdent(pieces: readonly Piece[]): void {
  const shared = sharedIndentation(pieces);
  if (shared === 0) return;
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind === "text") {
      const { value } = piece;
      piece.value = outdentLines(value, shared, lineStart);
      lineStart = value.endsWith("\n");
    } else {
      lineStart = false;
    }
  }
}

function outdentLines(value: string, shared: number, fromStart: boolean): string {
  let result = "";
  let at = 0;
  let lineStart = fromStart;
  while (at < value.length) {
    const end = lineEnd(value, at);
    result += value.slice(lineStart && !isBlank(value, at, end) ? at + shared : at, end);
    lineStart = true;
    at = end;
  }
  return result;
}

function sharedIndentation(pieces: readonly Piece[]): number {
  let shared = Infinity;
  let lineStart = true;
  for (const piece of pieces) {
    if (piece.kind !== "text") {
      if (lineStart) return 0;
      continue;
    }
    const { value } = piece;
    if (value === "" && lineStart) return 0;
    for (let at = 0; at < value.length; at = lineEnd(value, at)) {
      if (lineStart) shared = Math.min(shared, indentation(value, at));
      lineStart = true;
    }
    lineStart = value.endsWith("\n");
  }
  return shared === Infinity ? 0 : shared;
}

/** The white space before a line's text; a blank line has endless indentation, so that it never is the least. */
function indentation(value: string, start: number): number {
  const end = lineEnd(value, start);
  if (isBlank(value, start, end)) return Infinity;
  let at = start;
  while (at < end && isSpace(value.charCodeAt(at))) at++;
  return at - start;
}

function lineEnd(value: string, at: number): number {
  const feed = value.indexOf("\n", at);
  return feed < 0 ? value.length : feed + 1;
}

/** White space and a line feed, no more; space before an interpolation is no blank line. */
function isBlank(value: string, start: number, end: number): boolean {
  if (value.charCodeAt(end - 1) !== 10) return false;
  let at = start;
  while (at < end && isSpace(value.charCodeAt(at))) at++;
  return at === end;
}

interface Open {
  readonly directive: Extract<Directive, { kind: "open-if" | "open-for" }>;
  /** Where the finished part goes. */
  readonly outer: TemplatePart[];
  readonly then: TemplatePart[];
  readonly otherwise: TemplatePart[];
  hasElse: boolean;
}

/** Nests the parts between the directives; `levels` says how deep they are nested. `end` is where the template ends. */
export function nest(cursor: Cursor, pieces: readonly Piece[], end: number): { readonly parts: TemplatePart[]; readonly levels: number } {
  const parts: TemplatePart[] = [];
  const open: Open[] = [];
  let into = parts;
  let levels = 0;
  for (const piece of pieces) {
    switch (piece.kind) {
      case "text":
      case "interpolation":
        into.push(piece);
        break;
      case "open-if":
      case "open-for": {
        if (open.length >= MOST_LEVELS) abandon(cursor, `expected at most ${MOST_LEVELS} levels of directives, found more`, piece.span.start, piece.span.end);
        const opened: Open = { directive: piece, outer: into, then: [], otherwise: [], hasElse: false };
        open.push(opened);
        levels = Math.max(levels, open.length);
        into = opened.then;
        break;
      }
      case "else": {
        const last = open.at(-1);
        if (last?.directive.kind !== "open-if" || last.hasElse) return unexpected(cursor, piece, last);
        last.hasElse = true;
        into = last.otherwise;
        break;
      }
      case "endif":
      case "endfor": {
        const last = open.pop();
        if (last === undefined || closerOf(last) !== piece.kind) return unexpected(cursor, piece, last);
        into = last.outer;
        into.push(finished(last, piece.span.end));
        break;
      }
    }
  }
  const last = open.at(-1);
  if (last !== undefined) abandon(cursor, `expected %{ ${closerOf(last)} } for this directive, found the end of the template`, last.directive.span.start, Math.min(last.directive.span.end, end));
  return { parts, levels };
}

function closerOf(open: Open): "endif" | "endfor" {
  return open.directive.kind === "open-if" ? "endif" : "endfor";
}

function unexpected(cursor: Cursor, piece: Directive, open: Open | undefined): never {
  const expected = open === undefined ? "an if or for directive before this one" : `%{ ${closerOf(open)} }`;
  return abandon(cursor, `expected ${expected}, found %{ ${piece.kind} }`, piece.span.start, piece.span.end);
}

function finished(open: Open, end: number): TemplatePart {
  const { directive } = open;
  const span = { start: directive.span.start, end };
  if (directive.kind === "open-if") return { kind: "if", condition: directive.condition, then: open.then, otherwise: open.otherwise, span };
  const { keyName, valueName, collection } = directive;
  const names = keyName === undefined ? { valueName } : { keyName, valueName };
  return { kind: "for", ...names, collection, body: open.then, span };
}
