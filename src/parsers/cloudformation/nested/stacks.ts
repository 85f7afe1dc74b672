import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Problem } from "../../../model/problem.ts";
import { locate, type Source, type Span } from "../../../model/source.ts";
import type { Files } from "../../parser.ts";
import { NamedFiles, type Unusable } from "../include/named.ts";
import { expandLoops } from "../loops.ts";
import { alike, includesOf, spanIn } from "../origins.ts";
import { readDocuments } from "../recognise.ts";
import { placeIn } from "../template.ts";
import { callArguments, passed } from "./arguments.ts";
import { located } from "./location.ts";
import { rescope, type Scope } from "./rescope.ts";

/** Stacks within stacks: CloudFormation's users come to three or four. */
const deepest = 10;
/** Values that are copied for all nested stacks of a template. */
const mostNodes = 300_000;

/** A template with the stacks that it nests written into it. */
export interface Inlined {
  readonly root: DataMap;
  readonly problems: readonly Problem[];
  /** The files whose templates are judged here. */
  readonly through: readonly string[];
  /** The templates that are not in the scan root. */
  readonly unfollowed: readonly string[];
}

const stackType = "AWS::CloudFormation::Stack";
const stackSetType = "AWS::CloudFormation::StackSet";

/** Whether a text may nest stacks; most templates do not. */
export function mayNest(text: string): boolean {
  return text.includes(stackType);
}

/**
 * Writes nested stacks with a template in the scan root into the template that calls them, as resources `Stack/Resource`: with the
 * parameters that they get, under the condition of the call, and with their outputs where the caller refers to them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 */
export async function inlineStacks(source: Source, root: DataMap, files: Files | undefined): Promise<Inlined> {
  const inliner = new Inliner(source, files);
  await inliner.add(root, { source, chain: [source.path] });
  return { root: inliner.combined(root), problems: inliner.problems, through: [...inliner.through], unfollowed: inliner.unfollowed };
}

/** Where a template stands that is looked through for stacks; its names are those of the whole already. */
interface Level {
  readonly source: Source;
  /** The files that lead here, outermost first. */
  readonly chain: readonly string[];
}

type Sections = "Parameters" | "Mappings" | "Conditions" | "Resources";

class Inliner {
  readonly problems: Problem[] = [];
  readonly unfollowed: string[] = [];
  readonly through = new Set<string>();
  readonly #source: Source;
  readonly #files: Files | undefined;
  readonly #named: NamedFiles;
  readonly #added: Readonly<Record<Sections, Map<string, DataEntry>>> = { Parameters: new Map(), Mappings: new Map(), Conditions: new Map(), Resources: new Map() };
  /** By `Stack.Outputs.Name`. */
  readonly #outputs = new Map<string, DataNode>();
  #copied = 0;

  constructor(source: Source, files: Files | undefined) {
    this.#source = source;
    this.#files = files;
    this.#named = new NamedFiles(files);
  }

  /** Adds the stacks of a template, and those within them. */
  async add(root: DataMap, level: Level): Promise<void> {
    const resources = child(root, "Resources");
    if (resources?.kind !== "map") return;
    for (const entry of resources.entries.values()) {
      const type = stringOf(child(entry.value, "Type"));
      if (type === stackType) await this.#stack(entry, level);
      else if (type === stackSetType) await this.#stackSet(entry, level);
    }
  }

  async #stack(entry: DataEntry, level: Level): Promise<void> {
    const found = await located(entry.value, level.source.path, this.#files);
    if (found === undefined) return;
    if ("elsewhere" in found) {
      this.unfollowed.push(found.elsewhere);
      return;
    }
    const refuse = (kind: Problem["kind"], why: string): void => {
      const at = placeIn({ source: this.#source }, entry.keySpan);
      this.problems.push({ kind, message: `The template of the nested stack ${entry.key} is not judged here: ${why}.`, location: locate(includesOf(at)[0]?.at ?? at) });
    };
    const tree = await this.#nestable(found.path, level, found.written);
    if ("why" in tree) refuse(tree.kind, tree.why);
    else if (!(await this.#template(tree.root, tree.source, entry, level))) refuse("too-large", "the nested stacks hold too many values");
    else this.through.add(tree.source.path);
  }

  async #nestable(path: string | undefined, { chain }: Level, written: string): Promise<{ readonly root: DataMap; readonly source: Source } | Unusable> {
    if (path !== undefined && chain.includes(path)) return { kind: "outside", why: `the file ${path} nests itself` };
    if (chain.length > deepest) return { kind: "too-large", why: `stacks are nested more than ${deepest} deep` };
    const tree = await this.#named.tree(path);
    if ("why" in tree) return { kind: tree.kind, why: `the file ${path ?? written}: ${tree.why}` };
    const { root, source } = tree;
    if (root.kind !== "map" || child(root, "Resources")?.kind !== "map") return { kind: "syntax", why: `the file ${source.path} is no template` };
    return { root: source.text.includes("Fn::ForEach::") ? expandLoops(root).root : root, source };
  }

  /** The template of a stack set stands in the template itself: everything in it points there. */
  async #stackSet(entry: DataEntry, level: Level): Promise<void> {
    const body = child(child(entry.value, "Properties"), "TemplateBody");
    const text = stringOf(body);
    if (body === undefined || text === undefined) return;
    const [document] = await readDocuments({ path: this.#source.path, text }, () => true);
    if (document?.root?.kind !== "map") return;
    const here = placeIn({ source: this.#source }, body.span).source;
    await this.#template(everywhere(document.root, body.span), here, entry, level);
  }

  /** False when there is no more room for it. */
  async #template(root: DataMap, source: Source, call: DataEntry, level: Level): Promise<boolean> {
    this.#copied += sizeOf(root);
    if (this.#copied > mostNodes) return false;
    const at = placeIn({ source: this.#source }, call.keySpan);
    const prefix = `${call.key}/`;
    const via: readonly Hop[] = [...includesOf(at), { at, note: `nests ${source.path} as ${call.key}` }];
    const spanOf = (span: Span): Span => (source === this.#source ? { ...span } : spanIn(source, span, via));
    const rename: Scope["rename"] = (name, use) => (use === "reference" && name.startsWith("AWS::") ? name : `${prefix}${name}`);
    const scope: Scope = { rename, bound: passed(root, callArguments(call.value), spanOf), spanOf };
    const scoped = this.#sections(root, prefix, scope, stringOf(child(call.value, "Condition")));
    await this.add(scoped, { source, chain: [...level.chain, source.path] });
    for (const { key, value } of entriesOf(child(root, "Outputs"))) {
      const given = child(value, "Value");
      if (given !== undefined) this.#outputs.set(`${call.key}.Outputs.${key}`, rescope(given, scope));
    }
    return true;
  }

  /** Adds the sections of a nested template under their names in the whole; answers with its resources. */
  #sections(root: DataMap, prefix: string, scope: Scope, condition: string | undefined): DataMap {
    const added = new Map<string, DataEntry>();
    for (const section of ["Parameters", "Mappings", "Conditions", "Resources"] as const) {
      for (const entry of entriesOf(child(root, section))) {
        if (section === "Parameters" && scope.bound.has(entry.key)) continue;
        // What is no resource is a problem under its own name.
        const key = entry.key.startsWith("Fn::") ? entry.key : `${prefix}${entry.key}`;
        const value = rescope(entry.value, scope);
        const made: DataEntry = { key, keySpan: scope.spanOf(entry.keySpan), value: section === "Resources" ? this.#conditional(value, condition, scope) : value };
        this.#added[section].set(key, made);
        if (section === "Resources") added.set(key, made);
      }
    }
    return { ...root, entries: new Map([["Resources", { key: "Resources", keySpan: root.span, value: { kind: "map", entries: added, span: root.span } }]]) };
  }

  /** A nested resource exists where its stack does, and its own condition holds. */
  #conditional(resource: DataNode, outer: string | undefined, scope: Scope): DataNode {
    if (resource.kind !== "map") return resource;
    const own = stringOf(child(resource, "Condition"));
    const inner = own === undefined ? undefined : scope.rename(own, "condition");
    const both = bothOf(outer, inner, resource.span, this.#added.Conditions);
    if (both === undefined) return resource;
    const entry: DataEntry = { key: "Condition", keySpan: resource.span, value: { kind: "scalar", value: both, span: resource.span } };
    return alike(resource, { ...resource, entries: new Map([...resource.entries, ["Condition", entry]]) });
  }

  /** The template with everything that was added, and with the outputs of nested stacks in the place of references to them. */
  combined(root: DataMap): DataMap {
    const entries = new Map(root.entries);
    for (const [section, added] of Object.entries(this.#added)) {
      const own = root.entries.get(section);
      const before = own?.value.kind === "map" ? own.value.entries : new Map<string, DataEntry>();
      if (added.size > 0) entries.set(section, { key: section, keySpan: own?.keySpan ?? root.span, value: { kind: "map", span: own?.value.span ?? root.span, entries: new Map([...before, ...added]) } });
    }
    for (const section of ["Resources", "Outputs"]) {
      const entry = entries.get(section);
      if (entry !== undefined && this.#outputs.size > 0) entries.set(section, { ...entry, value: withOutputs(entry.value, this.#outputs, deepest) });
    }
    return { ...root, entries };
  }
}

/** `depth` bounds outputs that are outputs of other stacks. */
function withOutputs(node: DataNode, outputs: ReadonlyMap<string, DataNode>, depth: number): DataNode {
  if (node.kind === "scalar") return node;
  if (node.kind === "list") return { ...node, items: node.items.map((item) => withOutputs(item, outputs, depth)) };
  const argument = node.entries.size === 1 ? child(node, "Fn::GetAtt") : undefined;
  const name = argument?.kind === "list" ? argument.items.map((item) => stringOf(item)).join(".") : stringOf(argument);
  const output = name === undefined ? undefined : outputs.get(name);
  if (output !== undefined && depth > 0) return alike(output, { ...withOutputs(output, outputs, depth - 1), span: node.span });
  return alike(node, { ...node, entries: new Map(Array.from(node.entries, ([key, entry]) => [key, { ...entry, value: withOutputs(entry.value, outputs, depth) }])) });
}

/** The name of a condition that holds when both do; it is made when it is needed. */
function bothOf(outer: string | undefined, inner: string | undefined, span: Span, conditions: Map<string, DataEntry>): string | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  const key = `${outer} and ${inner}`;
  const item = (name: string): DataNode => ({ kind: "map", span, entries: new Map([["Condition", { key: "Condition", keySpan: span, value: { kind: "scalar", value: name, span } }]]) });
  const and: DataEntry = { key: "Fn::And", keySpan: span, value: { kind: "list", items: [item(outer), item(inner)], span } };
  conditions.set(key, { key, keySpan: span, value: { kind: "map", span, entries: new Map([["Fn::And", and]]) } });
  return key;
}

function entriesOf(node: DataNode | undefined): readonly DataEntry[] {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

function sizeOf(root: DataNode): number {
  let size = 0;
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined && size <= mostNodes; node = open.pop()) {
    size++;
    if (node.kind === "list") open.push(...node.items);
    else if (node.kind === "map") for (const { value } of node.entries.values()) open.push(value);
  }
  return size;
}

/** The tree of a text within a text, all of whose parts stand where the text does. */
function everywhere(node: DataMap, span: Span): DataMap {
  const moved = (one: DataNode): DataNode => {
    if (one.kind === "scalar") return { ...one, span };
    if (one.kind === "list") return { ...one, span, items: one.items.map(moved) };
    return { ...one, span, entries: new Map(Array.from(one.entries, ([key, entry]) => [key, { key, keySpan: span, value: moved(entry.value) }])) };
  };
  return moved(node) as DataMap;
}

