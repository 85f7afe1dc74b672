import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../../../src/effective/link.ts";
import { parseTerraform } from "../../support/terraform.ts";

const fixtures = ["fixtures/parsers/terraform", "fixtures/sample/terraform", "fixtures/rules/tokens-required"]
  .flatMap((dir) => readdirSync(dir).map((name) => `${dir}/${name}`))
  .filter((path) => path.endsWith(".tf"))
  .map((path) => readFileSync(path, "utf8"));

async function survives(text: string): Promise<void> {
  const result = await parseTerraform({ "main.tf": text });
  for (const { resource, scenarios } of link(result.resources, result.root, { accountDefaults: {}, images: {} })) {
    expect(resource.at.span.end).toBeLessThanOrEqual(text.length);
    for (const { settings } of scenarios) for (const { at } of Object.values(settings)) expect(at.span.start).toBeLessThanOrEqual(at.span.end);
  }
}

describe("the Terraform parser survives", () => {
  it("every fixture cut at every 50th character", async () => {
    for (const text of fixtures) for (let end = 0; end < text.length; end += 50) await survives(text.slice(0, end));
  });

  it("mutated fixtures", async () => {
    const mutation = fc.record({ file: fc.nat(fixtures.length - 1), at: fc.nat(), length: fc.nat(20), text: fc.string({ unit: fc.constantFrom(...Array.from("{}[]()\"$%=.,:~\n<EOT-a1 ")), maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(mutation, async ({ file, at, length, text }) => {
        const original = fixtures[file] ?? "";
        const start = at % (original.length + 1);
        await survives(original.slice(0, start) + text + original.slice(start + length));
      }),
      { numRuns: 500 },
    );
  });

  it("locals that double at every step", async () => {
    const locals = Array.from({ length: 60 }, (_, at) => `  l${at + 1} = "\${local.l${at}}\${local.l${at}}"`).join("\n");
    const started = performance.now();
    await survives(`locals {\n  l0 = "xxxxxxxxxxxxxxxx"\n${locals}\n}\nresource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = local.l60\n  }\n}\n`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("lists that grow by for in for", async () => {
    const ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
    const nest = (depth: number): string => (depth === 0 ? '"required"' : `[for v${depth} in ${ten} : ${nest(depth - 1)}]`);
    const started = performance.now();
    await survives(`resource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = ${nest(12)}[0]\n  }\n}\n`);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it.each([
    ["concat", (at: number) => `concat(local.l${at}, local.l${at})`, "local.l39[0]"],
    ["flatten", (at: number) => `[local.l${at}, local.l${at}]`, "flatten(local.l39)[0]"],
    ["for", (at: number) => `[for item in local.l0 : local.l${at}]`, 'length(toset(flatten(local.l39))) > 0 ? "required" : "optional"'],
    ["equality", (at: number) => `[local.l${at}, local.l${at}]`, 'local.l39 == [local.l38, [local.l37, local.l37]] ? "required" : "optional"'],
    ["distinct", (at: number) => `[local.l${at}, local.l${at}]`, 'length(distinct([local.l39, [local.l38, [local.l37, local.l37]]])) == 1 ? "required" : "optional"'],
  ])("values that share their parts: %s", async (_, next, use) => {
    const locals = Array.from({ length: 39 }, (_, at) => `  l${at + 1} = ${next(at)}`).join("\n");
    const started = performance.now();
    await survives(`locals {\n  l0 = ["x", "x"]\n${locals}\n}\nresource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = ${use}\n  }\n}\n`);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("a type that would convert shared parts for ever", async () => {
    const type = `${"list(".repeat(40)}string${")".repeat(40)}`;
    const locals = Array.from({ length: 39 }, (_, at) => `  l${at + 1} = [local.l${at}, local.l${at}]`).join("\n");
    const started = performance.now();
    const child = { path: "m/main.tf", text: `variable "v" {\n  type = ${type}\n}\nresource "aws_instance" "i" {\n  count = length(var.v)\n}\n` };
    await parseTerraform({ "main.tf": `locals {\n  l0 = ["x", "x"]\n${locals}\n}\nmodule "m" {\n  source = "./m"\n  v = local.l39\n}\n` }, { modules: new Map([["m", [child]]]) });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("a chain of ten thousand locals", async () => {
    const chain = Array.from({ length: 10_000 }, (_, at) => `  l${at} = local.l${at + 1}`).join("\n");
    await survives(`locals {\n${chain}\n  l10000 = "required"\n}\nresource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = local.l0\n  }\n}\n`);
  });

  it("names of the prototype", async () => {
    await survives('variable "__proto__" {\n  default = "x"\n}\nlocals {\n  constructor = { __proto__ = "y" }\n}\nresource "aws_instance" "toString" {\n  metadata_options {\n    http_tokens = local.constructor.__proto__\n    http_endpoint = var.__proto__\n  }\n}\n');
  });

  it("blocks that are made from each other", async () => {
    const template = (name: string, other: string): string =>
      `resource "aws_launch_template" "${name}" {\n  name = aws_launch_template.${other}.name\n  dynamic "metadata_options" {\n    for_each = concat(aws_launch_template.${other}.metadata_options, aws_launch_template.${name}.metadata_options)\n    content {\n      http_tokens = "\${aws_launch_template.${other}.name}\${aws_launch_template.${name}.metadata_options[0].http_tokens}"\n    }\n  }\n}\n`;
    const { resources } = await parseTerraform({ "main.tf": template("a", "b") + template("b", "a") });
    expect(resources.map(({ scenarios }) => scenarios[0]?.settings.httpTokens.state)).toEqual(["unknown", "unknown"]);
  });
});
