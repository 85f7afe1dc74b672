import type { DataEntry, DataMap, DataNode } from "../../../syntax/data.ts";
import type { Source } from "../../../model/source.ts";
import type { Hidden } from "./box/hidden.ts";
import { includeFunctions } from "./box/hidden.ts";
import type { Plain } from "./box/messages.ts";

/** A file as it was included at one place; the template itself is the first. */
export interface Inclusion {
  readonly source: Source;
  /** The number of the include; undefined for the template. */
  readonly by: number | undefined;
}

/** Where a number leads: an entry of a map, or a map (then without key). */
export interface Tagged {
  readonly inclusion: Inclusion;
  readonly entry: Pick<DataEntry, "keySpan" | "value">;
}

/** All numbers of one expansion. */
export class Tags {
  readonly #tagged: Tagged[] = [];
  readonly #hidden: Hidden;

  constructor(hidden: Hidden) {
    this.#hidden = hidden;
  }

  get size(): number {
    return this.#tagged.length;
  }

  at(number: unknown): Tagged | undefined {
    return typeof number === "number" ? this.#tagged[number] : undefined;
  }

  /** A tree as plain values, in which every map has the numbers of its entries. */
  plain(node: DataNode, inclusion: Inclusion): Plain {
    switch (node.kind) {
      case "scalar":
        return node.value;
      case "list":
        return node.items.map((item) => this.plain(item, inclusion));
      case "map":
        return this.#map(node, inclusion);
    }
  }

  #map(node: DataMap, inclusion: Inclusion): Plain {
    const numbers = new Map([[this.#hidden.self, this.#number(inclusion, { keySpan: node.span, value: node })]]);
    const values = new Map<string, Plain>();
    for (const [key, entry] of node.entries) {
      const number = this.#number(inclusion, entry);
      // A number under the name of a function would be taken for its argument.
      if (!includeFunctions.has(key)) numbers.set(key, number);
      values.set(key, key === "Fn::Include" ? this.#include(entry, number, inclusion) : this.plain(entry.value, inclusion));
    }
    values.set(this.#hidden.key, fromMap(numbers));
    return fromMap(values);
  }

  /** The arguments of an include as a map, which has room for its number. */
  #include({ value }: DataEntry, number: number, inclusion: Inclusion): Plain {
    const own = new Map([[this.#hidden.include, number]]);
    if (value.kind !== "map") {
      // Nothing, as cfn-include sees it.
      if (value.kind === "scalar" && (value.value === null || value.value === "" || value.value === false || value.value === 0)) return value.value;
      return fromMap(new Map<string, Plain>([["location", this.plain(value, inclusion)], [this.#hidden.key, fromMap(own)]]));
    }
    for (const [key, entry] of value.entries) own.set(key, this.#number(inclusion, entry));
    const values = new Map(Array.from(value.entries, ([key, entry]): [string, Plain] => [key, this.plain(entry.value, inclusion)]));
    return fromMap(values.set(this.#hidden.key, fromMap(own)));
  }

  #number(inclusion: Inclusion, entry: Tagged["entry"]): number {
    return this.#tagged.push({ inclusion, entry }) - 1;
  }
}

/** Every key is an own one, `__proto__` too. */
function fromMap(map: ReadonlyMap<string, Plain>): { readonly [key: string]: Plain } {
  return Object.fromEntries(map);
}
