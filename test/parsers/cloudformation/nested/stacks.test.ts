import { describe, expect, test } from "vitest";
import { inWords } from "../support.ts";
import { faults, parsed, report } from "../include/support.ts";

/** A template of one instance whose tokens are its parameter. */
const child = `Parameters:
  Tokens: { Type: String, Default: optional }
Resources:
  Web:
    Type: AWS::EC2::Instance
    Properties:
      MetadataOptions: { HttpTokens: !Ref Tokens }
`;

function stack(parameters: string, more = "", url = "./child.yml"): string {
  return `{ Type: AWS::CloudFormation::Stack, ${more} Properties: { TemplateURL: ${url}, Parameters: ${parameters} } }`;
}

async function tokens(main: string, files: Readonly<Record<string, string>> = { "child.yml": child }): Promise<Readonly<Record<string, readonly string[]>>> {
  const { resources, problems } = await parsed({ "main.yml": main, ...files });
  expect(problems).toEqual([]);
  return Object.fromEntries(resources.map(({ address, scenarios }) => [address, scenarios.map(({ when, settings }) => `${when.map(({ condition, holds }) => `${condition}=${String(holds)} `).join("")}${inWords(settings.httpTokens).replace(/ <- .*/, "")}`)]));
}

describe("a nested stack", () => {
  test.each([
    ["gets a literal", "Resources:", "{ Tokens: required }", ['"required"']],
    ["has its default", "Resources:", "{}", ['"optional"']],
    ["gets a parameter of the caller", "Parameters: { T: { Type: String, Default: required } }\nResources:", "{ Tokens: !Ref T }", ['"required"']],
    ["gets what a condition decides", "Parameters: { Env: { Type: String, AllowedValues: [prod, dev] } }\nConditions: { P: !Equals [!Ref Env, prod] }\nResources:", "{ Tokens: !If [P, required, optional] }", ['P=true "required"', 'P=false "optional"']],
    ["gets an unknown", "Parameters: { T: { Type: String } }\nResources:", "{ Tokens: !Ref T }", ["unknown: parameter T has no default"]],
    ["gets a value of a mapping", "Mappings: { M: { A: { B: required } } }\nResources:", "{ Tokens: !FindInMap [M, A, B] }", ['"required"']],
  ])("%s", async (_, head, parameters, expected) => {
    expect(await tokens(`${head}\n  S: ${stack(parameters)}\n`)).toEqual({ "S/Web": expected });
  });

  test("has names of its own", async () => {
    const inner = `Parameters: { T: { Type: String, Default: a }, L: { Type: CommaDelimitedList, Default: "x,y" } }
Mappings: { M: { A: { B: required } } }
Conditions: { C: !Equals [!Ref T, a], D: !Not [!Condition C] }
Resources:
  A: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !If [C, !FindInMap [M, A, B], optional] } } }
  B: { Type: AWS::EC2::Instance, Condition: D }
  F: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !Sub "\${T}-\${!T}-\${Own}", HttpEndpoint: !Select [1, !Ref L] } } }
  G: { Type: AWS::EC2::Instance, Properties: { LaunchTemplate: { LaunchTemplateId: !Ref LT, Version: !GetAtt LT.LatestVersionNumber } } }
  LT: { Type: AWS::EC2::LaunchTemplate }
`.replace("${Own}", "${AWS::Region}");
    const main = `Mappings: { M: { A: { B: optional } } }\nConditions: { C: !Equals [a, b] }\nResources:\n  LT: { Type: AWS::EC2::LaunchTemplate }\n  S: ${stack("{ T: a }")}\n  O: ${stack('{ T: b, L: "p,q" }')}\n`;
    const found = await tokens(main, { "child.yml": inner });
    expect(Object.keys(found)).toEqual(["LT", "S/A", "S/F", "S/G", "S/LT", "O/A", "O/B", "O/F", "O/G", "O/LT"]);
    expect([found["S/A"], found["O/A"]]).toEqual([['"required"'], ['"optional"']]);
    const { resources } = await parsed({ "main.yml": main, "child.yml": inner });
    expect(resources.find(({ address }) => address === "S/G")?.scenarios[0]?.links).toMatchObject([{ target: { state: "resource", address: "S/LT" } }]);
    expect(resources.find(({ address }) => address === "O/F")?.scenarios[0]?.settings.httpEndpoint).toMatchObject({ value: "q" });
  });

  test("exists under the condition of its call, and of those above", async () => {
    const middle = `Conditions: { Never: !Equals [a, b], Always: !Equals [a, a] }\nResources:\n  N: ${stack("{}", "Condition: Never,")}\n  Y: ${stack("{}", "Condition: Always,")}\n`;
    const main = `Conditions: { Always: !Equals [a, a], Never: !Equals [a, b] }\nResources:\n  A: ${stack("{}", "Condition: Always,", "middle.yml")}\n  B: ${stack("{}", "Condition: Never,", "middle.yml")}\n`;
    expect(Object.keys(await tokens(main, { "middle.yml": middle, "child.yml": child }))).toEqual(["A/Y/Web"]);
  });

  test("gives its outputs to the caller and to other stacks", async () => {
    const templates = "Resources:\n  LT: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: required } } } }\nOutputs: { Id: { Value: !Ref LT }, Version: { Value: !GetAtt LT.LatestVersionNumber } }\n";
    const user = "Parameters: { Id: { Type: String } }\nResources:\n  I: { Type: AWS::EC2::Instance, Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Id, Version: '1' } } }\n";
    const main = `Resources:\n  T: ${stack("{}", "", "templates.yml")}\n  U: ${stack("{ Id: !GetAtt T.Outputs.Id }", "", "user.yml")}\n  Own: { Type: AWS::EC2::Instance, Properties: { LaunchTemplate: { LaunchTemplateId: !GetAtt T.Outputs.Id, Version: !GetAtt T.Outputs.Version } } }\n`;
    const { resources } = await parsed({ "main.yml": main, "templates.yml": templates, "user.yml": user });
    const targets = resources.flatMap(({ address, scenarios }) => scenarios.flatMap(({ links }) => links.map(({ target }) => `${address} ${target.state === "resource" ? target.address : target.state}`)));
    expect(targets).toEqual(["Own T/LT", "U/I T/LT"]);
  });

  test("is found where its file stands, by its call, and not a second time alone", async () => {
    const files = { "main.yml": `Resources:\n  S: ${stack("{ Tokens: required }")}\n  T: ${stack("{ Tokens: optional }")}\n`, "child.yml": child };
    const result = await report(files);
    expect(result.resources.map(({ address, location }) => `${address} ${location.path}:${location.start.line}`)).toEqual(["S/Web child.yml:4", "T/Web child.yml:4"]);
    expect(faults(result)).toEqual(["tokens-required T/Web child.yml:7:38"]);
    expect(result.findings[0]?.related).toMatchObject([{ location: { path: "main.yml", start: { line: 3, column: 3 } }, text: "nests child.yml as T" }]);
    expect(result.summary.files.parsed).toBe(2);
    expect(faults(await report(files, "child.yml"))).toEqual(["tokens-required Web child.yml:2:36"].map((one) => one.replace("2:36", "7:38")));
    expect(faults(await report(files, "main.yml"))).toEqual(["tokens-required T/Web child.yml:7:38"]);
  });

  test("keeps the fingerprint that the finding has without the call", async () => {
    const files = { "main.yml": `Resources:\n  S: ${stack("{}")}\n`, "child.yml": child };
    const [nested, alone] = [await report(files), await report(files, "child.yml")];
    expect(nested.findings.map(({ fingerprint }) => fingerprint)).toEqual(alone.findings.map(({ fingerprint }) => fingerprint));
  });

  test("reads a path of the parameter store that it gets as such", async () => {
    const inner = "Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2 } }\nResources:\n  I: { Type: AWS::EC2::Instance, Properties: { ImageId: !Ref Image } }\n";
    const main = `Resources:\n  S: ${stack("{ Image: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64 }")}\n`;
    const { resources } = await parsed({ "main.yml": main, "child.yml": inner });
    expect(resources[0]?.scenarios[0]?.image).toMatchObject({ state: "described", patterns: ["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64"] });
  });
});

describe("nested stacks that are not followed", () => {
  test.each([
    ["is not there", "gone.yml", "unreadable", /gone\.yml: there is no such file/],
    ["lies outside", "../x.yml", "outside", /outside the scan root/],
    ["is absolute", "/etc/passwd", "outside", /outside the scan root/],
    ["nests itself", "main.yml", "outside", /main\.yml nests itself/],
    ["is no template", "text.yml", "syntax", /is no template/],
    ["is broken", "broken.yml", "syntax", /cannot be read/],
  ])("one that %s is one problem at its call", async (_, url, kind, says) => {
    const { problems, resources } = await parsed({ "main.yml": `Resources:\n  A: { Type: AWS::EC2::Instance }\n  S: ${stack("{}", "", url)}\n`, "text.yml": "a: b\n", "broken.yml": "Resources: {", "../x.yml": child });
    expect(problems).toMatchObject([{ kind, message: expect.stringMatching(says) as string, location: { path: "main.yml", start: { line: 3, column: 3 } } }]);
    expect(resources).toMatchObject([{ address: "A" }]);
  });

  test("templates that nest each other are one problem each, and both judged", async () => {
    const half = (other: string, tokens: string) => `Resources:\n  I: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: ${tokens} } } }\n  S: ${stack("{}", "", other)}\n`;
    const result = await report({ "a.yml": half("b.yml", "optional"), "b.yml": half("a.yml", "optional") });
    expect(result.problems.map(({ location }) => location.path)).toEqual(["a.yml", "b.yml"]);
    expect(faults(result).map((one) => one.split(" ").at(-1))).toEqual(["a.yml:2:79", "b.yml:2:79"]);
  });

  test("a tree of stacks ends", async () => {
    const wide = Array.from({ length: 10 }, (_, at) => `  S${at}: ${stack("{}", "", "wide1.yml")}`).join("\n");
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`wide${at}.yml`, `Resources:\n  B: { Type: AWS::S3::Bucket }\n${wide.replaceAll("wide1.yml", `wide${at + 1}.yml`)}\n`]));
    const started = performance.now();
    const { problems } = await parsed({ ...files, "main.yml": files["wide0.yml"] ?? "" });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ location }) => location.path === "main.yml")).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("addresses are named in the summary, and are no problem", async () => {
    const result = await report({ "main.yml": `Resources:\n  A: { Type: AWS::EC2::Instance }\n  S: ${stack("{}", "", "https://s3.amazonaws.com/bucket/x.yml")}\n  T: ${stack("{}", "", '!Sub "https://${AWS::Region}/x"')}\n` });
    expect(result.problems).toEqual([]);
    expect(result.summary.unfollowedStacks).toMatchObject([{ source: "https://${AWS::Region}/x" }, { source: "https://s3.amazonaws.com/bucket/x.yml" }]);
  });
});

test("the template in a stack set is judged where it stands", async () => {
  const body = JSON.stringify({ Parameters: { T: { Type: "String", Default: "optional" } }, Resources: { I: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: { HttpTokens: { Ref: "T" } } } } } });
  const main = (value: string) => `Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      Parameters: [{ ParameterKey: T, ParameterValue: ${value} }]\n      TemplateBody: '${body}'\n`;
  expect(faults(await report({ "main.yml": main("optional") }))).toEqual(["tokens-required S/I main.yml:6:21"]);
  expect(faults(await report({ "main.yml": main("required") }))).toEqual([]);
});
