import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { locate, type Source } from "../../../src/model/source.ts";
import type { Setting } from "../../../src/model/setting.ts";
import type { Expression } from "../../../src/syntax/hcl/ast.ts";
import { readTerraformJson } from "../../../src/parsers/terraform/json.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

/** What a setting is, and the text that stands at its place. */
function said(setting: Setting | undefined): string {
  if (setting === undefined) return "missing";
  const { source, span } = setting.at;
  const text = source.text.slice(span.start, span.end);
  switch (setting.state) {
    case "known":
      return `${typeof setting.value} ${String(setting.value)} at ${text}`;
    case "absent":
      return `absent at ${text}`;
    case "unknown":
      return `unknown: ${setting.why}`;
  }
}

async function tokensOf(json: unknown, more: Readonly<Record<string, string>> = {}, address = "aws_instance.web"): Promise<string> {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const result = await parseTerraform({ "main.tf.json": text, ...more });
  expect(result.problems).toEqual([]);
  return said(at(result, address).scenarios[0]?.settings.httpTokens);
}

function web(body: unknown): unknown {
  return { resource: { aws_instance: { web: body } } };
}

describe("the forms of a block", () => {
  const options = { http_tokens: "required" };
  const expected = 'string required at "http_tokens":"required"';
  test.each([
    ["an object", web({ metadata_options: options })],
    ["an array of objects", web({ metadata_options: [options] })],
    ["a resource as an array", web([{ metadata_options: options }])],
    ["labels as arrays", { resource: [{ aws_instance: [{ web: { metadata_options: options } }] }] }],
    ["the file as an array", [{ locals: {} }, web({ metadata_options: options })]],
    ["with comments", { "//": "a", resource: { "//": "b", aws_instance: { "//": "c", web: { "//": "d", metadata_options: { "//": "e", ...options } } } } }],
  ])("%s", async (_, json) => {
    expect(await tokensOf(json)).toBe(expected);
  });

  it("several resource keys in one object add up, as in Terraform", async () => {
    const text = '{"resource": {"aws_instance": {"a": {}}}, "resource": {"aws_instance": {"b": {}}}}';
    const result = await parseTerraform({ "main.tf.json": text });
    expect(result.problems).toEqual([]);
    expect(result.resources.map((resource) => resource.address)).toEqual(["aws_instance.a", "aws_instance.b"]);
  });

  it("an empty array and null are no block, an empty object is an empty one", async () => {
    const block = async (value: unknown) => at(await parseTerraform({ "main.tf.json": JSON.stringify(web({ metadata_options: value })) }), "aws_instance.web").scenarios[0]?.block.state;
    expect([await block([]), await block(null), await block({})]).toEqual(["absent", "absent", "present"]);
  });

  it("dynamic blocks are expanded, with an iterator by name", async () => {
    const dynamic = { for_each: ["optional", "required"], iterator: "each_one", content: { http_tokens: "${each_one.value}" } };
    expect(await tokensOf(web({ dynamic: { metadata_options: dynamic } }))).toBe('string optional at "http_tokens":"${each_one.value}"');
    expect(await tokensOf(web({ dynamic: [{ metadata_options: [{ ...dynamic, for_each: [] }] }] }))).toMatch(/^absent/);
  });
});

describe("expressions", () => {
  const variable = (value: unknown) => ({ variable: { t: { default: value } }, ...(web({ metadata_options: { http_tokens: "${var.t}" } }) as object) });

  it("are templates in strings, of which a single interpolation keeps its type", async () => {
    expect(await tokensOf({ locals: { n: 3, s: "re" }, ...(web({ metadata_options: { http_tokens: "${local.n}" } }) as object) })).toMatch(/^number 3 /);
    expect(await tokensOf({ locals: { n: 3, s: "re" }, ...(web({ metadata_options: { http_tokens: "${local.s}quired" } }) as object) })).toMatch(/^string required /);
    expect(await tokensOf(web({ metadata_options: { http_tokens: "$${x}" } }))).toMatch(/^string \$\{x\} /);
    expect(await tokensOf(web({ metadata_options: { http_tokens: "%{ if true }required%{ else }optional%{ endif }" } }))).toMatch(/^string required /);
  });

  it("trim one line at strip markers, as Terraform 1.11.4 does", async () => {
    expect(await tokensOf(web({ metadata_options: { http_tokens: "a \n ${~ \"b\"} c" } }))).toContain("string a \nb c at");
    expect(await tokensOf(web({ metadata_options: { http_tokens: "\n  ${~ 1 ~}  \n x" } }))).toContain("string \n1 x at");
  });

  it("are numbers, booleans, lists and objects as JSON has them", async () => {
    expect(await tokensOf(web({ metadata_options: { http_tokens: true } }))).toMatch(/^boolean true /);
    expect(await tokensOf({ locals: { m: { "${\"a\"}b": ["x", "required"] } }, ...(web({ metadata_options: { http_tokens: "${local.m.ab[1]}" } }) as object) })).toMatch(/^string required /);
  });

  it("defaults of variables are taken literally, their types are expressions", async () => {
    expect(await tokensOf(variable("${x}"))).toMatch(/^string \$\{x\} /);
    const typed = { variable: { t: { type: "object({ a = optional(string, \"required\") })", default: {} } }, ...(web({ metadata_options: { http_tokens: "${var.t.a}" } }) as object) };
    expect(await tokensOf(typed)).toMatch(/^string required /);
  });

  it("name provider configurations", async () => {
    const json = { provider: { aws: [{ region: "eu-west-1" }, { alias: "west", region: "us-west-2" }] }, resource: { aws_instance: { web: { provider: "aws.west" } } } };
    const placement = at(await parseTerraform({ "main.tf.json": JSON.stringify(json) }), "aws_instance.web").placement;
    expect(placement).toMatchObject({ provider: "aws.west", region: "us-west-2" });
  });

  it("mix with native files of the same directory", async () => {
    expect(await tokensOf(web({ metadata_options: { http_tokens: "${local.t}" } }), { "locals.tf": 'locals { t = "required" }' })).toMatch(/^string required /);
  });
});

describe("places", () => {
  async function texts(text: string): Promise<readonly string[]> {
    const source: Source = { path: "x.tf.json", text };
    const { body } = await readTerraformJson(source);
    const value = body.blocks[0]?.body.attributes[0]?.value;
    const parts = value?.kind === "template" ? value.parts.map((part) => (part.kind === "interpolation" ? part.value : part)) : [];
    return [value, ...parts].map((node) => (node === undefined ? "" : text.slice(node.span.start, node.span.end)));
  }

  it("are exact, with and without escapes", async () => {
    expect(await texts('{"locals": {"a": "x ${var.b} y"}}')).toEqual(['"x ${var.b} y"', "x ", "var.b", " y"]);
    expect(await texts('{"locals": {"a": "\\u0078\\n ${f(\\"q\\")} \\"y"}}')).toEqual(['"\\u0078\\n ${f(\\"q\\")} \\"y"', "\\u0078\\n ", 'f(\\"q\\")', ' \\"y']);
  });

  it("of a resource are its name's", async () => {
    const text = JSON.stringify(web({ ami: "x" }), undefined, 2);
    const result = await parseTerraform({ "main.tf.json": text });
    expect(locate(at(result, "aws_instance.web").at)).toEqual({ path: "main.tf.json", start: { line: 4, column: 7 }, end: { line: 4, column: 12 } });
  });

  it("always lie in the text, in order, whatever the strings hold", async () => {
    const piece = fc.constantFrom("${var.a}", '"', "\\", "\n", "é", "𝒳", "${\"x\\n\"}", "$${", "%{ if x }y%{ endif }", "text ", "${", "}");
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.boolean(), async (pieces, ascii) => {
        const plain = JSON.stringify({ locals: { a: pieces.join("") } });
        const text = ascii ? plain.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`) : plain;
        const file = await readTerraformJson({ path: "x.tf.json", text });
        const value = file.body.blocks[0]?.body.attributes[0]?.value;
        expect(value === undefined).toBe(file.faults.length > 0);
        for (const span of [...spansOf(value), ...file.faults.map((fault) => fault.span)]) {
          expect(span.start).toBeGreaterThanOrEqual(text.indexOf("a") + 2);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length - 2);
        }
      }),
    );
  });
});

function* spansOf(expression: Expression | undefined): Generator<{ readonly start: number; readonly end: number }> {
  if (expression === undefined) return;
  yield expression.span;
  if (expression.kind === "template") for (const part of expression.parts) yield part.span;
}

describe("values", () => {
  const main = 'variable "t" { default = "none" }\nresource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = var.t\n  }\n}\n';
  const set = (value: string) => JSON.stringify({ t: value });

  it.each([
    [["terraform.tfvars.json"], "terraform.tfvars.json"],
    [["terraform.tfvars", "terraform.tfvars.json"], "terraform.tfvars.json"],
    [["terraform.tfvars.json", "a.auto.tfvars"], "a.auto.tfvars"],
    [["a.auto.tfvars", "a.auto.tfvars.json"], "a.auto.tfvars.json"],
    [["a.auto.tfvars.json", "b.auto.tfvars", "terraform.tfvars"], "b.auto.tfvars"],
    [["b.auto.tfvars.json", "a.auto.tfvars"], "b.auto.tfvars.json"],
    [["other.tfvars.json"], "none"],
  ])("of %j come from %s", async (files, winner) => {
    const values = Object.fromEntries(files.map((name) => [name, name.endsWith(".json") ? set(name) : `t = "${name}"`]));
    const result = await parseTerraform({ "main.tf": main, ...values });
    expect(result.problems).toEqual([]);
    expect(said(at(result, "aws_instance.web").scenarios[0]?.settings.httpTokens)).toMatch(new RegExp(`^string ${winner} `));
    expect(result.root !== undefined).toBe(winner !== "none");
  });

  it("are taken literally", async () => {
    const result = await parseTerraform({ "main.tf": main, "terraform.tfvars.json": set("${local.x}") });
    expect(said(at(result, "aws_instance.web").scenarios[0]?.settings.httpTokens)).toMatch(/^string \$\{local\.x\} /);
  });
});

describe("broken files", () => {
  test.each([
    ["no JSON", "{,}", 1, 2],
    ["a template that does not end", '{"locals": {"a": "${b"}}', 1, 22],
    ["a scalar in place of a block", '{"resource": {"aws_instance": {"a": 1}}}', 1, 37],
    ["a scalar in place of the file", "1", 1, 1],
    ["one argument twice", '{"locals": {"a": 1, "a": 2}}', 1, 21],
  ])("%s is a problem at its place", async (_, text, line, column) => {
    const { problems } = await parseTerraform({ "x.tf.json": text }, { judge: () => Promise.reject(new Error("HashiCorp's parser of native syntax has nothing to say here")) });
    expect(problems.map(({ kind, location }) => [kind, location.start])).toEqual([["syntax", { line, column }]]);
  });

  it("cost what is broken in them, and no more", async () => {
    const text = JSON.stringify({ ...(web({ ami: "${", metadata_options: { http_tokens: "required" } }) as object), locals: { "__proto__": 1 } });
    const result = await parseTerraform({ "x.tf.json": text });
    expect(said(at(result, "aws_instance.web").scenarios[0]?.settings.httpTokens)).toMatch(/^string required/);
  });

  test.each([
    ["deep objects", `${'{"locals":'.repeat(400)}{}${"}".repeat(400)}`],
    ["deep expressions", JSON.stringify({ locals: { a: `\${${"(".repeat(5000)}` } })],
    ["many templates", JSON.stringify({ locals: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`a${at}`, "${x}\n"])) })],
    ["space in front of many templates", " ".repeat(1_000_000) + JSON.stringify({ locals: Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`a${at}`, "${x}"])) })],
    ["one key very often", `{"resource": {${Array.from({ length: 50_000 }, () => '"a": {}').join(",")}}}`],
    ["nested blocks of nested blocks", JSON.stringify(web(Array.from({ length: 200 }).reduce<unknown>((inner) => ({ b: inner, c: inner === undefined ? 1 : "x" }), {})))],
  ])("hostile: %s take linear time", async (_, text) => {
    const started = performance.now();
    await parseTerraform({ "x.tf.json": text });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
