import { wholeNumber } from "../arithmetic.ts";
import { convertTo } from "../conversion.ts";
import { exactNumber } from "../sets.ts";
import { boolType, numberType, stringType, type Type } from "../type.ts";
import { firstUnknown, isNull, list, unknownOf } from "../typing.ts";
import { failure, scalar, unknown, type Origin, type ScalarValue, type Value } from "../value.ts";
import { evenNullOrUnknown, longestList, longestText, reasonOf, text, textOfArgument, textResult, tooLong, type Builtin } from "./builtin.ts";
import { formatFloat, generalText } from "./floats.ts";
import { graphemes } from "./graphemes.ts";
import { jsonText } from "./json.ts";
import { isRefused, refuse, type Refused } from "./refusal.ts";
import { readFormat, widest, type Verb } from "./verbs.ts";

/** Work beyond our bounds, which Terraform would do. */
const tooWide = refuse("the result takes too long to evaluate");

const listOfStrings: Type = { kind: "list", element: stringType };

/** The format with its arguments, all of them known. */
function formatted(parts: readonly (string | Verb)[], args: readonly Value[]): string | Refused {
  let result = "";
  let highest = 0;
  for (const part of parts) {
    const piece = typeof part === "string" ? part : formatVerb(part, args[part.argument - 1]);
    if (typeof piece !== "string") return piece;
    if (typeof part !== "string") highest = Math.max(highest, part.argument);
    result += piece;
    if (result.length > longestText) return result;
  }
  return highest < args.length ? refuse("there are more arguments than the format uses") : result;
}

function formatVerb(verb: Verb, argument: Value | undefined): string | Refused {
  if (argument === undefined) return refuse(`there is no argument ${verb.argument}`);
  if (verb.letter !== "v" && isNull(argument)) return refuse("null has no format but %v");
  if ((verb.width ?? 0) > widest || (verb.precision ?? 0) > widest) return tooWide;
  switch (verb.letter) {
    case "v":
      return asIs(verb, argument);
    case "t":
      return asBool(argument);
    case "b":
    case "d":
    case "o":
    case "x":
    case "X":
      return withNumber(argument, (value) => formatInteger(verb, value));
    case "e":
    case "E":
    case "f":
    case "g":
    case "G":
      return withNumber(argument, (value) => formatReal(verb, value));
    case "s":
    case "q":
      return asText(verb, argument);
    default:
      return refuse(`there is no format %${verb.letter}`);
  }
}

function asIs(verb: Verb, argument: Value): string | Refused {
  if (!verb.sharp && argument.kind === "scalar" && argument.value !== null) {
    if (typeof argument.value === "string") return pad(verb, argument.value);
    const exact = exactNumber(argument);
    if (exact !== undefined) return pad(verb, generalText(exact));
  }
  const json = jsonText(argument);
  return json === undefined ? refuse("the value has no JSON form") : pad(verb, json);
}

function asBool(argument: Value): string | Refused {
  const truth = convertTo(argument, boolType);
  return typeof truth === "string" ? refuse(truth) : textOfArgument(truth);
}

function asText(verb: Verb, argument: Value): string | Refused {
  const converted = convertTo(argument, stringType);
  if (typeof converted === "string") return refuse(converted);
  const whole = textOfArgument(converted);
  const cut = verb.precision === undefined || verb.precision === 0 ? whole : graphemes(whole)?.slice(0, verb.precision).join("");
  if (cut === undefined) return tooWide;
  return pad(verb, verb.letter === "q" ? (jsonText(scalar(cut, argument.origin)) ?? "") : cut);
}

function withNumber(argument: Value, write: (value: ScalarValue) => string | Refused): string | Refused {
  const converted = convertTo(argument, numberType);
  if (typeof converted === "string") return refuse(converted);
  return converted.kind === "scalar" ? write(converted) : refuse("a number is needed");
}

const bases: ReadonlyMap<string, { readonly radix: number; readonly prefix: string }> = new Map([
  ["b", { radix: 2, prefix: "0b" }],
  ["o", { radix: 8, prefix: "0" }],
  ["d", { radix: 10, prefix: "" }],
  ["x", { radix: 16, prefix: "0x" }],
  ["X", { radix: 16, prefix: "0X" }],
]);

/** https://pkg.go.dev/math/big#Int.Format */
function formatInteger(verb: Verb, value: ScalarValue): string | Refused {
  const whole = wholeNumber(value);
  if (whole === undefined) return refuse("a whole number is needed");
  const { radix, prefix } = bases.get(verb.letter) ?? { radix: 10, prefix: "" };
  const plain = (whole < 0n ? -whole : whole).toString(radix);
  const digits = verb.letter === "X" ? plain.toUpperCase() : plain;
  const lead = signOf(whole < 0n, verb) + (verb.sharp ? prefix : "");
  if (verb.precision === 0 && whole === 0n) return "";
  const wide = verb.precision === undefined ? digits : digits.padStart(verb.precision, "0");
  return padNumber(verb, lead, wide, verb.precision === undefined);
}

/** https://pkg.go.dev/math/big#Float.Format */
function formatReal(verb: Verb, value: ScalarValue): string | Refused {
  const exact = exactNumber(value);
  if (exact === undefined) return refuse("the number is infinite");
  const isNegative = exact.mantissa < 0n || Object.is(value.value, -0);
  return padNumber(verb, signOf(isNegative, verb), formatFloat(exact, verb.letter, verb.precision), true);
}

function signOf(isNegative: boolean, verb: Verb): string {
  if (isNegative) return "-";
  return verb.plus ? "+" : verb.space ? " " : "";
}

function padNumber({ width = 0, minus, zero }: Verb, lead: string, digits: string, mayFill: boolean): string {
  if (minus) return (lead + digits).padEnd(width);
  return zero && mayFill ? lead + digits.padStart(width - lead.length, "0") : (lead + digits).padStart(width);
}

function pad({ width = 0, minus, zero }: Verb, value: string): string | Refused {
  const characters = width === 0 ? 0 : graphemes(value)?.length;
  if (characters === undefined) return tooWide;
  const missing = width === 0 ? 0 : Math.max(0, width - characters);
  const filling = (zero ? "0" : " ").repeat(missing);
  return minus ? value + filling : filling + value;
}

/** Terraform waits for the type of a bare null, which never comes. */
function isBareNull(value: Value): boolean {
  return value.kind === "scalar" && value.value === null && value.type === undefined;
}

function format([template, ...args]: readonly Value[], origin: Origin): Value {
  if (args.some(isBareNull)) return unknownOf(stringType, unknown("null has no type here", origin), origin);
  const doubt = args.map(firstUnknown).find((first) => first !== undefined);
  if (doubt !== undefined) return unknownOf(stringType, reasonOf(doubt, origin), origin);
  const parts = readFormat(textOfArgument(template));
  const result = isRefused(parts) ? parts : formatted(parts, args);
  return outcome("format", result, origin);
}

function outcome(name: string, result: string | Refused, origin: Origin): Value {
  if (result === tooWide) return tooLong(stringType, origin);
  return isRefused(result) ? failure(`${name}(): ${result.refused}`, origin) : textResult(result, origin);
}

/** Lists go through in step; everything else stays the same in every round. */
function formatList([template, ...args]: readonly Value[], origin: Origin): Value {
  if (args.some(isBareNull)) return unknownOf(listOfStrings, unknown("null has no type here", origin), origin);
  const parts = readFormat(textOfArgument(template));
  const rounds = roundsOf(args);
  if (rounds === undefined) return failure("formatlist() needs lists of one length", origin);
  const doubt = args.find((argument) => argument.kind === "unknown" || argument.kind === "reference" || hasUnknownLength(argument));
  if (doubt !== undefined) return unknownOf(listOfStrings, reasonOf(firstUnknown(doubt) ?? doubt, origin), origin);
  if (rounds > 0 && isRefused(parts)) return failure(`formatlist(): ${parts.refused}`, origin);
  const items: Value[] = [];
  let length = 0;
  for (let at = 0; at < rounds && !isRefused(parts); at++) {
    const item = formatRound(parts, args.map((argument) => (argument.kind === "list" ? (argument.items[at] ?? argument) : argument)), origin);
    if (item.kind === "unknown" && item.error) return item;
    items.push(item);
    length += textOfArgument(item).length;
    if (length > longestText || items.length > longestList) return tooLong(listOfStrings, origin);
  }
  return list(items, stringType, origin);
}

function formatRound(parts: readonly (string | Verb)[], args: readonly Value[], origin: Origin): Value {
  const doubt = args.map(firstUnknown).find((first) => first !== undefined);
  if (doubt !== undefined) return unknownOf(stringType, reasonOf(doubt, origin), origin);
  return outcome("formatlist", formatted(parts, args), origin);
}

function hasUnknownLength(argument: Value): boolean {
  return argument.kind === "list" && argument.type?.kind === "set" && argument.items.length > 1 && firstUnknown(argument) !== undefined;
}

function roundsOf(args: readonly Value[]): number | undefined {
  const lengths = new Set(args.flatMap((argument) => (argument.kind === "list" ? [argument.items.length] : [])));
  if (lengths.size > 1) return undefined;
  const [length = 1] = lengths;
  return length;
}

/** https://developer.hashicorp.com/terraform/language/functions/format and formatlist */
export const formatFunctions: readonly (readonly [string, Builtin])[] = [
  ["format", { parameters: [text], rest: evenNullOrUnknown, result: stringType, deep: true, characters: true, run: format }],
  ["formatlist", { parameters: [text], rest: evenNullOrUnknown, result: listOfStrings, deep: true, characters: true, run: formatList }],
];
