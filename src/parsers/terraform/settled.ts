import type { Value } from "./value.ts";

/**
 * What a value is worth where it is not a link: the name of another resource is a reference, because links follow it to that resource,
 * but it is also the text that is written there.
 */
export function settled(value: Value): Value {
  if (value.kind !== "reference" || value.path.length !== 1 || value.path[0] !== "name" || value.owner.declared.block.type !== "resource") return value;
  const name = value.owner.argument([], "name", value.instance, value.origin);
  const isFilledIn = name === undefined || (name.kind === "scalar" && name.value === null);
  return isFilledIn ? value : name;
}
