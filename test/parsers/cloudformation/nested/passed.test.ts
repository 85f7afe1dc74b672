import { describe, expect, test } from "vitest";
import type { Setting } from "../../../../src/model/setting.ts";
import { inWords, whenInWords } from "../support.ts";
import { faults, parsed, report } from "../include/support.ts";

/** A template with one instance, whose tokens are an expression. */
function childWith(parameters: string, expression = "!Ref P", more = ""): string {
  return `Parameters: { ${parameters} }\n${more}Resources:\n  Web: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: ${expression} } } }\n`;
}

function stack(parameters: string, more = "", url = "child.yml"): string {
  return `{ Type: AWS::CloudFormation::Stack, ${more} Properties: { TemplateURL: ${url}, Parameters: ${parameters} } }`;
}

function short(setting: Setting | undefined): string {
  return setting === undefined ? "nothing" : inWords(setting).replace(/ <- .*/, "");
}

/** Of each resource its tokens in every scenario. */
async function tokens(main: string, files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const { resources, problems } = await parsed({ "main.yml": main, ...files });
  expect(problems).toEqual([]);
  return Object.fromEntries(resources.map(({ address, scenarios }) => [address, scenarios.map((scenario) => `${whenInWords(scenario)} ${short(scenario.settings.httpTokens)}`.trim()).join(" | ")]));
}

const allowed = "P: { Type: String, Default: optional, AllowedValues: [optional, required] }";

describe("what the parameters of a nested template allow", () => {
  test.each([
    ["drops the branch that is refused", "Parameters: { E: { Type: String, AllowedValues: [a, b] } }\nConditions: { C: !Equals [!Ref E, a] }\n", "{ P: !If [C, required, bogus] }", allowed, '"required"'],
    ["drops the parent's value that is refused", "Parameters: { T: { Type: String, AllowedValues: [required, optional, other] } }\n", "{ P: !Ref T }", allowed, 'parameter T is "required" "required" | parameter T is "optional" "optional"'],
    ["tells the values of an open parameter", "Parameters: { T: { Type: String } }\n", "{ P: !Ref T }", allowed, 'parameter T is "optional" "optional" | parameter T is "required" "required"'],
    ["drops a default that is refused", "Parameters: { T: { Type: String, Default: none } }\n", "{ P: !Ref T }", "P: { Type: String, AllowedValues: [required] }", '"required"'],
    ["drops a text that the pattern refuses", "Parameters: { T: { Type: String, AllowedValues: [required, optional] } }\n", "{ P: !Ref T }", "P: { Type: String, AllowedPattern: 'req.*' }", '"required"'],
    ["drops a text that is too long", "Parameters: { T: { Type: String, AllowedValues: [required, optionally] } }\n", "{ P: !Ref T }", "P: { Type: String, MaxLength: 8 }", '"required"'],
    ["drops a number that is too large", "Parameters: { T: { Type: Number, AllowedValues: [1, 64, 65] } }\n", "{ P: !Ref T }", "P: { Type: Number, MaxValue: 64 }", "parameter T is \"1\" 1 | parameter T is \"64\" 64"],
    ["is looked at through a text", "Parameters: { T: { Type: String, AllowedValues: [ed, al] } }\n", "{ P: !Sub 'requir${T}' }", "P: { Type: String, AllowedValues: [required] }", '"required"'],
    ["judges a literal that is refused as it is", "", "{ P: Required }", allowed, '"Required"'],
  ])("%s", async (_, head, parameters, declared, expected) => {
    expect(await tokens(`${head}Resources:\n  S: ${stack(parameters)}\n`, { "child.yml": childWith(declared) })).toEqual({ "S/Web": expected });
  });

  test("a machine for a value that is refused while others are taken is never made", async () => {
    const child = `Parameters: { P: { Type: String, AllowedValues: [new, old] } }\nConditions: { Newest: !Equals [!Ref P, newest] }\nResources:\n  Web: { Type: AWS::EC2::Instance, Condition: Newest, Properties: { MetadataOptions: { HttpTokens: optional } } }\n`;
    expect(await tokens(`Parameters: { T: { Type: String, AllowedValues: [newest, new, old] } }\nResources:\n  S: ${stack("{ P: !Ref T }")}\n`, { "child.yml": child })).toEqual({});
  });

  test("a literal that is refused keeps the machine of a conditional stack", async () => {
    const main = `Parameters: { E: { Type: String, AllowedValues: [a, b] } }\nConditions: { C: !Equals [!Ref E, a] }\nResources:\n  S: ${stack("{ P: Optional }", "Condition: C,")}\n`;
    expect(await tokens(main, { "child.yml": childWith(allowed) })).toEqual({ "S/Web": '"Optional"' });
  });

  test("neither does an expression that is refused whenever the stack is made", async () => {
    const main = `Parameters: { E: { Type: String, AllowedValues: [a, b] }, T: { Type: String, AllowedValues: [x, y] } }\nConditions: { C: !Equals [!Ref E, a] }\nResources:\n  S: ${stack("{ P: !Sub 'no-${T}' }", "Condition: C,")}\n`;
    expect(await tokens(main, { "child.yml": childWith(allowed) })).toEqual({ "S/Web": 'parameter T is "x" "no-x" | parameter T is "y" "no-y"' });
  });

  test("counts only where the stack is made, and for the parent's own machines, too", async () => {
    const main = `Parameters: { T: { Type: String, AllowedValues: [required, optional] }, E: { Type: String, AllowedValues: [a, b] } }\nConditions: { C: !Equals [!Ref E, a] }\nResources:\n  S: ${stack("{ P: !Ref T }", "Condition: C,")}\n  Own: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !Ref T } } }\n`;
    const found = await tokens(main, { "child.yml": childWith("P: { Type: String, AllowedValues: [required] }") });
    expect(found["S/Web"]).toBe('"required"');
    expect(found["Own"]).toBe('parameter T is "required" "required" | parameter T is "optional" "optional"');
    const always = await tokens(main.replace("Condition: C,", ""), { "child.yml": childWith("P: { Type: String, AllowedValues: [required] }") });
    expect(always["Own"]).toBe('"required"');
  });

  test("Rules of the nested template count with what it gets", async () => {
    const rules = "Rules:\n  Only:\n    Assertions: [{ Assert: !Equals [!Ref P, required] }]\n";
    const main = `Parameters: { T: { Type: String, AllowedValues: [required, optional] } }\nResources:\n  S: ${stack("{ P: !Ref T }")}\n`;
    expect(await tokens(main, { "child.yml": childWith("P: { Type: String }", "!Ref P", rules) })).toEqual({ "S/Web": '"required"' });
    const conditional = rules.replace("Only:", "Only:\n    RuleCondition: !Equals [!Ref E, prod]").replace("Rules:", "Rules:");
    const withE = await tokens(main.replace("{ P: !Ref T }", "{ P: !Ref T, E: dev }"), { "child.yml": childWith("P: { Type: String }, E: { Type: String }", "!Ref P", conditional) });
    expect(withE["S/Web"]).toBe('parameter T is "required" "required" | parameter T is "optional" "optional"');
  });

  test("one input has one value in parent and child", async () => {
    const inner = childWith("Env: { Type: String }, P: { Type: String }", "!If [Prod, !Ref P, optional]", "Conditions: { Prod: !Equals [!Ref Env, prod] }\n");
    const main = `Parameters: { Env: { Type: String, AllowedValues: [prod, dev] } }\nConditions: { IsProd: !Equals [!Ref Env, prod] }\nResources:\n  S: ${stack("{ Env: !Ref Env, P: !If [IsProd, required, never] }")}\n`;
    expect(await tokens(main, { "child.yml": inner })).toEqual({ "S/Web": 'S/Prod "required" | !S/Prod "optional"' });
  });
});

describe("arguments", () => {
  test.each([
    ["AWS::NoValue is the default", "", "{ P: !Ref AWS::NoValue }", "P: { Type: String, Default: required }", "!Ref P", '"required"'],
    ["AWS::NoValue in a branch is the default there", "Conditions: { C: !Equals [!Ref 'AWS::Region', x] }\n", "{ P: !If [C, optional, !Ref AWS::NoValue] }", "P: { Type: String, Default: required }", "!Ref P", 'C "optional" | !C "required"'],
    ["all of them are a condition's", "Conditions: { C: !Equals [!Ref 'AWS::Region', x] }\n", "!If [C, { P: optional }, !Ref AWS::NoValue]", "P: { Type: String, Default: required }", "!Ref P", 'C "optional" | !C "required"'],
    ["all of them are not known", "Mappings: { M: { A: { B: x } } }\n", "!FindInMap [M, A, B]", "P: { Type: String, Default: required }", "!Ref P", "unknown: the parameters Fn::FindInMap(\"M\", \"A\", \"B\") are known only at deployment"],
    ["a macro adds some", "", "{ Q: x, 'Fn::Transform': { Name: M } }", "P: { Type: String, Default: required }, Q: { Type: String }", "!Ref P", "unknown: what Fn::Transform passes to the stack is known only at deployment"],
    ["a list as text", "", "{ P: 'optional , required' }", "P: { Type: CommaDelimitedList }", "!Select [1, !Ref P]", '"required"'],
    ["a list as a list", "", "{ P: [optional, required] }", "P: { Type: CommaDelimitedList }", "!Select [1, !Ref P]", '"required"'],
    ["a joined list", "Parameters: { L: { Type: CommaDelimitedList, Default: 'optional, required' } }\n", "{ P: !Join [',', !Ref L] }", "P: { Type: CommaDelimitedList }", "!Select [1, !Ref P]", '"required"'],
    ["a text that is a parameter", "Parameters: { L: { Type: String, Default: 'optional,required' } }\n", "{ P: !Ref L }", "P: { Type: 'List<String>' }", "!Select [1, !Ref P]", '"required"'],
    ["the default of a list", "", "{}", "P: { Type: CommaDelimitedList, Default: 'optional, required' }", "!Select [1, !Ref P]", '"required"'],
    ["a secret", "", "{ P: required }", "P: { Type: String, NoEcho: true }", "!Ref P", '"required"'],
    ["a number", "", "{ P: 2 }", "P: { Type: Number, Default: 1 }", "!If [Two, required, optional]", '"required"'],
  ])("%s", async (_, head, parameters, declared, expression, expected) => {
    const conditions = "Conditions: { Two: !Equals [!Ref P, '2'] }\n";
    expect(await tokens(`${head}Resources:\n  S: ${stack(parameters)}\n`, { "child.yml": childWith(declared, expression, expression.includes("Two") ? conditions : "") })).toEqual({ "S/Web": expected });
  });

  test("the path of a stored parameter is read where the child says so", async () => {
    const inner = "Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' } }\nResources:\n  I: { Type: AWS::EC2::Instance, Properties: { ImageId: !Ref Image } }\n";
    const path = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64";
    const main = `Parameters: { Path: { Type: String, Default: ${path} } }\nResources:\n  S: ${stack("{ Image: !Ref Path }")}\n`;
    expect((await parsed({ "main.yml": main, "child.yml": inner })).resources[0]?.scenarios[0]?.image).toMatchObject({ state: "described", patterns: [path] });
  });

  test("an expression that doubles from level to level ends", async () => {
    const text = (last: boolean, next: string) => `Parameters: { P: { Type: String } }\nResources:\n  I: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !Ref P } } }\n${last ? "" : `  S: ${stack(`{ P: !Join ["", [${Array.from({ length: 20 }, () => "!Ref P").join(",")}]] }`, "", next)}\n`}`;
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`c${at}.yml`, text(at === 8, `c${at + 1}.yml`)]));
    const started = performance.now();
    const { resources } = await parsed({ ...files, "main.yml": `Resources:\n  S: ${stack("{ P: x }", "", "c0.yml")}\n` });
    expect(resources).toHaveLength(9);
    expect(short(resources.at(-1)?.scenarios[0]?.settings.httpTokens)).toMatch(/^unknown: the value of P is too long/);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("outputs", () => {
  const templates = "Resources:\n  LT: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateData: { MetadataOptions: { HttpTokens: TOKENS } } } }\nOutputs: { Id: { Value: !Ref LT }, Version: { Value: !Sub '${LT.LatestVersionNumber}' }, Name: { Value: required } }\n";
  const groups = `Parameters: { Id: { Type: String, Default: '' }, Version: { Type: String, AllowedPattern: '[0-9]+' } }
Conditions: { Has: !Not [!Equals [!Ref Id, '']] }
Resources:
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      LaunchTemplate: !If [Has, { LaunchTemplateId: !Ref Id, Version: !Ref Version }, !Ref AWS::NoValue]
`;
  const main = `Resources:\n  Templates: ${stack("{}", "", "templates.yml")}\n  Groups: ${stack("{ Id: !GetAtt Templates.Outputs.Id, Version: !GetAtt [Templates, Outputs.Version] }", "", "groups.yml")}\n  Own: { Type: AWS::EC2::Instance, Properties: { LaunchTemplate: { LaunchTemplateId: !Sub "\${Templates.Outputs.Id}", Version: !GetAtt Templates.Outputs.Version } } }\n  Text: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !Join ["", [!GetAtt Templates.Outputs.Name]] } } }\n`;

  test("make the group of one stack launch through the template of another", async () => {
    const { resources, problems } = await parsed({ "main.yml": main, "templates.yml": templates.replace("TOKENS", "optional"), "groups.yml": groups });
    expect(problems).toEqual([]);
    const links = resources.map(({ address, scenarios }) => `${address}: ${scenarios.map((one) => one.links.map(({ target, version }) => `${target.state === "resource" ? target.address : target.state} ${short(version)}`).join()).join(" | ")}`);
    expect(links).toEqual(["Own: Templates/LT \"$Latest\"", "Text: ", "Templates/LT: ", "Groups/Group: Templates/LT \"$Latest\""]);
    expect(short(resources[1]?.scenarios[0]?.settings.httpTokens)).toBe('"required"');
  });

  test("make the finding stand once, at the template", async () => {
    const files = { "main.yml": main, "templates.yml": templates.replace("TOKENS", "optional"), "groups.yml": groups };
    expect(faults(await report(files))).toEqual(["tokens-required Templates/LT templates.yml:2:108"]);
    expect(faults(await report({ ...files, "templates.yml": templates.replace("TOKENS", "required") }))).toEqual([]);
  });

  test("that name each other end", async () => {
    const chained = "Parameters: { P: { Type: String } }\nResources:\n  I: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !Ref P } } }\nOutputs: { O: { Value: !Join ['', [!Ref P, !Ref P, !Ref P]] } }\n";
    const chain = Array.from({ length: 300 }, (_, at) => `  S${at}: ${stack(`{ P: !GetAtt S${(at + 1) % 300}.Outputs.O }`)}`).join("\n");
    const started = performance.now();
    const { resources } = await parsed({ "main.yml": `Resources:\n${chain}\n`, "child.yml": chained });
    expect(resources).toHaveLength(300);
    expect(resources.every(({ scenarios }) => scenarios[0]?.settings.httpTokens.state === "unknown")).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("expressions that grow deeper from stack to stack", () => {
  const wrapped = `${"[".repeat(480)}!Ref P${"]".repeat(480)}`;

  test("are not followed as outputs", async () => {
    const chain = Array.from({ length: 45 }, (_, at) => `  S${at}: ${stack(at === 44 ? "{ P: x }" : `{ P: !GetAtt S${at + 1}.Outputs.O }`)}`).join("\n");
    const main = `Resources:\n  Web: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !GetAtt S0.Outputs.O } } }\n${chain}\n`;
    const found = await tokens(main, { "child.yml": `${childWith("P: { Type: String }", "required")}Outputs: { O: { Value: ${wrapped} } }\n` });
    expect(found["Web"]).toMatch(/^unknown/);
    expect(Object.keys(found)).toHaveLength(46);
  });

  test("are not followed as parameters", async () => {
    const child = (level: number): string => `Parameters: { P: { Type: String } }\nResources:\n  S: ${stack(`{ P: ${wrapped} }`, "", `child${level + 1}.yml`)}\n`;
    const levels = Array.from({ length: 7 }, (_, level): [string, string] => [`child${level}.yml`, child(level)]);
    const found = await tokens(`Resources:\n  S: ${stack("{ P: x }", "", "child0.yml")}\n`, { ...Object.fromEntries(levels), "child7.yml": childWith("P: { Type: String }") });
    expect(found["S/S/S/S/S/S/S/S/Web"]).toMatch(/^unknown/);
  });
});

describe("stacks that a loop makes", () => {
  const loop = (parameters: string, collection = "[A, B]", url = "child.yml") => `Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Stacks:\n    - Id\n    - ${collection}\n    - "Stack\${Id}": ${stack(parameters, "", url)}\n`;

  test("get their own parameters", async () => {
    const main = `Mappings: { Tokens: { A: { T: required }, B: { T: optional } } }\n${loop("{ P: !FindInMap [Tokens, !Ref Id, T] }")}`;
    expect(await tokens(main, { "child.yml": childWith("P: { Type: String }") })).toEqual({ "StackA/Web": '"required"', "StackB/Web": '"optional"' });
  });

  test("have templates of their own", async () => {
    const main = loop("{}", "[A, B]", '!Sub "./${Id}.yml"').replace('!Sub "./${Id}.yml"', '"./${Id}.yml"');
    expect(await tokens(main, { "A.yml": childWith("P: { Type: String, Default: required }"), "B.yml": childWith("P: { Type: String, Default: optional }") })).toEqual({ "StackA/Web": '"required"', "StackB/Web": '"optional"' });
  });

  test("loops of the nested template run over what it gets", async () => {
    const inner = `Transform: AWS::LanguageExtensions\nParameters: { Names: { Type: CommaDelimitedList, Default: "X" } }\nResources:\n  Fn::ForEach::Webs:\n    - Name\n    - !Ref Names\n    - "Web\${Name}": { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: required } } }\n`;
    const main = (names: string, head = "") => `${head}Resources:\n  S: ${stack(`{ Names: ${names} }`)}\n`;
    expect(Object.keys(await tokens(main('"Y, Z"'), { "child.yml": inner }))).toEqual(["S/WebY", "S/WebZ"]);
    expect(Object.keys(await tokens(main('!Join [",", !Ref L]', "Parameters: { L: { Type: CommaDelimitedList, Default: 'Q,R' } }\n"), { "child.yml": inner }))).toEqual(["S/WebQ", "S/WebR"]);
    expect(Object.keys(await tokens(main("!GetAtt Other.Names"), { "child.yml": inner }))).toEqual(["S/Web${Name}"]);
  });

  test("a collection that is not known leaves one stack", async () => {
    const main = `Parameters: { L: { Type: CommaDelimitedList } }\n${loop("{ P: !Ref Id }", "!Ref L")}`;
    expect(await tokens(main, { "child.yml": childWith("P: { Type: String }") })).toEqual({ "Stack${Id}/Web": "unknown: the values of the loop variable Id are not known" });
  });
});
