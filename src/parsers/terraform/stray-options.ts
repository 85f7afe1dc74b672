import type { StrayOption } from "../../model/resource.ts";
import { launchSettings, spelling, type SettingName } from "../../model/setting.ts";
import { nearest } from "../../model/nearest.ts";
import { headerOf } from "./blocks.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./references.ts";
import { nodeOf } from "./resource-type.ts";

/** Where a resource type holds its options: the groups to go through, and the names that the last one takes. */
interface Group {
  readonly path: readonly string[];
  readonly names: readonly string[];
}

const five = launchSettings.map((name) => spelling("terraform", name));
const three = named("httpTokens", "httpPutResponseHopLimit", "httpEndpoint");
const cloudControl = five.map((name) => (name === "http_protocol_ipv6" ? "http_protocol_ipv_6" : name));
const two = named("httpTokens", "httpPutResponseHopLimit");
const version = ["minimum_instance_metadata_service_version"];

function named(...names: readonly SettingName[]): readonly string[] {
  return names.map((name) => spelling("terraform", name));
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs and https://registry.terraform.io/providers/hashicorp/awscc/latest/docs */
const groups: ReadonlyMap<string, Group> = new Map<string, Group>([
  ["aws_instance", { path: ["metadata_options"], names: five }],
  ["aws_spot_instance_request", { path: ["metadata_options"], names: five }],
  ["aws_launch_template", { path: ["metadata_options"], names: five }],
  ["aws_launch_configuration", { path: ["metadata_options"], names: three }],
  ["aws_imagebuilder_infrastructure_configuration", { path: ["instance_metadata_options"], names: two }],
  ["aws_sagemaker_notebook_instance", { path: ["instance_metadata_service_configuration"], names: version }],
  ["awscc_ec2_instance", { path: ["metadata_options"], names: cloudControl }],
  ["awscc_ec2_launch_template", { path: ["launch_template_data", "metadata_options"], names: cloudControl }],
  ["awscc_autoscaling_launch_configuration", { path: ["metadata_options"], names: three }],
  ["awscc_ec2_ec2_fleet", { path: ["launch_template_configs", "overrides", "metadata_options"], names: three }],
  ["awscc_imagebuilder_infrastructure_configuration", { path: ["instance_metadata_options"], names: two }],
  ["awscc_sagemaker_notebook_instance", { path: ["instance_metadata_service_configuration"], names: version }],
]);

const accountNames = named("httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags");

/** What is written for a resource where its options belong, and is none: unknown arguments of the group, and a group of another name. */
export function strayOptions(type: string, reading: Reading): readonly StrayOption[] {
  const node = nodeOf(reading);
  if (type === "aws_ec2_instance_metadata_defaults") return node.names().filter(isLikeAnOption).map((key) => ({ key, at: node.field(key).at, known: accountNames }));
  const group = groups.get(type);
  if (group === undefined) return [];
  return [...inGroup(node, group), ...likeTheGroup(reading, group)];
}

/** The resource has other arguments too: only what looks like an option can be meant as one. */
function isLikeAnOption(name: string): boolean {
  return !accountNames.includes(name) && (name.startsWith("http_") || nearest(name, accountNames) !== undefined);
}

function inGroup(node: Node, { path, names }: Group): readonly StrayOption[] {
  const nodes = path.reduce<readonly Node[]>((outer, name) => outer.flatMap((each) => each.nested(name).nodes), [node]);
  return nodes.flatMap((each) =>
    each
      .names()
      .filter((key) => !names.includes(key))
      .map((key) => ({ key, at: each.field(key).at, known: names })),
  );
}

/** `metadata_option { … }`: Terraform knows no such block, and the options in it are none. */
function likeTheGroup({ declared, scope }: Reading, { path }: Group): readonly StrayOption[] {
  const [first] = path;
  if (first === undefined) return [];
  return declared.block.body.blocks
    .filter(({ type }) => type !== first && nearest(type, [first]) !== undefined)
    .map((block) => ({ key: block.type, at: headerOf(block, scope.source), known: [first] }));
}
