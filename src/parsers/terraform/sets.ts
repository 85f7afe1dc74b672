import { equal } from "./equality.ts";
import { compareText, sortedEntries } from "./order.ts";
import { exactOf, parseExact, compare, type Exact } from "./number.ts";
import type { Type } from "./type.ts";
import { textOfScalar, type ListValue, type Origin, type ScalarValue, type Value } from "./value.ts";

/**
 * A set: equal elements once, in Terraform's order: strings by code points, numbers by size, false before true, everything else by a
 * text of their contents; null and then unknown elements last.
 */
export function makeSet(items: readonly Value[], element: Type, origin: Origin): ListValue {
  const unique = firstOfEach(items);
  const known = unique.filter(({ value }) => !isUnknown(value));
  known.sort((a, b) => compareElements(a.value, b.value) ?? compareText(a.key, b.key));
  return { kind: "list", items: [...known, ...unique.filter(({ value }) => isUnknown(value))].map(({ value }) => value), type: { kind: "set", element }, origin };
}

const mostCompared = 20;

/** Of equal values the first one, with a text that equal values share. Unknown values are equal to nothing but the same reference. */
export function firstOfEach(items: readonly Value[]): { readonly key: string; readonly value: Value }[] {
  const buckets = new Map<string, Value[]>();
  const unique: { readonly key: string; readonly value: Value }[] = [];
  for (const value of items) {
    const key = contentsKey(value);
    const bucket = buckets.get(key) ?? [];
    if (bucket.some((other) => isSameReference(value, other) || equal(value, other) === true)) continue;
    // Values with something unknown inside share a text and are equal to none: comparing all of them would take too long.
    if (value.kind !== "unknown" && bucket.length < mostCompared) bucket.push(value);
    buckets.set(key, bucket);
    unique.push({ key, value });
  }
  return unique;
}

function isUnknown(value: Value): boolean {
  return value.kind === "unknown" || value.kind === "reference";
}

/** The same thing that exists after apply, written twice, is one element. */
function isSameReference(a: Value, b: Value): boolean {
  return a.kind === "reference" && b.kind === "reference" && a.address === b.address && a.path.join(".") === b.path.join(".");
}

/** The order of two known elements of one set; undefined when their contents decide. */
function compareElements(a: Value, b: Value): number | undefined {
  if (a.kind !== "scalar" || b.kind !== "scalar") return undefined;
  if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
  if (typeof a.value === "string" && typeof b.value === "string") return compareText(a.value, b.value);
  if (typeof a.value === "number" && typeof b.value === "number") return compareNumbers(a, b);
  return typeof a.value === "boolean" && typeof b.value === "boolean" ? Number(a.value) - Number(b.value) : undefined;
}

function compareNumbers(a: ScalarValue, b: ScalarValue): number {
  const [left, right] = [exactNumber(a), exactNumber(b)];
  return left === undefined || right === undefined ? Number(a.value) - Number(b.value) : compare(left, right);
}

/** A number with every digit; undefined when it is infinite or no number. */
export function exactNumber(scalar: ScalarValue): Exact | undefined {
  if (scalar.digits !== undefined) return parseExact(scalar.digits);
  return typeof scalar.value === "number" ? exactOf(scalar.value) : undefined;
}

/** A text that equal values share, by which Terraform orders compound elements. */
function contentsKey(value: Value): string {
  switch (value.kind) {
    case "unknown":
      return "?";
    case "reference":
      return `?${[value.address, ...value.path].join(".")}`;
    case "scalar":
      return scalarKey(value);
    case "list": {
      const items = value.items.map((item) => `${contentsKey(item)};`).join("");
      return value.type === undefined ? `<${items}>` : `[${items}]`;
    }
    case "map": {
      const entries = sortedEntries(value.entries);
      if (value.type === undefined) return `<${entries.map(([, item]) => `${contentsKey(item)};`).join("")}>`;
      return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${contentsKey(item)};`).join("")}}`;
    }
  }
}

function scalarKey(scalar: ScalarValue): string {
  const { value } = scalar;
  if (value === null) return "~";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "boolean") return value ? "T" : "F";
  return tenDigits(value) ?? textOfScalar(scalar) ?? "";
}

/** Go prints a number with ten significant digits here: https://pkg.go.dev/math/big#Float.String */
function tenDigits(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const [mantissa = "", power = "0"] = value.toExponential(9).split("e");
  const digits = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const exponent = Number(power);
  if (exponent >= -4 && exponent < 10) return String(Number(value.toPrecision(10)));
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
