import type { Cursor } from "./cursor.ts";
import { clip, report } from "./faults.ts";

const SMALL_U = 117;
const LARGE_U = 85;

/** The end of the escape sequence that begins with the backslash at `at`; it never reaches over the end of the line. */
export function escapeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at + 1);
  if (Number.isNaN(code) || code === 10 || code === 13) return at + 1;
  if (code !== SMALL_U && code !== LARGE_U) return at + ((text.codePointAt(at + 1) ?? 0) > 0xffff ? 3 : 2);
  const most = at + 2 + (code === SMALL_U ? 4 : 8);
  let end = at + 2;
  while (end < most && isHex(text.charCodeAt(end))) end++;
  return end;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** What an escape sequence stands for; a wrong one is a fault and stands for itself. */
export function unescaped(cursor: Cursor, at: number, end: number): string {
  const { text } = cursor;
  switch (text.charCodeAt(at + 1)) {
    case 110:
      return "\n";
    case 114:
      return "\r";
    case 116:
      return "\t";
    case 34:
      return '"';
    case 92:
      return "\\";
    case SMALL_U:
      return end === at + 6 ? character(cursor, at, end) : wrong(cursor, at, end, "four hexadecimal digits after \\u");
    case LARGE_U:
      return end === at + 10 ? character(cursor, at, end) : wrong(cursor, at, end, "eight hexadecimal digits after \\U");
    default:
      return wrong(cursor, at, end, 'one of \\n \\r \\t \\" \\\\ \\u \\U');
  }
}

function character(cursor: Cursor, at: number, end: number): string {
  const code = Number.parseInt(cursor.text.slice(at + 2, end), 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return wrong(cursor, at, end, "a character of Unicode");
  return String.fromCodePoint(code);
}

function wrong(cursor: Cursor, at: number, end: number, expected: string): string {
  report(cursor, `expected ${expected}, found ${clip(cursor.text, at, end)}`, at, end);
  return cursor.text.slice(at, end);
}
