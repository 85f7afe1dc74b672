import type { Binary, Expression, Literal, Variable } from "./ast.ts";
import { readBraces, readBrackets, readCall } from "./collection.ts";
import { advance } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { abandon, descend, grow, refuse } from "./faults.ts";
import { isNumber } from "./number.ts";
import { readHeredoc, readQuoted } from "./template.ts";
import * as token from "./tokens.ts";
import { readTraversal } from "./traversal.ts";

/** Reads an expression; the cursor stands on its first token and is left on the one after it. Leaves the item by throwing when there is none. */
export function readExpression(cursor: Cursor): Expression {
  descend(cursor);
  const condition = readBinary(cursor, 1);
  if (cursor.kind !== token.QUESTION) {
    cursor.depth--;
    return condition;
  }
  let height = cursor.height;
  advance(cursor);
  const then = readExpression(cursor);
  height = Math.max(height, cursor.height);
  if (cursor.kind !== token.COLON) refuse(cursor, '":" and the other result of the conditional');
  advance(cursor);
  const otherwise = readExpression(cursor);
  grow(cursor, Math.max(height, cursor.height) + 1);
  cursor.depth--;
  return { kind: "conditional", condition, then, otherwise, span: { start: condition.span.start, end: otherwise.span.end } };
}

interface Operator {
  readonly sign: Binary["operator"];
  /** Binds tighter the higher it is. */
  readonly level: number;
}

const operators: (Operator | undefined)[] = [];
for (const [level, signs] of [
  [1, [[token.OR, "||"]]],
  [2, [[token.AND, "&&"]]],
  [3, [[token.EQUAL, "=="], [token.NOT_EQUAL, "!="]]],
  [4, [[token.GREATER, ">"], [token.GREATER_OR_EQUAL, ">="], [token.LESS, "<"], [token.LESS_OR_EQUAL, "<="]]],
  [5, [[token.PLUS, "+"], [token.MINUS, "-"]]],
  [6, [[token.STAR, "*"], [token.SLASH, "/"], [token.PERCENT, "%"]]],
] as const) {
  for (const [kind, sign] of signs) operators[kind] = { sign, level };
}
for (let kind = 0; kind < 256; kind++) operators[kind] ??= undefined;

/** Operands joined by operators of at least this level; those of one level associate to the left. */
function readBinary(cursor: Cursor, level: number): Expression {
  let left = readOperand(cursor);
  let height = cursor.height;
  for (;;) {
    const operator = operators[cursor.kind];
    if (operator === undefined || operator.level < level) {
      cursor.height = height;
      return left;
    }
    advance(cursor);
    descend(cursor);
    const right = readBinary(cursor, operator.level + 1);
    cursor.depth--;
    height = Math.max(height, cursor.height) + 1;
    grow(cursor, height);
    left = { kind: "binary", operator: operator.sign, left, right, span: { start: left.span.start, end: right.span.end } };
  }
}

function readOperand(cursor: Cursor): Expression {
  const { kind, start } = cursor;
  if (kind === token.MINUS || kind === token.BANG) {
    advance(cursor);
    descend(cursor);
    const operand = readOperand(cursor);
    cursor.depth--;
    grow(cursor, cursor.height + 1);
    return { kind: "unary", operator: kind === token.MINUS ? "-" : "!", operand, span: { start, end: operand.span.end } };
  }
  const term = readTerm(cursor);
  return cursor.kind === token.DOT || cursor.kind === token.BRACKET_OPEN ? readTraversal(cursor, term, readExpression) : term;
}

function readTerm(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case token.IDENTIFIER:
      return readWord(cursor);
    case token.QUOTE:
      return readQuoted(cursor, readExpression);
    case token.NUMBER:
      return readNumber(cursor);
    case token.BRACE_OPEN:
      return readBraces(cursor, readExpression);
    case token.BRACKET_OPEN:
      return readBrackets(cursor, readExpression);
    case token.PAREN_OPEN:
      return readParenthesised(cursor);
    case token.HEREDOC:
      return readHeredoc(cursor, readExpression);
    default:
      return refuse(cursor, "an expression");
  }
}

function readWord(cursor: Cursor): Expression {
  const { start, end } = cursor;
  const name = cursor.text.slice(start, end);
  advance(cursor);
  if (cursor.kind === token.PAREN_OPEN || cursor.kind === token.DOUBLE_COLON) return readCall(cursor, name, start, end, readExpression);
  cursor.height = 1;
  const span = { start, end };
  switch (name) {
    case "true":
      return { kind: "literal", value: true, span } satisfies Literal;
    case "false":
      return { kind: "literal", value: false, span } satisfies Literal;
    case "null":
      return { kind: "literal", value: null, span } satisfies Literal;
    default:
      return { kind: "variable", name, span } satisfies Variable;
  }
}

function readNumber(cursor: Cursor): Literal {
  const { start, end } = cursor;
  const text = cursor.text.slice(start, end);
  if (!isNumber(text)) abandon(cursor, `expected a number, found ${text.length > 40 ? "something longer that is none" : text}`, start, end);
  advance(cursor);
  cursor.height = 1;
  return { kind: "literal", value: Number(text), text, span: { start, end } };
}

function readParenthesised(cursor: Cursor): Expression {
  const { start, newlines } = cursor;
  cursor.newlines = false;
  advance(cursor);
  const inner = readExpression(cursor);
  if (cursor.kind !== token.PAREN_CLOSE) refuse(cursor, '")" to close the parenthesis');
  const { end } = cursor;
  cursor.newlines = newlines;
  advance(cursor);
  grow(cursor, cursor.height + 1);
  return { kind: "parenthesised", inner, span: { start, end } };
}
