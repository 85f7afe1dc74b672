import type { DataEntry, DataMap, DataNode } from "../../../syntax/data.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Source, Span } from "../../../model/source.ts";
import { markUnknown, spanIn } from "../origins.ts";
import type { Hidden } from "./box/hidden.ts";
import type { Plain } from "./box/messages.ts";
import type { Inclusion, Tagged, Tags } from "./tagging.ts";

/** What is needed to find the way back from the plain values to the files. */
export interface Way {
  readonly hidden: Hidden;
  readonly tags: Tags;
  /** The template's own file. */
  readonly source: Source;
  readonly why: (refusal: number) => string;
  readonly via: (inclusion: Inclusion) => readonly Hop[];
}

/** Where a value stands that has no number of its own: in the place of this node. */
interface Here {
  readonly inclusion: Inclusion;
  readonly node: DataNode;
}

/** The expanded template as a tree. Every node points to the file that it comes from, as far as it can be told, else to the include. */
export function toTree(value: Plain, root: DataMap, way: Way): DataNode {
  return node(value, { inclusion: { source: way.source, by: undefined }, node: root }, way);
}

function node(value: Plain | undefined, here: Here, way: Way): DataNode {
  if (Array.isArray(value)) return list(value as readonly Plain[], here, way);
  if (typeof value === "object" && value !== null) return map(value as Readonly<Record<string, Plain>>, here, way);
  const span = spanOf(here.inclusion, here.node.span, way);
  const mark = typeof value === "string" ? way.hidden.mark.exec(value) : null;
  if (mark !== null) return markUnknown({ kind: "map", entries: new Map(), span }, way.why(Number(mark[1])));
  return { kind: "scalar", value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null, span };
}

/** Items that are no maps have no numbers; in a list that is as long as the written one they are taken for the written ones. */
function list(items: readonly Plain[], here: Here, way: Way): DataNode {
  const written = here.node.kind === "list" && here.node.items.length === items.length ? here.node.items : [];
  const span = spanOf(here.inclusion, here.node.span, way);
  return { kind: "list", items: items.map((item, at) => node(item, { ...here, node: written[at] ?? here.node }, way)), span };
}

function map(value: Readonly<Record<string, Plain>>, here: Here, way: Way): DataNode {
  const { key: hidden, self, open } = way.hidden;
  const numbers = value[hidden] as Readonly<Record<string, unknown>> | undefined;
  const own = way.tags.at(numbers?.[self]);
  const place: Here = own === undefined ? here : { inclusion: own.inclusion, node: own.entry.value };
  const entries = new Map<string, DataEntry>();
  for (const [key, inner] of Object.entries(value)) {
    if (key === hidden || key === open) continue;
    const name = readable(key, way);
    entries.set(name, entry(name, inner, way.tags.at(numbers?.[key]), place, way));
  }
  const made: DataMap = { kind: "map", entries, span: spanOf(place.inclusion, place.node.span, way) };
  const refusal = value[open];
  return typeof refusal === "number" ? markUnknown(made, way.why(refusal)) : made;
}

function entry(key: string, value: Plain, tagged: Tagged | undefined, place: Here, way: Way): DataEntry {
  if (tagged === undefined) return { key, keySpan: spanOf(place.inclusion, place.node.span, way), value: node(value, place, way) };
  const { inclusion, entry: written } = tagged;
  return { key, keySpan: spanOf(inclusion, written.keySpan, way), value: node(value, { inclusion, node: written.value }, way) };
}

/** A key with an unknown part still tells resources apart. */
function readable(key: string, { hidden }: Way): string {
  return key.replace(new RegExp(hidden.mark, "g"), (_, refusal: string) => `\${${refusal}}`);
}

function spanOf(inclusion: Inclusion, span: Span, way: Way): Span {
  return inclusion.source === way.source ? { ...span } : spanIn(inclusion.source, span, way.via(inclusion));
}
