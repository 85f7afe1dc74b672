import { compareText } from "../order.ts";
import { stringType } from "../type.ts";
import { isNull, unknownOf } from "../typing.ts";
import { failure, scalar, type Origin, type Value } from "../value.ts";
import { askTexts, itemsOfArgument, listOfTexts, longestList, longestText, number, onTexts, text, textOfArgument, textResult, textsResult, tooLong, unlessKnown, wholeArgument, type Builtin } from "./builtin.ts";
import { graphemes } from "./graphemes.ts";

/** Go maps every character to one: `ß` stays as it is. */
function upper(value: string): string {
  if (/^[\0-\x7f]*$/.test(value)) return value.toUpperCase();
  return Array.from(value, (character) => {
    const changed = character.toUpperCase();
    return Array.from(changed).length === 1 ? changed : character;
  }).join("");
}

/** Character by character, because the last sigma of a word has a form of its own in JavaScript only; of two characters for one the first. */
function lower(value: string): string {
  if (/^[\0-\x7f]*$/.test(value)) return value.toLowerCase();
  return Array.from(value, (character) => Array.from(character.toLowerCase())[0]).join("");
}

/** A letter begins a word after everything but letters, digits, underscores and marks; https://pkg.go.dev/strings#Title */
function title(value: string): string {
  let before = " ";
  return Array.from(value, (character) => {
    const starts = isSeparator(before);
    before = character;
    return starts ? upper(character) : character;
  }).join("");
}

/** In Go's sense: of ASCII all that is no letter, digit or underscore; beyond only white space. */
function isSeparator(character: string): boolean {
  if (character <= "\x7f") return !/[0-9A-Za-z_]/.test(character);
  return !/[\p{L}\p{Nd}]/u.test(character) && /[\u0085\p{White_Space}]/u.test(character);
}

const space = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const leadingSpace = new RegExp(`^${space}+`);

function trimSpace(value: string): string {
  const rest = value.replace(leadingSpace, "");
  return rest.slice(0, trailingStart(rest, (character) => leadingSpace.test(character)));
}

/** Where the characters at the end begin that are to go; from the back, because a pattern would try every start. */
function trailingStart(value: string, isUnwanted: (character: string) => boolean): number {
  let end = value.length;
  while (end > 0) {
    const low = value.charCodeAt(end - 1);
    const width = low >= 0xdc00 && low < 0xe000 && end > 1 ? 2 : 1;
    if (!isUnwanted(value.slice(end - width, end))) break;
    end -= width;
  }
  return end;
}

function trim(value: string, cutset: string): string {
  const unwanted = new Set(cutset);
  let start = 0;
  for (const character of value) {
    if (!unwanted.has(character)) break;
    start += character.length;
  }
  const rest = value.slice(start);
  return rest.slice(0, trailingStart(rest, (character) => unwanted.has(character)));
}

function chomp(value: string): string {
  return value.slice(0, trailingStart(value, (character) => character === "\n" || character === "\r"));
}

function indent([spaces, value]: readonly Value[], origin: Origin): Value {
  const width = wholeArgument(spaces);
  const lines = textOfArgument(value).split("\n");
  if (width === undefined || width < 0) return failure("indent() needs a whole number of spaces", origin);
  if (width * lines.length > longestText) return tooLong(stringType, origin);
  return textResult(lines.join(`\n${" ".repeat(width)}`), origin);
}

function reverse([value]: readonly Value[], origin: Origin): Value {
  const characters = graphemes(textOfArgument(value));
  return characters === undefined ? tooLong(stringType, origin) : textResult([...characters].reverse().join(""), origin);
}

function substring([value, offset, length]: readonly Value[], origin: Origin): Value {
  const characters = graphemes(textOfArgument(value));
  const [given, count] = [wholeArgument(offset), wholeArgument(length)];
  if (given === undefined || count === undefined) return failure("substr() needs whole numbers", origin);
  if (characters === undefined) return tooLong(stringType, origin);
  if (given >= 0 && count === 0) return scalar("", origin);
  const from = given < 0 ? Math.max(0, given + characters.length) : given;
  // A length of zero behind a negative offset takes all the rest, as it does in Terraform.
  return scalar(characters.slice(from, count <= 0 ? undefined : from + count).join(""), origin);
}

/** A single element that exists only after apply passes through: `join("", x.*.id)` is how older modules unwrap one. */
function join([separator, ...lists]: readonly Value[], origin: Origin): Value {
  if (lists.length === 0) return failure("join() needs a list", origin);
  const items = lists.flatMap(itemsOfArgument);
  const [only] = items;
  if (items.length === 1 && only?.kind === "reference") return only;
  const doubt = unlessKnown(lists, stringType, origin);
  if (doubt !== undefined) return doubt;
  if (items.some(isNull)) return failure("join() does not take null", origin);
  const between = textOfArgument(separator);
  const length = items.reduce((sum, item) => sum + textOfArgument(item).length + between.length, 0);
  return length > longestText * 2 ? tooLong(stringType, origin) : textResult(items.map(textOfArgument).join(between), origin);
}

/** Splitting at "" yields code points. */
function split([separator, value]: readonly Value[], origin: Origin): Value {
  const between = textOfArgument(separator);
  const whole = textOfArgument(value);
  const parts = between === "" ? Array.from(whole) : whole.split(between);
  return parts.length > longestList ? tooLong({ kind: "list", element: stringType }, origin) : textsResult(parts, origin);
}

function sort([list]: readonly Value[], origin: Origin): Value {
  const type = { kind: "list", element: stringType } as const;
  const items = itemsOfArgument(list);
  const doubt = list && unlessKnown([list], type, origin);
  if (doubt !== undefined && list?.kind === "list") return { ...list, items: items.map(() => unknownOf(stringType, doubt, origin)), origin };
  if (doubt !== undefined) return doubt;
  return items.some(isNull) ? failure("sort() does not take null", origin) : textsResult(items.map(textOfArgument).sort(compareText), origin);
}

/** Of a POSIX path: https://pkg.go.dev/path/filepath#Base */
function baseName(path: string): string {
  if (path === "") return ".";
  const trimmed = path.slice(0, trailingStart(path, (character) => character === "/"));
  return trimmed === "" ? "/" : trimmed.slice(trimmed.lastIndexOf("/") + 1);
}

/** https://pkg.go.dev/path/filepath#Dir */
function directoryName(path: string): string {
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.slice(0, path.lastIndexOf("/") + 1).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!rooted) parts.push("..");
  }
  const cleaned = (rooted ? "/" : "") + parts.join("/");
  return cleaned === "" ? "." : cleaned;
}

/** https://developer.hashicorp.com/terraform/language/functions/chomp and its neighbours */
export const stringFunctions: readonly (readonly [string, Builtin])[] = [
  ["basename", onTexts(1, (path = "") => baseName(path))],
  ["chomp", onTexts(1, (value = "") => chomp(value))],
  ["dirname", onTexts(1, (path = "") => directoryName(path))],
  ["endswith", askTexts(2, (value = "", suffix = "") => value.endsWith(suffix))],
  ["indent", { parameters: [number, text], result: stringType, run: indent }],
  ["join", { parameters: [text], rest: { ...listOfTexts }, result: stringType, run: join }],
  ["lower", onTexts(1, (value = "") => lower(value))],
  ["sort", { parameters: [{ ...listOfTexts, unknown: true }], run: sort }],
  ["split", { parameters: [text, text], result: listOfTexts.type, run: split }],
  ["startswith", askTexts(2, (value = "", prefix = "") => value.startsWith(prefix))],
  ["strcontains", askTexts(2, (value = "", part = "") => value.includes(part))],
  ["strrev", { parameters: [text], result: stringType, characters: true, run: reverse }],
  ["substr", { parameters: [text, number, number], result: stringType, characters: true, run: substring }],
  ["title", onTexts(1, (value = "") => title(value))],
  ["trim", onTexts(2, (value = "", cutset = "") => trim(value, cutset))],
  ["trimprefix", onTexts(2, (value = "", prefix = "") => (value.startsWith(prefix) ? value.slice(prefix.length) : value))],
  ["trimspace", onTexts(1, (value = "") => trimSpace(value))],
  ["trimsuffix", onTexts(2, (value = "", suffix = "") => (suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value))],
  ["upper", onTexts(1, (value = "") => upper(value))],
];
