import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locate } from "../../../src/model/source.ts";
import { fixture, parse, parseText } from "./support.ts";

const root = new URL("../../../fixtures/parsers/cloudformation/", import.meta.url);
const fixtures = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\.(yaml|json)$/.test(path));

/** Whatever comes out must point into the text, and say why where it says that it does not know. */
async function survives(text: string, path: string): Promise<void> {
  const { resources, problems, recognised } = await parseText(text, path);
  for (const { location, message } of problems) {
    expect(message).not.toBe("");
    expect(location.start.line).toBeGreaterThan(0);
  }
  if (!recognised) expect([resources, problems]).toEqual([[], []]);
  for (const resource of resources) {
    const { start, end } = locate(resource.at);
    expect(start.line * 1e6 + start.column).toBeLessThanOrEqual(end.line * 1e6 + end.column);
    for (const setting of resource.scenarios.flatMap((scenario) => Object.values(scenario.settings))) {
      expect(setting.at.span.start).toBeLessThanOrEqual(setting.at.span.end);
      expect(setting.at.span.end).toBeLessThanOrEqual(text.length);
      if (setting.state === "unknown") expect(setting.why).not.toBe("");
    }
  }
}

describe.each(fixtures)("%s", (path) => {
  const { text } = fixture(path);

  it("survives being cut at every 50th character", async () => {
    for (let end = 0; end < text.length; end += 50) await survives(text.slice(0, end), path);
  });

  it("survives changed characters", async () => {
    const replacements = ["\0", "\t", "\n", "{", "[", "'", '"', ":", "!", "&", "*", "%", "\ud800", "- ", "<<: ", ""];
    for (let at = 7; at < text.length; at += 97) {
      const replacement = replacements[at % replacements.length] ?? "";
      await survives(text.slice(0, at) + replacement + text.slice(at + 1), path);
    }
  });
});

describe("hostile templates", () => {
  const head = 'AWSTemplateFormatVersion: "2010-09-09"\n';

  it("stops at an alias bomb with one problem", async () => {
    const bomb = Array.from({ length: 20 }, (_, level) => `  b${level}: &b${level} [${Array.from({ length: 10 }, () => (level === 0 ? "x" : `*b${level - 1}`)).join(",")}]`).join("\n");
    const { problems } = await parseText(`${head}Metadata:\n${bomb}\nResources: {A: {Type: AWS::EC2::Instance}}`);
    expect(problems).toMatchObject([{ kind: "too-large" }]);
  });

  it.each([
    ["json", `{"Resources": {"A": {"Type": "AWS::EC2::Instance", "Properties": ${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}}}`],
    ["yaml", `Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties: ${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ])("refuses deep nesting in %s", async (form, text) => {
    expect((await parseText(text, `t.${form}`)).problems).toMatchObject([{ kind: "too-large", message: "The values are nested more than 500 levels deep." }]);
  });

  it("walks a value of the greatest depth", async () => {
    const depth = 240;
    const opening = Array.from({ length: depth }, (_, level) => `{"Fn::If": ["C${level}", "a", `).join("");
    const nested = `${opening}"a"${"]}".repeat(depth)}`;
    const options = `{"Resources": {"A": {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": ${nested}, "LaunchTemplate": ${nested}, "MetadataOptions": {"HttpTokens": ${nested}}}}}}`;
    const { resources, problems } = await parseText(options, "t.json");
    expect(problems).toEqual([]);
    expect(resources[0]?.scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value: "a" });
  });

  it("does not take names of JavaScript for names of the template", async () => {
    const { resources } = await parseText("Resources:\n  __proto__:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions: {HttpTokens: !Ref constructor, HttpEndpoint: !FindInMap [toString, a, b]}\n");
    expect(resources.map((resource) => resource.address)).toEqual(["__proto__"]);
    expect(resources[0]?.scenarios[0]?.settings).toMatchObject({ httpTokens: { state: "unknown" }, httpEndpoint: { state: "unknown" } });
  });

  it("stays linear on a template of many machines", async () => {
    const many = Array.from({ length: 3000 }, (_, index) => `  T${index}: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: !Sub "\${AWS::StackName}-${index}"}}\n  M${index}: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: {LaunchTemplateName: !Sub "\${AWS::StackName}-${index}", Version: 1}}}`).join("\n");
    const started = performance.now();
    const { resources } = await parse({ path: "t.yaml", text: `Resources:\n${many}\n` });
    expect(resources).toHaveLength(6000);
    expect(resources.at(-1)?.scenarios[0]?.links).toMatchObject([{ target: { state: "resource", address: "T2999" } }]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  /** Generous, for machines that do other things besides: quadratic work on these would take minutes. */
  const patience = 30_000;

  async function timed(text: string, path = "t.yaml") {
    const started = performance.now();
    const result = await parseText(text, path);
    expect(performance.now() - started).toBeLessThan(patience);
    return result;
  }

  it("reads 10,000 machines with conditions of their own", async () => {
    const indices = Array.from({ length: 10_000 }, (_, index) => index);
    const resources = Object.fromEntries(indices.map((index) => [`M${index}`, { Type: "AWS::EC2::Instance", Condition: `C${index}`, Properties: { ImageId: "ami-1", MetadataOptions: { HttpTokens: { "Fn::If": [`D${index % 100}`, "required", "optional"] } } } }]));
    const conditions = Object.fromEntries(indices.flatMap((index) => [[`C${index}`, { "Fn::Equals": [{ Ref: "AWS::StackName" }, `s${index % 3}`] }], [`D${index % 100}`, { "Fn::Equals": [{ Ref: `P${index % 100}` }, "a"] }]]));
    const parameters = Object.fromEntries(indices.slice(0, 5000).map((index) => [`P${index}`, { Type: "String", AllowedValues: ["a", "b"] }]));
    const { resources: found, problems } = await timed(JSON.stringify({ Parameters: parameters, Conditions: conditions, Resources: resources }), "t.json");
    expect(problems).toEqual([]);
    expect(found).toHaveLength(10_000);
    expect(found.at(-1)?.scenarios.map(({ when }) => when.map(({ condition, holds }) => `${condition} ${holds}`))).toEqual([["D99 true"], ["D99 false"]]);
  });

  it.each([
    ["a text that is not closed", "  B: 'a\n"],
    ["a list that is not closed", "  B: [a\n"],
  ])("reads a million empty lines before %s", async (_, fault) => {
    const { resources } = await timed(`Resources:\n  A: {Type: AWS::EC2::Instance, Properties: {ImageId: '${"\n".repeat(1_000_000)}'}}\n${fault}`);
    expect(resources.length).toBeLessThan(2);
  });

  it("reads a template of five megabytes", async () => {
    const machine = (index: number) => `  M${index}:\n    Type: AWS::EC2::Instance\n    Metadata: {Text: ${"x".repeat(1000)}}\n    Properties:\n      ImageId: ami-1\n      MetadataOptions: {HttpTokens: !If [C, required, optional]}\n`;
    const text = `Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources:\n${Array.from({ length: 4400 }, (_, index) => machine(index)).join("")}`;
    expect(text.length).toBeGreaterThan(5_000_000);
    const { resources, problems } = await timed(text);
    expect([resources.length, problems]).toEqual([4400, []]);
  });

  it.each([
    ["a chain of conditions", `Conditions:\n  C0: !Equals [!Ref AWS::StackName, x]\n${Array.from({ length: 5000 }, (_, index) => `  C${index + 1}: !Not [!Condition C${index}]`).join("\n")}`, "!If [C5000, optional, required]"],
    ["conditions that ask twice", `Conditions:\n  C0: !Equals [!Ref AWS::StackName, x]\n${Array.from({ length: 100 }, (_, index) => `  C${index + 1}: !And [!Condition C${index}, !Condition C${index}]`).join("\n")}`, "!If [C100, optional, required]"],
    ["a parameter with thousands of allowed values", `Parameters: {P: {Type: String, AllowedValues: [${Array.from({ length: 20_000 }, (_, index) => `v${index}`).join(", ")}]}}`, "!Ref P"],
    ["nested texts", "Parameters: {P: {Type: String}}", Array.from({ length: 100 }).reduce<string>((inner) => `{"Fn::Join": ["-", [${inner}, ${inner.length < 20_000 ? inner : '"x"'}]]}`, '"x"')],
    ["a mapping that a lookup leads through again and again", `Mappings: {M: {${Array.from({ length: 200 }, (_, index) => `k${index}: {Next: k${(index + 1) % 200}}`).join(", ")}}}`, Array.from({ length: 80 }).reduce<string>((inner) => `!FindInMap [M, ${inner}, Next]`, "!Ref AWS::Region")],
    ["a pattern that never ends", `Parameters: {P: {Type: String, AllowedPattern: "(a|aa)+$"}}\nConditions: {C: !Equals [!Ref P, ${"a".repeat(60)}b]}`, "!If [C, optional, required]"],
    ["a hundred open conditions under many machines", `Conditions:\n${Array.from({ length: 100 }, (_, index) => `  C${index}: !Equals [!Ref AWS::StackName, !Ref P${index}]`).join("\n")}`, `!Join ["", [${Array.from({ length: 100 }, (_, index) => `!If [C${index}, a, b]`).join(", ")}]]`],
  ])("stays bounded on %s", async (_, sections, expression) => {
    const machines = Array.from({ length: 50 }, (_, index) => `  M${index}:\n    Type: AWS::EC2::Instance\n    Properties:\n      MetadataOptions:\n        HttpTokens: ${expression}\n`);
    const { resources } = await timed(`${sections}\nResources:\n${machines.join("")}`);
    expect(resources).toHaveLength(50);
    for (const { scenarios } of resources) expect(scenarios.length).toBeLessThanOrEqual(32);
  });
});
