import { child, type DataEntry, type DataList, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Link, Resource } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { undecidedOptions } from "../../resource-types/node.ts";
import { threeOptions } from "./launches.ts";
import { blockOptions, noOptions, type Options } from "./options.ts";
import { imageUse, placementZone, regionOfZones, templateLink } from "./references.ts";
import { resource, type Reading } from "./resource.ts";
import { header, mapsIn, mapsOf, opening, placeOf, settingOf, written } from "./values.ts";

/** One entry of `LaunchTemplateConfigs`. */
interface Config {
  readonly path: string;
  readonly map: DataMap;
  readonly link: Link;
  readonly overrides: readonly { readonly path: string; readonly map: DataMap }[];
}

/**
 * A fleet launches through the templates of its configurations. An override with metadata options or an image of its own
 * can undo a safe template, so it is a launcher of its own; the fleet itself stands for all other ways. Only fleets of the type `instant`
 * take either in overrides; without a type a fleet is one of the type `maintain`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFleet.html
 */
export function createdFleet(reading: Reading): readonly Resource[] {
  const entry = reading.root.entries.get("LaunchTemplateConfigs");
  if (entry?.value.kind !== "list") return [];
  const configs = configsOf(reading, entry.value);
  const type = written(reading.root, "Type");
  const fleetType: Setting = type === undefined ? { state: "absent", at: placeOf(reading.source, entry.keySpan) } : settingOf(reading.source, type);
  if (fleetType.state === "absent" || (fleetType.state === "known" && fleetType.value !== "instant")) return plainFleet(reading, entry, configs);
  const special = configs.flatMap((config) => config.overrides.filter(differs).map((override) => specialOverride(reading, config, override, fleetType)));
  const plain = configs.filter((config) => config.overrides.length === 0 || !config.overrides.every(differs));
  return [...plainFleet(reading, entry, plain), ...special];
}

/**
 * A spot fleet launches through templates like a fleet, but its overrides have no image and no metadata options; or by
 * launch specifications, which have no metadata options either: account default, image and AWS default decide.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotFleetLaunchSpecification.html
 */
export function spotFleet(reading: Reading): readonly Resource[] {
  const config = child(reading.root, "SpotFleetRequestConfig") ?? reading.root;
  if (config.kind !== "map") return [];
  const entry = config.entries.get("LaunchTemplateConfigs");
  const fleet = entry?.value.kind === "list" ? plainFleet(reading, entry, configsOf(reading, entry.value)) : [];
  return [...fleet, ...mapsOf(config, "LaunchSpecifications").map(({ index, map }) => specification(reading, map, header(reading.source, map, ["ImageId", "InstanceType"]), `${reading.type}.LaunchSpecifications[${index}]`))];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotLaunchSpecification.html has no metadata options. */
export function spotInstances(reading: Reading): readonly Resource[] {
  const entry = reading.root.entries.get("LaunchSpecification");
  if (entry?.value.kind !== "map") return [];
  return [specification(reading, entry.value, placeOf(reading.source, entry.keySpan), reading.type)];
}

function specification(reading: Reading, map: DataMap, at: Place, address: string): Resource {
  return resource(reading, {
    kind: "launcher",
    address,
    at,
    region: regionOfZones([placementZone(map)]),
    names: [],
    options: noOptions(at),
    image: imageUse(reading.source, map),
  });
}

function configsOf(reading: Reading, list: DataList): readonly Config[] {
  return mapsIn(list).map(({ index, map }): Config => {
    const path = `${reading.type}.LaunchTemplateConfigs[${index}]`;
    const overrides = mapsOf(map, "Overrides").map((override) => ({ path: `${path}.Overrides[${override.index}]`, map: override.map }));
    return { path, map, link: templateLink(reading.source, map, "LaunchTemplateSpecification") ?? unnamed(reading, map), overrides };
  });
}

function unnamed(reading: Reading, map: DataMap): Link {
  const at = opening(reading.source, map);
  return { to: "launch-template", target: { state: "unknown", why: "no launch template is named", at, trail: [] }, version: { state: "absent", at } };
}

function differs({ map }: { readonly map: DataMap }): boolean {
  return written(map, "MetadataOptions") !== undefined || written(map, "ImageId") !== undefined;
}

function plainFleet(reading: Reading, entry: DataEntry, configs: readonly Config[]): readonly Resource[] {
  if (configs.length === 0) return [];
  const at = placeOf(reading.source, entry.keySpan);
  const zones = configs.flatMap((config) => config.overrides.flatMap((override) => (differs(override) ? [] : zonesOf(override.map))));
  return [
    resource(reading, {
      kind: "launcher",
      address: reading.type,
      at,
      region: regionOfZones(zones),
      names: [],
      options: noOptions(at),
      links: configs.map((config) => config.link),
      image: { state: "absent" },
    }),
  ];
}

function specialOverride(reading: Reading, config: Config, override: Config["overrides"][number], fleetType: Setting): Resource {
  const { source } = reading;
  const at = header(source, override.map, ["InstanceType", "ImageId", "SubnetId"]);
  const options = blockOptions(source, override.map, at, undefined, threeOptions);
  const image = imageUse(source, override.map);
  const doubt = fleetType.state === "unknown" ? `only fleets of the type instant take this in overrides, and the type is not known (${fleetType.why})` : undefined;
  return resource(reading, {
    kind: "launcher",
    address: override.path,
    at,
    region: regionOfZones(zonesOf(override.map)),
    names: [],
    options: doubt === undefined || options.block.state === "absent" ? options : doubtfulOptions(options, doubt),
    links: [config.link],
    image: doubt === undefined || image.state === "absent" ? image : { state: "unknown", why: doubt, at: image.at, trail: [] },
  });
}

/** Options that count, or do not: what is written may hold, and so may what the template says. */
function doubtfulOptions({ block }: Options, why: string): Options {
  return undecidedOptions(threeOptions, { state: "unknown", why, at: block.at, trail: [] });
}

function zonesOf(map: DataMap): readonly (DataNode | undefined)[] {
  return [child(map, "AvailabilityZone"), placementZone(map)];
}

