import type { JSONScanner } from "jsonc-parser";
import type { Span } from "../../model/source.ts";

export type TokenKind = "{" | "}" | "[" | "]" | ":" | "," | "string" | "number" | "true" | "false" | "null" | "end" | "wrong";

/** By the numbers of jsonc-parser's `SyntaxKind`, which its types declare as a const enum: nothing that could be imported. */
const kinds: Readonly<Record<number, TokenKind | "comment">> = {
  1: "{",
  2: "}",
  3: "[",
  4: "]",
  5: ",",
  6: ":",
  7: "null",
  8: "true",
  9: "false",
  10: "string",
  11: "number",
  12: "comment",
  13: "comment",
  17: "end",
};

/** By the numbers of its `ScanError`, as far as strings and numbers have them. */
const complaints: Readonly<Record<number, string>> = {
  2: "This string is not closed.",
  3: "This number ends too early.",
  4: "A string holds a backslash sequence that JSON does not have.",
  5: "A string holds a backslash sequence that JSON does not have.",
  6: "A string holds a control character that must be escaped.",
};

const spaces = /[ \t\r\n]*/y;
const word = /[\p{L}\p{N}_$.+-]+|./suy;

/**
 * jsonc-parser's tokens as the tree builder reads them: after `next` the fields describe the token that was read. Comments
 * are passed over, and the first one is remembered; a token that JSON does not have is `wrong`, and `complaint` may say why.
 */
export class Tokens {
  kind: TokenKind = "end";
  start = 0;
  end: number;
  complaint = "";
  comment: Span | undefined;
  readonly #text: string;
  readonly #scanner: JSONScanner;

  constructor(text: string, scanner: JSONScanner) {
    this.#text = text;
    this.#scanner = scanner;
    this.end = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Reads the next token; not to be called after a `wrong` one. */
  next(): TokenKind {
    let kind = this.#scan();
    while (kind === "comment") {
      this.comment ??= { start: this.start, end: this.end };
      kind = this.#scan();
    }
    if (kind === "wrong") kind = this.#word();
    if (kind === "string" || kind === "number") kind = this.#checked(kind);
    this.kind = kind;
    return kind;
  }

  /** The value of a string, number, boolean or null token. */
  value(): string | number | boolean | null {
    if (this.kind === "string") return this.#scanner.getTokenValue();
    if (this.kind === "number") return Number(this.#scanner.getTokenValue());
    return this.kind === "null" ? null : this.kind === "true";
  }

  #scan(): TokenKind | "comment" {
    // The scanner collects white space character by character, which takes a gigabyte for a file full of blanks.
    spaces.lastIndex = this.end;
    spaces.test(this.#text);
    this.#scanner.setPosition(spaces.lastIndex);
    const kind = kinds[this.#scanner.scan()] ?? "wrong";
    this.start = this.#scanner.getTokenOffset();
    // A comment that is not closed ends beyond the text.
    this.end = Math.min(this.#scanner.getPosition(), this.#text.length);
    return kind;
  }

  #checked(kind: TokenKind): TokenKind {
    const error: number = this.#scanner.getTokenError();
    if (error === 0) return kind;
    this.complaint = complaints[error] ?? "";
    if (error === 2 && this.end < this.#text.length) this.complaint = "This string is not closed on its line.";
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    if (error === 6) this.end = this.start + this.#text.slice(this.start, this.end).search(/[\u0000-\u001f]/);
    return "wrong";
  }

  /** The scanner takes `null` and a no-break space after it for one word: here it is a word and then something wrong. */
  #word(): TokenKind {
    word.lastIndex = this.start;
    const found = word.exec(this.#text)?.[0] ?? "";
    this.end = this.start + found.length;
    return found === "true" || found === "false" || found === "null" ? found : "wrong";
  }
}
