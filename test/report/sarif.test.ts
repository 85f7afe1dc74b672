import { computeRollingHashes } from "@microsoft/sarif";
import fc from "fast-check";
import type { Log, ReportingDescriptor, Result, Run } from "sarif";
import { expect, test, vi } from "vitest";
import type { Certainty, Finding, Report, Severity } from "../../src/model/finding.ts";
import { severities } from "../../src/model/finding.ts";
import type { ProblemKind } from "../../src/model/problem.ts";
import { rulePage } from "../../src/report/links.ts";
import { relativeUri } from "../../src/report/sarif-places.ts";
import { renderSarif } from "../../src/report/sarif.ts";
import type { SarifOptions } from "../../src/report/sarif.ts";
import { at, finding, locationOf, note, problem, reading, report, resource, rule } from "../support/report-builder.ts";
import { anyReport, anySource } from "./arbitrary.ts";
import { askMultitool, canAsk, howToInstall, oasisSchema } from "./sarif-oracle.ts";

const files = {
  "main.tf": 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = var.tokens\n  }\n}\n',
  "variables.tf": 'variable "tokens" {\n  default = "optional"\n}\n',
};
const tokens = locationOf(files, "main.tf", "var.tokens");
const fallback = note(locationOf(files, "variables.tf", '"optional"'), "default of var.tokens");
const argument = note(tokens, "argument of metadata_options");

async function runOf(of: Report, options: Partial<SarifOptions> = {}): Promise<Run> {
  const log = JSON.parse(await renderSarif(of, { rules: [rule()], readSource: reading(files), ...options })) as Log;
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

async function resultOf(one: Finding, options: Partial<SarifOptions> = {}): Promise<Result> {
  const { results } = await runOf(report({ findings: [one] }), options);
  return results?.[0] as Result;
}

async function descriptorOf(changes: Parameters<typeof rule>[0]): Promise<ReportingDescriptor> {
  const run = await runOf(report(), { rules: [rule(changes)] });
  return run.tool.driver.rules?.[0] as ReportingDescriptor;
}

test("a run says who made it, in which units, and carries no path of the machine", async () => {
  const run = await runOf(report({ findings: [finding({ location: tokens })] }));
  expect(run.tool.driver).toMatchObject({ name: "imdslint", semanticVersion: "1.2.3", informationUri: "https://github.com/imdslint/imdslint" });
  expect(run.columnKind).toBe("utf16CodeUnits");
  expect(run.originalUriBaseIds?.["%SRCROOT%"]).not.toHaveProperty("uri");
  expect(run).not.toHaveProperty("automationDetails");
});

test.each([
  ["imds", "imds/"],
  ["imds/linux/", "imds/linux/"],
])("the category %s becomes the id %s", async (category, id) => {
  expect((await runOf(report(), { category })).automationDetails).toEqual({ id });
});

test("minified output is one line with the same content", async () => {
  const of = report({ findings: [finding({ location: tokens })] });
  const options = { rules: [rule()], readSource: reading(files) };
  const [wide, narrow] = [await renderSarif(of, options), await renderSarif(of, { ...options, minify: true })];
  expect(narrow.trimEnd()).not.toContain("\n");
  expect(wide).toContain('\n  "version": "2.1.0"');
  expect(JSON.parse(narrow)).toEqual(JSON.parse(wide));
});

const levels: readonly (readonly [Severity, Certainty, string])[] = [
  ["critical", "definite", "error"],
  ["high", "conditional", "error"],
  ["medium", "definite", "warning"],
  ["low", "definite", "note"],
  ["high", "possible", "note"],
];

test.each(levels)("a %s, %s finding has the level %s", async (severity, certainty, level) => {
  expect((await resultOf(finding({ location: tokens, severity, certainty }))).level).toBe(level);
});

test.each(severities)("the score of a %s rule lies inside GitHub's band", async (severity) => {
  const bands = { critical: [9.01, 10], high: [7, 8.89], medium: [4, 6.89], low: [0.1, 3.89] } as const;
  const score = (await descriptorOf({ severity })).properties?.["security-severity"] as unknown;
  expect(typeof score).toBe("string");
  expect(Number(score)).toBeGreaterThanOrEqual(bands[severity][0]);
  expect(Number(score)).toBeLessThanOrEqual(bands[severity][1]);
});

test("a rule comes with its prose, its page and its catalogue numbers", async () => {
  const descriptor = await descriptorOf({});
  expect(descriptor).toMatchObject({
    id: "tokens-required",
    name: "TokensRequired",
    helpUri: rulePage("tokens-required"),
    defaultConfiguration: { level: "error" },
    properties: { precision: "high", tags: ["security", "external/cwe/cwe-918", "T1552.005", "security-hub/EC2.8", "cis-aws/5.7"] },
  });
  expect(descriptor.help?.text).toContain('Fix (Terraform): Set http_tokens = "required".');
  expect(descriptor.help?.markdown).toContain('- **Terraform**: Set http_tokens = "required".');
});

test("of more than ten numbers the ones that matter most are kept, the newest editions first", async () => {
  const mappings = {
    "pci-dss": ["v4.0.1/2.2.6"],
    "cis-aws": ["v2.0.0/5.6", "v3.0.0/5.6", "v4.0.0/5.7", "v5.0.0/5.7", "v6.0.0/6.7", "v7.0.0/6.7"],
    "security-hub": ["EC2.8", "EC2.170", "AutoScaling.3"],
    cwe: ["CWE-918"],
    attack: ["T1552.005"],
  };
  const hub = ["security-hub/EC2.8", "security-hub/EC2.170", "security-hub/AutoScaling.3"];
  const cis = ["cis-aws/v7.0.0/6.7", "cis-aws/v6.0.0/6.7", "cis-aws/v5.0.0/5.7", "cis-aws/v4.0.0/5.7"];
  expect((await descriptorOf({ mappings })).properties?.tags).toEqual(["security", "external/cwe/cwe-918", "T1552.005", ...hub, ...cis]);
});

test("the fix of a rule speaks of no resource in particular", async () => {
  const parameters = { max: { type: "integer", default: 2, minimum: 1, maximum: 64, description: "hops" } } as const;
  const { help } = await descriptorOf({ parameters, fix: { terraform: "Set {param.max} in {address}." }, fixByType: { aws_spot: "Replace {address}." } });
  expect(help?.text).toContain("Fix (Terraform): Set 2 in the resource.\n\nFix (aws_spot): Replace the resource.");
});

test("texts that GitHub limits are cut", async () => {
  const descriptor = await descriptorOf({ title: "t".repeat(2000), why: "w ".repeat(2000) });
  expect(descriptor.shortDescription?.text).toHaveLength(1024);
  expect(descriptor.fullDescription?.text.length).toBeLessThanOrEqual(1024);
});

test("a finding of a rule without metadata still has a complete rule", async () => {
  const run = await runOf(report({ findings: [finding({ location: tokens, rule: "house-rule", severity: "medium" })] }));
  const descriptor = run.tool.driver.rules?.[1];
  expect(run.results?.[0]).toMatchObject({ ruleId: "house-rule", ruleIndex: 1 });
  expect(descriptor).toMatchObject({ id: "house-rule", defaultConfiguration: { level: "warning" } });
  expect(descriptor?.help?.text).not.toBe("");
});

test("the region is the exact span; of several lines only the first", async () => {
  expect((await resultOf(finding({ location: tokens }))).locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 3, startColumn: 19, endLine: 3, endColumn: 29 });
  const block = locationOf(files, "main.tf", "metadata_options {\n    http_tokens = var.tokens\n  }");
  expect((await resultOf(finding({ location: block }))).locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 2, startColumn: 3, endLine: 2, endColumn: 21 });
});

test("an empty place and a lost source still give a region of one character", async () => {
  expect((await resultOf(finding({ location: at("main.tf", 1, 5, 5) }))).locations?.[0]?.physicalLocation?.region).toMatchObject({ startColumn: 5, endColumn: 6 });
  const lost = { path: "gone.tf", start: { line: 4, column: 3 }, end: { line: 9, column: 2 } };
  expect((await resultOf(finding({ location: lost }))).locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 4, startColumn: 3, endLine: 4, endColumn: 4 });
});

test.each([
  ["a b/ü#[1]%.tf", "a%20b/%C3%BC%23%5B1%5D%25.tf"],
  ["/etc/main.tf", "etc/main.tf"],
  ["./x//main.tf", "x/main.tf"],
  ["c:/main.tf", "c%3A/main.tf"],
  ["back\\slash.tf", "back%5Cslash.tf"],
  ["broken\ud800.tf", "broken%EF%BF%BD.tf"],
])("the path %j becomes the relative URI %s", (path, uri) => {
  expect(relativeUri(path)).toBe(uri);
});

test("related places have ids and the message links to them", async () => {
  const result = await resultOf(finding({ location: tokens, message: "Tokens are optional", related: [fallback, note(at("asg.tf", 1, 1), "aws_autoscaling_group.x[0] uses it")] }));
  expect(result.message.text).toBe("Tokens are optional. See [default of var.tokens](1), [aws_autoscaling_group.x\\[0\\] uses it](2).");
  expect(result.relatedLocations?.map(({ id, physicalLocation }) => [id, physicalLocation?.artifactLocation?.uri])).toEqual([
    [1, "variables.tf"],
    [2, "asg.tf"],
  ]);
});

test("brackets, backslashes and invisible characters of scanned text cannot become links or commands", async () => {
  const result = await resultOf(finding({ location: tokens, message: 'aws_instance.web["a\\b"] [click](http://x) \u001b[2J\u202e' }));
  expect(result.message.text).toBe('aws_instance.web\\["a\\\\b"\\] \\[click\\](http://x) \\\\u{1b}\\[2J\\\\u{202e}.');
});

test("a trail is a code flow with its locations inline", async () => {
  const result = await resultOf(finding({ location: tokens, trail: [fallback, argument] }));
  const steps = result.codeFlows?.[0]?.threadFlows[0]?.locations;
  expect(steps?.map((step) => [step.location?.message?.text, step.location?.physicalLocation?.artifactLocation?.uri])).toEqual([
    ["default of var.tokens", "variables.tf"],
    ["argument of metadata_options", "main.tf"],
  ]);
});

test("a trail that never leaves the primary place is no code flow", async () => {
  expect(await resultOf(finding({ location: tokens, trail: [argument] }))).not.toHaveProperty("codeFlows");
});

test("fingerprints are ours and GitHub's", async () => {
  const { partialFingerprints } = await resultOf(finding({ location: tokens }));
  expect(partialFingerprints).toEqual({ primaryLocationLineHash: computeRollingHashes(files["main.tf"]).get(3), "imdslint/v1": "0123456789abcdef" });
});

test("the line hash is the one that github/codeql-action computes", async () => {
  // A vector of its own tests: src/fingerprints.test.ts.
  const { partialFingerprints } = await resultOf(finding({ location: at("a.tf", 2, 1) }), { readSource: () => " a\nb\n  \t\tc\n d" });
  expect(partialFingerprints?.["primaryLocationLineHash"]).toBe("54703d4cd895b18:1");
});

test("a byte order mark belongs to the hashed text", async () => {
  const text = '\uFEFFresource "aws_instance" "web" {}\n';
  const { partialFingerprints } = await resultOf(finding({ location: at("bom.tf", 1, 2) }), { readSource: () => text });
  expect(partialFingerprints?.["primaryLocationLineHash"]).toBe(computeRollingHashes(text).get(1));
  expect(partialFingerprints?.["primaryLocationLineHash"]).not.toBe(computeRollingHashes(text.slice(1)).get(1));
});

test("only files with results are read, and a file that is gone gets no line hash", async () => {
  const readSource = vi.fn(() => undefined);
  const run = await runOf(report({ findings: [finding({ location: tokens })], resources: [resource({ location: at("clean.tf", 1, 1) })] }), { readSource });
  expect(run.results?.[0]?.partialFingerprints).toEqual({ "imdslint/v1": "0123456789abcdef" });
  expect(readSource.mock.calls.flat()).not.toContain("clean.tf");
});

const problemKinds: readonly ProblemKind[] = ["unreadable", "not-text", "syntax", "too-large", "outside", "internal"];

test.each(problemKinds)("a problem (%s) is a notification of a successful execution, with a descriptor", async (kind) => {
  const run = await runOf(report({ problems: [problem({ kind, message: "no such [thing]" })] }));
  const invocation = run.invocations?.[0];
  const said = invocation?.toolExecutionNotifications?.[0];
  expect(invocation?.executionSuccessful).toBe(true);
  expect(said).toMatchObject({ level: kind === "internal" ? "error" : "warning", message: { text: "no such \\[thing\\]." } });
  expect(said?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe("broken.tf");
  const descriptor = run.tool.driver.notifications?.[said?.descriptor?.index ?? -1];
  expect(descriptor).toMatchObject({ id: said?.descriptor?.id });
  expect(descriptor?.fullDescription?.text).not.toBe("");
  expect(descriptor?.help?.text).not.toBe("");
});

test("more results than GitHub takes are cut by severity, in the report's order, and the cut is announced", async () => {
  const many = Array.from({ length: 25_001 }, (_, index) => finding({ location: at("main.tf", 1, 1), severity: index === 7 ? "low" : "medium", fingerprint: `f${index}` }));
  const worst = finding({ location: tokens, severity: "critical", fingerprint: "worst" });
  const run = await runOf(report({ findings: [...many, worst] }), { minify: true });
  const kept = run.results?.map((result) => result.partialFingerprints?.["imdslint/v1"]);
  expect(kept).toHaveLength(25_000);
  expect(kept?.at(-1)).toBe("worst");
  expect(kept?.slice(0, 9)).toEqual(["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f8", "f9"]);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]).toMatchObject({ descriptor: { id: "cut" }, message: { text: "2 findings of the lowest severity left out: GitHub takes 25000 results." } });
});

test("more places than GitHub takes are cut, and the cut is announced", async () => {
  const related = Array.from({ length: 1_200 }, (_, index) => note(at("asg.tf", index + 1, 1), `user ${index}`));
  const run = await runOf(report({ findings: [finding({ location: tokens, related, trail: related })] }));
  expect(run.results?.[0]?.relatedLocations).toHaveLength(1_000);
  expect(run.results?.[0]?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(1_000);
  expect(run.results?.[0]?.message.text).toContain("[user 9](10) and 1190 more.");
  expect(run.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toContain("1 finding with more than 1000 related places");
});

const full = report({
  findings: [
    finding({ location: tokens, trail: [fallback, argument], related: [fallback] }),
    finding({ location: at("gone [1].tf", 3, 1), rule: "house-rule", severity: "low", certainty: "possible", message: "It may be [so]" }),
  ],
  problems: problemKinds.map((kind) => problem({ kind })),
});

test.skipIf(!canAsk)(`the OASIS schema accepts every report (${howToInstall})`, async () => {
  const faults = oasisSchema();
  const options = { rules: [rule(), rule({ id: "hop-limit", severity: "medium", mappings: {}, references: [] })] };
  expect(faults(await renderSarif(full, { ...options, readSource: reading(files), category: "imds" }))).toEqual([]);
  await fc.assert(
    fc.asyncProperty(anyReport, anySource, async (any, source) => {
      expect(faults(await renderSarif(any, { ...options, readSource: () => source }))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test.skipIf(!canAsk)(`the SARIF multitool has nothing to say with GitHub's rules, and something when they are broken (${howToInstall})`, async () => {
  const sarif = await renderSarif(full, { rules: [rule()], readSource: reading(files), category: "imds" });
  expect(askMultitool(sarif)).toEqual([]);
  const broken = sarif.replaceAll('"uri": "main.tf"', '"uri": "file:///main.tf"').replace(/"fullDescription"/g, '"someDescription"');
  const complaints = askMultitool(broken).join("\n");
  expect(complaints).toContain("GH1006");
  expect(complaints).toContain("GH2012");
});

test("module calls that were not followed are a note of the run", async () => {
  const run = await runOf(report({ summary: { unfollowedModules: [{ source: "a/b/c", calls: 2 }] } }));
  const [said] = run.invocations?.[0]?.toolExecutionNotifications ?? [];
  expect(said).toMatchObject({ level: "note", message: { text: "2 module calls were not followed: a/b/c (2)" }, descriptor: { id: "unfollowed" } });
  expect(run.tool.driver.notifications?.[said?.descriptor?.index ?? -1]?.id).toBe("unfollowed");
  expect((await runOf(report())).invocations?.[0]?.toolExecutionNotifications).toEqual([]);
});
