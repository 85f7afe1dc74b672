import type { DataNode } from "../../syntax/data.ts";
import type { Place } from "../../model/source.ts";
import { evaluate } from "./intrinsics.ts";
import { whyNotKnown } from "./origins.ts";
import { placeIn, type Context } from "./template.ts";
import { unknown, whyUnknown, type Value } from "./value.ts";

/** A property with the place of its key, which is where a missing part of it would be written. */
export interface Member {
  readonly value: Value;
  /** The key where it is written, else where its parent is. */
  readonly key: Place;
}

/** The properties of a resource as a value; without any, an empty one. */
export function propertiesOf(node: DataNode | undefined, header: Place, context: Context): Member {
  return { value: node === undefined ? { kind: "absent", at: header } : evaluate(node, context), key: header };
}

/**
 * The property under a name. Absence is absent at the key of the nearest written parent; a choice is followed into both
 * branches; `name` of something that cannot be looked into is unknown.
 */
export function member(parent: Member, name: string): Member {
  const written = parent.value.kind === "map" ? parent.value.node.entries.get(name) : undefined;
  const key = written === undefined || parent.value.kind !== "map" ? parent.key : placeIn(parent.value.context.template, written.keySpan);
  return { value: within(parent.value, name, key), key };
}

/** The property at the end of a path of names. */
export function memberAt(parent: Member, path: readonly string[]): Member {
  return path.reduce(member, parent);
}

function within(parent: Value, name: string, key: Place): Value {
  switch (parent.kind) {
    case "map": {
      const entry = parent.node.entries.get(name);
      if (entry !== undefined) {
        const value = evaluate(entry.value, parent.context);
        return value.kind === "absent" ? { kind: "absent", at: key } : value;
      }
      const why = whyNotKnown(parent.node);
      if (why !== undefined) return unknown(why, key);
      return parent.node.entries.has("Fn::Transform") ? unknown(`Fn::Transform may add ${name}`, key) : { kind: "absent", at: key };
    }
    case "absent":
      return { kind: "absent", at: key };
    case "choice":
      return { ...parent, then: within(parent.then, name, key), otherwise: within(parent.otherwise, name, key) };
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
