/**
 * What a plain (unquoted) scalar means in YAML 1.1 as its common readers take it, which CloudFormation follows: `yes`, `no`,
 * `on`, `off` are booleans in three spellings, `y` and `n` are not, dates stay strings. Base 60 numbers stay strings, and so
 * do whole numbers that JavaScript cannot hold exactly.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html and https://yaml.org/type/
 */
export function plainValue(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  return startsNumber.test(text) ? (integer(text) ?? float(text) ?? text) : text;
}

/** The value of a scalar with a standard tag (`!!str`, `!!int`, ...); undefined when the tag is another or does not fit. */
export function taggedValue(tag: string, text: string): string | number | boolean | null | undefined {
  const value = plainValue(text);
  switch (tag) {
    case "tag:yaml.org,2002:str":
      return text;
    case "tag:yaml.org,2002:int":
    case "tag:yaml.org,2002:float":
      return typeof value === "number" ? value : undefined;
    case "tag:yaml.org,2002:bool":
      return typeof value === "boolean" ? value : undefined;
    case "tag:yaml.org,2002:null":
      return value === null ? null : undefined;
    default:
      return undefined;
  }
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...threeSpellings(["true", "yes", "on"], true),
  ...threeSpellings(["false", "no", "off"], false),
  ...threeSpellings(["null"], null),
  ["~", null],
  ["", null],
]);

function threeSpellings<T>(names: readonly string[], value: T): [string, T][] {
  return names.flatMap((name): [string, T][] => [
    [name, value],
    [name.slice(0, 1).toUpperCase() + name.slice(1), value],
    [name.toUpperCase(), value],
  ]);
}

const startsNumber = /^[-+.]?[\d.]/;
const decimal = /^[-+]?(?:0|[1-9][\d_]*)$/;
const prefixed = /^([-+]?)0(?:(b)([01_]+)|(x)([\da-fA-F_]+)|([0-7_]+))$/;
const fraction = /^(?:[-+]?\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;

function integer(text: string): number | undefined {
  const value = decimal.test(text) ? Number(text.replaceAll("_", "")) : prefixedInteger(text);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function prefixedInteger(text: string): number | undefined {
  const match = prefixed.exec(text);
  if (match === null) return undefined;
  const [, sign, , binary, , hexadecimal, octal] = match;
  const digits = (binary ?? hexadecimal ?? octal ?? "").replaceAll("_", "");
  const value = digits === "" ? 0 : Number.parseInt(digits, binary !== undefined ? 2 : hexadecimal !== undefined ? 16 : 8);
  return sign === "-" ? -value : value;
}

function float(text: string): number | undefined {
  if (!fraction.test(text)) return undefined;
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? value : undefined;
}
