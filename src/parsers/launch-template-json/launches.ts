import { child, stringOf, type DataMap } from "../../syntax/data.ts";
import type { Resource } from "../../model/resource.ts";
import { launchSettings, type LaunchSettingName, type Setting, type SettingName } from "../../model/setting.ts";
import type { Source } from "../../model/source.ts";
import { blockOptions, plainOptions, type Options, type Settings } from "./options.ts";
import { imageUse, placementZone, regionOfArn, regionOfZones, templateLink } from "./references.ts";
import { resource, type Reading } from "./resource.ts";
import { tagKeysIn } from "./tag-keys.ts";
import { header, labelled, literal, literals, opening, placeOf, written } from "./values.ts";

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMetadataOptions.html */
export const threeOptions: readonly LaunchSettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
export function runInstances(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const at = opening(source, root);
  return [
    resource(reading, {
      kind: "instance",
      address: type,
      at,
      region: regionOfZones([placementZone(root)]),
      names: [],
      options: blockOptions(source, root, at),
      links: [templateLink(source, root, "LaunchTemplate")],
      image: imageUse(source, root),
      tagKeys: tagKeysIn(source, root),
    }),
  ];
}

/**
 * The instances of a describe-instances output: their real state, so an option that is not printed is unknown, not unset.
 * Instances that are gone or going are left out: nothing can be put right on them.
 */
export function describedInstances(reading: Reading): readonly Resource[] {
  const reservations = child(reading.root, "Reservations");
  if (reservations?.kind !== "list") return [];
  return reservations.items.flatMap((reservation, outer) => {
    const instances = child(reservation, "Instances");
    if (instances?.kind !== "list") return [];
    return instances.items.flatMap((instance, inner) => {
      if (instance.kind !== "map" || isGone(instance)) return [];
      return [describedInstance(reading, instance, `Reservations[${outer}].Instances[${inner}]`)];
    });
  });
}

function isGone(instance: DataMap): boolean {
  const state = stringOf(child(child(instance, "State"), "Name"));
  return state === "terminated" || state === "shutting-down";
}

function describedInstance(reading: Reading, instance: DataMap, path: string): Resource {
  const { source } = reading;
  const at = header(source, instance, ["InstanceId"]);
  const options = blockOptions(source, instance, at, "the output does not show it");
  return resource(reading, {
    kind: "instance",
    address: labelled(path, literal(instance, "InstanceId")),
    at,
    region: regionOfZones([placementZone(instance)]),
    names: literals(instance, ["InstanceId"]),
    options: { ...options, settings: withState(source, instance, options.settings) },
    image: imageUse(source, instance),
  });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html: `pending` is asked for, not yet in force. */
function withState(source: Source, instance: DataMap, settings: Settings): Settings {
  const state = child(child(instance, "MetadataOptions"), "State");
  if (state === undefined || stringOf(state) !== "pending") return settings;
  const hop = { at: placeOf(source, state.span), note: "MetadataOptions.State is pending: asked for, not yet in force" };
  const entries = Object.entries(settings).map(([name, setting]): [string, Setting] => [name, setting.state === "known" ? { ...setting, trail: [...setting.trail, hop] } : setting]);
  return Object.fromEntries(entries) as Record<SettingName, Setting>;
}

/**
 * One running instance whose options are changed: what is not named keeps the value it has.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html
 */
export function modifiedOptions(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const at = header(source, root, ["InstanceId"]);
  const settings = plainOptions(source, root, at, "the instance keeps what it has", launchSettings);
  const options: Options = { block: { state: "present", at }, settings };
  return [
    resource(reading, {
      kind: "instance",
      address: labelled(type, literal(root, "InstanceId"), "("),
      at,
      region: undefined,
      names: literals(root, ["InstanceId"]),
      options,
      image: { state: "absent" },
    }),
  ];
}

/** The input of create-launch-configuration. https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html */
export function createdConfiguration(reading: Reading): readonly Resource[] {
  return [configuration(reading, reading.root, labelled(reading.type, literal(reading.root, "LaunchConfigurationName"), "("))];
}

/** The launch configurations of a describe-launch-configurations output. */
export function describedConfigurations(reading: Reading): readonly Resource[] {
  const list = child(reading.root, "LaunchConfigurations");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== "map") return [];
    return [configuration(reading, item, labelled(`LaunchConfigurations[${index}]`, literal(item, "LaunchConfigurationName")))];
  });
}

/** A launch configuration made from an instance takes over what it does not say itself. */
function configuration(reading: Reading, map: DataMap, address: string): Resource {
  const { source } = reading;
  const at = header(source, map, ["LaunchConfigurationName"]);
  const silence = written(map, "InstanceId") === undefined ? undefined : `taken over from instance ${literal(map, "InstanceId") ?? "?"}`;
  return resource(reading, {
    kind: "launch-configuration",
    address,
    at,
    region: regionOfArn(child(map, "LaunchConfigurationARN")),
    names: literals(map, ["LaunchConfigurationName"]),
    options: blockOptions(source, map, at, silence, threeOptions),
    image: imageUse(source, map),
  });
}
