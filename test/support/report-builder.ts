import type { Finding, Note, Report, ResourceReport, Severity, Summary } from "../../src/model/finding.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { Rule } from "../../src/model/rule.ts";
import { positionAt } from "../../src/model/source.ts";
import type { Location } from "../../src/model/source.ts";

export type Files = Readonly<Record<string, string>>;

/** A reader over texts in memory. */
export function reading(files: Files): (path: string) => string | undefined {
  return (path) => (Object.hasOwn(files, path) ? files[path] : undefined);
}

/** The location of the first occurrence of `needle` in a file; fails when it is not there. */
export function locationOf(files: Files, path: string, needle: string): Location {
  const text = files[path] ?? "";
  const start = text.indexOf(needle);
  if (start < 0) throw new Error(`${path} has no ${needle}`);
  const source = { path, text };
  return { path, start: positionAt(source, start), end: positionAt(source, start + needle.length) };
}

/** A location on one line. */
export function at(path: string, line: number, column: number, endColumn = column + 1): Location {
  return { path, start: { line, column }, end: { line, column: endColumn } };
}

export function note(location: Location, text: string): Note {
  return { location, text };
}

/** A definite, high finding of `tokens-required`, with whatever the test changes. */
export function finding(changes: Partial<Finding> & Pick<Finding, "location">): Finding {
  return {
    rule: "tokens-required",
    severity: "high",
    certainty: "definite",
    message: 'aws_instance.web accepts IMDSv1: http_tokens is "optional"',
    resource: { kind: "instance", format: "terraform", type: "aws_instance", address: "aws_instance.web" },
    related: [],
    trail: [],
    when: [],
    fix: 'Set http_tokens = "required" in its metadata_options block.',
    fingerprint: "0123456789abcdef",
    ...changes,
  };
}

export function problem(changes: Partial<Problem> = {}): Problem {
  return { kind: "syntax", message: "An argument is missing its value", location: at("broken.tf", 1, 1), ...changes };
}

export function resource(changes: Partial<ResourceReport> = {}): ResourceReport {
  return {
    kind: "instance",
    format: "terraform",
    type: "aws_instance",
    address: "aws_instance.web",
    location: at("main.tf", 1, 1),
    scenarios: [{ when: [], settings: { httpTokens: { state: "known", value: "optional", layer: "launch", trail: [] } } }],
    ...changes,
  };
}

export interface ReportParts {
  readonly findings?: readonly Finding[];
  readonly problems?: readonly Problem[];
  readonly resources?: readonly ResourceReport[];
  readonly summary?: Partial<Summary>;
}

/** A report whose summary agrees with its parts, unless the test says otherwise. */
export function report({ findings = [], problems = [], resources = [resource()], summary = {} }: ReportParts = {}): Report {
  const bySeverity = (severity: Severity): number => findings.filter((one) => one.severity === severity && one.certainty !== "possible").length;
  const possible = findings.filter((one) => one.certainty === "possible").length;
  return {
    schema: "imdslint/report/v1",
    tool: { name: "imdslint", version: "1.2.3", url: "https://github.com/imdslint/imdslint" },
    summary: {
      files: { seen: 3, parsed: 2, skipped: { "no known format": 1 } },
      resources: resources.length,
      scenarios: resources.reduce((sum, one) => sum + one.scenarios.length, 0),
      verdicts: { pass: 0, fail: findings.length - possible, unknown: possible },
      findings: { critical: bySeverity("critical"), high: bySeverity("high"), medium: bySeverity("medium"), low: bySeverity("low"), possible },
      reliesOnImage: [],
      unfollowedModules: [],
      unfollowedStacks: [],
      problems: problems.length,
      ...summary,
    },
    resources,
    findings,
    problems,
  };
}

/** A rule with prose, mappings and fixes, with whatever the test changes. */
export function rule(changes: Partial<Rule> = {}): Rule {
  return {
    id: "tokens-required",
    title: "Instances must require IMDSv2 session tokens",
    severity: "high",
    kinds: ["instance", "launch-template"],
    when: { not: { setting: "httpTokens", is: "required" } },
    at: "httpTokens",
    message: [{ text: "{address} accepts IMDSv1" }],
    why: "Any request that reaches the endpoint gets the credentials. A token needs a PUT request first.\n\nSecond paragraph.",
    fix: { terraform: 'Set http_tokens = "required".', cloudformation: "Set HttpTokens: required." },
    references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html"],
    mappings: { "security-hub": ["EC2.8"], "cis-aws": ["5.7"], cwe: ["CWE-918"], attack: ["T1552.005"] },
    examples: {},
    ...changes,
  };
}
