import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ProblemKind } from "../../src/model/problem.ts";
import { cli } from "../support/cli.ts";
import { instance, repository } from "../support/project.ts";

interface Bad {
  readonly name: string;
  /** The bad file's path; a good one stands beside it. */
  readonly path: string;
  readonly kind: ProblemKind;
  readonly says: RegExp;
  readonly make: (path: string, root: string) => void;
}

function write(content: string | Buffer): Bad["make"] {
  return (path) => {
    writeFileSync(path, content);
  };
}

const template = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A:\n    Type: AWS::EC2::Instance\n';

const cases: readonly Bad[] = [
  { name: "a binary .tf", path: "mod/b.tf", kind: "not-text", says: /binary/, make: write(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])) },
  { name: "a .tf in UTF-16", path: "mod/b.tf", kind: "not-text", says: /UTF-16/, make: write(Buffer.from(`\ufeff${instance("x")}`, "utf16le")) },
  { name: "a template in UTF-16", path: "t.yaml", kind: "not-text", says: /UTF-16/, make: write(Buffer.from(`\ufeff${template}`, "utf16le")) },
  { name: "a .tf that is not UTF-8", path: "mod/b.tf", kind: "not-text", says: /not valid UTF-8/, make: write(Buffer.from("abcd\xe9 = 1\n", "latin1")) },
  { name: "a template that is not UTF-8", path: "t.yaml", kind: "not-text", says: /not valid UTF-8/, make: write(Buffer.from(`${template}# caf\xe9\n`, "latin1")) },
  { name: "a truncated .tf", path: "mod/b.tf", kind: "syntax", says: /./, make: write('resource "aws_instance" "t" {\n  ami = "ami-') },
  { name: "a truncated JSON template", path: "t.json", kind: "syntax", says: /./, make: write('{"Resources": {"A": {"Type": "AWS::EC2::Instance", "Prop') },
  { name: "10,000 brackets deep in Terraform", path: "mod/b.tf", kind: "syntax", says: /./, make: write(`${instance("deep")}locals {\n  a = ${"[".repeat(10_000)}${"]".repeat(10_000)}\n}\n`) },
  { name: "10,000 brackets deep in JSON", path: "t.json", kind: "too-large", says: /./, make: write(`{"Type": "AWS::EC2::Instance", "Resources": ${"[".repeat(10_000)}${"]".repeat(10_000)}}`) },
  { name: "10,000 brackets deep in YAML", path: "t.yaml", kind: "too-large", says: /./, make: write(`${template}    Properties: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`) },
  { name: "a YAML alias bomb", path: "t.yaml", kind: "too-large", says: /./, make: write(bomb()) },
  { name: "a duplicate key", path: "t.yaml", kind: "syntax", says: /./, make: write(`${template}    Type: AWS::EC2::Instance\n`) },
  { name: "a file of 300 MB", path: "big.json", kind: "too-large", says: /300 MiB; files above 256 MiB/, make: sized("", 300) },
  { name: "a template of 100 MB", path: "big.yaml", kind: "too-large", says: /100 MiB; files above 64 MiB/, make: sized(template, 100) },
  { name: "JSON of 100 MB that only the plan parser may see, and that is no plan", path: "template.json", kind: "too-large", says: /100 MiB; files above 64 MiB/, make: (path) => { writeFileSync(path, '{"format_version": "AWS::EC2::Instance"}'.padEnd(100 * 1024 * 1024)); } },
  { name: "Terraform of 100 MB", path: "mod/big.tf", kind: "too-large", says: /100 MiB; files above 64 MiB/, make: sized('resource "aws_instance" "web" {}\n', 100) },
  { name: "a directory named x.tf", path: "mod/x.tf", kind: "unreadable", says: /directory/, make: (path) => { mkdirSync(path); } },
  { name: "a named pipe", path: "mod/pipe.tf", kind: "unreadable", says: /pipe/, make: (path) => { spawnSync("mkfifo", [path]); } },
  { name: "a link that leads to itself", path: "mod/loop.tf", kind: "outside", says: /itself/, make: (path) => { symlinkSync("loop.tf", path); } },
  { name: "a link to the directory around it", path: "mod/up", kind: "outside", says: /loop/, make: (path) => { symlinkSync("..", path); } },
  { name: "a link to a file outside the root", path: "mod/passwd.tf", kind: "outside", says: /leaves/, make: (path) => { symlinkSync("/etc/passwd", path); } },
  { name: "a link to a directory outside the root", path: "mod/etc", kind: "outside", says: /leaves/, make: (path) => { symlinkSync("/etc", path); } },
  { name: "a link to nothing", path: "mod/gone.tf", kind: "unreadable", says: /does not exist/, make: (path) => { symlinkSync("nothing", path); } },
];

/** The text, cut or filled up with NUL bytes that take no room on the disk. */
function sized(text: string, megabytes: number): (path: string) => void {
  return (path) => {
    writeFileSync(path, text);
    truncateSync(path, megabytes * 1024 * 1024);
  };
}

/** Ten levels of ten aliases each. */
function bomb(): string {
  const levels = Array.from({ length: 10 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array.from({ length: 10 }, () => `*a${level}`).join(", ")}]`);
  return `a0: &a0 x\n${levels.join("\n")}\n${template}    Properties: *a10\n`;
}

test.each(cases)("$name is one problem, and the rest is reported", async ({ path, kind, says, make }) => {
  const root = repository({ "good/main.tf": instance("web"), "mod/ok.tf": "locals {}\n" });
  make(join(root, path), root);
  const started = performance.now();
  const { code, stdout, stderr } = await cli(["--format", "json", "--fail-on", "critical", root], { cwd: root });
  expect(performance.now() - started).toBeLessThan(15_000);
  const report = JSON.parse(stdout) as { problems: { kind: string; message: string; location: { path: string; start: { line: number; column: number } } }[]; findings: { location: { path: string } }[] };
  expect(report.problems.map((problem) => [problem.kind, problem.location.path])).toEqual([[kind, path]]);
  expect(report.problems[0]?.message).toMatch(says);
  expect(report.problems[0]?.location.start.line).toBeGreaterThanOrEqual(1);
  expect(report.findings.filter((finding) => finding.location.path === "good/main.tf")).toHaveLength(1);
  expect([code, stderr]).toEqual([3, ""]);
});

test("findings win over problems in the exit code", async () => {
  const root = repository({ "main.tf": instance("web"), "b.tf": Buffer.from([0]) });
  expect((await cli([root], { cwd: root })).code).toBe(1);
});

test("data files that are no business of ours may be binary, broken or empty", async () => {
  const root = repository({ "a.json": Buffer.from([0, 1, 2]), "b.yaml": "a: [", "c.json": "", "d.yaml": Buffer.from([0xff, 0xfe, 0x41, 0]), "e.tfvars": "" });
  const { code, stdout } = await cli(["--format", "json", root], { cwd: root });
  expect([code, (JSON.parse(stdout) as { problems: unknown[] }).problems]).toEqual([0, []]);
});
