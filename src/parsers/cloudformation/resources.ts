import type { ImageUse, Kind, Link, Resource, Scenario } from "../../model/resource.ts";
import { imageUse } from "./images.ts";
import { configurationLinks, groupLinks, instanceLinks, overrideImages } from "./links.ts";
import { launchTemplateType } from "./names.ts";
import { member, memberAt, propertiesOf, type Member } from "./member.ts";
import { blockSettings, noSettings } from "./settings.ts";
import type { Context, Template, TemplateResource } from "./template.ts";
import { strayOptions } from "./stray-options.ts";
import { tagKeysOf } from "./tag-keys.ts";
import { decided } from "./value.ts";

/** How one resource type launches machines or holds launch settings. */
interface LaunchType {
  readonly kind: Kind;
  /** Where ImageId and MetadataOptions stand under Properties; undefined for a type that has neither. */
  readonly launchData: readonly string[] | undefined;
  /** The property with the name under which others may refer to it. */
  readonly name?: string;
  readonly links: (properties: Member, context: Context) => readonly Link[];
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

/** The resources of a template that launch machines or hold launch settings, in document order. */
export function launchResources(template: Template): readonly Resource[] {
  const found: Resource[] = [];
  for (const resource of template.resources.values()) {
    const type = launchTypes.get(resource.type);
    if (type !== undefined) found.push(launchResource(resource, type, template));
  }
  return found;
}

function launchResource(resource: TemplateResource, type: LaunchType, template: Template): Resource {
  const { id, at, condition } = resource;
  const context: Context = { template, assumed: new Map(condition === undefined ? [] : [[condition, true]]) };
  const properties = propertiesOf(resource.properties, at, context);
  return {
    kind: type.kind,
    format: "cloudformation",
    type: resource.type,
    address: id,
    at,
    placement: { provider: "cloudformation" },
    names: namesOf(properties, type),
    ...defaultVersionOf(resource),
    scenarios: [scenarioOf(properties, type, resource, context)],
  };
}

/**
 * Every update makes a new version of a template, and the first stays its default: "cannot be specified in CloudFormation".
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html
 */
function defaultVersionOf({ type, at }: TemplateResource): Pick<Resource, "defaultVersion"> {
  return type === launchTemplateType ? { defaultVersion: { state: "known", value: 1, at, trail: [] } } : {};
}

function namesOf(properties: Member, type: LaunchType): readonly string[] {
  if (type.name === undefined) return [];
  const name = decided(member(properties, type.name).value);
  return name.kind === "scalar" ? [String(name.value)] : [];
}

function scenarioOf(properties: Member, type: LaunchType, resource: TemplateResource, context: Context): Scenario {
  const links = type.links(properties, context);
  const extras = { strayOptions: strayOptions(resource.type, properties, type.launchData), tagKeys: tagKeysOf(resource.type, properties) };
  if (type.launchData === undefined) return { when: [], ...noSettings(resource.at), links, image: overriddenImage(properties), ...extras };
  const data = memberAt(properties, type.launchData);
  const block = member(data, "MetadataOptions");
  return { when: [], ...blockSettings(block, resource.at), links, image: imageUse(member(data, "ImageId").value), ...extras };
}

/** One group may launch several images: as soon as an override names one, the template's is not the whole answer. */
function overriddenImage(properties: Member): ImageUse {
  const [first] = overrideImages(properties);
  return first === undefined ? { state: "absent" } : { state: "unknown", why: "an override names an image of its own", at: first.at, trail: [] };
}
