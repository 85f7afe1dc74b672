import { child } from "../../syntax/data.ts";
import type { Link, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./intrinsics.ts";
import { member, memberAt, type Member } from "./member.ts";
import { placeIn, type Template } from "./template.ts";
import { toSetting, trailOf, whyUnknown, type Value } from "./value.ts";
import { launchTemplateType, templateNamed, templateNamedLike } from "./names.ts";

const launchConfigurationType = "AWS::AutoScaling::LaunchConfiguration";
const instanceType = "AWS::EC2::Instance";

/** The launch template of an instance: `{ LaunchTemplateId | LaunchTemplateName, Version }`. It may have none. */
export function instanceLinks(properties: Member): readonly Link[] {
  return templateLinks(member(properties, "LaunchTemplate"));
}

/** A launch configuration may take its parameters from a running instance. */
export function configurationLinks(properties: Member): readonly Link[] {
  return plainLinks(member(properties, "InstanceId"), "instance");
}

/**
 * Everything that an auto scaling group may launch through.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
 */
export function groupLinks(properties: Member): readonly Link[] {
  const links = distinct([
    ...templateLinks(member(properties, "LaunchTemplate")),
    ...plainLinks(member(properties, "LaunchConfigurationName"), "launch-configuration"),
    ...plainLinks(member(properties, "InstanceId"), "instance"),
    ...mixedLinks(memberAt(properties, ["MixedInstancesPolicy", "LaunchTemplate"])),
  ]);
  if (links.length > 0) return links;
  const at = properties.key;
  return [{ to: "launch-template", target: { state: "unknown", why: "no launch template or configuration is written", at, trail: [] }, version: { state: "absent", at } }];
}

/** Whether an override of a mixed instances policy names an image of its own. */
export function overrideImages(properties: Member): readonly Value[] {
  const overrides = overridesOf(memberAt(properties, ["MixedInstancesPolicy", "LaunchTemplate"]));
  return overrides.map((override) => member(override, "ImageId").value).filter((value) => value.kind !== "absent");
}

/** The common template launches only the overrides that name none of their own. */
function mixedLinks(mixed: Member): readonly Link[] {
  const common = templateLinks(member(mixed, "LaunchTemplateSpecification"));
  const overrides = overridesOf(mixed).map((override) => templateLinks(member(override, "LaunchTemplateSpecification")));
  const all = overrides.length > 0 && overrides.every((links) => links.length > 0);
  return [...(all ? [] : common), ...overrides.flat()];
}

function overridesOf(mixed: Member): readonly Member[] {
  const { value, context } = member(mixed, "Overrides");
  if (value.kind !== "list") return [];
  return value.items.map((item) => ({ value: evaluate(item, context), key: placeIn(context.template, item.span), context })).filter((override) => override.value.kind !== "absent");
}

function templateLinks(specification: Member): readonly Link[] {
  const { value } = specification;
  switch (value.kind) {
    case "absent":
      return [];
    case "map":
      return specificationLinks(specification);
    case "unknown":
      return [unknownLink("launch-template", value.why, value)];
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return [unknownLink("launch-template", "it is not written as a map", value)];
  }
}

function specificationLinks(specification: Member): readonly Link[] {
  const id = member(specification, "LaunchTemplateId").value;
  const versionValue = member(specification, "Version").value;
  const version = versionOf(versionValue);
  const targets = [...targetsOf(id, "LaunchTemplateId", launchTemplateType, specification.context), ...namedTemplates(specification, versionValue)];
  if (targets.length === 0) return [unknownLink("launch-template", "the launch template has neither id nor name", specification.value)];
  return targets.map((target) => ({ to: "launch-template", target, version }));
}

/**
 * A template known by its name. The CDK writes the literal name and `Fn::GetAtt` of the template in Version, and several
 * templates of one stack may carry the same name; else the name is that of a template here, literally or by the same expression.
 */
function namedTemplates(specification: Member, version: Value): readonly Target[] {
  const { context } = specification;
  const name = member(specification, "LaunchTemplateName").value;
  if (name.kind === "absent") return [];
  const named = version.kind === "resource" && isType(context.template, version.id, launchTemplateType) ? version.id : sameName(specification, name);
  if (named === undefined) return targetsOf(name, "LaunchTemplateName", launchTemplateType, context);
  return [{ state: "resource", address: named, at: name.at, trail: trailOf(name) }];
}

function sameName({ value, context }: Member, name: Value): string | undefined {
  if (name.kind === "scalar") return templateNamed(name.value, context);
  const node = value.kind === "map" ? child(value.node, "LaunchTemplateName") : undefined;
  return name.kind === "unknown" && node !== undefined ? templateNamedLike(node, context.template) : undefined;
}

/** Links by a single value: the name of a launch configuration, the id of an instance. */
function plainLinks({ value, context }: Member, to: "launch-configuration" | "instance"): readonly Link[] {
  const type = to === "instance" ? instanceType : launchConfigurationType;
  const property = to === "instance" ? "InstanceId" : "LaunchConfigurationName";
  return targetsOf(value, property, type, context).map((target) => ({ to, target, version: { state: "absent", at: target.at } }));
}

const identities: ReadonlySet<string | undefined> = new Set([undefined, "LaunchTemplateId", "LaunchConfigurationName", "InstanceId", "Id"]);

/** What a reference leads to; nothing where it is absent. */
function targetsOf(value: Value, property: string, type: string, context: Context): readonly Target[] {
  switch (value.kind) {
    case "absent":
      return [];
    case "scalar":
      return [{ state: "named", name: String(value.value), at: value.at, trail: value.trail }];
    case "resource": {
      const { id, attribute, at, trail } = value;
      if (identities.has(attribute) && isType(context.template, id, type)) return [{ state: "resource", address: id, at, trail }];
      return [{ state: "unknown", why: whyUnknown(value), at, trail }];
    }
    case "stored":
      return [{ state: "unknown", why: whyUnknown(value), at: value.at, trail: value.trail }];
    case "unknown":
      return [{ state: "unknown", why: value.why, at: value.at, trail: value.trail }];
    case "map":
    case "list":
      return [{ state: "unknown", why: `${property} is a ${value.kind}, not a single value`, at: value.at, trail: [] }];
  }
}

/** The attributes of a launch template that follow its versions are written as EC2 writes them. */
function versionOf(value: Value): Setting {
  if (value.kind !== "resource") return toSetting(value, "Version");
  const { id, attribute, at, trail } = value;
  if (attribute === "LatestVersionNumber") return { state: "known", value: "$Latest", at, trail: [...trail, { at, note: `latest version of ${id}` }] };
  if (attribute === "DefaultVersionNumber") return { state: "known", value: "$Default", at, trail: [...trail, { at, note: `default version of ${id}` }] };
  return toSetting(value, "Version");
}

function isType(template: Template, id: string, type: string): boolean {
  return template.resources.get(id)?.type === type;
}

function unknownLink(to: Link["to"], why: string, value: Value): Link {
  return { to, target: { state: "unknown", why, at: value.at, trail: trailOf(value) }, version: { state: "absent", at: value.at } };
}

function distinct(links: readonly Link[]): readonly Link[] {
  const seen = new Map<string, Link>();
  for (const link of links) {
    const key = linkKey(link);
    if (!seen.has(key)) seen.set(key, link);
  }
  return [...seen.values()];
}

/** What two links have in common that lead to the same. */
export function linkKey({ to, target, version }: Link): string {
  const whom = target.state === "resource" ? target.address : target.state === "named" ? target.name : `?${target.why}`;
  return JSON.stringify([to, target.state, whom, version.state, version.state === "known" ? version.value : version.state === "unknown" ? version.why : ""]);
}
