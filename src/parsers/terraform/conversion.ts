import { convertible, unify } from "./convertible.ts";
import { makeSet } from "./sets.ts";
import { exactText, isDecimal, parseExact } from "./number.ts";
import { anyType, equalTypes, friendlyName, isPrimitive, type CollectionType, type ObjectType, type Type } from "./type.ts";
import { list, nullOf, typeOf } from "./typing.ts";
import { boolOf, textOfScalar, type ListValue, type MapValue, type ScalarValue, type UnknownValue, type Value } from "./value.ts";

/** Why Terraform refuses a conversion, in words that follow "the value is refused: ". */
export type Refusal = string;

/**
 * A value as another type, or why Terraform refuses. What exists only after apply passes through: its type is the provider's business.
 * An `any` in the wanted type is filled with what the value has there.
 */
export function convertTo(value: Value, wanted: Type): Value | Refusal {
  if (value.kind === "reference" || wanted.kind === "any") return value;
  const given = typeOf(value);
  if (equalTypes(given, wanted)) return value;
  if (value.kind === "unknown" && value.error) return value;
  if (!convertible(given, wanted)) return refusal(given, wanted);
  if (value.kind === "unknown") return convertUnknown(value, wanted);
  if (value.kind === "scalar") return value.value === null ? nullOf(filled(given, wanted), value.origin) : convertScalar(value, wanted);
  switch (wanted.kind) {
    case "list":
    case "set":
      return value.kind === "list" ? convertItems(value, wanted) : refusal(given, wanted);
    case "map":
      return value.kind === "map" ? convertEntries(value, wanted) : refusal(given, wanted);
    case "tuple":
      return value.kind === "list" ? convertTuple(value, wanted.items) : refusal(given, wanted);
    case "object":
      return value.kind === "map" ? convertObject(value, wanted) : refusal(given, wanted);
    case "string":
    case "number":
    case "bool":
      return refusal(given, wanted);
  }
}

function refusal(given: Type, wanted: Type): Refusal {
  return `${friendlyName(given)} does not convert to ${friendlyName(wanted)}`;
}

function convertUnknown(value: UnknownValue, wanted: Type): UnknownValue | Refusal {
  const type = filled(value.type ?? anyType, wanted);
  if (value.oneOf === undefined || !isPrimitive(wanted)) {
    const { oneOf, ...rest } = value;
    return { ...(oneOf === undefined ? value : rest), type };
  }
  const converted = value.oneOf.map((each) => convertScalar({ kind: "scalar", value: each, origin: value.origin }, wanted));
  const possible = converted.flatMap((each) => (typeof each === "string" || each.value === null ? [] : [each.value]));
  return possible.length === 0 && value.oneOf.length > 0 ? refusal(typeOf(value), wanted) : { ...value, type, oneOf: [...new Set(possible)] };
}

/** A scalar that is not null, as another primitive. */
function convertScalar(scalar: ScalarValue, wanted: Type): ScalarValue | Refusal {
  const { value, origin } = scalar;
  if (wanted.kind === "string") return { kind: "scalar", value: textOfScalar(scalar) ?? null, origin };
  if (wanted.kind === "number" && typeof value === "string") return parseNumber(value, scalar);
  if (wanted.kind === "bool") {
    const truth = typeof value === "string" ? boolOf(value) : value;
    if (typeof truth === "boolean") return { kind: "scalar", value: truth, origin };
  }
  return wanted.kind === typeof value ? scalar : `a ${wanted.kind} is required`;
}

function parseNumber(text: string, { origin }: ScalarValue): ScalarValue | Refusal {
  const value = Number(text);
  if (!isDecimal(text)) return "a number is required";
  if (Number.isSafeInteger(value)) return { kind: "scalar", value, origin };
  const exact = parseExact(text);
  const digits = exact && exactText(exact);
  return digits === undefined || digits === String(value) ? { kind: "scalar", value, origin } : { kind: "scalar", value, digits, origin };
}

function convertItems(value: ListValue, wanted: CollectionType): Value | Refusal {
  const element = commonElement(value.type?.element, value.items, wanted.element);
  if (element === undefined) return `the elements have no type in common`;
  const items = convertAll(value.items, element);
  if (typeof items === "string") return items;
  return wanted.kind === "set" ? makeSet(items, narrowed(items, element), value.origin) : list(items, narrowed(items, element), value.origin);
}

function convertEntries(value: MapValue, wanted: CollectionType): Value | Refusal {
  const element = commonElement(value.type?.element, [...value.entries.values()], wanted.element);
  if (element === undefined) return "the elements have no type in common";
  const items = convertAll([...value.entries.values()], element);
  if (typeof items === "string") return items;
  const entries = new Map([...value.entries.keys()].map((key, at) => [key, items[at] ?? nullOf(element, value.origin)]));
  return { kind: "map", entries, type: { kind: "map", element: narrowed(items, element) }, origin: value.origin };
}

/** The type for all elements: the wanted one, or where that is open the one to which all of them convert. */
function commonElement(given: Type | undefined, items: readonly Value[], wanted: Type): Type | undefined {
  if (wanted.kind !== "any") return wanted;
  if (given !== undefined) return given;
  return items.length === 0 ? anyType : unify(items.map(typeOf));
}

/** After a conversion to a type with an `any` inside, the elements may still differ: they are brought to one type. */
function convertAll(items: readonly Value[], element: Type): readonly Value[] | Refusal {
  const converted = convertEach(items, element);
  if (typeof converted === "string" || element.kind === "any") return converted;
  const common = unify(converted.map(typeOf));
  if (converted.length === 0 || (common !== undefined && equalTypes(common, element))) return converted;
  return common === undefined ? "the elements have no type in common" : convertEach(converted, common);
}

function convertEach(items: readonly Value[], type: Type): readonly Value[] | Refusal {
  const converted: Value[] = [];
  for (const item of items) {
    const result = convertTo(item, type);
    if (typeof result === "string") return result;
    converted.push(result);
  }
  return converted;
}

/** The element type of a collection that was built: what its elements have, where the wanted type left it open. */
function narrowed(items: readonly Value[], element: Type): Type {
  if (items.length === 0) return withoutOptional(element);
  const known = items.map(typeOf).filter((type) => type.kind !== "any");
  return (known.length === 0 ? undefined : unify(known)) ?? withoutOptional(element);
}

function convertTuple(value: ListValue, types: readonly Type[]): Value | Refusal {
  const items: Value[] = [];
  for (const [at, item] of value.items.entries()) {
    const result = convertTo(item, types[at] ?? anyType);
    if (typeof result === "string") return result;
    items.push(result);
  }
  return { kind: "list", items, origin: value.origin };
}

/** Attributes that the type does not name are dropped; optional ones that are missing become null. */
function convertObject(value: MapValue, wanted: ObjectType): Value | Refusal {
  const entries = new Map<string, Value>();
  for (const [name, type] of wanted.attributes) {
    const given = value.entries.get(name);
    if (given === undefined && wanted.optional?.has(name) !== true) return `attribute ${JSON.stringify(name)} is required`;
    const result = given === undefined ? nullOf(withoutOptional(type), value.origin) : convertTo(given, type);
    if (typeof result === "string") return `attribute ${JSON.stringify(name)}: ${result}`;
    entries.set(name, result);
  }
  return { kind: "map", entries, origin: value.origin };
}

const plain = new WeakMap<Type, Type>();

/** A type without marks of what may be left out. Types of variables are large and few, and asked for with every value. */
function withoutOptional(type: Type): Type {
  const before = plain.get(type);
  if (before !== undefined) return before;
  const made = stripped(type);
  plain.set(type, made);
  return made;
}

function stripped(type: Type): Type {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "any":
      return type;
    case "list":
    case "set":
    case "map":
      return { kind: type.kind, element: withoutOptional(type.element) };
    case "tuple":
      return { kind: "tuple", items: type.items.map(withoutOptional) };
    case "object":
      return { kind: "object", attributes: new Map([...type.attributes].map(([name, each]) => [name, withoutOptional(each)])) };
  }
}

/** A wanted type with its open places filled from the type that is given there. */
function filled(given: Type, wanted: Type): Type {
  if (given.kind === "any") return withoutOptional(wanted);
  switch (wanted.kind) {
    case "any":
      return given;
    case "string":
    case "number":
    case "bool":
      return wanted;
    case "list":
    case "set":
    case "map":
      return { kind: wanted.kind, element: filled(elementOf(given), wanted.element) };
    case "tuple":
      return given.kind === "tuple" ? { kind: "tuple", items: wanted.items.map((item, at) => filled(given.items[at] ?? anyType, item)) } : withoutOptional(wanted);
    case "object":
      return { kind: "object", attributes: new Map([...wanted.attributes].map(([name, type]) => [name, filled(attributeOf(given, name), type)])) };
  }
}

function elementOf(given: Type): Type {
  if ("element" in given) return given.element;
  const types = given.kind === "tuple" ? given.items : given.kind === "object" ? [...given.attributes.values()] : [];
  return unify(types) ?? anyType;
}

function attributeOf(given: Type, name: string): Type {
  if (given.kind === "map") return given.element;
  return (given.kind === "object" ? given.attributes.get(name) : undefined) ?? anyType;
}
