import { isRefused, refuse, type Refused } from "../refusal.ts";
import { anyOf, asciiClass, folded, not, perlClass, range, unicodeClass } from "./classes.ts";
import type { Matches } from "./node.ts";
import { readEscape, type Reader } from "./reader.ts";

/** `[a-z\d[:punct:]]`; the bracket is the next character. */
export function readClass(reader: Reader, fold: boolean): Matches | Refused {
  reader.skip(1);
  const isNegated = reader.take("^");
  const parts: Matches[] = [];
  for (let first = true; first || reader.peek() !== "]"; first = false) {
    if (reader.done()) return refuse("the pattern lacks a ]");
    const part = readPart(reader);
    if (isRefused(part)) return part;
    parts.push(part);
  }
  reader.skip(1);
  const matches = fold ? folded(anyOf(parts)) : anyOf(parts);
  return isNegated ? not(matches) : matches;
}

function readPart(reader: Reader): Matches | Refused {
  const ascii = reader.match(/\[:(\^?)([a-z]+):\]/y);
  if (ascii !== undefined) {
    const matches = asciiClass(ascii[2] ?? "");
    if (matches === undefined) return refuse("the pattern has an unknown class");
    return ascii[1] === "^" ? not(matches) : matches;
  }
  const unicode = readUnicodeClass(reader);
  if (unicode !== undefined) return unicode;
  const perl = reader.peek() === "\\" ? perlClass(reader.peekAt(1)) : undefined;
  if (perl !== undefined) {
    reader.skip(2);
    return perl;
  }
  const from = readMember(reader);
  if (isRefused(from)) return from;
  if (reader.peek() !== "-" || reader.peekAt(1) === "]" || reader.peekAt(1) === "") return range(from, from);
  reader.skip(1);
  const to = readMember(reader);
  if (isRefused(to)) return to;
  return to < from ? refuse("the pattern has a range that runs backwards") : range(from, to);
}

function readMember(reader: Reader): number | Refused {
  return reader.peek() === "\\" ? readEscape(reader) : reader.next();
}

/** `\pL`, `\P{Greek}`, `\p{^L}`; undefined where none stands. */
export function readUnicodeClass(reader: Reader): Matches | Refused | undefined {
  const match = reader.match(/\\([pP])(?:([A-Z])|\{(\^?)([A-Za-z_]+)\})/y);
  if (match === undefined) return undefined;
  const [, letter, short, caret, long = ""] = match;
  const matches = unicodeClass(short ?? long);
  if (matches === undefined) return refuse("the pattern has an unknown Unicode class");
  return (letter === "P") !== (caret === "^") ? not(matches) : matches;
}
