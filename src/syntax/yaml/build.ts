import type * as Yaml from "yaml";
import type { DataDocument, DataEntry, DataMap, DataNode, SyntaxFault } from "../data.ts";
import type { Span } from "../../model/source.ts";
import { templateHint } from "./faults.ts";
import { plainValue, taggedValue } from "./scalars.ts";
import { writeOut } from "./short-forms.ts";
import { Weights } from "./weights.ts";

/** Thrown inside this file only, to leave the recursion: the document has no tree. */
class Unreadable extends Error {
  readonly fault: SyntaxFault;
  constructor(fault: SyntaxFault) {
    super(fault.message);
    this.fault = fault;
  }
}

type ParsedPair = Yaml.Pair<Yaml.ParsedNode, Yaml.ParsedNode | null>;

/** The document as our tree: short forms written out, aliases and merge keys resolved, keys as they are written. */
export function buildDocument(yaml: typeof Yaml, document: Yaml.Document.Parsed, text: string): DataDocument {
  const builder = new TreeBuilder(yaml, text);
  try {
    return { root: builder.root(document.contents), faults: builder.faults };
  } catch (error) {
    if (error instanceof Unreadable) return { root: undefined, faults: [error.fault] };
    throw error;
  }
}

/** Duplicate and unusable keys beyond this many are not reported one by one. */
const maxFaults = 50;

class TreeBuilder {
  readonly faults: SyntaxFault[] = [];
  readonly #yaml: typeof Yaml;
  readonly #text: string;
  readonly #anchors = new Map<string, DataNode>();
  readonly #weights: Weights;

  constructor(yaml: typeof Yaml, text: string) {
    this.#yaml = yaml;
    this.#text = text;
    this.#weights = new Weights(text.length);
  }

  root(contents: Yaml.ParsedNode | null): DataNode {
    const root = this.#node(contents, { start: 0, end: 0 });
    if (this.#anchors.size > 0) this.#weigh(root);
    return root;
  }

  #node(node: Yaml.ParsedNode | null, empty: Span): DataNode {
    if (node === null) return { kind: "scalar", value: null, span: empty };
    if (this.#yaml.isAlias(node)) return this.#alias(node);
    const bare = this.#yaml.isScalar(node) ? this.#scalar(node) : this.#yaml.isMap(node) ? this.#map(node) : this.#list(node);
    const built = node.tag === undefined ? bare : writeOut(node.tag, this.#tagSpan(node.tag, bare.span.start), bare);
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, built);
      this.#weigh(built);
    }
    return built;
  }

  #alias(node: Yaml.Alias.Parsed): DataNode {
    const target = this.#anchors.get(node.source);
    if (target === undefined) throw new Unreadable({ message: `The alias *${node.source} has no anchor before it.`, span: spanOf(node) });
    return target;
  }

  /** Aliases share nodes, so a small text can stand for a huge or endless tree: it is measured, never written out. */
  #weigh(node: DataNode): void {
    const complaint = this.#weights.tooMuch(node);
    if (complaint !== undefined) throw new Unreadable({ message: complaint, span: node.span, limit: true });
  }

  #scalar(node: Yaml.Scalar.Parsed): DataNode {
    const span = spanOf(node);
    const text = typeof node.value === "string" ? node.value : node.source;
    if (node.tag !== undefined) {
      const value = taggedValue(node.tag, text);
      if (value !== undefined) return { kind: "scalar", value, span };
    }
    if (node.type === "PLAIN") return { kind: "scalar", value: plainValue(text), span };
    const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    return { kind: "scalar", value: text, span: block ? { start: span.start, end: this.#trimEnd(span) } : span };
  }

  #list(node: Yaml.YAMLSeq.Parsed): DataNode {
    const span = spanOf(node);
    const items: DataNode[] = [];
    let end = span.start;
    for (const item of node.items) {
      const at = { start: end, end };
      const value = this.#yaml.isPair(item) ? this.#inlinePair(item as ParsedPair) : this.#node(item, at);
      items.push(value);
      end = Math.max(end, value.span.end);
    }
    return { kind: "list", items, span: node.flow === true ? span : { start: span.start, end: Math.max(end, span.start) } };
  }

  /** `[a: b]` is a list of one map. */
  #inlinePair(pair: ParsedPair): DataMap {
    const map = this.#entries([pair]);
    const start = pair.key.range[0];
    return { kind: "map", entries: map.entries, span: { start, end: Math.max(start, map.end) } };
  }

  #map(node: Yaml.YAMLMap.Parsed): DataMap {
    const span = spanOf(node);
    const { entries, end } = this.#entries(node.items);
    return { kind: "map", entries, span: node.flow === true ? span : { start: span.start, end: Math.max(end, span.start) } };
  }

  #entries(pairs: readonly ParsedPair[]): { readonly entries: Map<string, DataEntry>; readonly end: number } {
    const entries = new Map<string, DataEntry>();
    const merged: DataMap[] = [];
    let end = 0;
    for (const pair of pairs) {
      const keySpan = spanOf(pair.key);
      const value = this.#node(pair.value, { start: keySpan.end, end: keySpan.end });
      end = Math.max(end, keySpan.end, this.#yaml.isAlias(pair.value) ? spanOf(pair.value).end : value.span.end);
      const key = this.#key(pair.key, keySpan);
      if (key === undefined) continue;
      if (key === "<<" && this.#yaml.isScalar(pair.key) && pair.key.type === "PLAIN") merged.push(...this.#mergeSources(value, keySpan));
      else {
        if (entries.has(key)) this.#fault(`The key ${JSON.stringify(key)} is written twice in one map; the last one counts.`, keySpan);
        entries.set(key, { key, keySpan, value });
      }
    }
    for (const map of merged) this.#merge(entries, map);
    return { entries, end };
  }

  /** Keys are always the text as it is written: `On`, `010` and `2012-10-17` name themselves. */
  #key(node: Yaml.ParsedNode, span: Span): string | undefined {
    if (this.#yaml.isScalar(node)) {
      const text = typeof node.value === "string" ? node.value : node.source;
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, { kind: "scalar", value: text, span });
      return text;
    }
    const target = this.#yaml.isAlias(node) ? this.#alias(node) : this.#node(node, span);
    if (target.kind === "scalar" && target.value !== null) return String(target.value);
    this.#fault(`A key must be a single value, not a map or list; its entry is ignored.${templateHint(this.#text, span)}`, span);
    return undefined;
  }

  #mergeSources(value: DataNode, keySpan: Span): readonly DataMap[] {
    const sources = value.kind === "list" ? value.items : [value];
    const maps = sources.filter((source) => source.kind === "map");
    if (maps.length < sources.length) this.#fault("The merge key << needs a map or a list of maps.", keySpan);
    return maps;
  }

  /** The map's own keys win over merged ones, and earlier sources over later ones: https://yaml.org/type/merge.html */
  #merge(entries: Map<string, DataEntry>, from: DataMap): void {
    const complaint = this.#weights.afterMerging(from.entries.size);
    if (complaint !== undefined) throw new Unreadable({ message: complaint, span: from.span, limit: true });
    for (const [key, entry] of from.entries) {
      if (!entries.has(key)) entries.set(key, entry);
    }
  }

  /** The library keeps no position of tags: it is the nearest occurrence before the value. */
  #tagSpan(tag: string, valueStart: number): Span {
    const from = Math.max(0, valueStart - 500);
    const at = this.#text.slice(from, valueStart).lastIndexOf(tag);
    return at === -1 ? { start: valueStart, end: valueStart } : { start: from + at, end: from + at + tag.length };
  }

  #trimEnd(span: Span): number {
    let { end } = span;
    while (end > span.start && /\s/.test(this.#text.charAt(end - 1))) end--;
    return end;
  }

  #fault(message: string, span: Span): void {
    if (this.faults.length < maxFaults) this.faults.push({ message, span });
  }
}

function spanOf(node: Yaml.ParsedNode): Span {
  return { start: node.range[0], end: node.range[1] };
}
