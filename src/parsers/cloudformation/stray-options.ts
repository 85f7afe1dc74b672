import { nearest } from "../../model/nearest.ts";
import type { StrayOption } from "../../model/resource.ts";
import type { OptionsGroup } from "../../resource-types/resource-type.ts";
import { itemsIn, keysIn, member, type Member } from "./member.ts";
import { pascal } from "./node.ts";
import { placeIn } from "./template.ts";

/**
 * Keys of the options that are none of its properties, and the whole of it under a misspelt name or in the wrong place, as far as they are there
 * in this world.
 */
export function strayOptions(options: OptionsGroup | undefined, properties: Member): readonly StrayOption[] {
  const path = (options?.path ?? []).map(pascal);
  const group = path.at(-1);
  if (options === undefined || group === undefined) return [];
  const names = options.names.map(pascal);
  const holders = path.slice(0, -1).reduce<readonly Member[]>((outer, name) => outer.flatMap((each) => groupsOf(member(each, name))), [properties]);
  const inside = holders.flatMap((holder) => strays(member(holder, group), names, (key) => !names.includes(key)));
  const alike = holders.flatMap((holder) => strays(holder, [group], (key) => key !== group && nearest(key, [group]) !== undefined));
  const misplaced = path.length < 2 ? [] : strays(properties, [], (key) => key === group);
  return [...inside, ...alike, ...misplaced];
}

function groupsOf(found: Member): readonly Member[] {
  return found.value.kind === "list" ? itemsIn(found) : [found];
}

/** Whether a key is there in this world is only asked of strays: the other properties may hang on much more. */
function strays(map: Member, known: readonly string[], isStray: (key: string) => boolean): readonly StrayOption[] {
  const found = keysIn(map).filter(({ key }) => isStray(key) && member(map, key).value.kind !== "absent");
  return found.map(({ key, keySpan }) => ({ key, at: placeIn(map.context.template, keySpan), known }));
}
