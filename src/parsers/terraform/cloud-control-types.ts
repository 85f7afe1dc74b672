import type { Assumption, ImageUse, Link } from "../../model/resource.ts";
import { launchSettings, spelling, type SettingName } from "../../model/setting.ts";
import { optionSettingWays } from "./beanstalk.ts";
import { batchWays } from "./launcher-types.ts";
import { nodeGroupWays } from "./node-groups.ts";
import { optionsOf, type Node } from "./node.ts";
import { imageOfValue, insteadOf, isNull, toTarget, unknownLink, type Reading } from "./references.ts";
import { apart, distinctImages, nodeOf, nothingAt, type ManyWaysType, type ResourceTypes, type Way } from "./resource-type.ts";
import { imageBuilderWays, notebookWays } from "./service-types.ts";
import { linksIn, specificationKeys } from "./template-links.ts";

const threeSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];

/**
 * The Cloud Control provider: CloudFormation's types, everything an attribute, sent as it is written.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
export const cloudControlTypes: ResourceTypes = [
  ["awscc_ec2_instance", { kind: "instance", ways: on(instanceWays) }],
  ["awscc_ec2_launch_template", { kind: "launch-template", ways: on(templateWays), named: "launch_template_name" }],
  ["awscc_autoscaling_launch_configuration", { kind: "launch-configuration", ways: on(configurationWays), named: "launch_configuration_name" }],
  ["awscc_autoscaling_auto_scaling_group", { kind: "launcher", ways: on(groupWays), named: "auto_scaling_group_name" }],
  ["awscc_ec2_ec2_fleet", { kind: "launcher", ways: on(fleetWays) }],
  ["awscc_ec2_spot_fleet", { kind: "launcher", ways: on(spotFleetWays) }],
  ["awscc_eks_nodegroup", { kind: "launcher", ways: on(nodeGroupWays), named: "nodegroup_name" }],
  ["awscc_batch_compute_environment", { kind: "launcher", ways: on(batchWays), named: "compute_environment_name" }],
  ["awscc_imagebuilder_infrastructure_configuration", { kind: "service", ways: on(imageBuilderWays) }],
  ["awscc_sagemaker_notebook_instance", { kind: "service", ways: on(notebookWays) }],
  ["awscc_elasticbeanstalk_environment", { kind: "service", ways: on(beanstalkWays) }],
  ["awscc_elasticbeanstalk_configuration_template", { kind: "service", ways: on(beanstalkWays) }],
];

function on(ways: (node: Node) => readonly Way[]): ManyWaysType["ways"] {
  return (reading: Reading) => ways(nodeOf(reading));
}

function spelled(name: SettingName): string {
  return name === "httpProtocolIpv6" ? "http_protocol_ipv_6" : spelling("terraform", name);
}

function imageIn(node: Node): ImageUse {
  const { value, at } = node.field("image_id");
  return imageOfValue(value, at);
}

function instanceWays(node: Node): readonly Way[] {
  const links = linksIn(node.nested("launch_template"), specificationKeys);
  return [{ ...optionsOf(node, "metadata_options", launchSettings, spelled), links, image: imageIn(node) }];
}

function templateWays(node: Node): readonly Way[] {
  const { nodes, undecided } = node.nested("launch_template_data");
  const [data] = nodes;
  if (data !== undefined) return [{ ...optionsOf(data, "metadata_options", launchSettings, spelled), links: [], image: imageIn(data) }];
  const options = undecided === undefined ? nothingAt(node) : optionsOf({ ...node, nested: () => ({ nodes, undecided }) }, "metadata_options", launchSettings, spelled);
  return [{ ...options, links: [], image: { state: "absent" } }];
}

function configurationWays(node: Node): readonly Way[] {
  return [{ ...optionsOf(node, "metadata_options", threeSettings, spelled), links: [], image: imageIn(node) }];
}

function groupWays(node: Node): readonly Way[] {
  const links = [...linksIn(node.nested("launch_template"), specificationKeys), ...mixedLinks(node), ...configurationLink(node)];
  return [{ ...nothingAt(node), links: links.length > 0 ? links : [unknownLink("no launch template or configuration is written", node.at)], image: { state: "absent" } }];
}

function mixedLinks(node: Node): readonly Link[] {
  const { nodes, undecided } = node.nested("mixed_instances_policy");
  if (undecided !== undefined) return [unknownLink(undecided.why, undecided.at)];
  const templates = nodes.flatMap((policy) => policy.nested("launch_template").nodes);
  return templates.flatMap((template) => {
    const common = linksIn(template.nested("launch_template_specification"), specificationKeys);
    const own = template.nested("overrides").nodes.flatMap((each) => linksIn(each.nested("launch_template_specification"), specificationKeys));
    return [...common, ...insteadOf(common, own)];
  });
}

function configurationLink(node: Node): readonly Link[] {
  const { value, at, written } = node.field("launch_configuration_name");
  if (!written || isNull(value)) return [];
  return [{ to: "launch-configuration", target: toTarget(value, at), version: { state: "absent", at } }];
}

/**
 * An override with metadata options or an image of its own can undo a safe template, so it is a way of its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-ec2fleet-fleetlaunchtemplateoverridesrequest.html
 */
function fleetWays(node: Node): readonly Way[] {
  const configs = node.nested("launch_template_configs");
  const links = configs.nodes.flatMap((config) => linksIn(config.nested("launch_template_specification"), specificationKeys));
  const plain: Way = { ...nothingAt(node), links: links.length > 0 ? links : [unknownLink(configs.undecided?.why ?? "no launch template is written", configs.undecided?.at ?? node.at)], image: { state: "absent" } };
  const special = configs.nodes.flatMap(overrideWays);
  return [{ ...plain, when: special.flatMap(({ when }) => when.map((assumption) => ({ ...assumption, holds: false }))) }, ...special];
}

function overrideWays(config: Node, configIndex: number): readonly (Way & { readonly when: readonly Assumption[] })[] {
  const links = linksIn(config.nested("launch_template_specification"), specificationKeys);
  return config.nested("overrides").nodes.flatMap((override, index) => {
    const options = override.nested("metadata_options");
    const image = imageIn(override);
    if (options.nodes.length === 0 && options.undecided === undefined && image.state === "absent") return [];
    const condition = `launched by launch_template_configs[${configIndex}].overrides[${index}]`;
    return [{ ...optionsOf(override, "metadata_options", threeSettings, spelled), when: [{ condition, holds: true, at: override.at }], links, image }];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-spotfleet-spotfleetlaunchspecification.html has no metadata options. */
function spotFleetWays(node: Node): readonly Way[] {
  const [data] = node.nested("spot_fleet_request_config_data").nodes;
  if (data === undefined) return [{ ...nothingAt(node), links: [unknownLink("the request is not known", node.at)], image: { state: "absent" } }];
  const specifications = data.nested("launch_specifications").nodes;
  if (specifications.length > 0) {
    return apart(distinctImages(specifications.map((specification, index) => ({ ...nothingAt(specification), links: [], image: imageIn(specification), name: `launch_specifications[${index}]` }))));
  }
  const links = data.nested("launch_template_configs").nodes.flatMap((config) => linksIn(config.nested("launch_template_specification"), specificationKeys));
  return [{ ...nothingAt(node), links: links.length > 0 ? links : [unknownLink("no launch template is written", node.at)], image: { state: "absent" } }];
}

function beanstalkWays(node: Node): readonly Way[] {
  return optionSettingWays(node, { group: "option_settings", name: "option_name" });
}
