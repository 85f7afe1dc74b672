import { type Cursor, isBlank, isBreak, isEnd } from "./cursor.ts";
import { type Token, Unreadable } from "./tokens.ts";

interface Header {
  /** `+` keeps all line ends at the end, `-` none, nothing one. */
  readonly chomping: string;
  readonly increment: number | undefined;
}

/** A scalar after `|` or `>` in a block that is indented by `parent` columns (-1 for the document itself). */
export function blockScalar(cursor: Cursor, parent: number): Token {
  const { at: start } = cursor;
  const folds = cursor.code() === 62;
  cursor.at++;
  const { chomping, increment } = header(cursor);
  const given = increment === undefined ? undefined : Math.max(parent, 0) + increment;
  let end = cursor.at;
  passRestOfLine(cursor, start);
  let { breaks, indent } = passEmptyLines(cursor, given, parent);
  const parts: string[] = [];
  let pending = "";
  let wasIndented = true;
  while (cursor.column === indent && !isEnd(cursor.code())) {
    const indented = isBlank(cursor.code());
    const joins = folds && pending === "\n" && !wasIndented && !indented;
    parts.push(joins ? (breaks === "" ? " " : "") : pending, breaks);
    wasIndented = indented;
    const from = cursor.at;
    cursor.passLine();
    parts.push(cursor.text.slice(from, cursor.at));
    end = cursor.at;
    pending = cursor.passBreak();
    ({ breaks, indent } = passEmptyLines(cursor, indent, parent));
  }
  if (chomping !== "-") parts.push(pending);
  if (chomping === "+") parts.push(breaks);
  return { kind: "scalar", start, end, text: parts.join(""), plain: false };
}

const indicators = /([+-]?)(\d?)([+-]?)/y;

function header(cursor: Cursor): Header {
  indicators.lastIndex = cursor.at;
  const [all = "", before = "", digit = "", after = ""] = indicators.exec(cursor.text) ?? [];
  if (digit === "0" || (before !== "" && after !== "")) throw new Unreadable("After | or > only +, - and one digit from 1 to 9 may stand.", cursor.at, cursor.at + all.length, cursor.at - 1);
  cursor.at += all.length;
  return { chomping: before + after, increment: digit === "" ? undefined : Number(digit) };
}

function passRestOfLine(cursor: Cursor, start: number): void {
  const { at } = cursor;
  cursor.passBlanks();
  // A comment needs a blank before it, as everywhere.
  if (cursor.code() === 35 && cursor.at > at) cursor.passLine();
  if (!isBreak(cursor.code()) && !isEnd(cursor.code())) throw new Unreadable("After | or > the text must begin on the next line.", cursor.at, cursor.at + 1, start);
  cursor.passBreak();
}

/** Passes empty lines and the indentation of the next one; without a given indentation finds it. */
function passEmptyLines(cursor: Cursor, given: number | undefined, parent: number): { breaks: string; indent: number } {
  let breaks = "";
  let widest = 0;
  for (;;) {
    while ((given === undefined || cursor.column < given) && cursor.code() === 32) cursor.at++;
    widest = Math.max(widest, cursor.column);
    if (cursor.code() === 9 && (given === undefined || cursor.column < given)) throw new Unreadable("Tabs are not allowed as indentation.", cursor.at, cursor.at + 1);
    if (!isBreak(cursor.code())) break;
    breaks += cursor.passBreak();
  }
  return { breaks, indent: given ?? Math.max(widest, parent + 1, 1) };
}
