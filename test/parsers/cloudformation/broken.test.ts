import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import { scanText } from "../../support/scan-text.ts";
import { parseText, settingAt } from "./support.ts";

/** Everything that can decide about a finding stands before or after the machines. */
const whole = `AWSTemplateFormatVersion: "2010-09-09"
Description: >-
  Machines of every kind: some of them
  are safe
Parameters:
  Env:
    Type: String
    AllowedValues: [dev, prod]
  Tokens:
    Type: String
    Default: required
    AllowedValues:
      - required
Mappings:
  Tokens:
    dev: { tokens: required }
    prod: { tokens: required }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Equals
    - !Ref Env
    - dev
  Never: !And [!Condition IsProd, !Condition IsDev]
Resources:
  Topic:
    Type: AWS::SNS::Topic
  ByParameter:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      MetadataOptions:
        HttpTokens: !Ref Tokens
        HttpPutResponseHopLimit: 1
  ByMapping:
    Type: AWS::EC2::Instance
    Condition: IsProd
    Properties:
      MetadataOptions:
        HttpTokens: !FindInMap [Tokens, !Ref Env, tokens, DefaultValue: optional]
        HttpPutResponseHopLimit: 1
  ByCondition:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/sh
          echo "hello": world
      MetadataOptions:
        HttpTokens: !If [IsProd, required, !If [IsDev, required, optional]]
        HttpPutResponseHopLimit: 1
  Nobody:
    Type: AWS::EC2::Instance
    Condition: Never
  Open:
    Type: AWS::EC2::Instance
    Properties:
      MetadataOptions:
        HttpTokens: optional
        HttpPutResponseHopLimit: 1
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        MetadataOptions: {
          HttpTokens: required,
          HttpPutResponseHopLimit: 1
        }
  Through:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate:
        LaunchTemplateId: !Ref Template
        Version: !GetAtt Template.LatestVersionNumber
Outputs:
  One:
    Value: !Ref Open
  Two:
    Value: "a text"
`;

/** What a finding is about; those that are only possible name no fault. */
function definite(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ certainty }) => certainty !== "possible").map(({ rule, resource, certainty }) => `${rule} ${resource.address} ${certainty === "conditional" ? "in some cases" : ""}`);
}

const lines = whole.split("\n");
const garbage = ["%%%", "garbage", "  garbage", "      garbage", "foo: bar: baz", "  - item", '"open', "      Key: 'open", "  Web: [1, 2", "    Web: {a: b", "}", "\tx: y", "<<<<<<< HEAD", "  *nothing", "&", "        @", "      a: b: c", "   a: b", "  Broken: \"x\" y"];

describe("a template with a fault", () => {
  it("has these findings when it has none", async () => {
    const { findings, problems } = await scanText("t.yaml", whole);
    expect(problems).toEqual([]);
    expect(definite(findings)).toEqual(["tokens-required Open "]);
  });

  it.each(garbage)("at any line never has others: %j", async (insertion) => {
    let told = 0;
    let kept = 0;
    for (let at = 0; at <= lines.length; at++) {
      const text = [...lines.slice(0, at), insertion, ...lines.slice(at)].join("\n");
      const { findings, problems } = await scanText("t.yaml", text);
      if (problems.length > 0) told++;
      else continue;
      if (definite(findings).length > 0) kept++;
      expect([at, definite(findings).filter((finding) => finding !== "tokens-required Open ")]).toEqual([at, []]);
    }
    expect(told).toBeGreaterThan(lines.length / 4);
    expect(kept / told).toBeGreaterThan(0.75);
  });

  it("that ends early and badly never has others", async () => {
    for (let at = 1; at < lines.length; at++) {
      const text = `${lines.slice(0, at).join("\n")}\n %%% "`;
      const { findings, problems } = await scanText("t.yaml", text).catch(() => ({ findings: [], problems: ["not recognised yet"] }));
      expect(problems).not.toEqual([]);
      expect([at, definite(findings).filter((finding) => finding !== "tokens-required Open ")]).toEqual([at, []]);
    }
  });

  it.each<[string, string, readonly string[]]>([
    ["in a parameter", "    Default: required", ["Open"]],
    ["in the outputs", "    Value: !Ref Open", ["Open"]],
    ["in the last output", '    Value: "a text"', ["Open"]],
    ["in a mapping", "    prod: { tokens: required }", ["Open"]],
    ["in a resource before", "      ImageId: ami-1", ["Open"]],
    ["in a resource after", "        LaunchTemplateId: !Ref Template", ["Open"]],
    ["in itself", "        HttpTokens: optional", []],
  ])("%s still has the finding of a resource that the fault does not touch", async (_, after, found) => {
    const at = lines.indexOf(after) + 1;
    expect(at).toBeGreaterThan(0);
    const text = [...lines.slice(0, at), "        a: b: c", ...lines.slice(at)].join("\n");
    const { findings, problems } = await scanText("t.yaml", text);
    expect(problems).toHaveLength(1);
    // A text that goes on over several lines is at fault from its first one on.
    expect([at, at + 1]).toContain(problems[0]?.location.start.line);
    expect(problems[0]?.message).toMatch(/ Lines? \d+ (?:to \d+ are|is) not judged\.$/);
    expect(definite(findings)).toEqual(found.map((name) => `tokens-required ${name} `));
  });

  it("says what it does not know", async () => {
    const result = await parseText(whole.replace("  Tokens:\n    Type: String\n", "  Tokens:\n    Type: String: x\n"));
    expect(settingAt(result, "ByParameter", "httpTokens")).toMatchObject({ state: "unknown", why: "Ref Tokens names no parameter or resource in the parts of this template that can be read" });
  });

  it("has one problem for each of several faults", async () => {
    const text = whole.replace("  IsProd: ", "  IsProd: x: ").replace("ImageId: ami-1", "ImageId: [ami-1").replace("Value: !Ref Open", "Value: }");
    const { findings, problems } = await scanText("t.yaml", text);
    expect(problems.map(({ message, location }) => [location.start.line, message])).toEqual([
      [19, "A second ': ' on one line: a value with a colon and a space must be quoted. Line 19 is not judged."],
      [30, "The list that begins here is not closed with ']'. Lines 27 to 33 are not judged."],
      [76, "Nothing is open that '}' could close. Lines 75 to 76 are not judged."],
    ]);
    expect(definite(findings)).toEqual(["tokens-required Open "]);
  });

  it.each([
    ["assertions", "Rules:\n  R:\n    Assertions: a: b\n"],
    ["what changes the account", "Outputs:\n  X:\n    Value: a: b modifyInstanceMetadataDefaults\n"],
  ])("that hides %s is not judged", async (_, text) => {
    const { findings, problems } = await scanText("t.yaml", `${text}${whole.replace(/Outputs:[^]*$/, "")}`);
    expect(findings).toEqual([]);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining("Something there may decide about every resource, so that none is judged.")]);
  });

  it("gives up on very many faults within bounds, and still has what stands before", async () => {
    const faulty = Array.from({ length: 2000 }, (_, index) => `  Bad${index}:\n    Type: a: b`).join("\n");
    const { findings, problems } = await scanText("t.yaml", `Resources:\n  Open:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: optional, HttpPutResponseHopLimit: 1 } }\n  Topic: { Type: AWS::SNS::Topic }\n${faulty}\n`);
    expect(problems.length).toBeLessThanOrEqual(50);
    expect(definite(findings)).toEqual(["tokens-required Open "]);
  });
});

describe("a JSON template with a fault", () => {
  const json = JSON.stringify(
    {
      Parameters: { Tokens: { Type: "String", Default: "required" } },
      Resources: {
        Safe: { Type: "AWS::EC2::Instance", Properties: { ImageId: "x", MetadataOptions: { HttpTokens: { Ref: "Tokens" }, HttpPutResponseHopLimit: 1 } } },
        Open: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: { HttpTokens: "optional", HttpPutResponseHopLimit: 1 } } },
        Conditional: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: { HttpTokens: { "Fn::If": ["C", "required", "optional"] }, HttpPutResponseHopLimit: 1 } } },
        Topic: { Type: "AWS::SNS::Topic" },
      },
      Conditions: { C: { "Fn::Equals": ["a", "a"] } },
      Outputs: { One: { Value: { Ref: "Open" } }, Two: { Value: "x" } },
    },
    undefined,
    2,
  );
  const jsonLines = json.split("\n");

  it("has these findings when it has none", async () => {
    expect(definite((await scanText("t.json", json)).findings)).toEqual(["tokens-required Open "]);
  });

  it.each(["garbage", "}", "},", "{", '"open', '"a": 1', '"a" 1', ",", "]", '"a": {', "// note"])("at any line never has others: %j", async (insertion) => {
    for (let at = 0; at <= jsonLines.length; at++) {
      const text = [...jsonLines.slice(0, at), insertion, ...jsonLines.slice(at)].join("\n");
      const { findings, problems } = await scanText("t.json", text);
      if (problems.length === 0) continue;
      expect([at, definite(findings).filter((finding) => finding !== "tokens-required Open ")]).toEqual([at, []]);
    }
  });

  it("that ends early is one problem", async () => {
    for (let at = 0; at < jsonLines.length; at++) {
      const { findings, problems } = await scanText("t.json", jsonLines.slice(0, at).join("\n")).catch(() => ({ findings: [], problems: ["not recognised yet"] }));
      expect([findings, problems.length]).toEqual([[], 1]);
    }
  });

  it("has the findings before the fault, and one problem", async () => {
    const { findings, problems } = await scanText("t.json", json.replace('"Outputs": {', '"Outputs": { "Zero" 1,'));
    expect(definite(findings)).toEqual(["tokens-required Open "]);
    expect(problems.map(({ message }) => message)).toEqual(["Expected ':' after the key, but found '1'. Lines 57 to 67 are not judged."]);
  });
});
