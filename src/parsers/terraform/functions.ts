import type { Call, Expression } from "../../syntax/hcl/ast.ts";
import { instancesBehind } from "./compound.ts";
import { equal, newAllowance } from "./operators.ts";
import { boolOf, failure, numberOf, scalar, textOf, unknown, type ListValue, type MapValue, type Origin, type UnknownValue, type Value } from "./value.ts";

type Evaluate = (expression: Expression) => Value;

/** A built-in over evaluated arguments; `undefined` when the arguments have types that Terraform refuses. */
type Builtin = (args: readonly Value[], origin: Origin) => Value | undefined;

const longestText = 1_000_000;
const mostElements = 100_000;

/**
 * A function call. `try`, `can` and `coalesce` look at unknowns themselves; for all others one unknown argument that matters makes
 * the result unknown with that argument's reason. Functions that are not here are unknown by name.
 */
export function call(expression: Call, evaluate: Evaluate, origin: Origin): Value {
  const { name } = expression;
  if (name === "try") return tryCall(expression.args, evaluate, origin);
  if (name === "can") return canCall(expression.args, evaluate, origin);
  const builtin = builtins.get(name);
  if (builtin === undefined) return unknown(`${name}() is not evaluated`, origin);
  const args = expandArguments(expression, evaluate);
  if (!Array.isArray(args)) return { ...args, origin };
  if (!ownUnknowns.has(name)) {
    const blocking = args.find((argument) => argument.kind === "unknown");
    if (blocking !== undefined) return { ...unknown(blocking.why, origin), ...(blocking.error ? { error: true } : {}) };
  }
  return builtin(args, origin) ?? failureOrReference(name, args, origin);
}

/** Functions that can answer although an argument is unknown. */
const ownUnknowns: ReadonlySet<string> = new Set(["coalesce", "lookup", "merge", "length", "concat", "tolist", "toset", "sensitive", "nonsensitive", "distinct", "element", "one", "contains", "keys", "compact", "flatten"]);

function expandArguments(expression: Call, evaluate: Evaluate): Value[] | UnknownValue {
  const args = expression.args.map(evaluate);
  if (!expression.expand) return args;
  const last = args.pop();
  if (last?.kind === "list") return [...args, ...last.items];
  const origin = last?.origin;
  return last?.kind === "unknown" ? last : failure("... needs a list", origin ?? { at: { source: { path: "", text: "" }, span: expression.span } });
}

function failureOrReference(name: string, args: readonly Value[], origin: Origin): Value {
  const reference = args.find((argument) => argument.kind === "reference");
  if (reference?.kind === "reference") return unknown(`${[reference.address, ...reference.path].join(".")} is known only after apply`, origin);
  return failure(`${name}() does not take these arguments`, origin);
}

/** The first argument that Terraform could evaluate; an unknown stops the search, because it might or might not fail. */
function tryCall(args: readonly Expression[], evaluate: Evaluate, origin: Origin): Value {
  for (const argument of args) {
    const value = evaluate(argument);
    if (value.kind !== "unknown" || value.error !== true) return value;
  }
  return failure("no argument of try() can be evaluated", origin);
}

function canCall(args: readonly Expression[], evaluate: Evaluate, origin: Origin): Value {
  const [argument] = args;
  const value = argument === undefined ? failure("can() needs an argument", origin) : evaluate(argument);
  if (value.kind !== "unknown") return scalar(true, origin);
  return value.error === true ? scalar(false, origin) : unknown(value.why, origin, [true, false]);
}

function text(value: Value | undefined): string | undefined {
  return value?.kind === "scalar" ? textOf(value.value) : undefined;
}

function number(value: Value | undefined): number | undefined {
  return value?.kind === "scalar" ? numberOf(value.value) : undefined;
}

function list(items: readonly Value[], origin: Origin): ListValue {
  return { kind: "list", items, origin };
}

function map(entries: ReadonlyMap<string, Value>, origin: Origin): MapValue {
  return { kind: "map", entries, origin };
}

function isNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null;
}

function onText(change: (text: string) => string): Builtin {
  return ([argument], origin) => {
    const value = text(argument);
    return value === undefined ? undefined : scalar(change(value), origin);
  };
}

function onNumbers(pick: (a: number, b: number) => number): Builtin {
  return (args, origin) => {
    const numbers = args.map(number).filter((value) => value !== undefined);
    return numbers.length !== args.length || numbers.length === 0 ? undefined : scalar(numbers.reduce((a, b) => pick(a, b)), origin);
  };
}

function length([argument]: readonly Value[], origin: Origin): Value | undefined {
  switch (argument?.kind) {
    case "list":
      return scalar(argument.items.length, origin);
    case "map":
      return scalar(argument.entries.size, origin);
    case "scalar":
      return typeof argument.value === "string" ? scalar(Array.from(argument.value).length, origin) : undefined;
    case "unknown":
      return { ...argument, origin };
    case "reference": {
      const instances = instancesBehind(argument, origin);
      return instances && scalar(instances.length, origin);
    }
    case undefined:
      return undefined;
  }
}

/** With a known map and key the answer is known, whatever the default. */
function lookup([collection, key, fallback]: readonly Value[], origin: Origin): Value | undefined {
  const name = text(key);
  if (collection?.kind === "unknown") return { ...unknown(collection.why, origin), ...(collection.error ? { error: true } : {}) };
  if (key?.kind === "unknown") return { ...key, origin };
  if (collection?.kind !== "map" || name === undefined) return undefined;
  return collection.entries.get(name) ?? fallback ?? failure(`there is no element ${name}`, origin);
}

function merge(args: readonly Value[], origin: Origin): Value | undefined {
  const entries = new Map<string, Value>();
  for (const argument of args) {
    if (isNull(argument)) continue;
    if (argument.kind === "unknown") return { ...argument, origin };
    if (argument.kind !== "map") return undefined;
    for (const [key, value] of argument.entries) entries.set(key, value);
  }
  return map(entries, origin);
}

/** The first argument that is neither null nor an empty string. */
function coalesce(args: readonly Value[], origin: Origin): Value {
  for (const argument of args) {
    if (argument.kind === "unknown") return { ...argument, origin };
    if (!isNull(argument) && !(argument.kind === "scalar" && argument.value === "")) return argument;
  }
  return failure("coalesce() finds no value", origin);
}

function concat(args: readonly Value[], origin: Origin): Value | undefined {
  const items: Value[] = [];
  for (const argument of args) {
    if (argument.kind === "unknown") return { ...argument, origin };
    if (argument.kind !== "list") return undefined;
    for (const item of argument.items) items.push(item);
  }
  return list(items, origin);
}

/** Comparing every pair is quadratic; lists of machine settings are short, and hostile ones must not stop the scan. */
const mostDistinct = 1000;

function distinct([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return undefined;
  if (argument.items.length > mostDistinct) return unknown("the list is too long to compare its elements", origin);
  const kept: Value[] = [];
  const allowance = newAllowance();
  for (const item of argument.items) if (!kept.some((other) => equal(item, other, allowance) === true)) kept.push(item);
  return list(kept, origin);
}

function toList([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "unknown") return { ...argument, origin };
  return argument?.kind === "list" ? argument : undefined;
}

/** A set of strings is in the order of its elements; of other types no order is promised. */
function toSet(args: readonly Value[], origin: Origin): Value | undefined {
  const value = distinct(args, origin);
  if (value?.kind !== "list" || value.items.some((item) => item.kind !== "scalar" || typeof item.value !== "string")) return value;
  const order = (item: Value): string => (item.kind === "scalar" ? String(item.value) : "");
  return list([...value.items].sort((a, b) => (order(a) < order(b) ? -1 : 1)), origin);
}

function same([argument]: readonly Value[]): Value | undefined {
  return argument;
}

function element([collection, at]: readonly Value[], origin: Origin): Value | undefined {
  if (collection?.kind === "unknown") return { ...collection, origin };
  const wanted = number(at);
  if (collection?.kind !== "list" || wanted === undefined) return undefined;
  if (collection.items.length === 0 || wanted < 0) return failure("element() of an empty list", origin);
  return collection.items[wanted % collection.items.length];
}

function one([collection]: readonly Value[], origin: Origin): Value | undefined {
  if (collection?.kind === "unknown") return { ...collection, origin };
  if (collection?.kind !== "list" || collection.items.length > 1) return undefined;
  return collection.items[0] ?? scalar(null, origin);
}

function contains([collection, wanted]: readonly Value[], origin: Origin): Value | undefined {
  if (collection?.kind === "unknown") return unknown(collection.why, origin, [true, false]);
  if (collection?.kind !== "list" || wanted === undefined) return undefined;
  const answers = collection.items.map((item) => equal(item, wanted));
  if (answers.includes(true)) return scalar(true, origin);
  const doubt = answers.find((answer) => typeof answer === "string");
  return typeof doubt === "string" ? unknown(doubt, origin, [true, false]) : scalar(false, origin);
}

function keys([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "unknown") return { ...argument, origin };
  return argument?.kind === "map" ? list([...argument.entries.keys()].sort().map((key) => scalar(key, origin)), origin) : undefined;
}

function values([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "reference") {
    const instances = instancesBehind(argument, origin);
    return instances && list(instances.map(({ value }) => value), origin);
  }
  if (argument?.kind !== "map") return undefined;
  return list([...argument.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value), origin);
}

/** A single element that exists only after apply passes through: `join("", x.*.id)` is how older modules unwrap one. */
function join([separator, ...lists]: readonly Value[], origin: Origin): Value | undefined {
  const between = text(separator);
  const items = lists.flatMap((part) => (part.kind === "list" ? part.items : [part]));
  const [only] = items;
  if (items.length === 1 && only?.kind === "reference") return only;
  const texts = items.map(text).filter((item) => item !== undefined);
  if (between === undefined || texts.length !== items.length) return items.find((item) => item.kind === "unknown");
  const joined = texts.reduce((sum, item) => sum + item.length + between.length, 0);
  return joined > longestText ? unknown("the text is too long to evaluate", origin) : scalar(texts.join(between), origin);
}

function split([separator, argument]: readonly Value[], origin: Origin): Value | undefined {
  const between = text(separator);
  const value = text(argument);
  if (between === undefined || value === undefined) return undefined;
  const parts = value.split(between);
  return parts.length > mostElements ? unknown("the list has too many elements to evaluate", origin) : list(parts.map((item) => scalar(item, origin)), origin);
}

function compact([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return undefined;
  return argument.items.find((item) => item.kind === "unknown") ?? list(argument.items.filter((item) => !isNull(item) && text(item) !== ""), origin);
}

function flattenLists([argument]: readonly Value[], origin: Origin): Value | undefined {
  if (argument?.kind === "unknown") return { ...argument, origin };
  if (argument?.kind !== "list") return undefined;
  const items: Value[] = [];
  const pending = [...argument.items].reverse();
  let left = mostElements;
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    // The same list may stand in itself many times over: a few lines of Terraform can name billions of elements.
    if (--left < 0) return unknown("the list has too many elements to evaluate", origin);
    if (item.kind === "unknown") return { ...item, origin };
    if (item.kind === "list") for (const inner of [...item.items].reverse()) pending.push(inner);
    else items.push(item);
  }
  return list(items, origin);
}

function toMap([argument]: readonly Value[]): Value | undefined {
  return argument?.kind === "map" ? argument : undefined;
}

function tobool([argument]: readonly Value[], origin: Origin): Value | undefined {
  const truth = argument?.kind === "scalar" ? boolOf(argument.value) : undefined;
  return truth === undefined ? undefined : scalar(truth, origin);
}

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["length", length],
  ["lookup", lookup],
  ["merge", merge],
  ["coalesce", coalesce],
  ["concat", concat],
  ["distinct", distinct],
  ["tolist", toList],
  ["toset", toSet],
  ["tomap", toMap],
  ["tostring", ([argument], origin) => (argument !== undefined && isNull(argument) ? argument : onText((value) => value)([argument ?? scalar(null, origin)], origin))],
  ["tonumber", ([argument], origin) => (argument !== undefined && isNull(argument) ? argument : onNumbers((value) => value)([argument ?? scalar(null, origin)], origin))],
  ["tobool", tobool],
  ["sensitive", same],
  ["nonsensitive", same],
  ["element", element],
  ["one", one],
  ["contains", contains],
  ["keys", keys],
  ["values", values],
  ["join", join],
  ["split", split],
  ["compact", compact],
  ["flatten", flattenLists],
  ["lower", onText((value) => value.toLowerCase())],
  ["upper", onText((value) => value.toUpperCase())],
  ["trimspace", onText((value) => value.trim())],
  ["max", onNumbers((a, b) => Math.max(a, b))],
  ["min", onNumbers((a, b) => Math.min(a, b))],
]);
