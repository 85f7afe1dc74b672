import type { Location as SarifLocation, PhysicalLocation, Region } from "sarif";
import type { Note } from "../model/finding.ts";
import type { Location } from "../model/source.ts";
import { uriSegment } from "./links.ts";
import type { Sources } from "./sources.ts";
import { lineOf } from "./sources.ts";
import { visible } from "./visible.ts";

/** The base that all paths are relative to; described, but never given a path of the machine. */
export const rootId = "%SRCROOT%";

/**
 * A place as SARIF has it. Only its first line is marked: GitHub shows an alert in a pull request only when the diff contains
 * every line of it.
 */
export function physical(location: Location, sources: Sources): PhysicalLocation {
  return { artifactLocation: { uri: relativeUri(location.path), uriBaseId: rootId }, region: region(location, sources) };
}

/** A place with what stands there, and an id where a message links to it. */
export function noted(note: Note, sources: Sources, id?: number): SarifLocation {
  const text = note.text === "" ? "Related place." : plainText(note.text);
  return { ...(id === undefined ? {} : { id }), physicalLocation: physical(note.location, sources), message: { text } };
}

function region({ path, start, end }: Location, sources: Sources): Region {
  const endColumn = end.line === start.line ? end.column : lineEnd(path, start.line, sources);
  return { startLine: start.line, startColumn: start.column, endLine: start.line, endColumn: Math.max(endColumn, start.column + 1) };
}

/** The column after the last character of the line, or 1 where the source cannot be had. */
function lineEnd(path: string, line: number, sources: Sources): number {
  const source = sources(path);
  const text = source === undefined ? undefined : lineOf(source, line);
  return text === undefined ? 1 : text.trimEnd().length + 1;
}

/** A path as a relative URI reference: percent-encoded, forward slashes, never absolute and never with a scheme. */
export function relativeUri(path: string): string {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  return segments.length === 0 ? "." : segments.map(uriSegment).join("/");
}

/** Text for a message: what cannot be seen is written out, and brackets cannot be taken for links (SARIF 2.1.0, 3.11.6). */
export function plainText(text: string): string {
  return visible(text.trim().replace(/\s+/g, " ")).replace(/[\\[\]]/g, "\\$&");
}
