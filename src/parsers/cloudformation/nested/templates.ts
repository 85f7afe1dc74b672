import { child, type DataDocument, type DataMap } from "../../../syntax/data.ts";
import type { Problem } from "../../../model/problem.ts";
import type { Source } from "../../../model/source.ts";
import { complete, mayInclude } from "../include/complete.ts";
import type { NamedFiles, Unusable } from "../include/named.ts";
import { readDocuments } from "../recognise.ts";
import type { Room } from "./weight.ts";

/** A template that others nest, with everything in it that it includes. */
export interface NestedTemplate {
  readonly source: Source;
  readonly root: DataMap;
  /** What it could not include, at the places where it says so. */
  readonly problems: readonly Problem[];
  /** Whether parts of it come from other files. */
  readonly including: boolean;
}

/** The expansion of nested templates may take so many milliseconds before the rest is left as it is written. */
const longest = 4_000;

/** Values that are copied for all nested stacks of one file, however many templates it has. */
const mostNodes = 300_000;

/** The templates that the stacks of one file name or hold as text; each is read once, however many name it. */
export class NestedTemplates {
  readonly room: Room = { left: mostNodes };
  readonly #named: NamedFiles;
  readonly #known = new Map<string, Promise<NestedTemplate | Unusable>>();
  readonly #bodies = new Map<string, Promise<DataDocument | undefined>>();
  #spent = 0;

  constructor(named: NamedFiles) {
    this.#named = named;
  }

  /** `path` is relative to the scan root, undefined where it leads out of it; `written` is how the template says it. */
  async at(path: string | undefined, written: string): Promise<NestedTemplate | Unusable> {
    const key = path ?? written;
    const known = this.#known.get(key) ?? this.#read(path, key);
    this.#known.set(key, known);
    return await known;
  }

  /** The first document of a text within a template, whatever the template's own format is. */
  async body(text: string): Promise<DataDocument | undefined> {
    const known = this.#bodies.get(text) ?? readDocuments({ path: "", text }, () => true).then(([first]) => first);
    this.#bodies.set(text, known);
    return await known;
  }

  async #read(path: string | undefined, words: string): Promise<NestedTemplate | Unusable> {
    const tree = await this.#named.tree(path);
    if ("why" in tree) return { kind: tree.kind, why: `the file ${words}: ${tree.why}` };
    const { root, source } = tree;
    if (root.kind !== "map") return { kind: "syntax", why: `the file ${source.path} is no template` };
    const including = mayInclude(source.text);
    if (including && this.#spent > longest) return { kind: "too-large", why: "the includes of nested templates take too long" };
    const started = performance.now();
    const whole = including ? await complete(source, root, this.#named) : { root, problems: [] };
    this.#spent += performance.now() - started;
    if (child(whole.root, "Resources")?.kind !== "map") return { kind: "syntax", why: `the file ${source.path} is no template` };
    return { source, root: whole.root, problems: whole.problems, including };
  }
}
