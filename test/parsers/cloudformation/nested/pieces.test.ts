import { describe, expect, test } from "vitest";
import { NamedFiles } from "../../../../src/parsers/cloudformation/include/named.ts";
import { NestedTemplates } from "../../../../src/parsers/cloudformation/nested/templates.ts";
import { inWords } from "../support.ts";
import { faults, parsed, report, type Content } from "../include/support.ts";

function stack(url: string, parameters = "{}"): string {
  return `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url}, Parameters: ${parameters} } }`;
}

const machine = (tokens: string): string => `{ Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: ${tokens} } } }`;

describe("a nested template that includes others", () => {
  const main = `Resources:\n  S: ${stack("stacks/child.yml", "{ T: optional }")}\n`;

  test.each<[string, string, Readonly<Record<string, string>>, readonly string[], string]>([
    ["by cfn-include", "Parameters: { T: { Type: String } }\nResources:\n  Web: !Include parts/web.yml\n", { "stacks/parts/web.yml": "Type: AWS::EC2::Instance\nProperties:\n  MetadataOptions: !Include { location: options.txt }\n", "stacks/parts/options.txt": "HttpTokens: !Ref T\n" }, ["tokens-required S/Web stacks/parts/options.txt:1:13"], "nests stacks/child.yml as S, includes stacks/parts/web.yml, includes stacks/parts/options.txt"],
    ["by Fn::Transform", "Parameters: { T: { Type: String } }\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./parts/web.yml } }\n", { "stacks/parts/web.yml": "MetadataOptions:\n  HttpTokens: !Ref T\n" }, ["tokens-required S/Web stacks/parts/web.yml:2:15"], "nests stacks/child.yml as S, includes stacks/parts/web.yml"],
    ["by Transform at the top", "Transform: [{ Name: AWS::Include, Parameters: { Location: parts/all.yml } }]\nResources:\n  Other: { Type: AWS::S3::Bucket }\n", { "stacks/parts/all.yml": "Parameters: { T: { Type: String } }\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: !Ref T } }\n" }, ["tokens-required S/Web stacks/parts/all.yml:5:50"], "nests stacks/child.yml as S, includes stacks/parts/all.yml"],
  ])("%s", async (_, child, parts, expected, calls) => {
    const files = { "main.yml": main, "stacks/child.yml": child, ...parts };
    const { resources, problems } = await parsed(files);
    expect(problems).toEqual([]);
    expect(resources.map(({ calls: hops = [] }) => hops.map(({ note }) => note).join(", "))).toEqual([calls]);
    const result = await report(files);
    expect(faults(result)).toEqual(expected);
    expect(result.resources).toHaveLength(1);
    expect(result.problems).toEqual([]);
  });

  test("and imports from another template of the file that nests it", async () => {
    const main = `Resources:\n  S: ${stack("child.yml")}\nOutputs: { O: { Value: required, Export: { Name: other } } }\n---\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: optional, Export: { Name: tokens } } }\n`;
    const { findings } = await report({ "main.yml": main, "child.yml": `Resources:\n  I: ${machine("!ImportValue tokens")}\n` });
    expect(findings.map(({ rule, certainty, resource: { address } }) => `${rule} ${certainty} ${address}`)).toEqual(["tokens-required definite S/I"]);
  });

  test("and macros of both are problems of both", async () => {
    const macro = "  Fn::Transform: { Name: Macro }\n";
    const { problems } = await parsed({ "main.yml": `Resources:\n${macro}  S: ${stack("child.yml")}\n`, "child.yml": `Resources:\n${macro}  I: ${machine("required")}\n` });
    expect(problems.map(({ message, location }) => `${location.path}:${location.start.line} ${message.replace(/ adds .*/, "")}`)).toEqual(["main.yml:2 Fn::Transform", "main.yml:3 Fn::Transform of S"]);
  });

  test("and nests again what it includes", async () => {
    const files = { "main.yml": `Resources:\n  S: ${stack("mid.yml")}\n`, "mid.yml": "Resources:\n  Inner: !Include inner.txt\n", "inner.txt": `${stack("leaf.yml")}\n`, "leaf.yml": `Resources:\n  I: ${machine("optional")}\n` };
    expect(faults(await report(files))).toEqual(["tokens-required S/Inner/I leaf.yml:2:79"]);
  });

  test("loops of what is included are written out", async () => {
    const files = { "main.yml": "Resources: !Include loop.txt\n", "loop.txt": `Fn::ForEach::X: [Id, [A, B], { "Web\${Id}": ${machine("optional")} }]\n` };
    expect((await parsed(files)).resources.map(({ address }) => address)).toEqual(["WebA", "WebB"]);
  });

  test.each<[string, string, Readonly<Record<string, Content>>, RegExp]>([
    ["is missing", "!Include gone.txt", {}, /gone\.txt is not included: there is no such file/],
    ["is at an address", "!Include http://169.254.169.254/latest", {}, /not followed/],
    ["lies outside", "!Include ../../outside.txt", { "../outside.txt": "a: b" }, /outside the scan root/],
    ["is behind a link that leads outside", "!Include link.txt", { "../outside.txt": "a: b", "stacks/link.txt": { target: "../../outside.txt" } }, /outside the scan root/],
  ])("one problem where that is said, however many stacks there are, when it %s", async (_, include, files, says) => {
    const child = `Metadata:\n  X: ${include}\nResources:\n  Web: ${machine("optional")}\n`;
    const all = { "main.yml": `Resources:\n  A: ${stack("stacks/child.yml")}\n  B: ${stack("stacks/child.yml")}\n`, "stacks/child.yml": child, ...files };
    for (const paths of [[], ["main.yml"], ["stacks/child.yml"]]) {
      const { problems, resources } = await report(all, ...paths);
      expect(problems).toMatchObject([{ message: expect.stringMatching(says) as string, location: { path: "stacks/child.yml", start: { line: 2 } } }]);
      expect(resources).toHaveLength(paths[0] === "stacks/child.yml" ? 1 : 2);
    }
  });

  test("a stack that is missing deep within is one problem where it is called", async () => {
    const files = { "main.yml": `Resources:\n  A: ${stack("mid.yml")}\n  B: ${stack("mid.yml")}\n`, "mid.yml": `Resources:\n  I: ${machine("required")}\n  Gone: ${stack("gone.yml")}\n` };
    for (const paths of [[], ["main.yml"]]) expect((await report(files, ...paths)).problems.map(({ message, location }) => `${location.path}:${location.start.line} ${message}`)).toEqual(["mid.yml:3 The template of the nested stack Gone is not judged here: the file gone.yml: there is no such file."]);
  });
});

describe("judged once", () => {
  const part = `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Web: ${machine("optional")}\n`;

  test.each([
    ["cfn-include", "Fn::Merge:\n  - !Include part.yml\n  - Resources: { Bucket: { Type: AWS::S3::Bucket } }\n"],
    ["AWS::Include", "Transform: { Name: AWS::Include, Parameters: { Location: part.yml } }\nResources: { Bucket: { Type: AWS::S3::Bucket } }\n"],
  ])("a template that another brings in by %s", async (_, main) => {
    const files = { "main.yml": main, "part.yml": part };
    for (const paths of [[], ["main.yml"], ["part.yml"], ["main.yml", "part.yml"], ["part.yml", "main.yml"]]) {
      const result = await report(files, ...paths);
      expect(result.resources.map(({ address }) => address)).toEqual(["Web"]);
      expect(faults(result)).toEqual(["tokens-required Web part.yml:3:81"]);
      expect(result.summary.verdicts.fail).toBe(1);
    }
  });

  test("what is not brought in stays", async () => {
    const result = await report({ "main.yml": "Resources:\n  Copy: !Include { location: part.yml, query: Resources.Web }\n", "part.yml": `${part}  Other: ${machine("optional")}\n` });
    expect(result.resources.map(({ address }) => address).sort()).toEqual(["Copy", "Other", "Web"]);
  });

  test("files that include each other keep one", async () => {
    const half = (other: string) => `Resources:\n  Fn::Merge: [!Include { location: ${other}, query: Base }]\nBase:\n  Web: ${machine("optional")}\n`;
    expect(faults(await report({ "a.yml": half("b.yml"), "b.yml": half("a.yml") })).length).toBeGreaterThan(0);
  });

  test("a nested template and what it includes, also as an own template", async () => {
    const files = { "main.yml": `Resources:\n  S: ${stack("child.yml")}\n`, "child.yml": "Transform: { Name: AWS::Include, Parameters: { Location: part.yml } }\nResources: { Bucket: { Type: AWS::S3::Bucket } }\n", "part.yml": part };
    expect((await report(files)).resources.map(({ address }) => address)).toEqual(["S/Web"]);
  });
});

describe("a part that is named alone in a repository", () => {
  const child = "Parameters: { T: { Type: String, Default: optional } }\nResources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: !Ref T } }\n";
  const repository = { ".git/HEAD": "ref: refs/heads/main\n", "stacks/child.yml": child };
  const calling = (tokens: string) => `Resources:\n  S: ${stack("stacks/child.yml", `{ T: ${tokens} }`)}\n  Own: ${machine("optional")}\n`;

  test("is judged with those who nest it, and nothing else of them is", async () => {
    const files = { ...repository, "main.yml": calling("required") };
    const alone = await report(files, "stacks/child.yml");
    expect(alone.resources.map(({ address }) => address)).toEqual(["S/Web"]);
    expect(faults(alone)).toEqual([]);
    expect(alone.summary.files).toMatchObject({ seen: 1, parsed: 1 });
    expect(faults(await report({ ...files, "main.yml": calling("optional") }, "stacks/child.yml"))).toEqual(["tokens-required S/Web stacks/child.yml:5:50"]);
    for (const paths of [["."], ["stacks/child.yml", "main.yml"], ["main.yml"]]) expect(faults(await report(files, ...paths))).toEqual(["tokens-required Own main.yml:3:81"]);
    expect(faults(await report(files, "stacks"))).toEqual([]);
  });

  test("also through others", async () => {
    const files = { ...repository, "mid.yml": `Parameters: { T: { Type: String } }\nResources:\n  S: ${stack("stacks/child.yml", "{ T: !Ref T }")}\n`, "top/main.yml": `Resources:\n  M: ${stack("../mid.yml", "{ T: required }")}\n` };
    expect((await report(files, "stacks/child.yml")).resources.map(({ address }) => address)).toEqual(["M/S/Web"]);
    expect(faults(await report(files, "stacks/child.yml"))).toEqual([]);
  });

  test("also where it is JSON beside the code of a plan", async () => {
    const json = JSON.stringify({ Parameters: { T: { Type: "String", Default: "optional" } }, Resources: { Web: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: { HttpTokens: { Ref: "T" } } } } } });
    const files = { ".git/HEAD": "x", "main.tf": "", "child.json": json, "main.yml": `Resources:\n  S: ${stack("child.json", "{ T: required }")}\n` };
    expect(faults(await report(files, "child.json", "main.tf"))).toEqual([]);
  });

  test("or those who include it", async () => {
    const files = { ".git/HEAD": "x", "main.yml": "Resources:\n  Web: !Include web.yml\n  Other: { Type: AWS::EC2::Instance }\n", "web.yml": "Type: AWS::EC2::Instance\nProperties: { MetadataOptions: { HttpTokens: optional } }\n" };
    expect(faults(await report(files, "web.yml"))).toEqual(["tokens-required Web web.yml:2:46"]);
  });

  test("and what is wrong elsewhere is nobody's problem there", async () => {
    const files = { ...repository, "main.yml": `${calling("required")}  Gone: ${stack("gone.yml")}\n`, "broken.yml": "child.yml\nAWSTemplateFormatVersion: [\nType: AWS::CloudFormation::Stack\n" };
    expect((await report(files, "stacks/child.yml")).problems).toEqual([]);
  });
});

describe("templates in other resources", () => {
  const inner = { Parameters: { T: { Type: "String", Default: "optional" } }, Resources: { I: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: { HttpTokens: { Ref: "T" } } } } } };
  const yaml = `Parameters: { T: { Type: String, Default: optional } }\nResources:\n  I: ${machine("!Ref T")}\n`;

  test("the text of a stack set may be YAML, also in a JSON template, and in YAML as a block", async () => {
    const main = (body: string) => JSON.stringify({ Resources: { S: { Type: "AWS::CloudFormation::StackSet", Properties: { TemplateBody: body } } } });
    for (const body of [yaml, JSON.stringify(inner)]) expect(faults(await report({ "main.json": main(body) }))).toEqual([expect.stringMatching(/^tokens-required S\/I main\.json:1:\d+$/)]);
    const block = `Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      TemplateBody: |\n${yaml.replace(/^/gm, "        ")}\n`;
    expect(faults(await report({ "main.yml": block }))).toEqual(["tokens-required S/I main.yml:5:21"]);
  });

  test("a stack set may name a file, and its instances may get values of their own", async () => {
    const main = (more: string) => `Resources:\n  S: { Type: AWS::CloudFormation::StackSet, Properties: { TemplateURL: child.yml, Parameters: [{ ParameterKey: T, ParameterValue: required }]${more} } }\n`;
    expect(faults(await report({ "main.yml": main(""), "child.yml": yaml }))).toEqual([]);
    const overridden = await parsed({ "main.yml": main(", StackInstancesGroup: [{ Regions: [x], ParameterOverrides: [{ ParameterKey: T, ParameterValue: optional }] }]"), "child.yml": yaml });
    expect(overridden.resources.map(({ scenarios }) => scenarios.map(({ settings }) => inWords(settings.httpTokens)))).toEqual([["unknown: instances of the stack set get values of their own for T"]]);
  });

  test.each([
    ["no template", "TemplateBody: 'a: b'", /TemplateBody is no template/],
    ["broken", "TemplateBody: 'Resources: {'", /TemplateBody cannot be read/],
  ])("a text that is %s is one problem", async (_, property, says) => {
    expect((await parsed({ "main.yml": `Resources:\n  S: { Type: AWS::CloudFormation::StackSet, Properties: { ${property} } }\n` })).problems).toMatchObject([{ kind: "syntax", message: expect.stringMatching(says) as string, location: { start: { line: 2 } } }]);
  });

  test.each([
    ["an expression", "!Sub 'x${AWS::Region}'", 'x${AWS::Region}'],
    ["what another tool embeds", "!Rain::Embed other.yaml", "other.yaml"],
  ])("a text that is %s is named in the summary, and no problem", async (_, body, source) => {
    const { summary, problems } = await report({ "main.yml": `Resources:\n  S: { Type: AWS::CloudFormation::StackSet, Properties: { TemplateBody: ${body} } }\n` });
    expect(problems).toEqual([]);
    expect(summary.unfollowedStacks).toMatchObject([{ source }]);
  });

  test("applications of SAM are nested stacks, in templates with Globals too", async () => {
    const main = (location: string) => `Transform: AWS::Serverless-2016-10-31\nGlobals: { Function: { Timeout: 3 } }\nResources:\n  App: { Type: AWS::Serverless::Application, Properties: { Location: ${location}, Parameters: { T: required } } }\n  Web: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !GetAtt App.Outputs.T } } }\n`;
    const child = `${yaml}Outputs: { T: { Value: !Ref T } }\n`;
    expect(faults(await report({ "main.yml": main("child.yml"), "child.yml": child }))).toEqual([]);
    const { summary } = await report({ "main.yml": main("{ ApplicationId: 'arn:aws:serverlessrepo:x', SemanticVersion: 1.0.0 }") });
    expect(summary.unfollowedStacks).toMatchObject([{ source: "arn:aws:serverlessrepo:x" }]);
  });

  test("the asset of another property is no template", async () => {
    const main = (property: string) => `Resources:\n  S:\n    Type: AWS::CloudFormation::Stack\n    Metadata: { 'aws:asset:path': child.yml, 'aws:asset:property': ${property} }\n    Properties: { TemplateURL: !Sub 'https://s3.\${AWS::Region}/x' }\n`;
    expect((await parsed({ "main.yml": main("TemplateURL"), "child.yml": yaml })).resources.map(({ address }) => address)).toEqual(["S/I"]);
    expect(await parsed({ "main.yml": main("Other"), "child.yml": yaml })).toMatchObject({ resources: [], unfollowed: ["https://s3.${AWS::Region}/x"] });
  });

  test("a path that is read at deployment, or filled in by another tool, is named", async () => {
    for (const url of ["{{resolve:ssm:/path:1}}", "{{ base }}/child.yml"]) expect(await parsed({ "main.yml": `Resources:\n  S: ${stack(`'${url}'`)}\n` })).toMatchObject({ problems: [], unfollowed: [url] });
  });

  test("an address whose end is the name of a file is not guessed", async () => {
    const result = await parsed({ "main.yml": `Resources:\n  S: ${stack("https://bucket.s3.amazonaws.com/stacks/child.yml")}\n`, "stacks/child.yml": yaml });
    expect(result).toMatchObject({ resources: [], problems: [], unfollowed: ["https://bucket.s3.amazonaws.com/stacks/child.yml"] });
  });
});

describe("bounds", () => {
  const leaf = `Resources:\n  I: ${machine("optional")}\n`;

  test("500 levels are one problem, and what is above them is judged", async () => {
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`l${at}.yml`, `Resources:\n  I: ${machine("optional")}\n  S: ${stack(`l${at + 1}.yml`)}\n`]));
    const { resources, problems } = await parsed({ ...files, "main.yml": `Resources:\n  S: ${stack("l0.yml")}\n` });
    expect(resources).toHaveLength(10);
    expect(problems).toMatchObject([{ kind: "too-large", message: expect.stringContaining("more than 10 deep") as string, location: { path: "main.yml", start: { line: 2 } } }]);
  });

  test("a template that nests itself is one problem", async () => {
    const { resources, problems } = await parsed({ "main.yml": `Resources:\n  I: ${machine("optional")}\n  A: ${stack("main.yml")}\n` });
    expect(resources).toHaveLength(1);
    expect(problems).toHaveLength(1);
  });

  test("two thousand stacks of one file are all judged", async () => {
    const started = performance.now();
    const { resources, problems } = await parsed({ "main.yml": `Resources:\n${Array.from({ length: 2_000 }, (_, at) => `  S${at}: ${stack("leaf.yml")}`).join("\n")}\n`, "leaf.yml": leaf });
    expect(problems).toEqual([]);
    expect(resources).toHaveLength(2_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("a million stacks by nesting are one problem", async () => {
    const started = performance.now();
    const level = (next: string) => `Resources:\n  I: ${machine("optional")}\n${Array.from({ length: 10 }, (_, at) => `  S${at}: ${stack(next)}`).join("\n")}\n`;
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`l${at}.yml`, level(at === 5 ? "leaf.yml" : `l${at + 1}.yml`)]));
    const { resources, problems } = await parsed({ ...files, "main.yml": level("l0.yml"), "leaf.yml": leaf });
    expect(resources).toHaveLength(2_001);
    expect(problems).toMatchObject([{ kind: "too-large", message: expect.stringContaining("The nested stacks are too many") as string, location: { path: "main.yml" } }]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test("all templates of one file have one room together", async () => {
    const started = performance.now();
    const wide = `Resources:\n${Array.from({ length: 10_000 }, (_, at) => `  T${at}: { Type: AWS::SNS::Topic, Properties: { A: [1, 2, 3] } }`).join("\n")}\n`;
    const { problems } = await parsed({ "main.yml": `---\nResources:\n  S: ${stack("wide.yml")}\n`.repeat(300), "wide.yml": wide });
    expect(problems.map(({ kind, location }) => `${kind} ${location.start.line}`)).toEqual(Array.from({ length: 296 }, (_, at) => `too-large ${at * 3 + 15}`));
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test("a text that many stack sets share is read once", async () => {
    const templates = new NestedTemplates(new NamedFiles(undefined));
    const text = "Resources: {}\n";
    expect(await templates.body(text)).toBe(await templates.body(text));
    const body = JSON.stringify(`Resources: { T: { Type: AWS::SNS::Topic } }\n${`# ${"x".repeat(98)}\n`.repeat(10_000)}`);
    const sets = Array.from({ length: 500 }, (_, at) => `  S${at}: { Type: AWS::CloudFormation::StackSet, Properties: { TemplateBody: *body } }`).join("\n");
    const started = performance.now();
    const { problems } = await parsed({ "main.yml": `Metadata: { Body: &body ${body} }\nResources:\n${sets}\n` });
    expect(problems).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("loops in nested templates count", async () => {
    const started = performance.now();
    const wide = `Resources:\n  Fn::ForEach::X: [Id, [${Array.from({ length: 2_000 }, (_, at) => `a${at}`).join(",")}], { "W\${Id}": { Type: AWS::S3::Bucket } }]\n`;
    const { problems } = await parsed({ "main.yml": `Resources:\n${Array.from({ length: 1_000 }, (_, at) => `  S${at}: ${stack("wide.yml")}`).join("\n")}\n`, "wide.yml": wide });
    expect(problems).toMatchObject([{ kind: "too-large" }]);
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test("nested templates that expand without end take bounded time together", async () => {
    const started = performance.now();
    const slow = (at: number) => `Metadata:\n  X${at}: { 'Fn::Map': [!Sequence [1, 9999], A, { 'Fn::Map': [!Sequence [1, 9999], B, { 'Fn::Map': [!Sequence [1, 9999], C, '\${A}${"x".repeat(1000)}'] }] }] }\nResources:\n  I: ${machine("optional")}\n`;
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`c${at}.yml`, slow(at)]));
    const { problems } = await parsed({ ...files, "main.yml": `Resources:\n${Array.from({ length: 40 }, (_, at) => `  S${at}: ${stack(`c${at}.yml`)}`).join("\n")}\n` });
    expect(problems).toHaveLength(40);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
