import { sortedEntries } from "../order.ts";
import { anyType, numberType, stringType } from "../type.ts";
import { unknownOf } from "../typing.ts";
import { failure, scalar, textOfScalar, unknown, type Origin, type ScalarValue, type Value } from "../value.ts";
import { converted, longestText, nullable, text, textOfArgument, textResult, tooLong, unlessKnown, type Builtin } from "./builtin.ts";

const escapes: ReadonlyMap<string, string> = new Map([["\"", "\\\""], ["\\", "\\\\"], ["\n", "\\n"], ["\r", "\\r"], ["\t", "\\t"], ["\b", "\\b"], ["\f", "\\f"]]);

/** A JSON string as Go writes it: `<`, `>`, `&` and the Unicode line ends are escaped. https://pkg.go.dev/encoding/json#Marshal */
function jsonString(value: string): string {
  const escaped = value.replace(/(?![\x7f-\x9f])["\\<>&\u2028\u2029\p{Cc}]/gu, (character) => escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escaped}"`;
}

/** Go's JSON of a wholly known value; undefined for what has none (infinity) or is too long. */
export function jsonText(value: Value): string | undefined {
  const parts: string[] = [];
  return write(value, parts, { left: longestText * 2 }) ? parts.join("") : undefined;
}

function write(value: Value, parts: string[], room: { left: number }): boolean {
  const put = (piece: string): boolean => {
    parts.push(piece);
    room.left -= piece.length;
    return room.left >= 0;
  };
  switch (value.kind) {
    case "scalar": {
      const piece = scalarJson(value);
      return piece !== undefined && put(piece);
    }
    case "list":
      return put("[") && value.items.every((item, at) => (at === 0 || put(",")) && write(item, parts, room)) && put("]");
    case "map":
      return put("{") && sortedEntries(value.entries).every(([key, item], at) => put(`${at === 0 ? "" : ","}${jsonString(key)}:`) && write(item, parts, room)) && put("}");
    case "unknown":
    case "reference":
      return false;
  }
}

function scalarJson(scalar: ScalarValue): string | undefined {
  const { value } = scalar;
  if (value === null) return "null";
  if (typeof value === "string") return jsonString(value);
  return typeof value === "number" && scalar.digits === undefined && !Number.isFinite(value) ? undefined : textOfScalar(scalar);
}

function encode([value]: readonly Value[], origin: Origin): Value {
  if (value === undefined) return failure("jsonencode() needs a value", origin);
  const doubt = unlessKnown([value], stringType, origin);
  if (doubt !== undefined) return doubt;
  const json = jsonText(value);
  return json === undefined || json.length > longestText ? tooLong(stringType, origin) : textResult(json, origin);
}

/** Half a character, which an escape can write, becomes the replacement character. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Deeper than this nothing is decoded: a walk of the result must end. */
const deepest = 90;

/** JSON by hand, because numbers keep their digits and `JSON.parse` would drop them. */
function decode([argument]: readonly Value[], origin: Origin): Value {
  const source = textOfArgument(argument);
  let at = 0;
  const blank = /[ \t\n\r]*/y;
  const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
  const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match === null) return undefined;
    at += match[0].length;
    return match[0];
  }

  function next(): string {
    take(blank);
    return source.charAt(at);
  }

  function value(depth: number): Value | undefined {
    const first = next();
    if (depth > deepest) return unknownOf(anyType, unknown("the JSON text is nested too deeply", origin), origin);
    if (first === "{") return object(depth);
    if (first === "[") return array(depth);
    if (first === "\"") return readString();
    for (const [word, meaning] of [["true", true], ["false", false], ["null", null]] as const) {
      if (!source.startsWith(word, at)) continue;
      at += word.length;
      return scalar(meaning, origin);
    }
    const digits = take(number);
    return digits === undefined ? undefined : converted(scalar(digits, origin), numberType, origin);
  }

  function readString(): Value | undefined {
    const quoted = take(string);
    return quoted === undefined ? undefined : scalar(wellFormed(JSON.parse(quoted) as string).normalize("NFC"), origin);
  }

  function array(depth: number): Value | undefined {
    at++;
    const items: Value[] = [];
    if (next() === "]") {
      at++;
      return { kind: "list", items, origin };
    }
    for (;;) {
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      const after = next();
      at++;
      if (after === "]") return { kind: "list", items, origin };
      if (after !== ",") return undefined;
    }
  }

  function object(depth: number): Value | undefined {
    at++;
    const entries = new Map<string, Value>();
    if (next() === "}") {
      at++;
      return { kind: "map", entries, origin };
    }
    for (;;) {
      if (next() !== "\"") return undefined;
      const key = readString();
      if (key === undefined || next() !== ":") return undefined;
      at++;
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      entries.set(textOfArgument(key), item);
      const after = next();
      at++;
      if (after === "}") return { kind: "map", entries, origin };
      if (after !== ",") return undefined;
    }
  }

  const result = value(0);
  if (result === undefined || (result.kind !== "unknown" && next() !== "")) return failure("jsondecode() cannot read the text", origin);
  return result;
}

/** https://developer.hashicorp.com/terraform/language/functions/jsonencode and jsondecode */
export const jsonFunctions: readonly (readonly [string, Builtin])[] = [
  ["jsondecode", { parameters: [text], run: decode }],
  ["jsonencode", { parameters: [nullable], result: stringType, deep: true, run: encode }],
];
