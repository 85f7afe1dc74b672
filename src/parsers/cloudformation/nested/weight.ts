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

export function isHeavy(node: DataNode): boolean {
  return weightOf(node, heaviest) > heaviest;
}
