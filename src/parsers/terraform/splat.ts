import type { Expression, SplatStep } from "../../syntax/hcl/ast.ts";
import { instancesBehind } from "./compound.ts";
import type { Step } from "./traversal.ts";
import { anyType, equalTypes, type Type } from "./type.ts";
import { list, tuple, typeOf } from "./typing.ts";
import { failure, unknown, type Origin, type UnknownValue, type Value } from "./value.ts";

/** How the steps behind the star are taken. */
export interface Walk {
  readonly follow: (value: Value, step: Step, origin: Origin) => Value;
  readonly evaluate: (key: Expression) => Value;
}

/**
 * `a[*].b`: of every element of a sequence; anything else counts as one element, and null as none. A list or set yields a list.
 * https://developer.hashicorp.com/terraform/language/expressions/splat
 */
export function splat(target: Value, steps: readonly SplatStep[], origin: Origin, walk: Walk): Value {
  const items = itemsOf(target, origin);
  if (!Array.isArray(items)) return items.error ? items : unknownSplat(items, steps, origin, walk);
  const results = items.map((item) => take(item, steps, origin, walk));
  const refused = results.find((result) => result.kind === "unknown" && result.error);
  if (refused !== undefined) return refused;
  if (target.kind !== "list" || target.type === undefined) return tuple(results, origin);
  return listOf(results, target.type.element, steps, origin, walk);
}

function take(item: Value, steps: readonly SplatStep[], origin: Origin, walk: Walk): Value {
  return steps.reduce((value, step) => takeStep(value, step, origin, walk), item);
}

function takeStep(value: Value, step: SplatStep, origin: Origin, walk: Walk): Value {
  switch (step.kind) {
    case "get":
      return walk.follow(value, { name: step.name }, origin);
    case "index":
      return walk.follow(value, { key: walk.evaluate(step.key) }, origin);
    case "splat":
      return splat(value, step.steps, origin, walk);
  }
}

function listOf(results: readonly Value[], element: Type, steps: readonly SplatStep[], origin: Origin, walk: Walk): Value {
  if (results.length === 0) {
    const sample = take({ kind: "unknown", why: "there is no element", type: element, origin }, steps, origin, walk);
    return sample.kind === "unknown" && sample.error ? sample : list([], typeOf(sample), origin);
  }
  const types = results.map(typeOf).filter((type) => type.kind !== "any");
  const [first = anyType] = types;
  if (types.some((type) => !equalTypes(type, first))) return failure("the elements of the splat have different types", origin);
  return list(results, first, origin);
}

/** The type of the result is known although its elements are not. */
function unknownSplat(target: UnknownValue, steps: readonly SplatStep[], origin: Origin, walk: Walk): Value {
  const { type } = target;
  if (type === undefined) return { ...unknown(target.why, origin), origin };
  if (type.kind === "list" || type.kind === "set") {
    const sample = take({ kind: "unknown", why: target.why, type: type.element, origin }, steps, origin, walk);
    return sample.kind === "unknown" && sample.error ? sample : { ...unknown(target.why, origin), type: { kind: "list", element: typeOf(sample) }, notNull: true };
  }
  if (type.kind === "tuple") return unknown(target.why, origin);
  const sample = take(target, steps, origin, walk);
  if (sample.kind === "unknown" && sample.error) return sample;
  return target.notNull === true ? tuple([sample], origin) : unknown(target.why, origin);
}

function itemsOf(target: Value, origin: Origin): Value[] | UnknownValue {
  switch (target.kind) {
    case "unknown":
      return { ...target, origin };
    case "list":
      return [...target.items];
    case "scalar":
      if (target.value !== null) return [target];
      return isSequence(target.type) ? failure("null has no elements", origin) : [];
    case "map":
      return [target];
    case "reference":
      return instancesBehind(target, origin)?.map(({ value }) => value) ?? [target];
  }
}

function isSequence(type: Type | undefined): boolean {
  return type?.kind === "list" || type?.kind === "set" || type?.kind === "tuple";
}

