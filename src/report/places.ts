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
  const places = new Map<string, Note>();
  for (const note of [...finding.trail, ...finding.related]) {
    const key = spanKey(note.location);
    const known = places.get(key);
    if (key === primary || known?.text.split("; ").includes(note.text)) continue;
    places.set(key, known === undefined ? note : { location: known.location, text: `${known.text}; ${note.text}` });
  }
  return [...places.values()];
}
