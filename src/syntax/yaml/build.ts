import type * as Yaml from "yaml";
import type { DataMap, DataNode, SyntaxFault } from "../data.ts";
import type { Span } from "../../model/source.ts";
import { Entries, type Key } from "./entries.ts";
import { templateHint } from "./faults.ts";
import { plainValue, taggedValue } from "./scalars.ts";
import { writeOut } from "./short-forms.ts";
import { Unreadable } from "./unreadable.ts";
import { Weights } from "./weights.ts";

type ParsedPair = Yaml.Pair<Yaml.ParsedNode, Yaml.ParsedNode | null>;

/** A document that could be read. */
export interface ReadDocument {
  readonly root: DataNode;
  readonly faults: readonly SyntaxFault[];
}

/**
 * The document as our tree: short forms written out, aliases and merge keys resolved, keys as they are written. Its offsets count from `base` on in
 * the text. Throws `Unreadable` where it cannot go on.
 */
export function buildDocument(yaml: typeof Yaml, document: Yaml.Document.Parsed, text: string, base: number): ReadDocument {
  const builder = new TreeBuilder(yaml, text, base);
  return { root: builder.root(document.contents), faults: builder.faults };
}

/** Faults of keys beyond this many are not reported one by one. */
const maxFaults = 50;

class TreeBuilder {
  readonly faults: SyntaxFault[] = [];
  readonly #yaml: typeof Yaml;
  readonly #text: string;
  readonly #base: number;
  readonly #anchors = new Map<string, DataNode>();
  readonly #weights: Weights;

  constructor(yaml: typeof Yaml, text: string, base: number) {
    this.#yaml = yaml;
    this.#text = text;
    this.#base = base;
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
    if (target === undefined) throw this.#unreadable(`The alias *${node.source} has no anchor before it.`, this.#spanOf(node));
    return target;
  }

  /** Aliases share nodes, so a small text can stand for a huge or endless tree: it is measured, never written out. */
  #weigh(node: DataNode): void {
    const complaint = this.#weights.tooMuch(node);
    if (complaint !== undefined) throw this.#unreadable(complaint, node.span, true);
  }

  #scalar(node: Yaml.Scalar.Parsed): DataNode {
    const span = this.#spanOf(node);
    const text = typeof node.value === "string" ? node.value : node.source;
    // Texts behind a short form or another tag of the text's own are never numbers or booleans: `!Ref Yes`.
    if (node.tag !== undefined && node.tag !== "!") return { kind: "scalar", value: taggedValue(node.tag, text) ?? text, span };
    if (node.type === "PLAIN") return { kind: "scalar", value: plainValue(text), span };
    const block = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    return { kind: "scalar", value: text, span: block ? { start: span.start, end: this.#trimEnd(span) } : span };
  }

  #list(node: Yaml.YAMLSeq.Parsed): DataNode {
    const span = this.#spanOf(node);
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
    const { entries, end } = this.#entries([pair]);
    const { start } = this.#spanOf(pair.key);
    return this.#merged(entries, { start, end: Math.max(start, end) });
  }

  #map(node: Yaml.YAMLMap.Parsed): DataMap {
    const span = this.#spanOf(node);
    const { entries, end } = this.#entries(node.items);
    return this.#merged(entries, node.flow === true ? span : { start: span.start, end: Math.max(end, span.start) });
  }

  #entries(pairs: readonly ParsedPair[]): { readonly entries: Entries; readonly end: number } {
    const entries = new Entries((fault) => {
      this.#fault(fault);
    });
    let end = 0;
    for (const pair of pairs) {
      const span = this.#spanOf(pair.key);
      const value = this.#node(pair.value, { start: span.end, end: span.end });
      end = Math.max(end, span.end, this.#yaml.isAlias(pair.value) ? this.#spanOf(pair.value).end : value.span.end);
      entries.add(this.#key(pair.key, span), value);
    }
    return { entries, end };
  }

  #merged(entries: Entries, span: Span): DataMap {
    return entries.map(span, (from) => {
      const complaint = this.#weights.afterMerging(from.entries.size);
      if (complaint !== undefined) throw this.#unreadable(complaint, from.span, true);
    });
  }

  /** Keys are always the text as it is written: `On`, `010` and `2012-10-17` name themselves. */
  #key(node: Yaml.ParsedNode, span: Span): Key {
    if (this.#yaml.isScalar(node)) {
      const text = typeof node.value === "string" ? node.value : node.source;
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, { kind: "scalar", value: text, span });
      return { text, merges: text === "<<" && node.type === "PLAIN", span };
    }
    const target = this.#yaml.isAlias(node) ? this.#alias(node) : this.#node(node, span);
    if (target.kind === "scalar" && target.value !== null) return { text: String(target.value), merges: false, span };
    this.#fault({ message: `A key must be a single value, not a map or list; its entry is ignored.${templateHint(this.#text, span)}`, span });
    return { text: undefined, merges: false, span };
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

  #fault(fault: SyntaxFault): void {
    if (this.faults.length < maxFaults || fault.repeats === true) this.faults.push(fault);
  }

  #unreadable(message: string, { start, end }: Span, limit = false): Unreadable {
    return new Unreadable(message, start, end, start, limit);
  }

  #spanOf(node: Yaml.ParsedNode): Span {
    return { start: this.#base + node.range[0], end: this.#base + node.range[1] };
  }
}
