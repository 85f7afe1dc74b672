import type { Kind, Presence, Resource, StrayOption } from "../../model/resource.ts";
import { launchSettings, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { headerOf, valueOf } from "./blocks.ts";
import { cloudControlTypes } from "./cloud-control-types.ts";
import { defaultVersionOf } from "./default-version.ts";
import { existing, type Existing, type ModuleInstance } from "./instances.ts";
import { launcherTypes } from "./launcher-types.ts";
import type { Declared } from "./module.ts";
import { unreadArguments } from "./module-arguments.ts";
import { readModuleCalls } from "./module-calls.ts";
import { scopeOf } from "./repetition.ts";
import { placementOf } from "./placement.ts";
import { policyTypes } from "./policies.ts";
import { groupLinks, imageOf, templateLinks, type Reading } from "./references.ts";
import type { ResourceType, Way } from "./resource-type.ts";
import { serviceTypes } from "./service-types.ts";
import { strayOptions } from "./stray-options.ts";
import { tagKeysOf } from "./tag-keys.ts";
import { settingsOfBlock, settingsOfBody, withSettings, type Written } from "./settings.ts";

const launchConfigurationSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"];

/** By type; the plan parser has a table of its own for the same types, and a test compares them. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ["aws_instance", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_spot_instance_request", { kind: "instance", settings: blockOf(launchSettings), links: templateLinks, image: "ami" }],
  ["aws_launch_template", { kind: "launch-template", settings: blockOf(launchSettings), image: "image_id" }],
  ["aws_launch_configuration", { kind: "launch-configuration", settings: blockOf(launchConfigurationSettings), image: "image_id" }],
  ["aws_autoscaling_group", { kind: "launcher", settings: nothing, links: groupLinks }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", settings: flat(accountSettings) }],
  ["aws_ami", { kind: "image", settings: image("registered") }],
  ["aws_ami_copy", { kind: "image", settings: image("copied"), image: "source_ami_id" }],
  ["aws_ami_from_instance", { kind: "image", settings: image("copied"), image: "source_instance_id" }],
  ...launcherTypes,
  ...serviceTypes,
  ...cloudControlTypes,
  ...policyTypes,
]);

function blockOf(names: readonly SettingName[]): (reading: Reading) => Written {
  return ({ declared, at, scope, evaluate }) => settingsOfBlock(declared.block.body, names, at, scope, evaluate);
}

function flat(names: readonly SettingName[]): (reading: Reading) => Written {
  return ({ declared, at, scope, evaluate }) => ({ block: { state: "present", at }, settings: withSettings(at, settingsOfBody(declared.block.body, names, at, scope, evaluate)) });
}

function nothing({ at }: Reading): Written {
  const block: Presence = { state: "absent", at };
  return { block, settings: withSettings(at, {}) };
}

/** `imds_support` is an argument of aws_ami only; copies inherit it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ami_copy */
function image(origin: "registered" | "copied"): (reading: Reading) => Written {
  return (reading) => {
    const { declared, at, scope, evaluate } = reading;
    const support = origin === "registered" ? settingsOfBody(declared.block.body, ["imdsSupport"], at, scope, evaluate) : {};
    const imageOrigin: Setting = { state: "known", value: origin, at, trail: [] };
    return { block: { state: "present", at }, settings: withSettings(at, { ...support, imageOrigin }) };
  };
}

/** The resources of a module instance that matter to IMDS, in order of file and position, and those of the well-known modules that it calls. */
export function readResources(instance: ModuleInstance): readonly Resource[] {
  const resources: Resource[] = [];
  const unread = unreadArguments(instance);
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === undefined) continue;
    for (const existence of existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance.isLibrary)) {
      const resource = readResource(address, declared, type, existence, instance, unread);
      if (resource.scenarios.length > 0) resources.push(resource);
    }
  }
  resources.push(...readModuleCalls(instance));
  return resources;
}

function readResource(address: string, declared: Declared, type: ResourceType, { key, when: assumed, doubt }: Existing, instance: ModuleInstance, unread: readonly StrayOption[]): Resource {
  const { prefix, evaluator, providers, when, calls } = instance;
  const at = headerOf(declared.block, declared.source);
  const reading: Reading = { declared, scope: scopeOf(declared, key), at, evaluate: evaluator.evaluate };
  const ways = waysOf(type, reading);
  const remarks = ways.flatMap((way) => way.remarks ?? []);
  const typeName = declared.block.labels[0]?.value ?? "";
  const placement = placementOf(declared, reading.scope, providers, evaluator.evaluate);
  const extras = { ...ifAny("strayOptions", [...strayOptions(typeName, reading), ...(hasOptions(type.kind) ? unread : [])]), ...ifAny("tagKeys", tagKeysOf(typeName, reading, placement.tagKeys ?? [])) };
  const defaultVersion = defaultVersionOf(typeName, reading);
  const doubtful = type.kind === "account-defaults" && doubt !== undefined ? [doubt] : [];
  return {
    kind: type.kind,
    format: "terraform",
    type: typeName,
    address: `${prefix}${address}${key.text}`,
    at,
    placement,
    calls,
    names: namesOf(reading, at, "named" in type ? type.named : undefined),
    // A machine that may not exist is judged as if it did; a protection that may not exist must not be taken for granted.
    scenarios: ways.map(({ when: chosen = [], block, settings, links, image }) => ({ when: [...when, ...assumed, ...doubtful, ...chosen], block, settings, links, image, ...extras })),
    ...(defaultVersion === undefined ? {} : { defaultVersion }),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

/** Whether what a module was passed for its metadata options is about resources of this kind. */
function hasOptions(kind: Kind): boolean {
  return kind === "instance" || kind === "launch-template" || kind === "launch-configuration";
}

function ifAny<Name extends string, Item>(name: Name, items: readonly Item[]): Partial<Readonly<Record<Name, readonly Item[]>>> {
  return items.length === 0 ? {} : ({ [name]: items } as Readonly<Record<Name, readonly Item[]>>);
}

function waysOf(type: ResourceType, reading: Reading): readonly Way[] {
  if ("ways" in type) return type.ways(reading);
  return [{ ...type.settings(reading), links: type.links?.(reading) ?? [], image: type.image === undefined ? { state: "absent" } : imageOf(type.image, reading) }];
}

function namesOf({ declared, scope, evaluate }: Reading, at: Place, named = "name"): readonly string[] {
  const { value } = valueOf(declared.block.body, named, scope, at, evaluate);
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}
