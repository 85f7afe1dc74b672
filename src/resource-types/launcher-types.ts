import type { ImageUse } from "../model/resource.ts";
import { configLinks, linksIn, orNone, plainKeys, specificationKeys, templateHasImage, unknownLink } from "./links.ts";
import { nodeGroupWays } from "./node-groups.ts";
import { textIn, type Node } from "./node.ts";
import { apart, distinctImages, through, type ResourceTypes, type Way } from "./resource-type.ts";

/** Resources that launch machines through templates and have no metadata options of their own. */
export const launcherTypes: ResourceTypes = [
  ["aws_ec2_fleet", { kind: "launcher", ways: fleetWays }],
  ["aws_spot_fleet_request", { kind: "launcher", ways: spotFleetWays }],
  ["aws_eks_node_group", { kind: "launcher", ways: nodeGroupWays, named: "node_group_name" }],
  ["aws_batch_compute_environment", { kind: "launcher", ways: batchWays, named: "name" }],
  ["aws_gamelift_game_server_group", { kind: "launcher", ways: (node) => gameServerWays(node, plainKeys), named: "game_server_group_name" }],
];

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_fleet: its overrides have no metadata options. */
function fleetWays(node: Node): readonly Way[] {
  return [through(node, configLinks(node, "launch_template_config", specificationKeys))];
}

/**
 * A spot fleet launches through templates, or by launch specifications. Those have no metadata options: account default, image and AWS
 * default decide. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotFleetLaunchSpecification.html
 */
function spotFleetWays(node: Node): readonly Way[] {
  const { nodes } = node.nested("launch_specification");
  if (nodes.length === 0) return [through(node, configLinks(node, "launch_template_config", plainKeys))];
  return specificationWays(nodes, "launch_specification", "ami");
}

/** One way for each image that the launch specifications of a spot fleet name. */
export function specificationWays(specifications: readonly Node[], group: string, image: string): readonly Way[] {
  const ways = specifications.map((specification, index) => {
    const remarks = [{ at: specification.at, note: "a launch specification cannot set metadata options: the account default, the image or AWS decides" }];
    return { ...through(specification, [], specification.image(image)), remarks, name: `${specification.spelled(group)}[${index}]` };
  });
  return apart(distinctImages(ways));
}

/** A game server group has no other machines than those of its template. */
export function gameServerWays(node: Node, keys: readonly string[]): readonly Way[] {
  return [through(node, orNone(linksIn(node.nested("launch_template"), keys), node.at))];
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
  const links = [...linksIn(templates, specificationKeys), ...templates.nodes.flatMap((template) => linksIn(template.nested("overrides"), specificationKeys))];
  if (templates.nodes.some((template) => templateHasImage(template, specificationKeys))) return [through(node, links, batchImage(resources))];
  const configurations = resources.nested("ec2_configuration").nodes;
  const ways = (configurations.length === 0 ? [undefined] : configurations).map((configuration, index) => ({
    ...through(node, links, orDefault(batchImage(resources, configuration), configuration ?? resources, configuration)),
    name: `${node.spelled("ec2_configuration")}[${index}]`,
  }));
  return apart(distinctImages(ways));
}

/** The image that is named: `image_id_override` of the configuration, else `image_id`. */
function batchImage(resources: Node, configuration?: Node): ImageUse {
  const own = configuration?.image("image_id_override");
  return own === undefined || own.state === "absent" ? resources.image("image_id") : own;
}

/**
 * Without an image the type of the configuration picks one; without a configuration it is Amazon Linux 2023 since January 2026.
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html
 */
function orDefault(image: ImageUse, { at, spelled }: Node, configuration: Node | undefined): ImageUse {
  if (image.state !== "absent") return image;
  const type = configuration === undefined ? "ECS_AL2023" : textIn(configuration, "image_type");
  if (type === undefined) return { state: "unknown", why: "the image type is not known", at, trail: [] };
  const path = batchImages.find(([prefix]) => type.startsWith(prefix))?.[1];
  if (path === undefined) return { state: "unknown", why: `nothing is known of images of the type ${type}`, at, trail: [] };
  const note = configuration === undefined ? `AWS Batch picks ECS_AL2023 when no ${spelled("ec2_configuration")} is written (new environments, since January 2026)` : `AWS Batch picks an image of the type ${type}`;
  return { state: "described", by: "ssm-parameter", patterns: [path], at, trail: [{ at, note }] };
}

const batchImages: readonly (readonly [string, string])[] = [
  ["ECS_AL2023", "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended"],
  ["EKS_AL2023", "/aws/service/eks/optimized-ami/*/amazon-linux-2023/x86_64/standard/recommended"],
  ["ECS_AL2", "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended"],
  ["EKS_AL2", "/aws/service/eks/optimized-ami/*/amazon-linux-2/recommended"],
  ["ECS_AL1", "/aws/service/ecs/optimized-ami/amazon-linux/recommended"],
];
