import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../src/model/resource.ts";
import { parseText, whenInWords } from "./support.ts";
import { judgeOf, matching, templateIn } from "./worlds-support.ts";

function machine(expression: string, more = ""): string {
  return `Resources:\n  Machine:\n    Type: AWS::EC2::Instance\n${more}    Properties: {MetadataOptions: {HttpTokens: ${expression}}}\n`;
}

async function scenariosIn(text: string): Promise<readonly Scenario[]> {
  const { resources, problems } = await parseText(text);
  expect(problems).toEqual([]);
  return resources[0]?.scenarios ?? [];
}

function said(scenario: Scenario): string {
  const { httpTokens } = scenario.settings;
  const value = httpTokens.state === "known" ? String(httpTokens.value) : httpTokens.state === "absent" ? "absent" : `unknown: ${httpTokens.why}`;
  const when = whenInWords(scenario);
  return when === "" ? value : `[${when}] ${value}`;
}

const lists = ["CommaDelimitedList", "List<String>", "List<Number>", "List<AWS::EC2::Subnet::Id>", "AWS::SSM::Parameter::Value<List<String>>", "AWS::SSM::Parameter::Value<CommaDelimitedList>"];
const conditions = {
  "joined, against nothing": "!Not [!Equals [!Join ['', !Ref L], '']]",
  "joined by commas": "!Not [!Equals [!Join [',', !Ref L], '1,2']]",
  "joined by something else": "!Equals [!Join ['-', !Ref L], '1-2']",
  "by an item": "!Equals [!Select [0, !Ref L], '1']",
  "by its length": "!Equals [{'Fn::Length': !Ref L}, 2]",
} as const;
const cases = lists.flatMap((type) => Object.entries(conditions).flatMap(([how, condition]) => ["", "''", "'1,2'", "'1, 2'"].map((byDefault) => ({ type, how, condition, byDefault }))));

describe("a condition about a list parameter", () => {
  it.each(cases)("has both outcomes: $type $how, default $byDefault", async ({ type, condition, byDefault }) => {
    const parameter = `Parameters: {L: {Type: '${type}'${byDefault === "" ? "" : `, Default: ${byDefault}`}}}\nConditions: {C: ${condition}}\n`;
    expect((await scenariosIn(parameter + machine("!If [C, optional, required]"))).map(said).sort()).toEqual(["[!C] required", "[C] optional"]);
    // Neither does what exists under it only, or under its opposite only, vanish.
    for (const exists of ["C", "D"]) {
      const declared = parameter.replace("Conditions: {", "Conditions: {D: !Not [!Condition C], ");
      expect((await scenariosIn(declared + machine("optional", `    Condition: ${exists}\n`))).map(said)).toEqual(["optional"]);
    }
  });

  it("and one about the same list agree, however it is joined", async () => {
    const text = "Parameters: {L: {Type: CommaDelimitedList, Default: ''}}\nConditions: {A: !Equals [!Join ['-', !Ref L], ''], B: !Equals [!Join [',', !Ref L], '']}\n";
    expect((await scenariosIn(text + machine("!If [A, !If [B, nothing, impossible], !If [B, impossible, something]]"))).map(said)).toEqual(["[A] nothing", "[!A] something"]);
  });
});

describe("a list parameter", () => {
  it.each([
    ["counts with its default where it is only referred to", "Parameters: {L: {Type: CommaDelimitedList, Default: 'required,x'}}\n", "!Select [0, !Ref L]", ["required"]],
    ["has its default where the condition says so, and is unknown elsewhere", "Parameters: {L: {Type: CommaDelimitedList, Default: 'required,x'}}\nConditions: {C: !Equals [!Join [',', !Ref L], 'required,x']}\n", "!Select [0, !Ref L]", ["required"]],
    ["has its default in its own world", "Parameters: {L: {Type: CommaDelimitedList, Default: 'required,x'}}\nConditions: {C: !Equals [!Join [',', !Ref L], 'required,x']}\n", "!If [C, !Select [0, !Ref L], !Select [1, !Ref L]]", ["[C] required", "[!C] unknown: parameter L may have any other value"]],
    ["is what it is compared with", "Parameters: {L: {Type: CommaDelimitedList, Default: ''}}\nConditions: {C: !Equals [!Join [',', !Ref L], 'a,required']}\n", "!If [C, !Select [1, !Ref L], none]", ["[!C] none", "[C] required"]],
    ["has items that its constraints allow", "Parameters: {L: {Type: CommaDelimitedList, AllowedPattern: '[a-z]+'}}\nConditions: {C: !Equals [!Join [',', !Ref L], 'a,B']}\n", "!If [C, optional, required]", ["required"]],
  ])("%s", async (_, sections, expression, words) => {
    expect((await scenariosIn(sections + machine(expression))).map(said).sort()).toEqual([...words].sort());
  });

  it.each(["CommaDelimitedList", "List<String>", "AWS::SSM::Parameter::Value<List<String>>"])("that a rule asks for may be anything but what it forbids: %s", async (type) => {
    const text = `Parameters: {L: {Type: '${type}', Default: ''}, Ad: {Type: String, Default: 'false', AllowedValues: ['true', 'false']}}
Rules: {R: {RuleCondition: !Equals [!Ref Ad, 'true'], Assertions: [{Assert: !Not [!EachMemberEquals [!Ref L, '']]}]}}
Conditions: {UseAd: !Equals [!Ref Ad, 'true']}
`;
    expect((await scenariosIn(text + machine("optional", "    Condition: UseAd\n"))).map(said)).toEqual(["optional"]);
  });
});

describe("scenarios that hang on lists", () => {
  const item = fc.constantFrom("", "a", "b", "c");
  const text = fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => items.join(","));
  const condition = fc.oneof(
    fc.record({ delimiter: fc.constantFrom("", ",", "-"), text }).map(({ delimiter, text: value }) => ({ "Fn::Equals": [{ "Fn::Join": [delimiter, { Ref: "L" }] }, value.replaceAll(",", delimiter)] })),
    fc.record({ index: fc.constantFrom(0, 1), item }).map(({ index, item: value }) => ({ "Fn::Equals": [{ "Fn::Select": [index, { Ref: "L" }] }, value] })),
  );

  it("leave out no value that the list may be given", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, condition, condition, async (byDefault, given, A, B) => {
        const options = { HttpTokens: { "Fn::If": ["A", { "Fn::If": ["B", "both", "first"] }, { "Fn::If": ["B", "second", "neither"] }] } };
        const whole = (value: string, type: string) =>
          JSON.stringify({ Parameters: { L: { Type: type, Default: value } }, Conditions: { A, B }, Resources: { Machine: { Type: "AWS::EC2::Instance", Properties: { MetadataOptions: options } } } });
        const open = whole(byDefault, "CommaDelimitedList");
        const [scenarios, read, expected] = [await scenariosIn(open), await templateIn(open), tokensOf(A, B, given.split(","))];
        if (expected === undefined) return;
        expect(scenarios.map(({ settings }) => (settings.httpTokens.state === "known" ? settings.httpTokens.value : settings.httpTokens.state))).toContain(expected);
        if (given === byDefault) expect(matching(scenarios, judgeOf(read, {})).map(({ settings }) => settings.httpTokens)).toMatchObject([{ value: expected }]);
      }),
      { numRuns: 300 },
    );
  });

  /** The same template, worked out here for one list; undefined where the stack cannot be deployed. */
  function tokensOf(a: unknown, b: unknown, items: readonly string[]): string | undefined {
    const first = isTrue(a, items);
    const second = isTrue(b, items);
    if (first === undefined || second === undefined) return undefined;
    return first ? (second ? "both" : "first") : second ? "second" : "neither";
  }

  function isTrue(asked: unknown, items: readonly string[]): boolean | undefined {
    const { "Fn::Equals": sides } = asked as { readonly "Fn::Equals": readonly [{ readonly "Fn::Join"?: readonly [string, unknown]; readonly "Fn::Select"?: readonly [number, unknown] }, string] };
    const [{ "Fn::Join": joined, "Fn::Select": selected }, value] = sides;
    const left = joined === undefined ? items[selected?.[0] ?? 0] : items.join(joined[0]);
    return left === undefined ? undefined : left === value;
  }
});
