import type { Problem } from "../model/problem.ts";
import type { ParserEntry, ParseResult, SyntaxJudge, Unit } from "../parsers/parser.ts";
import { problemAt } from "./tree.ts";

let lastQuestion: Promise<unknown> = Promise.resolve();

/**
 * HashiCorp's parser is loaded when the first faulty file asks for it: it costs a quarter of a second. Units are parsed side by
 * side, but the judge has one program: it gets one question at a time.
 */
export const judge: SyntaxJudge = (source) => {
  const answer = lastQuestion.then(async () => {
    const { hashicorpJudge } = await import("../syntax/hcl/judge.ts");
    return (await hashicorpJudge())(source);
  });
  lastQuestion = answer.catch(() => undefined);
  return answer;
};

/**
 * Offers a unit to its parsers in turn; the first that recognises it has the say. When none does, the problems of the first
 * that has any are kept, so that a broken file is reported once. A parser that throws is a problem at `path`.
 */
export async function parseUnit(unit: Unit, parsers: readonly ParserEntry[], path: string): Promise<ParseResult> {
  let problems: readonly Problem[] = [];
  for (const entry of parsers) {
    const result = await guarded(path, async () => (await entry.load()).parse(unit));
    if (!("resources" in result)) return { recognised: false, resources: [], problems: [result] };
    if (result.recognised) return result;
    if (problems.length === 0) problems = result.problems;
  }
  return { recognised: false, resources: [], problems };
}

/** Turns whatever is thrown by the work on one unit into its problem: the rest of the scan goes on. */
export async function guarded<Result>(path: string, work: () => Result | Promise<Result>): Promise<Result | Problem> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return problemAt(path, { kind: "internal", message: `imdslint failed here, which is a mistake of its own; please report it. ${reason}` });
  }
}
