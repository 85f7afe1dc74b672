import { describe, expect, it } from "vitest";
import type { Resource } from "../../../src/model/resource.ts";
import { cloudformation } from "../../../src/parsers/cloudformation/index.ts";

async function read(resources: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): Promise<readonly Resource[]> {
  const text = JSON.stringify({ Resources: resources, ...more });
  return (await cloudformation.parse({ dir: ".", sources: [{ path: "t.json", text }], called: false })).resources;
}

async function strays(type: string, properties: unknown): Promise<readonly string[]> {
  const resources = await read({ R: { Type: type, Properties: properties } });
  return resources.flatMap(({ scenarios }) => scenarios.flatMap(({ strayOptions }) => (strayOptions ?? []).map(({ key }) => key)));
}

async function tagKeys(type: string, properties: unknown): Promise<readonly string[]> {
  const resources = await read({ R: { Type: type, Properties: properties } }, { Parameters: { Key: { Type: "String", Default: "a/b" }, Open: { Type: "String" } }, Conditions: { C: { "Fn::Equals": [{ Ref: "Open" }, "x"] } } });
  return resources.flatMap(({ scenarios }) => scenarios.flatMap((scenario) => (scenario.tagKeys ?? []).map(({ key }) => key)));
}

const instance = "AWS::EC2::Instance";
const template = "AWS::EC2::LaunchTemplate";
const configuration = "AWS::AutoScaling::LaunchConfiguration";
const group = "AWS::AutoScaling::AutoScalingGroup";

describe("properties that are no options", () => {
  it.each<[string, string, unknown, readonly string[]]>([
    ["all five", instance, { MetadataOptions: { HttpTokens: 1, HttpEndpoint: 1, HttpPutResponseHopLimit: 1, HttpProtocolIpv6: 1, InstanceMetadataTags: 1 } }, []],
    ["a misspelt one", instance, { MetadataOptions: { HttpToken: "required" } }, ["HttpToken"]],
    ["lower case", template, { LaunchTemplateData: { MetadataOptions: { httpTokens: "required" } } }, ["httpTokens"]],
    ["a configuration has three", configuration, { MetadataOptions: { HttpTokens: 1, InstanceMetadataTags: 1 } }, ["InstanceMetadataTags"]],
    ["the whole misspelt", instance, { MetaDataOptions: {} }, ["MetaDataOptions"]],
    ["other properties", instance, { EnclaveOptions: {}, MaintenanceOptions: {}, CpuOptions: {} }, []],
    ["in the wrong place", template, { MetadataOptions: {}, LaunchTemplateData: {} }, ["MetadataOptions"]],
    ["functions", instance, { MetadataOptions: { "Fn::Transform": { Name: "x" } } }, []],
    ["under a condition", instance, { MetadataOptions: { "Fn::If": ["C", { HttpToken: 1 }, { Ref: "AWS::NoValue" }] } }, []],
    ["no map", instance, { MetadataOptions: ["HttpToken"] }, []],
  ])("%s", async (_, type, properties, expected) => {
    expect(await strays(type, properties)).toEqual(expected);
  });
});

describe("the keys of the tags that machines get", () => {
  it.each<[string, string, unknown, readonly string[]]>([
    ["an instance's own", instance, { Tags: [{ Key: "a", Value: "1" }, { Key: { Ref: "Key" }, Value: "1" }] }, ["a", "a/b"]],
    ["what is not known", instance, { Tags: [{ Key: { Ref: "Open" }, Value: "1" }] }, []],
    ["under a condition", instance, { Tags: [{ "Fn::If": ["C", { Key: "a", Value: "1" }, { Ref: "AWS::NoValue" }] }] }, []],
    ["a template's for instances", template, { TagSpecifications: [{ ResourceType: "launch-template", Tags: [{ Key: "t" }] }], LaunchTemplateData: { TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "a" }] }, { ResourceType: "volume", Tags: [{ Key: "b" }] }] } }, ["a"]],
    ["what a group passes on", group, { Tags: [{ Key: "a", PropagateAtLaunch: true }, { Key: "b", PropagateAtLaunch: "true" }, { Key: "c", PropagateAtLaunch: false }] }, ["a", "b"]],
    ["no list", instance, { Tags: { Key: "a" } }, []],
  ])("%s", async (_, type, properties, expected) => {
    expect(await tagKeys(type, properties)).toEqual(expected);
  });
});

it("the default version of a launch template stays the first one", async () => {
  const resources = await read({ T: { Type: template, Properties: { LaunchTemplateData: {} } }, I: { Type: instance, Properties: {} } });
  expect(resources.map(({ defaultVersion }) => (defaultVersion?.state === "known" ? defaultVersion.value : undefined))).toEqual([1, undefined]);
});

it("an override of a mixed instances policy knows the template that it replaces", async () => {
  const mixed = { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: "T" } }, Overrides: [{ InstanceType: "t3.micro" }, { LaunchTemplateSpecification: { LaunchTemplateId: "lt-2" } }] } };
  const resources = await read({ T: { Type: template, Properties: { LaunchTemplateData: {} } }, G: { Type: group, Properties: { MixedInstancesPolicy: mixed } } });
  const links = resources.find(({ address }) => address === "G")?.scenarios[0]?.links ?? [];
  expect(links.map(({ instead }) => (instead?.state === "resource" ? instead.address : undefined))).toEqual([undefined, "T"]);
});
