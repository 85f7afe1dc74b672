import type { ImageUse, Link } from "../../model/resource.ts";
import { nodeGroupWays } from "./node-groups.ts";
import { textIn, type Node } from "./node.ts";
import { imageOfValue, templateLinks, unknownLink, type Reading } from "./references.ts";
import { apart, distinctImages, nodeOf, nothingAt, type ResourceTypes, type Way } from "./resource-type.ts";
import { linksIn, plainKeys, specificationKeys, templateHasImage } from "./template-links.ts";

/** Resources that launch machines through templates and have no metadata options of their own. */
export const launcherTypes: ResourceTypes = [
  ["aws_ec2_fleet", { kind: "launcher", ways: fleetWays }],
  ["aws_spot_fleet_request", { kind: "launcher", ways: spotFleetWays }],
  ["aws_eks_node_group", { kind: "launcher", ways: (reading) => nodeGroupWays(nodeOf(reading)), named: "node_group_name" }],
  ["aws_batch_compute_environment", { kind: "launcher", ways: (reading) => batchWays(nodeOf(reading)), named: "name" }],
  ["aws_gamelift_game_server_group", { kind: "launcher", ways: gameServerWays, named: "game_server_group_name" }],
];

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_fleet: its overrides have no metadata options. */
function fleetWays(reading: Reading): readonly Way[] {
  const node = nodeOf(reading);
  return [through(node, configLinks(node, specificationKeys))];
}

/** The links of every `launch_template_config`. */
function configLinks(node: Node, keys: readonly string[]): readonly Link[] {
  const { nodes, undecided } = node.nested("launch_template_config");
  const links = nodes.flatMap((config) => linksIn(config.nested("launch_template_specification"), keys));
  if (links.length > 0) return links;
  return [unknownLink(undecided?.why ?? "no launch template is written", undecided?.at ?? node.at)];
}

function through(node: Node, links: readonly Link[], image: ImageUse = { state: "absent" }): Way {
  return { ...nothingAt(node), links, image };
}

/**
 * A spot fleet launches through templates, or by launch specifications. Those have no metadata options: account default, image and AWS
 * default decide. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotFleetLaunchSpecification.html
 */
function spotFleetWays(reading: Reading): readonly Way[] {
  const node = nodeOf(reading);
  const { nodes } = node.nested("launch_specification");
  if (nodes.length === 0) return [through(node, configLinks(node, plainKeys))];
  const specifications = nodes.map((specification, index) => {
    const { value, at } = specification.field("ami");
    const remarks = [{ at: specification.at, note: "a launch specification cannot set metadata options: the account default, the image or AWS decides" }];
    return { ...through(specification, [], imageOfValue(value, at)), remarks, name: `launch_specification[${index}]` };
  });
  return apart(distinctImages(specifications));
}

/** A game server group has no other machines than those of its template. */
function gameServerWays(reading: Reading): readonly Way[] {
  const node = nodeOf(reading);
  const links = templateLinks(reading);
  return [through(node, links.length > 0 ? links : [unknownLink("no launch template is written", node.at)])];
}

/**
 * A batch environment launches through `compute_resources`; on Fargate, and when it is unmanaged, it launches no machines itself.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html
 */
export function batchWays(node: Node): readonly Way[] {
  const { nodes, undecided } = node.nested("compute_resources");
  const [resources] = nodes;
  if (resources === undefined) return undecided === undefined ? [] : [through(node, [unknownLink(undecided.why, undecided.at)])];
  if (/^FARGATE/i.test(textIn(resources, "type") ?? "")) return [];
  const templates = resources.nested("launch_template");
  const links = linksIn(templates, specificationKeys);
  if (templates.nodes.some((template) => templateHasImage(template, specificationKeys))) return [through(node, links, batchImage(resources))];
  const configurations = resources.nested("ec2_configuration").nodes;
  const ways = (configurations.length === 0 ? [undefined] : configurations).map((configuration, index) => ({
    ...through(node, links, orDefault(batchImage(resources, configuration), configuration ?? resources, configuration)),
    name: `ec2_configuration[${index}]`,
  }));
  return apart(distinctImages(ways));
}

/** The image that is named: `image_id_override` of the configuration, else `image_id`. */
function batchImage(resources: Node, configuration?: Node): ImageUse {
  for (const field of [configuration?.field("image_id_override"), resources.field("image_id")]) {
    const image = field === undefined ? undefined : imageOfValue(field.value, field.at);
    if (image !== undefined && image.state !== "absent") return image;
  }
  return { state: "absent" };
}

/**
 * Without an image the type of the configuration picks one; without a configuration it is Amazon Linux 2023 since January 2026.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html
 */
function orDefault(image: ImageUse, { at }: Node, configuration: Node | undefined): ImageUse {
  if (image.state !== "absent") return image;
  const type = configuration === undefined ? "ECS_AL2023" : textIn(configuration, "image_type");
  if (type === undefined) return { state: "unknown", why: "the image type is not known", at, trail: [] };
  const path = batchImages.find(([prefix]) => type.startsWith(prefix))?.[1];
  if (path === undefined) return { state: "unknown", why: `nothing is known of images of the type ${type}`, at, trail: [] };
  const note = configuration === undefined ? "AWS Batch picks ECS_AL2023 when no ec2_configuration is written (new environments, since January 2026)" : `AWS Batch picks an image of the type ${type}`;
  return { state: "described", by: "ssm-parameter", patterns: [path], at, trail: [{ at, note }] };
}

const batchImages: readonly (readonly [string, string])[] = [
  ["ECS_AL2023", "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"],
  ["EKS_AL2023", "/aws/service/eks/optimized-ami/*/amazon-linux-2023/x86_64/standard/recommended"],
  ["ECS_AL2", "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended"],
  ["EKS_AL2", "/aws/service/eks/optimized-ami/*/amazon-linux-2/recommended"],
  ["ECS_AL1", "/aws/service/ecs/optimized-ami/amazon-linux/recommended"],
];
