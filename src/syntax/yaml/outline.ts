import type { LostPart, Shape } from "../data.ts";

interface Line {
  readonly start: number;
  readonly indent: number;
  /** The key with which the line begins, when it begins with one. */
  readonly key: string | undefined;
}

/** Longer keys are none: they must fit on a line, and be short. */
const longestKey = 256;

/**
 * The part of a document that a fault has spoilt, by the indentation of its lines: the part of a section in which it stands, and
 * the one before when the fault may be what cuts that short. Undefined where the document has no section before or after the fault.
 * `lost` is what has been left out before.
 */
export function spoiltPart(text: string, document: { readonly start: number; readonly end: number }, from: number, shape: Shape, lost: readonly LostPart[]): LostPart | undefined {
  const lines = linesOf(text, document.start, document.end);
  const named = lines.filter(({ key }) => key !== undefined && shape.sections.has(key));
  const margin = Math.min(...named.map(({ indent }) => indent));
  const sections = named.filter(({ indent }) => indent === margin);
  const at = lastIndex(lines, ({ start }) => start <= from);
  const section = sections[lastIndex(sections, ({ start }) => start <= from)];
  const next = sections.find(({ start }) => start > from);
  const end = next?.start ?? document.end;
  const line = lines[at];
  if (section === undefined) return next === undefined ? undefined : { span: { start: document.start, end }, section: undefined };
  if (line === undefined || line === section) return { span: { start: section.start, end }, section: section.key };
  const parts = partsOf(lines.slice(lines.indexOf(section) + 1), margin, end);
  const first = parts[lastIndex(parts, ({ start }) => start <= from)];
  const stop = parts.find(({ start }) => start > from)?.start ?? end;
  if (first === undefined) return { span: { start: line.start, end: stop }, section: section.key };
  const sure = shape.sure.get(section.key ?? "");
  const isWhole = sure !== undefined && beginsWith(sure, lines.slice(lines.indexOf(first) + 1, at));
  const before = isWhole ? undefined : parts[parts.indexOf(first) - 1];
  const isLost = before !== undefined && lost.some(({ span }) => span.start >= before.start && span.end <= first.start);
  return { span: { start: before === undefined || isLost ? first.start : before.start, end: stop }, section: section.key };
}

/** The lines with which the parts of a section begin: those with a key that are indented the least. */
function partsOf(lines: readonly Line[], margin: number, end: number): readonly Line[] {
  const keyed: Line[] = [];
  for (const line of lines) {
    if (line.start >= end) break;
    if (line.key !== undefined && line.indent > margin) keyed.push(line);
  }
  let column = Infinity;
  for (const { indent } of keyed) column = Math.min(column, indent);
  return keyed.filter(({ indent }) => indent === column);
}

/** Whether the key stands among the first level of these lines. */
function beginsWith(key: string, lines: readonly Line[]): boolean {
  const [first] = lines;
  return lines.some((line) => line.indent === first?.indent && line.key === key);
}

/** The lines that hold something other than comments and marks of documents. */
function linesOf(text: string, from: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start < end; ) {
    const feed = text.indexOf("\n", start);
    const stop = feed === -1 ? end : Math.min(feed, end);
    let at = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
    const margin = at;
    while (at < stop && text.charCodeAt(at) === 32) at++;
    const head = text.slice(at, Math.min(stop, at + longestKey));
    if (!/^\s*(?:$|#|---(?:\s|$))/.test(head)) lines.push({ start, indent: at - margin, key: keyOf(head) });
    start = stop + 1;
  }
  return lines;
}

function keyOf(line: string): string | undefined {
  const colon = line.search(/:(?:\s|$)/);
  if (colon <= 0) return undefined;
  const written = line.slice(0, colon).trimEnd();
  const quoted = /^(["'])(.*)\1$/.exec(written)?.[2];
  return quoted ?? (/^[-?:,[\]{}#&*!|>'"%@`]/.test(written) ? undefined : written);
}

function lastIndex<T>(list: readonly T[], test: (item: T) => boolean): number {
  for (let index = list.length - 1; index >= 0; index--) if (test(list[index] as T)) return index;
  return -1;
}
