import type { DataEntry, DataMap, DataNode } from "../../../syntax/data.ts";
import { stringOf } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { alike } from "../origins.ts";
import { weightOf, type Room } from "./weight.ts";

/** What a name stands for: a parameter, pseudo parameter or resource; a condition; a mapping. */
export type NameUse = "reference" | "condition" | "mapping";

/** How the names of one template are to be read in another. */
export interface Scope {
  /** The name there: `Web/Server`, `Server of network.yaml`. */
  readonly rename: (name: string, use: NameUse) => string;
  /** What its parameters are, as expressions of the other template. */
  readonly bound: ReadonlyMap<string, DataNode>;
  /** The span that a node gets for its own. */
  readonly spanOf: (span: Span) => Span;
  /** How much may still be copied; below zero the copies are good for nothing. */
  readonly room: Room;
}

/** A copy of an expression of one template, as an expression of the other one. */
export function rescope(node: DataNode, scope: Scope): DataNode {
  if (--scope.room.left < 0) return node;
  const span = scope.spanOf(node.span);
  if (node.kind === "scalar") return { ...node, span };
  if (node.kind === "list") return alike(node, { ...node, span, items: node.items.map((item) => rescope(item, scope)) });
  const [only] = node.entries.size === 1 ? node.entries.values() : [];
  const call = only === undefined ? undefined : rescopedCall(only, span, scope);
  if (call !== undefined) return call;
  return alike<DataMap>(node, { kind: "map", span, entries: new Map(Array.from(node.entries, ([key, entry]) => [key, copied(entry, rescope(entry.value, scope), scope)])) });
}

function copied(entry: DataEntry, value: DataNode, scope: Scope): DataEntry {
  return { key: entry.key, keySpan: scope.spanOf(entry.keySpan), value };
}

/** The functions that name something; the others only hold expressions. */
function rescopedCall(entry: DataEntry, span: Span, scope: Scope): DataNode | undefined {
  const make = (value: DataNode): DataMap => ({ kind: "map", span, entries: new Map([[entry.key, copied(entry, value, scope)]]) });
  const name = stringOf(entry.value);
  switch (entry.key) {
    case "Ref": {
      if (name === undefined) return undefined;
      // The parameter stands where it is used, so that findings point there.
      const value = boundTo(name, scope);
      return value === undefined ? make(text(scope.rename(name, "reference"), entry.value, scope)) : alike(value, { ...value, span });
    }
    case "Condition":
      return name === undefined ? undefined : make(text(scope.rename(name, "condition"), entry.value, scope));
    case "Fn::GetAtt":
      if (name !== undefined) return make(attribute(name, entry.value, scope));
      return entry.value.kind === "list" ? make(firstRenamed(entry.value, "reference", scope)) : undefined;
    case "Fn::If":
      return entry.value.kind === "list" ? make(firstRenamed(entry.value, "condition", scope)) : undefined;
    case "Fn::FindInMap":
      return entry.value.kind === "list" ? make(firstRenamed(entry.value, "mapping", scope)) : undefined;
    case "Fn::Sub":
      return substitution(entry.value, make, scope);
    default:
      return undefined;
  }
}

/** `Server.Arn` in the form in which the name of the resource may have dots. */
function attribute(name: string, at: DataNode, scope: Scope): DataNode {
  const dot = name.indexOf(".");
  if (dot === -1) return text(scope.rename(name, "reference"), at, scope);
  return { kind: "list", items: [text(scope.rename(name.slice(0, dot), "reference"), at, scope), text(name.slice(dot + 1), at, scope)], span: scope.spanOf(at.span) };
}

/** What a parameter is; it counts as often as it is used. */
function boundTo(name: string, { bound, room }: Scope): DataNode | undefined {
  const value = bound.get(name);
  if (value !== undefined) room.left -= weightOf(value, Math.max(0, room.left));
  return value;
}

function text(value: string, { span }: DataNode, scope: Scope): DataNode {
  return { kind: "scalar", value, span: scope.spanOf(span) };
}

function firstRenamed(list: Extract<DataNode, { kind: "list" }>, use: NameUse, scope: Scope): DataNode {
  const items = list.items.map((item, at) => {
    const name = at === 0 ? stringOf(item) : undefined;
    return name === undefined ? rescope(item, scope) : text(scope.rename(name, use), item, scope);
  });
  return { kind: "list", items, span: scope.spanOf(list.span) };
}

/** What a variable stands for: its name there, or an expression where the name has dots. */
function reading(name: string, at: DataNode, scope: Scope): string | DataNode {
  const [head = "", ...rest] = name.split(".");
  const there = scope.rename(head, "reference");
  if (!there.includes(".")) return [there, ...rest].join(".");
  const key = rest.length === 0 ? "Ref" : "Fn::GetAtt";
  const value = rest.length === 0 ? text(there, at, scope) : attribute(name, at, scope);
  return { kind: "map", entries: new Map([[key, { key, keySpan: scope.spanOf(at.span), value }]]), span: scope.spanOf(at.span) };
}

/** Parameters in a text become variables of it, and so does what has a name with dots. */
function substitution(argument: DataNode, make: (value: DataNode) => DataMap, scope: Scope): DataNode | undefined {
  const [pattern, given] = argument.kind === "list" ? argument.items : [argument];
  const written = stringOf(pattern);
  if (pattern === undefined || written === undefined) return undefined;
  const own = given?.kind === "map" ? given.entries : new Map<string, DataEntry>();
  const variables = new Map<string, DataEntry>(Array.from(own, ([key, entry]) => [key, copied(entry, rescope(entry.value, scope), scope)]));
  const filled = written.replace(/\$\{([^!${}][^${}]*)\}/g, (whole, variable: string) => {
    const name = variable.trim();
    if (own.has(name)) return whole;
    const value = boundTo(name, scope) ?? reading(name, pattern, scope);
    if (typeof value === "string") return `\${${value}}`;
    variables.set(name, { key: name, keySpan: scope.spanOf(pattern.span), value });
    return whole;
  });
  const changed = text(filled, pattern, scope);
  if (variables.size === 0) return make(changed);
  const span = scope.spanOf(argument.span);
  return make({ kind: "list", span, items: [changed, { kind: "map", span, entries: variables }] });
}
