import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { check, type CheckRequest } from "../../src/cli/check.ts";
import { ConfigError } from "../../src/config/fault.ts";
import { readConfig } from "../../src/config/document.ts";
import type { Report } from "../../src/model/finding.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { cli } from "../support/cli.ts";
import { instance, project, repository } from "../support/project.ts";

const projectFolder = join(import.meta.dirname, "../..");

async function reportOf(files: Readonly<Record<string, string>>, more: Partial<CheckRequest> = {}): Promise<Report> {
  return (await check({ paths: [], cwd: repository(files), note: () => undefined, ...more })).report;
}

async function found(files: Readonly<Record<string, string>>, more: Partial<CheckRequest> = {}): Promise<readonly string[]> {
  return (await reportOf(files, more)).findings.map((finding) => `${finding.location.path} ${finding.rule} ${finding.severity}`);
}

const hops = "  metadata_options {\n    http_tokens = \"required\"\n    http_put_response_hop_limit = 2\n  }\n";

describe("mistakes are told with their place", () => {
  test.each<[string, string]>([
    ["fial-on: high\n", '.imdslint.yaml:1:1: unknown key "fial-on" (did you mean "fail-on"?)'],
    ["fail-on: hihg\n", '.imdslint.yaml:1:10: "hihg" is not one of none, low, medium, high, critical (did you mean "high"?)'],
    ["ignore: legacy\n", '.imdslint.yaml:1:9: "legacy" is not of type array'],
    ["ignore: ['**/a/**/b/**/c']\n", ".imdslint.yaml:1:10: a pattern can hold `**/` at most twice"],
    ["rules:\n  hop-limt: off\n", '.imdslint.yaml:2:3: there is no rule "hop-limt" (did you mean "hop-limit"?)'],
    ["rules:\n  hop-limit: no\n", '.imdslint.yaml:2:14: "no" is not one of off, on (did you mean "off"?)'],
    ["rules:\n  hop-limit: yes\n", '.imdslint.yaml:2:14: "yes" is not one of off, on (did you mean "on"?)'],
    ["rules:\n  hop-limit: of\n", '.imdslint.yaml:2:14: "of" is not one of off, on (did you mean "off"?)'],
    ["rules:\n  hop-limit: { maxx: 2 }\n", '.imdslint.yaml:2:16: hop-limit has no "maxx" (did you mean "max"?)'],
    ["rules:\n  hop-limit: { max: 99 }\n", ".imdslint.yaml:2:21: max must be between 1 and 64"],
    ["rules:\n  hop-limit: { severity: grave }\n", '.imdslint.yaml:2:26: "grave" is not one of low, medium, high, critical'],
    ["overrides:\n  - path: [a]\n    rules: {}\n", '.imdslint.yaml:2:5: unknown key "path" (did you mean "paths"?)'],
    ["overrides:\n  - paths: [a]\n", '.imdslint.yaml:2:5: "rules" is missing'],
    ["overrides:\n  - rules:\n      tokns-required: off\n", '.imdslint.yaml:3:7: there is no rule "tokns-required" (did you mean "tokens-required"?)'],
    ["account-defaults:\n  eu-west-1: { http-token: required }\n", '.imdslint.yaml:2:16: unknown key "http-token" (did you mean "http-tokens"?)'],
    ["account-defaults:\n  everywhere: {}\n", '.imdslint.yaml:2:3: "everywhere" cannot be a key here'],
    ["images:\n  ami-0abcdef1234567890: v2\n", '.imdslint.yaml:2:26: "v2" is not one of v2.0, none'],
    ["facts: [{ region: eu-west-1 }]\n", '.imdslint.yaml:1:9: "file" is missing'],
    ["facts: [gone.json]\n", "gone.json:1:1: cannot be read"],
    ["custom-rules: [gone.yaml]\n", "gone.yaml:1:1: cannot be read"],
    ["a: 1\na: 2\n", ".imdslint.yaml:2:1: Map keys must be unique"],
    ["a: [\n", ".imdslint.yaml:2:1:"],
    ["- a\n", ".imdslint.yaml:1:1: [\"a\"] is not of type object"],
  ])("%j", async (text, says) => {
    const { code, stdout, stderr } = await cli([], { cwd: repository({ ".imdslint.yaml": text, "main.tf": instance("a") }) });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
  });

  test("every mistake is told at once", async () => {
    const error: unknown = await readConfig({ path: "c.yaml", text: "fial-on: high\nignore: 1\n" }).catch((reason: unknown) => reason);
    expect(error instanceof ConfigError && error.faults.map((fault) => fault.location.start.line)).toEqual([1, 2]);
  });

  test("an alias bomb and deep nesting end quickly", async () => {
    const levels = Array.from({ length: 12 }, (_, level) => `  a${level + 1}: &a${level + 1} [${Array.from({ length: 10 }, () => `*a${level}`).join(", ")}]`);
    const started = performance.now();
    await expect(readConfig({ path: "c.yaml", text: `images:\n  a0: &a0 x\n${levels.join("\n")}\n` })).rejects.toThrow(ConfigError);
    await expect(readConfig({ path: "c.yaml", text: `ignore: ${"[".repeat(5_000)}${"]".repeat(5_000)}` })).rejects.toThrow(ConfigError);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("where it is found", () => {
  const off = "rules: { tokens-required: off }\n";

  test.each([".imdslint.yaml", ".imdslint.yml"])("%s in the root, also when a part is named", async (name) => {
    expect(await found({ [name]: off, "a/main.tf": instance("a") })).toEqual([]);
  });

  test("as JSON", async () => {
    expect(await found({ ".imdslint.json": '{"rules": {"tokens-required": "off"}}', "main.tf": instance("a") })).toEqual([]);
  });

  test("above a named root, up to the repository", async () => {
    expect(await found({ ".imdslint.yaml": off, "a/main.tf": instance("a") }, { root: "a" })).toEqual([]);
    const inner = project({ ".imdslint.yaml": off, "r/.git/HEAD": "", "r/main.tf": instance("a") });
    expect((await check({ paths: ["r"], cwd: inner, note: () => undefined })).report.findings).toHaveLength(1);
  });

  test("two side by side are a mistake", async () => {
    await expect(found({ ".imdslint.yaml": off, ".imdslint.json": "{}" })).rejects.toThrow(/one of them must go/);
  });

  test("--config names another, --no-config none", async () => {
    const files = { ".imdslint.yaml": off, "other.yaml": "rules: { tokens-required: { severity: low } }\n", "main.tf": instance("a") };
    expect(await found(files, { config: "other.yaml" })).toEqual(["main.tf tokens-required low"]);
    expect(await found(files, { config: false })).toEqual(["main.tf tokens-required high"]);
  });

  test("an empty file says nothing", async () => {
    expect(await found({ ".imdslint.yaml": "# later\n", "main.tf": instance("a") })).toEqual(["main.tf tokens-required high"]);
  });

  test("a link out of the repository is refused, and so are files that a found configuration names there", async () => {
    const outside = project({ "secret.yaml": "password: hunter2\n" });
    const linked = repository({});
    symlinkSync(join(outside, "secret.yaml"), join(linked, ".imdslint.yaml"));
    const results = [
      await cli([], { cwd: linked }),
      await cli([], { cwd: repository({ ".imdslint.yaml": `custom-rules: ["${join(outside, "secret.yaml")}"]\n` }) }),
      await cli([], { cwd: repository({ ".imdslint.yaml": `facts: ["${join(outside, "secret.yaml")}"]\n` }) }),
    ];
    for (const { code, stderr } of results) {
      expect(code).toBe(2);
      expect(stderr).toContain("outside the scanned repository");
      expect(stderr).not.toContain("hunter2");
      expect(stderr).not.toContain("password");
    }
  });
});

describe("what it says", () => {
  test("fail-on", async () => {
    const cwd = repository({ ".imdslint.yaml": "fail-on: critical\n", "main.tf": instance("a") });
    expect((await cli([], { cwd })).code).toBe(0);
    expect((await cli(["--fail-on", "low"], { cwd })).code).toBe(1);
  });

  test("ignore, as in .gitignore", async () => {
    const files = { ".imdslint.yaml": "ignore: [legacy/, '*.old.tf', '/top.tf', '!legacy2/keep.old.tf']\n", "a/legacy/main.tf": instance("a"), "b/x.old.tf": instance("b"), "legacy2/keep.old.tf": instance("c"), "top.tf": instance("d"), "b/top.tf": instance("e") };
    expect((await found(files)).map((line) => line.split(" ")[0])).toEqual(["b/top.tf", "legacy2/keep.old.tf"]);
  });

  test("rules: off, severity, parameters", async () => {
    const files = { "main.tf": instance("a", hops) };
    expect(await found(files)).toEqual(["main.tf hop-limit medium"]);
    expect(await found({ ...files, ".imdslint.yaml": "rules: { hop-limit: off }" })).toEqual([]);
    expect(await found({ ...files, ".imdslint.yaml": "rules: { hop-limit: { max: 2 } }" })).toEqual([]);
    expect(await found({ ...files, ".imdslint.yaml": "rules: { hop-limit: { severity: critical } }" })).toEqual(["main.tf hop-limit critical"]);
  });

  test("overrides by path and type; the later one wins", async () => {
    const config = `
rules: { hop-limit: { severity: low } }
overrides:
  - paths: [containers/]
    rules: { hop-limit: { max: 2 } }
  - types: [aws_launch_template]
    rules: { hop-limit: off }
  - paths: [containers/strict.tf]
    rules: { hop-limit: { max: 1, severity: high } }
`;
    const files = { ".imdslint.yaml": config, "plain.tf": instance("p", hops), "containers/main.tf": instance("m", hops), "containers/strict.tf": instance("s", hops), "lt.tf": `resource "aws_launch_template" "t" {\n${hops}}\n` };
    expect(await found(files)).toEqual(["containers/strict.tf hop-limit high", "plain.tf hop-limit low"]);
  });

  test("account-defaults by Region, with the place in the trail", async () => {
    const config = "account-defaults:\n  '*':\n    http-tokens: optional\n  eu-west-1:\n    http-tokens: required\n";
    const inRegion = (region: string) => ({ ".imdslint.yaml": config, "main.tf": `provider "aws" {\n  region = "${region}"\n}\n${instance("a")}` });
    expect(await found(inRegion("eu-west-1"))).toEqual([]);
    const report = await reportOf(inRegion("us-east-1"));
    expect(report.findings.filter((finding) => finding.rule === "tokens-required").flatMap((finding) => finding.trail.map((hop) => [hop.location.path, hop.location.start.line]))).toContainEqual([".imdslint.yaml", 2]);
  });

  test("images", async () => {
    expect(await found({ ".imdslint.yaml": "images: { ami-0abcdef1234567890: v2.0 }", "main.tf": instance("a") })).not.toContain("main.tf tokens-required high");
  });

  test("facts as the AWS command line prints them; what the configuration says itself wins", async () => {
    const printed = JSON.stringify({ AccountLevel: { HttpTokens: "required", HttpPutResponseHopLimit: 1, ManagedBy: "account" } });
    const images = JSON.stringify({ Images: [{ ImageId: "ami-0abcdef1234567890", ImdsSupport: "v2.0" }, { ImageId: "ami-1" }, { ImageId: "__proto__" }, null, 7] });
    const main = { "main.tf": `provider "aws" {\n  region = "eu-west-1"\n}\n${instance("a")}` };
    const tokens = async (files: Readonly<Record<string, string>>) => (await found({ ...main, ...files })).filter((line) => line.includes("tokens-required"));
    expect(await tokens({ "aws/d.json": printed, ".imdslint.yaml": "facts: [aws/d.json]" })).toEqual([]);
    expect(await tokens({ "aws/d.json": printed, ".imdslint.yaml": "facts: [{ file: aws/d.json, region: us-east-1 }]" })).toHaveLength(1);
    expect(await tokens({ "aws/d.json": printed, ".imdslint.yaml": "facts: [aws/d.json]\naccount-defaults: { '*': { http-tokens: optional } }" })).toHaveLength(1);
    expect(await tokens({ "i.json": images, ".imdslint.yaml": "facts: [i.json]" })).toEqual([]);
    await expect(tokens({ "x.json": "{}", ".imdslint.yaml": "facts: [x.json]" })).rejects.toThrow(/x\.json:1:1: this is neither the output of/);
    await expect(tokens({ "x.json": "{", ".imdslint.yaml": "facts: [x.json]" })).rejects.toThrow(/x\.json:1:1: this is not JSON/);
  });

  test("custom rules are listed, explained, checked, and configured like the others", async () => {
    const rule = readFileSync(join(projectFolder, "rules/tokens-required.yaml"), "utf8").replace("id: tokens-required", "id: our-tokens").replace("severity: high", "severity: critical");
    const files = { "policy/our-tokens.yaml": rule, ".imdslint.yaml": "custom-rules: [policy/our-tokens.yaml]\nrules: { tokens-required: off }\n", "main.tf": instance("a") };
    expect(await found(files)).toEqual(["main.tf our-tokens critical"]);
    const cwd = repository(files);
    expect((await cli(["rules"], { cwd })).stdout).toContain("our-tokens");
    expect((await cli(["explain", "our-tokens"], { cwd })).code).toBe(0);
  });

  test("a mistake in a custom rule is told with its place", async () => {
    const rule = readFileSync(join(projectFolder, "rules/tokens-required.yaml"), "utf8").replace("id: tokens-required", "id: our-tokens").replace("severity: high", "severity: hihg");
    await expect(found({ "p/our-tokens.yaml": rule, ".imdslint.yaml": "custom-rules: [p/our-tokens.yaml]\n" })).rejects.toThrow(/^p\/our-tokens\.yaml:\d+:\d+: "hihg" is not one of/);
  });
});

test("the published schema names the built-in rules", () => {
  const schema = JSON.parse(readFileSync(join(projectFolder, "schema/config.schema.json"), "utf8")) as { $defs: { rules: { properties: Record<string, unknown> } } };
  expect(Object.keys(schema.$defs.rules.properties)).toEqual(builtinRules.map((rule) => rule.id));
});

test("every example of the configuration page is a valid configuration, and every key has one", async () => {
  const page = readFileSync(join(projectFolder, "docs/configuration.md"), "utf8");
  const examples = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ""]) => text);
  expect(examples.length).toBeGreaterThan(5);
  for (const text of examples) await readConfig({ path: "docs/configuration.md", text });
  const schema = JSON.parse(readFileSync(join(projectFolder, "schema/config.schema.json"), "utf8")) as { properties: Record<string, unknown> };
  const shown = new Set(examples.flatMap((text) => Object.keys(parse(text) as object)));
  expect(Object.keys(schema.properties).filter((key) => key !== "$schema" && !shown.has(key))).toEqual([]);
});
