import type { DataMap, DataNode } from "../../syntax/data.ts";
import { stringOf } from "../../syntax/data.ts";

/** Of the expressions that were asked for: a comparison is looked at in every world. */
const texts = new WeakMap<DataNode, string>();

/** An expression as text without its position, so that two can be compared: what is written alike means the same. */
export function written(node: DataNode): string {
  if (node.kind === "scalar") return spelled(node);
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = spelled(node);
  texts.set(node, text);
  return text;
}

function spelled(node: DataNode): string {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(node.value);
    case "list":
      return `[${node.items.map(spelled).join(",")}]`;
    case "map":
      return `{${Array.from(node.entries.values(), ({ key, value }) => `${JSON.stringify(key)}:${spelled(value)}`).join(",")}}`;
  }
}

/** An expression for people: `Fn::Select(0, Zones)`, a reference by its name. */
export function inWords(node: DataNode): string {
  if (node.kind === "scalar") return JSON.stringify(node.value);
  if (node.kind === "list") return `[${node.items.map(inWords).join(", ")}]`;
  const call = callOf(node);
  if (call === undefined) return written(node);
  if (call.name === "Ref") return stringOf(call.argument) ?? inWords(call.argument);
  const parts = call.argument.kind === "list" ? call.argument.items.map(inWords) : [inWords(call.argument)];
  if (call.name === "Fn::GetAtt") return parts.map((part) => part.replaceAll('"', "")).join(".");
  return `${call.name}(${parts.join(", ")})`;
}

/** The function that a map stands for: its only key is `Ref` or begins with `Fn::`. */
export function callOf(node: DataMap): { readonly name: string; readonly argument: DataNode } | undefined {
  if (node.entries.size !== 1) return undefined;
  for (const { key, value } of node.entries.values()) {
    if (key === "Ref" || key.startsWith("Fn::")) return { name: key, argument: value };
  }
  return undefined;
}

/** The name in an expression that is nothing but one reference: `{ Ref: Name }` or `{ "Fn::Sub": "${Name}" }`. */
export function soleReference(node: DataNode | undefined): string | undefined {
  const call = node?.kind === "map" ? callOf(node) : undefined;
  if (call?.name === "Ref") return stringOf(call.argument);
  if (call?.name !== "Fn::Sub") return undefined;
  return /^\$\{\s*([\w:]+)\s*\}$/.exec(stringOf(call.argument) ?? "")?.[1];
}

/** The names to which a node itself refers, by Ref or in the text of Fn::Sub. */
export function namedBy(node: DataNode): readonly string[] {
  const call = node.kind === "map" ? callOf(node) : undefined;
  if (call === undefined) return [];
  const text = call.argument.kind === "list" ? stringOf(call.argument.items[0]) : stringOf(call.argument);
  if (call.name === "Ref") return text === undefined ? [] : [text];
  return call.name === "Fn::Sub" ? Array.from((text ?? "").matchAll(/\$\{\s*([^!${}\s][^${}]*?)\s*\}/g), ([, name = ""]) => name) : [];
}

/** The names that an expression refers to, by Ref or in the text of Fn::Sub. */
export function referencesIn(root: DataNode): ReadonlySet<string> {
  const names = new Set<string>();
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "list") open.push(...node.items);
    if (node.kind !== "map") continue;
    for (const name of namedBy(node)) names.add(name);
    for (const { value } of node.entries.values()) open.push(value);
  }
  return names;
}
