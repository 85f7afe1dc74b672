import type { DataNode } from "../../src/syntax/data.ts";
import type { Span } from "../../src/model/source.ts";

/** A tree as plain values, for comparing; own properties only, so that `__proto__` is a key like any other. */
export function plain(node: DataNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  const object: Record<string, unknown> = {};
  for (const { key, value } of node.entries.values()) Object.defineProperty(object, key, { value: plain(value), enumerable: true, configurable: true, writable: true });
  return object;
}

/** Calls back for every node, parents first, with the span of its key where it has one. */
export function eachNode(node: DataNode | undefined, visit: (node: DataNode, key: Span | undefined) => void, key?: Span): void {
  if (node === undefined) return;
  visit(node, key);
  if (node.kind === "list") for (const item of node.items) eachNode(item, visit);
  if (node.kind === "map") for (const entry of node.entries.values()) eachNode(entry.value, visit, entry.keySpan);
}

/** The text that a span covers. */
export function pointTo(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}
