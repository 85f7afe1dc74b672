import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { spelling, type SettingName } from "../../../src/model/setting.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const text = readFileSync("fixtures/parsers/terraform/conformance-services.tf", "utf8");
const result = await parseTerraform({ "main.tf": text });

const both: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit"];
const settingsOf: Readonly<Record<string, readonly SettingName[]>> = {
  aws_imagebuilder_infrastructure_configuration: both,
  aws_sagemaker_notebook_instance: ["httpTokens"],
  aws_elastic_beanstalk_environment: ["httpTokens"],
  aws_elastic_beanstalk_configuration_template: ["httpTokens"],
  aws_emr_security_configuration: both,
  awscc_imagebuilder_infrastructure_configuration: both,
  awscc_sagemaker_notebook_instance: ["httpTokens"],
  awscc_elasticbeanstalk_environment: ["httpTokens"],
  awscc_elasticbeanstalk_configuration_template: ["httpTokens"],
};
const forms = ["literal", "absent", "defaulted", "unknown", "conditional", "wrong"] as const;

describe.each(Object.entries(settingsOf))("%s", (type, names) => {
  it.each(forms.flatMap((form) => names.map((name) => [name, form] as const)))("%s, %s", (name, form) => {
    const { scenarios } = at(result, `${type}.${form}`);
    const setting = scenarios[0]?.settings[name];
    const written = setting === undefined ? "" : text.slice(setting.at.span.start, setting.at.span.end);
    const safe = name === "httpTokens" ? "required" : 1;
    switch (form) {
      case "literal":
        expect(setting).toMatchObject({ state: "known", value: safe });
        expect(written).toMatch(type.includes("beanstalk") ? /^value +=/ : new RegExp(`^${spelling("terraform", name, type)} += `));
        break;
      case "absent":
        expect(setting).toMatchObject({ state: "absent" });
        break;
      case "defaulted":
        expect(setting).toMatchObject({ state: "known", value: safe });
        expect(setting?.state === "known" ? setting.trail[0]?.note : "").toMatch(/^default of var\./);
        break;
      case "unknown":
        expect(setting).toMatchObject({ state: "unknown", why: expect.stringMatching(/^var\.unset_\w+ has no default$/) as string });
        break;
      case "conditional":
        expect(scenarios.map(({ when, settings }) => [...when.map(({ condition, holds }) => `${condition} is ${holds}`), settings[name]])).toMatchObject([
          ["var.strict is true", { state: "known", value: safe }],
          ["var.strict is false", { state: "known", value: name === "httpTokens" ? "optional" : 2 }],
        ]);
        break;
      case "wrong":
        expect(setting?.state === "known" ? setting.value : safe).not.toBe(safe);
        break;
    }
  });
});

it("reads every resource of the fixture, all as services", () => {
  expect(result.problems).toEqual([]);
  expect(result.resources.map((resource) => resource.address).sort()).toEqual(Object.keys(settingsOf).flatMap((type) => forms.map((form) => `${type}.${form}`)).sort());
  expect(new Set(result.resources.map((resource) => resource.kind))).toEqual(new Set(["service"]));
});

describe("the words of a switch", () => {
  const tokens = async (resource: string): Promise<string> => {
    const { resources } = await parseTerraform({ "main.tf": resource });
    const setting = resources.at(-1)?.scenarios[0]?.settings.httpTokens;
    if (setting?.state !== "known") return setting?.state === "unknown" ? `unknown: ${setting.why}` : "absent";
    return `${String(setting.value)}: ${setting.trail.map(({ note }) => note).join(", ")}`;
  };
  const emr = (configuration: string): string => `resource "aws_emr_security_configuration" "x" {\n  configuration = ${configuration}\n}\n`;
  const setting = (name: string, value: string): string => `  setting {\n    namespace = "aws:autoscaling:launchconfiguration"\n    name      = ${name}\n    value     = ${value}\n  }\n`;
  const environment = (body: string): string => `resource "aws_elastic_beanstalk_environment" "x" {\n  solution_stack_name = "64bit Amazon Linux 2 v3"\n${body}}\n`;

  it.each([
    ['resource "aws_sagemaker_notebook_instance" "x" {\n  instance_metadata_service_configuration {\n    minimum_instance_metadata_service_version = "1"\n  }\n}\n', 'optional: minimum_instance_metadata_service_version is "1"'],
    [environment(setting('"DisableIMDSv1"', "false")), "optional: DisableIMDSv1 is false"],
    [environment(setting('"DisableIMDSv1"', '"TRUE"')), 'required: DisableIMDSv1 is "TRUE"'],
    [environment(setting('"InstanceType"', '"t3.micro"')), "absent"],
    [environment(setting("var.which", '"true"')), "unknown: it is not known which option a setting sets"],
    [environment(`  dynamic "setting" {\n    for_each = { DisableIMDSv1 = "true", InstanceType = "t3.micro" }\n    content {\n      namespace = "aws:autoscaling:launchconfiguration"\n      name      = setting.key\n      value     = setting.value\n    }\n  }\n`), 'required: DisableIMDSv1 is "true"'],
    ['resource "aws_elastic_beanstalk_environment" "x" {}\n', "unknown: DisableIMDSv1 is not set, and the platform is not known"],
    [`resource "aws_elastic_beanstalk_configuration_template" "t" {\n  solution_stack_name = "x"\n${setting('"DisableIMDSv1"', '"true"')}}\nresource "aws_elastic_beanstalk_environment" "x" {\n  template_name = aws_elastic_beanstalk_configuration_template.t.name\n}\n`, 'required: DisableIMDSv1 is "true"'],
    [emr('<<-EOT\n    {"InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": 2, "HttpPutResponseHopLimit": 1}}\n  EOT'), "required: MinimumInstanceMetadataServiceVersion is 2"],
    [emr('"{\\"InstanceMetadataServiceConfiguration\\": {\\"MinimumInstanceMetadataServiceVersion\\": 1}}"'), "optional: MinimumInstanceMetadataServiceVersion is 1"],
    [emr('"{\\"EncryptionConfiguration\\": {}}"'), "absent"],
    [emr('"no JSON"'), "unknown: the configuration is not a JSON object"],
    [emr("var.gone"), "unknown: var.gone is not declared"],
    [`locals {\n  c = { MinimumInstanceMetadataServiceVersion = 2 }\n}\n${emr("jsonencode({ InstanceMetadataServiceConfiguration = local.c })")}`, "required: local.c, MinimumInstanceMetadataServiceVersion is 2"],
  ])("%s", async (resource, expected) => {
    expect(await tokens(resource)).toBe(expected);
  });
});
