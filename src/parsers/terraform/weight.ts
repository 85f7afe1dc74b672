import type { Literal } from "../../syntax/hcl/ast.ts";
import { convertTo } from "./conversion.ts";
import { numberType } from "./type.ts";
import { failure, scalar, unknown, type Origin, type Value } from "./value.ts";

/** How much walking a value costs, shared parts counted as often as they are reached, and how deep it is nested. */
export interface Weight {
  readonly nodes: number;
  readonly depth: number;
}

/** Values beyond this are unknown: `a = [local.b, local.b]`, repeated, doubles what a walk meets in every line. */
const mostNodes = 200_000;
const deepest = 100;

const weights = new WeakMap<object, Weight>();

/** A hundred characters of text count as much as a value. */
export function weight(value: Value): Weight {
  switch (value.kind) {
    case "scalar":
      return typeof value.value === "string" ? { nodes: 1 + value.value.length / 100, depth: 0 } : { nodes: 1, depth: 0 };
    case "unknown":
    case "reference":
      return { nodes: 1, depth: 0 };
    case "list":
      return weightOf(value.items, value.items);
    case "map":
      return weightOf(value.entries, value.entries.values(), value.entries.keys());
  }
}

function weightOf(owner: object, values: Iterable<Value>, keys: Iterable<string> = []): Weight {
  const before = weights.get(owner);
  if (before !== undefined) return before;
  let nodes = 1;
  let depth = 0;
  for (const key of keys) nodes += key.length / 100;
  for (const value of values) {
    const inner = weight(value);
    nodes += inner.nodes;
    depth = Math.max(depth, inner.depth);
  }
  const result = { nodes, depth: depth + 1 };
  // Small values are weighed faster than remembered: entries of a WeakMap make every garbage collection slower.
  if (nodes > 16) weights.set(owner, result);
  return result;
}

/** The value, or unknown when it is too large or too deep to be walked again and again. */
export function bounded(value: Value, origin: Origin): Value {
  const { nodes, depth } = weight(value);
  if (depth > deepest) return unknown("the value is nested too deeply", origin);
  return nodes > mostNodes ? unknown("the value is too large to evaluate", origin) : value;
}

/** A literal with every digit, its text in the one form (NFC) that Terraform compares: https://developer.hashicorp.com/terraform/language/expressions/types */
export function literal({ value, text }: Literal, origin: Origin): Value {
  if (typeof value === "string") return scalar(value.normalize("NFC"), origin);
  if (typeof value !== "number" || text === undefined || Number.isSafeInteger(value)) return scalar(value, origin);
  const number = convertTo(scalar(text, origin), numberType);
  return typeof number === "string" ? failure(number, origin) : number;
}
