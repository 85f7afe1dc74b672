/** One text under analysis. `path` is relative to the scan root, with forward slashes; `text` is kept with its BOM, so offsets fit the file. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A half-open range of UTF-16 code units in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span of a known source: what the analysis carries around. */
export interface Place {
  readonly source: Source;
  readonly span: Span;
}

/** Line and column, both from 1; the column counts UTF-16 code units, as SARIF's `utf16CodeUnits`. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Plain data for reports: `end` is exclusive, one past the last character. */
export interface Location {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

const lineStartsOf = new WeakMap<Source, readonly number[]>();

/** Offsets at which each line of the source begins; computed once per source. */
export function lineStarts(source: Source): readonly number[] {
  let starts = lineStartsOf.get(source);
  if (starts === undefined) {
    starts = findLineStarts(source.text);
    lineStartsOf.set(source, starts);
  }
  return starts;
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes("\r")) {
    // The engine finds characters faster than a loop does: plans of a hundred megabytes stand on one line.
    for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) starts.push(feed + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 13 && text.charCodeAt(at + 1) === 10) continue;
    if (unit === 10 || unit === 13) starts.push(at + 1);
  }
  return starts;
}

/** The position of an offset; offsets outside the text are clamped to it. */
export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  const clamped = Math.max(0, Math.min(offset, source.text.length));
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 };
}

/** The one function that turns a place into lines and columns. */
export function locate(place: Place): Location {
  return {
    path: place.source.path,
    start: positionAt(place.source, place.span.start),
    end: positionAt(place.source, place.span.end),
  };
}

/** The same text for the same location, for maps and comparisons. */
export function locationKey({ path, start, end }: Location): string {
  return [path, start.line, start.column, end.line, end.column].join("\n");
}
