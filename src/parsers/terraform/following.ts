import { instanceOf, keysOf, pick } from "./repetition.ts";
import { index, type Step } from "./traversal.ts";
import { failure, textOf, type Origin, type Value } from "./value.ts";

/** One step; into a reference it asks the module that declares the resource. */
export function follow(value: Value, step: Step, origin: Origin): Value {
  if (value.kind !== "reference") return index(value, step, origin);
  if (value.instance === undefined && value.path.length === 0) return followIntoInstance(value, step, origin);
  const name = "name" in step ? step.name : step.key.kind === "scalar" ? (textOf(step.key.value) ?? "") : "?";
  const path = [...value.path, name];
  const open = value.question ?? value.owner.question(path, value.instance);
  const next: Value = open === undefined ? { ...value, path } : { ...value, path, question: open };
  // An argument written in the configuration is known before apply; names and ids stay references, because links follow them.
  const isLink = value.path.length === 0 && (name === "id" || name === "name");
  const isWritten = !isLink && value.path.length % 2 === 0 && value.owner.declared.block.type === "resource";
  return (isWritten ? value.owner.argument(value.path, name, value.instance, origin) : undefined) ?? next;
}

function followIntoInstance(value: Value & { kind: "reference" }, step: Step, origin: Origin): Value {
  const instances = value.owner.instances();
  const instance = "name" in step ? keysOf(instances)[0] : pick(instances, step.key);
  if (instance === undefined) return failure(`${value.address} has no such instance`, origin);
  const one = instanceOf(value, instance);
  return "name" in step ? follow(one, step, origin) : one;
}
