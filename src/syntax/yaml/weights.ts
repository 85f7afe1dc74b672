import type { DataNode } from "../data.ts";
import { maxDepth } from "./depth.ts";

/** Nodes that aliases and merge keys may add to what the text itself holds. */
const aliasAllowance = 100_000;

interface Weight {
  readonly size: number;
  readonly height: number;
}

/**
 * How large a tree with shared nodes would be if it were written out. Every anchored node is weighed once, when it is
 * complete; nodes that contain it reuse its weight, so that the whole costs one visit per written node.
 */
export class Weights {
  readonly #limit: number;
  readonly #known = new Map<DataNode, Weight>();
  #mergedEntries = 0;

  constructor(textLength: number) {
    this.#limit = textLength + aliasAllowance;
  }

  /** Says what is wrong when the node stands for too many values or for too deep a tree. */
  tooMuch(node: DataNode): string | undefined {
    const { size, height } = this.#weigh(node);
    if (size > this.#limit) return `The aliases stand for more than ${aliasAllowance} values: this looks like an alias bomb.`;
    if (height > maxDepth) return `Through its aliases the value is nested more than ${maxDepth} levels deep.`;
    return undefined;
  }

  afterMerging(entries: number): string | undefined {
    this.#mergedEntries += entries;
    return this.#mergedEntries > aliasAllowance ? `The merge keys add more than ${aliasAllowance} entries: this looks like an alias bomb.` : undefined;
  }

  #weigh(node: DataNode): Weight {
    if (node.kind === "scalar") return { size: 1, height: 0 };
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    let size = 1;
    let height = 0;
    for (const child of node.kind === "list" ? node.items : Array.from(node.entries.values(), (entry) => entry.value)) {
      const weight = this.#weigh(child);
      size += weight.size;
      height = Math.max(height, weight.height + 1);
    }
    const weight = { size, height };
    this.#known.set(node, weight);
    return weight;
  }
}
