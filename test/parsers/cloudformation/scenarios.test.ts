import { describe, expect, it } from "vitest";
import { link } from "../../../src/effective/link.ts";
import { fixture, inScenarios, parse, parseText, resourceAt, scenarioAt, settingAt, textAt, whenInWords } from "./support.ts";

/** HttpTokens of one machine in all scenarios, without trails. */
async function tokens(sections: string, expression: string, more = ""): Promise<string> {
  const text = `${sections}\nResources:\n  Machine:\n    Type: AWS::EC2::Instance\n${more}    Properties:\n      MetadataOptions:\n        HttpTokens: ${expression}\n`;
  const { resources, problems } = await parseText(text);
  expect(problems).toEqual([]);
  const [machine] = resources;
  if (machine === undefined) return "nothing";
  return machine.scenarios
    .map((scenario) => {
      const { httpTokens } = scenario.settings;
      const said = httpTokens.state === "known" ? String(httpTokens.value) : httpTokens.state === "absent" ? "absent" : `unknown: ${httpTokens.why}`;
      const when = whenInWords(scenario);
      return when === "" ? said : `[${when}] ${said}`;
    })
    .join(" | ");
}

const byStage = "Parameters: {Stage: {Type: String, AllowedValues: [dev, test, prod]}, Tokens: {Type: String, Default: optional, AllowedValues: [optional, required]}}";

describe("what tells scenarios apart", () => {
  it.each([
    ["a condition", `${byStage}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}`, "!If [IsProd, required, optional]", "[!IsProd] optional | [IsProd] required"],
    ["a parameter with allowed values", byStage, "!Ref Tokens", '[parameter Tokens is "optional"] optional | [parameter Tokens is "required"] required'],
    ["one value of several", `${byStage}\nMappings: {M: {dev: {t: optional}, test: {t: required}, prod: {t: required}}}`, "!FindInMap [M, !Ref Stage, t]", '[parameter Stage is "dev"] optional | [!parameter Stage is "dev"] required'],
    ["nothing, where all branches agree", `${byStage}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}`, "!If [IsProd, required, !If [IsProd, optional, required]]", "required"],
    ["two conditions that exclude each other", `${byStage}\nConditions: {IsProd: !Equals [!Ref Stage, prod], IsTest: !Equals [!Ref Stage, test]}`, "!If [IsProd, a, !If [IsTest, b, c]]", "[!IsProd & !IsTest] c | [IsTest] b | [IsProd] a"],
    ["nothing impossible", `${byStage}\nConditions: {IsProd: !Equals [!Ref Stage, prod], IsTest: !Equals [!Ref Stage, test]}`, "!If [IsProd, !If [IsTest, optional, required], required]", "required"],
    ["a comparison of what is not known, the same everywhere", "Parameters: {Path: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /a}}\nConditions: {A: !Equals [!Ref Path, x], B: !Not [!Equals [!Ref Path, x]]}", "!If [A, !If [B, impossible, a], !If [B, b, impossible]]", "[A] a | [!A] b"],
    ["a Region", "Mappings: {M: {eu-west-1: {t: required}, us-east-1: {t: optional}}}", "!FindInMap [M, !Ref 'AWS::Region', t]", '[AWS::Region is "eu-west-1"] required | [AWS::Region is "us-east-1"] optional'],
    ["a Region, any other with a default", "Mappings: {M: {eu-west-1: {t: required}}}", "!FindInMap [M, !Ref 'AWS::Region', t, {DefaultValue: optional}]", '[AWS::Region is "eu-west-1"] required | [!AWS::Region is "eu-west-1"] optional'],
    ["a condition that nobody declares", "", "!If [Elsewhere, required, optional]", "[Elsewhere] required | [!Elsewhere] optional"],
  ])("is %s", async (_, sections, expression, words) => {
    expect(await tokens(sections, expression)).toBe(words);
  });
});

describe("a parameter", () => {
  it.each([
    ["counts with its default where it is only referred to", "Parameters: {P: {Type: String, Default: required}}", "!Ref P", "required"],
    ["has the value that its condition asks for", "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, required]}", "!If [C, !Ref P, optional]", "[!C] optional | [C] required"],
    ["has its default where it is anything but what it is compared with", "Parameters: {P: {Type: String, Default: required}}\nConditions: {C: !Equals [!Ref P, '']}", "!If [C, !Ref AWS::NoValue, !Ref P]", "[!C] required | [C] absent"],
    ["is unknown where it is anything but its default", "Parameters: {P: {Type: String, Default: ''}}\nConditions: {C: !Equals [!Ref P, '']}", "!If [C, !Ref AWS::NoValue, !Ref P]", "[C] absent | [!C] unknown: parameter P may have any other value"],
    ["is compared in the same world in which it is referred to", "Parameters: {P: {Type: String, Default: required}}\nConditions: {C: !Equals [!Ref P, required]}", "!Join ['', [!Ref P, !If [C, '', '!']]]", "[C] required | [!C] unknown: parameter P may have any other value"],
    ["cannot be shorter than MinLength", "Parameters: {P: {Type: String, MinLength: 1}}\nConditions: {C: !Equals [!Ref P, '']}", "!If [C, optional, required]", "required"],
    ["cannot be longer than MaxLength", "Parameters: {P: {Type: String, MaxLength: 3}}\nConditions: {C: !Equals [!Ref P, long]}", "!If [C, optional, required]", "required"],
    ["cannot be out of range", "Parameters: {P: {Type: Number, MinValue: 2, MaxValue: 4}}\nConditions: {C: !Or [!Equals [!Ref P, 1], !Equals [!Ref P, 5]]}", "!If [C, optional, required]", "required"],
    ["cannot be against its pattern", "Parameters: {P: {Type: String, AllowedPattern: '[a-z]+-[0-9]*'}}\nConditions: {C: !Equals [!Ref P, 'A-1']}", "!If [C, optional, required]", "required"],
    ["may be what a pattern allows", "Parameters: {P: {Type: String, AllowedPattern: '[a-z]+-[0-9]*'}}\nConditions: {C: !Equals [!Ref P, 'a-1']}", "!If [C, optional, required]", "[!C] required | [C] optional"],
    ["may be anything under a pattern that is not followed", "Parameters: {P: {Type: String, AllowedPattern: '(a+)+'}}\nConditions: {C: !Equals [!Ref P, b]}", "!If [C, optional, required]", "[!C] required | [C] optional"],
    ["has the values that its pattern lists", "Parameters: {P: {Type: String, AllowedPattern: ^(required|optional)$}}", "!Ref P", '[parameter P is "required"] required | [parameter P is "optional"] optional'],
    ["has only allowed values that its other constraints allow", "Parameters: {P: {Type: Number, AllowedValues: [1, 2, 3], MinValue: 3}}", "!Ref P", "3"],
    ["is unknown without a default", "Parameters: {P: {Type: String}}", "!Ref P", "unknown: parameter P has no default"],
    ["is a list, item by item", "Parameters: {P: {Type: CommaDelimitedList, Default: 'optional, required'}}", "!Select [1, !Ref P]", "required"],
  ])("%s", async (_, sections, expression, words) => {
    expect(await tokens(sections, expression)).toBe(words);
  });
});

describe("rules of the template", () => {
  const parameters = "Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}, Tokens: {Type: String, AllowedValues: [optional, required]}}\nConditions: {IsProd: !Equals [!Ref Stage, prod]}\nRules:\n  R:\n";
  it.each([
    ["forbid values", "    Assertions: [{Assert: !Contains [[required], !Ref Tokens]}]", "!Ref Tokens", "required"],
    ["hold under their condition only", "    RuleCondition: !Equals [!Ref Stage, prod]\n    Assertions: [{Assert: !Contains [[required], !Ref Tokens]}]", "!If [IsProd, !Ref Tokens, other]", "[!IsProd] other | [IsProd] required"],
    ["ask about every member", "    Assertions: [{Assert: !EachMemberEquals [[!Ref Tokens], required]}]", "!Ref Tokens", "required"],
    ["ask whether members are in a list", "    Assertions: [{Assert: !EachMemberIn [[!Ref Tokens], [required, none]]}]", "!Ref Tokens", "required"],
    ["forbid nothing that is not known", "    Assertions: [{Assert: !EachMemberIn [!ValueOfAll ['AWS::EC2::Subnet::Id', VpcId], !RefAll 'AWS::EC2::VPC::Id']}, {Assert: !Equals [!ValueOf [Tokens, x], !Ref Tokens]}]", "!Ref Tokens", '[parameter Tokens is "optional"] optional | [parameter Tokens is "required"] required'],
    ["reach inputs through other rules", "    Assertions: [{Assert: !Or [!Not [!Equals [!Ref Tokens, optional]], !Equals [!Ref Stage, dev]]}]\n  S:\n    Assertions: [{Assert: !Equals [!Ref Stage, prod]}]", "!Ref Tokens", "required"],
  ])("%s", async (_, rule, expression, words) => {
    expect(await tokens(parameters + rule, expression)).toBe(words);
  });

  it("replace the default of a parameter that they forbid", async () => {
    expect(await tokens("Parameters: {P: {Type: String, Default: optional}}\nRules: {R: {Assertions: [{Assert: !Contains [[required], !Ref P]}]}}", "!Ref P")).toBe("required");
  });
});

describe("the resource's own condition", () => {
  const sections = `${byStage}\nConditions: {IsProd: !Equals [!Ref Stage, prod], IsTest: !Equals [!Ref Stage, test], Never: !Equals [!Ref Stage, nowhere]}`;

  it("limits its scenarios", async () => {
    expect(await tokens(sections, "!If [IsTest, optional, required]", "    Condition: IsProd\n")).toBe("required");
  });

  it("removes it when it is never true", async () => {
    expect(await tokens(sections, "optional", "    Condition: Never\n")).toBe("nothing");
  });
});

describe("limits", () => {
  const count = 40;
  const indices = Array.from({ length: count }, (_, index) => index);
  const parameters = `Parameters: {${indices.map((index) => `P${index}: {Type: String, AllowedValues: [a, b]}`).join(", ")}}`;
  const independent = `${parameters}\nConditions:\n${indices.map((index) => `  C${index}: !Equals [!Ref P${index}, a]`).join("\n")}`;

  it("names the conditions when there are too many scenarios, and what it may be", async () => {
    const nested = `${indices.map((index) => `!If [C${index}, v${index}, `).join("")}x${"]".repeat(count)}`;
    const { resources } = await parseText(`${independent}\nResources: {M: {Type: AWS::EC2::Instance, Properties: {MetadataOptions: {HttpTokens: ${nested}, HttpEndpoint: enabled}}}}`);
    const [scenario] = resources[0]?.scenarios ?? [];
    expect(scenario?.settings.httpTokens).toMatchObject({ state: "unknown", why: "conditions C0, C1, C2, C3, C4 and 35 more decide it" });
    expect(scenario?.settings.httpTokens.state === "unknown" ? scenario.settings.httpTokens.oneOf : []).toHaveLength(41);
    expect(scenario?.settings.httpEndpoint).toMatchObject({ state: "known", value: "enabled" });
  });

  it("names them when there are too many worlds, and decides what does not hang on them", async () => {
    const joined = `!Join ["", [${indices.map((index) => `!If [C${index}, a, b]`).join(", ")}]]`;
    const { resources } = await parseText(`${independent}\nResources: {M: {Type: AWS::EC2::Instance, Properties: {MetadataOptions: {HttpTokens: ${joined}, HttpEndpoint: !If [C0, enabled, disabled], HttpPutResponseHopLimit: 1}}}}`);
    expect(resources[0]?.scenarios).toMatchObject([
      {
        when: [],
        settings: {
          httpTokens: { state: "unknown", why: "it is not worked out; there are too many combinations of conditions C0, C1, C2, C3, C4 and 35 more to tell them apart" },
          httpEndpoint: { state: "unknown", why: "condition C0 decides it", oneOf: ["enabled", "disabled"] },
          httpPutResponseHopLimit: { state: "known", value: 1 },
        },
      },
    ]);
  });

  it("follows long chains of conditions that have few outcomes", async () => {
    const chain = indices.slice(1).map((index) => `  All${index}: !And [!Condition ${index === 1 ? "C0" : `All${index - 1}`}, !Condition C${index}]`);
    expect(await tokens(`${independent}\n${chain.join("\n")}`, "!If [All39, optional, required]")).toBe("[All39] optional | [!All39] required");
  });

  it("gives up on a condition that depends on itself", async () => {
    expect(await tokens("Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}", "!If [A, optional, required]")).toBe("unknown: condition A depends on itself");
  });
});

describe("resources together", () => {
  const text = (instance: string) => `${byStage}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Mappings: {M: {dev: {t: optional}, test: {t: optional}, prod: {t: required}}}
Resources:
  Template: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {MetadataOptions: {HttpTokens: !FindInMap [M, !Ref Stage, t]}}}}
  Machine: {Type: AWS::EC2::Instance, ${instance}Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template, Version: 1}, MetadataOptions: {HttpEndpoint: !If [IsProd, enabled, disabled]}}}`;
  const effective = async (instance: string) => {
    const { resources } = await parseText(text(instance));
    const machine = link(resources, undefined, { accountDefaults: {}, images: {} }).find(({ resource }) => resource.address === "Machine");
    return machine?.scenarios.map(({ settings: { httpTokens, httpEndpoint } }) => [httpTokens, httpEndpoint].map((setting) => (setting.state === "known" ? setting.value : setting.state)));
  };

  it("are never combined in worlds that cannot be, however their scenarios are worded", async () => {
    expect(await effective("")).toEqual([["optional", "disabled"], ["required", "enabled"]]);
  });

  it("are combined in the worlds in which both exist", async () => {
    expect(await effective("Condition: IsProd, ")).toEqual([["required", "enabled"]]);
  });
});

describe("images by id", () => {
  const text = `Mappings: {M: {eu-west-1: {Ami: ami-1}, us-east-1: {Ami: ami-2}}}
Resources: {Machine: {Type: AWS::EC2::Instance, Properties: {ImageId: !FindInMap [M, !Ref AWS::Region, Ami]}}}`;

  it.each([
    [{ "ami-1": "v2.0", "ami-2": "v2.0" } as const, "required"],
    [{ "ami-1": "v2.0" } as const, "optional"],
  ])("count with what is known of all of them: %j", async (images, value) => {
    const { resources } = await parseText(text);
    expect(resources[0]?.scenarios).toHaveLength(1);
    expect(link(resources, undefined, { accountDefaults: {}, images })[0]?.scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value });
  });
});

describe("loops", () => {
  it("are written out in resources, conditions and properties, also within each other", async () => {
    const result = await parse(fixture("scenarios/loops.yaml"));
    expect(result.problems).toEqual([]);
    expect(result.resources.map(({ address, names, scenarios }) => [address, names.join(), scenarios.map(whenInWords).join(" | ")])).toEqual([
      ["Machinesmalla", "small-a", "!Isprod | Isprod"],
      ["Machinesmallb1", "small-b-1", "!Isprod | Isprod"],
      ["Machinelargea", "large-a", "!Isprod | Isprod"],
      ["Machinelargeb1", "large-b-1", "!Isprod | Isprod"],
      ["Onlydev", "", ""],
      ["Onlyprod", "", ""],
    ]);
    expect(textAt(settingAt(result, "Machinesmalla", "httpTokens").at)).toBe("optional");
  });

  it("over an unknown collection are read once, with the variable unknown", async () => {
    const result = await parseText("Resources:\n  Fn::ForEach::Machines:\n    - Name\n    - !Ref Anything\n    - Machine${Name}:\n        Type: AWS::EC2::Instance\n        Properties:\n          MetadataOptions: {HttpTokens: required, HttpEndpoint: !Ref Name}\n");
    expect(result.resources.map((resource) => resource.address)).toEqual(["Machine${Name}"]);
    expect(scenarioAt(result, "Machine${Name}").settings).toMatchObject({ httpTokens: { state: "known", value: "required" }, httpEndpoint: { state: "unknown", why: "the values of the loop variable Name are not known" } });
  });

  it("that multiply are cut", async () => {
    const items = `[${Array.from({ length: 100 }, (_, index) => `v${index}`).join(", ")}]`;
    const nested = [0, 1, 2, 3, 4].reduceRight((inner, level) => `{"Fn::ForEach::L${level}": [V${level}, ${items}, ${inner}]}`, '{"M${V0}${V1}${V2}${V3}${V4}": {Type: AWS::EC2::Instance}}');
    const started = performance.now();
    const { resources } = await parseText(`AWSTemplateFormatVersion: x\nResources: ${nested}`);
    expect(resources.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(inScenarios({ recognised: true, resources, problems: [] }, resourceAt({ recognised: true, resources, problems: [] }, resources[0]?.address ?? "").address, "httpTokens")).toBe("absent");
  });
});
