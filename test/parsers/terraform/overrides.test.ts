import { describe, expect, it, test } from "vitest";
import type { Setting } from "../../../src/model/setting.ts";
import { locate } from "../../../src/model/source.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

/** A setting with the file and line where it takes effect, and its trail. */
function said(setting: Setting | undefined): string {
  if (setting === undefined) return "missing";
  const place = locate(setting.at);
  const trail = setting.state === "known" ? setting.trail.map((hop) => ` < ${hop.note} ${hop.at.source.path}:${locate(hop.at).start.line}`) : [];
  const value = setting.state === "known" ? String(setting.value) : setting.state;
  return `${value} ${place.path}:${place.start.line}${trail.join("")}`;
}

async function tokens(files: Readonly<Record<string, string>>): Promise<string> {
  const result = await parseTerraform(files);
  expect(result.problems).toEqual([]);
  return said(at(result, "aws_instance.web").scenarios[0]?.settings.httpTokens);
}

const main = 'variable "t" {\n  type    = string\n  default = "optional"\n}\nlocals {\n  l = var.t\n}\nresource "aws_instance" "web" {\n  ami = "ami-1"\n  metadata_options {\n    http_tokens = local.l\n  }\n}\n';

describe("override files", () => {
  test.each([
    ["override.tf"],
    ["x_override.tf"],
    ["x_override.tofu"],
  ])("%s replaces nested blocks of one type", async (name) => {
    const override = 'resource "aws_instance" "web" {\n\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n';
    expect(await tokens({ "main.tf": main, [name]: override })).toBe(`required ${name}:4`);
  });

  it("in JSON do so, too", async () => {
    const json = '{"resource": {"aws_instance": {"web": {\n"metadata_options": {"http_tokens": "${local.l}"}}}}}';
    expect(await tokens({ "main.tf": main, "override.tf.json": json })).toBe("optional override.tf.json:2 < default of var.t main.tf:3 < local.l main.tf:6");
    const native = 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n';
    expect(await tokens({ "main.tf.json": '{"resource": {"aws_instance": {"web": {"metadata_options": {"http_tokens": "optional"}}}}}', "override.tf": native })).toBe("required override.tf:3");
  });

  it("merge variables and locals by argument and name", async () => {
    const override = 'variable "t" {\n  default = "required"\n}\n';
    expect(await tokens({ "main.tf": main, "override.tf": override })).toBe("required main.tf:11 < default of var.t override.tf:2 < local.l main.tf:6");
    expect(await tokens({ "main.tf": main, "override.tf": 'locals {\n  l = "x"\n}\n' })).toBe("x main.tf:11 < local.l override.tf:2");
  });

  it("are applied by name, the later one winning", async () => {
    const value = (text: string): string => `resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "${text}"\n  }\n}\n`;
    expect(await tokens({ "a_override.tf": value("a"), "b_override.tf": value("b"), "main.tf": main })).toBe("b b_override.tf:3");
  });

  it("replace dynamic blocks and are replaced as such", async () => {
    const dynamic = 'resource "aws_instance" "web" {\n  dynamic "metadata_options" {\n    for_each = ["a"]\n    content {\n      http_tokens = metadata_options.value\n    }\n  }\n}\n';
    expect(await tokens({ "main.tf": main, "override.tf": dynamic })).toMatch(/^a override\.tf:5/);
    const fixed = 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "b"\n  }\n}\n';
    expect(await tokens({ "main.tf": dynamic, "override.tf": fixed })).toBe("b override.tf:3");
  });

  it("change the source and arguments of module calls, outputs and provider configurations", async () => {
    const files = {
      "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "b"\n  region = "eu-west-2"\n}\nresource "aws_instance" "web" {\n  provider = aws.b\n}\nresource "aws_instance" "db" {\n}\nmodule "m" {\n  source = "./gone"\n  t      = "optional"\n}\n',
      "override.tf": 'provider "aws" {\n  alias  = "b"\n  region = "us-east-1"\n}\nmodule "m" {\n  source = "./m"\n}\n',
    };
    const module = [{ path: "m/main.tf", text: 'variable "t" {}\nresource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = var.t\n  }\n}\n' }];
    const result = await parseTerraform(files, { modules: new Map([["m", module]]) });
    expect(at(result, "aws_instance.web").placement.region).toBe("us-east-1");
    expect(at(result, "aws_instance.db").placement.region).toBe("eu-west-1");
    expect(said(at(result, "module.m.aws_instance.web").scenarios[0]?.settings.httpTokens)).toBe("optional m/main.tf:4 < passed to module.m as t main.tf:15");
  });

  it("of called modules count as well, and what overrides nothing is judged all the same", async () => {
    const module = [
      { path: "m/main.tf", text: 'resource "aws_instance" "web" {\n}\n' },
      { path: "m/override.tf", text: 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "x"\n  }\n}\nresource "aws_instance" "more" {\n}\n' },
    ];
    const result = await parseTerraform({ "main.tf": 'module "m" {\n  source = "./m"\n}\n' }, { modules: new Map([["m", module]]) });
    expect(result.resources.map((resource) => resource.address)).toEqual(["module.m.aws_instance.web", "module.m.aws_instance.more"]);
    expect(said(at(result, "module.m.aws_instance.web").scenarios[0]?.settings.httpTokens)).toBe("x m/override.tf:3");
  });

  it("say alone which backend there is", async () => {
    const result = await parseTerraform({ "main.tf": 'terraform {\n  backend "s3" {}\n}\n', "override.tf": 'terraform {\n  backend "local" {}\n}\n' });
    expect(result.root?.evidence.source.path).toBe("override.tf");
  });

  it("leave no place in a text that is no file", async () => {
    const files = { "main.tf": main, "override.tf": 'resource "aws_instance" "web" {\n  ami = var.t\n}\n' };
    const result = await parseTerraform(files);
    const paths = new Map(Object.entries(files));
    const seen = JSON.stringify(result, (key, value: unknown) => (key === "source" ? ((value as { text: string; path: string }).text === paths.get((value as { path: string }).path) ? "a file" : "something else") : value));
    expect(seen).toContain("a file");
    expect(seen).not.toContain("something else");
  });
});

test("blocks that declare nothing of ours are tolerated", async () => {
  const text = `
moved {
  from = aws_instance.old
  to   = aws_instance.web
}
import {
  to = aws_instance.web
  id = "i-123"
}
removed {
  from = aws_instance.gone
  lifecycle {
    destroy = false
  }
}
check "health" {
  data "http" "x" {
    url = "https://example.com"
  }
  assert {
    condition     = data.http.x.status_code == 200
    error_message = "down"
  }
}
ephemeral "aws_secretsmanager_secret_version" "db" {
  secret_id = "x"
}
action "aws_lambda_invoke" "x" {
  config {
    function_name = "f"
  }
}
`;
  expect(await tokens({ "main.tf": main, "more.tf": text })).toMatch(/^optional /);
  const json = { moved: [{ from: "aws_instance.old", to: "aws_instance.web" }], import: { to: "aws_instance.web", id: "i-1" }, removed: { from: "aws_instance.gone" }, check: { c: { assert: { condition: "${true}", error_message: "x" } } }, ephemeral: { a: { b: {} } }, action: { a: { b: {} } } };
  expect(await tokens({ "main.tf": main, "more.tf.json": JSON.stringify(json) })).toMatch(/^optional /);
});
