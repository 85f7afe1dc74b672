/**
 * A type of the Terraform language. `any` stands for a type that is not known, and for whatever type in a constraint; `optional` are the
 * attributes that an object constraint lets the value leave out. https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export type Type = PrimitiveType | CollectionType | TupleType | ObjectType;

export interface PrimitiveType {
  readonly kind: "string" | "number" | "bool" | "any";
}

export interface CollectionType {
  readonly kind: "list" | "set" | "map";
  readonly element: Type;
}

export interface TupleType {
  readonly kind: "tuple";
  readonly items: readonly Type[];
}

export interface ObjectType {
  readonly kind: "object";
  readonly attributes: ReadonlyMap<string, Type>;
  readonly optional?: ReadonlySet<string>;
}

export const stringType: PrimitiveType = { kind: "string" };
export const numberType: PrimitiveType = { kind: "number" };
export const boolType: PrimitiveType = { kind: "bool" };
export const anyType: PrimitiveType = { kind: "any" };

export function isPrimitive(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

const keys = new WeakMap<Type, string>();

/** A text that equal types share, and only they; which attributes are optional does not count. */
export function typeKey(type: Type): string {
  const before = keys.get(type);
  if (before !== undefined) return before;
  const key = writeKey(type);
  keys.set(type, key);
  return key;
}

function writeKey(type: Type): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "any":
      return type.kind;
    case "list":
    case "set":
    case "map":
      return `${type.kind}(${typeKey(type.element)})`;
    case "tuple":
      return `[${type.items.map(typeKey).join(",")}]`;
    case "object":
      return `{${[...type.attributes.keys()].sort().map((name) => `${JSON.stringify(name)}:${typeKey(type.attributes.get(name) ?? anyType)}`).join(",")}}`;
  }
}

export function equalTypes(a: Type, b: Type): boolean {
  if (a === b) return true;
  return a.kind === b.kind && (isPrimitive(a) || a.kind === "any" || typeKey(a) === typeKey(b));
}

/** Whether a type holds an `any` somewhere: values of it may turn out to have another type. */
export function isOpen(type: Type): boolean {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
      return false;
    case "any":
      return true;
    case "list":
    case "set":
    case "map":
      return isOpen(type.element);
    case "tuple":
      return type.items.some(isOpen);
    case "object":
      return [...type.attributes.values()].some(isOpen);
  }
}

/** The words of Terraform's own messages. */
export function friendlyName(type: Type): string {
  switch (type.kind) {
    case "string":
    case "number":
    case "bool":
    case "tuple":
    case "object":
      return type.kind;
    case "any":
      return "any type";
    case "list":
    case "set":
    case "map":
      return type.element.kind === "any" ? type.kind : `${type.kind} of ${friendlyName(type.element)}`;
  }
}
