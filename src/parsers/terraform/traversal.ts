import type { Expression } from "../../syntax/hcl/ast.ts";
import { failure, numberOf, textOf, unknown, type Origin, type Value } from "./value.ts";

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
  switch (value.kind) {
    case "unknown":
      return "oneOf" in value ? unknown(value.why, origin) : { ...value, origin: { at: origin.at, from: value.origin } };
    case "list": {
      if ("name" in step) return failure(`a list has no attribute ${step.name}`, origin);
      if (step.key.kind === "unknown") return { ...step.key, origin };
      const at = step.key.kind === "scalar" ? numberOf(step.key.value) : undefined;
      return (at === undefined ? undefined : value.items[at]) ?? failure("the list has no such element", origin);
    }
    case "map": {
      if (!("name" in step) && step.key.kind === "unknown") return { ...step.key, origin };
      const name = "name" in step ? step.name : step.key.kind === "scalar" ? textOf(step.key.value) : undefined;
      return (name === undefined ? undefined : value.entries.get(name)) ?? failure(`there is no element ${name ?? "of that name"}`, origin);
    }
    case "scalar":
      return failure(value.value === null ? "a null value has no attributes" : "a scalar has no attributes", origin);
    case "reference":
      return unknown(`${value.address} is known only after apply`, origin);
  }
}
