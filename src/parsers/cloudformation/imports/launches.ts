import type { DataMap } from "../../../syntax/data.ts";
import type { Problem } from "../../../model/problem.ts";
import type { Resource } from "../../../model/resource.ts";
import type { Source } from "../../../model/source.ts";
import type { Files, Neighbours, Unit } from "../../parser.ts";
import { launchResources } from "../resources.ts";
import { readTemplate, type Template } from "../template.ts";
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

/** Each round follows the imports of what the one before brought: A imports from B, which imports from C. */
const mostRounds = 10;

/**
 * The launching resources of a template. Where what they are hangs on exports of other templates, these are looked for in the rest of the
 * scan, and the template is read again with what decides their values; it asks for them while it is evaluated, so what does not matter is
 * never looked for. Of a broken template parts are missing.
 */
export async function launchesIn(source: Source, root: DataMap, { neighbours, files }: Unit, isBroken: boolean): Promise<Launches> {
  const template = readTemplate(source, root, isBroken);
  const { problems, modules } = template;
  const alone = launchResources(template);
  if (!importsOf(template).asked || neighbours === undefined || files === undefined) return { resources: alone, problems, modules };
  return { resources: await followed(source, root, exportsOf(neighbours, files), isBroken), problems, modules };
}

async function followed(source: Source, root: DataMap, exports: Exports, isBroken: boolean): Promise<readonly Resource[]> {
  const catalogue = await exports.catalogue();
  const loans = new Loans(source, root);
  for (let round = 1; ; round++) {
    const template = withLoans(source, loans, isBroken);
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

function withLoans(source: Source, loans: Loans, isBroken: boolean): Template {
  const expressions = [...loans.exports.values()].flatMap(({ name, value }) => [name, value]);
  return { ...readTemplate(source, loans.combined(), isBroken), borrowed: { resources: loans.resources, expressions } };
}

/** One for all templates of a scan. */
const ofScan = new WeakMap<Neighbours, Exports>();

function exportsOf(neighbours: Neighbours, files: Files): Exports {
  const known = ofScan.get(neighbours) ?? new Exports(neighbours, files);
  ofScan.set(neighbours, known);
  return known;
}
