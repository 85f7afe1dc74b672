import { convertTo } from "../conversion.ts";
import { afterApply } from "../equality.ts";
import { wholeNumber } from "../arithmetic.ts";
import { anyType, boolType, stringType, type Type } from "../type.ts";
import { firstUnknown, list, unknownOf } from "../typing.ts";
import { failure, scalar, textOfScalar, unknown, type ListValue, type Origin, type Spend, type UnknownValue, type Value } from "../value.ts";
import type { Libraries } from "./libraries.ts";

/** What a function takes at one place. Arguments are converted to the type before the function sees them. */
export interface Parameter {
  readonly type: Type;
  /** Takes null; otherwise null is refused. */
  readonly null?: true;
  /** Looks at unknown arguments itself; otherwise one makes the result unknown. Unknowns inside of collections are always the function's own business. */
  readonly unknown?: true;
}

/** What a function may use besides its arguments. */
export interface Tools {
  readonly spend: Spend;
  readonly libraries: Libraries;
}

/** A built-in function: https://developer.hashicorp.com/terraform/language/functions */
export interface Builtin {
  readonly parameters: readonly Parameter[];
  /** Any number of further arguments. */
  readonly rest?: Parameter;
  /** The type of the result, where it does not hang on the arguments. */
  readonly result?: Type;
  /** Walks its arguments to the bottom, which costs accordingly. */
  readonly deep?: true;
  /** Counts the characters of texts, which is slow for all but the plainest. */
  readonly characters?: true;
  readonly run: (args: readonly Value[], origin: Origin, tools: Tools) => Value;
}

/** Texts and lists beyond this are not made. */
export const longestText = 1_000_000;
export const longestList = 100_000;

export const anything: Parameter = { type: anyType };
export const nullable: Parameter = { type: anyType, null: true };
export const anythingUnknown: Parameter = { type: anyType, unknown: true };
export const evenNullOrUnknown: Parameter = { type: anyType, null: true, unknown: true };
export const text: Parameter = { type: stringType };
export const number: Parameter = { type: { kind: "number" } };
export const listOfAny: Parameter = { type: { kind: "list", element: anyType } };
export const listOfTexts: Parameter = { type: { kind: "list", element: stringType } };

/** The text of an argument that was converted to a string. */
export function textOfArgument(value: Value | undefined): string {
  return value?.kind === "scalar" ? (textOfScalar(value) ?? "") : "";
}

export function numberOfArgument(value: Value | undefined): number {
  return value?.kind === "scalar" ? Number(value.value) : 0;
}

/** An integer argument as Go's `int`; undefined when it has a fraction or is out of range, which Terraform refuses. */
export function wholeArgument(value: Value | undefined): number | undefined {
  const whole = value?.kind === "scalar" ? wholeNumber(value) : undefined;
  return whole !== undefined && whole >= -(2n ** 63n) && whole < 2n ** 63n ? Number(whole) : undefined;
}

/** The items of an argument that was converted to a list. */
export function itemsOfArgument(value: Value | undefined): readonly Value[] {
  return value?.kind === "list" ? value.items : [];
}

/** A text, or unknown when it is longer than what is worth computing. */
export function textResult(result: string, origin: Origin): Value {
  return result.length > longestText ? tooLong(stringType, origin) : scalar(result.normalize("NFC"), origin);
}

export function tooLong(type: Type, origin: Origin): UnknownValue {
  return unknownOf(type, unknown("the result is too long to evaluate", origin), origin);
}

export function textsResult(texts: readonly string[], origin: Origin): ListValue {
  return list(texts.map((each) => scalar(each, origin)), stringType, origin);
}

/** Why a value is not known: the reason of an unknown, or that a reference exists only after apply. */
export function reasonOf(value: Value, origin: Origin): UnknownValue {
  if (value.kind === "unknown") return value;
  return unknown(value.kind === "reference" ? afterApply(value.address, value.path) : "the value is not known", origin);
}

/** The result of a function that needs all of its arguments known to the bottom; undefined when they are. */
export function unlessKnown(args: readonly Value[], result: Type, origin: Origin): UnknownValue | undefined {
  for (const argument of args) {
    const first = firstUnknown(argument);
    if (first !== undefined) return unknownOf(result, reasonOf(first, origin), origin);
  }
  return undefined;
}

/** A value converted on behalf of a function; a failure when Terraform refuses. */
export function converted(value: Value, type: Type, origin: Origin): Value {
  const result = convertTo(value, type);
  return typeof result === "string" ? failure(result, origin) : result;
}

/** A function of texts that yields a text. */
export function onTexts(count: number, change: (...texts: string[]) => string): Builtin {
  return {
    parameters: Array.from({ length: count }, () => text),
    result: stringType,
    run: (args, origin) => textResult(change(...args.map(textOfArgument)), origin),
  };
}

/** A question about texts. */
export function askTexts(count: number, ask: (...texts: string[]) => boolean): Builtin {
  return {
    parameters: Array.from({ length: count }, () => text),
    result: boolType,
    run: (args, origin) => scalar(ask(...args.map(textOfArgument)), origin),
  };
}
