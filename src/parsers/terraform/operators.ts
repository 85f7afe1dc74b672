import type { Binary, Unary } from "../../syntax/hcl/ast.ts";
import { boolOf, failure, numberOf, scalar, unknown, type Origin, type Value } from "./value.ts";

/** `a op b` with Terraform's conversions; unknown as soon as the result depends on an unknown. https://developer.hashicorp.com/terraform/language/expressions/operators */
export function binary(operator: Binary["operator"], left: Value, right: Value, origin: Origin): Value {
  switch (operator) {
    case "&&":
    case "||":
      return logical(operator, left, right, origin);
    case "==":
    case "!=": {
      const same = equal(left, right);
      if (typeof same === "string") return unknown(same, origin, [true, false]);
      return scalar(operator === "==" ? same : !same, origin);
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return arithmetic(operator, left, right, origin);
  }
}

/** `false && unknown` is known; Terraform evaluates both sides, but no known side can be overruled. */
function logical(operator: "&&" | "||", left: Value, right: Value, origin: Origin): Value {
  const decisive = operator === "||";
  const truths = [left, right].map((side) => (side.kind === "scalar" ? boolOf(side.value) : undefined));
  if (truths.includes(decisive)) return scalar(decisive, origin);
  for (const side of [left, right]) {
    if (side.kind === "unknown") return { ...unknown(side.why, origin, [true, false]), ...(side.error ? { error: true } : {}) };
    if (side.kind === "reference") return unknown(afterApply(side.address, side.path), origin, [true, false]);
  }
  if (truths.includes(undefined)) return failure(`${operator} needs true or false`, origin);
  return scalar(!decisive, origin);
}

/** How many more comparisons may be made: values share parts, so that two small ones can be endless to compare. */
export interface Allowance {
  left: number;
}

export function newAllowance(): Allowance {
  return { left: 100_000 };
}

/** Terraform's `==` compares type and value, without conversion; a string says why it cannot be told. */
export function equal(left: Value, right: Value, allowance: Allowance = newAllowance()): boolean | string {
  if (left === right && left.kind !== "unknown" && left.kind !== "reference") return true;
  if (--allowance.left < 0) return "the values are too large to compare";
  if (left.kind === "unknown") return left.why;
  if (right.kind === "unknown") return right.why;
  if (left.kind === "reference" || right.kind === "reference") return equalReference(left, right);
  if (left.kind === "scalar" || right.kind === "scalar") {
    return left.kind === "scalar" && right.kind === "scalar" && left.value === right.value;
  }
  if (left.kind === "list" && right.kind === "list") return everyEqual(left.items, right.items, allowance);
  if (left.kind === "map" && right.kind === "map") {
    const keys = [...left.entries.keys()];
    if (keys.length !== right.entries.size || keys.some((key) => !right.entries.has(key))) return false;
    return everyEqual([...left.entries.values()], keys.map((key) => right.entries.get(key)).filter((value) => value !== undefined), allowance);
  }
  return false;
}

/** What exists after apply is never null; more cannot be said. */
function equalReference(left: Value, right: Value): boolean | string {
  for (const [one, other] of [[left, right], [right, left]] as const) {
    if (one.kind !== "reference") continue;
    if (other.kind === "scalar" && other.value === null && isComputed(one.path)) return false;
    return afterApply(one.address, one.path);
  }
  return "the comparison is not decided";
}

function isComputed(path: readonly string[]): boolean {
  return path.length === 0 || path[0] === "id" || path[0] === "arn";
}

function everyEqual(left: readonly Value[], right: readonly Value[], allowance: Allowance): boolean | string {
  if (left.length !== right.length) return false;
  let doubt: string | undefined;
  for (const [at, item] of left.entries()) {
    const other = right[at];
    const same = other === undefined ? false : equal(item, other, allowance);
    if (same === false) return false;
    if (typeof same === "string") doubt ??= same;
  }
  return doubt ?? true;
}

function arithmetic(operator: "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%", left: Value, right: Value, origin: Origin): Value {
  const numbers: number[] = [];
  for (const side of [left, right]) {
    if (side.kind === "unknown") return side.error ? failure(side.why, origin) : unknown(side.why, origin);
    if (side.kind === "reference") return unknown(afterApply(side.address, side.path), origin);
    const number = side.kind === "scalar" ? numberOf(side.value) : undefined;
    if (number === undefined) return failure(`${operator} needs numbers`, origin);
    numbers.push(number);
  }
  const [a = 0, b = 0] = numbers;
  switch (operator) {
    case "<":
      return scalar(a < b, origin);
    case "<=":
      return scalar(a <= b, origin);
    case ">":
      return scalar(a > b, origin);
    case ">=":
      return scalar(a >= b, origin);
    case "+":
      return scalar(a + b, origin);
    case "-":
      return scalar(a - b, origin);
    case "*":
      return scalar(a * b, origin);
    case "/":
      return b === 0 ? failure("division by zero", origin) : scalar(a / b, origin);
    case "%":
      return b === 0 ? failure("division by zero", origin) : scalar(a % b, origin);
  }
}

export function unary(operator: Unary["operator"], operand: Value, origin: Origin): Value {
  if (operand.kind === "unknown") return { ...operand, origin };
  if (operand.kind === "reference") return unknown(afterApply(operand.address, operand.path), origin);
  const value = operand.kind === "scalar" ? operand.value : null;
  if (operator === "!") {
    const truth = boolOf(value);
    return truth === undefined ? failure("! needs true or false", origin) : scalar(!truth, origin);
  }
  const number = numberOf(value);
  return number === undefined ? failure("- needs a number", origin) : scalar(-number, origin);
}

/** The words for a value that only AWS knows. */
export function afterApply(address: string, path: readonly string[]): string {
  const name = [address, ...path].join(".");
  return address.startsWith("data.") ? `${name} is read from AWS when Terraform runs` : `${name} is known only after apply`;
}
