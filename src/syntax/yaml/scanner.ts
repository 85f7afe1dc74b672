import { blockScalar } from "./block.ts";
import { Cursor, endsWord, isBlank, isBreak, isEnd } from "./cursor.ts";
import { anchorOrAlias, directive, tag } from "./marks.ts";
import { plainScalar } from "./plain.ts";
import { quotedScalar } from "./quoted.ts";
import { type Token, type TokenKind, Unreadable } from "./tokens.ts";

/** Something that is the key of a map if a colon follows on its line. */
interface PossibleKey {
  readonly tokenNumber: number;
  readonly at: number;
  readonly lineStart: number;
  readonly level: number;
  /** Nothing but a key can stand there. */
  readonly required: boolean;
}

/** A key without `?` must fit on one line and is at most this long: https://yaml.org/spec/1.1/#id904245 */
const longestKey = 1024;

/**
 * The tokens of YAML 1.1, read as libyaml reads them (it stands behind PyYAML's fast loaders): where both of the readers that
 * AWS's tools use differ in strictness, the more lenient one. Blocks begin and end by tokens of their own.
 */
export class Scanner {
  /** Where the outermost bracket that is still open stands. */
  outermost = 0;
  /** The last quoted text that has more than one line: it may have been left open long before a fault. */
  longText = { start: -1, end: -1 };
  /** What the tag handles of the current document stand for. */
  handles = new Map(standardHandles);
  readonly #cursor: Cursor;
  readonly #queue: Token[] = [];
  #head = 0;
  #taken = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  #level = 0;
  /** The possible keys, outermost first: one for each level of brackets at most. */
  readonly #keys: PossibleKey[] = [];
  #mayStartKey = true;
  #done = false;

  constructor(text: string, from: number) {
    this.#cursor = new Cursor(text, text.charCodeAt(from) === 0xfeff ? from + 1 : from);
  }

  /** The next token, which stays the next one. */
  peek(): Token {
    while (this.#needsMore()) this.#fetch();
    return this.#queue[this.#head] ?? this.#token("stream-end", 0);
  }

  take(): Token {
    const token = this.peek();
    this.#head++;
    this.#taken++;
    if (this.#head > 1000) {
      this.#queue.splice(0, this.#head);
      this.#head = 0;
    }
    return token;
  }

  #needsMore(): boolean {
    if (this.#done) return false;
    if (this.#head >= this.#queue.length) return true;
    this.#dropStaleKeys();
    return this.#keys[0]?.tokenNumber === this.#taken;
  }

  #fetch(): void {
    const cursor = this.#cursor;
    this.#passToToken();
    this.#dropStaleKeys();
    this.#closeBlocks(cursor.column);
    const code = cursor.code();
    if (isEnd(code)) this.#endStream();
    else if (code === 37 && cursor.column === 0) this.#directive();
    else if (cursor.atDocumentMark()) this.#documentMark(code);
    else this.#fetchAt(code);
  }

  #fetchAt(code: number): void {
    const next = endsWord(this.#cursor.code(1));
    const inFlow = this.#level > 0;
    if (code === 91 || code === 123) this.#openBracket(code === 91 ? "[" : "{");
    else if (code === 93 || code === 125) this.#closeBracket(code === 93 ? "]" : "}");
    else if (code === 44) this.#comma();
    else if (code === 45 && next) this.#item();
    else if (code === 63 && (inFlow || next)) this.#explicitKey();
    else if (code === 58 && (inFlow || next)) this.#value();
    else if (code === 42 || code === 38) this.#content(() => anchorOrAlias(this.#cursor));
    else if (code === 33) this.#content(() => tag(this.#cursor, this.handles, inFlow));
    else if ((code === 124 || code === 62) && !inFlow) this.#block();
    else if (code === 39 || code === 34) this.#content(() => this.#quoted());
    else if (startsPlain(code) || (code === 45 && !isBlank(this.#cursor.code(1))) || ((code === 63 || code === 58) && !inFlow)) this.#plain();
    else throw this.#unexpected(code);
  }

  #unexpected(code: number): Unreadable {
    const { at, text, lineStart } = this.#cursor;
    if (code === 9 && /^[ \t]*$/.test(text.slice(lineStart, at))) return new Unreadable("Tabs are not allowed as indentation.", at, at + 1);
    return new Unreadable(code === 9 ? "A tab cannot stand here." : `A value cannot start with '${String.fromCharCode(code)}'.`, at, at + 1);
  }

  /** Tabs may stand between tokens, but not where a block may begin. */
  #passToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.code() === 0xfeff && cursor.column === 0) {
        cursor.at++;
        cursor.lineStart++;
      }
      while (cursor.code() === 32 || (cursor.code() === 9 && (this.#level > 0 || !this.#mayStartKey))) cursor.at++;
      if (cursor.code() === 35) cursor.passLine();
      if (!isBreak(cursor.code())) return;
      cursor.passBreak();
      if (this.#level === 0) this.#mayStartKey = true;
    }
  }

  #dropStaleKeys(): void {
    for (let key = this.#keys[0]; key !== undefined; key = this.#keys[0]) {
      if (key.lineStart === this.#cursor.lineStart && this.#cursor.at - key.at <= longestKey) return;
      if (key.required) throw this.#noColon(key);
      this.#keys.shift();
    }
  }

  #noColon({ at }: PossibleKey): Unreadable {
    const line = /[^\r\n]*/y;
    line.lastIndex = at;
    const length = line.exec(this.#cursor.text)?.[0].trimEnd().length ?? 1;
    return new Unreadable("This line has no ': ' that makes it a key with a value.", at, at + Math.min(length, 80));
  }

  #saveKey(): void {
    if (!this.#mayStartKey) return;
    const { at, lineStart, column } = this.#cursor;
    this.#dropKey();
    this.#keys.push({ tokenNumber: this.#taken + this.#queue.length - this.#head, at, lineStart, level: this.#level, required: this.#level === 0 && this.#indent === column });
  }

  /** Forgets the possible key of this level of brackets. */
  #dropKey(): PossibleKey | undefined {
    const last = this.#keys.at(-1);
    if (last?.level !== this.#level) return undefined;
    if (last.required) throw this.#noColon(last);
    return this.#keys.pop();
  }

  #closeBlocks(column: number): void {
    if (this.#level > 0) return;
    while (this.#indent > column) {
      this.#indent = this.#indents.pop() ?? -1;
      this.#push("block-end", 0);
    }
  }

  #openBlock(column: number): boolean {
    if (this.#level > 0 || this.#indent >= column) return false;
    this.#indents.push(this.#indent);
    this.#indent = column;
    return true;
  }

  #token(kind: TokenKind, length: number, at = this.#cursor.at): Token {
    return { kind, start: at, end: at + length, text: "", plain: false };
  }

  /** Adds a token for the characters that stand here, and passes them. */
  #push(kind: TokenKind, length: number): void {
    this.#queue.push(this.#token(kind, length));
    this.#cursor.at += length;
  }

  #endStream(): void {
    this.#closeBlocks(-1);
    this.#dropKey();
    this.#keys.length = 0;
    this.#push("stream-end", 0);
    this.#done = true;
  }

  #directive(): void {
    this.#closeBlocks(-1);
    this.#dropKey();
    this.#mayStartKey = false;
    const { token, handle } = directive(this.#cursor);
    if (handle !== undefined) this.handles.set(...handle);
    this.#queue.push(token);
  }

  #documentMark(code: number): void {
    this.#closeBlocks(-1);
    this.#dropKey();
    this.#mayStartKey = false;
    this.#push(code === 45 ? "document-start" : "document-end", 3);
  }

  #openBracket(kind: "[" | "{"): void {
    this.#saveKey();
    if (this.#level === 0) this.outermost = this.#cursor.at;
    this.#level++;
    this.#mayStartKey = true;
    this.#push(kind, 1);
  }

  #closeBracket(kind: "]" | "}"): void {
    this.#dropKey();
    this.#level = Math.max(0, this.#level - 1);
    this.#mayStartKey = false;
    this.#push(kind, 1);
  }

  #comma(): void {
    this.#dropKey();
    this.#mayStartKey = true;
    this.#push(",", 1);
  }

  #item(): void {
    if (this.#level === 0) {
      if (!this.#mayStartKey) throw new Unreadable("A list item cannot stand here.", this.#cursor.at, this.#cursor.at + 1);
      if (this.#openBlock(this.#cursor.column)) this.#push("block-list", 0);
    }
    this.#dropKey();
    this.#mayStartKey = true;
    this.#push("item", 1);
  }

  #explicitKey(): void {
    if (this.#level === 0) {
      if (!this.#mayStartKey) throw new Unreadable("A key cannot stand here.", this.#cursor.at, this.#cursor.at + 1);
      if (this.#openBlock(this.#cursor.column)) this.#push("block-map", 0);
    }
    this.#dropKey();
    this.#mayStartKey = this.#level === 0;
    this.#push("key", 1);
  }

  #value(): void {
    const key = this.#keys.at(-1);
    if (key?.level === this.#level) {
      this.#keys.pop();
      const index = this.#head + key.tokenNumber - this.#taken;
      const opens = this.#openBlock(key.at - key.lineStart);
      this.#queue.splice(index, 0, ...(opens ? [this.#token("block-map", 0, key.at)] : []), this.#token("key", 0, key.at));
      this.#mayStartKey = false;
    } else {
      if (this.#level === 0) {
        if (!this.#mayStartKey) throw this.#strayColon();
        if (this.#openBlock(this.#cursor.column)) this.#push("block-map", 0);
      }
      this.#mayStartKey = this.#level === 0;
    }
    this.#push("value", 1);
  }

  #strayColon(): Unreadable {
    const { text, at, lineStart } = this.#cursor;
    const line = text.slice(lineStart, at);
    const indented = lineStart + line.length - line.trimStart().length;
    const message = /:\s/.test(line) ? "A second ': ' on one line: a value with a colon and a space must be quoted." : "A key cannot stand here: look at the indentation of this line and of the lines above.";
    return new Unreadable(message, /:\s/.test(line) ? at : indented, at + 1);
  }

  #content(read: () => Token): void {
    this.#saveKey();
    this.#mayStartKey = false;
    this.#queue.push(read());
  }

  #quoted(): Token {
    const { lineStart } = this.#cursor;
    const token = quotedScalar(this.#cursor);
    if (this.#cursor.lineStart !== lineStart) this.longText = { start: token.start, end: token.end };
    return token;
  }

  #plain(): void {
    this.#saveKey();
    const { token, brokeLine } = plainScalar(this.#cursor, this.#indent + 1, this.#level > 0);
    this.#mayStartKey = brokeLine;
    this.#queue.push(token);
  }

  #block(): void {
    this.#dropKey();
    this.#mayStartKey = true;
    this.#queue.push(blockScalar(this.#cursor, this.#indent));
  }

  /** Where that begins which ends in a fault: the outermost open bracket, or a quoted text that ended on the line of the fault. */
  origin(fault: number): number {
    if (this.#level > 0) return Math.min(fault, this.outermost);
    const { start, end } = this.longText;
    return end >= 0 && end <= fault && !/[\r\n]\s*\S/.test(this.#cursor.text.slice(end, Math.min(fault, end + longestKey))) ? start : fault;
  }
}

/** The handles that every document has. */
export const standardHandles: readonly (readonly [string, string])[] = [
  ["!", "!"],
  ["!!", "tag:yaml.org,2002:"],
];

const marks = new Set(Array.from("-?:,[]{}#&*!|>'\"%@`", (mark) => mark.charCodeAt(0)));

function startsPlain(code: number): boolean {
  return !endsWord(code) && !marks.has(code);
}
