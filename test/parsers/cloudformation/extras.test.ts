import { describe, expect, it } from "vitest";
import type { Resource } from "../../../src/model/resource.ts";
import { cloudformation } from "../../../src/parsers/cloudformation/index.ts";
import { whenInWords } from "./support.ts";

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

const conditions = { Parameters: { Stage: { Type: "String", AllowedValues: ["prod", "test"], Default: "test" } }, Conditions: { Prod: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } } };
const none = { Ref: "AWS::NoValue" };

/** What stands beside the options in each scenario, after what it needs. */
async function inEach(type: string, properties: unknown): Promise<readonly string[]> {
  const resources = await read({ R: { Type: type, Properties: properties } }, conditions);
  return resources.flatMap(({ scenarios }) =>
    scenarios.map((scenario) => `${whenInWords(scenario)}: ${[...(scenario.strayOptions ?? []), ...(scenario.tagKeys ?? [])].map(({ key }) => key).join(" ")}`),
  );
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
    ["under a condition", instance, { MetadataOptions: { "Fn::If": ["C", { HttpToken: 1 }, { Ref: "AWS::NoValue" }] } }, ["HttpToken"]],
    ["taken away", instance, { MetadataOptions: { HttpToken: { Ref: "AWS::NoValue" } } }, []],
    ["no map", instance, { MetadataOptions: ["HttpToken"] }, []],
  ])("%s", async (_, type, properties, expected) => {
    expect(await strays(type, properties)).toEqual(expected);
  });
});

describe("the keys of the tags that machines get", () => {
  it.each<[string, string, unknown, readonly string[]]>([
    ["an instance's own", instance, { Tags: [{ Key: "a", Value: "1" }, { Key: { Ref: "Key" }, Value: "1" }] }, ["a", "a/b"]],
    ["what is not known", instance, { Tags: [{ Key: { Ref: "Open" }, Value: "1" }] }, []],
    ["under a condition, where the metadata would take it", instance, { Tags: [{ "Fn::If": ["C", { Key: "a", Value: "1" }, { Ref: "AWS::NoValue" }] }] }, []],
    ["under a condition, where they would not", instance, { Tags: [{ "Fn::If": ["C", { Key: "a/b", Value: "1" }, { Ref: "AWS::NoValue" }] }] }, ["a/b"]],
    ["a template's for instances", template, { TagSpecifications: [{ ResourceType: "launch-template", Tags: [{ Key: "t" }] }], LaunchTemplateData: { TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "a" }] }, { ResourceType: "volume", Tags: [{ Key: "b" }] }] } }, ["a"]],
    ["what a group passes on", group, { Tags: [{ Key: "a", PropagateAtLaunch: true }, { Key: "b", PropagateAtLaunch: "true" }, { Key: "c", PropagateAtLaunch: false }] }, ["a", "b"]],
    ["one that stands in no list", instance, { Tags: { Key: "a" } }, ["a"]],
    ["a text", instance, { Tags: "a" }, []],
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

describe("worlds", () => {
  const tag = (key: unknown): unknown => ({ Key: key, Value: "1" });
  const prod = (then: unknown, otherwise: unknown): unknown => ({ "Fn::If": ["Prod", then, otherwise] });
  it.each<[string, unknown, readonly string[]]>([
    ["a stray in one of them", { MetadataOptions: prod({ HttpToken: "required" }, { HttpTokens: "required" }) }, ["Prod: HttpToken", "!Prod: "]],
    ["a key in one of them", { Tags: [tag("a"), prod(tag("b/c"), none)] }, ["Prod: a b/c", "!Prod: a"]],
    ["a list in each of them", { Tags: prod([tag("a/b")], [tag("a")]) }, ["Prod: a/b", "!Prod: a"]],
    ["keys that the metadata take are no difference: those of all worlds are told", { Tags: [tag("a"), prod(tag("b"), none)] }, [": a"]],
    ["with options that differ, too", { MetadataOptions: { HttpTokens: prod("required", "optional") }, Tags: [tag("a"), prod(tag("b"), tag("c/d"))] }, ["Prod: a b", "!Prod: a c/d"]],
  ])("%s", async (_, properties, expected) => {
    expect([...(await inEach(instance, properties))].sort()).toEqual([...expected].sort());
  });

  it("tags that hang on more than can be told apart leave the options as they are", async () => {
    const names = Array.from({ length: 9 }, (_, index) => `P${index}`);
    const Parameters = Object.fromEntries(names.map((name) => [name, { Type: "String", AllowedValues: ["a", "b"], Default: "a" }]));
    const Conditions = Object.fromEntries(names.map((name) => [`C${name}`, { "Fn::Equals": [{ Ref: name }, "b"] }]));
    const Tags = [tag("sure/key"), ...names.map((name) => ({ "Fn::If": [`C${name}`, tag(`${name}/x`), none] }))];
    const resources = await read({ R: { Type: instance, Properties: { Tags, MetadataOptions: { HttpTokens: { "Fn::If": ["CP0", "required", "optional"] } } } } }, { Parameters, Conditions });
    const scenarios = resources.flatMap((resource) => resource.scenarios);
    expect(scenarios.map(({ settings }) => (settings.httpTokens.state === "known" ? settings.httpTokens.value : "?")).sort()).toEqual(["optional", "required"]);
    expect(scenarios.map(({ tagKeys }) => tagKeys?.map(({ key }) => key))).toEqual([["sure/key"], ["sure/key"]]);
  });

  it("an override over common templates that differ replaces each in its own world", async () => {
    const specification = (id: unknown): unknown => ({ LaunchTemplateSpecification: { LaunchTemplateId: id, Version: "1" } });
    const chosen = prod({ Ref: "A" }, { Ref: "B" });
    const mixed = { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: chosen, Version: "1" }, Overrides: [specification({ Ref: "O" })] } };
    const data = { Type: template, Properties: { LaunchTemplateData: {} } };
    const resources = await read({ A: data, B: data, O: data, G: { Type: group, Properties: { MixedInstancesPolicy: mixed } } }, conditions);
    const scenarios = resources.find(({ address }) => address === "G")?.scenarios ?? [];
    const told = scenarios.map((scenario) => `${whenInWords(scenario)}: ${scenario.links.map(({ target, instead }) => [target, instead].map((each) => (each?.state === "resource" ? each.address : "?")).join(" instead of ")).join()}`);
    expect(told.sort()).toEqual(["!Prod: O instead of B", "Prod: O instead of A"]);
  });
});
