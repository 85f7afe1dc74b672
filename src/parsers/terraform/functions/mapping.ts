import { convertTo } from "../conversion.ts";
import { compareText, sortedEntries } from "../order.ts";
import { anyType, equalTypes, numberType, stringType, type Type } from "../type.ts";
import { firstUnknown, isNull, list, nullableUnknown, nullOf, tuple, typeOf, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type MapValue, type Origin, type Value } from "../value.ts";
import { anything, anythingUnknown, converted, evenNullOrUnknown, itemsOfArgument, listOfTexts, reasonOf, text, textOfArgument, textsResult, tooLong, unlessKnown, type Builtin } from "./builtin.ts";
import { graphemes } from "./graphemes.ts";

const mapOfLists: Type = { kind: "map", element: { kind: "list", element: stringType } };

function keys([argument]: readonly Value[], origin: Origin): Value {
  if (argument?.kind === "unknown") return unknownKeys(argument.type, argument, origin);
  if (argument?.kind !== "map") return failure("keys() needs a map", origin);
  const names = [...argument.entries.keys()].sort(compareText);
  return argument.type === undefined ? tuple(names.map((name) => scalar(name, origin)), origin) : textsResult(names, origin);
}

/** The attributes of an object are known by its type. */
function unknownKeys(type: Type | undefined, argument: Value, origin: Origin): Value {
  if (type?.kind === "object") return tuple([...type.attributes.keys()].sort(compareText).map((name) => scalar(name, origin)), origin);
  if (type !== undefined && type.kind !== "map" && type.kind !== "any") return failure("keys() needs a map", origin);
  return unknownOf(type === undefined ? anyType : listOfTexts.type, reasonOf(argument, origin), origin);
}

function values([argument]: readonly Value[], origin: Origin): Value {
  if (argument?.kind !== "map") return failure("values() needs a map", origin);
  const items = sortedEntries(argument.entries).map(([, value]) => value);
  return argument.type === undefined ? tuple(items, origin) : list(items, argument.type.element, origin);
}

function length([argument]: readonly Value[], origin: Origin): Value {
  switch (argument?.kind) {
    case "list":
      if (argument.type?.kind === "set" && argument.items.length > 1 && firstUnknown(argument) !== undefined) return unknownOf(numberType, unknown("elements of the set may be equal", origin), origin);
      return scalar(argument.items.length, origin);
    case "map":
      return scalar(argument.entries.size, origin);
    case "scalar": {
      if (typeof argument.value !== "string") return failure("length() needs a collection or text", origin);
      const characters = graphemes(argument.value);
      return characters === undefined ? tooLong(numberType, origin) : scalar(characters.length, origin);
    }
    case "unknown":
      return unknownLength(argument.type, argument, origin);
    case "reference":
    case undefined:
      return unknownOf(numberType, reasonOf(argument ?? failure("length() needs an argument", origin), origin), origin);
  }
}

function unknownLength(type: Type | undefined, argument: Value, origin: Origin): Value {
  if (type?.kind === "tuple") return scalar(type.items.length, origin);
  if (type?.kind === "object") return scalar(type.attributes.size, origin);
  if (type?.kind === "number" || type?.kind === "bool") return failure("length() needs a collection or text", origin);
  return unknownOf(numberType, reasonOf(argument, origin), origin);
}

/** With a known map and key the answer is known, whatever the default. */
function lookup([collection, key, ...fallbacks]: readonly Value[], origin: Origin): Value {
  const [fallback] = fallbacks;
  if (collection === undefined || key === undefined || fallbacks.length > 1) return failure("lookup() takes two or three arguments", origin);
  const type = collection.kind === "unknown" ? (collection.type ?? anyType) : typeOf(collection);
  const element = type.kind === "map" ? type.element : anyType;
  if (type.kind !== "map" && type.kind !== "object" && type.kind !== "any") return failure("lookup() needs a map", origin);
  if (fallback !== undefined && typeof convertTo(fallback, element) === "string") return failure("the default has another type than the elements", origin);
  for (const each of [collection, key]) {
    if (each.kind === "unknown" || each.kind === "reference") return nullableUnknown(element, reasonOf(each, origin), origin);
  }
  const name = textOfArgument(key);
  const found = collection.kind === "map" ? collection.entries.get(name) : undefined;
  return found ?? (fallback === undefined ? failure(`there is no element ${name}`, origin) : converted(fallback, element, origin));
}

/** Maps of one type stay a map; otherwise an object. Null counts as nothing. */
function merge(args: readonly Value[], origin: Origin): Value {
  const maps: MapValue[] = [];
  const types: Type[] = [];
  for (const argument of args) {
    const type = typeOf(argument);
    if (argument.kind === "unknown" || argument.kind === "reference") {
      if (type.kind !== "any" && type.kind !== "map" && type.kind !== "object") return failure("merge() needs maps", origin);
      return unknown(reasonOf(argument, origin).why, origin);
    }
    if (isNull(argument)) {
      if (type.kind !== "any" && type.kind !== "map" && type.kind !== "object") return failure("merge() needs maps", origin);
      types.push(type.kind === "map" ? type : { kind: "object", attributes: new Map() });
      continue;
    }
    if (argument.kind !== "map") return failure("merge() needs maps", origin);
    maps.push(argument);
    types.push(type);
  }
  const entries = new Map<string, Value>();
  for (const each of maps) for (const [key, value] of each.entries) entries.set(key, value);
  const [first] = types;
  const isOneType = first?.kind === "map" && types.every((type) => equalTypes(type, first));
  return isOneType ? { kind: "map", entries, type: { kind: "map", element: first.element }, origin } : { kind: "map", entries, origin };
}

function transpose([argument]: readonly Value[], origin: Origin): Value {
  const doubt = argument && unlessKnown([argument], mapOfLists, origin);
  if (doubt !== undefined) return doubt;
  const found = new Map<string, string[]>();
  for (const [key, names] of argument?.kind === "map" ? sortedEntries(argument.entries) : []) {
    if (isNull(names) || itemsOfArgument(names).some(isNull)) return failure("transpose() does not take null", origin);
    for (const name of itemsOfArgument(names).map(textOfArgument)) {
      const before = found.get(name);
      if (before === undefined) found.set(name, [key]);
      else before.push(key);
    }
  }
  const entries = new Map([...found].map(([name, list]) => [name, textsResult(list, origin)] as const));
  return { kind: "map", entries, type: { kind: "map", element: listOfTexts.type }, origin };
}

function zipMap([names, given]: readonly Value[], origin: Origin): Value {
  if (given?.kind !== "list" || given.type?.kind === "set") return failure("zipmap() needs a list of values", origin);
  const doubt = names && unlessKnown([names], given.type === undefined ? anyType : { kind: "map", element: given.type.element }, origin);
  if (doubt !== undefined) return doubt;
  const items = itemsOfArgument(names);
  if (items.length !== given.items.length || items.some(isNull)) return failure("zipmap() needs as many keys as values, and none null", origin);
  const entries = new Map(items.map((name, at) => [textOfArgument(name), given.items[at] ?? nullOf(anyType, origin)]));
  return given.type === undefined ? { kind: "map", entries, origin } : { kind: "map", entries, type: { kind: "map", element: given.type.element }, origin };
}

/** https://developer.hashicorp.com/terraform/language/functions/keys and its neighbours */
export const mappingFunctions: readonly (readonly [string, Builtin])[] = [
  ["keys", { parameters: [anythingUnknown], run: keys }],
  ["length", { parameters: [anythingUnknown], result: numberType, characters: true, run: length }],
  ["lookup", { parameters: [anythingUnknown, { ...text, unknown: true }], rest: evenNullOrUnknown, run: lookup }],
  ["merge", { parameters: [], rest: evenNullOrUnknown, run: merge }],
  ["transpose", { parameters: [{ type: mapOfLists }], result: mapOfLists, run: transpose }],
  ["values", { parameters: [anything], run: values }],
  ["zipmap", { parameters: [listOfTexts, anything], run: zipMap }],
];
