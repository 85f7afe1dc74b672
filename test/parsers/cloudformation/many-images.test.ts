import { describe, expect, it } from "vitest";
import { link } from "../../../src/effective/link.ts";
import { parseText, whenInWords } from "./support.ts";

const al2023 = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
const al2023Arm = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
const al2 = "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-arm64-gp2";
const noFacts = { accountDefaults: {}, images: {} };

/** Tokens and hop limit of one machine in all scenarios. */
async function launched(text: string, images: Readonly<Record<string, "v2.0" | "none">> = {}): Promise<readonly string[]> {
  const { resources, problems } = await parseText(text);
  expect(problems).toEqual([]);
  return link(resources, undefined, { ...noFacts, images }).flatMap(({ scenarios }) =>
    scenarios.map((scenario) => {
      const values = [scenario.settings.httpTokens, scenario.settings.httpPutResponseHopLimit].map((setting) => (setting.state === "known" ? String(setting.value) : setting.state));
      const when = whenInWords(scenario);
      return `${when === "" ? "" : `[${when}] `}${values.join(" ")}`;
    }),
  );
}

/** A machine whose image hangs on its type, which has so many values. */
function byType(count: number, [x86, arm]: readonly [string, string], options = "{}"): string {
  const types = Array.from({ length: count }, (_, index) => (index % 2 === 0 ? `t3.s${index}` : `t4g.s${index}`));
  return `
Parameters:
  T: {Type: String, Default: t3.s0, AllowedValues: [${types.join(", ")}]}
  X86: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${x86}}
  Arm: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: ${arm}}
Conditions:
  IsArm: !Equals [t4, !Select [0, !Split ['g.', !Ref T]]]
Resources:
  M: {Type: AWS::EC2::Instance, Properties: {ImageId: !If [IsArm, !Ref Arm, !Ref X86], MetadataOptions: ${options}}}`;
}

/** A machine whose image hangs on more conditions than can be told apart, one by one. */
function byConditions(images: readonly [string, string], options = "{}", count = 14): string {
  const indices = Array.from({ length: count }, (_, index) => index);
  return `
Parameters: {${indices.map((index) => `P${index}: {Type: String, AllowedValues: [a, b]}`).join(", ")}}
Conditions:
${indices.map((index) => `  C${index}: !Equals [!Ref P${index}, a]`).join("\n")}
  Odd: !Equals [!Join ['', [${indices.map((index) => `!Ref P${index}`).join(", ")}]], ${"ab".repeat(count / 2)}]
Resources:
  M: {Type: AWS::EC2::Instance, Properties: {ImageId: !If [Odd, '{{resolve:ssm:${images[0]}}}', '{{resolve:ssm:${images[1]}}}'], MetadataOptions: ${options}}}`;
}

describe("an image that hangs on many values", () => {
  it.each([4, 65, 109])("is what all of them are: %i values", async (count) => {
    expect(await launched(byType(count, [al2023, al2023Arm]))).toEqual(["required 2"]);
    expect(await launched(byType(count, [al2, al2]))).toEqual(["optional 1"]);
  });

  it.each([4, 65, 109])("is told apart where they differ: %i values", async (count) => {
    expect(await launched(byType(count, [al2023, al2]))).toEqual(["[!IsArm] required 2", "[IsArm] optional 1"]);
  });

  it.each([10, 100])("is one by one what a mapping says: %i rows", async (count) => {
    const rows = Array.from({ length: count }, (_, index) => `    t3.s${index}: {id: ami-${String(index).padStart(8, "0")}}`);
    const text = `Parameters: {T: {Type: String}}\nMappings:\n  M:\n${rows.join("\n")}\nResources: {M: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [M, !Ref T, id]}}}`;
    expect(await launched(text)).toEqual(["optional 1"]);
    expect(await launched(text, Object.fromEntries(rows.map((_, index) => [`ami-${String(index).padStart(8, "0")}`, "v2.0"])))).toEqual(["required 2"]);
  });
});

describe("images that differ", () => {
  it.each([
    ["{}", ["[!IsArm] required 2", "[IsArm] optional 1"]],
    ["{HttpTokens: required}", ["[!IsArm] required 2", "[IsArm] required 1"]],
    ["{HttpPutResponseHopLimit: 3}", ["[!IsArm] required 3", "[IsArm] optional 3"]],
    // What overrules an image is told where it does.
    ["{HttpTokens: optional, HttpPutResponseHopLimit: 1}", ["[!IsArm] optional 1", "[IsArm] optional 1"]],
    ["{HttpTokens: required, HttpPutResponseHopLimit: 1}", ["required 1"]],
    ["{HttpTokens: !If [IsArm, required, optional], HttpPutResponseHopLimit: 1}", ["[IsArm] required 1", "[!IsArm] optional 1"]],
  ])("are told apart where that matters: %s", async (options, expected) => {
    expect([...(await launched(byType(4, [al2023, al2], options)))].sort()).toEqual([...expected].sort());
  });
});

describe("an image that hangs on too much", () => {
  it("says nothing of what it decides, and why", async () => {
    const text = byConditions([al2023, al2]);
    expect(await launched(text)).toEqual(["unknown unknown"]);
    const { resources } = await parseText(text);
    const why = "which image it is was not worked out; there are too many combinations of condition Odd";
    expect(link(resources, undefined, noFacts)[0]?.scenarios[0]?.settings).toMatchObject({ httpTokens: { state: "unknown", why, oneOf: ["required", "optional"], layer: "image" }, httpPutResponseHopLimit: { state: "unknown", why } });
  });

  it.each([
    ["requires tokens where all of them do", [al2023, al2023Arm], "{}", "required 2"],
    ["requires none where none of them does", [al2, "/a/path/of/our/own"], "{}", "optional 1"],
    ["does not matter where the options are written", [al2023, al2], "{HttpTokens: required, HttpPutResponseHopLimit: 1}", "required 1"],
    ["leaves open what is not written", [al2023, al2], "{HttpTokens: required}", "required unknown"],
    ["does not blur what hangs on conditions", [al2023, al2], "{HttpTokens: !If [C0, required, optional], HttpPutResponseHopLimit: 1}", "[C0] required 1 | [!C0] optional 1"],
  ] as const)("%s", async (_, images, options, words) => {
    expect((await launched(byConditions(images, options))).join(" | ")).toBe(words);
  });

  it("leaves the options open also where these hang on too much", async () => {
    const options = `{HttpEndpoint: !Join ['', [${Array.from({ length: 14 }, (_, index) => `!If [C${index}, a, b]`).join(", ")}]]}`;
    expect(await launched(byConditions([al2023, al2], options))).toEqual(["unknown unknown"]);
    expect(await launched(byConditions([al2023, al2023Arm], options))).toEqual(["required 2"]);
    expect(await launched(byConditions([al2, al2], options))).toEqual(["optional 1"]);
  });

  it("takes nothing from an image that hangs on nothing, also when nothing more can be tried", async () => {
    const many = Array.from({ length: 40 }, (_, index) => `  M${index}: {Type: AWS::EC2::Instance, Properties: {ImageId: !If [Odd, '{{resolve:ssm:${al2023}}}', '{{resolve:ssm:${al2}}}']}}`);
    const last = `  Last: {Type: AWS::EC2::Instance, Properties: {ImageId: '{{resolve:ssm:${al2023}}}'}}\n  Other: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-12345678}}`;
    const words = await launched(`${byConditions([al2023, al2]).replace(/ {2}M: .*/, "")}${many.join("\n")}\n${last}`);
    expect(words.slice(0, 40)).toEqual(many.map(() => "unknown unknown"));
    expect(words.slice(40)).toEqual(["required 2", "optional 1"]);
  });

  it("is open for a launch template that leaves it to others", async () => {
    const group = (id: string) => `  ${id}: {Type: AWS::Batch::ComputeEnvironment, Properties: {Type: MANAGED, ComputeResources: {Type: EC2, ImageId: !If [Odd, '{{resolve:ssm:${al2023}}}', '{{resolve:ssm:${al2}}}'], LaunchTemplate: {LaunchTemplateId: !Ref L}}}}`;
    const text = `${byConditions([al2023, al2]).replace(/ {2}M: .*/, "")}  L: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {InstanceType: t3.micro}}}\n${group("B")}`;
    expect(await launched(text)).toEqual(["unknown unknown", "unknown unknown"]);
  });
});
