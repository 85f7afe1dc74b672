import { anyType, boolType, numberType, stringType, type CollectionType, type Type } from "./type.ts";
import type { ListValue, MapValue, Origin, ScalarValue, UnknownValue, Value } from "./value.ts";

/** Types of tuples and objects by their contents: copies of a value that differ in their trail share them. */
const tuples = new WeakMap<readonly Value[], Type>();
const objects = new WeakMap<ReadonlyMap<string, Value>, Type>();

/** The type of a value; `any` where it is not known. */
export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "scalar":
      return scalarType(value);
    case "list":
      return value.type ?? tupleType(value.items);
    case "map":
      return value.type ?? objectType(value.entries);
    case "unknown":
      return value.type ?? anyType;
    case "reference":
      return anyType;
  }
}

function scalarType({ value, type }: ScalarValue): Type {
  if (value === null) return type ?? anyType;
  if (typeof value === "string") return stringType;
  return typeof value === "number" ? numberType : boolType;
}

function tupleType(items: readonly Value[]): Type {
  const before = tuples.get(items);
  if (before !== undefined) return before;
  const type: Type = { kind: "tuple", items: items.map(typeOf) };
  if (isWorthKeeping(items.length, items)) tuples.set(items, type);
  return type;
}

function objectType(entries: ReadonlyMap<string, Value>): Type {
  const before = objects.get(entries);
  if (before !== undefined) return before;
  const type: Type = { kind: "object", attributes: new Map([...entries].map(([name, value]) => [name, typeOf(value)])) };
  if (isWorthKeeping(entries.size, entries.values())) objects.set(entries, type);
  return type;
}

/** A small flat value is typed faster than it is remembered: entries of a WeakMap make every garbage collection slower. */
function isWorthKeeping(size: number, values: Iterable<Value>): boolean {
  if (size > 8) return true;
  for (const { kind } of values) if (kind === "list" || kind === "map") return true;
  return false;
}

/** The type of what a list, set or map holds; undefined for everything else. */
export function elementType(type: Type): Type | undefined {
  return type.kind === "list" || type.kind === "set" || type.kind === "map" ? type.element : undefined;
}

export function tuple(items: readonly Value[], origin: Origin): ListValue {
  return { kind: "list", items, origin };
}

export function list(items: readonly Value[], element: Type, origin: Origin): ListValue {
  return { kind: "list", items, type: { kind: "list", element }, origin };
}

export function map(entries: ReadonlyMap<string, Value>, type: Extract<CollectionType, { kind: unknown }> | undefined, origin: Origin): MapValue {
  return type?.kind === "map" ? { kind: "map", entries, type: { kind: "map", element: type.element }, origin } : { kind: "map", entries, origin };
}

export function nullOf(type: Type, origin: Origin): ScalarValue {
  return type.kind === "any" ? { kind: "scalar", value: null, origin } : { kind: "scalar", value: null, type, origin };
}

/** An unknown result of a known type, which is never null, for the reason of another; what Terraform would refuse stays refused. */
export function unknownOf(type: Type, reason: UnknownValue, origin: Origin): UnknownValue {
  if (reason.error) return { ...reason, origin };
  return { kind: "unknown", why: reason.why, ...(type.kind === "any" ? {} : { type, notNull: true }), origin };
}

/** An unknown of a known type that may turn out to be null. */
export function nullableUnknown(type: Type, { why }: UnknownValue, origin: Origin): UnknownValue {
  return { kind: "unknown", why, ...(type.kind === "any" ? {} : { type }), origin };
}

export function isNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null;
}

/** The first unknown or reference in a value, however deep; undefined when all of it is known. */
export function firstUnknown(value: Value): Exclude<Value, ScalarValue | ListValue | MapValue> | undefined {
  switch (value.kind) {
    case "scalar":
      return undefined;
    case "unknown":
    case "reference":
      return value;
    case "list":
      return firstUnknownIn(value.items, value.items);
    case "map":
      return firstUnknownIn(value.entries, value.entries.values());
  }
}

const unknowns = new WeakMap<object, { readonly first: Exclude<Value, ScalarValue | ListValue | MapValue> | undefined }>();

function firstUnknownIn(owner: object, values: Iterable<Value>): Exclude<Value, ScalarValue | ListValue | MapValue> | undefined {
  const before = unknowns.get(owner);
  if (before !== undefined) return before.first;
  let first: Exclude<Value, ScalarValue | ListValue | MapValue> | undefined;
  for (const value of values) {
    first = firstUnknown(value);
    if (first !== undefined) break;
  }
  unknowns.set(owner, { first });
  return first;
}
