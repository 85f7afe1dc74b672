import { calculate, negateNumber, numberValue } from "../arithmetic.ts";
import { isWhole, truncate } from "../number.ts";
import { exactNumber } from "../sets.ts";
import { numberType, type Type } from "../type.ts";
import { isNull, typeOf, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type Origin, type ScalarValue, type Value } from "../value.ts";
import { anything, anythingUnknown, converted, number, numberOfArgument, reasonOf, textOfArgument, unlessKnown, wholeArgument, type Builtin } from "./builtin.ts";

const result: Type = numberType;

function onNumber(change: (value: ScalarValue, origin: Origin) => Value): Builtin {
  return { parameters: [number], result, run: ([value], origin) => (value?.kind === "scalar" ? change(value, origin) : failure("a number is needed", origin)) };
}

/** Rounds a fraction by the whole number towards zero and the sign of the number. */
function rounding(round: (towardsZero: bigint, isNegative: boolean) => bigint): Builtin {
  return onNumber((value, origin) => {
    const exact = exactNumber(value);
    if (exact === undefined || isWhole(exact)) return { ...value, origin };
    return numberValue({ mantissa: round(truncate(exact), exact.mantissa < 0n), exponent: 0 }, origin);
  });
}

function extreme(wanted: "<" | ">"): Builtin {
  return {
    parameters: [],
    rest: number,
    result,
    run: (args, origin) => {
      let best: ScalarValue | undefined;
      for (const each of args) {
        if (each.kind !== "scalar") continue;
        if (best === undefined || isTrue(calculate(wanted, each, best, origin))) best = each;
      }
      return best === undefined ? failure("at least one number is needed", origin) : { ...best, origin };
    },
  };
}

function isTrue(value: Value): boolean {
  return value.kind === "scalar" && value.value === true;
}

function sum([list]: readonly Value[], origin: Origin): Value {
  if (list?.kind !== "list" || list.items.length === 0) return failure("sum() needs a list with elements", origin);
  const doubt = unlessKnown([list], result, origin);
  if (doubt !== undefined) return doubt;
  let total: Value = scalar(0, origin);
  for (const item of list.items) {
    const value = isNull(item) ? failure("null is no number", origin) : converted(item, numberType, origin);
    if (value.kind !== "scalar" || total.kind !== "scalar") return value.kind === "scalar" ? total : value;
    total = calculate("+", total, value, origin);
  }
  return total;
}

/**
 * Go's way to a power, because another order of rounding gives another last digit: https://pkg.go.dev/math#Pow. Undefined for powers that are
 * fractions, which Go takes by `exp` and `log` of its own.
 */
function powerOf(base: number, power: number): number | undefined {
  const plain = base ** power;
  if (Math.abs(power) === 0.5) return power < 0 ? 1 / Math.sqrt(base) : Math.sqrt(base);
  if (!Number.isInteger(power)) return Number.isFinite(plain) && plain !== 0 ? undefined : plain;
  let result = 1;
  let square = base;
  for (let left = Math.abs(power); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square;
    if (left > 1) square *= square;
  }
  // Go keeps the exponent apart, so that nothing on the way is out of range.
  const isInRange = [result, square].every((each) => Math.abs(each) < 1e300 && Math.abs(each) > 1e-290);
  return isInRange ? (power < 0 ? 1 / result : result) : plain;
}

function pow([base, power]: readonly Value[], origin: Origin): Value {
  const raised = powerOf(numberOfArgument(base), numberOfArgument(power));
  return raised === undefined ? unknownOf(result, unknown("a power that is a fraction is not evaluated", origin), origin) : fromFloat(raised, origin);
}

function fromFloat(value: number, origin: Origin): Value {
  return Number.isNaN(value) ? failure("the result is no number", origin) : scalar(value, origin);
}

const lowerDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

function parseInteger([value, base]: readonly Value[], origin: Origin): Value {
  for (const each of [value, base]) {
    if (each?.kind === "unknown" || each?.kind === "reference") return unknownOf(result, reasonOf(each, origin), origin);
  }
  if (value === undefined || typeOf(value).kind !== "string") return failure("parseint() needs a text", origin);
  const radix = wholeArgument(base);
  if (radix === undefined || radix < 2 || radix > 62) return failure("the base must be a whole number from 2 to 62", origin);
  const match = /^([+-]?)([0-9a-zA-Z]{1,2000})$/.exec(textOfArgument(value));
  if (match === null) return failure("the text is no integer", origin);
  const [, sign, digits = ""] = match;
  let parsed = 0n;
  for (const digit of digits) {
    const size = digitValue(digit, radix);
    if (size >= radix) return failure("the text is no integer in this base", origin);
    parsed = parsed * BigInt(radix) + BigInt(size);
  }
  return numberValue({ mantissa: sign === "-" ? -parsed : parsed, exponent: 0 }, origin);
}

/** Above base 36 capital letters are digits of their own. */
function digitValue(digit: string, radix: number): number {
  if (radix <= 36) return lowerDigits.indexOf(digit.toLowerCase());
  const size = lowerDigits.indexOf(digit);
  return size >= 0 ? size : lowerDigits.indexOf(digit.toLowerCase()) + 26;
}

/** https://developer.hashicorp.com/terraform/language/functions/abs and its neighbours */
export const numericFunctions: readonly (readonly [string, Builtin])[] = [
  ["abs", onNumber((value, origin) => (Number(value.value) < 0 ? negateNumber(value, origin) : { ...value, origin }))],
  ["ceil", rounding((towardsZero, isNegative) => (isNegative ? towardsZero : towardsZero + 1n))],
  ["floor", rounding((towardsZero, isNegative) => (isNegative ? towardsZero - 1n : towardsZero))],
  ["log", { parameters: [number, number], result, run: ([value, base], origin) => fromFloat(Math.log(numberOfArgument(value)) / Math.log(numberOfArgument(base)), origin) }],
  ["max", extreme(">")],
  ["min", extreme("<")],
  ["parseint", { parameters: [anythingUnknown, { ...number, unknown: true }], result, run: parseInteger }],
  ["pow", { parameters: [number, number], result, run: pow }],
  ["signum", onNumber((value, origin) => (wholeArgument(value) === undefined ? failure("a whole number is needed", origin) : scalar(Math.sign(Number(value.value)), origin)))],
  ["sum", { parameters: [anything], result, run: sum }],
];
