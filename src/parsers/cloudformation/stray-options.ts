import { nearest } from "../../model/nearest.ts";
import type { StrayOption } from "../../model/resource.ts";
import { launchSettings, spelling } from "../../model/setting.ts";
import { member, memberAt, type Member } from "./member.ts";
import { placeIn } from "./template.ts";

const options = "MetadataOptions";
const five = launchSettings.map((name) => spelling("cloudformation", name));
const three = five.slice(0, 3);

/**
 * Keys of `MetadataOptions` that are none of its properties, and the whole of it under a misspelt name or in the wrong place, as far as they are there
 * in this world.
 */
export function strayOptions(type: string, properties: Member, launchData: readonly string[] | undefined): readonly StrayOption[] {
  if (launchData === undefined) return [];
  const data = memberAt(properties, launchData);
  const names = type === "AWS::AutoScaling::LaunchConfiguration" ? three : five;
  const inside = strays(member(data, options), names, (key) => !names.includes(key));
  const alike = strays(data, [options], (key) => key !== options && nearest(key, [options]) !== undefined);
  const misplaced = launchData.length === 0 ? [] : strays(properties, [], (key) => key === options);
  return [...inside, ...alike, ...misplaced];
}

/** Keys of a map; intrinsic functions are none, and neither is what `AWS::NoValue` takes away. */
function strays(map: Member, known: readonly string[], isStray: (key: string) => boolean): readonly StrayOption[] {
  const { value, context } = map;
  if (value.kind !== "map") return [];
  const found = [...value.node.entries.values()].filter(({ key }) => !key.startsWith("Fn::") && isStray(key) && member(map, key).value.kind !== "absent");
  return found.map(({ key, keySpan }) => ({ key, at: placeIn(context.template, keySpan), known }));
}
