import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { commands, optionsOf } from "../../src/cli/options.ts";
import { usesColor } from "../../src/cli/streams.ts";
import { tool } from "../../src/scan/tool.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { cli, type Surroundings } from "../support/cli.ts";
import { instance, project, repository } from "../support/project.ts";

const clean = instance("web", "  metadata_options {\n    http_tokens = \"required\"\n    http_put_response_hop_limit = 1\n  }\n");
const possible = `variable "tokens" {}\n${instance("web", "  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n")}`;

describe("exit codes", () => {
  test.each<[string, Readonly<Record<string, string | Buffer>>, readonly string[], number]>([
    ["clean", { "main.tf": clean }, [], 0],
    ["nothing to look at", { "README.md": "" }, [], 0],
    ["a finding", { "main.tf": instance("web") }, [], 1],
    ["a finding at the threshold", { "main.tf": instance("web") }, ["--fail-on", "high"], 1],
    ["a finding below the threshold", { "main.tf": instance("web") }, ["--fail-on", "critical"], 0],
    ["nothing fails", { "main.tf": instance("web") }, ["--fail-on", "none"], 0],
    ["a possible finding", { "main.tf": possible }, [], 0],
    ["a possible finding that counts", { "main.tf": possible }, ["--fail-on-possible"], 1],
    ["incomplete", { "main.tf": clean, "b.tf": Buffer.from([0]) }, [], 3],
    ["incomplete, with a finding below the threshold", { "main.tf": instance("web"), "b.tf": Buffer.from([0]) }, ["--fail-on", "critical"], 3],
    ["incomplete, with a finding", { "main.tf": instance("web"), "b.tf": Buffer.from([0]) }, [], 1],
    ["an inventory never finds anything", { "main.tf": instance("web") }, ["inventory"], 0],
    ["an incomplete inventory", { "main.tf": instance("web"), "b.tf": Buffer.from([0]) }, ["inventory"], 3],
  ])("%s", async (_name, files, args, code) => {
    const formats = args.includes("inventory") ? ["text", "json"] : ["text", "json", "sarif"];
    for (const format of formats) expect((await cli([...args, "--format", format], { cwd: repository(files) })).code).toBe(code);
  });
});

describe("usage errors", () => {
  test.each<[readonly string[], RegExp]>([
    [["--fromat", "json"], /no option --fromat \(did you mean --format\?\)/],
    [["--zzzzzzzzzz"], /no option --zzzzzzzzzz$/m],
    [["-z"], /no option -z/],
    [["--format"], /--format needs a value/],
    [["--quiet=yes"], /--quiet takes no value/],
    [["--format", "jsno"], /--format must be one of text, json, sarif, not "jsno" \(did you mean json\?\)/],
    [["--format", "sarif="], /names no file/],
    [["--format", "json", "--format", "sarif"], /only one report can go to standard output/],
    [["--format", "json=a", "--output", "b"], /--output needs a --format/],
    [["--fail-on", "hgih"], /--fail-on must be one of none, low, medium, high, critical.*did you mean high/],
    [["-f", "json=-", "-f", "text"], /only one report can go to standard output/],
    [["-f", "json=-", "--output", "b"], /--output needs a --format/],
    [["-f", "json=x", "-f", "sarif=x"], /two reports cannot be written to one file: x/],
    [["-f", "json=x", "-f", "sarif", "-o", "./a/../x"], /two reports cannot be written to one file/],
    [["-f", "json", "-f", "sarif", "-o", "x"], /two reports cannot be written to one file: x/],
    [["-o", "main.tf", "main.tf"], /main\.tf is to be read, so no report can be written to it/],
    [["-f", "json=./main.tf", "main.tf"], /main\.tf is to be read/],
    [["-o", "new.tf", "--stdin", "--stdin-filename", "new.tf"], /new\.tf is to be read/],
    [["-o", "own.yaml", "--config", "own.yaml"], /own\.yaml is to be read/],
    [["-o", "own.tfvars", "--var-file", "own.tfvars"], /own\.tfvars is to be read/],
    [["--only", ","], /--only "," names no rule/],
    [["--skip", "hop-limit", "--skip", " , "], /--skip " , " names no rule/],
    [["--only", "hop-limit", "--skip", "hop-limit"], /no rule is left to check/],
    [["--skip", builtinRules.map((rule) => rule.id).join()], /no rule is left to check/],
    [["--only", "token-required"], /no rule "token-required" \(did you mean "tokens-required"\?\)/],
    [["--skip", "hop-limit,nope"], /no rule "nope"; the rules are/],
    [["--concurrency", "0"], /--concurrency must be a number/],
    [["--color", "--no-color"], /exclude each other/],
    [["--config", "x", "--no-config"], /exclude each other/],
    [["--stdin"], /--stdin needs --stdin-filename/],
    [["--stdin-filename", "x.tf"], /needs --stdin/],
    [["--stdin", "--stdin-filename", "x.tf", "y.tf"], /no paths/],
    [["nowhere"], /no such file or directory: nowhere/],
    [["inventory", "--fail-on", "low"], /--fail-on cannot be used with inventory/],
    [["inventory", "--format", "sarif"], /one of text, json/],
    [["rules", "x"], /rules takes no paths/],
    [["explain"], /explain takes one rule/],
    [["explain", "hop-limt"], /no rule "hop-limt" \(did you mean "hop-limit"\?\)/],
    [["--config", "nowhere.yaml"], /nowhere\.yaml:1:1: cannot be read/],
  ])("%j", async (args, says) => {
    const { code, stdout, stderr } = await cli(args, { cwd: repository({ "main.tf": instance("web") }) });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
  });

  test("a link to what is to be read is the same file", async () => {
    const cwd = repository({ "infra/main.tf": instance("web") });
    symlinkSync("infra", join(cwd, "same"));
    const { code, stderr } = await cli(["-o", "same/main.tf", "infra/main.tf"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("same/main.tf is to be read")]);
    expect((await cli(["-f", "json=same/x", "-f", "sarif=infra/x"], { cwd })).code).toBe(2);
  });
});

describe("help and version", () => {
  test.each(commands)("the help of %s names every option of it", async (command) => {
    const { code, stdout, stderr } = await cli(command === "check" ? ["--help"] : [command, "-h"], { cwd: "/" });
    expect([code, stderr]).toEqual([0, ""]);
    for (const option of optionsOf(command)) expect(stdout).toContain(`--${option.name}`);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(104);
  });

  test("the version is that of the package", async () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as { version: string };
    expect(tool.version).toBe(manifest.version);
    expect((await cli(["--version"], { cwd: "/" })).stdout).toBe(`imdslint ${manifest.version}\n`);
  });

  test("rules lists every rule, explain shows each", async () => {
    const cwd = repository({});
    const { stdout } = await cli(["rules"], { cwd });
    expect(stdout.trim().split("\n").map((line) => line.split(" ")[0])).toEqual(builtinRules.map((rule) => rule.id));
    for (const rule of builtinRules) expect((await cli(["explain", rule.id], { cwd })).stdout).toContain(rule.title);
  });
});

describe("streams", () => {
  test("standard output carries the report only, in each format", async () => {
    const cwd = repository({ "main.tf": clean, "notes.md": "" });
    const { stdout, stderr } = await cli(["--format", "json", "main.tf", "notes.md"], { cwd });
    expect(() => { JSON.parse(stdout); }).not.toThrow();
    expect(stderr).toBe("imdslint: notes.md is skipped: imdslint reads no format with such a name\n");
    expect((await cli(["--quiet", "main.tf", "notes.md"], { cwd })).stderr).toBe("");
  });

  test("nothing matched is said aloud", async () => {
    const { code, stdout, stderr } = await cli([], { cwd: repository({ "main.tf": "locals {}\n" }) });
    expect(code).toBe(0);
    expect(stderr).toBe("imdslint: nothing matched: no machine, template, image or account default in 1 file\n");
    expect(stdout).toContain("no machine, template, image or account default was found");
  });

  test("several reports from one scan, to files and to standard output", async () => {
    const cwd = repository({ "main.tf": instance("web") });
    const { code, stdout, stderr } = await cli(["-f", "sarif=out.sarif", "-f", "json=out.json", "-f", "text"], { cwd });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("tokens-required");
    expect(JSON.parse(readFileSync(join(cwd, "out.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
    expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8"))).toMatchObject({ schema: "imdslint/report/v1" });
  });

  test("- is standard output, and ./- a file", async () => {
    const cwd = repository({ "main.tf": instance("web") });
    for (const args of [["-f", "json=-"], ["-f", "json", "-o", "-"], ["-f", "json=-", "-f", "sarif=./-"]]) {
      const { code, stdout, stderr } = await cli(args, { cwd });
      expect([code, stderr]).toEqual([1, ""]);
      expect(JSON.parse(stdout)).toMatchObject({ schema: "imdslint/report/v1" });
    }
    expect(JSON.parse(readFileSync(join(cwd, "-"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });

  test("with all reports in files standard error tells how it went, unless quiet", async () => {
    const cwd = repository({ "main.tf": instance("web") });
    const { stdout, stderr } = await cli(["--output", "report.txt"], { cwd });
    expect(stdout).toBe("");
    expect(stderr).toContain("imdslint: 1 finding: 1 high\n");
    expect(readFileSync(join(cwd, "report.txt"), "utf8")).toContain("tokens-required");
    expect(await cli(["--output", "report.txt", "--quiet"], { cwd })).toEqual({ code: 1, stdout: "", stderr: "" });
  });

  test("a file name cannot command the terminal", async () => {
    const name = "\u001b[2Jx\n.md";
    const { stderr } = await cli([name], { cwd: repository({ [name]: "" }) });
    expect(stderr).toContain("\\u{1b}[2Jx\\u{a}.md is skipped");
  });
});

describe("standard input", () => {
  const unsaved = "resource \"aws_instance\" \"é\" {\n  metadata_options {\n    http_tokens = var.tokens\n    http_put_response_hop_limit = 1\n  }\n}\n";

  test("is one file with its neighbours on disk, shown in the code frame", async () => {
    const cwd = repository({ "infra/variables.tf": 'variable "tokens" {\n  default = "optional"\n}\n', "infra/other.tf": instance("b") });
    const { code, stdout } = await cli(["--stdin", "--stdin-filename", "infra/new.tf"], { cwd, stdin: unsaved });
    expect(code).toBe(1);
    expect(stdout).toContain("infra/new.tf:3");
    expect(stdout).toContain("http_tokens = var.tokens");
    expect(stdout).not.toContain("other.tf");
  });

  test("that is not text is a problem", async () => {
    const surroundings: Surroundings = { cwd: repository({}), stdin: "a\0b" };
    expect((await cli(["--stdin", "--stdin-filename", "x.tf"], surroundings)).code).toBe(3);
  });
});

describe("rules that are asked for", () => {
  test("--only and --skip choose", async () => {
    const cwd = repository({ "main.tf": instance("web", "  metadata_options {\n    http_put_response_hop_limit = 3\n  }\n") });
    const rulesOf = async (args: readonly string[]) => (JSON.parse((await cli(["-f", "json", ...args], { cwd })).stdout) as { findings: { rule: string }[] }).findings.map((finding) => finding.rule);
    expect((await rulesOf([])).sort()).toEqual(["hop-limit", "tokens-required"]);
    expect(await rulesOf(["--only", "hop-limit"])).toEqual(["hop-limit"]);
    expect(await rulesOf(["--skip", "hop-limit, endpoint-enabled"])).toEqual(["tokens-required"]);
    expect(await rulesOf(["--only", "hop-limit,,tokens-required", "--skip", "hop-limit"])).toEqual(["tokens-required"]);
    writeFileSync(join(cwd, ".imdslint.yaml"), "rules:\n  hop-limit: off\n");
    expect(await rulesOf([])).toEqual(["tokens-required"]);
    expect(await rulesOf(["--only", "hop-limit"])).toEqual(["hop-limit"]);
    expect((await rulesOf(["--no-config"])).sort()).toEqual(["hop-limit", "tokens-required"]);
  });
});

describe("a configuration that switches rules off", () => {
  const note = "imdslint: every rule is switched off by the configuration\n";
  const allOff = builtinRules.map((rule) => `  ${rule.id}: off\n`).join("");
  const butImages = allOff.replace("  ami-imds-support: off\n", "");

  test.each<[string, string, readonly string[], string]>([
    ["all of them", `rules:\n${allOff}`, [], note],
    ["all of them, told quietly", `rules:\n${allOff}`, ["--quiet"], ""],
    ["all but the one that is asked for", `rules:\n${allOff}`, ["--only", "tokens-required"], ""],
    ["all of them, and the configuration is not used", `rules:\n${allOff}`, ["--no-config"], ""],
    ["all that look at what is there", `rules:\n${butImages}`, [], ""],
    ["all, and an override switches one on", `rules:\n${allOff}overrides:\n  - paths: [main.tf]\n    rules: { tokens-required: on }\n`, [], ""],
    ["all, and an override switches one on elsewhere", `rules:\n${allOff}overrides:\n  - paths: [other.tf]\n    rules: { tokens-required: on }\n`, [], note],
  ])("%s", async (_name, config, args, stderr) => {
    const cwd = repository({ "main.tf": instance("web"), ".imdslint.yaml": config });
    expect((await cli(args, { cwd })).stderr).toBe(stderr);
  });
});

test("a path with the name of a command", async () => {
  const cwd = project({ "rules/main.tf": instance("web") });
  for (const args of [["./rules"], ["--", "rules"]]) expect((await cli(args, { cwd })).code).toBe(1);
});

test.each([
  ["a flag wins", true, { NO_COLOR: "1" }, false, true],
  ["a flag wins", false, { FORCE_COLOR: "1" }, true, false],
  ["FORCE_COLOR wins over NO_COLOR", undefined, { FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
  ["FORCE_COLOR=0", undefined, { FORCE_COLOR: "0" }, true, false],
  ["NO_COLOR", undefined, { NO_COLOR: "1" }, true, false],
  ["an empty NO_COLOR says nothing", undefined, { NO_COLOR: "" }, true, true],
  ["a terminal", undefined, {}, true, true],
  ["a dumb terminal", undefined, { TERM: "dumb" }, true, false],
  ["a pipe", undefined, {}, false, false],
])("colour: %s", (_name, flag, env, isTerminal, expected) => {
  expect(usesColor(flag, env, isTerminal)).toBe(expected);
});
