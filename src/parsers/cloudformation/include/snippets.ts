import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Problem } from "../../../model/problem.ts";
import { locate, type Place, type Source } from "../../../model/source.ts";
import { alike, includesOf, markUnknown, spanIn } from "../origins.ts";
import { placeIn } from "../template.ts";
import type { Completed } from "./expand.ts";
import { pathBeside, type NamedFiles } from "./named.ts";

/** Snippets within snippets. */
const deepest = 10;

/**
 * Puts the local files that `AWS::Include` names in their places: `Fn::Transform` in any map, `Transform` at the top. Files elsewhere are
 * looked for nowhere: what they may add is unknown, and a problem only where it may be resources.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
 */
export async function insertSnippets(source: Source, root: DataMap, files: NamedFiles): Promise<Completed> {
  const snippets = new Snippets(source, files);
  const filled = await snippets.top(root);
  return { root: filled, problems: snippets.problems };
}

/** Where a map stands: only there an include may bring resources. */
type Level = "root" | "resources" | "resource" | "other";

/** Whose files a part of the template comes from, outermost first; empty for the template itself. */
type Chain = readonly string[];

interface Include {
  readonly entry: DataEntry;
  /** Undefined where it is an expression. */
  readonly location: string | undefined;
}

class Snippets {
  readonly problems: Problem[] = [];
  readonly #source: Source;
  readonly #files: NamedFiles;
  readonly #done = new Map<DataNode, Promise<DataNode>>();

  constructor(source: Source, files: NamedFiles) {
    this.#source = source;
    this.#files = files;
  }

  async top(root: DataMap): Promise<DataMap> {
    let filled = root;
    const section = root.entries.get("Transform");
    for (const value of section === undefined ? [] : section.value.kind === "list" ? section.value.items : [section.value]) {
      const include = includeIn(section, value);
      if (include !== undefined) filled = withSections(filled, await this.#snippet(include, "root", []));
    }
    const node = await this.#fill(filled, "root", []);
    return node.kind === "map" ? node : filled;
  }

  async #fill(node: DataNode, level: Level, chain: Chain): Promise<DataNode> {
    if (node.kind === "scalar") return node;
    const known = this.#done.get(node) ?? this.#inside(node, level, chain);
    this.#done.set(node, known);
    return known;
  }

  async #inside(node: Exclude<DataNode, { kind: "scalar" }>, level: Level, chain: Chain): Promise<DataNode> {
    if (node.kind === "list") {
      const items = await Promise.all(node.items.map((item) => this.#fill(item, "other", chain)));
      return items.some((item, at) => item !== node.items[at]) ? { ...node, items } : node;
    }
    const entry = node.entries.get("Fn::Transform");
    const include = entry === undefined ? undefined : includeIn(entry, entry.value);
    if (include !== undefined) return await this.#replaced(node, include, level, chain);
    const entries = await Promise.all(Array.from(node.entries.values(), async (one) => ({ ...one, value: await this.#fill(one.value, inner(level, one.key), chain) })));
    return entries.some(({ key, value }) => value !== node.entries.get(key)?.value) ? changed(node, new Map(entries.map((one) => [one.key, one]))) : node;
  }

  /** The map with the snippet instead of the include. */
  async #replaced(node: DataMap, include: Include, level: Level, chain: Chain): Promise<DataNode> {
    const rest = changed(node, new Map([...node.entries].filter(([key]) => key !== "Fn::Transform")));
    const snippet = await this.#snippet(include, level, chain);
    if ("why" in snippet) {
      const others = await this.#fill(rest, level, chain);
      return markUnknown({ ...(others as DataMap) }, snippet.why);
    }
    const further = [...chain, snippet.path];
    if (snippet.root.kind !== "map") return rest.entries.size === 0 ? await this.#fill(snippet.root, level, further) : rest;
    const added = await this.#fill(snippet.root, level, further);
    const others = await this.#fill(rest, level, chain);
    return added.kind === "map" && others.kind === "map" ? changed(others, new Map([...added.entries, ...others.entries])) : others;
  }

  async #snippet({ entry, location }: Include, level: Level, chain: Chain): Promise<Snippet | Missing> {
    const key = placeIn({ source: this.#source }, entry.keySpan);
    const place: Place = { source: key.source, span: { start: key.span.start, end: Math.max(key.span.end, entry.value.span.end) } };
    const outer = includesOf(key);
    const fail = (kind: Problem["kind"] | undefined, why: string): Missing => {
      if (kind !== undefined || level !== "other") {
        const message = level === "other" ? why : `${why}, so it is not known which resources it brings`;
        this.problems.push({ kind: kind ?? "outside", message: `${message}.`, location: locate(outer[0]?.at ?? place) });
      }
      return { why };
    };
    if (location === undefined) return fail(undefined, "The Location of AWS::Include is known only at deployment");
    if (/^\w[\w+.-]*:/.test(location)) return fail(undefined, `AWS::Include of ${JSON.stringify(location.slice(0, 120))} is not followed: only files in the scan root are`);
    const path = pathBeside(place.source.path, location);
    if (chain.includes(path ?? "") || path === this.#source.path) return fail("outside", `The file ${path ?? ""} includes itself`);
    if (chain.length >= deepest) return fail("too-large", `Files are included more than ${deepest} deep`);
    const found = await this.#files.tree(path);
    if (!("root" in found)) return fail(found.kind, `The file ${path ?? JSON.stringify(location.slice(0, 120))} is not included: ${found.why}`);
    return { path: found.source.path, root: transplanted(found.root, found.source, [...outer, { at: place, note: `includes ${found.source.path}` }]) };
  }
}

interface Snippet {
  readonly path: string;
  readonly root: DataNode;
}

interface Missing {
  readonly why: string;
}

function includeIn(entry: DataEntry | undefined, value: DataNode): Include | undefined {
  if (entry === undefined || stringOf(child(value, "Name")) !== "AWS::Include") return undefined;
  return { entry: { ...entry, value }, location: stringOf(child(child(value, "Parameters"), "Location")) };
}

function inner(level: Level, key: string): Level {
  if (level === "root") return key === "Resources" ? "resources" : "other";
  return level === "resources" ? "resource" : "other";
}

/** The map with other entries; what else it may hold stays unknown. */
function changed(map: DataMap, entries: ReadonlyMap<string, DataEntry>): DataMap {
  return alike(map, { ...map, entries });
}

/** A top-level snippet adds to the sections that the template has; what the template itself says stands. */
function withSections(root: DataMap, snippet: Snippet | Missing): DataMap {
  if ("why" in snippet) return markUnknown({ ...root }, snippet.why);
  if (snippet.root.kind !== "map") return root;
  const entries = new Map(root.entries);
  for (const [key, entry] of snippet.root.entries) {
    const own = entries.get(key);
    if (own === undefined) entries.set(key, entry);
    else if (own.value.kind === "map" && entry.value.kind === "map") entries.set(key, { ...own, value: { ...own.value, entries: new Map([...entry.value.entries, ...own.value.entries]) } });
  }
  return { ...root, entries };
}

/** The same tree with spans of its own, which belong to its file. */
function transplanted(node: DataNode, source: Source, via: readonly Hop[]): DataNode {
  const span = spanIn(source, node.span, via);
  switch (node.kind) {
    case "scalar":
      return { ...node, span };
    case "list":
      return { ...node, span, items: node.items.map((item) => transplanted(item, source, via)) };
    case "map": {
      const entries = Array.from(node.entries, ([key, entry]): [string, DataEntry] => [key, { key, keySpan: spanIn(source, entry.keySpan, via), value: transplanted(entry.value, source, via) }]);
      return { ...node, span, entries: new Map(entries) };
    }
  }
}
