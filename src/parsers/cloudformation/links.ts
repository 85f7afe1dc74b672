import { child } from "../../syntax/data.ts";
import type { Link, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Context } from "./context.ts";
import { member, type Member } from "./member.ts";
import type { Template } from "./template.ts";
import { toSetting, trailOf, whyUnknown, type Value } from "./value.ts";
import { launchTemplateType, templateNamed, templateNamedLike } from "./names.ts";

const types: Readonly<Record<Link["to"], string>> = {
  "launch-template": launchTemplateType,
  "launch-configuration": "AWS::AutoScaling::LaunchConfiguration",
  instance: "AWS::EC2::Instance",
};

/** What a property leads to; a template with the `Version` beside it. Undefined where the property is absent. */
export function linkTo(to: Link["to"], parent: Member, property: string): Link | undefined {
  const { value } = member(parent, property);
  if (value.kind === "absent") return undefined;
  if (to !== "launch-template") return { to, target: targetOf(value, property, types[to], parent.context), version: { state: "absent", at: value.at } };
  const version = member(parent, "Version").value;
  const target = property === "LaunchTemplateName" || property === "Name" ? namedTemplate(parent, property, value, version) : targetOf(value, property, types[to], parent.context);
  return { to, target, version: versionOf(version) };
}

/**
 * A template known by its name. The CDK writes the literal name and `Fn::GetAtt` of the template in Version, and several
 * templates of one stack may carry the same name; else the name is that of a template here, literally or by the same expression.
 */
function namedTemplate({ value: parent, context }: Member, property: string, name: Exclude<Value, { kind: "absent" }>, version: Value): Target {
  const named = version.kind === "resource" && isType(context.template, version.id, launchTemplateType) ? version.id : sameName(parent, property, name, context);
  if (named === undefined) return targetOf(name, property, launchTemplateType, context);
  return { state: "resource", address: named, at: name.at, trail: trailOf(name) };
}

function sameName(parent: Value, property: string, name: Value, context: Context): string | undefined {
  if (name.kind === "scalar") return templateNamed(name.value, context);
  const node = parent.kind === "map" ? child(parent.node, property) : undefined;
  return name.kind === "unknown" && node !== undefined ? templateNamedLike(node, context.template) : undefined;
}

const identities: ReadonlySet<string | undefined> = new Set([undefined, "LaunchTemplateId", "LaunchConfigurationName", "InstanceId", "Id"]);

/** What a reference leads to. */
function targetOf(value: Exclude<Value, { kind: "absent" }>, property: string, type: string, context: Context): Target {
  switch (value.kind) {
    case "scalar":
      return { state: "named", name: String(value.value), at: value.at, trail: value.trail };
    case "resource": {
      const { id, attribute, at, trail } = value;
      if (identities.has(attribute) && isType(context.template, id, type)) return { state: "resource", address: id, at, trail };
      return { state: "unknown", why: whyUnknown(value), at, trail };
    }
    case "stored":
      return { state: "unknown", why: whyUnknown(value), at: value.at, trail: value.trail };
    case "unknown":
      return { state: "unknown", why: value.why, at: value.at, trail: value.trail };
    case "map":
    case "list":
      return { state: "unknown", why: `${property} is a ${value.kind}, not a single value`, at: value.at, trail: [] };
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

/** Several ways to the same are one. */
export function distinctLinks(links: readonly Link[]): readonly Link[] {
  const seen = new Map<string, Link>();
  for (const link of links) {
    const key = wayKey(link);
    if (!seen.has(key)) seen.set(key, link);
  }
  return [...seen.values()];
}

/** What two links have in common that lead to the same, and replace the same. */
export function linkKey(link: Link): string {
  return JSON.stringify([wayKey(link), link.instead === undefined ? "" : targetKey(link.instead)]);
}

function wayKey({ to, target, version }: Link): string {
  return JSON.stringify([to, targetKey(target), version.state, version.state === "known" ? version.value : version.state === "unknown" ? version.why : ""]);
}

function targetKey(target: Target): string {
  const whom = target.state === "resource" ? target.address : target.state === "named" ? target.name : `?${target.why}`;
  return `${target.state} ${whom}`;
}
