import { type DataMap, type DataNode } from "../../../src/syntax/data.ts";
import { lineStarts, type Location, type Source } from "../../../src/model/source.ts";

/** A template as it would be written in JSON, with functions in their long form; changed in place. */
export type Plain = string | number | boolean | null | Plain[] | PlainMap;
export interface PlainMap {
  [key: string]: Plain;
}

/** Keys and indexes from the root. */
export type Path = readonly (string | number)[];

export function plain(node: DataNode): Plain {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries([...node.entries.values()].map(({ key, value }) => [key, plain(value)]));
}

/** Where a location leads: to the innermost key or item that begins there or spans it. */
export function pathAt(source: Source, root: DataMap, { start }: Location): Path {
  const offset = (lineStarts(source)[start.line - 1] ?? 0) + start.column - 1;
  const path: (string | number)[] = [];
  for (let step = innerAt(root, offset); step !== undefined; step = innerAt(step[1], offset)) path.push(step[0]);
  return path;
}

function innerAt(node: DataNode, offset: number): Child | undefined {
  return childrenOf(node).find(([, , from, to]) => from <= offset && offset < to);
}

type Child = readonly [step: string | number, node: DataNode, from: number, to: number];

function childrenOf(node: DataNode): readonly Child[] {
  if (node.kind === "scalar") return [];
  if (node.kind === "list") return node.items.map((item, index) => [index, item, item.span.start, item.span.end]);
  return [...node.entries.values()].map(({ key, keySpan, value }) => [key, value, Math.min(keySpan.start, value.span.start), Math.max(keySpan.end, value.span.end)]);
}

export function isMap(value: Plain | undefined): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(root: Plain | undefined, path: Path): Plain | undefined {
  return path.reduce<Plain | undefined>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isMap(value) ? value[step] : undefined;
  }, root);
}

/** The map at a path; fails where there is none. */
export function mapAt(root: Plain, path: Path): PlainMap {
  const found = at(root, path);
  if (!isMap(found)) throw new Error(`no map at ${path.join(".")}`);
  return found;
}
