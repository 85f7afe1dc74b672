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
});
