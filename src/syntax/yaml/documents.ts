import type * as Yaml from "yaml";
import { buildDocument, type ReadDocument } from "./build.ts";
import { maxDepth, tooDeep } from "./depth.ts";
import { sentenceOf } from "./faults.ts";
import { lenientParser, type Stretch } from "./lenient.ts";
import { Unreadable } from "./unreadable.ts";

/** The library, which is loaded only when there is YAML to be read. */
export type Library = typeof Yaml;

/** A document, or why there is none, and where it begins. */
export interface Outcome {
  readonly start: number;
  readonly document: ReadDocument | Unreadable;
}

/** The documents of a part of a text, one by one; after one that could not be read nothing more is to be asked. */
export function* documentsIn(yaml: Library, text: string, base: number, end: number): Generator<Outcome> {
  const part = base === 0 && end === text.length ? text : text.slice(base, end);
  // The failsafe schema makes every scalar a string: what plain scalars mean is decided in scalars.ts.
  const composer = new yaml.Composer({ schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent", strict: true });
  const { tokens, stretches } = lenientParser(yaml, part);
  const outcome = (document: Yaml.Document.Parsed): Outcome => ({ start: base + document.range[0], document: read(yaml, document, { text, base, stretches }) });
  for (const token of tokens) {
    const deep = tooDeep(token);
    if (deep !== undefined) yield { start: base + token.offset, document: new Unreadable(`The values are nested more than ${maxDepth} levels deep.`, base + deep, base + deep + 1, base + deep, true) };
    for (const document of composer.next(token)) yield outcome(document);
  }
  for (const document of composer.end()) yield outcome(document);
}

interface Part {
  readonly text: string;
  readonly base: number;
  readonly stretches: readonly Stretch[];
}

function read(yaml: Library, document: Yaml.Document.Parsed, { text, base, stretches }: Part): ReadDocument | Unreadable {
  const [error] = document.errors;
  try {
    if (error === undefined) return buildDocument(yaml, document, text, base);
  } catch (fault) {
    if (fault instanceof Unreadable) return fault;
    throw fault;
  }
  const [start, end] = error.pos;
  const stretch = stretches.findLast((one) => spoils(one, start, text, base));
  const from = base + (stretch?.start ?? start);
  if (stretch !== undefined && !isClosed(stretch, text, base)) return new Unreadable(unclosed(text.charAt(from)), from, from + 1);
  return new Unreadable(sentenceOf(error.code, error.message), base + start, base + end, from);
}

/** Whether a fault stands in what a quote or bracket has opened, or on the line on which that ends: then this may be where the trouble began. */
function spoils({ start, end = Infinity }: Stretch, fault: number, text: string, base: number): boolean {
  if (start > fault) return false;
  return fault <= end || !text.slice(base + end, base + fault).includes("\n");
}

function isClosed({ start, end }: Stretch, text: string, base: number): boolean {
  const first = text.charAt(base + start);
  return end !== undefined && base + end <= text.length && end > start + 1 && text.charAt(base + end - 1) === (closing.get(first) ?? first);
}

const closing: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["{", "}"],
]);

function unclosed(first: string): string {
  const last = closing.get(first);
  return last === undefined ? "A quoted text is not closed." : `The ${first === "[" ? "list" : "map"} that begins here is not closed with '${last}'.`;
}
