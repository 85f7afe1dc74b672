import type { Expression } from "../../syntax/hcl/ast.ts";
import { convertTo } from "./conversion.ts";
import { settled } from "./settled.ts";
import { shown } from "./shown.ts";
import { anyType, numberType, stringType, type Type } from "./type.ts";
import { failure, numberOf, textOf, unknown, type ListValue, type MapValue, type Origin, type ScalarValue, type UnknownValue, type Value } from "./value.ts";

/** `a.b[c].d` as its root and the steps behind it; iterative, because chains can be long. */
export interface Traversal {
  readonly root: Expression;
  readonly steps: readonly ({ readonly name: string } | { readonly key: Expression })[];
}

export type Step = { readonly name: string } | { readonly key: Value };

export function flatten(expression: Expression): Traversal {
  const steps: Traversal["steps"][number][] = [];
  let root = expression;
  while (root.kind === "get" || root.kind === "index") {
    steps.push(root.kind === "get" ? { name: root.name } : { key: root.key });
    root = root.target;
  }
  return { root, steps: steps.reverse() };
}

/** One step into a known value; what Terraform would refuse is a failure. */
export function index(value: Value, step: Step, origin: Origin): Value {
  if (!("name" in step)) {
    if (step.key.kind === "unknown" && step.key.error) return { ...step.key, origin };
    if (step.key.kind === "scalar" && step.key.value === null) return failure("null is no index", origin);
  }
  switch (value.kind) {
    case "unknown":
      return value.error ? { ...value, origin: { at: origin.at, from: value.origin } } : intoUnknown(value, step, origin);
    case "list":
      return intoList(value, step, origin);
    case "map":
      return intoMap(value, step, origin);
    case "scalar":
      return failure(value.value === null ? "a null value has no attributes" : "a scalar has no attributes", origin);
    case "reference":
      return unknown(`${value.address} is known only after apply`, origin);
  }
}

function intoList(value: ListValue, step: Step, origin: Origin): Value {
  if ("name" in step) return failure(`a list has no attribute ${step.name}`, origin);
  if (value.type?.kind === "set") return failure("the elements of a set have no index", origin);
  const key = scalarKey(step.key, numberType, value.type?.element ?? anyType, origin);
  if (key.kind === "unknown") return key;
  return value.items[Number(key.value)] ?? failure("the list has no such element", origin);
}

function intoMap(value: MapValue, step: Step, origin: Origin): Value {
  const key = "name" in step ? undefined : scalarKey(step.key, stringType, value.type?.element ?? anyType, origin);
  if (key?.kind === "unknown") return key;
  const name = "name" in step ? step.name : String(key?.value);
  return value.entries.get(name) ?? failure(`there is no element ${shown(name)}`, origin);
}

/** An index as the collection takes it; unknown, of the type of the elements, when it is not known. */
function scalarKey(given: Value, type: Type, element: Type, origin: Origin): ScalarValue | UnknownValue {
  const key = settled(given);
  if (key.kind === "reference") return { ...unknown(`${[key.address, ...key.path].join(".")} is known only after apply`, origin), type: element };
  const converted = convertTo(key, type);
  if (typeof converted === "string") return failure(`the index is refused: ${converted}`, origin);
  if (converted.kind === "unknown") return { ...unknown(converted.why, origin), type: element };
  return converted.kind === "scalar" ? converted : failure("the index is neither a number nor a text", origin);
}

/** What an unknown of a known type certainly lacks is refused all the same. */
function intoUnknown(value: UnknownValue, step: Step, origin: Origin): Value {
  const whole: Origin = { at: origin.at, from: value.origin };
  const { type = anyType } = value;
  if (type.kind === "any") return unknown(value.why, whole);
  if (type.kind === "map") return { ...unknown(value.why, whole), type: type.element };
  const name = "name" in step ? step.name : step.key.kind === "scalar" ? textOf(step.key.value) : undefined;
  if (type.kind === "object") {
    const attribute = name === undefined ? anyType : type.attributes.get(name);
    return attribute === undefined ? failure(`there is no element ${shown(name ?? "")}`, origin) : { ...unknown(value.why, whole), type: attribute };
  }
  if ("name" in step) return failure(`the value has no attribute ${step.name}`, origin);
  if (type.kind === "list") return { ...unknown(value.why, whole), type: type.element };
  if (type.kind !== "tuple") return failure("the value has no index", origin);
  const at = step.key.kind === "scalar" ? numberOf(step.key.value) : undefined;
  const item = at === undefined ? anyType : type.items[at];
  return item === undefined ? failure("the list has no such element", origin) : { ...unknown(value.why, whole), type: item };
}
