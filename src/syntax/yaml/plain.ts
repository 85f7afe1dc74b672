import { type Cursor, endsWord, isBlank, isBreak } from "./cursor.ts";
import { type Token, Unreadable } from "./tokens.ts";

/**
 * A scalar without quotes; its further lines must be indented by `indent` columns at least, except between brackets.
 * `spansLines` of the result says whether a line end was passed behind or within it.
 */
export function plainScalar(cursor: Cursor, indent: number, inFlow: boolean): { readonly token: Token; readonly brokeLine: boolean } {
  const { at: start } = cursor;
  const parts: string[] = [];
  let end = start;
  let gap = "";
  let brokeLine = false;
  for (;;) {
    if (cursor.atDocumentMark() || cursor.code() === 35) break;
    const from = cursor.at;
    passWord(cursor, inFlow);
    if (cursor.at === from) break;
    parts.push(gap, cursor.text.slice(from, cursor.at));
    end = cursor.at;
    brokeLine = false;
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    const passed = passGap(cursor, indent);
    gap = passed.text;
    brokeLine = passed.brokeLine;
    if (brokeLine && !inFlow && cursor.column < indent) break;
  }
  return { token: { kind: "scalar", start, end, text: parts.join(""), plain: true }, brokeLine };
}

function passWord(cursor: Cursor, inFlow: boolean): void {
  for (let code = cursor.code(); !endsWord(code); code = cursor.code()) {
    if (code === 58) {
      const next = cursor.code(1);
      if (endsWord(next) || (inFlow && isFlowMark(next))) return;
    } else if (inFlow && isFlowMark(code)) return;
    cursor.at++;
  }
}

/** Comma and brackets. */
function isFlowMark(code: number): boolean {
  return code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
}

/** Blanks and line ends between two words: one line end is a space, more are as many less one. */
function passGap(cursor: Cursor, indent: number): { readonly text: string; readonly brokeLine: boolean } {
  const from = cursor.at;
  cursor.passBlanks();
  if (!isBreak(cursor.code())) return { text: cursor.text.slice(from, cursor.at), brokeLine: false };
  const first = cursor.passBreak();
  let further = "";
  for (;;) {
    if (cursor.code() === 9 && cursor.column < indent) throw new Unreadable("Tabs are not allowed as indentation.", cursor.at, cursor.at + 1);
    if (isBlank(cursor.code())) cursor.at++;
    else if (isBreak(cursor.code())) further += cursor.passBreak();
    else break;
  }
  return { text: folded(first, further), brokeLine: true };
}

/** The first line end with those after it, as scalars that fold their lines mean them. */
export function folded(first: string, further: string): string {
  if (first !== "\n") return first + further;
  return further === "" ? " " : further;
}
