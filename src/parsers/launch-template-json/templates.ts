import { child, stringOf, type DataMap } from "../../syntax/data.ts";
import type { Resource } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import { blockOptions, type Silence } from "./options.ts";
import { imageUse, placementZone, regionOfZones } from "./references.ts";
import { resource, type Reading } from "./resource.ts";
import { tagKeysIn } from "./tag-keys.ts";
import { header, labelled, literals, opening, placeOf, written } from "./values.ts";

const nameMembers = ["LaunchTemplateName", "LaunchTemplateId"];

interface Template {
  readonly address: string;
  readonly at: Place;
  readonly data: DataMap;
  /** Where `MetadataOptions` would be written. */
  readonly owner: Place;
  readonly names: readonly string[];
  readonly silence?: Silence;
}

/** Launch template data by itself, as `--launch-template-data file://…` takes it: a template that nobody can name. */
export function bareTemplate(reading: Reading): readonly Resource[] {
  const at = opening(reading.source, reading.root);
  return [template(reading, { address: reading.type, at, data: reading.root, owner: at, names: [] })];
}

/**
 * The documents with one `LaunchTemplateData`. A version made from a `SourceVersion` inherits what it does not say itself.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html
 */
export function namedTemplate(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const entry = root.entries.get("LaunchTemplateData");
  if (entry?.value.kind !== "map") return [];
  const owner = placeOf(source, entry.keySpan);
  const names = literals(root, nameMembers);
  const version = written(root, "SourceVersion");
  const silence = version === undefined ? undefined : `inherited from version ${version.value.kind === "scalar" ? String(version.value.value) : "?"} of the launch template`;
  const at = names.length === 0 ? owner : header(source, root, nameMembers);
  return [template(reading, { address: labelled(type, names[0], "("), at, data: entry.value, owner, names, silence })];
}

/**
 * The versions that a describe-launch-template-versions output lists, of each template the default one and the newest one: those
 * are what `$Default` and `$Latest` launch. Older versions launch only for who pins them, cannot be changed, and are left out.
 * A version without number (a trimmed output) is kept.
 */
export function templateVersions(reading: Reading): readonly Resource[] {
  const list = child(reading.root, "LaunchTemplateVersions");
  if (list?.kind !== "list") return [];
  const newest = newestVersions(list.items.filter((item) => item.kind === "map"));
  return list.items.flatMap((item, index): readonly Resource[] => {
    if (item.kind !== "map") return [];
    const number = numberOf(item);
    const isNewest = number === undefined || newest.get(templateOf(item)) === number;
    return isNewest || isDefaultVersion(item) ? templateVersion(reading, item, `LaunchTemplateVersions[${index}]`) : [];
  });
}

/** The label tells the versions apart; which one is the default stands there, because the model has no place for it. */
function templateVersion(reading: Reading, version: DataMap, path: string): readonly Resource[] {
  const data = version.entries.get("LaunchTemplateData");
  if (data?.value.kind !== "map") return [];
  const names = literals(version, nameMembers);
  const number = numberOf(version);
  const label = [names[0], number === undefined ? undefined : `version ${number}`, isDefaultVersion(version) ? "default" : undefined];
  return [
    template(reading, {
      address: labelled(path, label.filter((part) => part !== undefined).join(", ")),
      at: header(reading.source, version, [...nameMembers, "VersionNumber"]),
      data: data.value,
      owner: placeOf(reading.source, data.keySpan),
      names,
    }),
  ];
}

function newestVersions(versions: readonly DataMap[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const version of versions) {
    const number = numberOf(version);
    if (number !== undefined) newest.set(templateOf(version), Math.max(number, newest.get(templateOf(version)) ?? number));
  }
  return newest;
}

function templateOf(version: DataMap): string {
  return stringOf(child(version, "LaunchTemplateId")) ?? stringOf(child(version, "LaunchTemplateName")) ?? "";
}

function numberOf(version: DataMap): number | undefined {
  const node = child(version, "VersionNumber");
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

function isDefaultVersion(version: DataMap): boolean {
  const node = child(version, "DefaultVersion");
  return node?.kind === "scalar" && node.value === true;
}

function template(reading: Reading, found: Template): Resource {
  const { source } = reading;
  return resource(reading, {
    kind: "launch-template",
    address: found.address,
    at: found.at,
    region: regionOfZones([placementZone(found.data)]),
    names: found.names,
    options: blockOptions(source, found.data, found.owner, found.silence),
    image: imageUse(source, found.data),
    tagKeys: tagKeysIn(source, found.data),
  });
}

