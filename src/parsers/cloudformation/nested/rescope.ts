import type { DataEntry, DataMap, DataNode } from "../../../syntax/data.ts";
import { stringOf } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { alike } from "../origins.ts";
import { weightOf, type Room } from "./weight.ts";

/** How the names of a nested template are to be read in the one that calls it. */
export interface Scope {
  /** Begins every name: `Web/`. */
  readonly prefix: string;
  /** What its parameters are, as expressions of the calling template. */
  readonly bound: ReadonlyMap<string, DataNode>;
  /** The span that a node gets for its own. */
  readonly spanOf: (span: Span) => Span;
  /** How much may still be copied; below zero the copies are good for nothing. */
  readonly room: Room;
}

/** A copy of an expression of the nested template, as an expression of the calling one. */
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
      return value === undefined ? make(text(renamed(name, scope), entry.value, scope)) : alike(value, { ...value, span });
    }
    case "Condition":
      return name === undefined ? undefined : make(text(`${scope.prefix}${name}`, entry.value, scope));
    case "Fn::GetAtt":
      if (name !== undefined) return make(text(`${scope.prefix}${name}`, entry.value, scope));
      return entry.value.kind === "list" ? make(firstRenamed(entry.value, scope)) : undefined;
    case "Fn::If":
    case "Fn::FindInMap":
      return entry.value.kind === "list" ? make(firstRenamed(entry.value, scope)) : undefined;
    case "Fn::Sub":
      return substitution(entry.value, make, scope);
    default:
      return undefined;
  }
}

/** What a parameter is; it counts as often as it is used. */
function boundTo(name: string, { bound, room }: Scope): DataNode | undefined {
  const value = bound.get(name);
  if (value !== undefined) room.left -= weightOf(value, Math.max(0, room.left));
  return value;
}

function renamed(name: string, { prefix }: Scope): string {
  return name.startsWith("AWS::") ? name : `${prefix}${name}`;
}

function text(value: string, { span }: DataNode, scope: Scope): DataNode {
  return { kind: "scalar", value, span: scope.spanOf(span) };
}

function firstRenamed(list: Extract<DataNode, { kind: "list" }>, scope: Scope): DataNode {
  const items = list.items.map((item, at) => {
    const name = at === 0 ? stringOf(item) : undefined;
    return name === undefined ? rescope(item, scope) : text(`${scope.prefix}${name}`, item, scope);
  });
  return { kind: "list", items, span: scope.spanOf(list.span) };
}

/** Parameters in a text become variables of it. */
function substitution(argument: DataNode, make: (value: DataNode) => DataMap, scope: Scope): DataNode | undefined {
  const [pattern, given] = argument.kind === "list" ? argument.items : [argument];
  const written = stringOf(pattern);
  if (pattern === undefined || written === undefined) return undefined;
  const own = given?.kind === "map" ? given.entries : new Map<string, DataEntry>();
  const variables = new Map<string, DataEntry>(Array.from(own, ([key, entry]) => [key, copied(entry, rescope(entry.value, scope), scope)]));
  const filled = written.replace(/\$\{([^!${}][^${}]*)\}/g, (whole, variable: string) => {
    const name = variable.trim();
    if (own.has(name)) return whole;
    const value = boundTo(name, scope);
    if (value === undefined) return `\${${renamed(name, scope)}}`;
    variables.set(name, { key: name, keySpan: scope.spanOf(pattern.span), value });
    return whole;
  });
  const changed = text(filled, pattern, scope);
  if (variables.size === 0) return make(changed);
  const span = scope.spanOf(argument.span);
  return make({ kind: "list", span, items: [changed, { kind: "map", span, entries: variables }] });
}
