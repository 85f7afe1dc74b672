import type { Problem } from "../../model/problem.ts";
import { locate, type Source } from "../../model/source.ts";
import { parseHcl } from "../../syntax/hcl/parse.ts";
import type { ParseResult, Parser, SyntaxJudge, Unit } from "../parser.ts";
import { prepareFunctions } from "./functions/yaml-decode.ts";
import { instantiate, type Modules } from "./instances.ts";
import { collect, type Module, type ReadFile } from "./module.ts";
import { rootEvidence } from "./placement.ts";
import { readResources } from "./resources.ts";

/**
 * Terraform's native syntax, one directory at a time. A directory that others call is judged in each of its calls, with the unit
 * of the caller; by itself it only has its syntax problems.
 */
export const terraform: Parser = { parse };

async function parse(unit: Unit): Promise<ParseResult> {
  const files = unit.sources.map((source): ReadFile => ({ source, file: parseHcl(source) }));
  const problems = await syntaxProblems(files, unit.judge);
  const module = collect(unit.dir, files);
  if (unit.called) return { recognised: true, resources: [], problems };
  await prepareFunctions([unit.sources, ...(unit.modules?.values() ?? [])].flat().map((source) => source.text));
  const evidence = rootEvidence(module, files);
  const resources = instantiate(module, modulesOf(unit), evidence === undefined).flatMap(readResources);
  return { recognised: true, resources, problems, ...(evidence === undefined ? {} : { root: { evidence } }) };
}

/** The called modules, each parsed once; their syntax problems are reported with their own directory. */
function modulesOf(unit: Unit): Modules {
  const parsed = new Map<string, Module | undefined>();
  return (dir) => {
    if (!parsed.has(dir)) {
      const sources = unit.modules?.get(dir);
      parsed.set(dir, sources && collect(dir, sources.map((source) => ({ source, file: parseHcl(source) }))));
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
  const verdict = judge === undefined ? "unasked" : await judge(source);
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
