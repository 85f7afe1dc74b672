import type { Binary, Unary } from "../../syntax/hcl/ast.ts";
import { calculate, negateNumber, type ArithmeticOperator } from "./arithmetic.ts";
import { convertTo } from "./conversion.ts";
import { afterApply, equal } from "./equality.ts";
import { settled } from "./settled.ts";
import { boolType, numberType, type Type } from "./type.ts";
import { unknownOf } from "./typing.ts";
import { failure, scalar, unknown, type Origin, type ScalarValue, type UnknownValue, type Value } from "./value.ts";

export { afterApply } from "./equality.ts";

/** `a op b` with Terraform's conversions; unknown as soon as the result depends on an unknown. https://developer.hashicorp.com/terraform/language/expressions/operators */
export function binary(operator: Binary["operator"], one: Value, other: Value, origin: Origin): Value {
  const [left, right] = [settled(one), settled(other)];
  switch (operator) {
    case "&&":
    case "||":
      return logical(operator, left, right, origin);
    case "==":
    case "!=":
      return comparison(operator, left, right, origin);
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

function comparison(operator: "==" | "!=", left: Value, right: Value, origin: Origin): Value {
  for (const side of [left, right]) if (side.kind === "unknown" && side.error) return { ...side, origin };
  const same = equal(left, right);
  if (typeof same === "string") return { ...unknown(same, origin, [true, false]), type: boolType, notNull: true };
  return scalar(operator === "==" ? same : !same, origin);
}

/**
 * One decisive side decides, whatever the other one is: so does Terraform since 1.12. Up to 1.11 it refused what is wrong on the other
 * side (`var.x != null && var.x.y`); a configuration written that way needs a newer one.
 */
function logical(operator: "&&" | "||", left: Value, right: Value, origin: Origin): Value {
  const decisive = operator === "||";
  const sides = [operand(left, boolType, operator, origin), operand(right, boolType, operator, origin)];
  if (sides.some((side) => side.kind === "scalar" && side.value === decisive)) return scalar(decisive, origin);
  const refused = sides.find((side) => side.kind === "unknown" && side.error);
  if (refused !== undefined) return { ...refused, origin };
  const doubt = sides.find((side) => side.kind === "unknown");
  if (doubt?.kind === "unknown") return { ...unknown(doubt.why, origin, [true, false]), type: boolType, notNull: true };
  return scalar(!decisive, origin);
}

function arithmetic(operator: ArithmeticOperator, left: Value, right: Value, origin: Origin): Value {
  const [a, b] = [operand(left, numberType, operator, origin), operand(right, numberType, operator, origin)];
  for (const side of [a, b]) if (side.kind === "unknown" && side.error) return side;
  const result = operator === "<" || operator === "<=" || operator === ">" || operator === ">=" ? boolType : numberType;
  if (a.kind === "unknown") return unknownOf(result, a, origin);
  if (b.kind === "unknown") return unknownOf(result, b, origin);
  return calculate(operator, a, b, origin);
}

/** An operand as the operator takes it: a scalar that is not null, or an unknown. */
function operand(value: Value, type: Type, operator: string, origin: Origin): ScalarValue | UnknownValue {
  if (value.kind === "reference") return unknown(afterApply(value.address, value.path), origin);
  const converted = convertTo(value, type);
  if (typeof converted === "string") return failure(`${operator} needs ${type.kind === "bool" ? "true or false" : "numbers"}: ${converted}`, origin);
  if (converted.kind === "unknown") return converted;
  if (converted.kind !== "scalar" || converted.value === null) return failure(`${operator} does not take null`, origin);
  return converted;
}

export function unary(operator: Unary["operator"], value: Value, origin: Origin): Value {
  const type = operator === "!" ? boolType : numberType;
  const taken = operand(value, type, operator, origin);
  if (taken.kind === "unknown") return negateUnknown(operator, taken, type, origin);
  return operator === "!" ? scalar(taken.value !== true, origin) : negateNumber(taken, origin);
}

function negateUnknown(operator: Unary["operator"], taken: UnknownValue, type: Type, origin: Origin): UnknownValue {
  const result = unknownOf(type, taken, origin);
  if (taken.error || taken.oneOf === undefined) return result;
  return { ...result, oneOf: taken.oneOf.map((each) => (operator === "!" ? each !== true : -Number(each))) };
}
