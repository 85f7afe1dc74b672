import { anyType, stringType, type ObjectType, type TupleType, type Type } from "../type.ts";
import { list, nullOf, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type Origin, type UnknownValue, type Value } from "../value.ts";
import { longestList, longestText, text, textOfArgument, textResult, tooLong, type Builtin, type Spend } from "./builtin.ts";
import { compilePattern, type Program } from "./pattern/compile.ts";
import { parsePattern } from "./pattern/parse.ts";
import { createSearch, type Match } from "./pattern/run.ts";
import { isRefused, refuse, type Refused } from "./refusal.ts";

const tooMuch = "the pattern takes too long on this text";

interface Prepared {
  readonly program: Program;
  readonly result: Type;
}

/** A pattern ready to run and the type of what it finds; a refusal when Go would refuse it. */
function prepare(source: string): Prepared | Refused | undefined {
  if (source.length > 10_000) return undefined;
  const pattern = parsePattern(source);
  if (isRefused(pattern)) return pattern;
  const result = resultType(pattern.groups);
  if (isRefused(result)) return result;
  const program = compilePattern(pattern);
  return program && { program, result };
}

/** The whole match without groups, a tuple of groups without names, an object of those with names. */
function resultType(groups: readonly (string | undefined)[]): Type | Refused {
  const names = groups.filter((name) => name !== undefined);
  if (groups.length === 0) return stringType;
  if (names.length === 0) return { kind: "tuple", items: groups.map(() => stringType) } satisfies TupleType;
  if (names.length < groups.length) return refuse("the pattern has groups with and without names");
  return { kind: "object", attributes: new Map(names.map((name) => [name, stringType])) } satisfies ObjectType;
}

/** All matches that do not overlap, as Go finds them; an unknown when that takes too long. */
function findMatches(program: Program, points: readonly number[], most: number, spend: Spend): readonly Match[] | undefined {
  const search = createSearch(program, points, spend);
  if (search === undefined) return undefined;
  const matches: Match[] = [];
  let end = -1;
  for (let at = 0; at <= points.length && matches.length < most; ) {
    const match = search.from(at);
    if (match === "stopped") return undefined;
    if (match === undefined) break;
    const [from = 0, to = 0] = match;
    const isEmpty = to === at && from === to;
    if (!isEmpty || from !== end) matches.push(match);
    at = isEmpty ? at + 1 : to;
    end = to;
  }
  return matches;
}

function codePoints(value: string): readonly number[] {
  return Array.from(value, (character) => character.codePointAt(0) ?? 0);
}

function slice(points: readonly number[], from: number, to: number): string {
  let result = "";
  for (let at = from; at < to; at++) result += String.fromCodePoint(points[at] ?? 0);
  return result;
}

function found(match: Match, points: readonly number[], { program, result }: Prepared, origin: Origin): Value {
  const [from = 0, to = 0] = match;
  if (result.kind === "string") return scalar(slice(points, from, to), origin);
  const groups = program.groups.map((name, at) => {
    const [start = -1, end = -1] = match.slice((at + 1) * 2);
    return [name ?? "", start < 0 || end < 0 ? nullOf(stringType, origin) : scalar(slice(points, start, end), origin)] as const;
  });
  if (result.kind === "tuple") return { kind: "list", items: groups.map(([, value]) => value), origin };
  return { kind: "map", entries: new Map(groups), origin };
}

function matchAll(source: string, value: string, most: number, origin: Origin, spend: Spend): { readonly prepared: Prepared; readonly values: readonly Value[] } | UnknownValue {
  const prepared = prepare(source);
  if (prepared === undefined) return unknown(tooMuch, origin);
  if (isRefused(prepared)) return failure(prepared.refused, origin);
  const points = codePoints(value);
  const matches = findMatches(prepared.program, points, most, spend);
  if (matches === undefined) return unknownOf(most === 1 ? prepared.result : { kind: "list", element: prepared.result }, unknown(tooMuch, origin), origin);
  return { prepared, values: matches.map((match) => found(match, points, prepared, origin)) };
}

function regex([pattern, value]: readonly Value[], origin: Origin, spend: Spend): Value {
  const outcome = matchAll(textOfArgument(pattern), textOfArgument(value), 1, origin, spend);
  if ("kind" in outcome) return outcome;
  return outcome.values[0] ?? failure("the pattern does not match", origin);
}

function regexAll([pattern, value]: readonly Value[], origin: Origin, spend: Spend): Value {
  const outcome = matchAll(textOfArgument(pattern), textOfArgument(value), longestList, origin, spend);
  if ("kind" in outcome) return outcome;
  return outcome.values.length >= longestList ? tooLong({ kind: "list", element: anyType }, origin) : list(outcome.values, outcome.prepared.result, origin);
}

/** With the substring between slashes it is a pattern, and `$1`, `${name}` in the replacement are its groups. */
function replace([value, part, replacement]: readonly Value[], origin: Origin, spend: Spend): Value {
  const [whole, wanted, instead] = [textOfArgument(value), textOfArgument(part), textOfArgument(replacement)];
  if (wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/")) return replacePattern(whole, wanted.slice(1, -1), instead, origin, spend);
  const pieces = wanted === "" ? ["", ...Array.from(whole), ""] : whole.split(wanted);
  const length = whole.length + (pieces.length - 1) * (instead.length - wanted.length);
  return length > longestText ? tooLong(stringType, origin) : textResult(pieces.join(instead), origin);
}

function replacePattern(value: string, source: string, replacement: string, origin: Origin, spend: Spend): Value {
  const pattern = source.length > 10_000 ? undefined : parsePattern(source);
  if (isRefused(pattern)) return failure(pattern.refused, origin);
  const program = pattern && compilePattern(pattern);
  const points = codePoints(value);
  const search = program && createSearch(program, points, spend);
  if (program === undefined || search === undefined) return unknownOf(stringType, unknown(tooMuch, origin), origin);
  let result = "";
  let end = 0;
  for (let at = 0; at <= points.length; ) {
    const match = search.from(at);
    if (match === "stopped") return unknownOf(stringType, unknown(tooMuch, origin), origin);
    if (match === undefined) break;
    const [from = 0, to = 0] = match;
    result += slice(points, end, from);
    if (to > end || from === 0) result += expand(replacement, program, match, points);
    if (result.length > longestText) return tooLong(stringType, origin);
    end = to;
    at = Math.max(at + 1, to);
  }
  return textResult(result + slice(points, end, points.length), origin);
}

/** https://pkg.go.dev/regexp#Regexp.Expand */
function expand(template: string, program: Program, match: Match, points: readonly number[]): string {
  return template.replace(/\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (_, dollar?: string, braced?: string, bare?: string) => {
    if (dollar !== undefined) return "$";
    const name = braced ?? bare ?? "";
    const isNumber = /^[0-9]+$/.test(name);
    const index = isNumber ? Number(name) : program.groups.findIndex((group, at) => group === name && (match[at * 2 + 2] ?? -1) >= 0) + 1;
    if (index === 0 && !isNumber) return "";
    const [from = -1, to = -1] = match.slice(index * 2);
    return from < 0 ? "" : slice(points, from, to);
  });
}

/** https://developer.hashicorp.com/terraform/language/functions/regex, regexall and replace */
export const patternFunctions: readonly (readonly [string, Builtin])[] = [
  ["regex", { parameters: [text, text], run: regex }],
  ["regexall", { parameters: [text, text], run: regexAll }],
  ["replace", { parameters: [text, text, text], result: stringType, run: replace }],
];
