import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, type CheckRequest } from "../../src/cli/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { noFacts } from "../../src/config/facts.ts";
import { asWritten } from "../../src/config/rule-choices.ts";
import type { ParserEntry } from "../../src/parsers/parser.ts";
import { parsers } from "../../src/parsers/registry.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { diskTree } from "../../src/scan/files.ts";
import { collect } from "../../src/scan/report.ts";
import { scan, type ScanOptions } from "../../src/scan/scan.ts";
import type { Tree } from "../../src/scan/tree.ts";
import { instance, project, repository } from "../support/project.ts";

async function reportOf(cwd: string, paths: readonly string[], more: Partial<CheckRequest> = {}): Promise<Report & { readonly notes: readonly string[] }> {
  const notes: string[] = [];
  const { report } = await check({ paths, cwd, note: (sentence) => notes.push(sentence), ...more });
  return { ...report, notes };
}

async function scanTree(tree: Tree, more: Partial<ScanOptions> = {}): Promise<Report> {
  const results = scan({
    tree,
    targets: ["."],
    isProject: false,
    useGitIgnore: true,
    outerIgnores: [],
    excludes: () => false,
    forceExclude: false,
    concurrency: 4,
    facts: noFacts,
    rules: builtinRules,
    choose: asWritten,
    ...more,
  });
  return await collect(results, () => undefined);
}

function found({ findings }: Report): readonly string[] {
  return findings.map((finding) => `${finding.location.path} ${finding.resource.address} ${finding.rule}`);
}

describe("the root", () => {
  test("is the repository, whatever part of it is named and from where", async () => {
    const root = repository({ "infra/a/main.tf": instance("web") });
    const expected = ["infra/a/main.tf aws_instance.web tokens-required"];
    expect(found(await reportOf(root, []))).toEqual(expected);
    expect(found(await reportOf(join(root, "infra"), ["a"]))).toEqual(expected);
    expect(found(await reportOf("/", [join(root, "infra/a/main.tf")]))).toEqual(expected);
  });

  test("without a repository is the working directory when it holds the paths, else what they share", async () => {
    const root = project({ "x/a/main.tf": instance("web"), "x/b/main.tf": instance("db"), "y/z.txt": "" });
    expect(found(await reportOf(root, ["x/a"]))).toEqual(["x/a/main.tf aws_instance.web tokens-required"]);
    expect(found(await reportOf(join(root, "y"), ["../x/a", "../x/b"]))).toEqual(["a/main.tf aws_instance.web tokens-required", "b/main.tf aws_instance.db tokens-required"]);
  });

  test("can be named, and then paths outside are refused", async () => {
    const root = repository({ "infra/main.tf": instance("web"), "other/main.tf": "" });
    expect(found(await reportOf(root, ["infra"], { root: "infra" }))).toEqual(["main.tf aws_instance.web tokens-required"]);
    await expect(reportOf(root, ["other"], { root: "infra" })).rejects.toThrow(/outside the root/);
    await expect(reportOf(root, ["infra"], { root: "infra/main.tf" })).rejects.toThrow(/not a directory/);
  });

  test("a path that does not exist is refused", async () => {
    await expect(reportOf(project({}), ["nowhere.tf"])).rejects.toThrow("no such file or directory: nowhere.tf");
  });
});

describe("ignored files", () => {
  test("git, packages and Terraform's copies are never entered", async () => {
    const root = repository({ ".git/x.tf": instance("a"), "node_modules/m/x.tf": instance("b"), "infra/.terraform/modules/x.tf": instance("c"), "infra/main.tf": instance("d") });
    expect(found(await reportOf(root, []))).toEqual(["infra/main.tf aws_instance.d tokens-required"]);
  });

  test("nested .gitignore files count, the deepest first, and --no-ignore turns them off", async () => {
    const root = repository({
      ".gitignore": "/build/\n*.gen.tf\n# comment\n",
      "build/main.tf": instance("a"),
      "app/x.gen.tf": instance("b"),
      "app/keep/.gitignore": "!*.gen.tf\nlocal*.tf\n",
      "app/keep/y.gen.tf": instance("c"),
      "app/keep/local1.tf": instance("d"),
      "app/build/main.tf": instance("e"),
    });
    expect(found(await reportOf(root, [])).map((line) => line.split(" ")[0])).toEqual(["app/build/main.tf", "app/keep/y.gen.tf"]);
    expect((await reportOf(root, [], { useGitIgnore: false })).findings).toHaveLength(5);
    expect(found(await reportOf(root, [], { root: "app" })).map((line) => line.split(" ")[0])).toEqual(["build/main.tf", "keep/y.gen.tf"]);
  });

  test("what is named is scanned though it is ignored, unless exclusion is forced; then a note says so", async () => {
    const root = repository({ ".gitignore": "build/\n", "build/main.tf": instance("a"), "build/sub/main.tf": instance("b") });
    expect((await reportOf(root, ["build/main.tf"])).findings).toHaveLength(1);
    expect((await reportOf(root, ["build"])).findings).toHaveLength(2);
    const forced = await reportOf(root, ["build/main.tf"], { forceExclude: true });
    expect([forced.findings, forced.notes]).toEqual([[], ["build/main.tf is skipped: it is ignored"]]);
  });

  test("a named file of no known format is skipped with a note", async () => {
    const root = repository({ "README.md": "", "main.tf": instance("a") });
    const report = await reportOf(root, ["README.md", "main.tf"]);
    expect(report.findings).toHaveLength(1);
    expect(report.notes).toEqual(["README.md is skipped: imdslint reads no format with such a name"]);
    expect(report.summary.files).toEqual({ seen: 2, parsed: 1, skipped: { "other type": 1 } });
  });

  test("hostile patterns do not hang the scan", async () => {
    const deep = "a/".repeat(150);
    const root = repository({ ".gitignore": `${"/**/*a*a*a".repeat(20)}/b\n${"*a".repeat(50)}\n`, [`${deep}main.tf`]: instance("a"), [`${"a".repeat(200)}c.tf`]: instance("b") });
    const started = performance.now();
    expect((await reportOf(root, [])).findings).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("links", () => {
  test("a link to a file that is scanned anyway is not scanned twice, but takes part in its directory", async () => {
    const root = repository({ "shared/vars.tf": 'variable "tokens" {\n  default = "required"\n}\n', "a/main.tf": instance("a", "  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n") });
    symlinkSync("../shared/vars.tf", join(root, "a/vars.tf"));
    const report = await reportOf(root, []);
    expect([report.findings, report.problems]).toEqual([[], []]);
    expect(report.summary.files).toEqual({ seen: 3, parsed: 1, skipped: { link: 1, "nothing about instances": 1 } });
  });

  test("a link to a file that is not scanned itself is read through", async () => {
    const root = repository({ ".terraform/x.yaml": "Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: {}\n" });
    symlinkSync(".terraform/x.yaml", join(root, "t.yaml"));
    expect(found(await reportOf(root, []))).toEqual(["t.yaml A tokens-required"]);
  });

  test("a link to another directory of the root is not followed: it is scanned under its own name", async () => {
    const root = repository({ "a/main.tf": instance("a") });
    symlinkSync("a", join(root, "b"));
    const report = await reportOf(root, []);
    expect([found(report), report.problems]).toEqual([["a/main.tf aws_instance.a tokens-required"], []]);
  });

  test("a named link out of the repository is not followed either", async () => {
    const outside = project({ "main.tf": instance("secret") });
    const root = repository({ "main.tf": instance("a") });
    symlinkSync(outside, join(root, "out"));
    const report = await reportOf(root, ["out"]);
    expect([report.findings, report.problems.map((problem) => problem.kind)]).toEqual([[], ["outside"]]);
  });

  test("a named link to a directory outside any repository is what the caller means", async () => {
    const place = project({ "real/main.tf": instance("a") });
    symlinkSync("real", join(place, "link"));
    expect((await reportOf(place, ["link"])).findings).toHaveLength(1);
  });
});

describe("files as filter", () => {
  const parts = {
    "main.tf": instance("a", "  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n"),
    "other.tf": instance("b"),
    "variables.tf": 'variable "tokens" {\n  default = "optional"\n}\n',
  };

  test("siblings are read, and only what concerns the named file is reported", async () => {
    const root = repository(parts);
    const report = await reportOf(root, ["main.tf"]);
    expect(found(report)).toEqual(["main.tf aws_instance.a tokens-required"]);
    expect(report.findings[0]?.certainty).toBe("definite");
    expect(report.resources.map((resource) => resource.address)).toEqual(["aws_instance.a"]);
    expect(report.summary.files.seen).toBe(1);
    expect(report.summary.verdicts).toEqual({ pass: 7, fail: 1, unknown: 0 });
  });

  test("a changed variable is reported where it breaks a resource of another file", async () => {
    expect(found(await reportOf(repository(parts), ["variables.tf"]))).toEqual(["main.tf aws_instance.a tokens-required"]);
  });

  test("a broken sibling is no business of the named file", async () => {
    const root = repository({ ...parts, "broken.tf": 'resource "aws_instance" {{{' });
    expect((await reportOf(root, ["other.tf"])).problems).toEqual([]);
  });
});

describe("called modules", () => {
  const files = {
    "live/main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\nmodule "m" {\n  source = "../modules/m"\n}\n',
    "modules/m/main.tf": `provider "aws" {\n  region = "eu-west-1"\n}\n${instance("a")}`,
  };

  test("a module is judged where it is called, however little of the repository is named", async () => {
    const root = repository(files);
    for (const paths of [[], ["modules"], ["modules/m/main.tf"], ["live"]]) {
      expect(found(await reportOf(root, paths))).toEqual(["modules/m/main.tf provider.aws in eu-west-1 account-defaults", "modules/m/main.tf module.m.aws_instance.a tokens-required"]);
    }
  });

  test("an argument of a call that breaks the module is reported with the module and with the call", async () => {
    const root = repository({
      "live/main.tf": 'module "m" {\n  source = "../m"\n  tokens = "optional"\n}\n',
      "m/main.tf": `variable "tokens" {\n  default = "required"\n}\n${instance("a", "  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n")}`,
      "unrelated/main.tf": instance("b"),
    });
    for (const path of ["live/main.tf", "m/main.tf"]) expect(found(await reportOf(root, [path]))).toEqual(["m/main.tf module.m.aws_instance.a tokens-required"]);
  });

  test("modules that call each other in a circle are judged all the same", async () => {
    const root = repository({ "a/main.tf": `module "b" {\n  source = "../b"\n}\n${instance("a")}`, "b/main.tf": `module "a" {\n  source = "../a"\n}\n` });
    expect(found(await reportOf(root, []))).toContain("a/main.tf aws_instance.a tokens-required");
  });

  test("without a caller it is one", async () => {
    const root = repository({ "modules/m/main.tf": files["modules/m/main.tf"] });
    expect(found(await reportOf(root, []))).toContain("modules/m/main.tf provider.aws in eu-west-1 account-defaults");
  });
});

describe("what cannot be read", () => {
  function refusing(root: string, path: string, code: string): Tree {
    const disk = diskTree(root);
    return { ...disk, read: (asked) => (asked === path ? Promise.resolve({ fault: { kind: "unreadable", message: code } }) : disk.read(asked)) };
  }

  test.each(["infra/main.tf", "t.yaml", "t.json"])("%s is one problem, the rest is reported", async (path) => {
    const root = project({ "good/main.tf": instance("a"), [path]: "" });
    const report = await scanTree(refusing(root, path, "EIO"));
    expect(report.problems).toEqual([{ kind: "unreadable", message: "EIO", location: { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } }]);
    expect(report.findings).toHaveLength(1);
    expect(report.summary.files).toEqual({ seen: 2, parsed: 1, skipped: { problem: 1 } });
  });

  test("a file that vanishes between discovery and reading", async () => {
    const root = project({ "good/main.tf": instance("a") });
    const disk = diskTree(root);
    const report = await scanTree({ ...disk, list: async (dir) => {
      const listing = await disk.list(dir);
      return dir === "good" && "entries" in listing ? { entries: [...listing.entries, { name: "ghost.tf", kind: "file" }] } : listing;
    } });
    expect(report.problems.map((problem) => [problem.kind, problem.location.path])).toEqual([["unreadable", "good/ghost.tf"]]);
    expect(report.findings).toHaveLength(1);
  });

  // Windows has no such permissions; root is bound by none, so it becomes someone else for a moment.
  test.skipIf(process.platform === "win32")("a file and a directory without permission", async () => {
    const root = project({ "closed/main.tf": instance("a"), "open/main.tf": instance("b"), "open/secret.tf": instance("c") });
    chmodSync(root, 0o755);
    chmodSync(join(root, "closed"), 0);
    chmodSync(join(root, "open/secret.tf"), 0);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    const report = await reportOf(root, []).finally(() => {
      if (isRoot) process.seteuid?.(0);
      chmodSync(join(root, "closed"), 0o755);
    });
    expect(report.problems.map((problem) => [problem.kind, problem.location.path])).toEqual([["unreadable", "closed"], ["unreadable", "open/secret.tf"]]);
    expect(report.problems[0]?.message).toContain("permission denied");
    expect(found(report)).toEqual(["open/main.tf aws_instance.b tokens-required"]);
  });

  test("directories nested past the limit", async () => {
    const root = project({ "main.tf": instance("a") });
    mkdirSync(join(root, "d/".repeat(210)), { recursive: true });
    const report = await reportOf(root, []);
    expect(report.problems.map((problem) => problem.kind)).toEqual(["too-large"]);
    expect(report.findings).toHaveLength(1);
  });

  test("a parser that throws is an internal problem of its unit", async () => {
    const root = project({ "a.x": "boom", "b.x": "boom" });
    const report = await scanTree(diskTree(root), {
      parsers: [{ id: "x", unit: "file", files: (path) => path.endsWith(".x"), hints: ["boom"], load: () => Promise.resolve({ parse: () => { throw new RangeError("too deep"); } }) }],
    });
    expect(report.problems.map((problem) => [problem.kind, problem.location.path])).toEqual([["internal", "a.x"], ["internal", "b.x"]]);
    expect(report.problems[0]?.message).toContain("RangeError: too deep");
  });
});

test("files in which no hint occurs are never parsed", async () => {
  const quiet = (name: string) => `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ${name}:\n    Type: AWS::S3::Bucket\n`;
  const root = project({ "a.yaml": quiet("A"), "b/c.template": quiet("C"), "d.json": '{"Resources":{"D":{"Type":"AWS::IAM::Role"}}}', "e.yaml": `${quiet("E")}  W:\n    Type: AWS::EC2::Instance\n` });
  const parsed: string[] = [];
  const watched = parsers.map((entry): ParserEntry => ({
    ...entry,
    load: async () => {
      const parser = await entry.load();
      return { parse: (unit) => (parsed.push(...unit.sources.map(({ path }) => `${entry.id} ${path}`)), parser.parse(unit)) };
    },
  }));
  const report = await scanTree(diskTree(root), { parsers: watched });
  expect(parsed).toEqual(["cloudformation e.yaml"]);
  expect(report.summary.files).toEqual({ seen: 4, parsed: 1, skipped: { "nothing about instances": 3 } });
});

test("the same report whatever the concurrency", async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index % 7}/f${index}.tf`, instance(`i${index}`)]));
  const root = repository({ ...files, "t.yaml": "Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: {}\n" });
  const one = await reportOf(root, [], { concurrency: 1 });
  expect(one.findings).toHaveLength(41);
  expect(await reportOf(root, [], { concurrency: 32 })).toEqual(one);
});

test("a file that is named twice or lies in a named directory is scanned once", async () => {
  const root = repository({ "a/main.tf": instance("a") });
  const report = await reportOf(root, ["a", "a/main.tf", "./a/main.tf", "."]);
  expect([report.findings.length, report.summary.files.seen]).toEqual([1, 1]);
});

test("an unsaved file is read instead of the one on disk, with its neighbours", async () => {
  const root = repository({ "variables.tf": 'variable "tokens" {\n  default = "optional"\n}\n', "main.tf": "" });
  writeFileSync(join(root, "main.tf"), "");
  const bytes = Buffer.from(instance("new", "  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n"));
  for (const path of ["main.tf", "not-yet.tf"]) {
    const report = await reportOf(root, [], { unsaved: { path, bytes } });
    expect(report.findings.map((finding) => [finding.location.path, finding.certainty])).toEqual([[path, "definite"]]);
  }
});
