import { add, compare, divide, exactText, isWhole, multiply, negate, truncate, type Exact } from "./number.ts";
import { exactNumber } from "./sets.ts";
import { numberType } from "./type.ts";
import { unknownOf } from "./typing.ts";
import { failure, scalar, unknown, type Origin, type ScalarValue, type UnknownValue } from "./value.ts";

export type ArithmeticOperator = "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

/** A number as a value; unknown when it has no place in Terraform's numbers as far as they are computed here. */
export function numberValue(exact: Exact | undefined, origin: Origin): ScalarValue | UnknownValue {
  if (exact === undefined) return unknownOf(numberType, unknown("the number is too large to evaluate", origin), origin);
  const digits = exactText(exact);
  const value = Number(digits);
  return String(value) === digits ? scalar(value, origin) : { kind: "scalar", value, digits, origin };
}

/** Two numbers; division by zero is infinite, as in Terraform, and what has no value is refused. */
export function calculate(operator: ArithmeticOperator, left: ScalarValue, right: ScalarValue, origin: Origin): ScalarValue | UnknownValue {
  const [a, b] = [Number(left.value), Number(right.value)];
  if (left.digits === undefined && right.digits === undefined) {
    const simple = simpleResult(operator, a, b);
    if (simple !== undefined) return typeof simple === "number" && Number.isNaN(simple) ? failure(`${operator} has no result for these numbers`, origin) : scalar(simple, origin);
  }
  const [x, y] = [exactNumber(left), exactNumber(right)];
  if (x === undefined || y === undefined) return numberValue(undefined, origin);
  switch (operator) {
    case "<":
      return scalar(compare(x, y) < 0, origin);
    case "<=":
      return scalar(compare(x, y) <= 0, origin);
    case ">":
      return scalar(compare(x, y) > 0, origin);
    case ">=":
      return scalar(compare(x, y) >= 0, origin);
    case "+":
      return numberValue(add(x, y), origin);
    case "-":
      return numberValue(add(x, negate(y)), origin);
    case "*":
      return numberValue(multiply(x, y), origin);
    case "/":
      return numberValue(divide(x, y), origin);
    case "%":
      return numberValue(remainder(x, y), origin);
  }
}

/** What doubles compute exactly: comparisons, whole numbers, and whatever involves infinity or a division by zero. */
function simpleResult(operator: ArithmeticOperator, a: number, b: number): number | boolean | undefined {
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "+":
      return exactly(a + b, a, b);
    case "-":
      return exactly(a - b, a, b);
    case "*":
      return exactly(a * b, a, b);
    case "/":
      return b === 0 ? a / b : exactly(a / b, a, b);
    case "%":
      return b === 0 || !Number.isFinite(b) ? a : exactly(a % b, a, b);
  }
}

function exactly(result: number, a: number, b: number): number | undefined {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return result;
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(result) ? result : undefined;
}

/** With the sign of the dividend. */
function remainder(a: Exact, b: Exact): Exact | undefined {
  const ratio = divide(a, b);
  const product = ratio && multiply({ mantissa: truncate(ratio), exponent: 0 }, b);
  return product && add(a, negate(product));
}

/** The integer that a number is; undefined when it has a fraction or is infinite. */
export function wholeNumber(number: ScalarValue): bigint | undefined {
  const exact = exactNumber(number);
  return exact !== undefined && isWhole(exact) ? truncate(exact) : undefined;
}

export function negateNumber(number: ScalarValue, origin: Origin): ScalarValue {
  const exact = number.digits === undefined ? undefined : exactNumber(number);
  const value = -Number(number.value);
  return exact === undefined ? scalar(value, origin) : { ...number, value, digits: exactText(negate(exact)), origin };
}
