import type { Link } from "../../model/resource.ts";
import type { Node, Nodes } from "./node.ts";
import { isNull, toTarget, unknownLink, versionOfReference } from "./references.ts";
import { toSetting } from "./settings.ts";
import type { Value } from "./value.ts";

/** The argument names by which a group names a launch template, in the order of preference. */
export const plainKeys = ["id", "name"] as const;
export const specificationKeys = ["launch_template_id", "launch_template_name"] as const;

/** A link for every group; an undecided number of groups is an unknown link. */
export function linksIn({ nodes, undecided }: Nodes, keys: readonly string[]): readonly Link[] {
  const links = nodes.map((node) => linkIn(node, keys));
  return undecided === undefined || links.length > 0 ? links : [unknownLink(undecided.why, undecided.at)];
}

/** `{ id | name, version }`: the template that a group names. An absent version is the template's default one. */
export function linkIn(node: Node, keys: readonly string[]): Link {
  const { value, at } = node.field("version");
  const version = value.kind === "reference" ? versionOfReference(value, at) : toSetting(value, at);
  const named = namedIn(node, keys);
  if (named === undefined) return { ...unknownLink("the launch template is not named", node.at), version };
  return { to: "launch-template", target: toTarget(named.value, named.at), version };
}

function namedIn(node: Node, keys: readonly string[]): { readonly value: Value; readonly at: Link["target"]["at"] } | undefined {
  return keys.map((key) => node.field(key)).find(({ value, written }) => written && !isNull(value));
}

/** Whether the template that a group names is one of the module's that picks an image itself. */
export function templateHasImage(node: Node, keys: readonly string[]): boolean {
  const value = namedIn(node, keys)?.value;
  if (value?.kind !== "reference") return false;
  const image = value.owner.argument("image_id", value.instance, value.origin);
  return image !== undefined && !isNull(image);
}
