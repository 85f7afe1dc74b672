import { isPublic } from "../../model/public-values.ts";
import { attribute, type Declared } from "./module.ts";
import { unknown, type UnknownValue, type Value } from "./value.ts";

/**
 * The value of a variable as far as it may be shown: of one that is marked as `sensitive`, only what is no secret, and nothing of where it was set.
 * https://developer.hashicorp.com/terraform/language/values/variables#suppressing-values-in-cli-output
 */
export function concealed(value: Value, name: string, declared: Declared): Value {
  const mark = attribute(declared.block, "sensitive")?.value;
  if (mark?.kind !== "literal" || mark.value !== true) return value;
  return conceal(value, unknown(`var.${name} is marked as sensitive`, { at: { source: declared.source, span: declared.block.header }, note: `var.${name} is marked as sensitive` }));
}

function conceal(value: Value, hidden: UnknownValue): Value {
  switch (value.kind) {
    case "scalar":
      return value.value === null || isPublic(value.value) ? { ...value, origin: hidden.origin } : hidden;
    case "list":
      return { ...value, items: value.items.map((item) => conceal(item, hidden)) };
    case "map":
      return { ...value, entries: new Map([...value.entries].map(([key, item]) => [key, conceal(item, hidden)])) };
    case "unknown":
      return value.oneOf?.every(isPublic) === false ? hidden : value;
    case "reference":
      return value;
  }
}
