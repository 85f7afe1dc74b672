import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { ImageUse, Link, Target } from "../../model/resource.ts";
import type { Place, Source } from "../../model/source.ts";
import { isFilledInLater, opening, placeOf, settingOf, whyFilledIn, written } from "./values.ts";

/**
 * The image under `ImageId`: an AMI id, or a Systems Manager parameter in one of the forms `resolve:ssm:name`,
 * `resolve:ssm:name:version` and `resolve:ssm:arn:…:parameter/name`.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html
 */
export function imageUse(source: Source, map: DataMap, key = "ImageId"): ImageUse {
  const entry = written(map, key);
  if (entry === undefined) return { state: "absent" };
  const at = placeOf(source, entry.value.span);
  const text = stringOf(entry.value);
  if (text === undefined) return { state: "unknown", why: `${key} is not a plain text`, at, trail: [] };
  if (isFilledInLater(text)) return { state: "unknown", why: whyFilledIn(text), at, trail: [] };
  if (text.startsWith("resolve:ssm:")) return { state: "described", by: "ssm-parameter", patterns: [parameterName(text)], at, trail: [] };
  if (text.startsWith("ami-")) return { state: "named", name: text, at, trail: [] };
  return { state: "unknown", why: `${key} is no AMI id`, at, trail: [] };
}

function parameterName(text: string): string {
  const reference = text.slice("resolve:ssm:".length);
  const inArn = reference.startsWith("arn:") ? reference.indexOf(":parameter/") : -1;
  const parameter = inArn === -1 ? reference : reference.slice(inArn + ":parameter".length);
  const colon = parameter.indexOf(":");
  return colon === -1 ? parameter : parameter.slice(0, colon);
}

/**
 * The launch template of a `LaunchTemplateSpecification`; undefined when none is written.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateSpecification.html
 */
export function templateLink(source: Source, map: DataMap, key: string): Link | undefined {
  const entry = written(map, key);
  if (entry === undefined) return undefined;
  const at = placeOf(source, entry.keySpan);
  if (entry.value.kind !== "map") {
    return { to: "launch-template", target: { state: "unknown", why: `${key} is not an object`, at, trail: [] }, version: { state: "absent", at } };
  }
  const version = written(entry.value, "Version");
  return {
    to: "launch-template",
    target: templateTarget(source, entry.value),
    version: version === undefined ? { state: "absent", at } : settingOf(source, version),
  };
}

function templateTarget(source: Source, specification: DataMap): Target {
  const entry = written(specification, "LaunchTemplateId") ?? written(specification, "LaunchTemplateName");
  if (entry === undefined) return { state: "unknown", why: "the launch template has neither name nor id", at: opening(source, specification), trail: [] };
  return namedTarget(entry, placeOf(source, entry.value.span));
}

function namedTarget({ key, value }: DataEntry, at: Place): Target {
  const name = stringOf(value);
  if (name === undefined || name === "") return { state: "unknown", why: `${key} is not a plain text`, at, trail: [] };
  if (isFilledInLater(name)) return { state: "unknown", why: whyFilledIn(name), at, trail: [] };
  return { state: "named", name, at, trail: [] };
}

/** The launch configuration or instance that a member names; undefined when it is not written. */
export function namedLink(source: Source, map: DataMap, to: Link["to"], key: string): Link | undefined {
  const entry = written(map, key);
  if (entry === undefined) return undefined;
  const at = placeOf(source, entry.value.span);
  return { to, target: namedTarget(entry, at), version: { state: "absent", at } };
}

/**
 * The Region of literal Availability Zones, when all of them lie in one: `eu-west-1a`, a local zone (`us-west-2-lax-1a`), a wavelength
 * zone (`us-east-1-wl1-bos-wlz-1`), or a comma-separated list of them (spot fleets).
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html
 */
export function regionOfZones(nodes: readonly (DataNode | undefined)[]): string | undefined {
  const regions = new Set<string>();
  for (const node of nodes) {
    const text = stringOf(node);
    if (text === undefined || text.length > 1000) continue;
    for (const zone of text.split(",")) {
      const region = /^([a-z]{2,5}(?:-[a-z]+)+-\d{1,2})(?:[a-z]|-[a-z0-9-]+)$/.exec(zone.trim())?.[1];
      if (region !== undefined) regions.add(region);
    }
  }
  return only(regions);
}

/** The Region in an ARN: `arn:aws:autoscaling:eu-west-1:…`. */
export function regionOfArn(node: DataNode | undefined): string | undefined {
  return /^arn:[a-z0-9-]+:[a-z0-9-]+:([a-z]{2,5}(?:-[a-z]+)+-\d{1,2}):/.exec(stringOf(node) ?? "")?.[1];
}

/** The `AvailabilityZone` in the `Placement` of a launch. */
export function placementZone(map: DataMap): DataNode | undefined {
  return child(child(map, "Placement"), "AvailabilityZone");
}

function only(regions: ReadonlySet<string>): string | undefined {
  const [first] = regions;
  return regions.size === 1 ? first : undefined;
}
