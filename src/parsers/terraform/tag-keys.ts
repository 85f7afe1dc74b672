import type { TagKey } from "../../model/resource.ts";
import { textIn, type Node, type Nodes } from "./node.ts";
import type { Reading } from "./references.ts";
import { nodeOf } from "./resource-type.ts";
import { boolOf, trailOf } from "./value.ts";

/**
 * The keys of the tags that machines get from a resource: an instance's own tags, what a template specifies for instances, what a group passes on.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group#tag: a group gets no `default_tags`.
 */
export function tagKeysOf(type: string, reading: Reading, ofProvider: readonly TagKey[]): readonly TagKey[] {
  const node = nodeOf(reading);
  switch (type) {
    case "aws_instance":
      return [...keysOfMap(node.nested("tags")), ...ofProvider];
    case "aws_launch_template":
      return ofInstances(node.nested("tag_specifications")).flatMap((each) => keysOfMap(each.nested("tags")));
    case "aws_autoscaling_group":
      return keysOfList(node.nested("tag").nodes.filter(isPassedOn));
    case "awscc_ec2_instance":
      return keysOfList(node.nested("tags").nodes);
    case "awscc_ec2_launch_template":
      return node.nested("launch_template_data").nodes.flatMap((data) => ofInstances(data.nested("tag_specifications")).flatMap((each) => keysOfList(each.nested("tags").nodes)));
    case "awscc_autoscaling_auto_scaling_group":
      return keysOfList(node.nested("tags").nodes.filter(isPassedOn));
    default:
      return [];
  }
}

/** `tags = { key = value }`: a map of which anything is unknown yields nothing. */
export function keysOfMap({ nodes }: Nodes): readonly TagKey[] {
  return nodes.flatMap((map) => map.names().map((key) => ({ key, at: map.field(key).at, trail: trailOf(map.field(key).value.origin) })));
}

/** `{ key, value }` each. */
function keysOfList(nodes: readonly Node[]): readonly TagKey[] {
  return nodes.flatMap((node) => {
    const key = textIn(node, "key");
    const { at, value } = node.field("key");
    return key === undefined ? [] : [{ key, at, trail: trailOf(value.origin) }];
  });
}

function ofInstances({ nodes }: Nodes): readonly Node[] {
  return nodes.filter((node) => textIn(node, "resource_type") === "instance");
}

function isPassedOn(node: Node): boolean {
  const { value } = node.field("propagate_at_launch");
  return value.kind === "scalar" && boolOf(value.value) === true;
}
