import type { DataMap } from "../../../syntax/data.ts";
import type { Problem } from "../../../model/problem.ts";
import type { Resource } from "../../../model/resource.ts";
import type { Source } from "../../../model/source.ts";
import type { Files, Neighbours, Unit } from "../../parser.ts";
import { launchResources } from "../resources.ts";
import { readTemplate, type Nested, type Template } from "../template.ts";
import { Loans } from "./borrowed.ts";
import { Exports } from "./exports.ts";
import { Imports, importsOf, setImports } from "./imports.ts";

export interface Launches {
  /** Also those of other templates that something here launches through. */
  readonly resources: readonly Resource[];
  readonly problems: readonly Problem[];
  /** The modules that the template names. */
  readonly modules: readonly string[];
}

/** A template with everything written into it that it includes and nests. */
export interface Whole {
  readonly root: DataMap;
  readonly nested: Nested | undefined;
  /** Set when parts of it could not be read. */
  readonly isBroken: boolean;
}

/** Each round follows the imports of what the one before brought: A imports from B, which imports from C. */
const mostRounds = 10;

/**
 * The launching resources of a template. Where what they are hangs on exports of other templates, these are looked for in the rest of the
 * scan, and the template is read again with what decides their values; it asks for them while it is evaluated, so what does not matter is
 * never looked for.
 */
export async function launchesIn(source: Source, whole: Whole, { neighbours, files }: Unit): Promise<Launches> {
  const template = readTemplate(source, whole.root, whole.nested, whole.isBroken);
  const { problems, modules } = template;
  const alone = launchResources(template);
  if (!importsOf(template).asked || neighbours === undefined || files === undefined) return { resources: alone, problems, modules };
  return { resources: await followed(source, whole, exportsOf(neighbours, files)), problems, modules };
}

async function followed(source: Source, whole: Whole, exports: Exports): Promise<readonly Resource[]> {
  const catalogue = await exports.catalogue();
  const loans = new Loans(source, whole.root);
  for (let round = 1; ; round++) {
    const template = withLoans(source, loans, whole);
    const imports = new Imports(catalogue, new Map(loans.exports));
    setImports(template, imports);
    const resources = launchResources(template);
    const before = loans.exports.size;
    for (const one of loans.hasRoom && round < mostRounds ? imports.wanted : []) {
      const exporter = await exports.exporter(one);
      if (exporter !== undefined) loans.take(one, exporter);
    }
    if (loans.exports.size === before) return resources;
  }
}

function withLoans(source: Source, loans: Loans, { nested, isBroken }: Whole): Template {
  const expressions = [...loans.exports.values()].flatMap(({ name, value }) => [name, value]);
  return { ...readTemplate(source, loans.combined(), nested, isBroken), borrowed: { resources: loans.resources, expressions } };
}

/** One for all templates of a scan. */
const ofScan = new WeakMap<Neighbours, Exports>();

function exportsOf(neighbours: Neighbours, files: Files): Exports {
  const known = ofScan.get(neighbours) ?? new Exports(neighbours, files);
  ofScan.set(neighbours, known);
  return known;
}
