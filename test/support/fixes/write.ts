import { isMap, type Plain, type PlainMap } from "./plain.ts";

/** `HttpTokens: required` as a sentence writes it. */
export interface Pair {
  readonly key: string;
  readonly value: string | number | boolean;
}

/** Every `Key: value` in backticks, in order. */
export function pairsIn(sentence: string): readonly Pair[] {
  return [...sentence.matchAll(/`(\w+): ("?)([\w-]+)\2`/g)].map(([, key = "", quote = "", word = ""]) => ({ key, value: quote === "" ? scalar(word) : word }));
}

function scalar(word: string): string | number | boolean {
  if (/^\d+$/.test(word)) return Number(word);
  return word === "true" || word === "false" ? word === "true" : word;
}

/** Writes the pairs under a dotted path, in every branch of the conditions on the way; where no map is written there will be one. */
export function writeUnder(owner: PlainMap, path: readonly string[], pairs: readonly Pair[]): void {
  const [head, ...rest] = path;
  if (head === undefined) for (const { key, value } of pairs) owner[key] = value;
  else owner[head] = written(owner[head], rest, pairs);
}

function written(value: Plain | undefined, path: readonly string[], pairs: readonly Pair[]): Plain {
  const branches = isMap(value) ? value["Fn::If"] : undefined;
  if (Array.isArray(branches)) return { "Fn::If": branches.map((branch, index) => (index === 0 ? branch : written(branch, path, pairs))) };
  const map = isMap(value) && !isReference(value) ? value : {};
  writeUnder(map, path, pairs);
  return map;
}

/** One function in the place of a whole map: what it stands for is not written here. Transforms and loops stand beside keys. */
function isReference(map: PlainMap): boolean {
  const [key = "", ...others] = Object.keys(map);
  return others.length === 0 && (key === "Ref" || (key.startsWith("Fn::") && key !== "Fn::Transform" && !key.startsWith("Fn::ForEach::")));
}
