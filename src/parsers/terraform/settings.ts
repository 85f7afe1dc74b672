import type { Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { afterApply } from "./operators.ts";
import { settled } from "./settled.ts";
import { trailOf, type Value } from "./value.ts";

/** A value as a setting at a place; null is unset, as Terraform has it. */
export function toSetting(given: Value, at: Place): Setting {
  const value = settled(given);
  const trail = trailOf(value.origin);
  switch (value.kind) {
    case "scalar":
      return value.value === null ? { state: "absent", at } : { state: "known", value: value.value, at, trail };
    case "reference":
      return { state: "unknown", why: afterApply(value.address, value.path), at, trail };
    case "unknown":
      return value.oneOf === undefined ? { state: "unknown", why: value.why, at, trail } : { state: "unknown", why: value.why, oneOf: value.oneOf, at, trail };
    case "list":
    case "map":
      return { state: "unknown", why: "it is a collection, where a single value belongs", at, trail };
  }
}
