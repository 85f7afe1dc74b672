import type { ImageUse, Kind, Link, Presence, Resource, Scenario } from "../../model/resource.ts";
import { child } from "../../syntax/data.ts";
import type { Context } from "./context.ts";
import { explore } from "./explore.ts";
import { imageUse } from "./images.ts";
import { configurationLinks, groupLinks, instanceLinks, overrideImages } from "./links.ts";
import { member, memberAt, propertiesOf, type Member } from "./member.ts";
import { scenariosOf } from "./scenarios.ts";
import { blockSetting, presenceOf } from "./settings.ts";
import type { Template, TemplateResource } from "./template.ts";
import { worldsOf, type Questions, type Worlds } from "./worlds.ts";

/** How one resource type launches machines or holds launch settings. */
interface LaunchType {
  readonly kind: Kind;
  /** Where ImageId and MetadataOptions stand under Properties; undefined for a type that has neither. */
  readonly launchData: readonly string[] | undefined;
  /** The property with the name under which others may refer to it. */
  readonly name?: string;
  readonly links: (properties: Member) => readonly Link[];
}

/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-metadataoptions.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-launchtemplate-metadataoptions.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-launchconfiguration-metadataoptions.html
 */
const launchTypes: ReadonlyMap<string, LaunchType> = new Map<string, LaunchType>([
  ["AWS::EC2::Instance", { kind: "instance", launchData: [], links: instanceLinks }],
  ["AWS::EC2::LaunchTemplate", { kind: "launch-template", launchData: ["LaunchTemplateData"], name: "LaunchTemplateName", links: () => [] }],
  ["AWS::AutoScaling::LaunchConfiguration", { kind: "launch-configuration", launchData: [], name: "LaunchConfigurationName", links: configurationLinks }],
  ["AWS::AutoScaling::AutoScalingGroup", { kind: "launcher", launchData: undefined, links: groupLinks }],
]);

/** The resources of a template that launch machines or hold launch settings, in document order, as far as they can exist at all. */
export function launchResources(template: Template): readonly Resource[] {
  const worlds = worldsOf(template);
  const found: Resource[] = [];
  for (const resource of template.resources.values()) {
    const type = launchTypes.get(resource.type);
    if (type === undefined) continue;
    const scenarios = scenariosOf(resource, questionsOf(resource, type), worlds);
    if (scenarios.length > 0) found.push(launchResource(resource, type, scenarios, worlds));
  }
  return found;
}

function launchResource(resource: TemplateResource, type: LaunchType, scenarios: readonly Scenario[], worlds: Worlds): Resource {
  return {
    kind: type.kind,
    format: "cloudformation",
    type: resource.type,
    address: resource.id,
    at: resource.at,
    placement: { provider: "cloudformation" },
    names: namesOf(resource, type, worlds),
    scenarios,
  };
}

/** Every name that it has in some world. */
function namesOf(resource: TemplateResource, { name }: LaunchType, { template, inputs, budget }: Worlds): readonly string[] {
  if (name === undefined || child(resource.properties, name) === undefined) return [];
  const { leaves = [] } = explore(inputs, budget, (world) => member(propertiesIn({ template, world, asked: "property" }, resource), name).value);
  return [...new Set(leaves.flatMap(({ outcome }) => (outcome.kind === "scalar" ? [String(outcome.value)] : [])))];
}

function propertiesIn(context: Context, { properties, at }: TemplateResource): Member {
  return propertiesOf(properties, at, context);
}

function questionsOf(resource: TemplateResource, { launchData, links }: LaunchType): Questions {
  const { at } = resource;
  const properties = (context: Context): Member => propertiesIn(context, resource);
  if (launchData === undefined) {
    const block: Presence = { state: "present", at };
    return { block: () => block, setting: () => ({ state: "absent", at }), links: (context) => links(properties(context)), image: (context) => overriddenImage(properties(context)) };
  }
  const options = (context: Context): Member => member(memberAt(properties(context), launchData), "MetadataOptions");
  return {
    block: (context) => presenceOf(options(context), at),
    setting: (context, name) => blockSetting(options(context), name, at),
    links: (context) => links(properties(context)),
    image: (context) => imageUse(member(memberAt(properties(context), launchData), "ImageId").value),
  };
}

/** One group may launch several images: as soon as an override names one, the template's is not the whole answer. */
function overriddenImage(properties: Member): ImageUse {
  const [first] = overrideImages(properties);
  return first === undefined ? { state: "absent" } : { state: "unknown", why: "an override names an image of its own", at: first.at, trail: [] };
}
