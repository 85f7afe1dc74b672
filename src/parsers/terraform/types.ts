import type { Block } from "../../syntax/hcl/ast.ts";
import { constraintOf, type Constraint } from "./constraint.ts";
import { unify } from "./convertible.ts";
import { convertTo } from "./conversion.ts";
import { attribute, type Declared } from "./module.ts";
import type { Type } from "./type.ts";
import { isNull, list, typeOf } from "./typing.ts";
import { failure, type ListValue, type MapValue, type Value } from "./value.ts";

/** A conversion walks the whole value, and a variable may be asked for in every round of a loop. */
const converted = new WeakMap<Block, WeakMap<object, { readonly type: Type | undefined; readonly result: Value }>>();

/** By block, because a module is collected anew for each root module that calls it, from the same trees. */
const constraints = new WeakMap<Block, { readonly constraint: Constraint | undefined }>();

/**
 * A variable's value after its type constraint: conversions, defaults of `optional()` attributes, and attributes that the
 * object type does not name dropped. https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function convert(value: Value, declared: Declared): Value {
  const constraint = constraintFor(declared);
  if (constraint === undefined || value.kind === "reference") return value;
  if (value.kind !== "list" && value.kind !== "map") return constrain(value, constraint, declared);
  const contents = value.kind === "list" ? value.items : value.entries;
  const known = converted.get(declared.block) ?? new WeakMap<object, { readonly type: Type | undefined; readonly result: Value }>();
  converted.set(declared.block, known);
  const before = known.get(contents);
  if (before !== undefined && before.type === value.type) return { ...before.result, origin: value.origin };
  const result = constrain(value, constraint, declared);
  known.set(contents, { type: value.type, result });
  return result;
}

/** What is known of a variable that nobody sets: its type, as part of an unknown value. */
export function typeOfVariable(declared: Declared): { readonly type?: Type } {
  const type = constraintFor(declared)?.type;
  return type === undefined || type.kind === "any" ? {} : { type };
}

function constraintFor(declared: Declared): Constraint | undefined {
  const before = constraints.get(declared.block);
  if (before !== undefined) return before.constraint;
  const written = attribute(declared.block, "type");
  const constraint = written === undefined ? undefined : constraintOf(written.value, declared.source, 0);
  constraints.set(declared.block, { constraint });
  return constraint;
}

function constrain(value: Value, constraint: Constraint, declared: Declared): Value {
  const result = convertTo(withDefaults(value, constraint), constraint.type);
  return typeof result === "string" ? failure(`var.${declared.block.labels[0]?.value ?? ""} refuses its value: ${result}`, value.origin) : result;
}

/** Fills in the defaults of `optional()` attributes, in what is there. */
function withDefaults(value: Value, constraint: Constraint): Value {
  if (!constraint.hasDefaults || isNull(value)) return value;
  if (value.kind === "list") return listWithDefaults(value, constraint);
  return value.kind === "map" ? mapWithDefaults(value, constraint) : value;
}

function listWithDefaults(value: ListValue, { inner }: Constraint): Value {
  const items = value.items.map((item, at) => {
    const each = inner.get(String(at)) ?? inner.get("");
    return each === undefined ? item : withDefaults(item, each);
  });
  const element = value.type === undefined ? undefined : unify(items.map(typeOf));
  return element === undefined ? { kind: "list", items, origin: value.origin } : list(items, element, value.origin);
}

function mapWithDefaults(value: MapValue, constraint: Constraint): Value {
  const { inner, defaults } = constraint;
  const entries = new Map<string, Value>();
  for (const [name, item] of value.entries) {
    const each = inner.get(constraint.type.kind === "object" ? name : "");
    entries.set(name, each === undefined ? item : withDefaults(item, each));
  }
  for (const [name, fallback] of defaults) {
    const given = entries.get(name);
    if (given !== undefined && !isNull(given)) continue;
    const each = inner.get(name);
    entries.set(name, each === undefined ? fallback : withDefaults(fallback, each));
  }
  return { kind: "map", entries, origin: value.origin };
}
