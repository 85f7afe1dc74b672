import type { Finding, Note } from "../model/finding.ts";
import type { Location } from "../model/source.ts";

/** A text key of a location's exact span. */
export function spanKey({ path, start, end }: Location): string {
  return `${start.line}:${start.column}-${end.line}:${end.column} ${path}`;
}

/**
 * The other places of a finding, each once: first the way of its value, then what else is involved. The primary place
 * itself is left out; notes on the same place are joined.
 */
export function otherPlaces(finding: Finding): readonly Note[] {
  const primary = spanKey(finding.location);
  const places = new Map<string, { readonly location: Location; readonly texts: Set<string> }>();
  for (const { location, text } of [...finding.trail, ...finding.related]) {
    const key = spanKey(location);
    const known = places.get(key);
    if (key === primary) continue;
    if (known === undefined) places.set(key, { location, texts: new Set([text]) });
    else known.texts.add(text);
  }
  return [...places.values()].map(({ location, texts }) => ({ location, text: joined([...texts]) }));
}

/** More notes than this on one place are counted instead of told: a module that is called a thousand times has as many. */
const mostNotes = 5;

function joined(texts: readonly string[]): string {
  const more = texts.length - mostNotes;
  return more > 0 ? `${texts.slice(0, mostNotes).join("; ")}; and ${more} more` : texts.join("; ");
}
