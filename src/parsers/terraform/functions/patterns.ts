import { anyType, stringType, type Type } from "../type.ts";
import { list, nullOf, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type Origin, type Spend, type UnknownValue, type Value } from "../value.ts";
import { longestList, longestText, text, textOfArgument, textResult, tooLong, type Builtin, type Tools } from "./builtin.ts";
import type { Match, Pattern } from "./pattern.ts";
import { isRefused, refuse, type Refused } from "./refusal.ts";

const notEvaluated = "the pattern is not evaluated, or takes too long on this text";

/** The whole match without groups, a tuple of groups without names, an object of those with names. */
function resultType(groups: Pattern["groups"]): Type | Refused {
  const names = groups.filter((name) => name !== undefined);
  if (groups.length === 0) return stringType;
  if (names.length === 0) return { kind: "tuple", items: groups.map(() => stringType) };
  if (names.length < groups.length) return refuse("the pattern has groups with and without names");
  return { kind: "object", attributes: new Map(names.map((name) => [name, stringType])) };
}

/** All matches that do not overlap, as Go finds them: an empty one right behind another does not count. */
function findMatches(pattern: Pattern, value: string, most: number, spend: Spend): readonly Match[] | undefined {
  const search = pattern.search(value, spend);
  const matches: Match[] = [];
  let end = -1;
  for (let at = 0; at <= value.length && matches.length < most; ) {
    const match = search(at);
    if (match === "stopped") return undefined;
    if (match === undefined) break;
    const [[from, to] = [0, 0]] = match;
    if (to > from || from !== end) matches.push(match);
    at = to > at ? to : behind(value, at);
    end = to;
  }
  return matches;
}

/** The position behind the character at a position. */
function behind(value: string, at: number): number {
  return at + ((value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function found(match: Match, value: string, groups: Pattern["groups"], origin: Origin): Value {
  const [[from, to] = [0, 0], ...inner] = match;
  if (groups.length === 0) return scalar(value.slice(from, to), origin);
  const items = inner.map(([start, end]) => (start < 0 ? nullOf(stringType, origin) : scalar(value.slice(start, end), origin)));
  if (groups[0] === undefined) return { kind: "list", items, origin };
  return { kind: "map", entries: new Map(items.map((item, at) => [groups[at] ?? "", item])), origin };
}

interface Found {
  readonly type: Type;
  readonly values: readonly Value[];
}

function matchAll([source, argument]: readonly Value[], most: number, origin: Origin, { spend, libraries }: Tools): Found | UnknownValue {
  const value = textOfArgument(argument);
  const pattern = libraries.compile?.(textOfArgument(source), spend);
  if (pattern === undefined) return unknown(notEvaluated, origin);
  if (isRefused(pattern)) return failure(pattern.refused, origin);
  const type = resultType(pattern.groups);
  if (isRefused(type)) return failure(type.refused, origin);
  const matches = findMatches(pattern, value, most, spend);
  if (matches === undefined) return unknownOf(most === 1 ? type : { kind: "list", element: type }, unknown(notEvaluated, origin), origin);
  return { type, values: matches.map((match) => found(match, value, pattern.groups, origin)) };
}

function regex(args: readonly Value[], origin: Origin, tools: Tools): Value {
  const outcome = matchAll(args, 1, origin, tools);
  return "kind" in outcome ? outcome : (outcome.values[0] ?? failure("the pattern does not match", origin));
}

function regexAll(args: readonly Value[], origin: Origin, tools: Tools): Value {
  const outcome = matchAll(args, longestList, origin, tools);
  if ("kind" in outcome) return outcome;
  return outcome.values.length >= longestList ? tooLong({ kind: "list", element: anyType }, origin) : list(outcome.values, outcome.type, origin);
}

/** With the substring between slashes it is a pattern, and `$1`, `${name}` in the replacement are its groups. */
function replace([value, part, replacement]: readonly Value[], origin: Origin, { spend, libraries }: Tools): Value {
  const [whole, wanted, instead] = [textOfArgument(value), textOfArgument(part), textOfArgument(replacement)];
  if (wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
    const pattern = libraries.compile?.(wanted.slice(1, -1), spend);
    if (isRefused(pattern)) return failure(pattern.refused, origin);
    const replaced = pattern && replacePattern(whole, pattern, instead, spend);
    return replaced === undefined ? unknownOf(stringType, unknown(notEvaluated, origin), origin) : textResult(replaced, origin);
  }
  const pieces = wanted === "" ? ["", ...Array.from(whole), ""] : whole.split(wanted);
  const length = whole.length + (pieces.length - 1) * (instead.length - wanted.length);
  return length > longestText ? tooLong(stringType, origin) : textResult(pieces.join(instead), origin);
}

/** https://pkg.go.dev/regexp#Regexp.ReplaceAllString; undefined when it takes too long, and cut where it is too long anyway. */
function replacePattern(value: string, pattern: Pattern, replacement: string, spend: Spend): string | undefined {
  const search = pattern.search(value, spend);
  let result = "";
  let end = 0;
  for (let at = 0; at <= value.length && result.length <= longestText; ) {
    const match = search(at);
    if (match === "stopped") return undefined;
    if (match === undefined) break;
    const [[from, to] = [0, 0]] = match;
    result += value.slice(end, from);
    if (to > end || from === 0) result += expand(replacement, pattern.groups, match, value);
    end = to;
    at = to > at ? to : behind(value, at);
  }
  return result + value.slice(end);
}

/** https://pkg.go.dev/regexp#Regexp.Expand: a number without leading zeros is a group's, everything else a name; a name that is none is empty. */
function expand(template: string, groups: Pattern["groups"], match: Match, value: string): string {
  return template.replace(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (_, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return "$";
    const name = braced ?? bare ?? "";
    const index = /^(?:0|[1-9][0-9]{0,8})$/.test(name) ? Number(name) : groups.indexOf(name) + 1 || -1;
    const [from, to] = match[index] ?? [-1, -1];
    return from < 0 ? "" : value.slice(from, to);
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/regex, regexall and replace */
export const patternFunctions: readonly (readonly [string, Builtin])[] = [
  ["regex", { parameters: [text, text], run: regex }],
  ["regexall", { parameters: [text, text], run: regexAll }],
  ["replace", { parameters: [text, text, text], result: stringType, run: replace }],
];
