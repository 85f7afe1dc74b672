import { stringOf, type DataNode } from "../../../syntax/data.ts";
import { callOf } from "../written.ts";

/** A part of a name that is decided at deployment; `usually` is its text when nobody chooses another. */
export interface Hole {
  readonly words: string;
  readonly usually?: string;
}

/** The name of an export, as far as a template tells it. Texts beside each other are one. */
export type Pattern = readonly (string | Hole)[];

/** Expressions within expressions; deeper ones are a hole. */
const deepest = 20;
/** The names of exports are shorter: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html */
const longest = 255;

/** The pattern of an expression: texts, substitutions and joins of them. `read` is asked about everything else. */
export function patternOf(node: DataNode, read: (node: DataNode) => Pattern): Pattern {
  return normal(pieces(node, read, deepest));
}

function pieces(node: DataNode, read: (node: DataNode) => Pattern, depth: number): Pattern {
  if (node.kind === "scalar" && node.value !== null) return [String(node.value)];
  const call = node.kind === "map" && depth > 0 ? callOf(node) : undefined;
  if (call?.name === "Fn::Sub") return substituted(call.argument, read, depth - 1) ?? read(node);
  if (call?.name === "Fn::Join") return joined(call.argument, read, depth - 1) ?? read(node);
  return read(node);
}

function substituted(argument: DataNode, read: (node: DataNode) => Pattern, depth: number): Pattern | undefined {
  const [pattern, variables] = argument.kind === "list" ? argument.items : [argument];
  const text = stringOf(pattern);
  if (pattern === undefined || text === undefined) return undefined;
  const parts: (string | Hole)[] = [];
  let from = 0;
  for (const match of text.matchAll(/\$\{(!?)([^${}]*)\}/g)) {
    parts.push(text.slice(from, match.index));
    const name = (match[2] ?? "").trim();
    const own = variables?.kind === "map" ? variables.entries.get(name)?.value : undefined;
    if (match[1] === "!") parts.push(`\${${name}}`);
    else parts.push(...pieces(own ?? referenceTo(name, pattern), read, depth));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

function referenceTo(name: string, { span }: DataNode): DataNode {
  const key = name.includes(".") ? "Fn::GetAtt" : "Ref";
  return { kind: "map", span, entries: new Map([[key, { key, keySpan: span, value: { kind: "scalar", value: name, span } }]]) };
}

function joined(argument: DataNode, read: (node: DataNode) => Pattern, depth: number): Pattern | undefined {
  const [delimiter, list] = argument.kind === "list" ? argument.items : [];
  const text = stringOf(delimiter);
  if (text === undefined || list?.kind !== "list") return undefined;
  return list.items.flatMap((item, index) => [...(index === 0 ? [] : [text]), ...pieces(item, read, depth)]);
}

function normal(parts: Pattern): Pattern {
  const result: (string | Hole)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result;
}

/** The name when nobody chooses another; undefined where a part has no text of its own. */
export function usualText(pattern: Pattern): string | undefined {
  let text = "";
  for (const part of pattern) {
    const piece = typeof part === "string" ? part : part.usually;
    if (piece === undefined) return undefined;
    text += piece;
  }
  return text;
}

export function isLiteral(pattern: Pattern): boolean {
  return pattern.every((part) => typeof part === "string");
}

/** The name for people: as it usually is, else with what is not known, `${NetworkStack}-LaunchTemplate`. */
export function inWords(pattern: Pattern): string {
  const text = usualText(pattern) ?? pattern.map((part) => (typeof part === "string" ? part : `\${${part.words}}`)).join("");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/**
 * How well two names fit: `same` when they are one text, defaults counted; `alike` when only what is decided at deployment stands between
 * the same texts; `possible` when some text is both. Undefined when nothing is, or when one of them says nothing.
 */
export type Fit = "same" | "alike" | "possible";

export interface Effort {
  left: number;
}

/** How two names fit. `effort` counts down; once there is none left, names that may be one text count as if they were. */
export function fit(a: Pattern, b: Pattern, effort: Effort = { left: Infinity }): Fit | undefined {
  const text = usualText(a);
  if (text !== undefined && text !== "" && text === usualText(b)) return "same";
  if (isLiteral(a) && isLiteral(b)) return undefined;
  if (!saysSomething(a) || !saysSomething(b)) return undefined;
  if (a.length === b.length && a.every((part, index) => (typeof part === "string" ? part === b[index] : typeof b[index] === "object"))) return "alike";
  return mayBeOneText(a, b, effort) ? "possible" : undefined;
}

/** A name without a word in it may be any. */
function saysSomething(pattern: Pattern): boolean {
  return pattern.some((part) => typeof part === "string" && /[A-Za-z0-9]{2}/.test(part));
}

/** Whether some text, with something in every hole, is both. */
function mayBeOneText(a: Pattern, b: Pattern, effort: Effort): boolean {
  const [left, right] = [symbols(a), symbols(b)];
  if (left.length > longest || right.length > longest || !endsFit(left, right) || !endsFit([...left].reverse(), [...right].reverse())) return false;
  effort.left -= left.length * right.length;
  if (effort.left < 0) return true;
  // possible[j]: the first i symbols of the one and j of the other can be one text. A hole takes one character or more.
  let possible = right.reduce<boolean[]>((row) => [...row, false], [true]);
  for (const symbol of left) {
    const next: boolean[] = [false];
    for (const [index, other] of right.entries()) {
      const before = possible[index] === true;
      const longer = (symbol === hole && next[index] === true) || (other === hole && possible[index + 1] === true);
      next.push(symbol === hole || other === hole ? before || longer : before && symbol === other);
    }
    possible = next;
  }
  return possible[right.length] === true;
}

const hole = "";

function symbols(pattern: Pattern): readonly string[] {
  return pattern.flatMap((part) => (typeof part === "string" ? Array.from(part) : [hole]));
}

function endsFit(a: readonly string[], b: readonly string[]): boolean {
  for (const [index, symbol] of a.entries()) {
    const other = b[index];
    if (symbol === hole || other === hole) return true;
    if (symbol !== other) return false;
  }
  return b.length === a.length;
}
