import type { EffectiveSetting } from "../model/effective.ts";
import type { Layer } from "../model/finding.ts";
import type { Resource, Scenario, TagKey } from "../model/resource.ts";
import { isMetadataKey } from "../model/metadata-key.ts";
import { spelling } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { valueWords } from "../model/value-words.ts";
import type { Through } from "./scenarios.ts";

/**
 * The derived setting `illegalTagKeys`: keys of the machine's tags that cannot be metadata although tags are switched on there. They come from the
 * launch itself, the provider's `default_tags`, and the launch template.
 */
export function illegalTagKeys(resource: Resource, own: Scenario, through: Through | undefined, tags: EffectiveSetting, header: Place): EffectiveSetting {
  const isOn = tags.state === "known" && tags.value === "enabled";
  const mine = (own.tagKeys ?? []).filter((tag) => !isMetadataKey(tag.key));
  const theirs = (through?.scenario?.tagKeys ?? []).filter((tag) => !isMetadataKey(tag.key));
  const [first] = [...mine, ...theirs];
  if (!isOn || first === undefined) return { state: "absent", at: header, layer: "launch" };
  const all = [...new Set([...mine, ...theirs].map(({ key }) => valueWords(key)))];
  // What the template alone brings about is reported there.
  const layer: Layer = mine.length === 0 && tags.layer === "launch-template" ? "launch-template" : "launch";
  const at = mine.length > 0 ? first.at : tags.at;
  return { state: "known", value: all.join(", "), at, trail: [...first.trail, ...elsewhere(resource, first, tags, at), { at, note: mine.length > 0 ? `a tag has the key ${valueWords(first.key)}` : "tags are switched on in the metadata" }], layer };
}

/** The other half of the story: where the tags are switched on, or where the key is. */
function elsewhere({ format, type }: Resource, first: TagKey, tags: EffectiveSetting, at: Place): readonly { readonly at: Place; readonly note: string }[] {
  const option = spelling(format, "instanceMetadataTags", type);
  const others = [
    { at: first.at, note: `a tag has the key ${valueWords(first.key)}` },
    ...(tags.state === "known" ? tags.trail : []),
    // Where another layer switches them on, its trail says so.
    ...(tags.layer === "launch" ? [{ at: tags.at, note: `${option} is "enabled" here` }] : []),
  ];
  return others.filter((hop) => hop.at !== at);
}
