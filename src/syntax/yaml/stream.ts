import type { DataNode, SyntaxFault } from "../data.ts";
import { Composer } from "./compose.ts";
import { Scanner, standardHandles } from "./scanner.ts";
import { type TokenKind, Unreadable } from "./tokens.ts";

export interface StreamDocument {
  readonly root: DataNode;
  readonly faults: readonly SyntaxFault[];
}

const betweenDocuments: ReadonlySet<TokenKind> = new Set(["document-start", "document-end", "directive", "stream-end"]);

/** The documents of a text from an offset on, one by one. */
export class DocumentStream {
  /** Where the document begins that was read last, or that could not be read. */
  start: number;
  readonly #text: string;
  readonly #scanner: Scanner;
  readonly #controls: Controls;
  /** Only the first document needs no `---`. */
  #isFirst = true;

  constructor(text: string, from: number, controls = new Controls(text)) {
    this.#text = text;
    this.#controls = controls;
    this.start = from;
    this.#scanner = new Scanner(text, from);
  }

  /** The next document; undefined at the end. Throws `Unreadable`, and is not to be used after that. */
  next(): StreamDocument | undefined {
    try {
      return this.#next();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { message, span, limit } = error.fault;
      throw new Unreadable(message, span.start, span.end, Math.min(error.from, this.#scanner.origin(span.start)), limit === true);
    }
  }

  #next(): StreamDocument | undefined {
    const scanner = this.#scanner;
    while (!this.#isFirst && scanner.peek().kind === "document-end") scanner.take();
    const first = scanner.peek();
    if (first.kind === "stream-end") return undefined;
    if (first.kind === "directive") while (scanner.peek().kind === "directive") scanner.take();
    const { kind, start } = scanner.peek();
    this.start = start;
    if (kind === "document-start") scanner.take();
    else if (!this.#isFirst || first.kind === "directive") throw new Unreadable("A document begins with '---' here.", start, start + 1);
    this.#isFirst = false;
    const composer = new Composer(scanner, this.#text);
    const isEmpty = betweenDocuments.has(scanner.peek().kind);
    const root: DataNode = isEmpty ? { kind: "scalar", value: null, span: { start, end: start } } : composer.root();
    const after = scanner.peek();
    if (!betweenDocuments.has(after.kind)) throw new Unreadable("This does not belong to the value above.", after.start, Math.max(after.end, after.start + 1));
    this.#refuseControls(after.start);
    this.start = after.start;
    if (after.kind !== "directive") scanner.handles = new Map(standardHandles);
    return { root, faults: composer.faults };
  }

  #refuseControls(end: number): void {
    const at = this.#controls.from(this.start);
    if (at >= end) return;
    const code = this.#text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
    throw new Unreadable(`The text holds the control character U+${code}, which YAML does not allow.`, at, at + 1);
  }
}

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;

/** The control characters of a text, of which YAML has none but tabs and line ends: https://yaml.org/spec/1.1/#id868524 */
export class Controls {
  readonly #text: string;
  #next = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the first one stands from an offset on, which must not be before earlier ones. */
  from(offset: number): number {
    if (this.#next >= offset) return this.#next;
    control.lastIndex = offset;
    this.#next = control.exec(this.#text)?.index ?? this.#text.length;
    return this.#next;
  }
}

const documentMark = /^(?:---|\.\.\.)(?=\s|$)/gm;

/** Where the document that begins at an offset ends at the latest, whatever is wrong in it: before the next line that is `---` or `...`. */
export function endOfDocument(text: string, start: number): number {
  documentMark.lastIndex = start + 1;
  return documentMark.exec(text)?.index ?? text.length;
}
