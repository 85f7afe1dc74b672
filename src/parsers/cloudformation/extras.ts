import { isMetadataKey } from "../../model/metadata-key.ts";
import type { Scenario, StrayOption, TagKey } from "../../model/resource.ts";
import type { Context } from "./context.ts";
import { propertiesOf } from "./member.ts";
import { resourceNode } from "./node.ts";
import { strayOptions } from "./stray-options.ts";
import type { Launching } from "./worlds.ts";

/** What a resource writes beside its options, in one world. */
export type Extras = Required<Pick<Scenario, "strayOptions" | "tagKeys">>;

export function extrasIn({ resource, type, images }: Launching, context: Context): Extras {
  const tagKeys = type.tagKeys?.(resourceNode(resource, { context, images }), []) ?? [];
  return { strayOptions: strayOptions(type.options, propertiesOf(resource.properties, resource.at, context)), tagKeys };
}

/** What makes worlds differ: tags by any key that the metadata take are as good as none. */
export function extrasClass({ strayOptions, tagKeys }: Extras): string {
  return JSON.stringify([strayOptions.map(placeKey), tagKeys.filter(({ key }) => !isMetadataKey(key)).map(({ key }) => key)]);
}

/** What is written in every one of these worlds. */
export function commonExtras([first, ...others]: readonly Extras[]): Partial<Extras> {
  if (first === undefined) return {};
  const strays = inAll(first.strayOptions, others.map((other) => other.strayOptions), placeKey);
  const tags = inAll(first.tagKeys, others.map((other) => other.tagKeys), ({ key }) => key);
  return { ...(strays.length === 0 ? {} : { strayOptions: strays }), ...(tags.length === 0 ? {} : { tagKeys: tags }) };
}

function inAll<T>(items: readonly T[], others: readonly (readonly T[])[], keyOf: (item: T) => string): readonly T[] {
  const sets = others.map((other) => new Set(other.map(keyOf)));
  return items.filter((item) => sets.every((set) => set.has(keyOf(item))));
}

function placeKey({ key, at }: StrayOption | TagKey): string {
  return `${at.span.start} ${key}`;
}
