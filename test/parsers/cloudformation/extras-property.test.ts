import fc from "fast-check";
import { expect, it } from "vitest";
import { isMetadataKey } from "../../../src/model/metadata-key.ts";
import type { Scenario } from "../../../src/model/resource.ts";
import { parseText } from "./support.ts";
import { judgeOf, matching, templateIn, type Values } from "./worlds-support.ts";

const names = ["A", "B", "C"];
const assignments: readonly Values[] = names.reduce<readonly Values[]>((all, name) => all.flatMap((one) => ["no", "yes"].map((value) => ({ ...one, [name]: value }))), [{}]);

const tag = fc.constantFrom("a", "b", "c/d", "e/f").map((Key) => ({ Key, Value: "x" }));
const orNone = fc.oneof(tag, fc.constant({ Ref: "AWS::NoValue" }));
const item = fc.oneof(tag, fc.tuple(fc.constantFrom(...names), orNone, orNone).map((parts) => ({ "Fn::If": parts })));
const option = fc.oneof(fc.constant("required"), fc.constantFrom(...names).map((name) => ({ "Fn::If": [name, "required", "optional"] })));
const stray = fc.oneof(fc.constant({ Ref: "AWS::NoValue" }), fc.constant("required"), fc.constantFrom(...names).map((name) => ({ "Fn::If": [name, "required", { Ref: "AWS::NoValue" }] })));

function textOf(properties: unknown, values: Values | undefined): string {
  const Parameters = Object.fromEntries(names.map((name) => [name, { Type: "String", Default: values?.[name] ?? "no", AllowedValues: values?.[name] === undefined ? ["no", "yes"] : [values[name]] }]));
  const Conditions = Object.fromEntries(names.map((name) => [name, { "Fn::Equals": [{ Ref: name }, "yes"] }]));
  return JSON.stringify({ Parameters, Conditions, Resources: { R: { Type: "AWS::EC2::Instance", Properties: properties } } });
}

function keysOf({ tagKeys = [] }: Scenario): readonly string[] {
  return tagKeys.map(({ key }) => key);
}

/** What rules judge: strays, the tokens, keys that the metadata refuse. */
function judged(scenario: Scenario): unknown {
  const { httpTokens } = scenario.settings;
  return [scenario.strayOptions?.map(({ key }) => key), httpTokens.state === "known" && httpTokens.value, keysOf(scenario).filter((key) => !isMetadataKey(key))];
}

it("strays and tags of every scenario are those of the template in which everything is fixed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 4 }), option, stray, async (Tags, HttpTokens, HttpToken) => {
      const properties = { Tags, MetadataOptions: { HttpTokens, HttpToken } };
      const text = textOf(properties, undefined);
      const [read, { resources }] = await Promise.all([templateIn(text), parseText(text)]);
      for (const values of assignments) {
        const fitting = matching(resources[0]?.scenarios ?? [], judgeOf(read, values));
        const [only] = (await parseText(textOf(properties, values))).resources[0]?.scenarios ?? [];
        if (only === undefined) throw new Error("nothing was read");
        expect(fitting.map(judged)).toEqual([judged(only)]);
        expect(keysOf(only)).toEqual(expect.arrayContaining([...(fitting[0] === undefined ? [] : keysOf(fitting[0]))]));
      }
    }),
    { numRuns: 60 },
  );
});
