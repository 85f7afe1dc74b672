import type { Conditional, ForExpression, ObjectExpression, TemplatePart } from "../../syntax/hcl/ast.ts";
import { afterApply, equal } from "./operators.ts";
import { keysOf } from "./repetition.ts";
import { boolOf, failure, possibleScalars, scalar, textOf, unknown, type Evaluate, type Origin, type ReferenceValue, type Scope, type UnknownValue, type Value } from "./value.ts";

/** Templates longer than this are unknown: nothing that matters here is. */
const longestText = 1_000_000;

/** An undecided condition with two known branches lists both outcomes; with equal branches it does not matter. */
export function conditional(expression: Conditional, scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const condition = evaluate(expression.condition, scope);
  const truth = condition.kind === "scalar" ? boolOf(condition.value) : undefined;
  if (truth !== undefined) return evaluate(truth ? expression.then : expression.otherwise, scope);
  if (condition.kind !== "unknown") return unfit(condition, origin);
  if (condition.error) return { ...condition, origin };
  const branches = [evaluate(expression.then, scope), evaluate(expression.otherwise, scope)] as const;
  if (equal(...branches) === true) return branches[0];
  const [one, other] = branches.map(possibleScalars);
  const oneOf = one !== undefined && other !== undefined ? [...new Set([...one, ...other])] : undefined;
  return unknown(condition.why, { at: origin.at, from: condition.origin }, oneOf);
}

/** A template; one that is a single interpolation is that value itself. */
export function template(parts: readonly TemplatePart[], scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "interpolation") return evaluate(only.value, scope);
  const text = renderParts(parts, scope, origin, evaluate);
  return typeof text === "string" ? scalar(text, origin) : text;
}

function renderParts(parts: readonly TemplatePart[], scope: Scope, origin: Origin, evaluate: Evaluate): string | UnknownValue {
  let text = "";
  for (const part of parts) {
    const piece = renderPart(part, scope, origin, evaluate);
    if (typeof piece !== "string") return piece;
    text += piece;
    if (text.length > longestText) return unknown("the text is too long to evaluate", origin);
  }
  return text;
}

function renderPart(part: TemplatePart, scope: Scope, origin: Origin, evaluate: Evaluate): string | UnknownValue {
  switch (part.kind) {
    case "text":
      return part.value;
    case "interpolation": {
      const value = evaluate(part.value, scope);
      return (value.kind === "scalar" ? textOf(value.value) : undefined) ?? unfit(value, origin);
    }
    case "if": {
      const condition = evaluate(part.condition, scope);
      const truth = condition.kind === "scalar" ? boolOf(condition.value) : undefined;
      return truth === undefined ? unfit(condition, origin) : renderParts(truth ? part.then : part.otherwise, scope, origin, evaluate);
    }
    case "for":
      return renderLoop(part, scope, origin, evaluate);
  }
}

function renderLoop(part: TemplatePart & { kind: "for" }, scope: Scope, origin: Origin, evaluate: Evaluate): string | UnknownValue {
  const elements = elementsOf(evaluate(part.collection, scope), origin);
  if (!Array.isArray(elements)) return elements;
  let text = "";
  for (const { key, value } of elements) {
    const piece = renderParts(part.body, bind(scope, part.keyName, key, part.valueName, value), origin, evaluate);
    if (typeof piece !== "string") return piece;
    text += piece;
    if (text.length > longestText) return unknown("the text is too long to evaluate", origin);
  }
  return text;
}

export function object(expression: ObjectExpression, scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const entries = new Map<string, Value>();
  for (const entry of expression.entries) {
    const key = evaluate(entry.key, scope);
    const name = key.kind === "scalar" ? textOf(key.value) : undefined;
    if (name === undefined) return unfit(key, origin);
    entries.set(name, evaluate(entry.value, scope));
  }
  return { kind: "map", entries, origin };
}

export function forExpression(expression: ForExpression, scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const elements = elementsOf(evaluate(expression.collection, scope), origin);
  if (!Array.isArray(elements)) return elements;
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  for (const { key, value } of elements) {
    const inner = bind(scope, expression.keyName, key, expression.valueName, value);
    const wanted = isWanted(expression, inner, origin, evaluate);
    if (typeof wanted !== "boolean") return wanted;
    if (!wanted) continue;
    if (expression.key === undefined) {
      items.push(evaluate(expression.value, inner));
      continue;
    }
    const name = evaluate(expression.key, inner);
    const text = name.kind === "scalar" ? textOf(name.value) : undefined;
    if (text === undefined) return unfit(name, origin);
    const result = evaluate(expression.value, inner);
    entries.set(text, expression.group ? grouped(entries.get(text), result, origin) : result);
  }
  return expression.key === undefined ? { kind: "list", items, origin } : { kind: "map", entries, origin };
}

function isWanted(expression: ForExpression, scope: Scope, origin: Origin, evaluate: Evaluate): boolean | UnknownValue {
  if (expression.condition === undefined) return true;
  const condition = evaluate(expression.condition, scope);
  return (condition.kind === "scalar" ? boolOf(condition.value) : undefined) ?? unfit(condition, origin);
}

function grouped(before: Value | undefined, value: Value, origin: Origin): Value {
  return { kind: "list", items: before?.kind === "list" ? [...before.items, value] : [value], origin };
}

function bind(scope: Scope, keyName: string | undefined, key: Value, valueName: string, value: Value): Scope {
  const bindings = new Map(scope.bindings);
  if (keyName !== undefined) bindings.set(keyName, key);
  bindings.set(valueName, value);
  return { source: scope.source, bindings };
}

/** The elements of a collection with their keys; unknown when the collection is. */
export function elementsOf(collection: Value, origin: Origin): { readonly key: Value; readonly value: Value }[] | UnknownValue {
  switch (collection.kind) {
    case "list":
      return collection.items.map((value, at) => ({ key: scalar(at, origin), value }));
    case "map":
      return [...collection.entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, value]) => ({ key: scalar(key, origin), value }));
    case "reference":
      return instancesBehind(collection, origin) ?? unfit(collection, origin);
    case "scalar":
    case "unknown":
      return unfit(collection, origin);
  }
}

/** All instances of a reference that means all of them, with their keys; undefined for a reference to one, or to one that has no keys. */
export function instancesBehind(value: ReferenceValue, origin: Origin): { readonly key: Value; readonly value: Value }[] | undefined {
  if (value.instance !== undefined || value.path.length > 0) return undefined;
  return keysOf(value.owner.instances()).map((instance) => ({
    key: scalar(instance.key ?? 0, origin),
    value: { ...value, address: `${value.address}${instance.text}`, instance },
  }));
}

/** A value that is not of the kind needed: unknown for its own reason, or what Terraform would refuse. */
export function unfit(value: Value, origin: Origin): UnknownValue {
  if (value.kind === "unknown") return { ...value, origin: { at: origin.at, from: value.origin } };
  if (value.kind === "reference") return unknown(afterApply(value.address, value.path), origin);
  return failure("the value has the wrong type here", origin);
}
