import { anyType, equalTypes, isPrimitive, typeKey, type CollectionType, type ObjectType, type TupleType, type Type } from "./type.ts";

/**
 * Which types convert to which, and to which one type several convert: the rules of conditionals, lists of mixed elements and
 * arguments. https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion
 * `lossy` conversions may fail on a value ("x" to a number) or lose something (attributes that the wanted object does not have).
 */
export function convertible(from: Type, to: Type, lossy = true): boolean {
  if (to.kind === "any" || equalTypes(from, to)) return true;
  if (from.kind === "any") return lossy;
  if (isPrimitive(from) && isPrimitive(to)) return to.kind === "string" || (lossy && from.kind === "string");
  switch (to.kind) {
    case "list":
      if (from.kind === "tuple") return tupleConvertible(from, to.element, lossy);
      return (from.kind === "list" || from.kind === "set") && convertible(from.element, to.element, lossy);
    case "set":
      if (from.kind === "tuple") return tupleConvertible(from, to.element, lossy);
      return (from.kind === "set" || (from.kind === "list" && lossy)) && convertible(from.element, to.element, lossy);
    case "map":
      if (from.kind === "object") return attributesConvertible([...from.attributes.values()], to.element, lossy);
      return from.kind === "map" && convertible(from.element, to.element, lossy);
    case "tuple":
      return from.kind === "tuple" && from.items.length === to.items.length && from.items.every((item, at) => convertible(item, to.items[at] ?? anyType, lossy));
    case "object":
      return from.kind === "object" ? objectConvertible(from, to, lossy) : from.kind === "map" && lossy && mapConvertible(from.element, to);
    case "string":
    case "number":
    case "bool":
      return false;
  }
}

function tupleConvertible(from: TupleType, element: Type, lossy: boolean): boolean {
  return attributesConvertible(from.items, element, lossy);
}

function attributesConvertible(types: readonly Type[], element: Type, lossy: boolean): boolean {
  if (element.kind === "any") return types.length === 0 || unify(types, lossy) !== undefined;
  return distinct(types).every((type) => convertible(type, element, lossy));
}

function objectConvertible(from: ObjectType, to: ObjectType, lossy: boolean): boolean {
  for (const [name, wanted] of to.attributes) {
    const given = from.attributes.get(name);
    if (given === undefined ? to.optional?.has(name) !== true : !convertible(given, wanted, lossy)) return false;
  }
  return true;
}

function mapConvertible(element: Type, to: ObjectType): boolean {
  return [...to.attributes].every(([name, wanted]) => to.optional?.has(name) === true || convertible(element, wanted));
}

function distinct(types: readonly Type[]): readonly Type[] {
  return types.length < 2 ? types : [...new Map(types.map((type) => [typeKey(type), type])).values()];
}

/** Trying out every type against every other is quadratic; more distinct ones than this have nothing in common. */
const mostDistinct = 200;

/** The type to which all of the types convert; undefined when there is none. `any` among them leaves it open. */
export function unify(types: readonly Type[], lossy = true): Type | undefined {
  const each = distinct(types);
  const [first] = each;
  if (first === undefined) return undefined;
  if (each.length === 1) return first;
  if (each.length > mostDistinct && !each.every((type) => type.kind === first.kind)) return undefined;
  const kinds = new Set(each.map((type) => type.kind));
  const open = kinds.delete("any");
  const only = (...wanted: readonly Type["kind"][]): boolean => [...kinds].every((kind) => wanted.includes(kind));
  if (only("map")) return unifyCollections(each, "map", open, lossy);
  if (kinds.has("map") && only("map", "object")) return unifyThrough(each, "object", lossy) ?? preferred(each, lossy);
  if (only("list")) return unifyCollections(each, "list", open, lossy);
  if (kinds.has("list") && only("list", "tuple")) return unifyThrough(each, "tuple", lossy) ?? preferred(each, lossy);
  if (only("set")) return unifyCollections(each, "set", open, lossy);
  if (only("object")) return open ? anyType : unifyObjects(each.filter(isObject), lossy);
  if (only("tuple")) return open ? anyType : unifyTuples(each.filter(isTuple), lossy);
  if (kinds.has("object") && kinds.has("tuple")) return undefined;
  return preferred(each, lossy);
}

function isObject(type: Type): type is ObjectType {
  return type.kind === "object";
}

function isTuple(type: Type): type is TupleType {
  return type.kind === "tuple";
}

function unifyCollections(types: readonly Type[], kind: CollectionType["kind"], open: boolean, lossy: boolean): Type | undefined {
  if (open) return anyType;
  const element = unify(types.flatMap((type) => ("element" in type ? [type.element] : [])), lossy);
  return element && { kind, element };
}

/** Objects beside maps are taken for maps, tuples beside lists for lists. */
function unifyThrough(types: readonly Type[], kind: "object" | "tuple", lossy: boolean): Type | undefined {
  const loose = types.filter((type) => type.kind === kind);
  const common = kind === "object" ? unifyAsMap(loose.filter(isObject), lossy) : unifyAsList(loose.filter(isTuple), lossy);
  if (common === undefined) return undefined;
  const result = unify(types.map((type) => (type.kind === kind ? common : type)), lossy);
  return result?.kind === common.kind ? result : undefined;
}

function unifyObjects(types: readonly ObjectType[], lossy: boolean): Type | undefined {
  const names = [...(types[0]?.attributes.keys() ?? [])];
  if (types.some((type) => type.attributes.size !== names.length || names.some((name) => !type.attributes.has(name)))) return unifyAsMap(types, lossy);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(types.map((each) => each.attributes.get(name) ?? anyType), lossy);
    if (type === undefined) return undefined;
    attributes.set(name, type);
  }
  const common: Type = { kind: "object", attributes };
  return types.every((type) => convertible(type, common, lossy)) ? common : unifyAsMap(types, lossy);
}

function unifyAsMap(types: readonly ObjectType[], lossy: boolean): Type | undefined {
  const element = unify(types.flatMap((type) => [...type.attributes.values()]), lossy);
  if (element === undefined) return undefined;
  const common: Type = { kind: "map", element };
  return types.every((type) => convertible(type, common, lossy)) ? common : undefined;
}

function unifyTuples(types: readonly TupleType[], lossy: boolean): Type | undefined {
  const length = types[0]?.items.length ?? 0;
  if (types.some((type) => type.items.length !== length)) return unifyAsList(types, lossy);
  const items: Type[] = [];
  for (let at = 0; at < length; at++) {
    const item = unify(types.map((type) => type.items[at] ?? anyType), lossy);
    if (item === undefined) return undefined;
    items.push(item);
  }
  const common: Type = { kind: "tuple", items };
  return types.every((type) => convertible(type, common, lossy)) ? common : unifyAsList(types, lossy);
}

function unifyAsList(types: readonly TupleType[], lossy: boolean): Type | undefined {
  const element = unify(types.flatMap((type) => type.items), lossy);
  if (element === undefined) return undefined;
  const common: Type = { kind: "list", element };
  return types.every((type) => convertible(type, common, lossy)) ? common : undefined;
}

/** The first type, the most general ones first, to which all others convert. */
function preferred(types: readonly Type[], lossy: boolean): Type | undefined {
  const order = [...types].sort((a, b) => generality(a) - generality(b));
  return order.find((wanted) => types.every((type) => convertible(type, wanted, lossy)));
}

/** Strings take every primitive, lists take tuples and sets, maps take objects; what is not known is the last choice. */
function generality(type: Type): number {
  const order: readonly Type["kind"][] = ["string", "list", "map", "tuple", "object", "set", "number", "bool", "any"];
  return order.indexOf(type.kind);
}
