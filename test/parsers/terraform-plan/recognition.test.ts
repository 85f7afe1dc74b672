import { describe, expect, it } from "vitest";
import { scanText } from "../../support/scan-text.ts";
import { parsePlan, plan, planText } from "./support.ts";

const instance = { address: "aws_instance.x", after: { metadata_options: [{ http_tokens: "optional" }] } };

describe("what is recognised", () => {
  it.each([
    ["a plan", plan([instance])],
    ["a plan with its keys in another order, printed for people", JSON.stringify(JSON.parse(plan([instance])), Object.keys(JSON.parse(plan([instance])) as object).sort().concat("address", "mode", "type", "change", "after", "metadata_options", "http_tokens"), 2)],
    ["a plan with a byte order mark", `\uFEFF${plan([instance])}`],
    ["a plan of which only the values are left", JSON.stringify({ format_version: "1.1", planned_values: { root_module: { resources: [{ address: "aws_instance.x", mode: "managed", type: "aws_instance", values: instance.after }] } } })],
    ["a plan of the first format", plan([instance]).replace('"1.2"', '"0.1"')],
    ["a state", JSON.stringify({ format_version: "1.0", terraform_version: "1.9.0", values: { root_module: { child_modules: [{ address: "module.a", resources: [{ address: "module.a.aws_instance.x", mode: "managed", type: "aws_instance", values: instance.after }] }] } } })],
  ])("%s", async (_, text) => {
    const { findings, problems } = await scanText("plan.json", text);
    expect(problems).toEqual([]);
    expect(findings.find(({ rule }) => rule === "tokens-required")).toMatchObject({ certainty: "definite", resource: { format: "terraform", type: "aws_instance" } });
  });

  it.each([
    ["a state file", JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", outputs: {}, resources: [{ mode: "managed", type: "aws_instance", name: "x", instances: [] }] })],
    ["the state of nothing", '{"format_version":"1.0"}'],
    ["the schemas of providers", '{"format_version":"1.0","provider_schemas":{"registry.terraform.io/hashicorp/aws":{"resource_schemas":{"aws_instance":{}}}}}'],
    ["the answer of terraform validate", '{"format_version":"1.0","valid":true,"error_count":0,"diagnostics":[]}'],
    ["a list of functions", '{"format_version":"1.0","function_signatures":{}}'],
    ["JSON configuration", '{"resource":{"aws_instance":{"x":{"ami":"ami-1"}}},"//":{"format_version":"1.0"}}'],
    ["CloudFormation with the words in it", '{"AWSTemplateFormatVersion":"2010-09-09","Description":"\\"format_version\\" \\"planned_values\\"","Resources":{}}'],
    ["a list", '[{"format_version":"1.0","planned_values":{}}]'],
    ["something broken", '{"format_version":'],
    ["a version that is no text", '{"format_version":1,"planned_values":{}}'],
  ])("not %s", async (_, text) => {
    expect(await parsePlan(text)).toEqual({ recognised: false, resources: [], problems: [] });
  });
});

describe("what cannot be looked at is said", () => {
  it("a plan that was cut off", async () => {
    const text = plan([instance]);
    const { recognised, problems } = await parsePlan(text.slice(0, text.indexOf('"after"')));
    expect({ recognised, problems }).toMatchObject({ recognised: true, problems: [{ kind: "syntax", message: "This is not JSON: The text ends before this is closed." }] });
  });

  it("a change that is broken inside", async () => {
    const { problems } = await parsePlan(plan([instance]).replace('"http_tokens":', '"http_tokens"'));
    expect(problems).toMatchObject([{ kind: "syntax", message: "This is not JSON: A colon belongs here." }]);
  });

  it("a plan that Terraform could not finish", async () => {
    const { resources, problems } = await parsePlan(plan([instance], { errored: true }));
    expect(resources).toHaveLength(1);
    expect(problems).toMatchObject([{ message: "Terraform failed while it made this plan: resources may be missing from it." }]);
    expect((await parsePlan(plan([instance], { errored: false }))).problems).toEqual([]);
  });

  it("a format of the future", async () => {
    const { recognised, resources, problems } = await parsePlan(plan([instance]).replace('"1.2"', '"2.0"'));
    expect({ recognised, resources }).toEqual({ recognised: true, resources: [] });
    expect(problems).toMatchObject([{ message: "This is Terraform's JSON format 2.0; imdslint knows versions 0 and 1." }]);
  });

  it("never throws, wherever a plan is cut off or changed", async () => {
    const text = planText("launch-configuration");
    for (let at = 0; at < text.length; at += 41) {
      await parsePlan(text.slice(0, at));
      for (const other of ['"', "}", "[", "\\", "x"]) await parsePlan(text.slice(0, at) + other + text.slice(at + 1));
    }
  });
});
