import { expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { renderText } from "../../../src/report/text.ts";
import { renderJson } from "../../../src/report/json.ts";
import { repository } from "../../support/project.ts";

const secret = "hunter2";
const instance = (argument: string): string => `resource "aws_instance" "a" {\n  ${argument}\n}\n`;
const options = (value: string): string => instance(`metadata_options {\n    http_tokens = ${value}\n  }`);

async function everything(files: Readonly<Record<string, string>>): Promise<{ readonly text: string; readonly findings: readonly string[] }> {
  const { report, rules, readSource } = await check({ paths: [], cwd: repository(files), note: () => undefined });
  const text = await renderText(report, { readSource, rules, color: false, hyperlinks: false, quiet: false });
  return { text: text + renderJson(report), findings: report.findings.map(({ rule, certainty }) => `${rule} ${certainty}`) };
}

test.each([
  ["a setting by default", { "main.tf": `variable "s" {\n  sensitive = true\n  default   = "${secret}"\n}\n${options("var.s")}` }],
  ["a setting by tfvars", { "main.tf": `variable "s" {\n  sensitive = true\n}\n${options("var.s")}`, "terraform.tfvars": `s = "${secret}"\n` }],
  ["a part of an object", { "main.tf": `variable "s" {\n  sensitive = true\n}\n${options('lower(var.s["key"])')}`, "terraform.tfvars": `s = { key = "${secret}" }\n` }],
  ["a text that is made of it", { "main.tf": `variable "s" {\n  sensitive = true\n  default   = "${secret}"\n}\n${options('"x-${var.s}"')}` }],
  ["an image", { "main.tf": `variable "s" {\n  sensitive = true\n  default   = "ami-${secret}"\n}\n${instance("ami = var.s")}` }],
  ["the name of a launch template", { "main.tf": `variable "s" {\n  sensitive = true\n  default   = "${secret}"\n}\n${instance("launch_template {\n    name = var.s\n  }")}` }],
  ["an argument of a module", { "main.tf": `variable "s" {\n  sensitive = true\n  default   = "${secret}"\n}\nmodule "m" {\n  source = "./m"\n  tokens = var.s\n}\n`, "m/main.tf": `variable "tokens" {}\n${options("var.tokens")}` }],
])("a sensitive value is not told as %s", async (_, files) => {
  const { text, findings } = await everything(files);
  expect(findings.join()).toContain("tokens-required");
  expect(text).not.toContain(secret);
});

test("a line with a secret is not shown for the public value beside it", async () => {
  const { text, findings } = await everything({ "main.tf": `variable "s" {\n  sensitive = true\n}\n${options("var.s.tokens")}`, "terraform.tfvars": `s = { password = "${secret}", tokens = "optional" }\n` });
  expect(findings).toContain("tokens-required definite");
  expect(text).not.toContain(secret);
});
