import { child, stringOf, type DataEntry, type DataList, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place, Source, Span } from "../../model/source.ts";

/**
 * Marks of tools that fill a text in before it is used: envsubst, Jinja, ERB, angle brackets, `__NAME__` and `@NAME@`. `$Latest` and
 * `$Default` are versions of launch templates.
 */
const filledInLater = /\$\{|\$\(|\{\{|#\{|<%|^\$(?!Latest$|Default$)[A-Za-z_]\w*$|^%[A-Za-z_]\w*%$|^<[^<>]*>$|^__\w+__$|^@\w+@$/;

/** Whether another tool replaces (a part of) this text before AWS sees it. */
export function isFilledInLater(text: string): boolean {
  return text.length <= 2048 && filledInLater.test(text);
}

export function placeOf(source: Source, span: Span): Place {
  return { source, span };
}

/** The opening bracket of a map or list: a short place to point to when nothing names the thing. */
export function opening(source: Source, node: DataNode): Place {
  return placeOf(source, { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) });
}

/** The entry of a map unless it is missing or null: AWS tools drop null members. */
export function written(map: DataMap, key: string): DataEntry | undefined {
  const entry = map.entries.get(key);
  return entry === undefined || (entry.value.kind === "scalar" && entry.value.value === null) ? undefined : entry;
}

/** The key and value of the first of these members that is written with a plain value, as one place; else the opening bracket. */
export function header(source: Source, map: DataMap, keys: readonly string[]): Place {
  for (const key of keys) {
    const entry = written(map, key);
    if (entry?.value.kind === "scalar") return placeOf(source, { start: entry.keySpan.start, end: entry.value.span.end });
  }
  return opening(source, map);
}

/** What a value says as a setting: its JavaScript value, or unknown where it is no plain value or filled in later. */
export function settingOf(source: Source, { key, value }: DataEntry): Setting {
  const at = placeOf(source, value.span);
  if (value.kind !== "scalar") return { state: "unknown", why: `${key} holds ${value.kind === "map" ? "an object" : "a list"} instead of a plain value`, at, trail: [] };
  if (value.value === null) return { state: "absent", at };
  if (typeof value.value === "string" && isFilledInLater(value.value)) return { state: "unknown", why: whyFilledIn(value.value), at, trail: [] };
  return { state: "known", value: value.value, at, trail: [] };
}

export function whyFilledIn(text: string): string {
  return `${text.length > 60 ? `${text.slice(0, 60)}…` : text} is filled in before the document is used`;
}

/** The text of a name or id under a key, when it is literal. */
export function literal(map: DataMap, key: string): string | undefined {
  const text = stringOf(child(map, key));
  return text === undefined || text === "" || isFilledInLater(text) ? undefined : text;
}

/** The literal texts under several keys, for a resource's names. */
export function literals(map: DataMap, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => literal(map, key) ?? []);
}

/** An address with the thing's own name behind it, unless that is long or holds control characters. */
export function labelled(path: string, label: string | undefined, open = " ("): string {
  return label !== undefined && /^[^\p{C}]{1,128}$/u.test(label) ? `${path}${open}${label})` : path;
}

/** The objects in the list under a key, with their indices. */
export function mapsOf(map: DataMap, key: string): readonly { readonly index: number; readonly map: DataMap }[] {
  const list = child(map, key);
  return list?.kind === "list" ? mapsIn(list) : [];
}

export function mapsIn(list: DataList): readonly { readonly index: number; readonly map: DataMap }[] {
  return list.items.flatMap((item, index) => (item.kind === "map" ? [{ index, map: item }] : []));
}
