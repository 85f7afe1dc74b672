import type { Source } from "../../model/source.ts";
import type { Block, HclFile } from "../../syntax/hcl/ast.ts";
import { parseHcl } from "../../syntax/hcl/parse.ts";

const trees = new WeakMap<Source, HclFile>();

/** The tree of a source, parsed once however often it is asked for: a module is read for each of its callers. */
export function treeOf(source: Source): HclFile {
  let tree = trees.get(source);
  if (tree === undefined) {
    tree = parseHcl(source);
    trees.set(source, tree);
  }
  return tree;
}

/** The `source` of a module call where it is a plain string, as Terraform demands. */
export function sourceOf(call: Block): string | undefined {
  return textOf(call, "source");
}

/** The `version` of a module call where it is a plain string. */
export function versionOf(call: Block): string | undefined {
  return textOf(call, "version");
}

function textOf(call: Block, name: string): string | undefined {
  const value = call.body.attributes.find((attribute) => attribute.name === name)?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/**
 * The directory of a local module source, relative to the scan root; undefined for other sources and outside of the root. Local sources begin
 * with `./` or `../`: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths
 */
export function localDirectory(from: string, source: string): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const parts = from === "." ? [] : from.split("/");
  for (const part of source.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? "." : parts.join("/");
}

/** A `module` block as far as it says where its module is. */
export interface ModuleCall {
  readonly name: string;
  /** As written; undefined when it is not a plain string. */
  readonly source: string | undefined;
  readonly version: string | undefined;
}

/** The module calls of a file. */
export function callsIn(file: HclFile): readonly ModuleCall[] {
  return file.body.blocks.filter((block) => block.type === "module").map((block) => ({ name: block.labels[0]?.value ?? "", source: sourceOf(block), version: versionOf(block) }));
}
