import type { DataMap, DataNode, SyntaxFault } from "../data.ts";
import type { Span } from "../../model/source.ts";
import { maxDepth } from "./depth.ts";
import { Entries, type Key } from "./entries.ts";
import { templateHint } from "./faults.ts";
import { plainValue, taggedValue } from "./scalars.ts";
import type { Scanner } from "./scanner.ts";
import { writeOut } from "./short-forms.ts";
import { type Token, type TokenKind, Unreadable } from "./tokens.ts";
import { Weights } from "./weights.ts";

/** Faults of keys beyond this many are not reported one by one. */
const maxFaults = 50;

/** Where a node stands: a list in a map may begin at the column of its key (`in-map`). */
type Context = "block" | "in-map" | "flow";

const endsEntry: ReadonlySet<TokenKind> = new Set(["key", "value", "block-end"]);
const endsItem: ReadonlySet<TokenKind> = new Set(["item", "key", "value", "block-end"]);
const endsFlowMapValue: ReadonlySet<TokenKind> = new Set(["value", ",", "}"]);
const endsFlowListValue: ReadonlySet<TokenKind> = new Set(["value", ",", "]"]);

/**
 * Makes one document's tree of its tokens: short forms written out, aliases and merge keys resolved, keys as they are written.
 * Throws `Unreadable` where it cannot go on.
 */
export class Composer {
  readonly faults: SyntaxFault[] = [];
  readonly #scanner: Scanner;
  readonly #text: string;
  readonly #anchors = new Map<string, DataNode>();
  readonly #weights: Weights;
  #depth = 0;
  /** Where the last thing that was read ends. */
  #end = 0;
  /** The scalar that was read last, as it is written. */
  #written: { readonly node: DataNode; readonly token: Token } | undefined;

  constructor(scanner: Scanner, text: string) {
    this.#scanner = scanner;
    this.#text = text;
    this.#weights = new Weights(text.length);
  }

  root(): DataNode {
    const root = this.#node("block");
    if (this.#anchors.size > 0) this.#weigh(root);
    return root;
  }

  #node(context: Context): DataNode {
    const { start, end } = this.#scanner.peek();
    if (++this.#depth > maxDepth) throw new Unreadable(`The values are nested more than ${maxDepth} levels deep.`, start, Math.max(end, start + 1), start, true);
    const node = this.#enteredNode(context);
    this.#depth--;
    return node;
  }

  #enteredNode(context: Context): DataNode {
    const { kind } = this.#scanner.peek();
    if (kind === "alias") return this.#alias(this.#take());
    const marks: { anchor?: Token; tag?: Token } = {};
    for (let { kind: next } = this.#scanner.peek(); (next === "anchor" || next === "tag") && marks[next] === undefined; next = this.#scanner.peek().kind) marks[next] = this.#take();
    const { anchor, tag } = marks;
    const bare = this.#bareNode(context, tag, anchor !== undefined || tag !== undefined);
    const built = tag === undefined ? bare : writeOut(tag.text, spanOf(tag), bare);
    if (anchor !== undefined) {
      this.#anchors.set(anchor.text, built);
      this.#weigh(built);
    }
    return built;
  }

  #bareNode(context: Context, tag: Token | undefined, marked: boolean): DataNode {
    const token = this.#scanner.peek();
    if (token.kind === "scalar") return this.#scalar(this.#take(), tag?.text);
    if (token.kind === "[") return this.#flowList();
    if (token.kind === "{") return this.#flowMap();
    if (token.kind === "block-list" && context !== "flow") return this.#blockList();
    if (token.kind === "block-map" && context !== "flow") return this.#blockMap();
    if (token.kind === "item" && context === "in-map") return this.#listAtKey();
    if (marked) return this.#scalar({ kind: "scalar", start: this.#end, end: this.#end, text: "", plain: true }, tag?.text);
    throw this.#misplaced(token);
  }

  #alias(token: Token): DataNode {
    const target = this.#anchors.get(token.text);
    if (target === undefined) throw new Unreadable(`The alias *${token.text} has no anchor before it.`, token.start, token.end);
    return target;
  }

  /** Aliases share nodes, so a small text can stand for a huge or endless tree: it is measured, never written out. */
  #weigh(node: DataNode): void {
    const complaint = this.#weights.tooMuch(node);
    if (complaint !== undefined) throw new Unreadable(complaint, node.span.start, node.span.end, node.span.start, true);
  }

  #scalar(token: Token, tag: string | undefined): DataNode {
    const span = this.#spanOfScalar(token);
    const node: DataNode = { kind: "scalar", value: scalarValue(token, tag), span };
    this.#end = span.end;
    this.#written = { node, token };
    return node;
  }

  /** A text after `|` or `>` ends with its last word. */
  #spanOfScalar({ start, end, plain }: Token): Span {
    const first = this.#text.charAt(start);
    let last = end;
    if (!plain && (first === "|" || first === ">")) while (last > start && /\s/.test(this.#text.charAt(last - 1))) last--;
    return { start, end: last };
  }

  #empty(): DataNode {
    return { kind: "scalar", value: null, span: { start: this.#end, end: this.#end } };
  }

  #blockList(): DataNode {
    const { start } = this.#scanner.take();
    const items: DataNode[] = [];
    while (this.#takeIf("item") !== undefined) items.push(this.#item(new Set<TokenKind>(["item", "block-end"])));
    this.#closeBlock();
    return { kind: "list", items, span: { start, end: this.#end } };
  }

  /** `key:` and below it, at the same column, `- item`. */
  #listAtKey(): DataNode {
    const { start } = this.#scanner.peek();
    const items: DataNode[] = [];
    while (this.#takeIf("item") !== undefined) items.push(this.#item(endsItem));
    return { kind: "list", items, span: { start, end: this.#end } };
  }

  #item(ends: ReadonlySet<TokenKind>): DataNode {
    return ends.has(this.#scanner.peek().kind) ? this.#empty() : this.#node("block");
  }

  #blockMap(): DataMap {
    const { start } = this.#scanner.take();
    const entries = this.#entries();
    while (this.#takeIf("key") !== undefined) {
      const key = this.#key("in-map", endsEntry);
      const value = this.#valueOf(key, "in-map", endsEntry);
      entries.add(key, value);
    }
    this.#closeBlock();
    return this.#mapOf(entries, start);
  }

  #closeBlock(): void {
    const token = this.#scanner.peek();
    if (token.kind !== "block-end") throw this.#unfit(token);
    this.#scanner.take();
  }

  #flowList(): DataNode {
    const { start } = this.#take();
    const items: DataNode[] = [];
    while (this.#scanner.peek().kind !== "]") {
      if (items.length > 0 && this.#takeIf(",") === undefined) throw this.#notClosed("list", "]", start);
      if (this.#scanner.peek().kind === "]") break;
      items.push(this.#takeIf("key") === undefined ? this.#node("flow") : this.#pairInList());
    }
    this.#take();
    return { kind: "list", items, span: { start, end: this.#end } };
  }

  /** `[a: b]` is a list of one map. */
  #pairInList(): DataMap {
    const { start } = this.#scanner.peek();
    const entries = this.#entries();
    const key = this.#key("flow", endsFlowListValue);
    entries.add(key, this.#valueOf(key, "flow", endsFlowListValue));
    return this.#mapOf(entries, start);
  }

  #flowMap(): DataMap {
    const { start } = this.#take();
    const entries = this.#entries();
    for (let first = true; this.#scanner.peek().kind !== "}"; first = false) {
      if (!first && this.#takeIf(",") === undefined) throw this.#notClosed("map", "}", start);
      if (this.#scanner.peek().kind === "}") break;
      const hasKey = this.#takeIf("key") !== undefined;
      const key = this.#key("flow", hasKey ? endsFlowMapValue : new Set());
      entries.add(key, hasKey ? this.#valueOf(key, "flow", endsFlowMapValue) : this.#empty());
    }
    this.#take();
    return this.#mapOf(entries, start);
  }

  #entries(): Entries {
    return new Entries((fault) => {
      if (this.faults.length < maxFaults || fault.repeats === true) this.faults.push(fault);
    });
  }

  #mapOf(entries: Entries, start: number): DataMap {
    return entries.map({ start, end: Math.max(start, this.#end) }, (from) => {
      const complaint = this.#weights.afterMerging(from.entries.size);
      if (complaint !== undefined) throw new Unreadable(complaint, from.span.start, from.span.end, from.span.start, true);
    });
  }

  /** Keys are always the text as it is written: `On`, `010` and `2012-10-17` name themselves. */
  #key(context: Context, ends: ReadonlySet<TokenKind>): Key {
    if (ends.has(this.#scanner.peek().kind)) return { text: "", merges: false, span: this.#empty().span };
    const isAlias = this.#scanner.peek().kind === "alias";
    const { start } = this.#scanner.peek();
    const node = this.#node(context);
    const span = isAlias ? { start, end: this.#end } : node.span;
    const written = this.#written?.node === node ? this.#written.token : undefined;
    if (written !== undefined) {
      return { text: written.text, merges: written.plain && written.text === "<<", span };
    }
    if (node.kind === "scalar" && node.value !== null) return { text: String(node.value), merges: false, span };
    if (this.faults.length < maxFaults) this.faults.push({ message: `A key must be a single value, not a map or list; its entry is ignored.${templateHint(this.#text, span)}`, span });
    return { text: undefined, merges: false, span };
  }

  #valueOf(key: Key, context: Context, ends: ReadonlySet<TokenKind>): DataNode {
    this.#end = Math.max(key.span.end, this.#end);
    const colon = this.#takeIf("value");
    this.#end = Math.max(key.span.end, colon === undefined ? this.#end : key.span.end);
    return colon === undefined || ends.has(this.#scanner.peek().kind) ? this.#empty() : this.#node(context);
  }

  #take(): Token {
    const token = this.#scanner.take();
    this.#end = token.end;
    return token;
  }

  #takeIf(kind: TokenKind): Token | undefined {
    return this.#scanner.peek().kind === kind ? this.#take() : undefined;
  }

  #notClosed(what: "list" | "map", bracket: string, start: number): Unreadable {
    const token = this.#scanner.peek();
    if (token.kind === "stream-end") return new Unreadable(`The ${what} that begins here is not closed with '${bracket}'.`, start, start + 1);
    return new Unreadable(`Expected ',' or '${bracket}'.`, token.start, Math.max(token.end, token.start + 1), start);
  }

  #unfit(token: Token): Unreadable {
    if (token.kind === "]" || token.kind === "}" || token.kind === ",") return this.#misplaced(token);
    const isFirst = /(?:^|[\r\n])[ \t]*$/.test(this.#text.slice(Math.max(0, token.start - 1000), token.start));
    const message = isFirst ? "This does not fit the lines above: look at the indentation." : "Nothing can follow on this line: the value before is complete.";
    return new Unreadable(message, token.start, Math.max(token.end, token.start + 1));
  }

  #misplaced(token: Token): Unreadable {
    const message = misplaced.get(token.kind) ?? "A value is missing here.";
    return new Unreadable(message, token.start, Math.max(token.end, token.start + 1));
  }
}

const misplaced: ReadonlyMap<TokenKind, string> = new Map([
  [",", "A value is missing before this comma."],
  ["]", "Nothing is open that ']' could close."],
  ["}", "Nothing is open that '}' could close."],
  ["item", "A list item cannot stand here."],
]);

function spanOf({ start, end }: Token): Span {
  return { start, end };
}

/** Texts behind a short form or a tag of their own are never numbers or booleans: `!Ref Yes`. */
function scalarValue({ text, plain }: Token, tag: string | undefined): string | number | boolean | null {
  if (tag === undefined || tag === "!") return plain ? plainValue(text) : text;
  const value = taggedValue(tag, text);
  return value === undefined ? text : value;
}
