import type { DataEntry, DataMap, DataNode, SyntaxFault } from "../data.ts";
import type { Span } from "../../model/source.ts";

/** What a key turned out to be; without `text` it is none. */
export interface Key {
  readonly text: string | undefined;
  /** `<<` without quotes. */
  readonly merges: boolean;
  readonly span: Span;
}

/** Collects what a map holds: later keys over earlier ones, own ones over merged ones. */
export class Entries {
  readonly #own = new Map<string, DataEntry>();
  readonly #repeated: DataEntry[] = [];
  /** The maps of each `<<`. */
  readonly #merged: (readonly DataMap[])[] = [];
  readonly #fault: (fault: SyntaxFault) => void;

  constructor(fault: (fault: SyntaxFault) => void) {
    this.#fault = fault;
  }

  add(key: Key, value: DataNode): void {
    if (key.text === undefined) return;
    if (key.merges) this.#merged.push(this.#sources(value, key.span));
    else this.#set({ key: key.text, keySpan: key.span, value });
  }

  #set(entry: DataEntry): void {
    const before = this.#own.get(entry.key);
    if (before !== undefined) {
      this.#repeated.push(before);
      this.#fault({ message: `The key ${JSON.stringify(entry.key)} is written twice in one map; the last one counts.`, span: entry.keySpan, repeats: true });
    }
    this.#own.set(entry.key, entry);
  }

  #sources(value: DataNode, span: Span): readonly DataMap[] {
    const sources = value.kind === "list" ? value.items : [value];
    const maps = sources.filter((source) => source.kind === "map");
    if (maps.length < sources.length) this.#fault({ message: "The merge key << needs a map or a list of maps.", span });
    return maps;
  }

  /**
   * The map: own keys win over merged ones, earlier maps of one list over later ones (https://yaml.org/type/merge.html), and a later `<<`
   * over an earlier one, as for every other key. `weigh` is told how many entries each merged map has.
   */
  map(span: Span, weigh: (from: DataMap) => void): DataMap {
    const entries = this.#own;
    for (const maps of this.#merged.reverse()) {
      for (const from of maps) {
        weigh(from);
        for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
      }
    }
    return this.#repeated.length > 0 ? { kind: "map", entries, repeated: this.#repeated, span } : { kind: "map", entries, span };
  }
}
