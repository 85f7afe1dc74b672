import type { SyntaxFault } from "../data.ts";

export type TokenKind =
  | "directive"
  | "document-start"
  | "document-end"
  | "stream-end"
  | "block-list"
  | "block-map"
  | "block-end"
  | "["
  | "]"
  | "{"
  | "}"
  | ","
  | "item"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The meaning of a scalar, the name of an anchor or alias, the resolved or unresolved name of a tag. */
  readonly text: string;
  /** Of a scalar: whether it is written without quotes and without `|` or `>`. */
  readonly plain: boolean;
}

/** Thrown inside the reader only, to leave it: the text cannot be read from here on. */
export class Unreadable extends Error {
  readonly fault: SyntaxFault;
  /** Where what cannot be read begins: a quote or bracket may have been opened long before the fault. */
  readonly from: number;

  constructor(message: string, start: number, end: number, from: number = start, limit = false) {
    super(message);
    this.fault = { message, span: { start, end }, ...(limit ? { limit: true as const } : {}) };
    this.from = from;
  }
}
