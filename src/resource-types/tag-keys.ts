import type { TagKey } from "../model/resource.ts";
import { isTrue, textIn, type Node } from "./node.ts";

/** `tags = { key = value }`: a map of which anything is unknown yields nothing. */
export function inMap(node: Node, name: string): readonly TagKey[] {
  return node.nested(name).nodes.flatMap((map) => map.keys());
}

/** Groups of `key` and `value`. */
export function inList(node: Node, name: string): readonly TagKey[] {
  return node.nested(name).nodes.flatMap(keyIn);
}

/** The tags that an auto scaling group gives its machines; a group gets no `default_tags`: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/autoscaling_group#tag */
export function passedOn(node: Node, name: string): readonly TagKey[] {
  return node.nested(name).nodes.filter((tag) => isTrue(tag.setting("propagate_at_launch"))).flatMap(keyIn);
}

/** What a launch template specifies for instances, beside volumes and the like. */
export function ofInstances(node: Node): readonly Node[] {
  return node.nested("tag_specifications").nodes.filter((specification) => textIn(specification, "resource_type") === "instance");
}

function keyIn(tag: Node): readonly TagKey[] {
  const key = tag.setting("key");
  return key.state === "known" ? [{ key: String(key.value), at: key.at, trail: key.trail }] : [];
}
