import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import type { Report } from "../../src/model/finding.ts";
import { rulePage } from "../../src/report/links.ts";
import { renderText } from "../../src/report/text.ts";
import type { TextOptions } from "../../src/report/text.ts";
import { at, finding, locationOf, note, problem, reading, report, rule } from "../support/report-builder.ts";
import { anyReport, anySource } from "./arbitrary.ts";

const chalk = vi.hoisted(() => ({ loads: 0 }));
vi.mock("chalk", async (original) => {
  chalk.loads++;
  return original();
});
beforeEach(() => vi.resetModules());

const files = {
  "main.tf": 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = var.tokens\n  }\n}\n',
  "variables.tf": 'variable "tokens" {\n  default = "optional"\n}\n',
  "broken.tf": "a = \n",
};
const tokens = locationOf(files, "main.tf", "var.tokens");
const fallback = note(locationOf(files, "variables.tf", '"optional"'), "default of var.tokens");

function render(of: Report, options: Partial<TextOptions> = {}): Promise<string> {
  return renderText(of, { color: false, hyperlinks: false, quiet: false, readSource: reading(files), rules: [rule()], ...options });
}

test("a report in full", async () => {
  const asg = note(at("gone.tf", 3, 4), "aws_autoscaling_group.x launches through it");
  const of = report({
    findings: [
      finding({ location: tokens, trail: [fallback, note(tokens, "argument")], related: [fallback, asg] }),
      finding({ location: at("main.tf", 1, 1, 30), certainty: "possible", message: "aws_instance.db may accept IMDSv1: var.t has no default.", related: [note(at("main.tf", 3, 5), "http_tokens is unknown")] }),
    ],
    problems: [problem({ location: at("broken.tf", 1, 4) })],
    summary: { reliesOnImage: ["aws_instance.web"], files: { seen: 9, parsed: 3, skipped: { ignored: 1, "no known format": 5 } } },
  });
  expect(await render(of)).toBe(`main.tf

high[tokens-required]: aws_instance.web accepts IMDSv1: http_tokens is "optional"
 --> main.tf:3:19
  |
3 |     http_tokens = var.tokens
  |                   ^^^^^^^^^^
 ::: variables.tf:2:13
  |
2 |   default = "optional"
  |             ---------- default of var.tokens
 ::: gone.tf:3:4: aws_autoscaling_group.x launches through it
  |
  = why: Any request that reaches the endpoint gets the credentials. A token needs a PUT request
         first.
  = fix: Set http_tokens = "required" in its metadata_options block.
  = docs: https://github.com/imdslint/imdslint/blob/main/docs/rules/tokens-required.md

note[tokens-required]: aws_instance.db may accept IMDSv1: var.t has no default.
 --> main.tf:1:1
 ::: main.tf:3:5: http_tokens is unknown

Problems: this could not be checked

problem[syntax]: An argument is missing its value
 --> broken.tf:1:4
  |
1 | a =
  |    ^

1 finding: 1 high; 1 possible (hangs on unknown values)
9 files seen, 3 parsed, 6 skipped (no known format: 5, ignored: 1)
1 resource; verdicts: 0 pass, 1 fail, 1 unknown
1 resource relies on its image (imds_support v2.0) for tokens: aws_instance.web
1 problem: not everything could be checked, so this report is incomplete
`);
});

test("findings stand together by file, files in the report's order", async () => {
  const of = report({ findings: ["b.tf", "a.tf", "b.tf"].map((path, index) => finding({ location: at(path, 1, 1), message: `m${index}` })) });
  const shown = (await render(of)).split("\n").filter((line) => /^(\w\.tf$|high)/.test(line));
  expect(shown).toEqual(["b.tf", "high[tokens-required]: m0", "high[tokens-required]: m2", "a.tf", "high[tokens-required]: m1"]);
});

test("why and the same fix are said once in a report, the link each time", async () => {
  const of = report({
    findings: ["web", "db"].map((name) => {
      const address = `aws_instance.${name}`;
      return finding({ location: tokens, fix: `Set it in ${address}.`, resource: { kind: "instance", format: "terraform", type: "aws_instance", address } });
    }),
  });
  const out = await render(of);
  expect(out.match(/= why:/g)).toHaveLength(1);
  expect(out.match(/= fix:/g)).toHaveLength(1);
  expect(out.match(/= docs:/g)).toHaveLength(2);
});

test("another fix for the same rule is said too", async () => {
  const of = report({ findings: [finding({ location: tokens, fix: "Set http_tokens." }), finding({ location: tokens, fix: "Set HttpTokens." })] });
  expect((await render(of)).match(/= fix:.*/g)).toEqual(["= fix: Set http_tokens.", "= fix: Set HttpTokens."]);
});

test("many places are counted instead of framed", async () => {
  const related = Array.from({ length: 20 }, (_, index) => note(at("asg.tf", index + 1, 1), `user ${index}`));
  const out = await render(report({ findings: [finding({ location: tokens, related })] }));
  expect(out.match(/::: asg/g)).toHaveLength(6);
  expect(out).toContain("::: and 14 more places");
});

test("quiet leaves prose out and keeps problems", async () => {
  const out = await render(report({ findings: [finding({ location: tokens })], problems: [problem()] }), { quiet: true });
  expect(out).toContain("high[tokens-required]");
  expect(out).toContain("problem[syntax]: An argument is missing its value\n --> broken.tf:1:1");
  expect(out).not.toMatch(/= why|= fix|files seen/);
});

test("a clean report says so, with what it covered; quietly it says nothing", async () => {
  expect(await render(report())).toBe("no findings\n3 files seen, 2 parsed, 1 skipped (no known format: 1)\n1 resource\n");
  expect(await render(report(), { quiet: true })).toBe("");
});

test.each([true, false])("nothing matched is said aloud (quiet: %s)", async (quiet) => {
  const of = report({ resources: [], summary: { files: { seen: 12, parsed: 0, skipped: { "no known format": 12 } } } });
  expect(await render(of, { quiet })).toContain("no machine, template, image or account default was found in 12 files\n");
});

test.each<[readonly string[], string]>([
  [["a", "b"], "2 resources rely on their images (imds_support v2.0) for tokens: a, b\n"],
  [["a", "b", "a"], "3 resources rely on their images (imds_support v2.0) for tokens: a (2), b\n"],
  [Array.from({ length: 13 }, (_, index) => `r${index}`), "r8, r9 and 3 more\n"],
])("resources that rely on their image are named: %j", async (reliesOnImage, words) => {
  expect(await render(report({ summary: { reliesOnImage } }))).toContain(words);
});

test("without a source there is a position and no frame", async () => {
  const out = await render(report({ findings: [finding({ location: tokens })] }), { readSource: () => undefined });
  expect(out).toContain(" --> main.tf:3:19\n  = why");
});

test("chalk is loaded only for colour", async () => {
  const { renderText: fresh } = await import("../../src/report/text.ts");
  const of = report({ findings: [finding({ location: tokens })] });
  const options = { hyperlinks: false, quiet: false, readSource: reading(files), rules: [rule()] };
  const before = chalk.loads;
  const plain = await fresh(of, { ...options, color: false });
  expect(chalk.loads).toBe(before);
  const colored = await fresh(of, { ...options, color: true });
  expect(chalk.loads).toBe(before + 1);
  expect(colored).toContain("\u001b[31m");
  // eslint-disable-next-line no-control-regex -- the colours themselves
  expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(plain);
});

test("rules are hyperlinks where the terminal has them", async () => {
  const of = report({ findings: [finding({ location: tokens })] });
  const url = rulePage("tokens-required");
  expect(await render(of, { hyperlinks: true })).toContain(`\u001b]8;;${url}\u001b\\tokens-required\u001b]8;;\u001b\\`);
  expect(await render(of)).not.toContain("\u001b");
});

test("scanned text cannot command the terminal nor break its line", async () => {
  await fc.assert(
    fc.asyncProperty(anyReport, anySource, fc.boolean(), async (any, source, quiet) => {
      const out = await render(any, { readSource: () => source, quiet });
      expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      const certain = any.findings.filter((one) => one.certainty !== "possible").length;
      expect(out.match(/^(low|medium|high|critical)\[/gm) ?? []).toHaveLength(certain);
      expect(out.match(/^problem\[/gm) ?? []).toHaveLength(any.problems.length);
    }),
    { numRuns: 150 },
  );
});

test("nested stacks that were not followed are counted apart from module calls", async () => {
  const text = await render(report({ summary: { unfollowedModules: [{ source: "a/b/c", calls: 1 }], unfollowedStacks: [{ source: "https://${B}/x.yaml", calls: 2 }] } }));
  expect(text).toContain("1 module call was not followed: a/b/c (1)");
  expect(text).toContain("2 nested stacks or modules were not followed: https://${B}/x.yaml (2)");
});

test.each([
  [[], undefined],
  [[{ source: "./gone", calls: 1 }], "1 module call was not followed: ./gone (1)"],
  [[{ source: "terraform-aws-modules/vpc/aws", calls: 2 }, { source: "git::x", calls: 1 }], "3 module calls were not followed: terraform-aws-modules/vpc/aws (2), git::x (1)"],
  [[{ source: "\u001b[2J", calls: 1 }], "1 module call was not followed: \\u{1b}[2J (1)"],
  [Array.from({ length: 12 }, (_, at) => ({ source: `m${at}`, calls: 1 })), "m8 (1), m9 (1) and 2 more"],
])("module calls that were not followed are named: %j", async (unfollowedModules, words) => {
  const text = await render(report({ summary: { unfollowedModules } }));
  if (words === undefined) expect(text).not.toContain("followed");
  else expect(text).toContain(words);
});

test("possible findings of one place say their reason once", async () => {
  const place = at("main.tf", 1, 1, 30);
  const open = (rule: string, message: string) => finding({ rule, location: place, certainty: "possible", message, related: [] });
  const text = await render(report({
    findings: [
      open("tokens-required", "web may accept IMDSv1: HttpTokens is not known to be \"required\" (launch template lt-1 (a) is not in the scanned code)."),
      open("hop-limit", "web may launch with a hop limit above 1: HttpPutResponseHopLimit is not known (launch template lt-1 (a) is not in the scanned code)."),
      open("endpoint-enabled", "web may switch the metadata service off: HttpEndpoint is not known (parameter Endpoint has no default)."),
    ],
  }));
  expect(text.split("launch template lt-1 (a) is not in the scanned code")).toHaveLength(2);
  expect(text).toContain("HttpPutResponseHopLimit is not known, for the same reason.");
  expect(text).toContain("HttpEndpoint is not known (parameter Endpoint has no default).");
});
