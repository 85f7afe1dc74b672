import type { Resource, Scenario, TagKey } from "../../model/resource.ts";
import { kindAt, members, scalarAt, textAt } from "../../syntax/json/skim.ts";
import type { Place } from "../../model/source.ts";
import { argumentOf, blocksOf, type Planned } from "./known.ts";
import type { Plan } from "./references.ts";
import { isSecret } from "./settings.ts";

/** The keys of the tags that machines get: `tags_all` holds the provider's default tags, too. */
export function tagKeysOf(type: string, resource: Planned): Pick<Scenario, "tagKeys"> {
  const tagKeys = keysOf(type, resource);
  return tagKeys.length === 0 ? {} : { tagKeys };
}

function keysOf(type: string, resource: Planned): readonly TagKey[] {
  switch (type) {
    case "aws_instance":
      return keysOfMap(resource, kindOf(resource.values.get("tags_all")) === "map" ? "tags_all" : "tags");
    case "aws_launch_template":
      return blocksOf(resource, "tag_specifications")
        .filter(({ values }) => textAt(values.get("resource_type")) === "instance")
        .flatMap((block) => keysOfMap(block, "tags"));
    case "aws_autoscaling_group":
      return blocksOf(resource, "tag").flatMap((tag): readonly TagKey[] => {
        const at = tag.values.get("key");
        const key = textAt(at);
        const isPassedOn = scalarAt(tag.values.get("propagate_at_launch")) === true;
        return at === undefined || key === undefined || !isPassedOn || isSecret(tag, "key") ? [] : [{ key, at, trail: [] }];
      });
    default:
      return [];
  }
}

function keysOfMap(planned: Planned, name: string): readonly TagKey[] {
  const map = planned.values.get(name);
  if (map === undefined || kindOf(map) !== "map" || isSecret(planned, name)) return [];
  return [...members(map)].map(([key, at]) => ({ key, at, trail: [] }));
}

function kindOf(place: Place | undefined): ReturnType<typeof kindAt> | undefined {
  return place === undefined ? undefined : kindAt(place);
}

/**
 * Which version of a launch template is its default one: the one that the document shows, else the first, unless updates move it.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#default_version-1
 */
export function defaultVersionOf(type: string, resource: Planned, plan: Plan): Pick<Resource, "defaultVersion"> {
  if (type !== "aws_launch_template") return {};
  const follows = argumentOf(resource, "update_default_version", plan);
  if (follows.state === "known" && follows.value === true) return { defaultVersion: { state: "known", value: "$Latest", at: follows.at, trail: [] } };
  if (follows.state === "unknown") return { defaultVersion: { state: "unknown", why: follows.why, at: follows.at, trail: [] } };
  const shown = argumentOf(resource, "default_version", plan);
  switch (shown.state) {
    case "known":
      return { defaultVersion: { state: "known", value: shown.value, at: shown.at, trail: [] } };
    case "absent":
      return { defaultVersion: { state: "known", value: 1, at: resource.at, trail: [] } };
    case "unknown":
      return { defaultVersion: { state: "unknown", why: shown.why, at: shown.at, trail: [] } };
  }
}
