import { describe, expect, it } from "vitest";
import type { Setting } from "../../../src/model/setting.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const instance = (expression: string): string => `resource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = ${expression}\n  }\n}\n`;

async function tokens(files: Readonly<Record<string, string>>): Promise<Setting | undefined> {
  return at(await parseTerraform(files), "aws_instance.i").scenarios[0]?.settings.httpTokens;
}

function said(setting: Setting | undefined): string {
  if (setting?.state === "known") return JSON.stringify(setting.value);
  if (setting?.state === "unknown") return `unknown: ${setting.why}`;
  return setting?.state ?? "missing";
}

describe("expressions", () => {
  it.each([
    ['"required"', '"required"'],
    ["null", "absent"],
    ['"${"req"}uired"', '"required"'],
    ['true ? "required" : "optional"', '"required"'],
    ['1 + 1 == 2 ? "required" : "optional"', '"required"'],
    ['"1" == 1 ? "required" : "optional"', '"optional"'],
    ['!false && 3 > 2 ? "required" : "optional"', '"required"'],
    ['{ a = "required" }.a', '"required"'],
    ['{ a = "required" }["a"]', '"required"'],
    ['["optional", "required"][1]', '"required"'],
    ['[for t in ["x", "required"] : t if t != "x"][0]', '"required"'],
    ['{ for k, v in { a = "required" } : v => k }["required"] == "a" ? "required" : "no"', '"required"'],
    ['"%{ if 1 == 1 }required%{ else }optional%{ endif }"', '"required"'],
    ['([{ t = "required" }][*].t)[0]', '"required"'],
    ['[{ t = ["required"] }][*].t[0]', "unknown: it is a collection, where a single value belongs"],
    ['try({}.missing, "required")', '"required"'],
    ['lookup({ a = "optional" }, "b", "required")', '"required"'],
    ['lookup({ a = "required" }, "a", "optional")', '"required"'],
    ['merge({ a = "optional" }, { a = "required" }).a', '"required"'],
    ['coalesce(null, "", "required")', '"required"'],
    ['length(["a"]) > 0 ? "required" : "optional"', '"required"'],
    ['join("", ["req", "uired"])', '"required"'],
    ['upper("x")', '"X"'],
    ['element(["a", "b", "required"], 5)', '"required"'],
    ['one([])', "absent"],
    ['[for t in toset(["required", "optional"]) : t][0]', '"optional"'],
    ['contains(["a"], "a") ? "required" : "optional"', '"required"'],
    ['uuid()', "unknown: uuid() is not evaluated"],
    ['each.value', "unknown: each.value differs from instance to instance"],
    ['module.m.tokens', "unknown: module.m is not declared"],
    ['terraform.workspace', "unknown: terraform.workspace is decided when Terraform runs"],
    ['data.aws_x.y.z', "unknown: data.aws_x.y is not declared"],
    ['var.nothing', "unknown: var.nothing is not declared"],
    ['[1, 2]', "unknown: it is a collection, where a single value belongs"],
    ['aws_instance.i.id', "unknown: aws_instance.i.id is known only after apply"],
  ])("%s", async (expression, expected) => {
    expect(said(await tokens({ "main.tf": instance(expression) }))).toBe(expected);
  });

  it("hops stay what is written: a string stays a string", async () => {
    const result = await parseTerraform({ "main.tf": 'resource "aws_instance" "i" {\n metadata_options {\n http_put_response_hop_limit = "2"\n }\n}' });
    expect(at(result, "aws_instance.i").scenarios[0]?.settings.httpPutResponseHopLimit).toMatchObject({ state: "known", value: "2" });
  });
});

describe("variables", () => {
  const variable = (body: string): string => `variable "t" {\n${body}\n}\n`;
  it("take their default, and the trail shows it", async () => {
    const setting = await tokens({ "main.tf": instance("local.t"), "variables.tf": `${variable('default = "optional"')}locals {\n  t = var.t\n}\n` });
    expect(said(setting)).toBe('"optional"');
    expect(setting?.state === "known" ? setting.trail.map((hop) => `${hop.at.source.path}: ${hop.note}`) : []).toEqual(["variables.tf: default of var.t", "variables.tf: local.t"]);
  });

  it("take terraform.tfvars, then *.auto.tfvars by name; other tfvars are not loaded", async () => {
    const files = { "main.tf": instance("var.t") + variable('default = "a"') };
    expect(said(await tokens({ ...files, "terraform.tfvars": 't = "b"' }))).toBe('"b"');
    expect(said(await tokens({ ...files, "terraform.tfvars": 't = "b"', "a.auto.tfvars": 't = "c"' }))).toBe('"c"');
    expect(said(await tokens({ ...files, "b.auto.tfvars": 't = "d"', "a.auto.tfvars": 't = "c"' }))).toBe('"d"');
    expect(said(await tokens({ ...files, "prod.tfvars": 't = "e"' }))).toBe('"a"');
  });

  it("convert to their type, with the defaults of optional attributes", async () => {
    const type = 'type = object({ http_tokens = optional(string, "required"), hops = optional(number) })\ndefault = {}';
    expect(said(await tokens({ "main.tf": instance("var.t.http_tokens") + variable(type) }))).toBe('"required"');
    expect(said(await tokens({ "main.tf": instance("var.t.hops") + variable(type) }))).toBe("absent");
    expect(said(await tokens({ "main.tf": instance("var.t") + variable("type = string\ndefault = 5") }))).toBe('"5"');
  });

  it("with nullable = false take the default for null", async () => {
    const files = { "main.tf": instance("var.t"), "v.tf": variable('default = "required"\nnullable = false'), "terraform.tfvars": "t = null" };
    expect(said(await tokens(files))).toBe('"required"');
  });

  it("without default are unknown by name; a conditional that makes no difference is none", async () => {
    expect(said(await tokens({ "main.tf": instance("var.t") + variable("") }))).toBe("unknown: var.t has no default");
    expect(said(await tokens({ "main.tf": instance('var.t == "x" ? "required" : "required"') + variable("") }))).toBe('"required"');
  });

  it("that need themselves are unknown, not endless", async () => {
    expect(said(await tokens({ "main.tf": `${instance("local.a")}locals {\n  a = local.b\n  b = local.a\n}\n` }))).toBe("unknown: local.a refers to itself");
  });
});

describe("dynamic blocks", () => {
  const dynamic = (forEach: string, content: string, more = ""): string =>
    `resource "aws_instance" "i" {\n  dynamic "metadata_options" {\n    for_each = ${forEach}\n${more}\n    content {\n      http_tokens = ${content}\n    }\n  }\n}\n`;
  it.each([
    ["an element", '[{ t = "required" }]', "metadata_options.value.t", "", '"required"'],
    ["an iterator", '[{ t = "required" }]', "o.value.t", "iterator = o", '"required"'],
    ["a map", '{ required = 1 }', "metadata_options.key", "", '"required"'],
    ["no element", "[]", '"required"', "", "absent"],
    ["a lookup in a map", '[{ http_endpoint = "enabled" }]', 'lookup(metadata_options.value, "http_tokens", "required")', "", '"required"'],
    ["something unknown", "var.t", '"required"', "", "unknown: var.t has no default"],
  ])("over %s", async (_, forEach, content, more, expected) => {
    expect(said(await tokens({ "main.tf": `${dynamic(forEach, content, more)}variable "t" {}\n` }))).toBe(expected);
  });
});

describe("existence", () => {
  const counted = (count: string): string => `resource "aws_instance" "i" {\n  count = ${count}\n}\nvariable "on" {\n  default = false\n}\n`;
  it("count = 0 by the code itself is no resource", async () => {
    expect((await parseTerraform({ "main.tf": counted("0") })).resources).toEqual([]);
    expect((await parseTerraform({ "main.tf": counted("var.on ? 1 : 0"), "terraform.tfvars": "on = false" })).resources).toEqual([]);
  });
  it("count = 0 by a default is no resource in a root module", async () => {
    expect((await parseTerraform({ "main.tf": counted("var.on ? 1 : 0"), "backend.tf": 'terraform {\n  backend "s3" {}\n}\n' })).resources).toEqual([]);
  });
  it("count = 0 by a default is judged under an assumption in a module for others", async () => {
    const [scenario] = at(await parseTerraform({ "main.tf": counted("var.on ? 1 : 0") }), "aws_instance.i").scenarios;
    expect(scenario?.when.map((each) => each.condition)).toEqual(["aws_instance.i has instances"]);
  });
});

describe("a syntax error", () => {
  it("makes what it may have taken away unknown, and leaves the rest alone", async () => {
    const result = await parseTerraform({
      "main.tf": 'resource "aws_instance" "broken" {\n  metadata_options {\n    http_tokens = = "required"\n    http_endpoint = "enabled"\n  }\n}\nresource "aws_instance" "lost" {\n  ami = = "x"\n}\nresource "aws_instance" "whole" {}\n',
    });
    expect(result.problems).toHaveLength(1);
    const settings = (address: string) => at(result, address).scenarios[0]?.settings;
    expect(said(settings("aws_instance.broken")?.httpTokens)).toBe("unknown: a part of this block cannot be read (see the problems)");
    expect(said(settings("aws_instance.broken")?.httpEndpoint)).toBe('"enabled"');
    expect(said(settings("aws_instance.lost")?.httpTokens)).toBe("unknown: a part of this block cannot be read (see the problems)");
    expect(said(settings("aws_instance.whole")?.httpTokens)).toBe("absent");
  });
});
