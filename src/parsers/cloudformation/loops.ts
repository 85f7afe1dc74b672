import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../syntax/data.ts";
import { alike } from "./origins.ts";
import { callOf } from "./written.ts";

/** Nodes that are written out for all loops of a template; past it the remaining loops stay as they are. */
const mostNodes = 200_000;

/** What a template says about names that a collection may refer to. */
export interface Declared {
  readonly parameter: (name: string) => DataNode | undefined;
  readonly mapping: (name: string) => DataNode | undefined;
  /** Of a nested template: what it is given, as expressions of the template that calls it, and what that one declares. */
  readonly given?: { readonly bound: ReadonlyMap<string, DataNode>; readonly by: Declared };
}

/** Which names a template declares by itself. */
export function declaredIn(root: DataMap): Declared {
  return { parameter: (name) => child(child(root, "Parameters"), name), mapping: (name) => child(child(root, "Mappings"), name) };
}

/** A template without loops. */
export interface Looped {
  readonly root: DataMap;
  /** The variables of loops that could not be written out. */
  readonly variables: ReadonlySet<string>;
  /** The nodes that were made. */
  readonly made: number;
}

export function mayLoop(text: string): boolean {
  return text.includes("Fn::ForEach::");
}

type Bindings = ReadonlyMap<string, string>;

/**
 * Writes out `Fn::ForEach::Name: [variable, collection, { "Key${variable}": value }]` wherever it stands. In keys and values
 * `${variable}` and `&{variable}` (letters and digits only) become the item, and so does `Ref` of the variable. A loop over a
 * collection that the template does not tell is kept once; its variable is then one of `variables`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandLoops(root: DataMap, declared: Declared = declaredIn(root), most: number = mostNodes): Looped {
  const loops = new Loops(declared, Math.min(most, mostNodes));
  const entries = new Map<string, DataEntry>();
  for (const [key, entry] of root.entries) {
    const looped = key === "Resources" || key === "Conditions" || key === "Outputs";
    entries.set(key, looped ? { ...entry, value: loops.expand(entry.value, new Map()) } : entry);
  }
  return { root: alike(root, { ...root, entries }), variables: loops.variables, made: loops.made };
}

class Loops {
  readonly variables = new Set<string>();
  made = 0;
  readonly #declared: Declared;
  readonly #most: number;

  constructor(declared: Declared, most: number) {
    this.#declared = declared;
    this.#most = most;
  }

  expand(node: DataNode, bindings: Bindings): DataNode {
    this.made++;
    if (node.kind === "scalar") return typeof node.value === "string" ? { ...node, value: filled(node.value, bindings) } : node;
    if (node.kind === "list") return { ...node, items: node.items.map((item) => this.expand(item, bindings)) };
    const call = callOf(node);
    const bound = call?.name === "Ref" ? bindings.get(stringOf(call.argument) ?? "") : undefined;
    if (bound !== undefined) return { kind: "scalar", value: bound, span: node.span };
    const entries = new Map<string, DataEntry>();
    for (const entry of node.entries.values()) this.#entry(entry, bindings, entries);
    return alike(node, { ...node, entries });
  }

  #entry(entry: DataEntry, bindings: Bindings, into: Map<string, DataEntry>): void {
    const { key, value } = entry;
    if (key.startsWith("Fn::ForEach::") && value.kind === "list") {
      const [variable, collection, fragment] = value.items;
      const name = stringOf(variable);
      if (name !== undefined && collection !== undefined && fragment?.kind === "map") {
        this.#loop(name, this.expand(collection, bindings), fragment, bindings, into);
        return;
      }
    }
    const name = filled(key, bindings);
    into.set(name, { ...entry, key: name, value: this.expand(value, bindings) });
  }

  #loop(name: string, collection: DataNode, fragment: DataMap, bindings: Bindings, into: Map<string, DataEntry>): void {
    const items = this.made > this.#most ? undefined : itemsOf(collection, this.#declared);
    if (items === undefined) {
      this.variables.add(name);
      const outer = new Map([...bindings].filter(([other]) => other !== name));
      for (const entry of fragment.entries.values()) this.#entry(entry, outer, into);
      return;
    }
    for (const item of items) {
      if (this.made > this.#most) this.variables.add(name);
      else for (const entry of fragment.entries.values()) this.#entry(entry, new Map([...bindings, [name, item]]), into);
    }
  }
}

function filled(text: string, bindings: Bindings): string {
  if (bindings.size === 0 || !text.includes("{")) return text;
  return text.replace(/([$&])\{([^${}&]+)\}/g, (whole, mark: string, name: string) => {
    const value = bindings.get(name.trim());
    if (value === undefined) return whole;
    return mark === "&" ? value.replace(/[^A-Za-z0-9]/g, "") : value;
  });
}

/** The items of a collection, as far as literals, what a nested template is given, defaults of parameters and mappings tell. */
function itemsOf(node: DataNode, declared: Declared): readonly string[] | undefined {
  if (node.kind === "list") return allKnown(node.items.map((item) => textOf(item, declared)));
  const call = node.kind === "map" ? callOf(node) : undefined;
  const parts = call?.argument.kind === "list" ? call.argument.items : [];
  switch (call?.name) {
    case "Ref": {
      const name = stringOf(call.argument) ?? "";
      const given = declared.given?.bound.get(name);
      if (given !== undefined && declared.given !== undefined) return itemsOf(given, declared.given.by);
      const type = stringOf(child(declared.parameter(name), "Type")) ?? "";
      return type === "CommaDelimitedList" || type.startsWith("List<") ? textOf(node, declared)?.split(",").map((item) => item.trim()) : undefined;
    }
    case "Fn::Split": {
      const [delimiter, text] = parts.map((part) => textOf(part, declared));
      return delimiter === undefined || text === undefined ? undefined : text.split(delimiter);
    }
    case "Fn::FindInMap": {
      const [name = "", ...keys] = allKnown(parts.slice(0, 3).map((part) => textOf(part, declared))) ?? [];
      const found = keys.reduce<DataNode | undefined>(child, declared.mapping(name));
      return found?.kind === "list" ? itemsOf(found, declared) : undefined;
    }
    default:
      return undefined;
  }
}

function textOf(node: DataNode, declared: Declared): string | undefined {
  if (node.kind === "scalar") return node.value === null ? undefined : String(node.value);
  const call = node.kind === "map" ? callOf(node) : undefined;
  if (call?.name !== "Ref") return undefined;
  const name = stringOf(call.argument) ?? "";
  const given = declared.given?.bound.get(name);
  if (given !== undefined && declared.given !== undefined) return textOf(given, declared.given.by);
  const byDefault = child(declared.parameter(name), "Default");
  return byDefault?.kind === "scalar" && byDefault.value !== null ? String(byDefault.value) : undefined;
}

function allKnown(texts: readonly (string | undefined)[]): readonly string[] | undefined {
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? known : undefined;
}
