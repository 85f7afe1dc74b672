import { child } from "../../syntax/data.ts";
import type { Link, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import { evaluate } from "./intrinsics.ts";
import { member, memberAt, type Member } from "./member.ts";
import { placeIn, type Context, type Template } from "./template.ts";
import { decided, toSetting, whyUnknown, type Value } from "./value.ts";
import { launchTemplateNames, launchTemplateType, written } from "./names.ts";

const launchConfigurationType = "AWS::AutoScaling::LaunchConfiguration";
const instanceType = "AWS::EC2::Instance";

/** The launch template of an instance: `{ LaunchTemplateId | LaunchTemplateName, Version }`. It may have none, so a condition may leave it open. */
export function instanceLinks(properties: Member, context: Context): readonly Link[] {
  return templateLinks(member(properties, "LaunchTemplate"), context, "may be absent");
}

/** A launch configuration may take its parameters from a running instance. */
export function configurationLinks(properties: Member, context: Context): readonly Link[] {
  return plainLinks(member(properties, "InstanceId"), "instance", context);
}

/**
 * Everything that an auto scaling group may launch through. It always has one of these, so branches of a condition in which
 * one is absent are left out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html
 */
export function groupLinks(properties: Member, context: Context): readonly Link[] {
  const links = distinct([
    ...templateLinks(member(properties, "LaunchTemplate"), context, "given"),
    ...plainLinks(member(properties, "LaunchConfigurationName"), "launch-configuration", context),
    ...plainLinks(member(properties, "InstanceId"), "instance", context),
    ...mixedLinks(memberAt(properties, ["MixedInstancesPolicy", "LaunchTemplate"]), context),
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
function mixedLinks(mixed: Member, context: Context): readonly Link[] {
  const common = templateLinks(member(mixed, "LaunchTemplateSpecification"), context, "given");
  const overrides = overridesOf(mixed).map((override) => templateLinks(member(override, "LaunchTemplateSpecification"), context, "given").map((link) => insteadOf(common, link)));
  const all = overrides.length > 0 && overrides.every((links) => links.length > 0);
  return [...(all ? [] : common), ...overrides.flat()];
}

/** An override's template replaces the common one, where that is decided. */
function insteadOf(common: readonly Link[], link: Link): Link {
  const [only, another] = common;
  return only === undefined || another !== undefined ? link : { ...link, instead: only.target };
}

function overridesOf(mixed: Member): readonly Member[] {
  return listed(member(mixed, "Overrides"));
}

function listed({ value, key }: Member): readonly Member[] {
  if (value.kind === "choice") return [...listed({ value: value.then, key }), ...listed({ value: value.otherwise, key })];
  if (value.kind !== "list") return [];
  return value.items.map((item) => ({ value: evaluate(item, value.context), key: placeIn(value.context.template, item.span) }));
}

function templateLinks(specification: Member, context: Context, presence: "given" | "may be absent"): readonly Link[] {
  const { value, key } = specification;
  switch (value.kind) {
    case "absent":
      return [];
    case "choice": {
      const links = [value.then, value.otherwise].map((branch) => templateLinks({ value: branch, key }, context, presence));
      const open = presence === "may be absent" && links.some((branch) => branch.length === 0) && links.some((branch) => branch.length > 0);
      const without: Link = unknownLink("launch-template", `condition ${value.condition} decides whether there is a launch template`, value);
      return open ? [without] : links.flat();
    }
    case "map":
      return specificationLinks(specification, context);
    case "unknown":
      return [unknownLink("launch-template", value.why, value)];
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return [unknownLink("launch-template", "it is not written as a map", value)];
  }
}

function specificationLinks(specification: Member, context: Context): readonly Link[] {
  const id = member(specification, "LaunchTemplateId").value;
  const versionValue = member(specification, "Version").value;
  const version = versionOf(versionValue);
  const targets = [...targetsOf(id, "LaunchTemplateId", launchTemplateType, context), ...namedTemplates(specification, versionValue, context)];
  if (targets.length === 0) return [unknownLink("launch-template", "the launch template has neither id nor name", specification.value)];
  return targets.map((target) => ({ to: "launch-template", target, version }));
}

/**
 * A template known by its name. The CDK writes the literal name and `Fn::GetAtt` of the template in Version, and several
 * templates of one stack may carry the same name; else the name is that of a template here, literally or by the same expression.
 */
function namedTemplates(specification: Member, version: Value, context: Context): readonly Target[] {
  const name = member(specification, "LaunchTemplateName").value;
  const answer = decided(name);
  if (answer.kind === "absent") return [];
  const versioned = decided(version);
  const named = versioned.kind === "resource" && isType(context.template, versioned.id, launchTemplateType) ? versioned.id : sameName(specification, answer, context.template);
  if (named === undefined) return targetsOf(name, "LaunchTemplateName", launchTemplateType, context);
  return [{ state: "resource", address: named, at: answer.at, trail: "trail" in answer ? answer.trail : [] }];
}

function sameName(specification: Member, name: Value, template: Template): string | undefined {
  const names = launchTemplateNames(template);
  if (name.kind === "scalar") return names.literal.get(String(name.value));
  const node = specification.value.kind === "map" ? child(specification.value.node, "LaunchTemplateName") : undefined;
  return name.kind === "unknown" && node !== undefined ? names.expression.get(written(node)) : undefined;
}

/** Links by a single value: the name of a launch configuration, the id of an instance. */
function plainLinks({ value }: Member, to: "launch-configuration" | "instance", context: Context): readonly Link[] {
  const type = to === "instance" ? instanceType : launchConfigurationType;
  const property = to === "instance" ? "InstanceId" : "LaunchConfigurationName";
  return targetsOf(value, property, type, context).map((target) => ({ to, target, version: { state: "absent", at: target.at } }));
}

const identities: ReadonlySet<string | undefined> = new Set([undefined, "LaunchTemplateId", "LaunchConfigurationName", "InstanceId", "Id"]);

/** What a reference may lead to: one target, or one per branch of a condition. */
function targetsOf(value: Value, property: string, type: string, context: Context): readonly Target[] {
  switch (value.kind) {
    case "absent":
      return [];
    case "choice":
      return [value.then, value.otherwise].flatMap((branch) => targetsOf(branch, property, type, context));
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
  const answer = decided(value);
  if (answer.kind !== "resource") return toSetting(answer, "Version");
  const { id, attribute, at, trail } = answer;
  if (attribute === "LatestVersionNumber") return { state: "known", value: "$Latest", at, trail: [...trail, { at, note: `latest version of ${id}` }] };
  if (attribute === "DefaultVersionNumber") return { state: "known", value: "$Default", at, trail: [...trail, { at, note: `default version of ${id}` }] };
  return toSetting(answer, "Version");
}

function isType(template: Template, id: string, type: string): boolean {
  return template.resources.get(id)?.type === type;
}

function unknownLink(to: Link["to"], why: string, value: Value): Link {
  const trail = "trail" in value ? value.trail : [];
  return { to, target: { state: "unknown", why, at: value.at, trail }, version: { state: "absent", at: value.at } };
}

function distinct(links: readonly Link[]): readonly Link[] {
  const seen = new Map<string, Link>();
  for (const link of links) {
    const { target, version } = link;
    const whom = target.state === "resource" ? target.address : target.state === "named" ? target.name : `?${target.why}`;
    const key = JSON.stringify([link.to, target.state, whom, version.state === "known" ? version.value : version.state]);
    if (!seen.has(key)) seen.set(key, link);
  }
  return [...seen.values()];
}
