import type { CST } from "yaml";

/** Rule and configuration files nest some ten levels. */
export const maxDepth = 100;

/**
 * The offset of the first value in a YAML text that is nested too deep; undefined when none is. To be asked before the text is
 * composed: the library composes by recursion, and a stack that is nearly full can end the whole process, not just throw.
 */
export async function tooDeep(text: string): Promise<number | undefined> {
  const { Parser } = await import("yaml");
  for (const token of new Parser().parse(text)) {
    const offset = deepIn(token);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/** Walks without recursion. */
function deepIn(document: CST.Token): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token: document, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) return token.offset;
    for (const inner of innerTokens(token)) open.push({ token: inner, depth: depth + 1 });
  }
  return undefined;
}

function innerTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (token.type !== "block-map" && token.type !== "block-seq" && token.type !== "flow-collection") return [];
  return token.items.flatMap(({ key, value }) => [...(key == null ? [] : [key]), ...(value === undefined ? [] : [value])]);
}
