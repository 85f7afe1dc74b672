import type { DataEntry, DataMap, DataNode } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { markUnknown } from "../origins.ts";
import { includeFunctions, longestSequence, placeholder } from "./box/hidden.ts";

/** The calls of a tree, each once, parents before children, in the order of the document. */
function* calls(root: DataNode): Generator<DataEntry> {
  const seen = new Set<DataNode>();
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "scalar" || seen.has(node)) continue;
    seen.add(node);
    const children = node.kind === "list" ? node.items : Array.from(node.entries.values(), ({ value }) => value);
    for (let at = children.length - 1; at >= 0; at--) open.push(children[at] ?? node);
    if (node.kind === "list") continue;
    for (const entry of node.entries.values()) {
      if (includeFunctions.has(entry.key)) yield entry;
    }
  }
}

/** Whether a tree is written for cfn-include. Fn::Length alone is CloudFormation's own. */
export function isForCfnInclude(root: DataNode): boolean {
  for (const { key } of calls(root)) {
    if (key !== "Fn::Length") return true;
  }
  return false;
}

/** Whether the map is itself a call of cfn-include. */
export function isCall(map: DataMap): boolean {
  return [...map.entries.keys()].some((key) => includeFunctions.has(key) && key !== "Fn::Length");
}

/** Where the first call stands. */
export function firstCall(root: DataNode): Span {
  for (const { key, keySpan, value } of calls(root)) {
    if (key !== "Fn::Length") return { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
  }
  return { start: root.span.start, end: root.span.start };
}

export interface Impossible {
  readonly kind: "too-large" | "syntax";
  readonly why: string;
  readonly at: Span;
}

/** A call that is not handed over, because its own words say that it is too much. What only shows later is stopped in the worker. */
export function impossible(root: DataNode): Impossible | undefined {
  for (const { key, keySpan, value } of calls(root)) {
    if (value.kind !== "list") continue;
    const at: Span = { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
    if (key === "Fn::Sequence" && lengthOf(value.items) > longestSequence) return { kind: "too-large", why: `Fn::Sequence gives more than ${longestSequence} elements`, at };
    if (key === "Fn::Map" && value.items.length > 2 && !placeholders(value.items[1]).every((name) => placeholder.test(name))) return { kind: "syntax", why: "a placeholder of Fn::Map is not a plain word", at };
  }
  return undefined;
}

function lengthOf(items: readonly DataNode[]): number {
  const [start, stop, step = 1] = items.map((item) => (item.kind === "scalar" && typeof item.value === "number" ? item.value : Number.NaN));
  return start === undefined || stop === undefined ? 0 : Math.floor((stop - start) / step) + 1;
}

/** As texts; what is not one is checked when it is used. */
function placeholders(node: DataNode | undefined): readonly string[] {
  const nodes = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
  return nodes.flatMap((one) => (one.kind === "scalar" && typeof one.value === "string" ? [one.value] : []));
}

/** The functions whose map keeps what else is written in it. */
const additive: ReadonlySet<string> = new Set(["Fn::Include", "Fn::Merge", "Fn::DeepMerge"]);

/** A template whose expansion failed, as it is written: calls are unknown, and so is what they would add. */
export function unexpanded(root: DataMap): DataMap {
  return withoutCalls(root) as DataMap;
}

function withoutCalls(node: DataNode): DataNode {
  if (node.kind === "scalar") return node;
  if (node.kind === "list") return { ...node, items: node.items.map(withoutCalls) };
  const names = [...node.entries.keys()].filter((key) => includeFunctions.has(key));
  const replaced = names.some((name) => !additive.has(name));
  const kept = replaced ? [] : [...node.entries].filter(([key]) => !includeFunctions.has(key));
  const map: DataMap = { ...node, entries: new Map(kept.map(([key, entry]) => [key, { ...entry, value: withoutCalls(entry.value) }])) };
  return names.length === 0 ? map : markUnknown(map, `${names[0] ?? ""} of cfn-include could not be expanded`);
}
