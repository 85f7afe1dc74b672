import { stringType, type Type } from "../type.ts";
import { list } from "../typing.ts";
import { failure, scalar, type Origin, type Value } from "../value.ts";
import { longestList, text, textOfArgument, tooLong, type Builtin } from "./builtin.ts";

/** The records of a CSV text, empty lines left out; undefined where Go has an error. https://pkg.go.dev/encoding/csv */
function readRecords(source: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = [];
  const normal = source.replace(/\r\n/g, "\n");
  let at = 0;
  while (at < normal.length) {
    if (normal.charAt(at) === "\n") {
      at++;
      continue;
    }
    const record: string[] = [];
    for (;;) {
      const field = normal.charAt(at) === "\"" ? readQuoted(normal, at) : readBare(normal, at);
      if (field === undefined) return undefined;
      record.push(field.value);
      at = field.end + 1;
      if (normal.charAt(field.end) !== ",") break;
    }
    records.push(record);
  }
  return records;
}

interface Field {
  readonly value: string;
  /** Where the comma or line end stands behind it. */
  readonly end: number;
}

function readQuoted(source: string, start: number): Field | undefined {
  let value = "";
  let at = start + 1;
  for (;;) {
    const close = source.indexOf("\"", at);
    if (close < 0) return undefined;
    value += source.slice(at, close);
    const after = source.charAt(close + 1);
    if (after !== "\"") return after === "," || after === "\n" || after === "" ? { value, end: close + 1 } : undefined;
    value += "\"";
    at = close + 2;
  }
}

function readBare(source: string, start: number): Field | undefined {
  let end = start;
  while (end < source.length && source.charAt(end) !== "," && source.charAt(end) !== "\n") end++;
  const isLast = end === source.length;
  const value = source.slice(start, end);
  if (value.includes("\"")) return undefined;
  return { value: isLast && value.endsWith("\r") ? value.slice(0, -1) : value, end };
}

/** A list of objects, with the first record as the names of their attributes. */
function decode([argument]: readonly Value[], origin: Origin): Value {
  const records = readRecords(textOfArgument(argument));
  const [header, ...rows] = records ?? [];
  if (header === undefined) return failure("csvdecode() cannot read the text", origin);
  if (new Set(header).size < header.length || rows.some((row) => row.length !== header.length)) return failure("csvdecode() finds columns twice or rows of other lengths", origin);
  const type: Type = { kind: "object", attributes: new Map(header.map((name) => [name, stringType])) };
  if (rows.length * header.length > longestList) return tooLong({ kind: "list", element: type }, origin);
  const items = rows.map((row): Value => ({ kind: "map", entries: new Map(header.map((name, at) => [name, scalar(row[at] ?? "", origin)])), origin }));
  return list(items, type, origin);
}

/** https://developer.hashicorp.com/terraform/language/functions/csvdecode */
export const csvFunctions: readonly (readonly [string, Builtin])[] = [["csvdecode", { parameters: [text], run: decode }]];
