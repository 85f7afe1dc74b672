import type { DataEntry, DataNode } from "../../syntax/data.ts";
import type { Place } from "../../model/source.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./intrinsics.ts";
import { whyNotKnown } from "./origins.ts";
import { placeIn } from "./template.ts";
import { unknown, whyUnknown, type Value } from "./value.ts";

/** A property with the place of its key, which is where a missing part of it would be written. */
export interface Member {
  readonly value: Value;
  /** The key where it is written, else where its parent is. */
  readonly key: Place;
  /** The world in which it is looked at. */
  readonly context: Context;
}

/** The properties of a resource as a value; without any, an empty one. */
export function propertiesOf(node: DataNode | undefined, header: Place, context: Context): Member {
  return { value: node === undefined ? { kind: "absent", at: header } : evaluate(node, context), key: header, context };
}

/** The property under a name. Absence is absent at the key of the nearest written parent; `name` of something that cannot be looked into is unknown. */
export function member(parent: Member, name: string): Member {
  const { value, context } = parent;
  const entry = value.kind === "map" ? value.node.entries.get(name) : undefined;
  if (entry === undefined) return { value: missing(value, name, parent.key), key: parent.key, context };
  const key = placeIn(context.template, entry.keySpan);
  const found = evaluate(entry.value, context);
  return { value: found.kind === "absent" ? { kind: "absent", at: key } : found, key, context };
}

/** The items of a list that are there in this world. */
export function itemsIn({ value, context }: Member): readonly Member[] {
  if (value.kind !== "list") return [];
  return value.items.map((item) => ({ value: evaluate(item, context), key: placeIn(context.template, item.span), context })).filter((item) => item.value.kind !== "absent");
}

/** The entries of a map that are properties: intrinsic functions are none. */
export function keysIn({ value }: Member): readonly DataEntry[] {
  return value.kind === "map" ? [...value.node.entries.values()].filter(({ key }) => !key.startsWith("Fn::")) : [];
}

function missing(parent: Value, name: string, key: Place): Value {
  switch (parent.kind) {
    case "map": {
      const why = whyNotKnown(parent.node);
      if (why !== undefined) return unknown(why, key);
      return parent.node.entries.has("Fn::Transform") ? unknown(`Fn::Transform may add ${name}`, key) : { kind: "absent", at: key };
    }
    case "absent":
      return { kind: "absent", at: key };
    case "unknown":
      return unknown(parent.why, parent.at, parent.trail);
    case "scalar":
      return unknown(`${name} cannot stand in a single value`, parent.at);
    case "list":
      return unknown(`${name} cannot stand in a list`, parent.at);
    case "resource":
    case "stored":
      return unknown(whyUnknown(parent), parent.at, parent.trail);
  }
}
