import type { SettingName } from "../model/setting.ts";
import { disableWays } from "./beanstalk.ts";
import { emrWays } from "./emr.ts";
import { nothingAt, optionsOf, undecidedOptions, withSettings, type Node } from "./node.ts";
import { optionsAt, plainWay, type ResourceType, type ResourceTypes, type Way } from "./resource-type.ts";
import { readSwitch } from "./switches.ts";

const builderSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit"];
const version = "minimum_instance_metadata_service_version";

export const imageBuilder: ResourceType = { kind: "service", ways: imageBuilderWays, options: optionsAt(["instance_metadata_options"], builderSettings) };
export const notebook: ResourceType = { kind: "service", ways: notebookWays, options: { path: ["instance_metadata_service_configuration"], names: [version] } };

const settingKeys = { group: "setting", name: "name" };

/** Managed services with a switch of their own for their machines, normalised to `httpTokens`. */
export const serviceTypes: ResourceTypes = [
  ["aws_imagebuilder_infrastructure_configuration", imageBuilder],
  ["aws_sagemaker_notebook_instance", notebook],
  ["aws_elastic_beanstalk_environment", { kind: "service", ways: (node) => disableWays(node, settingKeys) }],
  ["aws_elastic_beanstalk_configuration_template", { kind: "service", ways: (node) => disableWays(node, settingKeys) }],
  ["aws_emr_security_configuration", { kind: "service", ways: (node) => emrWays(node, "configuration") }],
];

/** https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_InstanceMetadataOptions.html */
function imageBuilderWays(node: Node): readonly Way[] {
  return [plainWay(optionsOf(node, "instance_metadata_options", builderSettings))];
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html: "1" is both versions, "2" only the second. */
function notebookWays(node: Node): readonly Way[] {
  const { nodes, undecided } = node.nested("instance_metadata_service_configuration");
  const [configuration] = nodes;
  if (configuration === undefined) return [plainWay(undecided === undefined ? nothingAt(node) : undecidedOptions(["httpTokens"], undecided))];
  const httpTokens = readSwitch(configuration.setting(version), node.spelled(version), { "1": "optional", "2": "required" });
  return [plainWay({ block: { state: "present", at: configuration.at }, settings: withSettings(configuration.at, { httpTokens }) })];
}
