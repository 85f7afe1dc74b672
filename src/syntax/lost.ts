import { positionAt, type Source, type Span } from "../model/source.ts";

/** Which lines are left out of a tree because of a fault, as a sentence. */
export function linesLost(source: Source, span: Span): string {
  const from = positionAt(source, span.start).line;
  const to = positionAt(source, span.start + source.text.slice(span.start, span.end).trimEnd().length).line;
  return from === to ? `Line ${from} is not judged.` : `Lines ${from} to ${to} are not judged.`;
}
