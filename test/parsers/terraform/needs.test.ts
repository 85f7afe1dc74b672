import { describe, expect, it } from "vitest";
import { functionsFor } from "../../../src/parsers/terraform/functions-for.ts";
import { addNeeds, needsOf, type Need } from "../../../src/parsers/terraform/needs.ts";
import { terraform } from "../../../src/parsers/terraform/index.ts";
import { parseHcl } from "../../../src/syntax/hcl/parse.ts";
import { readTerraformJson } from "../../../src/parsers/terraform/json.ts";
import { evaluateExpression } from "./console.ts";

function needs(text: string): readonly Need[] {
  return [...needsOf(parseHcl({ path: "main.tf", text }))].sort();
}

describe("what a configuration needs loaded", () => {
  it.each([
    ["nothing at all", "", []],
    ["no calls", 'locals {\n  a = "${var.b}-${local.c[0]}"\n}', []],
    ["type constraints", 'variable "a" {\n  type = map(object({ b = optional(list(string), []) }))\n  default = {}\n}', []],
    ["a call in a default", 'variable "a" {\n  type = string\n  default = lower("A")\n}', ["functions"]],
    ["a validation, which is not evaluated", 'variable "a" {\n  validation {\n    condition = can(var.a)\n  }\n}', []],
    ["a call deep in blocks", 'resource "a" "b" {\n  dynamic "c" {\n    content {\n      d = max(1, 2)\n    }\n  }\n}', ["functions"]],
    ["the second name of a function", "locals {\n  a = core::yamldecode(local.b)\n}", ["functions", "yaml"]],
    ["a pattern", 'locals {\n  a = regex("a", "b")\n}', ["functions", "patterns"]],
    ["a pattern to replace", 'locals {\n  a = replace("a", "/b/", "c")\n}', ["functions", "patterns"]],
    ["a text to replace", 'locals {\n  a = replace("a/", "b/", "/c/")\n}', ["functions"]],
    ["what may be a pattern to replace", 'locals {\n  a = replace("a", "${local.slash}b/", "c")\n}', ["functions", "patterns"]],
    ["arguments that are expanded", "locals {\n  a = replace(local.all...)\n}", ["functions", "patterns"]],
  ])("%s", (_, text, wanted) => {
    expect(needs(text)).toEqual(wanted);
  });

  it.each([
    "[f()]", "{ a = f() }", "{ (f()) = 1 }", "(f())", "-f()", "!f()", "f() + 1", "1 + f()", "f() ? 1 : 2", "true ? f() : 2", "true ? 1 : f()", "f().a", "f()[0]", "a[f()]", "f()[*].a", "a[*].b[f()]",
    "a[*].b[*].c[f()]", "[for x in f() : x]", "[for x in y : f()]", "{ for x in y : f() => x }", "[for x in y : x if f()]", '"${f()}"', '"a${f()}b"', '"%{ if f() }a%{ endif }"', '"%{ if a }${f()}%{ endif }"',
    '"%{ if a }b%{ else }${f()}%{ endif }"', '"%{ for x in f() }a%{ endfor }"', '"%{ for x in y }${f()}%{ endfor }"', "<<EOT\n${f()}\nEOT\n", "g(f())",
  ])("finds the call in %s", (expression) => {
    const { faults } = parseHcl({ path: "main.tf", text: `locals {\n  a = ${expression}\n}` });
    expect(faults).toEqual([]);
    expect(needs(`locals {\n  a = ${expression}\n}`)).toEqual(["functions"]);
  });

  it("finds calls in JSON", async () => {
    const file = await readTerraformJson({ path: "main.tf.json", text: '{ "locals": { "a": ["${regex(\\"a\\", \\"b\\")}"] } }' });
    expect([...needsOf(file)].sort()).toEqual(["functions", "patterns"]);
  });

  it("goes through a chain of a hundred thousand steps", () => {
    const needed = new Set<Need>();
    let chain = parseHcl({ path: "main.tf", text: "a = f()" }).body.attributes.map(({ value }) => value);
    for (let at = 0; at < 100_000; at++) chain = chain.map((target) => ({ kind: "get", target, name: "a", span: target.span }));
    addNeeds(chain, needed);
    expect([...needed]).toEqual(["functions"]);
  });
});

describe("functions that are loaded on demand", () => {
  it("are found wherever the call stands: in a called module, in tfvars, in a value from the command line", async () => {
    const resource = (tokens: string): string => `resource "aws_instance" "a" {\n  ami = "ami-1"\n  instance_type = "t3.micro"\n  metadata_options {\n    http_tokens = ${tokens}\n  }\n}\n`;
    const root = { path: "main.tf", text: 'module "m" {\n  source = "./m"\n}\n' };
    const called = { path: "m/main.tf", text: resource('lower("REQUIRED")') };
    const { resources } = await terraform.parse({ dir: ".", sources: [root], called: false, modules: new Map([["m", [called]]]) });
    expect(JSON.stringify(resources)).toContain('"required"');
    const variable = { path: "main.tf", text: `variable "t" {\n  type = list(string)\n}\n${resource("var.t[0]")}` };
    const given = await terraform.parse({ dir: ".", sources: [variable], called: false, variables: [{ kind: "value", name: "t", text: '[lower("REQUIRED")]' }] });
    expect(JSON.stringify(given.resources)).toContain('"required"');
  });

  it("leave a call unknown when they were not loaded", async () => {
    const { call } = await functionsFor(new Set());
    const source = { path: "main.tf", text: "" };
    const origin = { at: { source, span: { start: 0, end: 0 } } };
    const span = { start: 0, end: 0 };
    expect(call({ kind: "call", name: "lower", args: [], expand: false, nameSpan: span, span }, { source, bindings: new Map() }, () => ({ kind: "scalar", value: 1, origin }), origin, () => true)).toMatchObject({ kind: "unknown", why: "lower() is not evaluated" });
  });

  it("compile a pattern once for all rounds of a loop", async () => {
    const value = await evaluateExpression('[for i in range(1000) : can(regex("(?:[a-z]{3}){100}", "${i}"))]', "");
    expect(value.kind === "list" ? new Set(value.items.map((item) => (item.kind === "scalar" ? item.value : item.kind))) : value).toEqual(new Set([false]));
  });
});
