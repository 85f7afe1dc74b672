import type { Place, Source } from "../../model/source.ts";

/**
 * Reading parts of a large JSON document without making a tree of the rest: a place stands for the value in its span, and what
 * nobody asks for is only skipped. What is skipped is checked for balance alone; what is read is checked in full.
 */

/** Thrown where a text is no JSON, at this offset. Whoever starts reading catches it. */
export class SkimFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const quote = 34;
const comma = 44;
const colon = 58;
const openList = 91;
const backslash = 92;
const closeList = 93;
const openMap = 123;
const closeMap = 125;

/** The document's only value; its span reaches to the end of the text, because its own end is not known yet. */
export function rootOf(source: Source): Place {
  const start = skipSpace(source.text, source.text.charCodeAt(0) === 0xfeff ? 1 : 0);
  return { source, span: { start, end: source.text.length } };
}

export function kindAt({ source, span }: Place): "map" | "list" | "scalar" {
  const code = source.text.charCodeAt(span.start);
  if (code === openMap) return "map";
  return code === openList ? "list" : "scalar";
}

/** The members of an object in document order; none when it is no object. Throws `SkimFault`. */
export function* members(place: Place): Generator<readonly [key: string, value: Place]> {
  if (kindAt(place) !== "map") return;
  const { source } = place;
  const { text } = source;
  let at = skipSpace(text, place.span.start + 1);
  if (text.charCodeAt(at) === closeMap) return;
  for (;;) {
    if (text.charCodeAt(at) !== quote) throw new SkimFault("A key in double quotes belongs here.", at);
    const keyEnd = endOfString(text, at);
    const key = stringIn(text, at, keyEnd);
    at = skipSpace(text, keyEnd);
    if (text.charCodeAt(at) !== colon) throw new SkimFault("A colon belongs here.", at);
    const start = skipSpace(text, at + 1);
    const end = endOfValue(text, start);
    yield [key, { source, span: { start, end } }];
    at = skipSpace(text, end);
    const next = text.charCodeAt(at);
    if (next === closeMap) return;
    if (next !== comma) throw new SkimFault("A comma or a closing brace belongs here.", at);
    at = skipSpace(text, at + 1);
  }
}

/** All members by key; of duplicates the last one wins, as for `JSON.parse`. Throws `SkimFault`. */
export function membersOf(place: Place | undefined): ReadonlyMap<string, Place> {
  return place === undefined ? new Map() : new Map(members(place));
}

/** The member under a key; undefined when there is none, or no object. Throws `SkimFault`. */
export function memberOf(place: Place | undefined, key: string): Place | undefined {
  return membersOf(place).get(key);
}

/** The elements of an array; none when it is no array. Throws `SkimFault`. */
export function* items(place: Place | undefined): Generator<Place> {
  if (place === undefined || kindAt(place) !== "list") return;
  const { source } = place;
  const { text } = source;
  let at = skipSpace(text, place.span.start + 1);
  if (text.charCodeAt(at) === closeList) return;
  for (;;) {
    const end = endOfValue(text, at);
    yield { source, span: { start: at, end } };
    at = skipSpace(text, end);
    const next = text.charCodeAt(at);
    if (next === closeList) return;
    if (next !== comma) throw new SkimFault("A comma or a closing bracket belongs here.", at);
    at = skipSpace(text, at + 1);
  }
}

/** The value of a string, number, boolean or null; undefined for objects and arrays. Throws `SkimFault`. */
export function scalarAt(place: Place | undefined): string | number | boolean | null | undefined {
  if (place === undefined || kindAt(place) !== "scalar") return undefined;
  const { source, span } = place;
  if (source.text.charCodeAt(span.start) === quote) return stringIn(source.text, span.start, span.end);
  const word = source.text.slice(span.start, span.end);
  if (word === "null") return null;
  return word === "true" || word === "false" ? word === "true" : Number(word);
}

/** The string at a place, undefined for anything else. Throws `SkimFault`. */
export function textAt(place: Place | undefined): string | undefined {
  const value = scalarAt(place);
  return typeof value === "string" ? value : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at++;
  return at;
}

const word = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** The offset behind the value that starts here. Nesting costs nothing: brackets are only counted. */
function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === quote) return endOfString(text, start);
  if (first !== openMap && first !== openList) return endOfWord(text, start);
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (code === openMap || code === openList) depth++;
    else if ((code === closeMap || code === closeList) && --depth === 0) return at;
  }
  throw new SkimFault("The text ends before this is closed.", start);
}

function endOfWord(text: string, start: number): number {
  word.lastIndex = start;
  if (!word.test(text)) throw new SkimFault("A value belongs here.", Math.min(start, text.length));
  return word.lastIndex;
}

/** Looks for quotes, because the engine finds them faster than a loop does, and counts the backslashes before them. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  throw new SkimFault("This string is not closed.", start);
}

function stringIn(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes("\\")) return inner;
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    throw new SkimFault("A string holds a backslash sequence that JSON does not have.", start);
  }
}
