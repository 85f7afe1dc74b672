import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { alike } from "../origins.ts";
import { rescope, type Scope } from "./rescope.ts";

/** Every name of a nested template begins with the stack's: `Web/`. */
export interface NestedScope extends Scope {
  readonly prefix: string;
}

const names = ["Parameters", "Mappings", "Conditions", "Rules", "Resources"] as const;
type Name = (typeof names)[number];
type Entries = Record<Name, Map<string, DataEntry>>;

/** The sections of nested templates, in the names of the whole. */
export class Sections {
  readonly #added: Entries = none();

  get(section: Name, name: string): DataNode | undefined {
    return this.#added[section].get(name)?.value;
  }

  add(made: Readonly<Entries>): void {
    for (const name of names) for (const [key, entry] of made[name]) this.#added[name].set(key, entry);
  }

  /** The sections of a nested template that is called under a condition. */
  scoped(root: DataMap, scope: NestedScope, condition: string | undefined): Readonly<Entries> {
    const made = none();
    for (const section of names) {
      for (const entry of entriesOf(child(root, section))) {
        if (section === "Parameters" && scope.bound.has(entry.key)) continue;
        const key = keyOf(section, entry.key, scope);
        const value = rescope(entry.value, scope);
        made[section].set(key, { key, keySpan: scope.spanOf(entry.keySpan), value: conditional(section, value, condition, scope, made.Conditions) });
      }
    }
    return made;
  }

  /** The entries of a template with everything that was added. */
  combined(root: DataMap): Map<string, DataEntry> {
    const entries = new Map(root.entries);
    for (const section of names) {
      const added = this.#added[section];
      const own = root.entries.get(section);
      const before = own?.value.kind === "map" ? own.value.entries : new Map<string, DataEntry>();
      const value: DataMap = { kind: "map", span: own?.value.span ?? root.span, entries: new Map([...before, ...added]) };
      if (added.size > 0) entries.set(section, { key: section, keySpan: own?.keySpan ?? root.span, value: own === undefined ? value : alike(own.value, value) });
    }
    return entries;
  }
}

/** What is no resource is a problem of its own in each template. */
function keyOf(section: Name, key: string, { prefix }: NestedScope): string {
  if (!key.startsWith("Fn::")) return `${prefix}${key}`;
  return section === "Resources" ? `${key} of ${prefix.slice(0, -1)}` : key;
}

function none(): Entries {
  return { Parameters: new Map(), Mappings: new Map(), Conditions: new Map(), Rules: new Map(), Resources: new Map() };
}

function entriesOf(node: DataNode | undefined): readonly DataEntry[] {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

/** What a nested template has exists, and what it demands counts, where its stack exists and its own condition holds. */
function conditional(section: Name, value: DataNode, outer: string | undefined, { prefix }: NestedScope, conditions: Map<string, DataEntry>): DataNode {
  if (value.kind !== "map" || outer === undefined) return section === "Resources" && value.kind === "map" ? withCondition(value, prefixed(stringOf(child(value, "Condition")), prefix)) : value;
  const { span } = value;
  if (section === "Resources") return withCondition(value, bothOf(outer, prefixed(stringOf(child(value, "Condition")), prefix), span, conditions));
  if (section !== "Rules") return value;
  const own = child(value, "RuleCondition");
  const condition = own === undefined ? named(outer, span) : call("Fn::And", [named(outer, span), own], span);
  return { ...value, entries: new Map([...value.entries, ["RuleCondition", entry("RuleCondition", condition)]]) };
}

function prefixed(name: string | undefined, prefix: string): string | undefined {
  return name === undefined ? undefined : `${prefix}${name}`;
}

function withCondition(resource: DataMap, condition: string | undefined): DataMap {
  if (condition === undefined) return resource;
  const value: DataNode = { kind: "scalar", value: condition, span: resource.span };
  return alike(resource, { ...resource, entries: new Map([...resource.entries, ["Condition", entry("Condition", value)]]) });
}

/** The name of a condition that holds when both do; it is made when it is needed. */
function bothOf(outer: string, inner: string | undefined, span: Span, conditions: Map<string, DataEntry>): string {
  if (inner === undefined) return outer;
  const key = `${outer} and ${inner}`;
  conditions.set(key, entry(key, call("Fn::And", [named(outer, span), named(inner, span)], span)));
  return key;
}

function named(condition: string, span: Span): DataMap {
  return { kind: "map", span, entries: new Map([["Condition", entry("Condition", { kind: "scalar", value: condition, span })]]) };
}

function call(name: string, items: readonly DataNode[], span: Span): DataMap {
  return { kind: "map", span, entries: new Map([[name, entry(name, { kind: "list", items, span })]]) };
}

function entry(key: string, value: DataNode): DataEntry {
  return { key, keySpan: value.span, value };
}
