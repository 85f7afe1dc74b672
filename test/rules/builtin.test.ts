import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { severities } from "../../src/model/finding.ts";
import { kinds } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { settingNames } from "../../src/model/setting.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { readRule } from "../../src/rules/load.ts";
import { ruleMarkdown, ruleText } from "../../src/rules/page.ts";
import schema from "../../rules/rule.schema.json" with { type: "json" };

const directory = join(import.meta.dirname, "../../rules");
const files = (await readdir(directory)).filter((name) => name.endsWith(".yaml")).map((name) => name.slice(0, -".yaml".length)).sort().map((id) => `${id}.yaml`);

/** Every text that people read as sentences, with its place in the rule. */
function texts(rule: Rule): readonly (readonly [string, string])[] {
  return [
    ...rule.message.map((message, index) => [`message ${index}`, message.text] as const),
    ...rule.why.trim().split(/\n\s*\n/).map((paragraph, index) => [`why, paragraph ${index + 1}`, paragraph.trim()] as const),
    ...Object.entries({ ...rule.fix, ...rule.fixByType }).map(([name, text]) => [`fix for ${name}`, text] as const),
    ...Object.entries(rule.parameters ?? {}).map(([name, parameter]) => [`parameter ${name}`, parameter.description] as const),
  ];
}

it("every rule file is built in", async () => {
  expect(builtinRules.map((rule) => `${rule.id}.yaml`)).toEqual(files);
  for (const file of files) {
    const { rule, faults } = await readRule({ path: `rules/${file}`, text: await readFile(join(directory, file), "utf8") });
    expect(faults).toEqual([]);
    expect(builtinRules).toContainEqual(rule);
  }
});

it("the rules have the severities and kinds that they were ordered with", () => {
  expect(builtinRules.map((rule) => [rule.id, rule.severity, rule.kinds.join(" ")])).toEqual([
    ["account-defaults", "low", "account"],
    ["account-defaults-conflict", "medium", "account-defaults"],
    ["ami-imds-support", "medium", "image"],
    ["dropped-options", "high", "instance launch-template launch-configuration"],
    ["endpoint-enabled", "low", "instance launch-template launch-configuration launcher"],
    ["hop-limit", "medium", "instance launch-template launch-configuration launcher service"],
    ["invalid-value", "low", "instance launch-template launch-configuration launcher image account-defaults service"],
    ["metadata-tags-key", "low", "instance launch-template launcher"],
    ["stale-template-version", "medium", "instance launcher"],
    ["tokens-required", "high", "instance launch-template launch-configuration launcher service"],
    ["weakened-override", "medium", "instance launch-template launcher"],
  ]);
});

describe.each(builtinRules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  it.each(texts(rule))("%s ends with a full stop and holds no line of its own making", (_name, text) => {
    expect(text).toMatch(/[.](?:`)?$/);
    expect(text).not.toMatch(/ {2}|\t| $/);
  });

  it("has a title without a full stop, and references to AWS or HashiCorp only", () => {
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.references.length).toBeGreaterThanOrEqual(2);
    for (const reference of rule.references) expect(reference).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|registry\.terraform\.io\/providers\/hashicorp\/aws)\//);
  });

  it("has a fix for each format that has examples, and examples for each format that has a fix", () => {
    expect(Object.keys(rule.examples).sort()).toEqual(Object.keys(rule.fix).sort());
  });

  it("has mappings of the catalogues' own form", () => {
    const forms: Readonly<Record<string, RegExp>> = {
      "security-hub": /^(EC2|AutoScaling)\.\d+$/,
      "aws-config": /^[a-z0-9-]+$/,
      "cis-aws": /^v\d\.0\.0\/\d\.\d$/,
      "nist-800-53": /^r5\/[A-Z]{2}-\d+(\(\d+\))?$/,
      "pci-dss": /^v4\.0\.1\/[\d.]+$/,
      cwe: /^CWE-\d+$/,
      attack: /^T\d{4}\.\d{3}$/,
    };
    for (const [catalogue, ids] of Object.entries(rule.mappings)) for (const id of ids) expect(id).toMatch(forms[catalogue] ?? /^no such catalogue$/);
  });

  it("has a page with all of it, in both forms", () => {
    const pages = [ruleMarkdown(rule, { examples: true }), ruleText(rule, { examples: true })];
    for (const page of pages) {
      for (const reference of rule.references) expect(page).toContain(reference);
      for (const ids of Object.values(rule.mappings)) expect(page).toContain(ids.at(-1));
      for (const name of Object.keys(rule.parameters ?? {})) expect(page).toContain(name);
      expect(page).toContain(rule.title);
      expect(page).not.toMatch(/\{(address|type|param|http|imds|instance)/);
    }
  });
});

describe("pages", () => {
  const [rule] = builtinRules;
  if (rule === undefined) throw new Error("there are no rules");

  it("show the tool's output under its example", () => {
    const page = ruleMarkdown(rule, { examples: true, output: (format, example) => (format === "terraform" && example === 1 ? "second output\n" : undefined) });
    expect(page.split("second output").length).toBe(2);
    expect(page).toContain("```text\nsecond output\n```");
    expect(page.indexOf("second output")).toBeGreaterThan(page.indexOf("Sends http_tokens"));
  });

  it("leave examples out when asked", () => {
    expect(ruleMarkdown(rule, { examples: false })).not.toContain("```");
    expect(ruleText(rule, { examples: false })).not.toContain("examples");
  });

  it("wrap prose for terminals and keep lists and code as they are", () => {
    const listed: Rule = { ...rule, why: `${"word ".repeat(60)}.\n\n- one\n- two\n`, examples: {} };
    const text = ruleText(listed, { examples: true });
    expect(Math.max(...text.split("\n").filter((line) => line.includes("word")).map((line) => line.length))).toBeLessThanOrEqual(96);
    expect(text).toContain("  - one\n  - two\n");
  });
});

describe("the schema", () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const accepts = ajv.compile(schema);

  it("knows the words of the model", () => {
    expect(schema.$defs.setting.enum).toEqual([...settingNames]);
    expect(schema.$defs.kind.enum).toEqual([...kinds]);
    expect(schema.properties.severity.enum).toEqual([...severities]);
  });

  it.each<[string, string]>([
    ["a misspelt setting", "{ not: { setting: httpToken, is: required } }"],
    ["a value outside its domain", "{ not: { setting: httpTokens, is: Required } }"],
    ["a number outside its domain", "{ setting: httpPutResponseHopLimit, is: 65 }"],
    ["an unknown key beside a whole condition", "{ setting: httpTokens, is: required, because: reasons }"],
    ["an unknown layer", "{ setting: httpTokens, layer: account }"],
    ["above with a setting that is no number", "{ setting: httpTokens, above: 1 }"],
  ])("gives an editor few errors for %s: none but the mistake itself", (_, when) => {
    const rule: unknown = parse(`{ id: x, title: x, severity: low, kinds: [instance], when: ${when}, at: httpTokens, message: x, why: x, fix: x }`);
    expect(accepts(rule)).toBe(false);
    const own = (accepts.errors ?? []).filter((error) => error.keyword !== "if" && error.keyword !== "maxProperties");
    expect(own).toHaveLength(1);
  });

  it.each(["{ setting: httpTokens, is: required }", "{ setting: httpTokens, set: false }", "{ setting: httpPutResponseHopLimit, above: 3 }", "{ any: [{ not: { setting: imdsSupport, is: v2.0 } }] }"])("accepts %s", (when) => {
    expect(accepts(parse(`{ id: x, title: x, severity: low, kinds: [instance], when: ${when}, at: httpTokens, message: x, why: x, fix: x }`))).toBe(true);
  });
});
