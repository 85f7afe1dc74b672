import { equalTypes, isOpen, type Type } from "./type.ts";
import { isNull, typeOf } from "./typing.ts";
import type { ListValue, MapValue, ReferenceValue, UnknownValue, Value } from "./value.ts";

/**
 * Terraform's `==`: type and value, without conversion, so that `1 == "1"` and `[] == tolist([])` are false; null equals null of any
 * type. A string says why it cannot be told.
 */
export function equal(left: Value, right: Value): boolean | string {
  if (isNull(left) && isNotNull(right)) return false;
  if (isNull(right) && isNotNull(left)) return false;
  if (left.kind === "unknown") return equalUnknown(left, right);
  if (right.kind === "unknown") return equalUnknown(right, left);
  if (left.kind === "reference") return equalReference(left, right);
  if (right.kind === "reference") return equalReference(right, left);
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (left.kind === "scalar" || right.kind === "scalar") {
    return left.kind === "scalar" && right.kind === "scalar" && left.value === right.value && left.digits === right.digits;
  }
  if (left.kind !== right.kind) return false;
  return equalCompound(left, right);
}

function isNotNull(value: Value): boolean {
  return value.kind === "unknown" ? value.notNull === true : value.kind !== "reference" && !isNull(value);
}

/** Values of different types are never equal, even while one of them is unknown. */
function equalUnknown(left: UnknownValue, right: Value): boolean | string {
  if (left.error) return left.why;
  if (right.kind === "scalar" && right.value !== null && left.oneOf !== undefined && !left.oneOf.includes(right.value)) return false;
  if (right.kind === "unknown" || right.kind === "reference" || isNull(right) || left.type === undefined) return left.why;
  return mayBeEqual(left.type, typeOf(right)) ? left.why : false;
}

function mayBeEqual(a: Type, b: Type): boolean {
  return isOpen(a) || isOpen(b) || equalTypes(a, b);
}

/** What exists after apply is never null, and what was found in AWS has an id; more cannot be said. */
function equalReference(reference: ReferenceValue, other: Value): boolean | string {
  if (isNull(other) && isComputed(reference.path)) return false;
  if (other.kind === "scalar" && other.value === "" && isFound(reference)) return false;
  return afterApply(reference.address, reference.path);
}

function isComputed(path: readonly string[]): boolean {
  return path.length === 0 || path[0] === "id" || path[0] === "arn";
}

function isFound({ owner, path: [name, ...others] }: ReferenceValue): boolean {
  return owner.declared.block.type === "data" && others.length === 0 && (name === "id" || name === "arn" || name === "image_id");
}

/** Equal contents are not enough: `[null]` and `[tostring(null)]` have two types. While something in them is unknown, the contents decide. */
function equalCompound(left: ListValue | MapValue, right: ListValue | MapValue): boolean | string {
  if (left.type?.kind !== right.type?.kind) return false;
  if (left.type !== undefined && right.type !== undefined && !mayBeEqual(left.type, right.type)) return false;
  const same = equalContents(left, right);
  return same === true ? equalTypes(typeOf(left), typeOf(right)) : same;
}

function equalContents(left: ListValue | MapValue, right: ListValue | MapValue): boolean | string {
  if (left.kind === "list" && right.kind === "list") {
    return left.type?.kind === "set" ? equalSets(left, right) : everyEqual(left.items, right.items);
  }
  if (left.kind !== "map" || right.kind !== "map") return false;
  const keys = [...left.entries.keys()];
  if (keys.length !== right.entries.size || keys.some((key) => !right.entries.has(key))) return false;
  return everyEqual([...left.entries.values()], keys.map((key) => right.entries.get(key)).filter((value) => value !== undefined));
}

/** The items of sets stand in one order, the unknown ones last. */
function equalSets(left: ListValue, right: ListValue): boolean | string {
  const doubt = [...left.items, ...right.items].find((item) => item.kind === "unknown" || item.kind === "reference");
  if (doubt?.kind === "unknown") return doubt.why;
  if (doubt?.kind === "reference") return afterApply(doubt.address, doubt.path);
  return everyEqual(left.items, right.items);
}

function everyEqual(left: readonly Value[], right: readonly Value[]): boolean | string {
  if (left.length !== right.length) return false;
  let doubt: string | undefined;
  for (const [at, item] of left.entries()) {
    const other = right[at];
    const same = other === undefined ? false : equal(item, other);
    if (same === false) return false;
    if (typeof same === "string") doubt ??= same;
  }
  return doubt ?? true;
}

/** The words for a value that only AWS knows. */
export function afterApply(address: string, path: readonly string[]): string {
  const name = [address, ...path].join(".");
  return address.startsWith("data.") ? `${name} is read from AWS when Terraform runs` : `${name} is known only after apply`;
}
