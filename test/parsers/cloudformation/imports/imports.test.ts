import { describe, expect, test } from "vitest";
import { inScenarios, resourceAt } from "../support.ts";
import { among, exporting, importing, tokensOf, type Texts } from "./support.ts";

const stackName = "!Sub '${AWS::StackName}-tokens'";
const networkStack = "Parameters: { NetworkStack: { Type: String } }";

async function tokens(name: string, exports: Texts, sections = ""): Promise<readonly string[]> {
  return tokensOf(await among("app.yaml", { "app.yaml": importing(name, sections), ...exports }));
}

describe("the name of an import", () => {
  test.each([
    ["is the literal name of an export", "net-tokens", "", { "net.yaml": exporting("net-tokens") }],
    ["is put together from the same parts", "!Sub '${NetworkStack}-tokens'", networkStack, { "net.yaml": exporting(stackName) }],
    ["is joined", "!Join ['-', [!Ref NetworkStack, tokens]]", networkStack, { "net.yaml": exporting(stackName) }],
    ["has a default that is the literal name", "!Sub '${NetworkStack}-tokens'", "Parameters: { NetworkStack: { Type: String, Default: net } }", { "net.yaml": exporting("net-tokens"), "other.yaml": exporting("old-tokens", "optional") }],
    ["is a parameter whose default is a name", "!Ref Name", "Parameters: { Name: { Type: String, Default: net-tokens } }", { "net.yaml": exporting("net-tokens") }],
    ["fits a stack name in place of a parameter, and others only in parts", "!Sub '${NetworkStack}-tokens'", networkStack, { "net.yaml": exporting(stackName), "web.yaml": exporting("!Sub '${AWS::StackName}-web-tokens'", "optional") }],
    ["holds the stack's name where it is exported", "prod-net-tokens", "", { "net.yaml": exporting(stackName) }],
    ["is one of a mapping", "!FindInMap [Names, !Ref 'AWS::Region', t]", "Mappings: { Names: { eu-west-1: { t: net-tokens } } }", { "net.yaml": exporting("net-tokens") }],
    ["is in JSON elsewhere", "net-tokens", "", { "net.json": JSON.stringify({ Resources: { T: { Type: "AWS::SNS::Topic" } }, Outputs: { O: { Value: "required", Export: { Name: "net-tokens" } } } }) }],
    ["is exported by the same template in YAML and in JSON", "net-tokens", "", { "net.yaml": exporting("net-tokens"), "net.json": JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic" } }, Outputs: { Out: { Value: "required", Export: { Name: "net-tokens" } } } }) }],
    ["is exported in the same directory and elsewhere", "net-tokens", "", { "net.yaml": exporting("net-tokens"), "old/net.yaml": exporting("net-tokens", "optional") }],
    ["is exported in a loop", "net-a", "", { "net.yaml": "Transform: AWS::LanguageExtensions\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs:\n  Fn::ForEach::All: [X, [a, b], { 'Out${X}': { Value: required, Export: { Name: !Sub 'net-${X}' } } }]\n" }],
  ])("%s", async (_, name, sections, exports) => {
    expect(await tokens(name, exports, sections)).toEqual(['"required"']);
  });

  test.each([
    ["fits nothing", "net-tokens", "", { "net.yaml": exporting("other") }, "the exported value net-tokens is known only at deployment: none of the one export in the scan has that name"],
    ["is sought among nothing", "net-tokens", "", {}, "the exported value net-tokens is known only at deployment: no template in the scan exports anything"],
    ["says nothing", "!Ref NetworkStack", networkStack, { "net.yaml": exporting(stackName) }, "the exported value ${NetworkStack} is known only at deployment: none of the one export in the scan has that name"],
    ["fits an export that says nothing", "net-tokens", "", { "net.yaml": exporting("!Ref Name", "required", "Parameters: { Name: { Type: String } }") }, "the exported value net-tokens is known only at deployment: none of the one export in the scan has that name"],
    ["fits two", "!Sub '${NetworkStack}-tokens'", networkStack, { "a.yaml": exporting(stackName), "b.yaml": exporting(stackName, "optional") }, "2 exports in the scan may be ${NetworkStack}-tokens: Out of a.yaml and Out of b.yaml"],
    ["is exported twice, in other directories", "net-tokens", "", { "a/n.yaml": exporting("net-tokens"), "b/n.yaml": exporting("net-tokens", "optional") }, "2 exports in the scan may be net-tokens: Out of a/n.yaml and Out of b/n.yaml"],
    ["is exported twice, beside it", "net-tokens", "", { "a.yaml": exporting("net-tokens"), "b.yaml": exporting("net-tokens", "optional") }, "2 exports in the scan may be net-tokens: Out of a.yaml and Out of b.yaml"],
    ["is exported by a template that cannot be read", "net-tokens", "", { "net.yaml": "AWSTemplateFormatVersion: '2010-09-09'\nResources: { T: { Type: AWS::SNS::Topic\nOutputs: { O: { Value: x, Export: { Name: net-tokens } } }\n" }, "no template that can be read exports net-tokens; net.yaml cannot be read"],
    ["has four places", "x1-tokens", "", { "a.yaml": exporting(stackName), "b.yaml": exporting(stackName), "c.yaml": exporting(stackName, "optional"), "d.yaml": exporting(stackName) }, "4 exports in the scan may be x1-tokens: Out of a.yaml, Out of b.yaml, Out of c.yaml and 1 more"],
    ["is empty", "''", "", { "a.yaml": exporting("''") }, "the exported value with an empty name is known only at deployment: none of the one export in the scan has that name"],
    ["is no text", "[a]", "", { "a.yaml": exporting(stackName) }, "the exported value ${…} is known only at deployment: none of the one export in the scan has that name"],
  ])("that %s is unknown", async (_, name, sections, exports, why) => {
    expect(await tokens(name, exports, sections)).toEqual([`unknown: ${why}`]);
  });

  test("is unknown where the scan is not known, or too large", async () => {
    const texts = { "app.yaml": importing("net-tokens"), "net.yaml": exporting("old-tokens") };
    expect(tokensOf(await among("app.yaml", texts, false))).toEqual(["unknown: the templates of the scan are too many to find the one that exports net-tokens"]);
    const alike = { "app.yaml": importing("net-tokens"), "net.yaml": exporting(stackName) };
    expect(tokensOf(await among("app.yaml", alike, false))).toEqual(["unknown: the templates of the scan are too many to find the one that exports net-tokens"]);
    expect(tokensOf(await among("app.yaml", { ...alike, "net.yaml": exporting("net-tokens") }, false))).toEqual(['"required"']);
  });
});

describe("an exported value", () => {
  test.each([
    ["a literal", "optional", "", ['"optional"']],
    ["a parameter's default", "!Ref Tokens", "Parameters: { Tokens: { Type: String, Default: required } }", ['"required"']],
    ["a parameter", "!Ref Tokens", "Parameters: { Tokens: { Type: String } }", ["unknown: parameter Tokens of net.yaml has no default"]],
    ["a parameter with values", "!Ref Tokens", "Parameters: { Tokens: { Type: String, AllowedValues: [required, optional] } }", ['[parameter Tokens of net.yaml is "required"] "required"', '[parameter Tokens of net.yaml is "optional"] "optional"']],
    ["a condition", "!If [IsProd, required, optional]", "Parameters: { Env: { Type: String } }\nConditions: { IsProd: !Equals [!Ref Env, prod] }", ['[!IsProd of net.yaml] "optional"', '[IsProd of net.yaml] "required"']],
    ["conditions upon conditions", "!If [A, required, optional]", "Conditions: { A: !Not [!Condition B], B: !Equals [!Ref 'AWS::Region', eu-west-1] }", ['[!A of net.yaml] "optional"', '[A of net.yaml] "required"']],
    ["a mapping", "!FindInMap [M, A, B]", "Mappings: { M: { A: { B: required } } }", ['"required"']],
    ["a mapping by Region", "!FindInMap [M, !Ref 'AWS::Region', B]", "Mappings: { M: { eu-west-1: { B: required }, us-east-1: { B: optional } } }", ['[AWS::Region is "eu-west-1"] "required"', '[AWS::Region is "us-east-1"] "optional"']],
    ["a substitution", "!Sub '${A}${B.C}'", "Parameters: { A: { Type: String, Default: requ } }\nMappings: {}", ["unknown: Fn::GetAtt B of net.yaml.C names no resource of this template"]],
    ["a substitution of parameters", "!Sub ['${A}${B}', { B: !Ref C }]", "Parameters: { A: { Type: String, Default: requ }, C: { Type: String, Default: ired } }", ['"required"']],
    ["a stored value", "!Ref P", "Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /tokens } }", ["unknown: the parameter store value /tokens is read at deployment"]],
    ["a resource", "!Ref Topic", "", ["unknown: Ref Topic of net.yaml is known only after deployment"]],
    ["an attribute", "!GetAtt Topic.TopicArn", "", ["unknown: attribute Topic of net.yaml.TopicArn is known only after deployment"]],
    ["a map", "{ a: b, c: d }", "", ["unknown: the exported value net-tokens of net.yaml is a map"]],
    ["nothing", "!Ref AWS::NoValue", "", ["unknown: the exported value net-tokens of net.yaml is absent"]],
  ])("is %s", async (_, value, sections, expected) => {
    expect([...(await tokens("net-tokens", { "net.yaml": exporting("net-tokens", value, sections) }))].sort()).toEqual([...expected].sort());
  });

  test("has the exporting place in its trail", async () => {
    const result = await among("app.yaml", { "app.yaml": importing("net-tokens"), "stacks/net.yaml": exporting("net-tokens", "!Ref T", "Parameters: { T: { Type: String, Default: required } }") });
    expect(inScenarios(result, "Web", "httpTokens")).toBe('"required" <- default of parameter T of stacks/net.yaml <- exported as net-tokens by stacks/net.yaml');
    const setting = resourceAt(result, "Web").scenarios[0]?.settings.httpTokens;
    expect(setting?.state === "known" && [setting.at.source.path, ...setting.trail.map(({ at }) => at.source.path)]).toEqual(["app.yaml", "stacks/net.yaml", "stacks/net.yaml"]);
  });

  test("of a template that another one nests does not hang on defaults: they are what that one passes", async () => {
    const child = exporting("net-tokens", "!Ref T", "Parameters: { T: { Type: String, Default: required } }");
    const parent = "Resources: { N: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./child.yaml, Parameters: { T: optional } } } }\n";
    expect(await tokens("net-tokens", { "child.yaml": child, "main.yaml": parent })).toEqual([expect.stringMatching(/^unknown: /)]);
    expect(await tokens("net-tokens", { "child.yaml": child, "other.yaml": parent.replace("child", "another") })).toEqual(['"required"']);
  });

  test("that exists under a condition makes worlds in which it does", async () => {
    const sections = "Parameters: { Env: { Type: String } }\nConditions: { P: !Equals [!Ref Env, prod] }";
    expect(await tokens("net-tokens", { "net.yaml": exporting("net-tokens", "!If [P, required, optional]", sections, "Condition: P,") })).toEqual(['"required"']);
  });

  test("of two outputs of which one exists is told apart", async () => {
    const net = "Parameters: { Env: { Type: String } }\nConditions: { P: !Equals [!Ref Env, prod], Q: !Not [!Condition P] }\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs:\n  A: { Condition: P, Value: required, Export: { Name: net-tokens } }\n  B: { Condition: Q, Value: optional, Export: { Name: net-tokens } }\n";
    expect(await tokens("net-tokens", { "net.yaml": net })).toEqual(['[!P of net.yaml] "optional"', '[P of net.yaml] "required"']);
  });

  test("is that of the environment that is imported", async () => {
    const env = "Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }";
    const net = exporting("!Sub '${Env}-tokens'", "!If [P, required, optional]", `${env}\nConditions: { P: !Equals [!Ref Env, prod] }`);
    const result = await among("app.yaml", { "app.yaml": importing("!Sub '${Env}-tokens'", env), "net.yaml": net });
    expect(tokensOf(result)).toEqual(['[!P of net.yaml] "optional"', '[P of net.yaml] "required"']);
    expect(resourceAt(result, "Web").scenarios.map(({ inputs }) => [...(inputs?.get("parameter Env") ?? [])])).toEqual([["= dev"], ["= prod"]]);
  });

  test("is told apart by the names that a parameter allows", async () => {
    const exports = { "dev.yaml": exporting("dev-tokens", "optional"), "prod.yaml": exporting("prod-tokens") };
    expect(await tokens("!Sub '${Env}-tokens'", exports, "Parameters: { Env: { Type: String, AllowedValues: [dev, prod, test] } }")).toEqual([
      '[parameter Env is "dev"] "optional"',
      '[parameter Env is "prod"] "required"',
      '[parameter Env is "test"] unknown: the exported value test-tokens is known only at deployment: none of the 2 exports in the scan has that name',
    ]);
  });

  test("has its own stack name and parameters", async () => {
    const net = exporting("net-tokens", "!If [C, required, optional]", "Parameters: { Env: { Type: String } }\nConditions: { C: !And [!Equals [!Ref Env, prod], !Equals [!Ref 'AWS::StackName', net]] }");
    const app = importing("!If [C, net-tokens, net-tokens]", "Parameters: { Env: { Type: String } }\nConditions: { C: !And [!Equals [!Ref Env, prod], !Equals [!Ref 'AWS::StackName', app]] }");
    const result = await among("app.yaml", { "app.yaml": app, "net.yaml": net });
    expect(tokensOf(result)).toEqual(['[!C of net.yaml] "optional"', '[C of net.yaml] "required"']);
  });
});

describe("imports of imports", () => {
  test("are followed", async () => {
    const texts = { "app.yaml": importing("b1"), "b.yaml": exporting("b1", "!ImportValue c1"), "c.yaml": exporting("c1", "!Ref T", "Parameters: { T: { Type: String, Default: required } }") };
    const result = await among("app.yaml", texts);
    expect(inScenarios(result, "Web", "httpTokens")).toBe('"required" <- default of parameter T of c.yaml <- exported as c1 by c.yaml <- exported as b1 by b.yaml');
  });

  test.each([
    ["another template and back", { "app.yaml": `${importing("b1")}Outputs: { O: { Value: !ImportValue b1, Export: { Name: a1 } } }\n`, "b.yaml": exporting("b1", "!ImportValue a1") }, "the exported value b1 of b.yaml leads back to itself"],
    ["itself", { "app.yaml": `${importing("a1")}Outputs: { O: { Value: required, Export: { Name: a1 } } }\n` }, "the exported value a1 is exported by this template itself, which cannot import it"],
    ["two others in a circle", { "app.yaml": importing("b1"), "b.yaml": exporting("b1", "!ImportValue c1"), "c.yaml": exporting("c1", "!ImportValue b1") }, "the exported value b1 of b.yaml leads back to itself"],
  ])("that lead through %s end", async (_, texts, why) => {
    expect(tokensOf(await among("app.yaml", texts))).toEqual([`unknown: ${why}`]);
  });

  test("may lead back to the template, to another of its values", async () => {
    const texts = { "app.yaml": `${importing("b1")}Outputs: { O: { Value: required, Export: { Name: a1 } } }\n`, "b.yaml": exporting("b1", "!ImportValue a1") };
    expect(tokensOf(await among("app.yaml", texts))).toEqual(['"required"']);
  });

  test("are followed to a limit", async () => {
    const chain = Array.from({ length: 40 }, (_, index) => [`s${index}.yaml`, exporting(`step-${index}`, index === 39 ? "required" : `!ImportValue step-${index + 1}`)] as const);
    const [line = ""] = tokensOf(await among("app.yaml", { "app.yaml": importing("step-0"), ...Object.fromEntries(chain) }));
    expect(line).toMatch(/^unknown: .*step-\d+/);
  });
});
