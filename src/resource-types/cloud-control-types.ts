import type { Assumption } from "../model/resource.ts";
import { launchSettings, spelling, type SettingName } from "../model/setting.ts";
import { disableWays } from "./beanstalk.ts";
import { batchWays } from "./launcher-types.ts";
import { configLinks, groupLinks, linksIn, specificationKeys, unknownLink } from "./links.ts";
import { configurationSettings } from "./machine-types.ts";
import { nodeGroupWays } from "./node-groups.ts";
import { nothingAt, optionsOf, undecidedOptions, type Node } from "./node.ts";
import { firstVersion } from "./default-version.ts";
import { apart, distinctImages, optionsAt, plainWay, through, type ResourceTypes, type Way } from "./resource-type.ts";
import { imageBuilder, notebook } from "./service-types.ts";
import { inList, ofInstances, passedOn } from "./tag-keys.ts";

const group = { template: specificationKeys, overrides: "overrides", configuration: "launch_configuration_name" };

/**
 * The Cloud Control provider: CloudFormation's types, everything an attribute, sent as it is written.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
export const cloudControlTypes: ResourceTypes = [
  ["awscc_ec2_instance", { kind: "instance", ways: instanceWays, options: optionsAt(["metadata_options"], launchSettings, spelled), tagKeys: (node) => inList(node, "tags") }],
  [
    "awscc_ec2_launch_template",
    {
      kind: "launch-template",
      ways: templateWays,
      named: "launch_template_name",
      options: optionsAt(["launch_template_data", "metadata_options"], launchSettings, spelled),
      tagKeys: (node) => node.nested("launch_template_data").nodes.flatMap((data) => ofInstances(data).flatMap((each) => inList(each, "tags"))),
      defaultVersion: firstVersion,
    },
  ],
  ["awscc_autoscaling_launch_configuration", { kind: "launch-configuration", ways: configurationWays, named: "launch_configuration_name", options: optionsAt(["metadata_options"], configurationSettings, spelled) }],
  ["awscc_autoscaling_auto_scaling_group", { kind: "launcher", ways: groupWays, named: "auto_scaling_group_name", tagKeys: (node) => passedOn(node, "tags") }],
  ["awscc_ec2_ec2_fleet", { kind: "launcher", ways: fleetWays, options: optionsAt(["launch_template_configs", "overrides", "metadata_options"], configurationSettings, spelled) }],
  ["awscc_ec2_spot_fleet", { kind: "launcher", ways: spotFleetWays }],
  ["awscc_eks_nodegroup", { kind: "launcher", ways: nodeGroupWays, named: "nodegroup_name" }],
  ["awscc_batch_compute_environment", { kind: "launcher", ways: batchWays, named: "compute_environment_name" }],
  ["awscc_imagebuilder_infrastructure_configuration", imageBuilder],
  ["awscc_sagemaker_notebook_instance", notebook],
  ["awscc_elasticbeanstalk_environment", { kind: "service", ways: beanstalkWays }],
  ["awscc_elasticbeanstalk_configuration_template", { kind: "service", ways: beanstalkWays }],
];

function spelled(name: SettingName): string {
  return name === "httpProtocolIpv6" ? "http_protocol_ipv_6" : spelling("terraform", name);
}

function instanceWays(node: Node): readonly Way[] {
  const links = linksIn(node.nested("launch_template"), specificationKeys);
  return [{ ...optionsOf(node, "metadata_options", launchSettings, spelled), links, image: node.image("image_id") }];
}

function templateWays(node: Node): readonly Way[] {
  const { nodes, undecided } = node.nested("launch_template_data");
  const [data] = nodes;
  if (data !== undefined) return [{ ...optionsOf(data, "metadata_options", launchSettings, spelled), links: [], image: data.image("image_id") }];
  return [plainWay(undecided === undefined ? nothingAt(node) : undecidedOptions(launchSettings, undecided))];
}

function configurationWays(node: Node): readonly Way[] {
  return [{ ...optionsOf(node, "metadata_options", configurationSettings, spelled), links: [], image: node.image("image_id") }];
}

function groupWays(node: Node): readonly Way[] {
  return [through(node, groupLinks(node, group))];
}

/**
 * An override with metadata options or an image of its own can undo a safe template, so it is a way of its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-ec2fleet-fleetlaunchtemplateoverridesrequest.html
 */
function fleetWays(node: Node): readonly Way[] {
  const special = node.nested("launch_template_configs").nodes.flatMap(overrideWays);
  const when = special.flatMap((way) => way.when.map((assumption) => ({ ...assumption, holds: false })));
  return [{ ...through(node, configLinks(node, "launch_template_configs", specificationKeys)), when }, ...special];
}

function overrideWays(config: Node, configIndex: number): readonly (Way & { readonly when: readonly Assumption[] })[] {
  const links = linksIn(config.nested("launch_template_specification"), specificationKeys);
  return config.nested("overrides").nodes.flatMap((override, index) => {
    const options = override.nested("metadata_options");
    const image = override.image("image_id");
    if (options.nodes.length === 0 && options.undecided === undefined && image.state === "absent") return [];
    const condition = `launched by launch_template_configs[${configIndex}].overrides[${index}]`;
    return [{ ...optionsOf(override, "metadata_options", configurationSettings, spelled), when: [{ condition, holds: true, at: override.at }], links, image }];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-spotfleet-spotfleetlaunchspecification.html has no metadata options. */
function spotFleetWays(node: Node): readonly Way[] {
  const [data] = node.nested("spot_fleet_request_config_data").nodes;
  if (data === undefined) return [through(node, [unknownLink("the request is not known", node.at)])];
  const specifications = data.nested("launch_specifications").nodes;
  if (specifications.length === 0) return [through(data, configLinks(data, "launch_template_configs", specificationKeys))];
  return apart(distinctImages(specifications.map((specification, index) => ({ ...through(specification, [], specification.image("image_id")), name: `launch_specifications[${index}]` }))));
}

function beanstalkWays(node: Node): readonly Way[] {
  return disableWays(node, { group: "option_settings", name: "option_name" });
}
