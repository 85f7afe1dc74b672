import { readFileSync } from "node:fs";
import { createEvaluator, newBudget, type Evaluator } from "../../../src/parsers/terraform/evaluate.ts";
import { callsOf } from "../../../src/parsers/terraform/calls.ts";
import { functionsFor } from "../../../src/parsers/terraform/functions-for.ts";
import { collect } from "../../../src/parsers/terraform/collect.ts";
import { sortedEntries } from "../../../src/parsers/terraform/order.ts";
import type { Type } from "../../../src/parsers/terraform/type.ts";
import { typeOf } from "../../../src/parsers/terraform/typing.ts";
import type { CallFunction, Value } from "../../../src/parsers/terraform/value.ts";
import { parseHcl } from "../../../src/syntax/hcl/parse.ts";

/** What Terraform or we say an expression is worth; `unknown` mirrors the value where it is known only after apply. */
export interface Answer {
  readonly expression: string;
  readonly type?: unknown;
  readonly value?: unknown;
  readonly unknown?: unknown;
  readonly error?: string;
}

export interface Oracle {
  readonly terraform: string;
  readonly cases: readonly Answer[];
}

const folder = new URL("../../../fixtures/oracles/", import.meta.url);

export function readOracle(name = "terraform-console.json"): Oracle {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Oracle;
}

/** Evaluates an expression in the module of terraform-console.tf, or another text. */
export async function evaluateExpression(expression: string, module = readFileSync(new URL("terraform-console.tf", folder), "utf8")): Promise<Value> {
  const source = { path: "outputs.tf", text: `value = [\n${expression}\n]\n` };
  const file = parseHcl(source);
  const [attribute] = file.body.attributes;
  if (attribute?.value.kind !== "tuple" || file.faults.length > 0) throw new Error(`not an expression: ${file.faults[0]?.message ?? expression}`);
  const [only] = attribute.value.items;
  if (only === undefined) throw new Error("no expression");
  const { call } = await functionsFor([...callsOf(file), ...callsOf(parseHcl({ path: "main.tf", text: module }))]);
  return evaluatorOf(module, call).evaluate(only, { source, bindings: new Map() });
}

function evaluatorOf(text: string, call: CallFunction): Evaluator {
  const source = { path: "main.tf", text };
  const module = collect(".", [{ source, file: parseHcl(source) }]);
  return createEvaluator(module, { prefix: "", path: ".", input: undefined, outputs: (_, __, ___, origin) => ({ kind: "unknown", why: "there are no modules", origin }), call, budget: newBudget() });
}

/** Our value in the form of the oracle. */
export function answerOf(expression: string, value: Value): Answer {
  if (value.kind === "unknown" && value.error) return { expression, error: value.why };
  const unknown = unknownParts(value);
  return { expression, type: typeJson(typeOf(value)), value: valueJson(value), ...(unknown === false ? {} : { unknown }) };
}

function typeJson(type: Type): unknown {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return type.kind;
    case "any":
      return "dynamic";
    case "list":
    case "set":
    case "map":
      return [type.kind, typeJson(type.element)];
    case "tuple":
      return ["tuple", type.items.map(typeJson)];
    case "object":
      return ["object", Object.fromEntries(sortedEntries(type.attributes).map(([name, each]) => [name, typeJson(each)]))];
  }
}

function valueJson(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(valueJson);
    case "map":
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, valueJson(each)]));
    case "unknown":
    case "reference":
      return null;
  }
}

function unknownParts(value: Value): unknown {
  switch (value.kind) {
    case "scalar":
      return false;
    case "unknown":
    case "reference":
      return true;
    case "list": {
      const parts = value.items.map(unknownParts);
      return parts.every((part) => part === false) ? false : parts;
    }
    case "map": {
      const parts = [...value.entries].map(([key, each]) => [key, unknownParts(each)] as const).filter(([, part]) => part !== false);
      return parts.length === 0 ? false : Object.fromEntries(parts);
    }
  }
}

/** An answer as it is compared: parts that are not known have no value, every error is alike, and the type counts where the oracle has one. */
export function comparable(answer: Answer, oracle: Answer): unknown {
  if (answer.error !== undefined) return { refused: true };
  return { ...(oracle.type === undefined ? {} : { type: answer.type }), value: masked(answer.value, answer.unknown) };
}

function masked(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return "known after apply";
  const inside = (key: string | number): unknown => (typeof unknown === "object" && unknown !== null ? (unknown as Readonly<Record<string, unknown>>)[key] : undefined);
  if (Array.isArray(value)) return value.map((item, at) => masked(item, inside(at)));
  if (typeof value === "object" && value !== null) {
    const names = new Set([...Object.keys(value), ...(typeof unknown === "object" && unknown !== null ? Object.keys(unknown) : [])]);
    return Object.fromEntries([...names].sort().map((name) => [name, masked((value as Readonly<Record<string, unknown>>)[name], inside(name))]));
  }
  // JSON knows no negative zero.
  return value === 0 ? 0 : value;
}
