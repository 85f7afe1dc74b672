import { launchSettings, type Setting, type SettingName } from "../model/setting.ts";
import { groupLinks, linksIn, plainKeys } from "./links.ts";
import { optionsIn, optionsOf, withSettings, type Node } from "./node.ts";
import { plainWay, through, type ResourceType, type ResourceTypes } from "./resource-type.ts";

/** The options of launch configurations: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMetadataOptions.html */
export const configurationSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"];

const instance: ResourceType["ways"] = (node) => [{ ...optionsOf(node, "metadata_options", launchSettings), links: linksIn(node.nested("launch_template"), plainKeys), image: node.image("ami") }];
const group = { template: plainKeys, overrides: "override", configuration: "launch_configuration" };

/** Instances, what they are launched from, and what decides beside it. */
export const machineTypes: ResourceTypes = [
  ["aws_instance", { kind: "instance", ways: instance }],
  ["aws_spot_instance_request", { kind: "instance", ways: instance }],
  ["aws_launch_template", { kind: "launch-template", ways: templateWays(launchSettings) }],
  ["aws_launch_configuration", { kind: "launch-configuration", ways: templateWays(configurationSettings) }],
  ["aws_autoscaling_group", { kind: "launcher", ways: (node) => [through(node, groupLinks(node, group))] }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", ways: (node) => [plainWay(optionsIn(node, accountSettings))] }],
  ["aws_ami", { kind: "image", ways: imageWays("registered", ["imdsSupport"]) }],
  ["aws_ami_copy", { kind: "image", ways: imageWays("copied", [], "source_ami_id") }],
  ["aws_ami_from_instance", { kind: "image", ways: imageWays("copied", [], "source_instance_id") }],
];

function templateWays(names: readonly SettingName[]): ResourceType["ways"] {
  return (node) => [{ ...optionsOf(node, "metadata_options", names), links: [], image: node.image("image_id") }];
}

/** `imds_support` is an argument of aws_ami only; copies inherit it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ami_copy */
function imageWays(origin: "registered" | "copied", names: readonly SettingName[], source?: string): ResourceType["ways"] {
  return (node: Node) => {
    const { block, settings } = optionsIn(node, names);
    const imageOrigin: Setting = { state: "known", value: origin, at: node.at, trail: [] };
    return [{ block, settings: withSettings(node.at, { ...settings, imageOrigin }), links: [], image: source === undefined ? { state: "absent" } : node.image(source) }];
  };
}
