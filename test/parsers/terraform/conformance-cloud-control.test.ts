import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { launchSettings, spelling, type SettingName } from "../../../src/model/setting.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const text = readFileSync("fixtures/parsers/terraform/conformance-cloud-control.tf", "utf8");
const result = await parseTerraform({ "main.tf": text });

const settingsOf: Readonly<Record<string, readonly SettingName[]>> = {
  awscc_ec2_instance: launchSettings,
  awscc_ec2_launch_template: launchSettings,
  awscc_autoscaling_launch_configuration: ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"],
};
const forms = ["literal", "absent", "defaulted", "unknown", "conditional"] as const;

describe.each(Object.entries(settingsOf))("%s", (type, names) => {
  it.each(forms.flatMap((form) => names.map((name) => [name, form] as const)))("%s, %s", (name, form) => {
    const { scenarios } = at(result, `${type}.${form}`);
    const setting = scenarios[0]?.settings[name];
    const written = setting === undefined ? "" : text.slice(setting.at.span.start, setting.at.span.end);
    if (form === "absent") {
      expect(setting).toMatchObject({ state: "absent" });
      expect(written).toBe(`resource "${type}" "absent"`);
      return;
    }
    const spelled = name === "httpProtocolIpv6" ? "http_protocol_ipv_6" : spelling("terraform", name);
    expect(written).toMatch(new RegExp(`^${spelled} += `));
    if (form === "literal") expect(setting).toMatchObject({ state: "known", trail: [] });
    if (form === "defaulted") expect(setting).toMatchObject({ state: "known", trail: [{ note: expect.stringMatching(/^default of var\./) as string }] });
    if (form === "unknown") expect(setting).toMatchObject({ state: "unknown", why: expect.stringMatching(/^var\.unset_\w+ has no default$/) as string });
    if (form !== "conditional") return;
    expect(scenarios.map(({ when }) => when.map(({ condition, holds }) => ({ condition, holds })))).toEqual([[{ condition: "var.strict", holds: true }], [{ condition: "var.strict", holds: false }]]);
    expect(new Set(scenarios.map(({ settings }) => (settings[name].state === "known" ? settings[name].value : undefined))).size).toBe(2);
    expect(setting).toMatchObject({ state: "known" });
  });
});

it("reads every resource of the fixture", () => {
  expect(result.problems).toEqual([]);
  expect(result.resources.map((resource) => resource.address).sort()).toEqual(Object.keys(settingsOf).flatMap((type) => forms.map((form) => `${type}.${form}`)).sort());
});

it.each([
  ['provider "awscc" {\n  region = "eu-west-1"\n}\n', { provider: "aws", region: "eu-west-1" }],
  ['provider "aws" {\n  region = "eu-west-2"\n}\n', { provider: "aws", region: "eu-west-2" }],
  ['provider "aws" {\n  region = "eu-west-2"\n}\nprovider "awscc" {\n  region = "eu-west-1"\n}\n', { provider: "aws", region: "eu-west-1" }],
])("is placed where its own provider is configured, else where the main one is: %s", async (providers, placement) => {
  const parsed = await parseTerraform({ "main.tf": `${providers}resource "awscc_ec2_instance" "x" {}\n` });
  expect(at(parsed, "awscc_ec2_instance.x").placement).toMatchObject(placement);
});
