import { sortedEntries } from "../order.ts";
import { textOfScalar, type ScalarValue, type Value } from "../value.ts";

/** Lines are folded at the first blank behind this column, as libyaml does. */
const bestWidth = 80;

/** Longer keys take another form, which nobody uses. */
const longestKey = 128;

/** A wholly known value as Terraform writes YAML: block style, every text quoted; undefined for keys that need another form. */
export function encodeYaml(value: Value): string | undefined {
  const writer = createWriter();
  if (!writer.write(value, 0, true)) return undefined;
  return writer.finish(value.kind === "scalar" && typeof value.value !== "string");
}

interface Writer {
  readonly write: (value: Value, indent: number, isRoot: boolean) => boolean;
  readonly finish: (isPlainRoot: boolean) => string;
}

function createWriter(): Writer {
  const parts: string[] = [];
  let column = 0;

  function put(text: string): void {
    parts.push(text);
    const line = text.lastIndexOf("\n");
    column = line < 0 ? column + text.length : text.length - line - 1;
  }

  function newLine(indent: number): void {
    if (column > 0) put("\n");
    put(" ".repeat(indent));
  }

  function write(value: Value, indent: number, isRoot: boolean): boolean {
    switch (value.kind) {
      case "scalar":
        return writeScalar(value, isRoot ? 2 : indent + 2);
      case "list":
        if (value.items.length === 0) put("[]");
        return value.items.every((item, at) => writeItem("- ", item, indent, at === 0));
      case "map":
        if (value.entries.size === 0) put("{}");
        return sortedEntries(value.entries).every(([key, item], at) => writeEntry(key, item, indent, at === 0));
      case "unknown":
      case "reference":
        return false;
    }
  }

  /** What is nested in a list begins on the line of its dash. */
  function writeItem(lead: string, item: Value, indent: number, isFirst: boolean): boolean {
    if (!isFirst || column > indent) newLine(indent);
    put(lead);
    return write(item, indent + 2 - (item.kind === "scalar" ? 2 : 0), false);
  }

  function writeEntry(key: string, item: Value, indent: number, isFirst: boolean): boolean {
    if (key.length > longestKey || key.includes("\n")) return false;
    if (!isFirst || column > indent) newLine(indent);
    put(`${quoted(key, 0, Infinity, 0)}:`);
    const isNested = (item.kind === "list" && item.items.length > 0) || (item.kind === "map" && item.entries.size > 0);
    if (!isNested) put(" ");
    else if (item.kind === "list") newLine(indent);
    else newLine(indent + 2);
    return write(item, item.kind === "map" && isNested ? indent + 2 : indent, false);
  }

  function writeScalar(value: ScalarValue, indent: number): boolean {
    if (typeof value.value !== "string") {
      put(value.value === null ? "null" : (textOfScalar(value) ?? ""));
      return true;
    }
    if (!value.value.includes("\n") || !isLiteral(value.value)) {
      put(quoted(value.value, column, bestWidth, indent));
      return true;
    }
    put(literal(value.value, indent));
    return true;
  }

  return {
    write,
    finish: (isPlainRoot) => {
      if (column > 0) put("\n");
      return parts.join("") + (isPlainRoot ? "...\n" : "");
    },
  };
}

/** Whether a text of several lines may stand as it is: nothing that needs an escape, no blank at the end of a line or of the text. */
function isLiteral(text: string): boolean {
  return !/ (?:\n|$)/.test(text) && Array.from(text).every((character) => character === "\n" || isPrintable(character));
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const chomping = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const body = lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line)).join("\n");
  return `|${hint}${chomping}\n${body}${text.endsWith("\n") ? "\n" : ""}`;
}

const named: ReadonlyMap<string, string> = new Map([
  ["\0", "\\0"],
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\v", "\\v"],
  ["\f", "\\f"],
  ["\r", "\\r"],
  ["\x1b", "\\e"],
  ["\"", "\\\""],
  ["\\", "\\\\"],
  ["\u0085", "\\N"],
  ["\u2028", "\\L"],
  ["\u2029", "\\P"],
]);

/** In double quotes, folded at a single blank behind the wanted width. */
function quoted(text: string, start: number, width: number, indent: number): string {
  let result = "\"";
  let column = start + 1;
  let afterBlank = false;
  const characters = Array.from(text);
  for (const [at, character] of characters.entries()) {
    if (character === " " && !afterBlank && column > width && at > 0 && at < characters.length - 1) {
      result += `\n${" ".repeat(indent)}`;
      column = indent;
      if (characters[at + 1] === " ") {
        result += "\\";
        column++;
      }
      afterBlank = true;
      continue;
    }
    const piece = escaped(character);
    result += piece;
    column += piece.length;
    afterBlank = character === " ";
  }
  return `${result}"`;
}

function escaped(character: string): string {
  const name = named.get(character);
  if (name !== undefined) return name;
  if (isPrintable(character)) return character;
  const codePoint = character.codePointAt(0) ?? 0;
  const hex = codePoint.toString(16).toUpperCase();
  if (codePoint <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return codePoint <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** In libyaml's sense, which takes nothing beyond the basic plane for printable. */
function isPrintable(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0x20 && codePoint <= 0x7e) return true;
  return codePoint >= 0xa0 && codePoint <= 0xfffd && codePoint !== 0xfeff && codePoint !== 0x2028 && codePoint !== 0x2029;
}
