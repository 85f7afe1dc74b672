import type { Scalar } from "../../model/setting.ts";
import type { Binary, Call, Conditional, Expression } from "../../syntax/hcl/ast.ts";
import { both, either, only, opposite, type Allowed } from "./allowed.ts";
import { convertTo } from "./conversion.ts";
import { attribute, type Declared } from "./module.ts";
import { typeOfVariable } from "./types.ts";
import { anyType, type Type } from "./type.ts";
import type { Value } from "./value.ts";

/** More values than this are not listed. */
const mostValues = 64;

/** Nesting of a condition beyond which it constrains nothing. */
const deepest = 50;

/** The variable, and how to evaluate what does not speak of it. */
interface Reading {
  readonly name: string;
  readonly type: Type;
  readonly evaluate: (expression: Expression) => Value;
}

/**
 * The values that a variable's `validation` blocks and `nullable = false` leave to it; undefined when that may be anything. Conditions
 * that are not understood constrain nothing. Numbers between two bounds are taken to be whole ones.
 * https://developer.hashicorp.com/terraform/language/values/variables#custom-validation-rules
 */
export function allowedBy(declared: Declared, name: string, evaluate: (expression: Expression) => Value): Allowed | undefined {
  const { body } = declared.block;
  const nullable = attribute(declared.block, "nullable")?.value;
  const neverNull = nullable?.kind === "literal" && nullable.value === false ? opposite(only([null])) : undefined;
  const reading: Reading = { name, type: typeOfVariable(declared).type ?? anyType, evaluate };
  return body.blocks
    .filter(({ type }) => type === "validation")
    .map((block) => attribute(block, "condition"))
    .reduce<Allowed | undefined>((allowed, condition) => (condition === undefined ? allowed : both(allowed, allowedIn(condition.value, reading, 0))), neverNull);
}

function allowedIn(condition: Expression, reading: Reading, depth: number): Allowed | undefined {
  if (depth > deepest) return undefined;
  switch (condition.kind) {
    case "parenthesised":
      return allowedIn(condition.inner, reading, depth + 1);
    case "unary":
      return condition.operator === "!" ? opposite(allowedIn(condition.operand, reading, depth + 1)) : undefined;
    case "binary":
      return allowedByOperator(condition, reading, depth);
    case "call":
      return allowedByCall(condition, reading, depth);
    case "conditional":
      return allowedByChoice(condition, reading, depth);
    case "literal":
      return condition.value === true ? opposite(only([])) : undefined;
    default:
      return undefined;
  }
}

/** `var.x == null ? true : contains([…], var.x)` */
function allowedByChoice({ condition, then, otherwise }: Conditional, reading: Reading, depth: number): Allowed | undefined {
  const chosen = allowedIn(condition, reading, depth + 1);
  if (chosen?.exact !== true) return undefined;
  return either(both(chosen, allowedIn(then, reading, depth + 1)), both(opposite(chosen), allowedIn(otherwise, reading, depth + 1)));
}

function allowedByOperator({ operator, left, right }: Binary, reading: Reading, depth: number): Allowed | undefined {
  switch (operator) {
    case "||":
      return either(allowedIn(left, reading, depth + 1), allowedIn(right, reading, depth + 1));
    case "&&":
      return allowedBetween(left, right, reading) ?? both(allowedIn(left, reading, depth + 1), allowedIn(right, reading, depth + 1));
    case "==":
      return equalTo(left, right, reading);
    case "!=":
      return opposite(equalTo(left, right, reading));
    default:
      return undefined;
  }
}

function equalTo(left: Expression, right: Expression, reading: Reading): Allowed | undefined {
  const other = isVariable(left, reading) ? right : isVariable(right, reading) ? left : undefined;
  return other === undefined ? undefined : among([valueOf(other, reading)], reading);
}

/** `var.x >= 1 && var.x <= 3`, either way round. */
function allowedBetween(left: Expression, right: Expression, reading: Reading): Allowed | undefined {
  if (reading.type.kind !== "number") return undefined;
  const bounds = [boundIn(left, reading), boundIn(right, reading)];
  const low = bounds.find((bound) => bound?.side === "low")?.at;
  const high = bounds.find((bound) => bound?.side === "high")?.at;
  if (low === undefined || high === undefined || high - low >= mostValues) return undefined;
  return { ...only(Array.from({ length: Math.max(0, high - low + 1) }, (_, at) => low + at)), exact: false };
}

interface Bound {
  readonly side: "low" | "high";
  /** The last whole number inside. */
  readonly at: number;
}

const mirrored: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function boundIn(expression: Expression, reading: Reading): Bound | undefined {
  if (expression.kind === "parenthesised") return boundIn(expression.inner, reading);
  if (expression.kind !== "binary") return undefined;
  const isTurned = isVariable(expression.right, reading);
  if (!isTurned && !isVariable(expression.left, reading)) return undefined;
  const operator = isTurned ? mirrored[expression.operator] : expression.operator;
  const value = valueOf(isTurned ? expression.left : expression.right, reading);
  const limit = value?.kind === "scalar" && typeof value.value === "number" ? value.value : undefined;
  if (limit === undefined) return undefined;
  switch (operator) {
    case ">=":
      return { side: "low", at: Math.ceil(limit) };
    case ">":
      return { side: "low", at: Math.floor(limit) + 1 };
    case "<=":
      return { side: "high", at: Math.floor(limit) };
    case "<":
      return { side: "high", at: Math.ceil(limit) - 1 };
    default:
      return undefined;
  }
}

function allowedByCall({ name, args }: Call, reading: Reading, depth: number): Allowed | undefined {
  const [first, second] = args;
  if (first === undefined) return undefined;
  switch (name) {
    case "contains":
      return second !== undefined && isVariable(second, reading) ? contained(first, reading) : undefined;
    case "can":
      return first.kind === "call" && first.name === "regex" ? matching(first.args, reading) : undefined;
    case "alltrue":
    case "anytrue": {
      if (first.kind !== "tuple") return undefined;
      const parts = first.items.map((item) => allowedIn(item, reading, depth + 1));
      return parts.length === 0 ? undefined : parts.reduce(name === "alltrue" ? both : either);
    }
    default:
      return undefined;
  }
}

function contained(list: Expression, reading: Reading): Allowed | undefined {
  const value = valueOf(list, reading);
  return value?.kind === "list" ? among(value.items, reading) : undefined;
}

/** `regex("^(a|b)$", var.x)`: a pattern that is nothing but a choice of texts. */
function matching([pattern, text]: readonly Expression[], reading: Reading): Allowed | undefined {
  if (text === undefined || !isVariable(text, reading) || reading.type.kind !== "string") return undefined;
  const written = pattern && valueOf(pattern, reading);
  if (written?.kind !== "scalar" || typeof written.value !== "string") return undefined;
  const inner = /^\^\((?:\?:)?([^()]*)\)\$$/.exec(written.value)?.[1];
  const texts = inner?.split("|") ?? written.value.split("|").map((part) => /^\^(.*)\$$/.exec(part)?.[1] ?? "*");
  return texts.length <= mostValues && texts.every((each) => /^[\w -]*$/.test(each)) ? only(texts) : undefined;
}

/** These values, as the variable has them; one that the variable cannot have is none of its values. */
function among(values: readonly (Value | undefined)[], { type }: Reading): Allowed | undefined {
  if (values.length > mostValues) return undefined;
  const listed: (Scalar | null)[] = [];
  for (const value of values) {
    if (value?.kind !== "scalar" || value.digits !== undefined) return undefined;
    const converted = convertTo(value, type);
    if (typeof converted !== "string" && converted.kind === "scalar") listed.push(converted.value);
  }
  return only(listed);
}

function isVariable(expression: Expression, reading: Reading): boolean {
  if (expression.kind === "parenthesised") return isVariable(expression.inner, reading);
  return expression.kind === "get" && expression.name === reading.name && expression.target.kind === "variable" && expression.target.name === "var";
}

/** What stands beside the variable; a value that itself hangs on something open is none. */
function valueOf(expression: Expression, reading: Reading): Value | undefined {
  if (isVariable(expression, reading)) return undefined;
  const value = reading.evaluate(expression);
  return value.kind === "unknown" || value.kind === "reference" ? undefined : value;
}
