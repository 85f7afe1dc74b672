import type { Parameter } from "./template.ts";

/**
 * Whether a parameter may have this text, by its constraints other than AllowedValues. True where it cannot be told.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function mayBe(parameter: Parameter, text: string): boolean {
  const { minLength, maxLength, minValue, maxValue, allowedPattern } = parameter;
  if (parameter.type === "Number") {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    return !Number.isNaN(number) && number >= (minValue ?? -Infinity) && number <= (maxValue ?? Infinity);
  }
  if (text.length < (minLength ?? 0) || text.length > (maxLength ?? Infinity)) return false;
  const pattern = allowedPattern === undefined ? undefined : compiled(allowedPattern);
  return pattern === undefined || text.length > longestMatched || pattern.test(text);
}

/** Texts that are longer are not matched against patterns, and neither are patterns that are longer, nor with more repetitions. */
const longestMatched = 128;
const longestPattern = 256;
const mostRepetitions = 2;

/** A literal, an escape that Java and JavaScript read alike, a dot, or a plain class. */
const atom = String.raw`(?:[\w\s"'#%&,/:;<=>@!~-]|\\[dDwWsS.*+?|(){}^$/\-[\]\\]|\.|\[\^?(?:[^\\[\]&^]|\\[dDwWsS./\-[\]\\])+\])`;
const quantifier = String.raw`(?:[?*+]|\{\d{1,3}(?:,\d{0,3})?\})?`;
const branch = `(?:${atom}${quantifier})*`;
const group = String.raw`\((?:\?:)?${branch}(?:\|${branch})*\)\??`;
const simple = new RegExp(String.raw`^\^?(?:${atom}${quantifier}|${group})*(?:\|(?:${atom}${quantifier}|${group})*)*\$?$`);

/**
 * AllowedPattern is Java's and must match the whole text. Only patterns without nested repetitions, in the syntax that both
 * languages share, are used: others might never end.
 */
function compiled(pattern: string): RegExp | undefined {
  if (pattern.length > longestPattern || !isSimple(pattern)) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, "s");
  } catch {
    return undefined;
  }
}

function isSimple(pattern: string): boolean {
  const repetitions = pattern.replace(/\\./g, "").match(/[*+]|\{\d*,\d*\}|\{\d+\}/g) ?? [];
  return repetitions.length <= mostRepetitions && simple.test(pattern);
}

/** The texts that a pattern of plain alternatives (`^(required|optional)$`) allows; undefined for any other pattern. */
export function alternativesOf(pattern: string | undefined): readonly string[] | undefined {
  const inner = /^\^?\(?(?:\?:)?([\w |-]+?)\)?\$?$/.exec(pattern ?? "")?.[1];
  const bracketed = (pattern ?? "").includes("(") === (pattern ?? "").includes(")");
  return inner?.includes("|") === true && bracketed ? [...new Set(inner.split("|"))] : undefined;
}
