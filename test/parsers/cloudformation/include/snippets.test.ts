import { describe, expect, test } from "vitest";
import { inWords, settingAt } from "../support.ts";
import { faults, parsed, report, type Content } from "./support.ts";

const machine = "Type: AWS::EC2::Instance";

function include(location: string): string {
  return `{ Name: AWS::Include, Parameters: { Location: ${location} } }`;
}

describe("AWS::Include of local files", () => {
  test.each<[string, Readonly<Record<string, Content>>, readonly string[]]>([
    ["among the resources", { "main.yml": `Resources:\n  A: { ${machine} }\n  Fn::Transform: ${include("./b.yml")}\n`, "b.yml": `B: { ${machine} }\n` }, ["tokens-required B b.yml:1:1", "tokens-required A main.yml:2:3"]],
    ["at the top", { "main.yml": `Transform: ${include("b.yml")}\nResources:\n  A: { ${machine} }\n`, "b.yml": `Resources:\n  B: { ${machine} }\n` }, ["tokens-required B b.yml:2:3", "tokens-required A main.yml:3:3"]],
    ["at the top beside SAM", { "main.yml": `Transform: [AWS::Serverless-2016-10-31, ${include("b.yml")}]\nResources:\n  A: { ${machine} }\n`, "b.yml": `Resources:\n  B: { ${machine} }\n` }, ["tokens-required B b.yml:2:3", "tokens-required A main.yml:3:3"]],
    ["as all of a template", { "main.yml": `Fn::Transform: ${include("b.txt")}\n`, "b.txt": `Resources:\n  B: { ${machine} }\n` }, ["tokens-required B b.txt:2:3"]],
    ["as the properties", { "main.yml": `Resources:\n  A:\n    ${machine}\n    Properties:\n      Fn::Transform: ${include("p.yml")}\n`, "p.yml": "MetadataOptions: { HttpTokens: optional }" }, ["tokens-required A p.yml:1:32"]],
    ["beside other properties, in the short form", { "main.yml": `Resources:\n  A:\n    ${machine}\n    Properties:\n      MetadataOptions: !Transform ${include("p.json")}\n`, "p.json": '{ "HttpTokens": "optional" }' }, ["tokens-required A p.json:1:17"]],
    ["relative to the template", { "dir/main.yml": `Resources:\n  Fn::Transform: ${include("../b.yml")}\n`, "b.yml": `B: { ${machine} }\n` }, ["tokens-required B b.yml:1:1"]],
    ["within one another", { "main.yml": `Resources:\n  Fn::Transform: ${include("sub/b.yml")}\n`, "sub/b.yml": `B:\n  Fn::Transform: ${include("c.yml")}\n`, "sub/c.yml": `${machine}\nProperties: { MetadataOptions: { HttpTokens: optional } }\n` }, ["tokens-required B sub/c.yml:2:46"]],
    ["in JSON", { "main.json": JSON.stringify({ Resources: { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "b.json" } } } }), "b.json": JSON.stringify({ B: { Type: "AWS::EC2::Instance" } }) }, ["tokens-required B b.json:1:2"]],
  ])("%s", async (_, files, expected) => {
    const result = await report(files);
    expect(result.problems).toEqual([]);
    expect(faults(result)).toEqual(expected);
  });

  test("what the template says itself stands", async () => {
    const main = `Resources:\n  A:\n    ${machine}\n    Properties:\n      MetadataOptions: { HttpTokens: required, "Fn::Transform": ${include("p.yml")} }\n`;
    const result = await parsed({ "main.yml": main, "p.yml": "HttpTokens: optional\nHttpEndpoint: enabled\n" });
    expect(inWords(settingAt(result, "A", "httpTokens"))).toBe('"required"');
    expect(inWords(settingAt(result, "A", "httpEndpoint"))).toBe('"enabled"');
  });
});

describe("AWS::Include that is not followed", () => {
  const a = `  A:\n    ${machine}\n    Properties:\n      MetadataOptions: `;

  test.each([
    ["s3", "s3://bucket/p.yml", "unknown: AWS::Include of \"s3://bucket/p.yml\" is not followed: only files in the scan root are"],
    ["https", "https://169.254.169.254/p.yml", "unknown: AWS::Include of \"https://169.254.169.254/p.yml\" is not followed: only files in the scan root are"],
    ["an expression", "!Ref Where", "unknown: The Location of AWS::Include is known only at deployment"],
  ])("%s: unknown, and no problem where it only brings values", async (_, location, words) => {
    const result = await parsed({ "main.yml": `Resources:\n${a}{ "Fn::Transform": ${include(location)} }\n` });
    expect(result.problems).toEqual([]);
    expect(inWords(settingAt(result, "A", "httpTokens"))).toBe(words);
  });

  test.each([
    ["s3 among the resources", "Resources:\n  Fn::Transform: HERE\n", "s3://bucket/p.yml", "outside"],
    ["s3 at the top", "Resources:\n  A: { Type: AWS::EC2::Instance }\nTransform: HERE\n", "s3://bucket/p.yml", "outside"],
    ["s3 as a resource", "Resources:\n  A: { 'Fn::Transform': HERE }\n", "s3://bucket/p.yml", "outside"],
    ["nothing there", `Resources:\n${a}{ "Fn::Transform": HERE }\n`, "gone.yml", "unreadable"],
    ["outside", `Resources:\n${a}{ "Fn::Transform": HERE }\n`, "../outside.yml", "outside"],
    ["absolute", `Resources:\n${a}{ "Fn::Transform": HERE }\n`, "/etc/passwd", "outside"],
    ["itself", "Resources:\n  A: { Type: AWS::EC2::Instance }\n  Fn::Transform: HERE\n", "main.yml", "outside"],
    ["itself by another file", "Resources:\n  Fn::Transform: HERE\n", "loop.yml", "outside"],
    ["a faulty file", "Resources:\n  Fn::Transform: HERE\n", "bad.yml", "syntax"],
  ])("%s is one problem at the include", async (_, text, location, kind) => {
    const files = { "main.yml": text.replace("HERE", include(location)), "loop.yml": `B: { "Fn::Transform": ${include("loop.yml")} }\n`, "bad.yml": "a: [", "../outside.yml": "HttpTokens: optional\n" };
    const { problems } = await parsed(files);
    expect(problems).toMatchObject([{ kind, location: { path: "main.yml" } }]);
    expect(files["main.yml"].split("\n")[(problems[0]?.location.start.line ?? 0) - 1]).toContain(location);
  });
});
