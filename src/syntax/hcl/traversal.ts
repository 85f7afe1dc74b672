import type { Expression, Literal, SplatStep } from "./ast.ts";
import { advance } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { abandon, descend, grow, refuse } from "./faults.ts";
import { isNumber } from "./number.ts";
import type { ExpressionReader } from "./template.ts";
import * as token from "./tokens.ts";

/** The steps after a term: `.name`, `.0`, `[key]` and splats. The cursor stands on the first dot or bracket. */
export function readTraversal(cursor: Cursor, term: Expression, read: ExpressionReader): Expression {
  const { start } = term.span;
  let target = term;
  let height = cursor.height;
  for (;;) {
    if (cursor.kind === token.DOT) {
      advance(cursor);
      const { kind } = cursor;
      if (kind === token.IDENTIFIER) {
        target = { kind: "get", target, name: readName(cursor), span: { start, end: cursor.previousEnd } };
      } else if (kind === token.NUMBER) {
        const key = readLegacyKey(cursor);
        target = { kind: "index", target, key, legacy: true, span: { start, end: key.span.end } };
      } else if (kind === token.STAR) {
        advance(cursor);
        const steps = readAttributeSteps(cursor);
        target = { kind: "splat", target, full: false, steps, span: { start, end: cursor.previousEnd } };
      } else {
        refuse(cursor, "an attribute's name after the dot");
      }
    } else if (cursor.kind === token.BRACKET_OPEN) {
      const key = readBracket(cursor, read);
      if (key === "*") {
        const steps = readFullSteps(cursor, read);
        target = { kind: "splat", target, full: true, steps, span: { start, end: cursor.previousEnd } };
      } else {
        target = { kind: "index", target, key, legacy: false, span: { start, end: cursor.previousEnd } };
      }
      height = Math.max(height, cursor.height);
    } else {
      cursor.height = height;
      return target;
    }
    grow(cursor, ++height);
  }
}

function readName(cursor: Cursor): string {
  const name = cursor.text.slice(cursor.start, cursor.end);
  advance(cursor);
  return name;
}

/** The number of `a.0`. Of `a.0.1` the scanner makes the number 0.1, which is refused, as HashiCorp's parser does. */
function readLegacyKey(cursor: Cursor): Literal {
  const { start, end } = cursor;
  const text = cursor.text.slice(start, end);
  if (text.includes(".") || !isNumber(text)) abandon(cursor, "expected one whole number as legacy index (several are written [0][1]), found more", start, end);
  advance(cursor);
  return { kind: "literal", value: Number(text), text, span: { start, end } };
}

/** The key in brackets, or the star of a splat, with the cursor behind the closing bracket. */
function readBracket(cursor: Cursor, read: ExpressionReader): Expression | "*" {
  const { newlines } = cursor;
  const { end } = cursor;
  advance(cursor);
  if (cursor.kind === token.STAR) {
    advance(cursor);
    if (cursor.kind !== token.BRACKET_CLOSE) refuse(cursor, '"]" after the star of the splat');
    advance(cursor);
    cursor.height = 1;
    return "*";
  }
  // Only now are line breaks mere space: `[` and `*` have to stand on one line where lines count.
  cursor.newlines = false;
  if (cursor.kind === token.NEWLINE) {
    cursor.end = end;
    advance(cursor);
  }
  const key = read(cursor);
  if (cursor.kind !== token.BRACKET_CLOSE) refuse(cursor, '"]" to close the index');
  cursor.newlines = newlines;
  advance(cursor);
  return key;
}

/** What follows `.*`: names and legacy indices only. */
function readAttributeSteps(cursor: Cursor): SplatStep[] {
  const steps: SplatStep[] = [];
  while (cursor.kind === token.DOT) {
    advance(cursor);
    const { kind } = cursor;
    if (kind === token.IDENTIFIER) steps.push({ kind: "get", name: readName(cursor) });
    else if (kind === token.NUMBER) steps.push({ kind: "index", key: readLegacyKey(cursor) });
    else refuse(cursor, "an attribute's name after the dot");
  }
  return steps;
}

/** What follows `[*]`: every step, also further splats, is taken from each element. */
function readFullSteps(cursor: Cursor, read: ExpressionReader): SplatStep[] {
  descend(cursor);
  const steps: SplatStep[] = [];
  let height = 1;
  for (;;) {
    if (cursor.kind === token.DOT) {
      advance(cursor);
      const { kind } = cursor;
      if (kind === token.IDENTIFIER) {
        steps.push({ kind: "get", name: readName(cursor) });
      } else if (kind === token.NUMBER) {
        steps.push({ kind: "index", key: readLegacyKey(cursor) });
      } else if (kind === token.STAR) {
        advance(cursor);
        steps.push({ kind: "splat", full: false, steps: readAttributeSteps(cursor) });
      } else {
        refuse(cursor, "an attribute's name after the dot");
      }
    } else if (cursor.kind === token.BRACKET_OPEN) {
      const key = readBracket(cursor, read);
      height = Math.max(height, cursor.height);
      if (key === "*") {
        steps.push({ kind: "splat", full: true, steps: readFullSteps(cursor, read) });
        height = Math.max(height, cursor.height);
      } else {
        steps.push({ kind: "index", key });
      }
    } else {
      cursor.depth--;
      cursor.height = height + 1;
      return steps;
    }
  }
}
