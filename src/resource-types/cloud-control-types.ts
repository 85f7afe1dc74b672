import type { Assumption } from "../model/resource.ts";
import { launchSettings, spelling, type SettingName } from "../model/setting.ts";
import { disableWays } from "./beanstalk.ts";
import { batchWays, specificationWays } from "./launcher-types.ts";
import { configLinks, configLinksIn, groupLinks, linksIn, orNone, specificationKeys, unknownLink } from "./links.ts";
import { configurationSettings } from "./machine-types.ts";
import { nodeGroupWays } from "./node-groups.ts";
import { nothingAt, optionsOf, undecidedOptions, type Node, type Nodes } from "./node.ts";
import { firstVersion } from "./default-version.ts";
import { optionsAt, plainWay, through, type ResourceTypes, type Way } from "./resource-type.ts";
import { imageBuilder, notebook } from "./service-types.ts";
import { inList, ofInstances, passedOn } from "./tag-keys.ts";

const group = { template: specificationKeys, overrides: "overrides", configuration: "launch_configuration_name", instance: "instance_id" };

/**
 * CloudFormation's types that Terraform's Cloud Control provider has too. The names of arguments are the provider's: CloudFormation
 * writes them in PascalCase.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
export const registryTypes: ResourceTypes = [
  ["AWS::EC2::Instance", { kind: "instance", ways: instanceWays, options: optionsAt(["metadata_options"], launchSettings, spelled), tagKeys: (node) => inList(node, "tags") }],
  [
    "AWS::EC2::LaunchTemplate",
    {
      kind: "launch-template",
      ways: templateWays,
      named: "launch_template_name",
      options: optionsAt(["launch_template_data", "metadata_options"], launchSettings, spelled),
      tagKeys: (node) => node.nested("launch_template_data").nodes.flatMap((data) => ofInstances(data).flatMap((each) => inList(each, "tags"))),
      defaultVersion: firstVersion,
    },
  ],
  ["AWS::AutoScaling::LaunchConfiguration", { kind: "launch-configuration", ways: configurationWays, named: "launch_configuration_name", options: optionsAt(["metadata_options"], configurationSettings, spelled) }],
  ["AWS::AutoScaling::AutoScalingGroup", { kind: "launcher", ways: groupWays, named: "auto_scaling_group_name", tagKeys: (node) => passedOn(node, "tags") }],
  ["AWS::EC2::EC2Fleet", { kind: "launcher", ways: fleetWays, options: optionsAt(["launch_template_configs", "overrides", "metadata_options"], configurationSettings, spelled) }],
  ["AWS::EC2::SpotFleet", { kind: "launcher", ways: spotFleetWays }],
  ["AWS::EKS::Nodegroup", { kind: "launcher", ways: nodeGroupWays, named: "nodegroup_name" }],
  ["AWS::Batch::ComputeEnvironment", { kind: "launcher", ways: batchWays, named: "compute_environment_name" }],
  ["AWS::PCS::ComputeNodeGroup", { kind: "launcher", ways: computeNodeWays }],
  ["AWS::ImageBuilder::InfrastructureConfiguration", imageBuilder],
  ["AWS::SageMaker::NotebookInstance", notebook],
  ["AWS::ElasticBeanstalk::Environment", { kind: "service", ways: beanstalkWays }],
  ["AWS::ElasticBeanstalk::ConfigurationTemplate", { kind: "service", ways: beanstalkWays }],
];

/** The same types under the names of the Cloud Control provider, where everything is an attribute, sent as it is written. */
export const cloudControlTypes: ResourceTypes = registryTypes.map(([type, row]) => [cloudControlName(type), row]);

/** `AWS::EC2::LaunchTemplate` is `awscc_ec2_launch_template`. */
function cloudControlName(type: string): string {
  const [, service = "", name = ""] = type.split("::");
  return `awscc_${service.toLowerCase()}_${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase()}`;
}

function spelled(name: SettingName): string {
  return name === "httpProtocolIpv6" ? "http_protocol_ipv_6" : spelling("terraform", name);
}

function instanceWays(node: Node): readonly Way[] {
  const links = linksIn(node.nested("launch_template"), specificationKeys);
  return [{ ...optionsOf(node, "metadata_options", launchSettings, spelled), links, image: node.image("image_id") }];
}

function templateWays(node: Node): readonly Way[] {
  return launchDataWays(node, node.nested("launch_template_data"));
}

/** Everything about the launch in a group of its own; what is missing in it is shown at the resource. */
export function launchDataWays(node: Node, { nodes, undecided }: Nodes): readonly Way[] {
  const [data] = nodes;
  if (data !== undefined) return [{ ...optionsOf({ ...data, at: node.at }, "metadata_options", launchSettings, spelled), links: [], image: data.image("image_id") }];
  return [plainWay(undecided === undefined ? nothingAt(node) : undecidedOptions(launchSettings, undecided))];
}

/** A launch configuration may take over what a running instance has. */
function configurationWays(node: Node): readonly Way[] {
  const model = node.link("instance", ["instance_id"]);
  return [{ ...optionsOf(node, "metadata_options", configurationSettings, spelled), links: model === undefined ? [] : [model], image: node.image("image_id") }];
}

/** One group may launch several images: as soon as an override names one, the template's is not the whole answer. */
function groupWays(node: Node): readonly Way[] {
  const templates = node.nested("mixed_instances_policy").nodes.flatMap((policy) => policy.nested("launch_template").nodes);
  const own = templates.flatMap((template) => template.nested("overrides").nodes.map((override) => override.image("image_id"))).find(({ state }) => state !== "absent");
  const links = groupLinks(node, group);
  return [own === undefined || own.state === "absent" ? through(node, links) : through(node, links, { state: "unknown", why: "an override names an image of its own", at: own.at, trail: [] })];
}

/**
 * An override with metadata options or an image of its own can undo a safe template, so it is a way of its own; the template alone launches
 * where there are other overrides, or none.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-ec2fleet-fleetlaunchtemplateoverridesrequest.html
 */
function fleetWays(node: Node): readonly Way[] {
  const type = node.setting("type");
  if (type.state === "known" && type.value === "instant") return instantWays(node);
  const plain = { ...through(node, configLinks(node, configGroup, specificationKeys)), remarks: node.nested(configGroup).nodes.flatMap(unheardOverrides) };
  const instant = type.state === "unknown" ? instantWays(node) : [];
  if (instant.every(({ when = [] }) => when.length === 0)) return [plain];
  const assumed = (holds: boolean): Assumption => ({ condition: "launched by an instant fleet", holds, at: type.at });
  return [{ ...plain, remarks: [], when: [assumed(false)] }, ...instant.map((way) => ({ ...way, when: [assumed(true), ...(way.when ?? [])] }))];
}

const configGroup = "launch_template_configs";

/**
 * Only fleets of the type `instant` take metadata options and images in overrides; without a type a fleet is one of the type `maintain`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetLaunchTemplateOverridesRequest.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-ec2fleet.html#cfn-ec2-ec2fleet-type
 */
function instantWays(node: Node): readonly Way[] {
  const { nodes, undecided } = node.nested(configGroup);
  const configs = nodes.map((config, index) => ({ config, special: overrideWays(config, `${node.spelled(configGroup)}[${index}]`) }));
  const special = configs.flatMap((config) => config.special);
  const plain = configs.filter((one) => one.special.length === 0 || one.special.length < one.config.nested("overrides").nodes.length).map(({ config }) => config);
  if (plain.length === 0 && special.length > 0) return special;
  const when = special.flatMap((way) => way.when.map((assumption) => ({ ...assumption, holds: false })));
  return [{ ...through(node, configLinksIn(node, { nodes: plain, undecided }, specificationKeys)), when }, ...special];
}

function unheardOverrides(config: Node): NonNullable<Way["remarks"]> {
  return config.nested("overrides").nodes.flatMap((override) => {
    const { block } = optionsOf(override, "metadata_options", configurationSettings, spelled);
    return block.state === "absent" ? [] : [{ at: block.at, note: "only fleets of the type instant take metadata options in overrides: these do not count" }];
  });
}

function overrideWays(config: Node, path: string): readonly (Way & { readonly when: readonly Assumption[] })[] {
  const links = linksIn(config.nested("launch_template_specification"), specificationKeys);
  return config.nested("overrides").nodes.flatMap((override, index) => {
    const written = optionsOf(override, "metadata_options", configurationSettings, spelled);
    const image = override.image("image_id");
    if (written.block.state === "absent" && image.state === "absent") return [];
    const condition = `launched by ${path}.${config.spelled("overrides")}[${index}]`;
    return [{ ...written, when: [{ condition, holds: true, at: override.at }], links, image }];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-spotfleet-spotfleetlaunchspecification.html has no metadata options. */
function spotFleetWays(node: Node): readonly Way[] {
  const group = "spot_fleet_request_config_data";
  const { nodes, undecided } = node.nested(group);
  const [data] = nodes;
  if (data === undefined) return [through(node, [unknownLink(undecided?.why ?? `the required ${node.spelled(group)} is missing`, undecided?.at ?? node.at)])];
  const specifications = data.nested("launch_specifications").nodes;
  if (specifications.length === 0) return [through(data, configLinks(data, "launch_template_configs", specificationKeys))];
  return specificationWays(specifications, "launch_specifications", "image_id");
}

/** The image that is named, else the template's: https://docs.aws.amazon.com/pcs/latest/APIReference/API_CreateComputeNodeGroup.html */
function computeNodeWays(node: Node): readonly Way[] {
  return [through(node, orNone(linksIn(node.nested("custom_launch_template"), ["template_id"]), node.at), node.image("ami_id"))];
}

function beanstalkWays(node: Node): readonly Way[] {
  return disableWays(node, { group: "option_settings", name: "option_name" });
}
