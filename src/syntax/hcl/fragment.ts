import type { Span } from "../../model/source.ts";
import type { Expression } from "./ast.ts";
import { advance, openCursor, type Cursor, type Fault } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import { abandoned, refuse } from "./faults.ts";
import { readBare } from "./template.ts";
import * as token from "./tokens.ts";

/** A piece of HCL that stands within another text; without an expression the faults say why. */
export interface Fragment {
  readonly expression: Expression | undefined;
  readonly faults: readonly Fault[];
}

/**
 * The template that a text is from `from` to its end, as JSON configuration writes it: no quotes around it, no backslash escapes.
 * One without interpolations is a literal. Never throws. https://github.com/hashicorp/hcl/blob/main/json/spec.md#strings
 */
export function parseTemplate(text: string, from: number, span: Span): Fragment {
  return guarded(text, from, (cursor) => readBare(cursor, from, span, readExpression));
}

/** The expression that a text is from `from` to its end. Never throws. */
export function parseExpression(text: string, from: number): Fragment {
  return guarded(text, from, (cursor) => {
    cursor.newlines = false;
    cursor.end = from;
    advance(cursor);
    const expression = readExpression(cursor);
    if (cursor.kind !== token.END) refuse(cursor, "the end of the expression");
    return expression;
  });
}

function guarded(text: string, from: number, read: (cursor: Cursor) => Expression): Fragment {
  const cursor = openCursor(text, from);
  try {
    const expression = read(cursor);
    return { expression: cursor.faults.length === 0 ? expression : undefined, faults: cursor.faults };
  } catch (error) {
    if (error !== abandoned) throw error;
    return { expression: undefined, faults: cursor.faults };
  }
}
