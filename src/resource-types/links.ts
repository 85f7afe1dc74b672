import type { Link } from "../model/resource.ts";
import type { Place } from "../model/source.ts";
import type { Node, Nodes } from "./node.ts";

/** The argument names by which a group names a launch template, in the order of preference. */
export const plainKeys = ["id", "name"] as const;
export const specificationKeys = ["launch_template_id", "launch_template_name"] as const;

/** The second spelling is that of `awscc`. */
const templateVersions: ReadonlyMap<string, string> = new Map([
  ["latest_version", "$Latest"],
  ["latest_version_number", "$Latest"],
  ["default_version", "$Default"],
  ["default_version_number", "$Default"],
]);

/** Which version an attribute of a launch template means without naming a number; undefined for any other attribute. */
export function versionMeantBy(attribute: string | undefined): string | undefined {
  return attribute === undefined ? undefined : templateVersions.get(attribute);
}

export function unknownLink(why: string, at: Place): Link {
  return { to: "launch-template", target: { state: "unknown", why, at, trail: [] }, version: { state: "absent", at } };
}

/** A link for every group; an undecided number of groups is an unknown link. */
export function linksIn({ nodes, undecided }: Nodes, keys: readonly string[]): readonly Link[] {
  const links = nodes.map((node) => linkIn(node, keys));
  return undecided === undefined || links.length > 0 ? links : [unknownLink(undecided.why, undecided.at)];
}

/** `{ id | name, version }`: the template that a group names. An absent version is the template's default one. */
export function linkIn(node: Node, keys: readonly string[]): Link {
  return node.link("launch-template", keys) ?? { ...unknownLink("the launch template is not named", node.at), version: node.setting("version") };
}

/** The links, or an unknown one: what launches machines through templates alone has to name one. */
export function orNone(links: readonly Link[], at: Place, what = "launch template"): readonly Link[] {
  return links.length > 0 ? links : [unknownLink(`no ${what} is written`, at)];
}

/** How a provider spells the arguments of an auto scaling group. */
export interface GroupKeys {
  readonly template: readonly string[];
  readonly overrides: string;
  readonly configuration: string;
  /** The argument that names a running instance to launch more like it. */
  readonly instance?: string;
}

/** What an auto scaling group launches through: a template, a configuration, or the template and overrides of a mixed instances policy. */
export function groupLinks(node: Node, { template, overrides, configuration, instance }: GroupKeys): readonly Link[] {
  const named = node.link("launch-configuration", [configuration]);
  const model = instance === undefined ? undefined : node.link("instance", [instance]);
  const links = [...linksIn(node.nested("launch_template"), template), ...mixedLinks(node, overrides), ...[named, model].filter((link) => link !== undefined)];
  return orNone(links, node.at, "launch template or configuration");
}

function mixedLinks(node: Node, overrides: string): readonly Link[] {
  const policies = node.nested("mixed_instances_policy");
  const templates = policies.nodes.map((policy) => policy.nested("launch_template"));
  return [policies, ...templates].flatMap(doubt).concat(templates.flatMap(({ nodes }) => nodes).flatMap((template) => linksOfMixed(template, overrides)));
}

/** A group that hangs on an unknown is an unknown link. */
function doubt({ nodes, undecided }: Nodes): readonly Link[] {
  return undecided === undefined || nodes.length > 0 ? [] : [unknownLink(undecided.why, undecided.at)];
}

/** The common template launches nothing when every override names its own. */
function linksOfMixed(template: Node, overrides: string): readonly Link[] {
  const { nodes, undecided } = template.nested(overrides);
  const common = linksIn(template.nested("launch_template_specification"), specificationKeys);
  const own = nodes.map((override) => insteadOf(common, linksIn(override.nested("launch_template_specification"), specificationKeys)));
  const isUsed = own.length === 0 || undecided !== undefined || own.some((found) => found.length === 0);
  return [...(isUsed ? common : []), ...own.flat()];
}

/** The links of an override, which replace the common one. */
function insteadOf([common]: readonly Link[], links: readonly Link[]): readonly Link[] {
  return common === undefined ? links : links.map((link) => ({ ...link, instead: common.target }));
}

/** The links of every group of one name, each through its `launch_template_specification`. */
export function configLinks(node: Node, group: string, keys: readonly string[]): readonly Link[] {
  return configLinksIn(node, node.nested(group), keys);
}

/** The same for groups that were chosen. */
export function configLinksIn(node: Node, { nodes, undecided }: Nodes, keys: readonly string[]): readonly Link[] {
  const links = nodes.flatMap((config) => linksIn(config.nested("launch_template_specification"), keys));
  return links.length === 0 && undecided !== undefined ? [unknownLink(undecided.why, undecided.at)] : orNone(links, node.at);
}

/** Whether the template that a group names is in the same code and picks an image itself. */
export function templateHasImage(node: Node, keys: readonly string[]): boolean {
  return keys.some((key) => {
    const referred = node.referred(key);
    switch (referred?.type) {
      case "aws_launch_template":
        return referred.node.image("image_id").state !== "absent";
      case "awscc_ec2_launch_template":
      case "AWS::EC2::LaunchTemplate":
        return referred.node.nested("launch_template_data").nodes.some((data) => data.image("image_id").state !== "absent");
      default:
        return false;
    }
  });
}
