import { posix } from "node:path";
import { child, stringOf, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Source } from "../../../model/source.ts";
import type { Files, Neighbours } from "../../parser.ts";
import { complete, mayInclude } from "../include/complete.ts";
import { NamedFiles } from "../include/named.ts";
import { expandLoops, mayLoop } from "../loops.ts";
import { inlineStacks, mayNest } from "../nested/stacks.ts";
import { NestedTemplates } from "../nested/templates.ts";
import { findTemplates, isTemplate } from "../recognise.ts";
import { callOf } from "../written.ts";
import { fit, patternOf, type Effort, type Fit, type Pattern } from "./pattern.ts";

/** An output that other stacks can import. */
export interface Exported {
  readonly path: string;
  /** Which of the templates in the file. */
  readonly document: number;
  /** The name of the output. */
  readonly output: string;
  readonly name: Pattern;
}

/** A template that exports, with what it includes and nests written into it. */
export interface Exporter {
  readonly source: Source;
  /** Set when another template names its file: its parameters are then what that one passes, and not their defaults. */
  readonly isNested: boolean;
  readonly root: DataMap;
}

/** All exports of a scan. */
export interface Catalogue {
  readonly exports: readonly Exported[];
  /** Files that say that they export something, and cannot be read. */
  readonly unreadable: readonly string[];
  /** False when there is more than was looked at. */
  readonly complete: boolean;
}

/** Over so many exports no more are looked at; a Region of an account may have 5,000. */
const mostExports = 20_000;
/** Text that is read for exports, and text whose trees are kept, in UTF-16 code units. */
const mostText = 64 * 1024 * 1024;
const mostKept = 8 * 1024 * 1024;

/** The exports of a scan, found when the first template imports something that matters; one for all templates of the scan. */
export class Exports {
  readonly #neighbours: Neighbours;
  readonly #files: Files;
  readonly #trees = new Map<string, Promise<readonly Exporter[]>>();
  #kept = 0;
  #catalogue: Promise<Catalogue> | undefined;
  #nested: Promise<ReadonlySet<string>> | undefined;

  constructor(neighbours: Neighbours, files: Files) {
    this.#neighbours = neighbours;
    this.#files = files;
  }

  async catalogue(): Promise<Catalogue> {
    return await (this.#catalogue ??= this.#read());
  }

  /** The template of an export. */
  async exporter({ path, document }: Exported): Promise<Exporter | undefined> {
    const known = this.#trees.get(path) ?? this.#keep(path, this.#templates(path));
    return (await known)[document];
  }

  async #read(): Promise<Catalogue> {
    const { paths, complete } = await this.#neighbours.containing("Export");
    const exports: Exported[] = [];
    const unreadable: string[] = [];
    let left = mostText;
    for (const path of paths) {
      if (left <= 0 || exports.length >= mostExports) return { exports, unreadable, complete: false };
      const templates = await this.#keep(path, this.#templates(path, unreadable));
      left -= Math.max(0, ...templates.map(({ source }) => source.text.length));
      for (const [document, { root }] of templates.entries()) exports.push(...exportsOf(root, path, document));
    }
    return { exports, unreadable, complete };
  }

  /** Trees take some thirty times as much as their text: when there are too many, the oldest ones go. */
  async #keep(path: string, read: Promise<readonly Exporter[]>): Promise<readonly Exporter[]> {
    this.#trees.delete(path);
    this.#trees.set(path, read);
    const templates = await read;
    this.#kept += sizeOf(templates);
    for (const [oldest, tree] of this.#trees) {
      if (this.#kept <= mostKept || oldest === path) break;
      this.#trees.delete(oldest);
      this.#kept -= sizeOf(await tree);
    }
    return templates;
  }

  /** The file names of templates that others name; nobody needs to know who is who. */
  async #nestedFiles(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    const { paths } = await this.#neighbours.containing("TemplateURL");
    let left = mostText;
    for (const path of paths) {
      const read = left > 0 ? await this.#files.read(path) : undefined;
      if (read?.state !== "text") continue;
      left -= read.source.text.length;
      for (const [name] of read.source.text.matchAll(templateNames)) if (name !== posix.basename(path)) names.add(name);
    }
    return names;
  }

  async #templates(path: string, unreadable: string[] = []): Promise<readonly Exporter[]> {
    const read = await this.#files.read(path);
    if (read.state !== "text" || !read.source.text.includes("Outputs")) return [];
    const isNested = (await (this.#nested ??= this.#nestedFiles())).has(posix.basename(path));
    const found: Exporter[] = [];
    const named = new NamedFiles(this.#files);
    const nesting: Nesting = { named, templates: new NestedTemplates(named), files: this.#files };
    for (const { root, lost } of await findTemplates(read.source)) {
      // What a fault has spoilt may be what decides about an export.
      const whole = root === undefined || lost.length > 0 ? undefined : await written(root, read.source, nesting);
      if (whole === undefined) unreadable.push(path);
      else if (isTemplate(whole)) found.push({ source: read.source, root: whole, isNested });
    }
    return found;
  }
}

/** Names of templates in a text. */
const templateNames = /[\w.-]{1,200}\.(?:ya?ml|json|template)\b/g;

function sizeOf(templates: readonly Exporter[]): number {
  return templates[0]?.source.text.length ?? 0;
}

/** What the templates of one file include and nest. */
interface Nesting {
  readonly named: NamedFiles;
  readonly templates: NestedTemplates;
  readonly files: Files;
}

/** What its own unit makes of a template before it is judged; its problems are that unit's. */
async function written(root: DataMap, source: Source, { named, templates, files }: Nesting): Promise<DataMap> {
  const including = mayInclude(source.text);
  const whole = including ? (await complete(source, root, named)).root : root;
  if (including || mayNest(source.text)) return (await inlineStacks({ source, root: whole, including }, templates, files)).root;
  return mayLoop(source.text) ? expandLoops(whole).root : whole;
}

function exportsOf(root: DataMap, path: string, document: number): readonly Exported[] {
  const outputs = child(root, "Outputs");
  if (outputs?.kind !== "map") return [];
  return [...outputs.entries.values()].flatMap(({ key, value }): readonly Exported[] => {
    const name = child(child(value, "Export"), "Name");
    if (name === undefined || child(value, "Value") === undefined) return [];
    return [{ path, document, output: key, name: patternOf(name, (node) => undecided(node, root)) }];
  });
}

/** What is decided when the exporting stack is deployed: a parameter with its default, or anything. */
function undecided(node: DataNode, root: DataMap): Pattern {
  const call = node.kind === "map" ? callOf(node) : undefined;
  const name = call?.name === "Ref" ? stringOf(call.argument) : undefined;
  if (name === undefined) return [{ words: call?.name ?? "…" }];
  const byDefault = child(child(child(root, "Parameters"), name), "Default");
  const usually = byDefault?.kind === "scalar" && byDefault.value !== null ? String(byDefault.value) : undefined;
  return [{ words: name, ...(usually === undefined || usually.length > 255 ? {} : { usually }) }];
}

/** The exports that fit a name best, and how well. */
export interface Fitting {
  readonly exports: readonly Exported[];
  readonly fit: Fit;
}

/** Characters of names that are compared for one import, each with each of the other name. */
const mostCompared = 2_000_000;

const fits: readonly Fit[] = ["same", "alike", "possible"];

/** The exports that fit a name best; undefined when none does. */
export function bestFitting(name: Pattern, exports: readonly Exported[]): Fitting | undefined {
  const found: Record<Fit, Exported[]> = { same: [], alike: [], possible: [] };
  const effort: Effort = { left: mostCompared };
  for (const one of exports) {
    const how = fit(name, one.name, effort);
    if (how !== undefined) found[how].push(one);
  }
  const best = fits.find((how) => found[how].length > 0);
  return best === undefined ? undefined : { exports: found[best], fit: best };
}

/** Of several exports with one name, the one in the directory of the template that imports it. */
export function besides(exports: readonly Exported[], path: string): readonly Exported[] {
  const here = exports.filter((one) => posix.dirname(one.path) === posix.dirname(path));
  return here.length === 1 ? here : exports;
}
