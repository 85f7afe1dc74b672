import type { Hop } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";

/**
 * What Terraform merges from several files has one body, but its parts stand in different texts. Within the interpreter such a body
 * belongs to one source whose text is that of all the files, one after the other; before anything leaves the parser its places are
 * turned into those of the real files.
 */
export interface Composite {
  readonly source: Source;
  /** Where the text of a file begins in the whole. */
  readonly startOf: (file: Source) => number;
}

interface Part {
  readonly source: Source;
  readonly start: number;
}

const partsOf = new WeakMap<Source, readonly Part[]>();

/** The texts of a file and of those that are merged into it. Places in the file itself keep their offsets. */
export function compositeOf(file: Source, merged: readonly Source[]): Composite {
  const parts: Part[] = [];
  let start = 0;
  for (const source of [file, ...merged]) {
    parts.push({ source, start });
    start += source.text.length + 1;
  }
  const source: Source = { path: file.path, text: parts.map((part) => part.source.text).join("\n") };
  partsOf.set(source, parts);
  return { source, startOf: (wanted) => parts.find((part) => part.source === wanted)?.start ?? 0 };
}

/** The place in the file that was really written; other places are what they are. */
export function realPlace(place: Place): Place {
  const parts = partsOf.get(place.source);
  const part = parts?.findLast(({ start }) => start <= place.span.start);
  if (part === undefined) return place;
  return { source: part.source, span: { start: place.span.start - part.start, end: place.span.end - part.start } };
}

/** A copy of plain data with every place in it, and every place with its note, replaced; what is shared stays shared. */
export function withPlaces<Data>(data: Data, replace: (place: Place) => Place, replaceHop?: (hop: Hop) => Hop): Data {
  const known = new Map<object, unknown>();

  function copy(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (!known.has(value)) known.set(value, copyOf(value));
    return known.get(value);
  }

  function copyOf(value: object): unknown {
    if (isPlace(value)) return replace(value);
    if (Array.isArray(value)) return value.map(copy);
    if (replaceHop !== undefined && isHop(value)) return replaceHop(value);
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
  }

  return copy(data) as Data;
}

function isPlace(value: object): value is Place {
  return "source" in value && "span" in value;
}

function isHop(value: object): value is Hop {
  return "at" in value && "note" in value;
}
