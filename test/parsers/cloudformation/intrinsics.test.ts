import { cloudformation } from "../../../src/parsers/cloudformation/index.ts";
import { describe, expect, it } from "vitest";
import { allTokensOf, inScenarios, inWords, parseText, resourceAt, scenarioAt, settingAt, textAt, tokensOf } from "./support.ts";

const sections = `
Parameters:
  Tokens: { Type: String, Default: required }
  AnyTokens: { Type: String }
  ListedTokens: { Type: String, AllowedValues: [optional, required] }
  Hops: { Type: Number, Default: 2 }
  HopsAsText: { Type: Number, Default: "2" }
  Strange: { Type: String, Default: true }
  Unset: { Type: String, Default: null }
  Pair: { Type: CommaDelimitedList, Default: "requ, ired" }
  Stage: { Type: String, Default: prod }
  Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: /imds/tokens }
Mappings:
  Chain: { prod: { To: prod } }
  ByStage:
    prod: { Tokens: required, Hops: 1, List: [requ, ired] }
    test: { Tokens: optional, Hops: 1 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsBlue: !Equals [!Ref "AWS::StackName", blue]`;

describe("one expression", () => {
  it.each<[string, string]>([
    // Literals keep their type; null is absent.
    ["required", '"required"'],
    ["true", "true"],
    ["yes", "true"],
    ["2", "2"],
    ['"2"', '"2"'],
    ["null", "absent"],
    ["", "absent"],
    ["[required]", "unknown: HttpTokens is a list, not a single value"],
    ["{a: b}", "unknown: HttpTokens is a map, not a single value"],
    // Ref
    ["!Ref Tokens", '"required" <- default of parameter Tokens'],
    ["{Ref: Tokens}", '"required" <- default of parameter Tokens'],
    ["!Ref Hops", "2 <- default of parameter Hops"],
    ["!Ref HopsAsText", '"2" <- default of parameter HopsAsText'],
    ["!Ref Strange", "true <- default of parameter Strange"],
    ["!Ref AnyTokens", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["!Ref Unset", "unknown: parameter Unset has no default <- parameter Unset"],
    ["!Ref ListedTokens", '[parameter ListedTokens is "optional"] "optional" <- parameter ListedTokens is "optional" | [parameter ListedTokens is "required"] "required" <- parameter ListedTokens is "required"'],
    ["!Ref Stored", "unknown: the parameter store value /imds/tokens is read at deployment <- default of parameter Stored"],
    ["!Ref Pair", "unknown: HttpTokens is a list, not a single value"],
    ["!Ref AWS::NoValue", "absent"],
    ["!Ref AWS::Region", "unknown: AWS::Region is known only at deployment"],
    ["!Ref Other", "unknown: Ref Other is known only after deployment"],
    ["!Ref Nowhere", "unknown: Ref Nowhere names no parameter or resource of this template"],
    ["!Ref [a]", "unknown: Ref needs a name"],
    // Fn::Sub
    ["!Sub required", '"required"'],
    ["!Sub '${Tokens}'", '"required" <- default of parameter Tokens'],
    ["!Sub '${ Tokens }'", '"required" <- default of parameter Tokens'],
    ["!Sub '${Hops}'", '"2" <- default of parameter Hops'],
    ["!Sub 'x-${Tokens}-${Stage}'", '"x-required-prod" <- default of parameter Tokens <- default of parameter Stage'],
    ["!Sub '${!Tokens}'", '"${Tokens}"'],
    ["!Sub '${!Tokens}-${Tokens}'", '"${Tokens}-required" <- default of parameter Tokens'],
    ["!Sub ['${A}${B}', {A: requ, B: ired}]", '"required"'],
    ["!Sub ['${Tokens}', {Tokens: optional}]", '"optional"'],
    ["!Sub ['${A}', {A: !FindInMap [ByStage, prod, Tokens]}]", '"required" <- mapping ByStage.prod.Tokens'],
    ["!Sub 'x${AnyTokens}'", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["!Sub '${ListedTokens}'", '[parameter ListedTokens is "optional"] "optional" <- parameter ListedTokens is "optional" | [parameter ListedTokens is "required"] "required" <- parameter ListedTokens is "required"'],
    ["!Sub 'x-${ListedTokens}'", '[parameter ListedTokens is "optional"] "x-optional" <- parameter ListedTokens is "optional" | [parameter ListedTokens is "required"] "x-required" <- parameter ListedTokens is "required"'],
    ["!Sub '${AWS::StackName}'", "unknown: AWS::StackName is known only at deployment"],
    ["!Sub '${Other.LatestVersionNumber}'", "unknown: attribute Other.LatestVersionNumber is known only after deployment"],
    ["!Sub '{{resolve:ssm:/imds}}'", "unknown: the parameter store value /imds is read at deployment"],
    ["!Sub {a: b}", "unknown: Fn::Sub needs a text"],
    // Fn::Join
    ["!Join ['', [requ, ired]]", '"required"'],
    ["!Join ['-', [a, !Ref Tokens, 1]]", '"a-required-1" <- default of parameter Tokens'],
    ["!Join ['', !Ref Pair]", '"required" <- default of parameter Pair'],
    ["!Join ['', !FindInMap [ByStage, prod, List]]", '"required" <- mapping ByStage.prod.List'],
    ["!Join ['-', [a, !Ref AWS::NoValue, b]]", '"a-b"'],
    ["!Join ['-', [a, !Ref AnyTokens]]", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["!Join ['-', [a, !GetAZs '']]", "unknown: Fn::GetAZs is known only at deployment"],
    ["!Join [x]", "unknown: Fn::Join needs a delimiter and a list"],
    // Fn::FindInMap
    ["!FindInMap [ByStage, prod, Tokens]", '"required" <- mapping ByStage.prod.Tokens'],
    ["!FindInMap [ByStage, !Ref Stage, Tokens]", '[parameter Stage is "prod"] "required" <- default of parameter Stage <- mapping ByStage.prod.Tokens | [parameter Stage is "test"] "optional" <- parameter Stage is "test" <- mapping ByStage.test.Tokens'],
    ["!FindInMap [ByStage, !Ref AnyTokens, Tokens]", '[parameter AnyTokens is "prod"] "required" <- parameter AnyTokens is "prod" <- mapping ByStage.prod.Tokens | [parameter AnyTokens is "test"] "optional" <- parameter AnyTokens is "test" <- mapping ByStage.test.Tokens'],
    ["!FindInMap [ByStage, !Ref AnyTokens, Hops]", "1"],
    ["!FindInMap [ByStage, dev, Tokens]", "unknown: mapping ByStage has no dev.Tokens"],
    ["!FindInMap [ByStage, dev, Tokens, {DefaultValue: optional}]", '"optional"'],
    ["!FindInMap [Nothing, dev, Tokens]", "unknown: Mappings has no Nothing"],
    ["!FindInMap [ByStage, prod, !Ref AnyTokens]", '[parameter AnyTokens is "Tokens"] "required" <- parameter AnyTokens is "Tokens" <- mapping ByStage.prod.Tokens | [parameter AnyTokens is "Hops"] 1 <- parameter AnyTokens is "Hops" <- mapping ByStage.prod.Hops | [parameter AnyTokens is "List"] unknown: HttpTokens is a list, not a single value'],
    ["!FindInMap [ByStage, prod]", "unknown: Fn::FindInMap needs a map and two keys"],
    // Fn::If
    ["!If [IsProd, required, optional]", '[IsProd] "required" <- condition IsProd is true | [!IsProd] "optional" <- condition IsProd is false'],
    ["!If [IsProd, required, !Ref AWS::NoValue]", '[IsProd] "required" <- condition IsProd is true | [!IsProd] absent'],
    ["!If [IsProd, !Ref AWS::NoValue, !Ref AWS::NoValue]", "absent"],
    ["!If [IsProd, required, !Ref Tokens]", '"required"'],
    ["!If [IsProd, required, !If [IsBlue, optional, 1]]", '[IsProd] "required" <- condition IsProd is true | [!IsProd & IsBlue] "optional" <- condition IsBlue is true <- condition IsProd is false | [!IsProd & !IsBlue] 1 <- condition IsBlue is false <- condition IsProd is false'],
    ["!If [IsProd, required, !If [IsProd, optional, required]]", '"required"'],
    ["!If [IsProd, required, !Ref AnyTokens]", '[IsProd] "required" <- condition IsProd is true | [!IsProd] unknown: parameter AnyTokens has no default <- parameter AnyTokens <- condition IsProd is false'],
    ["!If [Undeclared, required, optional]", '[Undeclared] "required" <- condition Undeclared is true | [!Undeclared] "optional" <- condition Undeclared is false'],
    ["!If [IsProd, required]", "unknown: Fn::If needs a condition and two values"],
    // Everything else
    ["!GetAtt Other.LatestVersionNumber", "unknown: attribute Other.LatestVersionNumber is known only after deployment"],
    ["!GetAtt Nowhere.x", "unknown: Fn::GetAtt Nowhere.x names no resource of this template"],
    ["!ImportValue shared", "unknown: the exported value shared is known only at deployment"],
    ["!Select [0, [required]]", '"required"'],
    ["!Split [',', required]", "unknown: HttpTokens is a list, not a single value"],
    ["!Base64 required", '"cmVxdWlyZWQ="'],
    ["!Select [1, [a, b]]", '"b"'],
    ["!Select ['1', !Split ['|', 'a|b']]", '"b"'],
    ["!Select [0, [!Ref AWS::NoValue, b]]", '"b"'],
    ["!Select [0, [!Ref Tokens]]", '"required" <- default of parameter Tokens'],
    ["!Select [!Ref Hops, [a, b, c]]", '"c" <- default of parameter Hops'],
    ["!Select [2, [a, b]]", "unknown: Fn::Select finds no item 2 in a list of 2"],
    ["!Select [-1, [a, b]]", "unknown: Fn::Select finds no item -1 in a list of 2"],
    ["!Select [0, !GetAZs '']", "unknown: Fn::GetAZs is known only at deployment"],
    ["!Select [0]", "unknown: Fn::Select needs an index and a list"],
    ["!Join ['+', !Split [',', 'a,b,,c']]", '"a+b++c"'],
    ["!Join ['', !Split [!Ref AnyTokens, a]]", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["!Join ['', !Split [a]]", "unknown: Fn::Split needs a delimiter and a text"],
    ["!Base64 {Ref: AnyTokens}", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["!Base64 ünï", '"w7xuw68="'],
    ["!Length [a, !Ref AWS::NoValue, b]", "2"],
    ["!Length [!Ref AWS::NoValue]", "0"],
    ["{Fn::Length: !Ref Pair}", "2 <- default of parameter Pair"],
    ["{Fn::Length: !Ref Tokens}", "unknown: Fn::Length needs a list"],
    ["{Fn::ToJsonString: {a: !Ref Tokens, b: !Ref AWS::NoValue, c: [1, !Ref AWS::NoValue, true]}}", '"{\\"a\\":\\"required\\",\\"c\\":[1,true]}"'],
    ["{Fn::ToJsonString: {a: !Ref AnyTokens}}", "unknown: parameter AnyTokens has no default <- parameter AnyTokens"],
    ["{Fn::ToJsonString: {a: !Ref Other}}", "unknown: Ref Other is known only after deployment"],
    ["!Select [1, !Cidr [10.0.0.0/16, 3, 8]]", '"10.0.1.0/24"'],
    ["!Select [2, !Cidr [10.0.0.0/16, 3]]", '"10.0.2.0/24"'],
    ["!Select [1, !Cidr ['fd00:1:2:300::/56', 2]]", '"fd00:1:2:301::/64"'],
    ["!Select [0, !Cidr [10.0.0.0/24, 3, 8]]", "unknown: Fn::Cidr cannot divide the block so"],
    ["!Select [0, !Cidr [10.0.0/24, 1, 8]]", "unknown: Fn::Cidr cannot divide the block so"],
    ["!Select [0, !Cidr [!GetAtt Other.CidrBlock, 1, 8]]", "unknown: attribute Other.CidrBlock is known only after deployment"],
    ["{Fn::Transform: {Name: Mine}}", "unknown: what the transform Mine gives is known only at deployment"],
    ["{Fn::Transform: x}", "unknown: Fn::Transform is known only at deployment"],
    ["!ImportValue {Fn::Sub: '${Stage}-x'}", "unknown: the exported value prod-x is known only at deployment"],
    ["!ImportValue {Ref: AnyTokens}", "unknown: the exported value ${AnyTokens} is known only at deployment"],
    ["{Ref: !Sub '${Stage}'}", "unknown: Ref prod names no parameter or resource of this template"],
    ["!GetAtt Stored2.Value", '"required" <- value of Stored2'],
    ["!GetAtt Stored2.Type", "unknown: attribute Stored2.Type is known only after deployment"],
    ["{Fn::GetAtt: [Stored2, !Sub 'Value']}", '"required" <- value of Stored2'],
    ["!FindInMap [ByStage, prod, List]", "unknown: HttpTokens is a list, not a single value"],
    ["!FindInMap [!Sub 'By${Which}', prod, Tokens]", "unknown: Ref Which names no parameter or resource of this template"],
    ["!FindInMap [ByStage, !FindInMap [Chain, prod, To], Tokens]", '"required" <- mapping Chain.prod.To <- mapping ByStage.prod.Tokens'],
    ["{Fn::Invented: x}", "unknown: Fn::Invented is not evaluated"],
    ["'{{resolve:ssm:/imds/tokens:2}}'", "unknown: the parameter store value /imds/tokens is read at deployment"],
    ["'{{resolve:secretsmanager:x}}'", "unknown: a dynamic reference ({{resolve:...}}) is read at deployment"],
  ])("%s", async (expression, words) => {
    expect(await allTokensOf(expression, sections)).toBe(words);
  });

  it("stands at its own span, its trail where the value comes from", async () => {
    const setting = await tokensOf("!FindInMap [ByStage, !Ref Stage, Tokens]", sections);
    expect(textAt(setting.at)).toBe("!FindInMap [ByStage, !Ref Stage, Tokens]");
    expect(setting.state === "known" ? setting.trail.map((hop) => textAt(hop.at)) : []).toEqual(["prod", "required"]);
  });

  it("points an unknown to the parameter that has no default, and to the condition", async () => {
    const parameter = await tokensOf("!Ref AnyTokens", sections);
    expect(parameter.state === "unknown" ? parameter.trail.map((hop) => textAt(hop.at)) : []).toEqual(["AnyTokens"]);
    const condition = await tokensOf("!If [IsProd, required, optional]", sections);
    expect(condition.state === "known" ? condition.trail.map((hop) => textAt(hop.at)) : []).toEqual(["IsProd"]);
    expect(textAt(condition.at)).toBe("required");
  });

  it("stays bounded when substitutions multiply", async () => {
    let expression = "x";
    for (let level = 0; level < 60; level++) expression = `{"Fn::Sub": ["\${a}\${a}\${a}\${a}", {"a": ${level === 0 ? '"x"' : expression}}]}`;
    expect(inWords(await tokensOf(expression, sections))).toBe("unknown: Fn::Sub gives a text of more than 16384 characters");
  });
});

describe("a whole block under Fn::If", () => {
  const template = (expression: string, condition = "") =>
    parseText(`Conditions:\n  C: !Equals [!Ref AWS::Region, x]\nResources:\n  Machine:\n    Type: AWS::EC2::Instance\n    ${condition}\n    Properties:\n      MetadataOptions: ${expression}\n`);

  it("is followed into both branches", async () => {
    const result = await template("!If [C, {HttpTokens: required, HttpEndpoint: enabled}, {HttpTokens: optional, HttpEndpoint: enabled}]");
    expect(resourceAt(result, "Machine").scenarios.map(({ block, settings }) => [block.state, textAt(settings.httpTokens.at)])).toEqual([["present", "required"], ["present", "optional"]]);
    expect(inScenarios(result, "Machine", "httpTokens")).toBe('[C] "required" | [!C] "optional"');
    expect(inScenarios(result, "Machine", "httpEndpoint")).toBe('[C] "enabled" | [!C] "enabled"');
    expect(inScenarios(result, "Machine", "instanceMetadataTags")).toBe("[C] absent | [!C] absent");
  });

  it("is there in one scenario when the other branch leaves it out", async () => {
    const result = await template("!If [C, {HttpTokens: required}, !Ref AWS::NoValue]");
    expect(resourceAt(result, "Machine").scenarios.map(({ block }) => block.state)).toEqual(["present", "absent"]);
    expect(inScenarios(result, "Machine", "httpTokens")).toBe('[C] "required" | [!C] absent');
  });

  it("is absent when it is AWS::NoValue", async () => {
    const result = await template("!Ref AWS::NoValue");
    expect(scenarioAt(result, "Machine").block.state).toBe("absent");
    expect(inWords(settingAt(result, "Machine", "httpTokens"))).toBe("absent");
  });

  it("is decided by the condition under which the resource exists", async () => {
    const result = await template("!If [C, {HttpTokens: required}, {HttpTokens: optional}]", "Condition: C");
    expect(inWords(settingAt(result, "Machine", "httpTokens"))).toBe('"required"');
  });

  it("is decided inside its branches by the same condition", async () => {
    const result = await template("!If [C, {HttpTokens: !If [C, required, optional]}, {HttpTokens: required}]");
    expect(inScenarios(result, "Machine", "httpTokens")).toBe('"required"');
  });

  it("may gain resources from Fn::Transform, which is a problem and not silence", async () => {
    const text = 'Resources:\n  Fn::Transform:\n    Name: AWS::Include\n  Machine:\n    Type: AWS::EC2::Instance\n';
    const { problems, resources } = await cloudformation.parse({ dir: ".", sources: [{ path: "template.yaml", text }], called: false });
    expect(problems).toMatchObject([{ message: "The Location of AWS::Include is known only at deployment, so it is not known which resources it brings.", location: { start: { line: 2, column: 3 } } }]);
    expect(resources.map((resource) => resource.address)).toEqual(["Machine"]);
  });

  it("may gain options from Fn::Transform", async () => {
    const result = await template("{HttpTokens: required, Fn::Transform: {Name: AWS::Include}}");
    expect(inWords(settingAt(result, "Machine", "httpTokens"))).toBe('"required"');
    expect(inWords(settingAt(result, "Machine", "httpEndpoint"))).toBe("unknown: The Location of AWS::Include is known only at deployment");
  });

  it.each([
    ["none", "it is not written as a map"],
    ["[1]", "it is not written as a map"],
    ["!ImportValue x", "the exported value x is known only at deployment"],
  ])("is unknown when it is %s", async (expression, why) => {
    const result = await template(expression);
    expect(scenarioAt(result, "Machine").block.state).toBe("unknown");
    expect(inWords(settingAt(result, "Machine", "httpTokens"))).toBe(`unknown: ${why}`);
  });
});
