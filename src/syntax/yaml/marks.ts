import { type Cursor, endsWord, isBreak, isEnd } from "./cursor.ts";
import { type Token, Unreadable } from "./tokens.ts";

const nameOf = /[A-Za-z0-9_-]*/y;

/** `&name` or `*name`. */
export function anchorOrAlias(cursor: Cursor): Token {
  const { at: start } = cursor;
  const kind = cursor.code() === 42 ? "alias" : "anchor";
  nameOf.lastIndex = start + 1;
  const name = nameOf.exec(cursor.text)?.[0] ?? "";
  cursor.at = start + 1 + name.length;
  const next = cursor.code();
  if (name === "" || !(endsWord(next) || "?:,]}%@`".includes(String.fromCharCode(next)))) {
    throw new Unreadable(`After ${kind === "alias" ? "*" : "&"} a name of letters, digits, - and _ must stand.`, start, cursor.at + 1);
  }
  return { kind, start, end: cursor.at, text: name, plain: false };
}

const verbatim = /!<([\w\-;/?:@&=+$.!~*'()%,[\]]*)>/y;
const shorthand = /(!(?:[A-Za-z0-9_-]*!)?)([\w\-;/?:@&=+$.!~*'()%]*)/y;

/** `!Name`, `!!name`, `!handle!name` or `!<name>`, by the handles that the document declares. */
export function tag(cursor: Cursor, handles: ReadonlyMap<string, string>, inFlow: boolean): Token {
  const { at: start } = cursor;
  verbatim.lastIndex = start;
  const whole = verbatim.exec(cursor.text);
  shorthand.lastIndex = start;
  const [all = "", handle = "", suffix = ""] = whole ?? shorthand.exec(cursor.text) ?? [];
  cursor.at = start + all.length;
  const next = cursor.code();
  const prefix = whole === null ? handles.get(handle) : "";
  const wellEnded = endsWord(next) || (inFlow && next === 44);
  if (!wellEnded || (whole === null && handle !== "!" && suffix === "")) throw new Unreadable("A tag ends with a blank.", start, cursor.at + 1);
  if (prefix === undefined) throw new Unreadable(`The tag handle ${handle} is not declared.`, start, cursor.at);
  return { kind: "tag", start, end: cursor.at, text: whole === null ? prefix + decoded(suffix) : decoded(handle), plain: false };
}

function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // No UTF-8 behind the percent signs: the name is nobody's, so it may stay as it is written.
    return text;
  }
}

const directiveForm = /%(?:YAML[ \t]+\d+\.\d+|TAG[ \t]+(!(?:[A-Za-z0-9_-]*!)?)[ \t]+([^\s]+)|[A-Za-z0-9_-]+(?:[ \t][^#\r\n]*)?)[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/y;

/** A line such as `%YAML 1.1`; the handle and prefix of `%TAG` come beside the token. */
export function directive(cursor: Cursor): { readonly token: Token; readonly handle?: readonly [string, string] } {
  const { at: start } = cursor;
  directiveForm.lastIndex = start;
  const match = directiveForm.exec(cursor.text);
  if (match === null) throw new Unreadable("A value cannot start with '%'.", start, start + 1);
  cursor.at = start + match[0].length;
  if (!isBreak(cursor.code()) && !isEnd(cursor.code())) cursor.passLine();
  const token: Token = { kind: "directive", start, end: cursor.at, text: "", plain: false };
  const [, handle, prefix] = match;
  return handle === undefined || prefix === undefined ? { token } : { token, handle: [handle, prefix] };
}
