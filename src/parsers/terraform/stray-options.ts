import { nearest } from "../../model/nearest.ts";
import type { StrayOption } from "../../model/resource.ts";
import type { OptionsGroup } from "../../resource-types/resource-type.ts";
import { headerOf } from "./blocks.ts";
import type { Declared } from "./module.ts";
import type { CodeNode } from "./node.ts";

/**
 * What is written for a resource where its options belong, and is none: unknown arguments of the group, and a group of another name. Terraform refuses
 * them, so no plan has any.
 */
export function strayOptions(options: OptionsGroup | undefined, node: CodeNode, declared: Declared): readonly StrayOption[] {
  if (options === undefined) return [];
  const [first] = options.path;
  return first === undefined ? amongOthers(node, options) : [...inGroup(node, options), ...likeTheGroup(declared, first)];
}

/** The resource has other arguments too: only what looks like an option can be meant as one. */
function amongOthers(node: CodeNode, { names }: OptionsGroup): readonly StrayOption[] {
  return straysIn(node, names).filter(({ key }) => key.startsWith("http_") || nearest(key, names) !== undefined);
}

function inGroup(node: CodeNode, { path, names }: OptionsGroup): readonly StrayOption[] {
  const nodes = path.reduce<readonly CodeNode[]>((outer, name) => outer.flatMap((each) => each.nested(name).nodes), [node]);
  return nodes.flatMap((each) => straysIn(each, names));
}

function straysIn(node: CodeNode, known: readonly string[]): readonly StrayOption[] {
  return node
    .names()
    .filter((key) => !known.includes(key))
    .map((key) => ({ key, at: node.field(key).at, known }));
}

/** `metadata_option { … }`: Terraform knows no such block, and the options in it are none. */
function likeTheGroup({ block, source }: Declared, group: string): readonly StrayOption[] {
  return block.body.blocks.filter(({ type }) => type !== group && nearest(type, [group]) !== undefined).map((inner) => ({ key: inner.type, at: headerOf(inner, source), known: [group] }));
}
