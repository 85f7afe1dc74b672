import { type Cursor, endsWord, isBlank, isBreak, isEnd } from "./cursor.ts";
import { folded } from "./plain.ts";
import { type Token, Unreadable } from "./tokens.ts";

const single = 39;
const double = 34;
const backslash = 92;

/** A scalar in quotes; its further lines may be indented as they like. */
export function quotedScalar(cursor: Cursor): Token {
  const { at: start } = cursor;
  const quote = cursor.code();
  const parts: string[] = [];
  cursor.at++;
  for (;;) {
    if (cursor.atDocumentMark()) throw notClosed(start);
    passText(cursor, quote, start, parts);
    const code = cursor.code();
    if (code === quote) break;
    if (isEnd(code)) throw notClosed(start);
    parts.push(passGap(cursor));
  }
  cursor.at++;
  return { kind: "scalar", start, end: cursor.at, text: parts.join(""), plain: false };
}

function notClosed(start: number): Unreadable {
  return new Unreadable("A quoted text is not closed.", start, start + 1);
}

/** Everything up to the next blank, line end or closing quote. */
function passText(cursor: Cursor, quote: number, start: number, parts: string[]): void {
  let from = cursor.at;
  for (let code = cursor.code(); !endsWord(code); code = cursor.code()) {
    if (code === quote) {
      if (quote === double || cursor.code(1) !== single) break;
      parts.push(cursor.text.slice(from, cursor.at + 1));
      cursor.at += 2;
      from = cursor.at;
    } else if (code === backslash && quote === double) {
      parts.push(cursor.text.slice(from, cursor.at), escaped(cursor, start));
      from = cursor.at;
    } else cursor.at++;
  }
  parts.push(cursor.text.slice(from, cursor.at));
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

const digits: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
  ["U", 8],
]);

/** What a backslash and the characters after it mean. A line end after it is passed with the blanks of the next line. */
function escaped(cursor: Cursor, start: number): string {
  const { at } = cursor;
  const name = cursor.text.charAt(at + 1);
  cursor.at = at + 2;
  const known = escapes.get(name);
  if (known !== undefined) return known;
  if (isBreak(name.charCodeAt(0))) {
    cursor.at = at + 1;
    cursor.passBreak();
    let lines = "";
    for (; isBlank(cursor.code()) || isBreak(cursor.code()); lines += cursor.passBreak()) cursor.passBlanks();
    return lines;
  }
  const length = digits.get(name);
  const hexadecimal = cursor.text.slice(at + 2, at + 2 + (length ?? 0));
  const code = Number.parseInt(hexadecimal, 16);
  if (length === undefined || !/^[\da-f]+$/i.test(hexadecimal) || hexadecimal.length < length || code > 0x10ffff) {
    throw new Unreadable("A text in double quotes holds a backslash sequence that YAML does not have.", at, at + 2, start);
  }
  cursor.at = at + 2 + length;
  return String.fromCodePoint(code);
}

function passGap(cursor: Cursor): string {
  const from = cursor.at;
  cursor.passBlanks();
  if (!isBreak(cursor.code())) return cursor.text.slice(from, cursor.at);
  const first = cursor.passBreak();
  let further = "";
  while (!cursor.atDocumentMark() && (isBlank(cursor.code()) || isBreak(cursor.code()))) {
    cursor.passBlanks();
    further += cursor.passBreak();
  }
  return folded(first, further);
}
