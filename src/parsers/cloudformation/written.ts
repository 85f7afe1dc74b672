import type { DataMap, DataNode } from "../../syntax/data.ts";
import { stringOf } from "../../syntax/data.ts";

/** An expression as text without its position, so that two can be compared: what is written alike means the same. */
export function written(node: DataNode): string {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(node.value);
    case "list":
      return `[${node.items.map(written).join(",")}]`;
    case "map":
      return `{${Array.from(node.entries.values(), ({ key, value }) => `${JSON.stringify(key)}:${written(value)}`).join(",")}}`;
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
