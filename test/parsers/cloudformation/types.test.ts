import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { link } from "../../../src/effective/link.ts";
import type { Facts } from "../../../src/model/effective.ts";
import type { Setting } from "../../../src/model/setting.ts";
import { cloudFormationTypes } from "../../../src/resource-types/cloudformation-types.ts";
import { parseText, resourceAt, scenarioAt, settingAt, textAt, whenInWords } from "./support.ts";

const folder = new URL("../../../fixtures/rules/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const good = await parseText(read("tokens-required/cloudformation-good.yaml"));
const weak = await Promise.all(["launchers", "services"].map((name) => parseText(read(`tokens-required/cloudformation-${name}.yaml`))));

/** Types whose fixtures stand elsewhere (fixtures/parsers/cloudformation/conformance), or whose properties cfn-lint does not know yet. */
const elsewhere = new Set(["AWS::EC2::Instance", "AWS::AutoScaling::LaunchConfiguration", "AWS::AutoScaling::AutoScalingGroup", "AWS::Organizations::Policy", "AWS::ECS::CapacityProvider"]);
const newer = new Set(["AWS::AppStream::ImageBuilder", "AWS::AppStream::AppBlockBuilder"]);

const types = [...cloudFormationTypes];

it.each(types.filter(([type]) => !newer.has(type)))("%s is in the good template", (type, { kind }) => {
  expect(good.resources.find((resource) => resource.type === type)).toMatchObject({ kind, format: "cloudformation", placement: { provider: "cloudformation" } });
});

it.each(types.filter(([type]) => !elsewhere.has(type)))("%s is among the weak ones", (type) => {
  expect(weak.flatMap(({ resources }) => resources.filter((resource) => resource.type === type))).not.toEqual([]);
});

const machines = (properties: string): string => `Resources:\n  Machines:\n    Type: ${properties.replaceAll("\n", "\n    ")}\n`;
const noFacts: Facts = { accountDefaults: {}, images: {} };

it.each([
  ["a batch environment on Fargate", "BatchOnFargate"],
  ["a capacity provider for a group", "CapacityOfGroup"],
])("%s launches no machines itself", (_, address) => {
  expect(good.resources.map((resource) => resource.address)).not.toContain(address);
});

describe("an EC2 fleet", () => {
  const fleet = (overrides: string, type = "instant"): string =>
    machines(`AWS::EC2::EC2Fleet\nProperties:\n  Type: ${type}\n  LaunchTemplateConfigs:\n    - LaunchTemplateSpecification: {LaunchTemplateName: web, Version: "1"}\n      Overrides: ${overrides}`);

  it.each([
    ["[{InstanceType: t3.micro}]", ["[] absent"]],
    ["[{InstanceType: t3.micro}, {MetadataOptions: {HttpTokens: optional}}]", ["[!launched by LaunchTemplateConfigs[0].Overrides[1]] absent", "[launched by LaunchTemplateConfigs[0].Overrides[1]] optional"]],
    ["[{MetadataOptions: {HttpTokens: required}}]", ["[launched by LaunchTemplateConfigs[0].Overrides[0]] required"]],
    ["[{MetadataOptions: !ImportValue options}]", ["[launched by LaunchTemplateConfigs[0].Overrides[0]] unknown"]],
  ])("with the overrides %s", async (overrides, expected) => {
    const { scenarios } = resourceAt(await parseText(fleet(overrides)), "Machines");
    expect(scenarios.map((scenario) => `[${whenInWords(scenario)}] ${words(scenario.settings.httpTokens)}`)).toEqual(expected);
    for (const { links } of scenarios) expect(links).toMatchObject([{ target: { state: "named", name: "web" }, version: { value: "1" } }]);
  });

  it.each(["maintain", "request", "!Ref AWS::NoValue"])("of the type %s takes neither metadata options nor an image from an override", async (type) => {
    const { scenarios, remarks } = resourceAt(await parseText(fleet("[{MetadataOptions: {HttpTokens: required}, ImageId: ami-0123456789abcdef0}]", type)), "Machines");
    expect(scenarios.map((scenario) => [whenInWords(scenario), words(scenario.settings.httpTokens), scenario.image.state])).toEqual([["", "absent", "absent"]]);
    expect(scenarios[0]?.links).toMatchObject([{ target: { name: "web" } }]);
    expect(remarks).toMatchObject([{ note: "only fleets of the type instant take metadata options in overrides: these do not count" }]);
  });

  it("of an unknown type launches in both ways, if they differ at all", async () => {
    const ways = async (overrides: string) => resourceAt(await parseText(fleet(overrides, "!ImportValue type")), "Machines").scenarios.map((scenario) => `[${whenInWords(scenario)}] ${words(scenario.settings.httpTokens)}`);
    expect(await ways("[{InstanceType: t3.micro}]")).toEqual(["[] absent"]);
    expect(await ways("[{MetadataOptions: {HttpTokens: required}}]")).toEqual([
      "[!launched by an instant fleet] absent",
      "[launched by an instant fleet & launched by LaunchTemplateConfigs[0].Overrides[0]] required",
    ]);
  });

  it("has no remark when it is instant", async () => {
    expect(resourceAt(await parseText(fleet("[{MetadataOptions: {HttpTokens: required}}]")), "Machines").remarks).toBeUndefined();
  });
});

function words(setting: Setting): string {
  return setting.state === "known" ? String(setting.value) : setting.state;
}

it("a spot fleet's launch specifications differ by their images, and the remark says what decides", async () => {
  const specifications = ["ami-0123456789abcdef0", "ami-0123456789abcdef0", "ami-0aaaaaaaaaaaaaaaa"].map((id) => `      - {ImageId: ${id}}`).join("\n");
  const result = await parseText(machines(`AWS::EC2::SpotFleet\nProperties:\n  SpotFleetRequestConfigData:\n    LaunchSpecifications:\n${specifications}`));
  const { scenarios, remarks } = resourceAt(result, "Machines");
  expect(scenarios.map((scenario) => [whenInWords(scenario), scenario.image])).toMatchObject([
    ["launched by LaunchSpecifications[0]", { state: "named", name: "ami-0123456789abcdef0" }],
    ["launched by LaunchSpecifications[2]", { state: "named", name: "ami-0aaaaaaaaaaaaaaaa" }],
  ]);
  expect(remarks?.map(({ note }) => note)).toContain("a launch specification cannot set metadata options: the account default, the image or AWS decides");
});

describe("images by condition in several ways to launch", () => {
  const sections = "Conditions: {C: !Equals [!Ref AWS::Region, b]}\n";
  const batch = machines(`AWS::Batch::ComputeEnvironment
Properties:
  ComputeResources:
    Type: EC2
    Ec2Configuration:
      - {ImageType: ECS_AL2}
      - {ImageType: ECS_AL2023, ImageIdOverride: !If [C, ami-0123456789abcdef0, !Ref AWS::NoValue]}`);

  it("are told apart for each way", async () => {
    const { scenarios } = resourceAt(await parseText(sections + batch), "Machines");
    expect(scenarios.map((scenario) => [whenInWords(scenario), scenario.image.state === "named" ? scenario.image.name : scenario.image.state])).toEqual([
      ["C & launched by Ec2Configuration[0]", "described"],
      ["C & launched by Ec2Configuration[1]", "ami-0123456789abcdef0"],
      ["!C & launched by Ec2Configuration[0]", "described"],
      ["!C & launched by Ec2Configuration[1]", "absent"],
    ]);
  });
});

it.each([
  ['!Sub "arn:aws:elasticbeanstalk:${AWS::Region}::platform/Corretto 17 running on 64bit Amazon Linux 2023/4.1.0"', "al2023-ami-*"],
  ['!Sub "arn:aws:elasticbeanstalk:${AWS::Region}::platform/Corretto 8 running on 64bit Amazon Linux 2/3.0.0"', "amzn2-ami-*"],
  ['!Join ["/", [!Ref AWS::Region, "64bit Amazon Linux 2018.03 v2.7.3 running Python 3.6"]]', "amzn-ami-*"],
  ['!Sub "64bit Amazon Linux 2${AWS::StackName}"', undefined],
  ['!Sub "64bit ${AWS::StackName}"', undefined],
])("the platform %s of an environment", async (platform, pattern) => {
  const { image } = scenarioAt(await parseText(machines(`AWS::ElasticBeanstalk::Environment\nProperties:\n  ApplicationName: shop\n  PlatformArn: ${platform}`)), "Machines");
  expect(image.state === "described" ? image.patterns[0] : undefined).toBe(pattern);
});

it("managed instances have tags in their metadata unless told not to", async () => {
  const provider = (option: string): string => machines(`AWS::ECS::CapacityProvider\nProperties:\n  ManagedInstancesProvider:\n    InstanceLaunchTemplate: {${option}}`);
  const tags = async (option: string): Promise<Setting> => settingAt(await parseText(provider(option)), "Machines", "instanceMetadataTags");
  expect(words(await tags(""))).toBe("enabled");
  expect(words(await tags("InstanceMetadataTagsPropagation: false"))).toBe("disabled");
  expect(words(await tags("InstanceMetadataTagsPropagation: !ImportValue tags"))).toBe("unknown");
});

it.each([
  ["SERVICE_CONTROL_POLICY", ["guardrail"]],
  ["DECLARATIVE_POLICY_EC2", ["guardrail"]],
  ["!ImportValue type", ["guardrail"]],
  ["TAG_POLICY", []],
])("a policy of the type %s", async (type, kinds) => {
  const { resources } = await parseText(machines(`AWS::Organizations::Policy\nProperties: {Name: x, Type: ${type}, Content: {}}`));
  expect(resources.map(({ kind }) => kind)).toEqual(kinds);
});

describe("a custom resource that sets account defaults", () => {
  const call = (parameters: string, more = ""): string =>
    `Resources:\n  Defaults:\n    Type: Custom::AWS\n    Properties:\n      Create: '{"service":"EC2","action":"modifyInstanceMetadataDefaults","parameters":${parameters}${more}}'\n  Machine:\n    Type: AWS::EC2::Instance\n`;

  it("is read with all its parameters, at the call", async () => {
    const result = await parseText(call('{"HttpTokens":"required","HttpPutResponseHopLimit":2,"HttpEndpoint":"enabled","InstanceMetadataTags":"disabled","HttpTokensEnforced":"enabled"}'));
    const { settings } = scenarioAt(result, "Defaults");
    expect(resourceAt(result, "Defaults")).toMatchObject({ kind: "account-defaults", placement: { provider: "cloudformation" } });
    expect([settings.httpTokens, settings.httpPutResponseHopLimit, settings.httpEndpoint, settings.instanceMetadataTags, settings.httpTokensEnforced].map(words)).toEqual(["required", "2", "enabled", "disabled", "enabled"]);
    expect(textAt(settings.httpTokens.at)).toMatch(/^'\{"service"/);
  });

  it.each([
    ['"region":"eu-west-1"', { region: "eu-west-1" }],
    ['"region":1', { region: "1" }],
  ])("is for the Region that the call names: %s", async (region, placement) => {
    expect(resourceAt(await parseText(call("{}", `,${region}`)), "Defaults").placement).toMatchObject(placement);
  });

  it("decides for the machines of the stack, and what it leaves out may be told by the configuration", async () => {
    const at = { source: { path: "imdslint.yaml", text: "" }, span: { start: 0, end: 0 } };
    const facts: Facts = { accountDefaults: { "*": { httpTokens: "required", httpPutResponseHopLimit: 2, at } }, images: {} };
    const settingsWith = async (parameters: string, told: Facts) => {
      const { resources, root } = await parseText(call(parameters));
      const machine = link(resources, root, told).find(({ resource }) => resource.address === "Machine");
      return [machine?.scenarios[0]?.settings.httpTokens, machine?.scenarios[0]?.settings.httpPutResponseHopLimit].map((setting) => (setting === undefined ? "" : `${words(setting)} by ${setting.layer}`));
    };
    expect(await settingsWith('{"HttpPutResponseHopLimit":3}', noFacts)).toEqual(["optional by aws-default", "3 by account-default"]);
    expect(await settingsWith('{"HttpPutResponseHopLimit":3}', facts)).toEqual(["required by account-default", "3 by account-default"]);
    expect(await settingsWith('{"HttpTokens":"no-preference"}', facts)).toEqual(["optional by aws-default", "2 by account-default"]);
  });

  it.each<[string, string, Facts["accountDefaults"] | undefined, readonly string[]]>([
    ["nothing is said without a call and without a fact", "Resources:\n  Machine: {Type: AWS::EC2::Instance}\n", undefined, []],
    ["nothing when the call leaves the tokens alone", call('{"HttpPutResponseHopLimit":1}'), undefined, []],
    ["of what the call sets", call('{"HttpTokens":"optional"}'), undefined, ["optional by account-default"]],
    ["of what it clears", call('{"HttpTokens":"no-preference"}'), undefined, ["no-preference by account-default"]],
    ["of what the configuration states", "Resources:\n  Machine: {Type: AWS::EC2::Instance}\n", { "*": { httpTokens: "optional", at: { source: { path: "x", text: "" }, span: { start: 0, end: 0 } } } }, ["optional by account-default"]],
  ])("of the account of a stack, %s", async (_, text, accountDefaults, expected) => {
    const { resources, root } = await parseText(text);
    const accounts = link(resources, root, accountDefaults === undefined ? noFacts : { accountDefaults, images: {} }).filter(({ resource }) => resource.kind === "account");
    expect(accounts.map(({ scenarios }) => scenarios.map(({ settings: { httpTokens } }) => `${words(httpTokens)} by ${httpTokens.layer}`).join(" "))).toEqual(expected);
  });
});

it("a fleet with more combinations than can be told apart is one scenario, with the values that it may have", async () => {
  const count = 14;
  const conditions = Array.from({ length: count }, (_, index) => `  C${index}: !Equals [!Ref P${index}, "yes"]`).join("\n");
  const parameters = Array.from({ length: count }, (_, index) => `  P${index}: {Type: String, AllowedValues: ["yes", "no"]}`).join("\n");
  const overrides = Array.from({ length: count }, (_, index) => `          - MetadataOptions: {HttpTokens: !If [C${index}, required, optional]}`).join("\n");
  const text = `Parameters:\n${parameters}\nConditions:\n${conditions}\nResources:\n  Fleet:\n    Type: AWS::EC2::EC2Fleet\n    Properties:\n      Type: instant\n      LaunchTemplateConfigs:\n        - LaunchTemplateSpecification: {LaunchTemplateName: web, Version: "1"}\n          Overrides:\n${overrides}\n`;
  const result = await parseText(text);
  expect(resourceAt(result, "Fleet").scenarios).toHaveLength(1);
  const setting = settingAt(result, "Fleet", "httpTokens");
  expect(setting.state).toBe("unknown");
  expect(scenarioAt(result, "Fleet").links).toMatchObject([{ target: { name: "web" } }]);
});
