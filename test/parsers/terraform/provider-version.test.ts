import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import { link } from "../../../src/effective/link.ts";
import { builtinRules } from "../../../src/rules/builtin.generated.ts";
import { evaluate } from "../../../src/rules/evaluate.ts";
import type { Source } from "../../../src/model/source.ts";
import { parseTerraform } from "../../support/terraform.ts";

const lockOf = (version: string): string => `provider "registry.terraform.io/hashicorp/random" {\n  version = "1.0.0"\n}\nprovider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n  constraints = ">= 3.0"\n}\n`;
const requires = (constraint: string): string => `terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "${constraint}"\n    }\n  }\n}\n`;
const template = (body: string): string => `resource "aws_launch_template" "t" {\n  metadata_options {\n${body}\n  }\n}\n`;
const tokens = '    http_tokens                 = "required"\n    http_put_response_hop_limit = 1';

/** The findings of tokens-required, with the message. */
async function findings(text: string, lock?: string, modules?: ReadonlyMap<string, readonly Source[]>): Promise<readonly Finding[]> {
  const result = await parseTerraform({ "main.tf": text, ...(lock === undefined ? {} : { ".terraform.lock.hcl": lock }) }, modules === undefined ? {} : { modules });
  const effective = link(result.resources, undefined, { accountDefaults: {}, images: {} });
  return evaluate(effective, builtinRules.filter(({ id }) => id === "tokens-required"), (rule) => ({ enabled: true, severity: rule.severity, parameters: {} })).findings;
}

describe("tokens alone in a launch template", () => {
  it.each([
    ["no version is said", "", undefined, []],
    ["locked before 4.61", "", lockOf("4.60.0"), ["definite"]],
    ["locked at 4.61", "", lockOf("4.61.0"), []],
    ["locked at 5.100", requires(">= 3.0"), lockOf("5.100.0"), []],
    ["the lock beats the constraint", requires("~> 5.0"), lockOf("4.0.0"), ["definite"]],
    ["a constraint below", requires("~> 4.60.0"), undefined, ["definite"]],
    ["a constraint below, in the old form", 'terraform {\n  required_providers {\n    aws = "< 4.61"\n  }\n}\n', undefined, ["definite"]],
    ["a constraint that also allows newer ones", requires("~> 4.0"), undefined, []],
    ["a constraint above", requires(">= 5.0"), undefined, []],
    ["another provider of that name", 'terraform {\n  required_providers {\n    aws = {\n      source  = "somebody/aws"\n      version = "1.0"\n    }\n  }\n}\n', undefined, []],
    ["a constraint that cannot be read", requires("latest"), undefined, []],
  ] as const)("%s", async (_, head, lock, certainties) => {
    const found = await findings(`${head}${template(tokens)}`, lock);
    expect(found.map(({ certainty }) => certainty)).toEqual(certainties);
    if (found[0] !== undefined) expect(found[0].message).toContain("http_tokens is never sent: AWS provider versions before 4.61 drop it");
  });

  it("are sent beside the endpoint by every version", async () => {
    expect(await findings(template(`${tokens}\n    http_endpoint = "enabled"`), lockOf("4.0.0"))).toEqual([]);
  });

  it("are judged by the constraints of all modules together", async () => {
    const modules = new Map([["inner", [{ path: "inner/main.tf", text: `${requires("< 4.61")}${template(tokens)}` }]]]);
    expect(await findings(`${requires(">= 4.0")}module "m" {\n  source = "./inner"\n}\n`, undefined, modules)).toHaveLength(1);
  });

  it("hang on an unknown endpoint before 4.61", async () => {
    const [found] = await findings(`variable "e" {}\n${template(`${tokens}\n    http_endpoint = var.e`)}`, lockOf("4.0.0"));
    expect(found).toMatchObject({ certainty: "possible", message: expect.stringContaining("var.e has no default") as string });
  });
});

describe("tokens left out of a launch template's block", () => {
  it.each([
    ["4.60.0", "definite"],
    ["4.61.0", "possible"],
    ["4.67.0", "possible"],
    ["5.0.0", "definite"],
  ])("%s: %s", async (version, certainty) => {
    const found = await findings(template('    http_endpoint = "enabled"'), lockOf(version));
    expect(found.map((one) => one.certainty)).toEqual([certainty]);
  });
});

it("a constraint that allows older versions is remarked upon", async () => {
  const result = await parseTerraform({ "main.tf": `${requires(">= 4.0")}${template(tokens)}` });
  const [effective] = link(result.resources, undefined, { accountDefaults: {}, images: {} });
  expect(effective?.context.map(({ note, setting }) => [setting, note])).toEqual([
    ["httpTokens", 'AWS provider versions before 4.61 drop http_tokens unless http_endpoint = "enabled" is written beside it, and required_providers says ">= 4.0"'],
    ["httpPutResponseHopLimit", 'AWS provider versions before 4.61 drop http_put_response_hop_limit unless http_endpoint = "enabled" is written beside it, and required_providers says ">= 4.0"'],
  ]);
});

it("only launch templates behaved so: instances did not", async () => {
  expect(await findings('resource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n', lockOf("4.0.0"))).toEqual([]);
});
