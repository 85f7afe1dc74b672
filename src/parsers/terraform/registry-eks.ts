import type { ImageUse, Resource } from "../../model/resource.ts";
import { callersTemplate, optionsOfRanges, remarksOf, strayKeys, truthOf, type Made } from "./module-made.ts";
import type { Installed } from "./module-source.ts";
import { possibleRanges } from "./module-versions.ts";
import { nodeGroupWays } from "../../resource-types/node-groups.ts";
import { noNodes, nothingAt, undecidedOptions, type Undecided } from "../../resource-types/node.ts";
import { nodeOf, type CodeNode } from "./node.ts";
import { eksNewest, nodeGroupRanges, type ModuleOptions, type ModuleRange } from "./registry-modules.ts";

import { scalar } from "./value.ts";


/** Versions before 18 have worker groups: lists of maps whose keys start with `metadata_`, over `workers_group_defaults`. */
const workerOptions: ModuleOptions = {
  form: "flags",
  flags: {
    httpEndpoint: { argument: "metadata_http_endpoint", default: "enabled" },
    httpTokens: { argument: "metadata_http_tokens", default: "optional" },
    httpPutResponseHopLimit: { argument: "metadata_http_put_response_hop_limit", default: null },
  },
};
const none: ModuleOptions = { form: "none" };

/** What a cluster of one generation of versions consists of. */
interface Groups {
  readonly argument: string;
  readonly defaults: string;
  /** Where the module declares them. */
  readonly inner: string;
  readonly kind: Resource["kind"];
  readonly sentAs: string;
  readonly managed: boolean;
  readonly ranges: readonly ModuleRange[];
}

const launchTemplates = "aws_launch_template.workers_launch_template";
const launchConfigurations = "aws_launch_configuration.workers";

const generations: readonly { readonly from: string; readonly groups: readonly Groups[] }[] = [
  {
    from: "0.0.0",
    groups: [
      { argument: "worker_groups_launch_template", defaults: "workers_group_defaults", inner: launchTemplates, kind: "launch-template", sentAs: "aws_launch_template", managed: false, ranges: [{ from: "0.0.0", options: none }, { from: "13.0.0", options: workerOptions }] },
      { argument: "worker_groups", defaults: "workers_group_defaults", inner: launchConfigurations, kind: "launch-configuration", sentAs: "aws_launch_configuration", managed: false, ranges: [{ from: "0.0.0", options: none }, { from: "15.2.0", options: workerOptions }] },
    ],
  },
  {
    from: "18.0.0",
    groups: [
      { argument: "eks_managed_node_groups", defaults: "eks_managed_node_group_defaults", inner: "module.eks_managed_node_group", kind: "launcher", sentAs: "aws_launch_template", managed: true, ranges: nodeGroupRanges },
      { argument: "self_managed_node_groups", defaults: "self_managed_node_group_defaults", inner: "module.self_managed_node_group", kind: "launcher", sentAs: "aws_launch_template", managed: false, ranges: nodeGroupRanges },
    ],
  },
];

/** The cluster module; what it makes is in its node groups. */
export const eksCluster = { name: "terraform-aws-modules/eks/aws", repository: "terraform-aws-modules/terraform-aws-eks", newest: eksNewest, ranges: generations };
const type = eksCluster.name;

/** The node groups of a cluster module, each with its own options, else the defaults of the call, else those of the module's version. */
export function eksGroups(node: CodeNode, installed: Installed): readonly Made[] {
  if (truthOf(node, "create") === false || truthOf(node, "create_eks") === false) return [];
  const possible = possibleRanges(eksCluster.ranges, eksCluster.newest, installed);
  return possible.flatMap(({ groups }) => groups.flatMap((one) => groupsOf(one, node, installed)));
}

function groupsOf(groups: Groups, node: CodeNode, installed: Installed): readonly Made[] {
  const ranges = possibleRanges(groups.ranges, eksCluster.newest, installed);
  const [defaults] = ranges.some(({ from }) => from === "21.0.0") && ranges.length === 1 ? [] : node.nested(groups.defaults).nodes;
  const field = node.field(groups.argument);
  if (!field.written) return [];
  if (field.value.kind === "list") return node.nested(groups.argument).nodes.flatMap((group, index) => made(groups, `[${index}]`, layered(group, defaults), ranges, installed));
  const { nodes, undecided } = node.nested(groups.argument);
  if (undecided !== undefined) return [undecidedGroup(groups, undecided)];
  return nodes.flatMap((map) => map.names().flatMap((key) => {
    const group = map.nested(key);
    const [first] = group.nodes;
    const suffix = `[${JSON.stringify(key)}]`;
    if (first !== undefined) return made(groups, suffix, layered(first, defaults), ranges, installed);
    return group.undecided === undefined ? [] : [undecidedGroup(groups, group.undecided, suffix)];
  }));
}

/** A group over the defaults of the call: an argument is taken whole from the one or the other. */
function layered(group: CodeNode, defaults: CodeNode | undefined): CodeNode {
  if (defaults === undefined) return group;
  const holder = (name: string): CodeNode => (!group.field(name).written && defaults.field(name).written ? defaults : group);
  return nodeOf({ ...group, field: (name) => holder(name).field(name), nested: (name) => holder(name).nested(name) });
}

function undecidedGroup(groups: Groups, undecided: Undecided, suffix = ""): Made {
  const options = undecidedOptions(["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"], undecided);
  return { kind: groups.kind, suffix: `.${groups.inner}${suffix}`, type, sentAs: groups.sentAs, ...options, links: [], image: { state: "absent" }, remarks: [], at: undecided.at };
}

function made(groups: Groups, suffix: string, group: CodeNode, ranges: readonly ModuleRange[], installed: Installed): readonly Made[] {
  if (truthOf(group, "create") === false) return [];
  const options = optionsOfRanges(ranges, group, type, installed);
  if (options === undefined) return [];
  const typed = withDefaultType(group, ranges);
  const common = { kind: groups.kind, suffix: `.${groups.inner}${suffix}`, type, sentAs: groups.sentAs, at: group.at };
  if (groups.managed && truthOf(group, "use_custom_launch_template") === false) {
    return nodeGroupWays({ ...typed, nested: () => noNodes }).map(({ block, settings, image, remarks }) => ({ ...common, block, settings, links: [], image, remarks: remarks ?? [] }));
  }
  const template = callersTemplate({ arguments: ["launch_template_id", "launch_template_name"], unless: "create_launch_template" }, group);
  if (template !== undefined) return [{ ...common, ...nothingAt(group), links: [template], image: { state: "absent" }, remarks: [] }];
  return [{ ...common, block: options.block, settings: options.settings, links: [], image: imageOf(groups, typed), remarks: remarksOf(options, type), ...strayKeys(options, type) }];
}

/** From 21 on Amazon Linux 2023 is the module's default; before, EKS decided. */
function withDefaultType(group: CodeNode, ranges: readonly ModuleRange[]): CodeNode {
  const isModern = ranges.every(({ from }) => from === "21.0.0");
  if (!isModern || group.field("ami_type").written) return group;
  return nodeOf({ ...group, field: (name) => (name === "ami_type" ? { value: scalar("AL2023_x86_64_STANDARD", { at: group.at }), at: group.at, written: true } : group.field(name)) });
}

function imageOf({ managed }: Groups, group: CodeNode): ImageUse {
  const own = group.image("ami_id");
  return own.state !== "absent" || !managed ? own : (nodeGroupWays({ ...group, nested: () => noNodes })[0]?.image ?? own);
}
