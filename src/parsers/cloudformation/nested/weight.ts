import type { DataNode } from "../../../syntax/data.ts";

/** How many values may still be written into a template for the stacks that it nests. */
export interface Room {
  left: number;
}

/** The number of values in a tree; counting ends past `most`. Parts that are shared count as often as they stand in it. */
export function weightOf(root: DataNode, most: number): number {
  let weight = 0;
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined && weight <= most; node = open.pop()) {
    weight++;
    if (node.kind === "list") open.push(...node.items);
    else if (node.kind === "map") for (const { value } of node.entries.values()) open.push(value);
  }
  return weight;
}

/** Expressions that grow from level to level are not followed beyond this: they stand wherever the parameter or output does. */
const heaviest = 2_000;
/** As deep as one text may nest its values: everything walks expressions by recursion. */
const deepest = 500;

export function isHeavy(node: DataNode): boolean {
  return weightOf(node, heaviest) > heaviest || isDeep(node);
}

/** Of what is not heavy otherwise. */
function isDeep(root: DataNode): boolean {
  let level: readonly DataNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((node) => (node.kind === "list" ? node.items : node.kind === "map" ? Array.from(node.entries.values(), ({ value }) => value) : []));
  }
  return false;
}
