import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { spelling, type SettingName } from "../../../src/model/setting.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const text = readFileSync("fixtures/parsers/terraform/conformance.tf", "utf8");
const result = await parseTerraform({ "main.tf": text });

const five: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"];
const settingsOf: Readonly<Record<string, readonly SettingName[]>> = {
  aws_instance: five,
  aws_launch_template: five,
  aws_launch_configuration: ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"],
  aws_ec2_instance_metadata_defaults: ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"],
  aws_ami: ["imdsSupport"],
};
const forms = ["literal", "absent", "defaulted", "unknown", "conditional"] as const;

describe.each(Object.entries(settingsOf))("%s", (type, names) => {
  it.each(forms.flatMap((form) => names.map((name) => [name, form] as const)))("%s, %s", (name, form) => {
    const { scenarios } = at(result, `${type}.${form}`);
    const [scenario] = scenarios;
    const setting = scenario?.settings[name];
    const written = setting === undefined ? "" : text.slice(setting.at.span.start, setting.at.span.end);
    switch (form) {
      case "literal":
        expect(setting).toMatchObject({ state: "known", trail: [] });
        expect(written).toMatch(new RegExp(`^${spelling("terraform", name)} += `));
        break;
      case "absent":
        expect(setting).toMatchObject({ state: "absent" });
        expect(written).toBe(`resource "${type}" "absent"`);
        break;
      case "defaulted":
        expect(setting).toMatchObject({ state: "known", trail: [{ note: expect.stringMatching(/^default of var\./) as string }] });
        break;
      case "unknown":
        expect(setting).toMatchObject({ state: "unknown", why: expect.stringMatching(/^var\.unset_\w+ has no default$/) as string });
        break;
      case "conditional":
        expect(scenarios.map(({ when }) => when.map(({ condition, holds }) => ({ condition, holds })))).toEqual([[{ condition: "var.strict", holds: true }], [{ condition: "var.strict", holds: false }]]);
        expect(new Set(scenarios.map(({ settings }) => (settings[name].state === "known" ? settings[name].value : undefined))).size).toBe(2);
        expect(setting).toMatchObject({ state: "known" });
        break;
    }
  });
});

it("reads every resource of the fixture, and the fixture covers every cell", () => {
  expect(result.problems).toEqual([]);
  expect(result.resources.map((resource) => resource.address).sort()).toEqual(Object.keys(settingsOf).flatMap((type) => forms.map((form) => `${type}.${form}`)).sort());
});
