import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Place, Source, Span } from "../../../model/source.ts";
import { cloudFormationTypes } from "../../../resource-types/cloudformation-types.ts";
import { rescope, type NameUse, type Scope } from "../nested/rescope.ts";
import { spanIn } from "../origins.ts";
import { placeIn } from "../template.ts";
import { written } from "../written.ts";
import type { Exported, Exporter } from "./exports.ts";

/** An export as a part of the template that imports it: its names are those of that template. */
export interface Borrowed {
  readonly of: Exported;
  readonly name: DataNode;
  readonly value: DataNode;
  /** The name of the condition under which it is exported. */
  readonly condition: string | undefined;
  /** Where it gets its name. */
  readonly at: Place;
  /** Everything in its template that may decide the value: two exports with the same text say the same, as those of a template in YAML and in JSON do. */
  readonly text: () => string;
}

const sections = ["Parameters", "Mappings", "Conditions", "Resources"] as const;
type Section = (typeof sections)[number];

/** Values that are copied into one template for its imports. */
const mostNodes = 300_000;

/** Of the resources of other templates only these are looked into: what launches, and what keeps a value. */
function matters(type: string | undefined): boolean {
  return type === "AWS::SSM::Parameter" || cloudFormationTypes.has(type ?? "");
}

/**
 * What one template takes from others: exports, and of the templates that export them whatever decides their values, under names
 * such as `IsProd of network.yaml`. Nothing else of them is copied.
 */
export class Loans {
  readonly exports = new Map<Exported, Borrowed>();
  /** False once there is no more room. */
  hasRoom = true;
  readonly #source: Source;
  readonly #root: DataMap;
  readonly #added: Readonly<Record<Section, Map<string, DataEntry>>> = { Parameters: new Map(), Mappings: new Map(), Conditions: new Map(), Resources: new Map() };
  #copied = 0;

  constructor(source: Source, root: DataMap) {
    this.#source = source;
    this.#root = root;
  }

  /** The ids of the resources that are judged with the templates that declare them. */
  get resources(): ReadonlySet<string> {
    return new Set(this.#added.Resources.keys());
  }

  /** Takes an export over. Without effect when it is gone, or too large. */
  take(one: Exported, exporter: Exporter): void {
    // Another template of the same file is another stack.
    const isOwn = one.path === this.#source.path && exporter.root.span.start === this.#root.span.start;
    const { source, root, isNested } = isOwn ? { source: this.#source, root: this.#root, isNested: false } : exporter;
    const entry = outputsOf(root)?.entries.get(one.output);
    const name = child(child(entry?.value, "Export"), "Name");
    const value = child(entry?.value, "Value");
    if (name === undefined || value === undefined) return;
    const condition = stringOf(child(entry?.value, "Condition"));
    if (isOwn) {
      this.exports.set(one, { of: one, name, value, condition, at: placeIn({ source }, name.span), text: () => textOf(root) });
      return;
    }
    const copy = new Copy(source, root, one, this.#added, isNested);
    const borrowed: Borrowed = { of: one, name: copy.of(name), value: copy.of(value), condition: condition === undefined ? undefined : copy.rename(condition, "condition"), at: placeIn({ source }, name.span), text: () => textOf(root) };
    copy.complete(mostNodes - this.#copied);
    this.#copied += copy.nodes;
    this.hasRoom = this.#copied < mostNodes;
    if (this.hasRoom) this.exports.set(one, borrowed);
  }

  /** The template with everything that was taken over. */
  combined(): DataMap {
    const entries = new Map(this.#root.entries);
    for (const section of sections) {
      const added = this.#added[section];
      const own = this.#root.entries.get(section);
      const before = own?.value.kind === "map" ? own.value.entries : new Map<string, DataEntry>();
      const { span } = own?.value ?? this.#root;
      if (added.size > 0) entries.set(section, { key: section, keySpan: own?.keySpan ?? span, value: { kind: "map", span, entries: new Map([...before, ...added]) } });
    }
    return { ...this.#root, entries };
  }
}

/** Copies expressions of one template, and then whatever they name. */
class Copy {
  nodes = 0;
  readonly #root: DataMap;
  readonly #suffix: string;
  readonly #added: Readonly<Record<Section, Map<string, DataEntry>>>;
  readonly #scope: Scope;
  readonly #isNested: boolean;
  readonly #open: { readonly name: string; readonly use: NameUse }[] = [];

  constructor(source: Source, root: DataMap, { path, document }: Exported, added: Readonly<Record<Section, Map<string, DataEntry>>>, isNested: boolean) {
    this.#root = root;
    this.#isNested = isNested;
    this.#suffix = ` of ${path}${document === 0 ? "" : ` (template ${document + 1})`}`;
    this.#added = added;
    const spanOf = (span: Span): Span => {
      this.nodes++;
      return spanIn(placeIn({ source }, span).source, span, []);
    };
    this.#scope = { rename: (name, use) => this.rename(name, use), bound: new Map(), spanOf, room: { left: Infinity } };
  }

  of(node: DataNode): DataNode {
    return rescope(node, this.#scope);
  }

  /** The name in the importing template; what it stands for is copied when the copy is completed. The account and Region are the same. */
  rename(name: string, use: NameUse): string {
    if (use === "reference" && name.startsWith("AWS::")) return name === "AWS::StackName" || name === "AWS::StackId" ? `${name}${this.#suffix}` : name;
    this.#open.push({ name, use });
    return `${name}${this.#suffix}`;
  }

  /** Copies what was named, up to a number of values. */
  complete(most: number): void {
    for (let next = this.#open.pop(); next !== undefined && this.nodes < most; next = this.#open.pop()) {
      for (const section of sectionsFor(next.use)) this.#copy(section, next.name);
    }
  }

  #copy(section: Section, name: string): void {
    const entry = entryOf(this.#root, section, name);
    const key = `${name}${this.#suffix}`;
    if (entry === undefined || this.#added[section].has(key)) return;
    const made = { key, keySpan: this.#scope.spanOf(entry.keySpan) };
    // Before its parts are copied, which may name it.
    this.#added[section].set(key, { ...made, value: entry.value });
    this.#added[section].set(key, { ...made, value: section === "Resources" ? this.#resource(entry.value) : section === "Parameters" ? this.#parameter(entry.value) : this.of(entry.value) });
  }

  /** What a nested template is passed is known where it is nested, and not here. */
  #parameter(node: DataNode): DataNode {
    if (node.kind !== "map" || !this.#isNested) return this.of(node);
    return this.of({ ...node, entries: new Map([...node.entries].filter(([key]) => key !== "Default")) });
  }

  #resource(node: DataNode): DataNode {
    if (node.kind !== "map") return this.of(node);
    const kept = matters(stringOf(child(node, "Type"))) ? ["Type", "Properties", "Condition"] : ["Type"];
    const entries = kept.flatMap((key): [string, DataEntry][] => {
      const entry = node.entries.get(key);
      if (entry === undefined) return [];
      const condition = key === "Condition" ? stringOf(entry.value) : undefined;
      const value: DataNode = condition === undefined ? this.of(entry.value) : { kind: "scalar", value: this.rename(condition, "condition"), span: this.#scope.spanOf(entry.value.span) };
      return [[key, { key, keySpan: this.#scope.spanOf(entry.keySpan), value }]];
    });
    return { kind: "map", span: this.#scope.spanOf(node.span), entries: new Map(entries) };
  }
}

function sectionsFor(use: NameUse): readonly Section[] {
  switch (use) {
    case "reference":
      return ["Parameters", "Resources"];
    case "condition":
      return ["Conditions"];
    case "mapping":
      return ["Mappings"];
  }
}

function entryOf(root: DataMap, section: Section, name: string): DataEntry | undefined {
  const found = child(root, section);
  return found?.kind === "map" ? found.entries.get(name) : undefined;
}

const texts = new WeakMap<DataMap, string>();

function textOf(root: DataMap): string {
  const known = texts.get(root) ?? [...sections, "Rules", "Outputs"].map((section) => written(child(root, section) ?? nothing)).join("\n");
  texts.set(root, known);
  return known;
}

const nothing: DataNode = { kind: "scalar", value: null, span: { start: 0, end: 0 } };

function outputsOf(root: DataMap): DataMap | undefined {
  const outputs = child(root, "Outputs");
  return outputs?.kind === "map" ? outputs : undefined;
}
