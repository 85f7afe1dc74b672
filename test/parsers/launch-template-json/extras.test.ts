import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../src/model/resource.ts";
import { launchTemplateJson } from "../../../src/parsers/launch-template-json/index.ts";

async function scenarioOf(document: unknown): Promise<Scenario | undefined> {
  const { resources } = await launchTemplateJson.parse({ dir: ".", sources: [{ path: "t.json", text: JSON.stringify(document) }], called: false });
  return resources[0]?.scenarios[0];
}

const launch = { MinCount: 1, MaxCount: 1, ImageId: "ami-0123456789abcdef0" };
const tags = [{ ResourceType: "instance", Tags: [{ Key: "a/b", Value: "x" }, { Key: "${KEY}", Value: "x" }] }, { ResourceType: "volume", Tags: [{ Key: "c", Value: "x" }] }];

describe("members that are no options", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["a launch", { ...launch, MetadataOptions: { HttpToken: "required", HttpTokens: "required" } }, ["HttpToken"]],
    ["a template", { LaunchTemplateName: "x", LaunchTemplateData: { ImageId: "ami-1", MetadataOptions: { httpTokens: "required" } } }, ["httpTokens"]],
    ["what AWS adds", { ...launch, MetadataOptions: { State: "applied", HttpTokens: "required" } }, []],
    ["what AWS prints", { Reservations: [{ Instances: [{ InstanceId: "i-1", ImageId: "ami-1", MetadataOptions: { HttpTokens: "required", NewOption: "x" } }] }] }, []],
  ])("%s", async (_, document, expected) => {
    expect(((await scenarioOf(document))?.strayOptions ?? []).map(({ key }) => key)).toEqual(expected);
  });
});

describe("the keys of the tags that machines get", () => {
  it.each<[string, unknown]>([
    ["a launch", { ...launch, TagSpecifications: tags }],
    ["a template", { LaunchTemplateName: "x", LaunchTemplateData: { ImageId: "ami-1", TagSpecifications: tags } }],
  ])("%s", async (_, document) => {
    expect((await scenarioOf(document))?.tagKeys?.map(({ key }) => key)).toEqual(["a/b"]);
  });
});
