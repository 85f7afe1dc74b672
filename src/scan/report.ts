import { severities, type Finding, type Report, type ResourceReport, type Summary } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Location } from "../model/source.ts";
import { merge } from "../rules/merge.ts";
import { Skipped } from "./coverage.ts";
import type { UnitResult } from "./result.ts";
import { tool } from "./tool.ts";
import { compare } from "./tree.ts";
import { withoutParts } from "./parts.ts";

/** Adds the results of a scan up to the report, sorted by path, position, rule and address whatever order they came in. */
export async function collect(results: AsyncIterable<UnitResult>, note: (sentence: string) => void): Promise<Report> {
  const resources: ResourceReport[] = [];
  const findings: Finding[] = [];
  const problems: Problem[] = [];
  const skipped = new Skipped();
  const verdicts = { pass: 0, fail: 0, unknown: 0 };
  const modules = new Map<string, number>();
  const stacks = new Map<string, number>();
  let parsed = 0;
  const everything: UnitResult[] = [];
  for await (const result of results) everything.push(result);
  for (const result of withoutParts(everything)) {
    result.notes.forEach(note);
    for (const resource of result.resources) resources.push(resource);
    for (const finding of result.findings) findings.push(finding);
    for (const problem of result.problems) problems.push(problem);
    const unfollowed = result.paths === undefined ? modules : stacks;
    for (const source of result.unfollowed) unfollowed.set(source, (unfollowed.get(source) ?? 0) + 1);
    skipped.add(result.skipped);
    parsed += result.parsed;
    verdicts.pass += result.verdicts.pass;
    verdicts.fail += result.verdicts.fail;
    verdicts.unknown += result.verdicts.unknown;
  }
  const merged = merge(findings);
  const distinct = distinctProblems(problems);
  const summary: Summary = {
    files: { seen: parsed + skipped.total, parsed, skipped: skipped.toRecord() },
    resources: resources.length,
    scenarios: resources.reduce((sum, resource) => sum + resource.scenarios.length, 0),
    verdicts,
    findings: countFindings(merged),
    reliesOnImage: resources.filter(reliesOnImage).map((resource) => resource.address).sort(),
    unfollowedModules: mostFirst(modules),
    unfollowedStacks: mostFirst(stacks),
    problems: distinct.length,
  };
  return {
    schema: "imdslint/report/v1",
    tool,
    summary,
    resources: resources.sort((a, b) => byLocation(a.location, b.location) || compare(a.address, b.address) || byCalls(a, b)),
    findings: merged,
    problems: distinct.sort((a, b) => byLocation(a.location, b.location) || compare(a.message, b.message)),
  };
}

function mostFirst(sources: ReadonlyMap<string, number>): Summary["unfollowedModules"] {
  return [...sources].map(([source, calls]) => ({ source, calls })).sort((a, b) => b.calls - a.calls || compare(a.source, b.source));
}

/** One address in several roots: in the order of the calls that lead to it. */
function byCalls({ calls: a = [] }: ResourceReport, { calls: b = [] }: ResourceReport): number {
  for (const [at, call] of a.entries()) {
    const other = b[at];
    const order = other === undefined ? 1 : byLocation(call.location, other.location);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function byLocation(a: Location, b: Location): number {
  return compare(a.path, b.path) || a.start.line - b.start.line || a.start.column - b.start.column || a.end.line - b.end.line || a.end.column - b.end.column;
}

/** Possible findings are counted for themselves, whatever their severity: they do not fail a run. */
function countFindings(findings: readonly Finding[]): Summary["findings"] {
  const certain = findings.filter((finding) => finding.certainty !== "possible");
  const counts = Object.fromEntries(severities.map((severity) => [severity, certain.filter((finding) => finding.severity === severity).length]));
  return { ...(counts as Record<(typeof severities)[number], number>), possible: findings.length - certain.length };
}

/** Two parsers that stumble over the same fault say it once. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  const key = ({ message, location }: Problem) => JSON.stringify([location.path, location.start.line, location.start.column, message]);
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}

/** Its tokens are required in some scenario only because the image says so. */
function reliesOnImage(resource: ResourceReport): boolean {
  return resource.scenarios.some(({ settings }) => settings.httpTokens?.layer === "image" && settings.httpTokens.value === "required");
}
