import { describe, expect, test } from "vitest";
import { resourceAt } from "../support.ts";
import { link } from "../../../../src/effective/link.ts";
import type { ParseResult } from "../../../../src/parsers/parser.ts";
import { filesOf } from "../../../support/files-in-memory.ts";
import { neighboursIn } from "../../../support/neighbours.ts";
import { cloudformation } from "../../../../src/parsers/cloudformation/index.ts";
import { among, type Texts } from "./support.ts";

const network = `Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Env, prod], Wanted: !Equals [!Ref 'AWS::Region', eu-west-1] }
Resources:
  Bucket: { Type: AWS::S3::Bucket }
  LT:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateName: shared, LaunchTemplateData: { UserData: !Ref Bucket, MetadataOptions: !If [IsProd, { HttpTokens: required }, !Ref 'AWS::NoValue'] } }
  Open: { Type: AWS::EC2::LaunchTemplate, Condition: Wanted }
  LC: { Type: AWS::AutoScaling::LaunchConfiguration, Properties: { MetadataOptions: { HttpTokens: required } } }
  Unrelated: { Type: AWS::EC2::Instance }
Outputs:
  LT: { Value: !Ref LT, Export: { Name: lt-id } }
  Long: { Value: !GetAtt LT.LaunchTemplateId, Export: { Name: lt-long } }
  Sub: { Value: !Sub '\${LT}', Export: { Name: lt-sub } }
  SubAtt: { Value: !Sub '\${LT.LatestVersionNumber}', Export: { Name: lt-latest } }
  Default: { Value: !GetAtt [LT, DefaultVersionNumber], Export: { Name: lt-default } }
  One: { Value: "1", Export: { Name: lt-one } }
  Name: { Value: shared, Export: { Name: lt-name } }
  Open: { Value: !Ref Open, Export: { Name: lt-open } }
  LC: { Value: !Ref LC, Export: { Name: lc } }
  Image: { Value: ami-0123456789abcdef0, Export: { Name: image } }
  Newest: { Value: !Ref P, Export: { Name: newest } }
`.replace("Parameters: {", "Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 },");

async function scanned(properties: string, texts: Texts = {}, type = "AWS::AutoScaling::AutoScalingGroup"): Promise<ParseResult> {
  return among("app.yaml", { "app.yaml": `Resources:\n  Web: { Type: ${type}, Properties: ${properties} }\n`, "net.yaml": network, ...texts });
}

/** The tokens of the group in each world, with the layer that decides. */
function tokens({ resources, root }: ParseResult): readonly string[] {
  const web = link(resources, root, { accountDefaults: {}, images: {} }).find(({ resource }) => resource.address === "Web");
  return (web?.scenarios ?? []).map(({ when, settings: { httpTokens: setting } }) => `${when.map(({ condition, holds }) => `${holds ? "" : "!"}${condition}: `).join("")}${setting.state === "known" ? String(setting.value) : setting.state === "unknown" ? setting.why : "absent"} by ${setting.layer}`);
}

const both = ["IsProd of net.yaml: required by launch-template", "!IsProd of net.yaml: optional by aws-default"];

describe("a launch template of another template", () => {
  test.each([
    ["Ref", "{ LaunchTemplateId: !ImportValue lt-id, Version: !ImportValue lt-latest }"],
    ["GetAtt", "{ LaunchTemplateId: !ImportValue lt-long, Version: !ImportValue lt-default }"],
    ["a substitution", "{ LaunchTemplateId: { 'Fn::ImportValue': !Sub 'lt-sub' }, Version: '1' }"],
    ["a substitution of an import", "{ LaunchTemplateId: !Sub ['${I}', { I: !ImportValue lt-id }], Version: '1' }"],
  ])("is known by %s", async (_, template) => {
    expect([...tokens(await scanned(`{ LaunchTemplate: ${template} }`))].sort()).toEqual([...both].sort());
  });

  test.each([
    ["lt-latest", "known $Latest"],
    ["lt-default", "known $Default"],
    ["lt-one", "known 1"],
    ["lt-id", "unknown Ref LT of net.yaml is known only after deployment"],
  ])("has the version %s", async (name, expected) => {
    const [scenario] = resourceAt(await scanned(`{ LaunchTemplate: { LaunchTemplateId: !ImportValue lt-id, Version: !ImportValue ${name} } }`), "Web").scenarios;
    const version = scenario?.links[0]?.version;
    expect(`${version?.state ?? ""} ${version?.state === "known" ? String(version.value) : version?.state === "unknown" ? version.why : ""}`).toBe(expected);
  });

  test("that exists under a condition launches where it exists", async () => {
    expect(tokens(await scanned("{ LaunchTemplate: { LaunchTemplateId: !ImportValue lt-open, Version: '1' } }"))).toEqual([expect.stringMatching(/optional by aws-default$/)]);
  });

  test("is brought with nothing that it does not need, and judged where it is declared", async () => {
    const { resources, root } = await scanned("{ LaunchTemplate: { LaunchTemplateId: !ImportValue lt-id, Version: !ImportValue lt-latest } }");
    expect(resources.map(({ address, judgedElsewhere, at }) => [address, judgedElsewhere ?? false, at.source.path])).toEqual([
      ["Web", false, "app.yaml"],
      ["LT of net.yaml", true, "net.yaml"],
    ]);
    expect(root?.evidence.source.path).toBe("app.yaml");
  });

  test("a configuration is known, too", async () => {
    expect(tokens(await scanned("{ LaunchConfigurationName: !ImportValue lc }"))).toEqual(["required by launch-template"]);
  });

  test("of a nested stack is exported by the one that nests it", async () => {
    const parent = "Resources:\n  Inner: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml, Parameters: { T: required } } }\nOutputs: { O: { Value: !GetAtt Inner.Outputs.Id, Export: { Name: inner-lt } } }\n";
    const inner = "Parameters: { T: { Type: String } }\nResources:\n  L: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: !Ref T } } } }\nOutputs: { Id: { Value: !Ref L } }\n";
    const result = await scanned("{ LaunchTemplate: { LaunchTemplateId: !ImportValue inner-lt, Version: '1' } }", { "parent.yaml": parent, "inner.yaml": inner });
    expect(tokens(result)).toEqual(["required by launch-template"]);
    expect(result.resources.map(({ address }) => address)).toEqual(["Web", "Inner/L of parent.yaml"]);
  });

  test("of an included snippet is exported by the template that includes it", async () => {
    const parent = "Transform: { Name: AWS::Include, Parameters: { Location: more.yaml } }\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: !Ref L, Export: { Name: included-lt } } }\n";
    const more = "Resources:\n  L: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: required } } } }\n";
    expect(tokens(await scanned("{ LaunchTemplate: { LaunchTemplateId: !ImportValue included-lt, Version: '1' } }", { "parent.yaml": parent, "more.yaml": more }))).toEqual(["required by launch-template"]);
  });

  test("is imported by a nested stack", async () => {
    const texts = { "app.yaml": "Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: inner.yaml, Parameters: { Name: lt-id } } }\n", "inner.yaml": "Parameters: { Name: { Type: String } }\nResources:\n  Web: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { LaunchTemplate: { LaunchTemplateId: !ImportValue { Ref: Name }, Version: '1' } } }\n", "net.yaml": network };
    const { resources } = await among("app.yaml", texts);
    expect(resources.map(({ address }) => address)).toEqual(["S/Web", "LT of net.yaml"]);
  });
});

describe("an image of another template", () => {
  test.each([
    ["image", "named ami-0123456789abcdef0"],
    ["newest", "described /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"],
    ["lc", "unknown Ref LC of net.yaml is known only after deployment"],
  ])("%s is followed", async (name, expected) => {
    const [scenario] = resourceAt(await scanned(`{ ImageId: !ImportValue ${name} }`, {}, "AWS::EC2::Instance"), "Web").scenarios;
    const image = scenario?.image;
    const words = image?.state === "named" ? image.name : image?.state === "described" ? image.patterns.join() : image?.state === "unknown" ? image.why : "";
    expect(`${image?.state ?? ""} ${words}`).toBe(expected);
  });
});

describe("other templates are not looked at", () => {
  test.each([
    ["imports nothing", "{ ImageId: ami-1 }"],
    ["imports what decides nothing", "{ ImageId: ami-1, SubnetId: !ImportValue subnet, SecurityGroupIds: [!ImportValue group], UserData: !Sub ['${A}', { A: !ImportValue data }] }"],
  ])("for a template that %s", async (_, properties) => {
    const texts = { "app.yaml": `Resources:\n  Web: { Type: AWS::EC2::Instance, Properties: ${properties} }\n`, "net.yaml": network };
    const neighbours = neighboursIn(texts);
    const files = filesOf(texts);
    const { resources } = await cloudformation.parse({ dir: ".", sources: [{ path: "app.yaml", text: texts["app.yaml"] }], called: false, files, neighbours });
    expect(resources).toHaveLength(1);
    expect([neighbours.asked, files.asked]).toEqual([[], []]);
  });

  test("twice for several that import", async () => {
    const texts: Texts = { "a.yaml": "Resources: { Web: { Type: AWS::EC2::Instance, Properties: { ImageId: !ImportValue image } } }", "b.yaml": "Resources: { Web: { Type: AWS::EC2::Instance, Properties: { ImageId: !ImportValue newest } } }", "net.yaml": network };
    const neighbours = neighboursIn(texts);
    const files = filesOf(texts);
    for (const path of ["a.yaml", "b.yaml"]) await cloudformation.parse({ dir: ".", sources: [{ path, text: texts[path] ?? "" }], called: false, files, neighbours });
    expect([neighbours.asked, files.asked]).toEqual([["Export", "TemplateURL"], ["net.yaml"]]);
  });
});
