import type { TagKey } from "../model/resource.ts";
import { launchSettings, type Setting, type SettingName } from "../model/setting.ts";
import { groupLinks, linksIn, plainKeys } from "./links.ts";
import { optionsIn, optionsOf, withSettings, type Node } from "./node.ts";
import { defaultVersion } from "./default-version.ts";
import { optionsAt, plainWay, through, type ResourceType, type ResourceTypes } from "./resource-type.ts";
import { inMap, ofInstances, passedOn } from "./tag-keys.ts";

/** The options of launch configurations: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceMetadataOptions.html */
export const configurationSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"];

const instance: ResourceType["ways"] = (node) => [{ ...optionsOf(node, "metadata_options", launchSettings), links: linksIn(node.nested("launch_template"), plainKeys), image: node.image("ami") }];
const group = { template: plainKeys, overrides: "override", configuration: "launch_configuration" };

const options = optionsAt(["metadata_options"], launchSettings);
const configurationOptions = optionsAt(["metadata_options"], configurationSettings);

/** Instances, what they are launched from, and what decides beside it. */
export const machineTypes: ResourceTypes = [
  ["aws_instance", { kind: "instance", ways: instance, options, tagKeys: (node, ofProvider) => [...instanceTags(node), ...ofProvider] }],
  ["aws_spot_instance_request", { kind: "instance", ways: instance, options }],
  ["aws_launch_template", { kind: "launch-template", ways: templateWays(launchSettings), options, tagKeys: (node) => ofInstances(node).flatMap((each) => inMap(each, "tags")), defaultVersion }],
  ["aws_launch_configuration", { kind: "launch-configuration", ways: templateWays(configurationSettings), options: configurationOptions }],
  ["aws_autoscaling_group", { kind: "launcher", ways: (node) => [through(node, groupLinks(node, group))], tagKeys: (node) => passedOn(node, "tag") }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", ways: (node) => [plainWay(optionsIn(node, accountSettings))], options: optionsAt([], accountSettings) }],
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

/** Plans hold the provider's default tags, too, in `tags_all`. */
function instanceTags(node: Node): readonly TagKey[] {
  return inMap(node, node.nested("tags_all").nodes.length > 0 ? "tags_all" : "tags");
}
