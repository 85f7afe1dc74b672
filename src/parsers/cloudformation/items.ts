import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context, Evaluate } from "./context.ts";
import { trailOf, unknown, whyUnknown, type Unknown, type Value } from "./value.ts";

/** The items of a list, evaluated, the absent ones left out: `AWS::NoValue` in a list removes its item. Else why there is none. */
export function itemsOf(list: Value, at: Place, name: string, context: Context, evaluate: Evaluate): { readonly items: readonly Value[]; readonly trail: readonly Hop[] } | Unknown {
  switch (list.kind) {
    case "list":
      return { items: list.items.map((item) => evaluate(item, context)).filter((item) => item.kind !== "absent"), trail: list.trail };
    case "unknown":
      return unknown(list.why, at, list.trail);
    case "resource":
    case "stored":
      return unknown(whyUnknown(list), at, trailOf(list));
    case "scalar":
    case "map":
    case "absent":
      return unknown(`${name} needs a list`, at);
  }
}
