import type { DataDocument, DataEntry, DataNode, Shape, SyntaxFault } from "../data.ts";
import type { Source, Span } from "../../model/source.ts";
import { positionAt } from "../../model/source.ts";
import { beforeFault, type OpenList, type OpenMap } from "./partial.ts";
import type { Tokens } from "./tokens.ts";

/** Deeper nesting than this is a fault: readers walk trees by recursion. */
export const maxDepth = 500;

/** Duplicate keys beyond this many are not reported one by one. */
const maxFaults = 50;

/** What may come next. `first` follows an opening bracket, `another` a comma. */
type Expected = "value" | "first" | "another" | "colon" | "separator" | "end";

/**
 * Builds the positioned tree in one pass without recursion. Comments, trailing commas and duplicate keys are faults
 * that keep the tree; anything else that is not JSON, and nesting beyond `maxDepth`, ends the reading without one.
 * `refusal` is what the native parser has against the text: the last word, when nothing here explains it.
 * With a shape, what stands before the fault is a tree if it is of that shape.
 */
export function buildTree(source: Source, tokens: Tokens, refusal: SyntaxFault | undefined, shape?: Shape): DataDocument {
  const builder = new TreeBuilder(source, tokens);
  return builder.build(refusal, shape);
}

class TreeBuilder {
  readonly #source: Source;
  readonly #tokens: Tokens;
  readonly #faults: SyntaxFault[] = [];
  readonly #open: (OpenMap | OpenList)[] = [];
  #root: DataNode | undefined;
  #expected: Expected = "value";
  /** Where the last comma stands, for the fault about a trailing one. */
  #comma: Span = { start: 0, end: 0 };
  #hasTrailingComma = false;

  constructor(source: Source, tokens: Tokens) {
    this.#source = source;
    this.#tokens = tokens;
  }

  build(refusal: SyntaxFault | undefined, shape: Shape | undefined): DataDocument {
    let fatal: SyntaxFault | undefined;
    do {
      this.#tokens.next();
      fatal = this.#step();
    } while (fatal === undefined && this.#tokens.kind !== "end");
    const { comment } = this.#tokens;
    if (comment === undefined && !this.#hasTrailingComma) fatal ??= refusal;
    if (comment !== undefined) this.#fault("JSON has no comments.", comment);
    this.#faults.sort((one, other) => one.span.start - other.span.start);
    if (fatal === undefined) return { root: this.#root, faults: this.#faults };
    const isWithin = shape !== undefined && this.#tokens.kind !== "end" && fatal.limit !== true && this.#root === undefined;
    const found = this.#tokens.kind === "string" ? this.#tokens.value() : undefined;
    const left = isWithin ? beforeFault(this.#source, this.#open, fatal, found, shape) : undefined;
    return left === undefined ? { root: undefined, faults: [fatal] } : { ...left, faults: [...this.#faults, ...left.faults] };
  }

  /** Takes one token; returns the fault that ends the reading, if it is one. */
  #step(): SyntaxFault | undefined {
    const { kind } = this.#tokens;
    if (kind === "end") return this.#atEnd();
    if (kind === "wrong") return this.#unexpected();
    const top = this.#open.at(-1);
    switch (this.#expected) {
      case "colon":
        if (kind !== ":") return this.#unexpected();
        this.#expected = "value";
        return undefined;
      case "separator":
        return this.#separator(top);
      case "first":
      case "another":
        if (this.#closes(top)) {
          if (this.#expected === "another") this.#trailingComma();
          this.#close();
          return undefined;
        }
        return top?.kind === "map" ? this.#key(top) : this.#value();
      case "value":
        return this.#value();
      case "end":
        return this.#unexpected();
    }
  }

  #separator(top: OpenMap | OpenList | undefined): SyntaxFault | undefined {
    if (this.#closes(top)) {
      this.#close();
      return undefined;
    }
    if (this.#tokens.kind !== ",") return this.#unexpected();
    this.#comma = this.#span();
    this.#expected = "another";
    return undefined;
  }

  #key(map: OpenMap): SyntaxFault | undefined {
    const value = this.#tokens.kind === "string" ? this.#tokens.value() : undefined;
    if (typeof value !== "string") return this.#unexpected();
    map.key = value;
    map.keySpan = this.#span();
    if (map.entries.has(value)) this.#fault(`The key ${JSON.stringify(value)} is written twice in one object; the last one counts.`, map.keySpan, true);
    this.#expected = "colon";
    return undefined;
  }

  #value(): SyntaxFault | undefined {
    const { kind, start } = this.#tokens;
    switch (kind) {
      case "{":
        return this.#enter({ kind: "map", start, entries: new Map(), repeated: undefined, key: "", keySpan: this.#span() });
      case "[":
        return this.#enter({ kind: "list", start, items: [] });
      case "string":
      case "number":
      case "true":
      case "false":
      case "null":
        this.#add({ kind: "scalar", value: this.#tokens.value(), span: this.#span() });
        return undefined;
      case "}":
      case "]":
      case ":":
      case ",":
      case "end":
      case "wrong":
        return this.#unexpected();
    }
  }

  #enter(opened: OpenMap | OpenList): SyntaxFault | undefined {
    if (this.#open.length >= maxDepth) return { message: `The values are nested more than ${maxDepth} levels deep.`, span: this.#span(), limit: true };
    this.#open.push(opened);
    this.#expected = "first";
    return undefined;
  }

  #closes(top: OpenMap | OpenList | undefined): boolean {
    return this.#tokens.kind === (top?.kind === "map" ? "}" : "]");
  }

  /** One is enough: who writes one comma too many has a habit. */
  #trailingComma(): void {
    if (!this.#hasTrailingComma) this.#fault("JSON has no comma after the last value.", this.#comma);
    this.#hasTrailingComma = true;
  }

  #close(): void {
    const top = this.#open.pop();
    if (top === undefined) return;
    const span = { start: top.start, end: this.#tokens.end };
    if (top.kind === "list") this.#add({ kind: "list", items: top.items, span });
    else this.#add(top.repeated === undefined ? { kind: "map", entries: top.entries, span } : { kind: "map", entries: top.entries, repeated: top.repeated, span });
  }

  #add(node: DataNode): void {
    const top = this.#open.at(-1);
    this.#expected = top === undefined ? "end" : "separator";
    if (top === undefined) this.#root = node;
    else if (top.kind === "list") top.items.push(node);
    else this.#set(top, { key: top.key, keySpan: top.keySpan, value: node });
  }

  #set(map: OpenMap, entry: DataEntry): void {
    const before = map.entries.get(entry.key);
    if (before !== undefined) (map.repeated ??= []).push(before);
    map.entries.set(entry.key, entry);
  }

  #atEnd(): SyntaxFault | undefined {
    const top = this.#open.at(-1);
    if (top !== undefined) {
      const { line } = positionAt(this.#source, top.start);
      const what = top.kind === "map" ? "object" : "array";
      return { message: `The text ends before the ${what} that begins on line ${line} is closed.`, span: this.#span() };
    }
    return this.#root === undefined ? { message: "The text holds no JSON value.", span: this.#span() } : undefined;
  }

  #unexpected(): SyntaxFault {
    const { complaint, kind, start, end } = this.#tokens;
    if (kind === "wrong" && complaint !== "") return { message: complaint, span: this.#span() };
    const found = this.#source.text.slice(start, Math.min(end, start + 30));
    return { message: `Expected ${this.#wanted()}, but found '${found}${end > start + 30 ? "…" : ""}'.`, span: this.#span() };
  }

  #wanted(): string {
    const inMap = this.#open.at(-1)?.kind === "map";
    switch (this.#expected) {
      case "value":
        return "a value";
      case "first":
        return inMap ? "a quoted key or '}'" : "a value or ']'";
      case "another":
        return inMap ? "a quoted key" : "a value";
      case "colon":
        return "':' after the key";
      case "separator":
        return inMap ? "',' or '}'" : "',' or ']'";
      case "end":
        return "nothing after the first value";
    }
  }

  #fault(message: string, span: Span, repeats = false): void {
    if (this.#faults.length < maxFaults) this.#faults.push(repeats ? { message, span, repeats } : { message, span });
  }

  #span(): Span {
    return { start: this.#tokens.start, end: this.#tokens.end };
  }
}
