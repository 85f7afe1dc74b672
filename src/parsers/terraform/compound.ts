import type { Conditional, Expression, ForExpression, ObjectExpression, TemplatePart } from "../../syntax/hcl/ast.ts";
import { unify } from "./convertible.ts";
import { convertTo } from "./conversion.ts";
import { afterApply, equal } from "./equality.ts";
import { sortedEntries } from "./order.ts";
import { keysOf } from "./repetition.ts";
import { settled } from "./settled.ts";
import { shown } from "./shown.ts";
import { anyType, boolType, stringType, type Type } from "./type.ts";
import { isNull, nullOf, tuple, typeOf } from "./typing.ts";
import { failure, possibleScalars, scalar, unknown, type Evaluate, type Origin, type ReferenceValue, type Scope, type UnknownValue, type Value } from "./value.ts";

/** Templates longer than this are unknown: nothing that matters here is. */
const longestText = 1_000_000;

/**
 * An undecided condition with two known branches lists both outcomes; with equal branches it does not matter. Both branches are brought
 * to one type: `true ? 1 : "a"` is "1". `glance` evaluates a branch that was not chosen, for its type.
 */
export function conditional(expression: Conditional, scope: Scope, origin: Origin, evaluate: Evaluate, glance: Evaluate): Value {
  const condition = truthOf(evaluate(expression.condition, scope), origin);
  if (typeof condition !== "boolean" && condition.error) return condition;
  const choose = (branch: Expression, chosen: boolean): Value => (condition === chosen || typeof condition !== "boolean" ? evaluate : glance)(branch, scope);
  const branches = [choose(expression.then, true), choose(expression.otherwise, false)] as const;
  const type = commonType(...branches);
  if (type === undefined) return failure("the two results of the condition have no type in common", origin);
  const [then, otherwise] = branches.map((branch) => converted(branch, type, origin));
  if (then === undefined || otherwise === undefined) return failure("the condition has no result", origin);
  if (typeof condition === "boolean") return condition ? then : otherwise;
  return undecided(condition, then, otherwise, type, origin);
}

function commonType(then: Value, otherwise: Value): Type | undefined {
  const types = [typeOf(then), typeOf(otherwise)] as const;
  const [one, other] = types;
  if (isNull(then) && one.kind === "any") return other;
  if (isNull(otherwise) && other.kind === "any") return one;
  return one.kind === "any" || other.kind === "any" ? anyType : unify(types);
}

function converted(branch: Value, type: Type, origin: Origin): Value {
  const result = convertTo(branch, type);
  return typeof result === "string" ? failure(`the result of the condition is refused: ${result}`, origin) : result;
}

function undecided(condition: UnknownValue, then: Value, otherwise: Value, type: Type, origin: Origin): Value {
  if (isNull(then) && isNull(otherwise)) return nullOf(type, origin);
  if (equal(then, otherwise) === true) return then;
  const [one, other] = [possibleScalars(then), possibleScalars(otherwise)];
  const oneOf = one !== undefined && other !== undefined ? [...new Set([...one, ...other])] : undefined;
  const notNull = [then, otherwise].every((branch) => (branch.kind === "unknown" ? branch.notNull === true : branch.kind !== "reference" && !isNull(branch)));
  const result = unknown(condition.why, { at: origin.at, from: condition.origin }, oneOf);
  return { ...result, ...(type.kind === "any" ? {} : { type }), ...(notNull ? { notNull } : {}) };
}

/** A value as a condition: true, false, or why it is neither. */
function truthOf(value: Value, origin: Origin): boolean | UnknownValue {
  if (value.kind === "reference" || value.kind === "unknown") return unfit(value, origin);
  const truth = convertTo(value, boolType);
  if (typeof truth === "string") return failure(`the condition is neither true nor false: ${truth}`, origin);
  return truth.kind === "scalar" && typeof truth.value === "boolean" ? truth.value : failure("the condition is null", origin);
}

/** A template; one that is a single interpolation is that value itself. */
export function template(parts: readonly TemplatePart[], scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "interpolation") return evaluate(only.value, scope);
  const text = renderParts(parts, scope, origin, evaluate);
  return typeof text === "string" ? scalar(text.normalize("NFC"), origin) : text.error ? text : { ...text, type: stringType, notNull: true };
}

/** All parts, even after an unknown one: what Terraform refuses in a later part it refuses as a whole. */
function renderParts(parts: readonly TemplatePart[], scope: Scope, origin: Origin, evaluate: Evaluate): string | UnknownValue {
  let text = "";
  let doubt: UnknownValue | undefined;
  for (const part of parts) {
    const piece = renderPart(part, scope, origin, evaluate);
    if (typeof piece === "string") text += piece;
    else if (piece.error) return piece;
    else doubt ??= piece;
    if (text.length > longestText) return unknown("the text is too long to evaluate", origin);
  }
  return doubt ?? text;
}

function renderPart(part: TemplatePart, scope: Scope, origin: Origin, evaluate: Evaluate): string | UnknownValue {
  switch (part.kind) {
    case "text":
      return part.value;
    case "interpolation":
      return keyOf(evaluate(part.value, scope), origin);
    case "if": {
      const truth = truthOf(evaluate(part.condition, scope), origin);
      return typeof truth === "boolean" ? renderParts(truth ? part.then : part.otherwise, scope, origin, evaluate) : truth;
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

/** A value as text: a key, or a piece of a template. */
function keyOf(given: Value, origin: Origin): string | UnknownValue {
  const value = settled(given);
  if (value.kind === "reference" || value.kind === "unknown") return unfit(value, origin);
  const text = convertTo(value, stringType);
  if (typeof text === "string") return failure(`the value is no text: ${text}`, origin);
  return text.kind === "scalar" && typeof text.value === "string" ? text.value : failure("null is no text", origin);
}

/** The first value that Terraform refuses: it refuses with it whatever it stands in. */
function refused(values: Iterable<Value>): UnknownValue | undefined {
  for (const value of values) if (value.kind === "unknown" && value.error) return value;
  return undefined;
}

export function tupleOf(items: readonly Value[], origin: Origin): Value {
  return refused(items) ?? tuple(items, origin);
}

export function object(expression: ObjectExpression, scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const entries = new Map<string, Value>();
  let doubt: UnknownValue | undefined;
  for (const entry of expression.entries) {
    const name = keyOf(evaluate(entry.key, scope), origin);
    const value = evaluate(entry.value, scope);
    if (typeof name === "string") entries.set(name, value);
    else if (name.error) return name;
    else doubt ??= name;
  }
  return refused(entries.values()) ?? doubt ?? { kind: "map", entries, origin };
}

export function forExpression(expression: ForExpression, scope: Scope, origin: Origin, evaluate: Evaluate): Value {
  const elements = elementsOf(evaluate(expression.collection, scope), origin);
  if (!Array.isArray(elements)) return elements;
  const made = new Map<string, Value[]>();
  const items: Value[] = [];
  let doubt: UnknownValue | undefined;
  for (const { key, value } of elements) {
    const inner = bind(scope, expression.keyName, key, expression.valueName, value);
    const wanted = expression.condition === undefined || truthOf(evaluate(expression.condition, inner), origin);
    const name = wanted === true && expression.key !== undefined ? keyOf(evaluate(expression.key, inner), origin) : "";
    for (const outcome of [wanted, name]) {
      if (typeof outcome !== "object") continue;
      if (outcome.error) return outcome;
      doubt ??= outcome;
    }
    if (wanted !== true || typeof name !== "string") continue;
    const result = evaluate(expression.value, inner);
    if (result.kind === "unknown" && result.error) return result;
    items.push(result);
    const before = made.get(name);
    if (before === undefined) made.set(name, [result]);
    else if (expression.key !== undefined && !expression.group) return failure(`two elements have the key ${shown(name, JSON.stringify)}`, origin);
    else if (expression.group) before.push(result);
  }
  if (doubt !== undefined) return doubt;
  if (expression.key === undefined) return tuple(items, origin);
  return { kind: "map", entries: new Map([...made].flatMap(([name, values]) => entryOf(name, values, expression.group, origin))), origin };
}

function entryOf(name: string, values: readonly Value[], group: boolean, origin: Origin): readonly (readonly [string, Value])[] {
  if (group) return [[name, tuple(values, origin)]];
  return values.slice(0, 1).map((value) => [name, value] as const);
}

function bind(scope: Scope, keyName: string | undefined, key: Value, valueName: string, value: Value): Scope {
  const bindings = new Map(scope.bindings);
  if (keyName !== undefined) bindings.set(keyName, key);
  bindings.set(valueName, value);
  return { source: scope.source, bindings };
}

/** The elements of a collection with their keys, in Terraform's order; unknown when the collection is. The keys of a set are its elements. */
export function elementsOf(collection: Value, origin: Origin): { readonly key: Value; readonly value: Value }[] | UnknownValue {
  switch (collection.kind) {
    case "list":
      return collection.items.map((value, at) => ({ key: collection.type?.kind === "set" ? value : scalar(at, origin), value }));
    case "map":
      return sortedEntries(collection.entries).map(([key, value]) => ({ key: scalar(key, origin), value }));
    case "reference":
      return instancesBehind(collection, origin) ?? unfit(collection, origin);
    case "scalar":
    case "unknown":
      return unfit(collection, origin);
  }
}

/** All instances of a reference that means all of them, or nested blocks, with their keys; undefined for a reference to one, or to one that has no keys. */
export function instancesBehind(value: ReferenceValue, origin: Origin): { readonly key: Value; readonly value: Value }[] | undefined {
  const blocks = value.owner.blocks(value.path, value.instance);
  if (blocks !== undefined) return Array.from({ length: blocks }, (_, at) => ({ key: scalar(at, origin), value: { ...value, path: [...value.path, String(at)] } }));
  if (value.instance !== undefined || value.path.length > 0) return undefined;
  return keysOf(value.owner.instances()).map((instance) => ({
    key: scalar(instance.key ?? 0, origin),
    value: { ...value, address: `${value.address}${instance.text}`, instance },
  }));
}

/** A value that is not of the kind needed: unknown for its own reason, or what Terraform would refuse. */
export function unfit(value: Value, origin: Origin): UnknownValue {
  if (value.kind === "unknown") return bare(value, { at: origin.at, from: value.origin });
  if (value.kind === "reference") return unknown(afterApply(value.address, value.path), origin);
  return failure("the value has the wrong type here", origin);
}

/** The reason of an unknown alone: its type and its possible values are not those of what is made from it. */
function bare({ why, error }: UnknownValue, origin: Origin): UnknownValue {
  return error ? failure(why, origin) : unknown(why, origin);
}
