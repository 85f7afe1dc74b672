import type { CST } from "yaml";

/** Deeper nesting than this is a fault: the library and our readers walk trees by recursion. */
export const maxDepth = 500;

/** The offset of the first node that is nested too deep; undefined when none is. Walks without recursion, and without an object for every node. */
export function tooDeep(document: CST.Token): number | undefined {
  const open: CST.Token[] = [document];
  const depths = [0];
  for (let token = open.pop(); token !== undefined; token = open.pop()) {
    const depth = depths.pop() ?? 0;
    if (depth > maxDepth) return token.offset;
    if (token.type === "document" && token.value !== undefined) {
      open.push(token.value);
      depths.push(depth);
    }
    if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection") continue;
    for (const item of token.items) {
      for (const part of [item.key, item.value]) {
        if (part == null) continue;
        open.push(part);
        depths.push(depth + 1);
      }
    }
  }
  return undefined;
}
