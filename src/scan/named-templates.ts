import { renamed } from "../model/renamed.ts";
import type { Link, Resource, Scenario, Target } from "../model/resource.ts";
import { locate, locationKey } from "../model/source.ts";
import type { Files, Neighbours, ParserEntry, ParseResult } from "../parsers/parser.ts";
import { mostNamedTemplates } from "./limits.ts";
import { parseUnit } from "./parse.ts";
import { directoryOf } from "./tree.ts";

/** What a file can name that another one declares, and the text by which the other one is found. */
const nameMembers = { "launch-template": "LaunchTemplateName", "launch-configuration": "LaunchConfigurationName" } as const;
type Named = keyof typeof nameMembers;

/** A launch template or configuration with the file in whose unit it is judged. */
interface Declared {
  readonly path: string;
  readonly resource: Resource;
}

interface Index {
  /** By kind and name. */
  readonly declared: ReadonlyMap<string, readonly Declared[]>;
  readonly complete: boolean;
}

/**
 * Launch templates and configurations that a unit knows by a literal name, and another file of the scan declares. They are looked for when
 * the first unit has such a name.
 */
export class NamedTemplates {
  readonly #neighbours: Neighbours;
  readonly #files: Files;
  readonly #parsers: readonly ParserEntry[];
  #index: Promise<Index> | undefined;

  constructor(neighbours: Neighbours, files: Files, parsers: readonly ParserEntry[]) {
    this.#neighbours = neighbours;
    this.#files = files;
    this.#parsers = parsers.filter((parser) => parser.unit === "file" && parser.shares !== undefined);
  }

  /** The result with what its names lead to elsewhere; where that is not one thing, the links say why. */
  async completed(parsed: ParseResult, path: string): Promise<ParseResult> {
    const open = openNames(parsed.resources);
    if (open.size === 0) return parsed;
    const { declared, complete } = await (this.#index ??= this.#read());
    const borrowed = new Map<Declared, Resource>();
    const leading = (link: Link, target: Target): Target => {
      if (target.state !== "named" || !open.has(keyOf(link.to, target.name))) return target;
      const found = chosen(declared.get(keyOf(link.to, target.name)) ?? [], link, path);
      if (found === undefined) return complete ? target : unknown(target, `the scan holds too much to look for ${words(link.to)} ${target.name}`);
      if ("why" in found) return unknown(target, found.why);
      const resource = borrowed.get(found) ?? lent(found);
      borrowed.set(found, resource);
      return { ...target, state: "resource", address: resource.address };
    };
    const resources = parsed.resources.map((resource) => ({ ...resource, scenarios: resource.scenarios.map((scenario) => relinked(scenario, leading)) }));
    return { ...parsed, resources: [...resources, ...borrowed.values()] };
  }

  async #read(): Promise<Index> {
    const declared = new Map<string, Declared[]>();
    const surveys = await Promise.all(Object.values(nameMembers).map((member) => this.#neighbours.containing(member)));
    let left = mostNamedTemplates;
    for (const path of [...new Set(surveys.flatMap(({ paths }) => paths))].sort()) {
      const parsers = this.#parsers.filter((parser) => parser.files(path));
      const read = await this.#files.read(path);
      if (read.state !== "text") continue;
      left -= read.source.text.length;
      if (left < 0) return { declared, complete: false };
      const hinted = parsers.filter(({ hints }) => hints.some((hint) => read.source.text.includes(hint)));
      const { resources } = await parseUnit({ dir: directoryOf(path), sources: [read.source], called: false, files: this.#files }, hinted, path);
      for (const resource of resources) add(declared, { path, resource });
    }
    return { declared, complete: surveys.every((survey) => survey.complete) };
  }
}

/** The declaration as a part of another unit: it belongs to a stack of its own, in the same account and Region. */
function lent({ path, resource }: Declared): Resource {
  const name = (text: string): string => (/^AWS::(?:Region|AccountId|Partition|URLSuffix)\b/.test(text) ? text : `${text} in ${path}`);
  return { ...resource, address: `${resource.address} of ${path}`, judgedElsewhere: true, scenarios: resource.scenarios.map((scenario) => renamed(scenario, name)) };
}

function add(declared: Map<string, Declared[]>, one: Declared): void {
  for (const name of one.resource.names) {
    const key = keyOf(one.resource.kind, name);
    const known = declared.get(key) ?? [];
    declared.set(key, known);
    const place = locationKey(locate(one.resource.at));
    // A nested template is found in its own file and in the one that nests it.
    if (!known.some(({ resource }) => locationKey(locate(resource.at)) === place)) known.push(one);
  }
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`;
}

/** The names to which nothing in the unit answers. */
function openNames(resources: readonly Resource[]): ReadonlySet<string> {
  const own = new Set(resources.flatMap(({ kind, names }) => names.map((name) => keyOf(kind, name))));
  const links = resources.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => scenario.links));
  const targets = links.flatMap(({ to, target, instead }) => [target, instead].flatMap((one) => (one?.state === "named" && isNamed(to) ? [keyOf(to, one.name)] : [])));
  return new Set(targets.filter((key) => !own.has(key)));
}

function isNamed(to: Link["to"]): to is Named {
  return to in nameMembers;
}

function relinked(scenario: Scenario, leading: (link: Link, target: Target) => Target): Scenario {
  if (scenario.links.length === 0) return scenario;
  const links = scenario.links.map((link): Link => ({ ...link, target: leading(link, link.target), ...(link.instead === undefined ? {} : { instead: leading(link, link.instead) }) }));
  return { ...scenario, links };
}

/** The one that a link means: the only one, the only one beside the file, or one of several that say the same. */
function chosen(all: readonly Declared[], link: Link, path: string): Declared | { readonly why: string } | undefined {
  const others = ofVersion(all.filter((one) => one.path !== path), link);
  if ("why" in others) return others;
  const beside = others.filter((one) => directoryOf(one.path) === directoryOf(path));
  const candidates = beside.length > 0 ? beside : others;
  const [first] = candidates;
  if (first === undefined) return undefined;
  if (candidates.every((one) => meaning(one.resource) === meaning(first.resource))) return first;
  const paths = [...new Set(candidates.map((one) => one.path))];
  const shown = paths.slice(0, 3).join(", ");
  return { why: `${words(link.to)} ${nameOf(link)} is declared ${candidates.length} times in the scanned code, with different settings: ${shown}${paths.length > 3 ? ` and ${paths.length - 3} more` : ""}` };
}

/** The call that creates a launch template makes its version 1; which call makes which other version, nobody can see. */
function ofVersion(all: readonly Declared[], { to, version }: Link): readonly Declared[] | { readonly why: string } {
  const number = version.state === "known" && /^\d+$/.test(String(version.value)) ? Number(version.value) : undefined;
  if (to !== "launch-template" || number === undefined) return all;
  const created = all.filter(({ resource }) => resource.type === "create-launch-template");
  if (number === 1) return created.length > 0 ? created : all;
  const later = all.filter((one) => !created.includes(one));
  if (created.length === 0 || later.length > 0) return later;
  return { why: `version ${number} of the launch template is not in the scanned code, only the call that creates version 1 (${created[0]?.path ?? ""})` };
}

function words(to: Link["to"]): string {
  return to.replace("-", " ");
}

function nameOf({ target }: Link): string {
  return target.state === "named" ? target.name : "";
}

function unknown({ at, trail }: Target, why: string): Target {
  return { state: "unknown", why, at, trail };
}

/** What a declaration says, without the places at which it says it. */
function meaning({ kind, scenarios, defaultVersion }: Resource): string {
  return JSON.stringify([kind, scenarios, defaultVersion], (key, value: unknown) => {
    if (key === "at" || key === "trail" || key === "strayOptions" || key === "tagKeys") return undefined;
    return value instanceof Map ? [...value].map(([name, texts]) => [name, texts instanceof Set ? [...(texts as Set<unknown>)] : texts] as const) : value;
  });
}
