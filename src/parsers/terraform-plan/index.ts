import type { Problem } from "../../model/problem.ts";
import { locate, type Place, type Source } from "../../model/source.ts";
import { SkimFault } from "../../syntax/json/skim.ts";
import type { ParseResult, Parser, Unit } from "../parser.ts";
import { readDocument, type PlanDocument } from "./document.ts";
import { readContent } from "./resources.ts";

/**
 * What `terraform show -json` (or `tofu show -json`) prints of a saved plan or of a state. Only the resources that matter are read, in
 * place: a plan of 100 MB costs little more than its text. State files themselves and JSON configuration are not recognised.
 */
export const terraformPlan: Parser = { parse };

const nothing: ParseResult = { recognised: false, resources: [], problems: [] };

function parse(unit: Unit): ParseResult {
  const results = unit.sources.map(parseSource);
  const root = results.find((result) => result.root !== undefined)?.root;
  const outline = results.find((result) => result.outline !== undefined)?.outline;
  return {
    recognised: results.some((result) => result.recognised),
    resources: results.flatMap((result) => result.resources),
    problems: results.flatMap((result) => result.problems),
    ...(root === undefined ? {} : { root }),
    ...(outline === undefined ? {} : { outline }),
  };
}

function parseSource(source: Source): ParseResult {
  const document = readDocument(source);
  if (document === undefined) return nothing;
  const { version } = document;
  if (!/^[01]\./.test(version.text)) {
    return { recognised: true, resources: [], problems: [problem(version.at, `This is Terraform's JSON format ${version.text}; imdslint knows versions 0 and 1.`)] };
  }
  const problems = problemsOf(document, source);
  const root = { evidence: version.at };
  try {
    return { recognised: true, ...readContent(document), problems, root };
  } catch (error) {
    if (!(error instanceof SkimFault)) throw error;
    return { recognised: true, resources: [], problems: [fault(error, source)], root };
  }
}

function problemsOf({ fault: broken, errored }: PlanDocument, source: Source): readonly Problem[] {
  if (broken !== undefined) return [fault(broken, source)];
  if (errored === undefined) return [];
  return [problem(errored, "Terraform failed while it made this plan: resources may be missing from it.")];
}

function fault({ message, offset }: SkimFault, source: Source): Problem {
  return problem({ source, span: { start: offset, end: Math.min(offset + 1, source.text.length) } }, `This is not JSON: ${message}`);
}

function problem(at: Place, message: string): Problem {
  return { kind: "syntax", message, location: locate(at) };
}
