import { describe, expect, it } from "vitest";
import { scanText } from "../../support/scan-text.ts";
import { parseText, textAt } from "./support.ts";

describe("several templates in one file", () => {
  const template = (tokens: string, id = "Template"): string => `---
Parameters:
  Tokens: { Type: String, AllowedValues: [${tokens}] }
Conditions:
  IsOpen: !Equals [!Ref Tokens, optional]
Resources:
  ${id}:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData: { MetadataOptions: { HttpTokens: !Ref Tokens, HttpPutResponseHopLimit: 1 } }
  Machine:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate: { LaunchTemplateId: !Ref ${id}, Version: !GetAtt ${id}.LatestVersionNumber }
`;

  it("have parameters, conditions and logical ids of their own", async () => {
    const { resources } = await parseText(`${template("required")}${template("optional, required")}`);
    expect(resources.map(({ address }) => address)).toEqual(["Template", "Machine", "Template (template 2)", "Machine (template 2)"]);
    expect(resources[3]?.scenarios[0]?.links[0]?.target).toMatchObject({ state: "resource", address: "Template (template 2)" });
    expect(resources[2]?.scenarios.map(({ when }) => when.map(({ condition, subject }) => [condition, subject]))).toEqual([
      [['parameter Tokens is "optional" (template 2)', "parameter Tokens (template 2)"]],
      [['parameter Tokens is "required" (template 2)', "parameter Tokens (template 2)"]],
    ]);
  });

  it("are judged as by themselves", async () => {
    const parts = [template("required"), template("optional"), template("optional, required")];
    const alone = await Promise.all(parts.map((part) => scanText("t.yaml", part)));
    const together = await scanText("t.yaml", parts.join(""));
    const told = (findings: typeof together.findings, shift: number): string[] => findings.map(({ rule, certainty, location }) => `${rule} ${certainty} ${location.start.line + shift}`);
    const lines = template("x").split("\n").length - 1;
    expect(alone.map(({ findings }) => findings.length)).toEqual([0, 1, 1]);
    expect(told(together.findings, 0)).toEqual(alone.flatMap(({ findings }, index) => told(findings, index * lines)));
    expect(new Set(together.findings.map(({ fingerprint }) => fingerprint)).size).toBe(together.findings.length);
  });

  it("keep their fingerprints when another one's findings go", async () => {
    const prints = async (first: string): Promise<readonly string[]> => {
      const { findings } = await scanText("t.yaml", `${template(first)}${template("optional")}`);
      return findings.filter(({ resource }) => resource.address.endsWith("(template 2)")).map(({ fingerprint }) => fingerprint);
    };
    expect(await prints("required")).toEqual(await prints("optional"));
  });

  it("change the account for themselves only", async () => {
    const machine = "---\nResources:\n  Machine:\n    Type: AWS::EC2::Instance\n";
    const change = `  Change:\n    Type: Custom::AWS\n    Properties:\n      Create: '{"service":"EC2","action":"modifyInstanceMetadataDefaults","parameters":{"HttpTokens":"required","HttpPutResponseHopLimit":1}}'\n`;
    const { findings } = await scanText("t.yaml", `${machine}${machine}${change}`);
    expect(findings.filter(({ rule }) => rule === "tokens-required").map(({ resource }) => resource.address)).toEqual(["Machine"]);
  });

  it("are bounded", async () => {
    const { resources, problems } = await parseText("---\nResources: {Machine: {Type: AWS::EC2::Instance}}\n".repeat(1001));
    expect(resources).toHaveLength(1000);
    expect(problems).toMatchObject([{ kind: "too-large", location: { start: { line: 2002 } } }]);
  });
});

describe("keys that are written twice", () => {
  const machine = "  Machine:\n    Type: AWS::EC2::Instance\n    Metadata: { x: 1, x: 2 }\n    Properties:\n      MetadataOptions: { HttpTokens: required }\n";

  it.each<[string, string, readonly number[]]>([
    ["a policy", `Resources:\n${machine}  Role:\n    Type: AWS::IAM::Role\n    Properties: { a: 1, a: 2 }\n`, []],
    ["other resources", `Resources:\n  Topic: { Type: AWS::SNS::Topic }\n  Topic: { Type: AWS::SNS::Topic }\n${machine}`, []],
    ["outputs and metadata", `Resources:\n${machine}Outputs: { a: 1, a: 2 }\nMetadata: { b: 1, b: 2 }\nOutputs: {}\n`, []],
    ["an option", `Resources:\n  M:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        HttpTokens: required\n        HttpTokens: optional\n        HttpTokens: required\n`, [7, 8]],
    ["a machine", `Resources:\n${machine}${machine}`, [7]],
    ["a machine that is something else afterwards", `Resources:\n${machine}  Machine: { Type: AWS::SNS::Topic }\n`, [7]],
    ["the resources", `Resources:\n${machine}Resources:\n${machine}`, [7]],
    ["a parameter and a mapping's key", `Parameters:\n  A: { Type: String, Default: x, Default: y }\nMappings: { M: { a: { b: 1, b: 2 } } }\nResources:\n${machine}`, [2, 3]],
  ])("count where settings hang on them: %s", async (_, text, expected) => {
    const { problems } = await parseText(text);
    expect(problems.map(({ location }) => location.start.line)).toEqual(expected);
    for (const { message } of problems) expect(message).toMatch(/^The key ".*" is written twice in one map; the last one counts\.$/);
  });

  it.each([
    ['{"Resources": {"A": {"Type": "AWS::IAM::Role", "Type": "AWS::IAM::Role"}, "M": {"Type": "AWS::EC2::Instance"}}}', 0],
    ['{"Resources": {"M": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": "a", "ImageId": "b"}}}}', 1],
  ])("in JSON as in YAML: %s", async (text, count) => {
    expect((await parseText(text, "t.json")).problems).toHaveLength(count);
  });
});

describe("modules", () => {
  it.each([
    ["t.yaml", "AWSTemplateFormatVersion: x\nResources:\n  A: { Type: !Rain::Module ./web.yaml }\n  B: { Type: Mine::Web::Server::MODULE }\n  C: { Type: AWS::EC2::Instance }\n"],
    ["t.json", '{"AWSTemplateFormatVersion": "x", "Resources": {"A": {"Type": {"Rain::Module": "./web.yaml"}}, "B": {"Type": "Mine::Web::Server::MODULE"}, "C": {"Type": "AWS::EC2::Instance"}}}'],
  ])("bring resources that are not seen, and are named: %s", async (path, text) => {
    const { resources, problems, unfollowed } = await parseText(text, path);
    expect(problems).toEqual([]);
    expect(unfollowed).toEqual(["Rain::Module ./web.yaml", "Mine::Web::Server::MODULE"]);
    expect(resources.map((resource) => resource.address)).toEqual(["C"]);
  });
});

describe("text as AWS's own readers take it", () => {
  it("has quoted texts and lists that end left of their key", async () => {
    const text = `Resources:\n  Machine:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64 'one\ntwo'\n      Tags: [\n  { Key: a, Value: "b\nc" }\n]\n      MetadataOptions: {\n      HttpTokens: required,\n  HttpEndpoint: !Ref X\n}\n`;
    const { resources, problems } = await parseText(text);
    expect(problems).toEqual([]);
    const settings = resources[0]?.scenarios[0]?.settings;
    expect(settings?.httpTokens).toMatchObject({ state: "known", value: "required" });
    expect(settings === undefined ? "" : textAt(settings.httpTokens.at)).toBe("required");
  });

  it.each<[string, unknown]>([
    ["on", { state: "known", value: true }],
    ["'on'", { state: "known", value: "on" }],
    ["!Reff required", { state: "unknown" }],
  ])("has HttpTokens: %s", async (written, expected) => {
    const { resources } = await parseText(`Resources: {M: {Type: AWS::EC2::Instance, Properties: {MetadataOptions: {HttpTokens: ${written}}}}}`);
    expect(resources[0]?.scenarios[0]?.settings.httpTokens).toMatchObject(expected as object);
  });
});

it("does not take what follows a template for a broken one", async () => {
  const { resources, problems } = await parseText("AWSTemplateFormatVersion: x\nResources:\n  M: { Type: AWS::EC2::Instance }\n...\nnotes\tof: somebody: else\n");
  expect([resources.length, problems]).toEqual([1, []]);
});
