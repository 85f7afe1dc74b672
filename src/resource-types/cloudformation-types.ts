import { readSdkCall, sdkCallRegion } from "./account-calls.ts";
import { registryTypes, launchDataWays } from "./cloud-control-types.ts";
import { clusterWays, emrWays } from "./emr.ts";
import { gameServerWays } from "./launcher-types.ts";
import { specificationKeys } from "./links.ts";
import { nothingAt, textIn, withSettings, type Node } from "./node.ts";
import { declaredDefaults } from "./policy-types.ts";
import { plainWay, type ResourceType, type ResourceTypes, type Way } from "./resource-type.ts";
import { disablingMeanings, readSwitch } from "./switches.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const more: ResourceTypes = [
  ["AWS::WorkspacesInstances::WorkspaceInstance", { kind: "instance", ways: (node) => launchDataWays(node, node.nested("managed_instance")) }],
  ["AWS::GameLift::GameServerGroup", { kind: "launcher", ways: (node) => gameServerWays(node, specificationKeys), named: "game_server_group_name" }],
  ["AWS::AppStream::Fleet", { kind: "service", ways: appStreamWays }],
  ["AWS::AppStream::ImageBuilder", { kind: "service", ways: appStreamWays }],
  ["AWS::AppStream::AppBlockBuilder", { kind: "service", ways: appStreamWays }],
  ["AWS::EMR::SecurityConfiguration", { kind: "service", ways: (node) => emrWays(node, "security_configuration") }],
  ["AWS::EMR::Cluster", { kind: "service", ways: clusterWays }],
  ["AWS::ECS::CapacityProvider", { kind: "service", ways: capacityProviderWays }],
  ["AWS::Organizations::Policy", { kind: "guardrail", ways: policyWays }],
];

/** The resource types of CloudFormation that matter to IMDS, custom resources aside. */
export const cloudFormationTypes: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([...registryTypes, ...more]);

/** A custom resource that makes one call of the AWS SDK, as the CDK's `AwsCustomResource` does. */
export const sdkCall: ResourceType = { kind: "account-defaults", ways: readSdkCall, region: sdkCallRegion };

/**
 * `true` disables version 1; else both versions answer.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appstream-fleet.html
 */
function appStreamWays(node: Node): readonly Way[] {
  const option = "DisableIMDSV1";
  const { block } = nothingAt(node);
  return [plainWay({ block, settings: withSettings(node.at, { httpTokens: readSwitch(node.setting(option), option, disablingMeanings) }) })];
}

/**
 * Managed instances have no metadata options but the tags in the metadata, which are there unless they are switched off. A provider for an
 * auto scaling group launches nothing: the group does.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html
 */
function capacityProviderWays(node: Node): readonly Way[] {
  const [template] = node.nested("managed_instances_provider").nodes.flatMap((provider) => provider.nested("instance_launch_template").nodes);
  if (template === undefined) return [];
  const name = template.spelled("instance_metadata_tags_propagation");
  const written = template.setting("instance_metadata_tags_propagation");
  const implied = { state: "known", value: "enabled", at: template.at, trail: [{ at: template.at, note: `ECS makes tags part of the metadata unless ${name} is false` }], byDefault: true } as const;
  const instanceMetadataTags = written.state === "absent" ? implied : readSwitch(written, name, { true: "enabled", false: "disabled" });
  return [plainWay({ block: nothingAt(node).block, settings: withSettings(node.at, { instanceMetadataTags }) })];
}

/** The types of policies that can speak of metadata options; of the others nothing is listed. */
const guarding: ReadonlySet<string | undefined> = new Set([undefined, "SERVICE_CONTROL_POLICY", "DECLARATIVE_POLICY_EC2"]);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html */
function policyWays(node: Node): readonly Way[] {
  if (!guarding.has(textIn(node, "type"))) return [];
  const declared = declaredDefaults(node);
  return declared.length > 0 ? declared : [plainWay(nothingAt(node))];
}
