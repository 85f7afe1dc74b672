import type { Problem } from "../../model/problem.ts";
import type { ProviderVersion, Resource } from "../../model/resource.ts";
import { locate, type Source } from "../../model/source.ts";
import type { ParseResult, Parser, SyntaxJudge, Unit } from "../parser.ts";
import { callsOf, callsWithin } from "./calls.ts";
import { collect } from "./collect.ts";
import { realPlace } from "./composite.ts";
import { declarations } from "./declarations.ts";
import { isJson, isOverride } from "./file-names.ts";
import { functionsFor } from "./functions-for.ts";
import { instantiate, type Modules } from "./instances.ts";
import type { Module, ReadFile } from "./module.ts";
import { rootEvidence } from "./placement.ts";
import { providerVersion } from "./provider-version.ts";
import { published } from "./published.ts";
import { mostResources, readResources } from "./resources.ts";
import { treeOf } from "./sources.ts";
import type { Functions } from "./unit-functions.ts";

/**
 * Terraform's two syntaxes, one directory at a time. A directory that others call is judged in each of its calls, with the unit
 * of the caller; by itself it only has its syntax problems.
 */
export const terraform: Parser = { parse };

async function parse(unit: Unit): Promise<ParseResult> {
  const read = await reader(unit);
  const files = unit.sources.map(read);
  const problems = await syntaxProblems(unit.planned === undefined ? files : everySource(unit).map(read), unit.judge);
  const declared = collect(unit.dir, files);
  if (unit.called) return { recognised: true, resources: [], problems };
  const module = await withInputs(declared, unit);
  const evidence = rootEvidence(module, files);
  const merges = everySource(unit).some(({ path }) => isOverride(path));
  const existence = { isLibrary: evidence === undefined && unit.planned === undefined, isComplete: unit.planned !== undefined };
  const modules = modulesOf(unit, read);
  const { call, settle } = await functionsOf(unit, module, existence.isLibrary, read);
  const interpret = () => {
    const { instances, unfollowed } = instantiate(module, modules, existence, call, unit.installed);
    const room = { left: mostResources };
    const version = providerVersion(instances.map((instance) => instance.module), files);
    const resources = instances.flatMap((instance) => published(readResources(instance, room).map((resource) => withVersion(resource, version)), instance, merges));
    return { instances, resources, unfollowed };
  };
  let found = interpret();
  // Reading is asynchronous, evaluating is not: what was asked for is there in the next round.
  while (await settle()) found = interpret();
  const { instances, resources, unfollowed } = found;
  const bounds = unfollowed.map(({ at, why }): Problem => ({ kind: "too-large", message: `Not everything that this calls is judged: ${why}.`, location: locate(realPlace(at)) }));
  return {
    recognised: true,
    resources,
    problems: [...problems, ...bounds],
    ...(evidence === undefined ? {} : { root: { evidence: realPlace(evidence) } }),
    ...(unit.planned === undefined ? {} : { declared: declarations(instances) }),
  };
}

function withVersion(resource: Resource, version: ProviderVersion | undefined): Resource {
  return version === undefined ? resource : { ...resource, placement: { ...resource.placement, version } };
}

/** Reads the files of a unit and of its modules; those in JSON are read beforehand, because their reader is loaded for them. */
async function reader(unit: Unit): Promise<(source: Source) => ReadFile> {
  const json = new Map<Source, ReadFile["file"]>();
  for (const source of everySource(unit)) {
    if (!isJson(source.path)) continue;
    const { readTerraformJson } = await import("./json.ts");
    json.set(source, await readTerraformJson(source));
  }
  return (source) => ({ source, file: json.get(source) ?? treeOf(source) });
}

function everySource(unit: Unit): readonly Source[] {
  return [...unit.sources, ...[...(unit.modules?.values() ?? [])].flat()];
}

/** The module with the values that were given with the command, or those of a plan, which has a value for every variable; a state has none. */
async function withInputs(module: Module, { planned = [], variables }: Unit): Promise<Module> {
  if (planned.length > 0) return await (await import("./planned.ts")).assignPlanned(module, planned);
  return variables === undefined ? module : await (await import("./given.ts")).assignGiven(module, variables);
}

/** The functions that the unit's files and the variables given to it call. */
async function functionsOf(unit: Unit, module: Module, isLibrary: boolean, read: (source: Source) => ReadFile): Promise<Functions> {
  const written = everySource(unit).flatMap((source) => callsOf(read(source).file));
  const given = [...module.assigned.values()].flatMap(({ attribute }) => callsWithin(attribute.value));
  return await functionsFor([...written, ...given], unit.files && { files: unit.files, root: unit.dir, isLibrary });
}

/** The called modules, each parsed once; their syntax problems are reported with their own directory. */
function modulesOf(unit: Unit, read: (source: Source) => ReadFile): Modules {
  const parsed = new Map<string, Module | undefined>();
  return (dir) => {
    if (!parsed.has(dir)) {
      const sources = unit.modules?.get(dir);
      parsed.set(dir, sources && collect(dir, sources.map(read)));
    }
    return parsed.get(dir);
  };
}

async function syntaxProblems(files: readonly ReadFile[], judge: SyntaxJudge | undefined): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { source, file } of files) {
    if (file.faults.length > 0) problems.push(await syntaxProblem(source, file.faults, judge));
  }
  return problems;
}

/** One problem per file, in the words of HashiCorp's parser where it agrees that the file is faulty. */
async function syntaxProblem(source: Source, faults: ReadFile["file"]["faults"], judge: SyntaxJudge | undefined): Promise<Problem> {
  const [own] = faults;
  const at = locate({ source, span: own?.span ?? { start: 0, end: 0 } });
  const ours = own?.message ?? "the file cannot be read";
  const verdict = judge === undefined || isJson(source.path) ? "unasked" : await judge(source);
  if (verdict === undefined) {
    return { kind: "internal", message: `imdslint cannot read this, but HashiCorp's parser can: ${ours}. Please report it; the rest of the file was read.`, location: at };
  }
  if (verdict === "unasked") return { kind: "syntax", message: `${ours}${more(faults.length)}`, location: at };
  const [first] = verdict;
  if (first === undefined) return { kind: "syntax", message: `${ours}${more(faults.length)}`, location: at };
  const position = { line: first.line, column: first.column };
  return { kind: "syntax", message: `${first.message}${more(verdict.length)}`, location: { path: source.path, start: position, end: position } };
}

function more(count: number): string {
  return count > 1 ? ` (and ${count - 1} more in this file; what could be read is judged)` : "";
}
