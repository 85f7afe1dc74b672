import type { Literal } from "../../syntax/hcl/ast.ts";
import { convertTo } from "./conversion.ts";
import type { Question } from "./question.ts";
import { numberType } from "./type.ts";
import { cut, failure, scalar, type Origin, type Value } from "./value.ts";

/** How much walking a value costs, shared parts counted as often as they are reached, and how deep it is nested. */
export interface Weight {
  readonly nodes: number;
  readonly depth: number;
  /** The first question that something inside hangs on. */
  readonly question?: Question;
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
      return value.question === undefined ? { nodes: 1, depth: 0 } : { nodes: 1, depth: 0, question: value.question };
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
  let question: Question | undefined;
  for (const key of keys) nodes += key.length / 100;
  for (const value of values) {
    const inner = weight(value);
    nodes += inner.nodes;
    depth = Math.max(depth, inner.depth);
    question ??= inner.question;
  }
  const result = { nodes, depth: depth + 1, ...(question === undefined ? {} : { question }) };
  // Small values are weighed faster than remembered: entries of a WeakMap make every garbage collection slower.
  if (nodes > 16) weights.set(owner, result);
  return result;
}

/** The first question on which a value hangs, or something in it. */
export function questionIn(value: Value): Question | undefined {
  switch (value.kind) {
    case "unknown":
    case "reference":
      return value.question;
    case "list":
    case "map":
      return weight(value).question;
    case "scalar":
      return undefined;
  }
}

/** The value, or unknown when it is too large or too deep to be walked again and again. */
export function bounded(value: Value, origin: Origin): Value {
  const { nodes, depth } = weight(value);
  if (depth > deepest) return cut("the value is nested too deeply", origin);
  return nodes > mostNodes ? cut("the value is too large to evaluate", origin) : value;
}

/** A literal with every digit, its text in the one form (NFC) that Terraform compares: https://developer.hashicorp.com/terraform/language/expressions/types */
export function literal({ value, text }: Literal, origin: Origin): Value {
  if (typeof value === "string") return scalar(value.normalize("NFC"), origin);
  if (typeof value !== "number" || text === undefined || Number.isSafeInteger(value)) return scalar(value, origin);
  const number = convertTo(scalar(text, origin), numberType);
  return typeof number === "string" ? failure(number, origin) : number;
}
