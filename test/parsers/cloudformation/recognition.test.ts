import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fixture, parse, parseText } from "./support.ts";

const notTemplates = readdirSync(new URL("../../../fixtures/parsers/cloudformation/not-templates/", import.meta.url));

describe("recognition", () => {
  it.each(notTemplates)("leaves %s alone, whatever is wrong with it", async (name) => {
    expect(await parse(fixture(`not-templates/${name}`))).toEqual({ recognised: false, resources: [], problems: [] });
  });

  it.each([
    ["without format version", "t.yaml", "Resources: {A: {Type: AWS::SNS::Topic}}", true],
    ["with format version and custom resources only", "t.yaml", 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {A: {Type: Custom::Thing}}', true],
    ["of SAM", "t.yml", "Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::Function}}", true],
    ["of a third party type", "t.yaml", "Resources: {A: {Type: MongoDB::Atlas::Cluster}}", true],
    ["as JSON", "t.json", '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', true],
    ["as JSON with a byte order mark", "t.json", '\ufeff{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', true],
    ["as JSON under another name", "t.template", '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}', true],
    ["as YAML under another name", "t.template", "Resources: {A: {Type: AWS::SNS::Topic}}", true],
    ["as YAML in braces", "t.yaml", "{Resources: {A: {Type: !Sub x}, B: {Type: AWS::SNS::Topic}}}", true],
    ["with resources in a loop only", "t.yaml", "Resources:\n  Fn::ForEach::Topics:\n    - Name\n    - [a, b]\n    - Topic${Name}: {Type: AWS::SNS::Topic}", true],
    ["as the second document", "t.yaml", "a: 1\n---\nResources: {A: {Type: AWS::SNS::Topic}}", true],
    ["not with types of two parts only", "t.yaml", "Resources: {A: {Type: Some::Thing}}", false],
    ["not with a list of resources", "t.yaml", "Resources: [{Type: AWS::SNS::Topic}]", false],
    ["with a list of resources that names its format version", "t.yaml", "AWSTemplateFormatVersion: x\nResources: [{Type: AWS::SNS::Topic}]", true],
    ["under a compound name", "stack.cfn.yaml", "Resources: {A: {Type: AWS::SNS::Topic}}", true],
    ["with Windows line ends", "t.yaml", "Resources:\r\n  A:\r\n    Type: AWS::SNS::Topic\r\n", true],
    ["as YAML with a byte order mark", "t.yaml", "\ufeffResources: {A: {Type: AWS::SNS::Topic}}", true],
    ["not as a workflow that speaks of one", "t.yaml", "on: push\njobs: {deploy: {steps: [{run: aws cloudformation deploy AWS::EC2::Instance}]}}", false],
    ["not as an interface description with resources", "t.yaml", "openapi: 3.0.0\nResources: {A: {type: object}}", false],
    ["not below another key", "t.yaml", "stack: {Resources: {A: {Type: AWS::SNS::Topic}}}", false],
    ["not as a scalar", "t.yaml", "AWS::SNS::Topic", false],
    ["not as a list", "t.json", '["AWS::SNS::Topic"]', false],
    ["not when empty", "t.yaml", "", false],
  ])("recognises a template %s", async (_, path, text, recognised) => {
    expect((await parseText(text, path)).recognised).toBe(recognised);
  });
});

describe("problems", () => {
  it.each([
    ["broken/tab.yaml", 5, "Tabs are not allowed as indentation. Lines 3 to 5 are not judged."],
    ["broken/templated.yaml", 6, "Plain value cannot start with directive indicator character %. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders."],
    ["broken/missing-comma.json", 5, "Expected ',' or '}', but found '\"Properties\"'. Lines 3 to 8 are not judged."],
  ])("%s is one problem with its position", async (path, line, message) => {
    const result = await parse(fixture(path));
    expect(result.recognised).toBe(true);
    expect(result.resources).toEqual([]);
    expect(result.problems).toMatchObject([{ kind: "syntax", message, location: { path, start: { line } } }]);
  });

  it("reports JSON's own fault for JSON under another name", async () => {
    const { text } = fixture("broken/missing-comma.json");
    expect((await parseText(text, "stack.template")).problems).toMatchObject([{ message: "Expected ',' or '}', but found '\"Properties\"'. Lines 3 to 8 are not judged." }]);
  });

  it("costs a broken part only itself", async () => {
    const result = await parse(fixture("broken/parts.yaml"));
    expect(result.problems.map(({ message, location }) => [location.start.line, message])).toEqual([
      [13, 'The key "HttpTokens" is written twice in one map; the last one counts.'],
      [2, "Resource NoMap is not a map with a Type."],
      [3, "Resource NoType has no Type that is a string, so it is not known what it launches."],
      [5, "Resource OddType has no Type that is a string, so it is not known what it launches."],
      [7, "Properties of resource OddProperties is not a map."],
    ]);
    expect(result.resources.map((resource) => resource.address)).toEqual(["OddProperties", "Good"]);
    expect(result.resources[1]?.scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value: "optional" });
  });

  it("says when a limit was reached", async () => {
    const text = `AWSTemplateFormatVersion: x\nResources: ${"[".repeat(600)}${"]".repeat(600)}`;
    expect((await parseText(text)).problems).toMatchObject([{ kind: "too-large", message: "The values are nested more than 500 levels deep." }]);
  });

  const machine = "  Machine:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        HttpTokens: required\n";

  it.each<[string, string, readonly (readonly [number, string])[], readonly string[]]>([
    ["a key twice, in YAML", `Resources:\n${machine}${machine}`, [[7, 'The key "Machine" is written twice in one map; the last one counts.']], ["Machine"]],
    ["a list of resources", `AWSTemplateFormatVersion: x\nResources:\n  - Type: AWS::EC2::Instance\n`, [[3, "Resources is a list and not a map, so it is not known what is launched."]], []],
    ["no resources at all", "AWSTemplateFormatVersion: x\nResources:\n", [[2, "Resources is a single value and not a map, so it is not known what is launched."]], []],
    ["a templating tool's lines", `AWSTemplateFormatVersion: x\nResources:\n{{#each machines}}\n${machine}{{/each}}\n`, [[3, "The map that begins here is not closed with '}'. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders."]], []],
    ["a templating tool's values, once", `AWSTemplateFormatVersion: x\nResources:\n${machine}  Other:\n    Type: AWS::SNS::Topic\n    Properties:\n      A: {{ a }}\n      B: {{ b }}\n`, [[11, "A key must be a single value, not a map or list; its entry is ignored. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders."]], ["Machine"]],
    ["empty sections", `Parameters:\nMappings:\nConditions: null\nRules:\nOutputs:\nResources:\n${machine}`, [], ["Machine"]],
    ["sections of other shapes", `Parameters: [a]\nMappings: x\nConditions: [1]\nRules: {R: 1, S: {Assertions: x}, T: {Assertions: [1, {Assert: 3}]}}\nResources:\n${machine}`, [], ["Machine"]],
  ])("of %s stand where they are and cost nothing else", async (_, text, problems, addresses) => {
    const result = await parseText(text);
    expect(result.problems.map(({ location, message }) => [location.start.line, message])).toEqual(problems);
    expect(result.resources.map(({ address }) => address)).toEqual(addresses);
  });

  it("of parameters of other shapes are no problem, and what refers to them is unknown", async () => {
    const parameters = '{A: x, B: null, C: {Type: [x], Default: [1], AllowedValues: x}, D: {AllowedValues: [[1], {a: b}, null]}, E: {AllowedValues: []}, F: {Type: Number, MinValue: x, AllowedPattern: "("}}';
    for (const name of ["A", "B", "C", "D", "E", "F"]) {
      const { resources, problems } = await parseText(`Parameters: ${parameters}\nResources: {M: {Type: AWS::EC2::Instance, Properties: {MetadataOptions: {HttpTokens: !Ref ${name}}}}}`);
      expect(problems).toEqual([]);
      expect(resources[0]?.scenarios).toMatchObject([{ when: [], settings: { httpTokens: { state: "unknown" } } }]);
    }
  });

  it("finds its way through anchors and merge keys", async () => {
    const { resources, problems } = await parseText("Base: &base\n  MetadataOptions: &options {HttpTokens: required, HttpEndpoint: enabled}\nResources:\n  M:\n    Type: AWS::EC2::Instance\n    Properties:\n      <<: *base\n  N:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        <<: *options\n        HttpTokens: optional\n");
    expect(problems).toEqual([]);
    expect(resources.map(({ scenarios }) => scenarios[0]?.settings)).toMatchObject([
      { httpTokens: { value: "required" }, httpEndpoint: { value: "enabled" } },
      { httpTokens: { value: "optional" }, httpEndpoint: { value: "enabled" } },
    ]);
  });

  it("does not take another tool's placeholder for a value", async () => {
    const { resources } = await parseText('Resources: {M: {Type: AWS::EC2::Instance, Properties: {MetadataOptions: {HttpTokens: "{{ tokens }}", HttpEndpoint: "{{x"}}}}');
    expect(resources[0]?.scenarios[0]?.settings).toMatchObject({ httpTokens: { state: "unknown", why: "another tool fills in the placeholder {{...}}" }, httpEndpoint: { state: "known", value: "{{x" } });
  });
});
