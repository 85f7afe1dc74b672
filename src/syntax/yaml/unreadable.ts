import type { SyntaxFault } from "../data.ts";

/** Thrown inside the reader only, to leave it: the document cannot be read as it is. */
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
