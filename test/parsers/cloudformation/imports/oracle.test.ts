import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Assumption } from "../../../../src/model/resource.ts";
import { launchSettings, spelling } from "../../../../src/model/setting.ts";
import { judgeOf, matching, templateIn, type Values } from "../worlds-support.ts";
import { among } from "./support.ts";

// What moto's CloudFormation engine makes of stacks that import from each other: recorded by tools/oracles/cloudformation-imports.ts.

type Options = Readonly<Record<string, string>>;

interface Case {
  readonly id: string;
  readonly parameters: Values;
  /** The parameters of the stack from which it imports. */
  readonly exported: Values;
  readonly answer: Readonly<Record<string, Options>>;
}

const fixtures = new URL("../../../../fixtures/oracles/", import.meta.url);
const { cases } = JSON.parse(readFileSync(new URL("cloudformation-imports.json", fixtures), "utf8")) as { readonly cases: readonly Case[] };

/** Where moto does not do what AWS documents, with why. */
const differences: Readonly<Record<string, { readonly why: string; readonly aws: Case["answer"] }>> = {
  "conditions 1": {
    why: "IsProd is true, so Fn::Not of it is false, and Fn::If gives its last value; moto gives the first: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html",
    aws: { Template: { HttpTokens: "required", HttpPutResponseHopLimit: "1" } },
  },
  "either 1": {
    why: "an output whose condition is false is not created; moto creates it: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html",
    aws: { Group: { HttpTokens: "required" } },
  },
};

async function ours({ id, parameters, exported }: Case): Promise<Case["answer"]> {
  const [folder = ""] = id.split(" ");
  const [app = "", network = ""] = ["app.yaml", "network.yaml"].map((name) => readFileSync(new URL(`cloudformation-imports/${folder}/${name}`, fixtures), "utf8"));
  const here = judgeOf(await templateIn(app), { "AWS::Region": "eu-west-1", ...parameters });
  const there = judgeOf(await templateIn(network), { "AWS::Region": "eu-west-1", "AWS::StackName": "network", ...exported });
  const suffix = " of network.yaml";
  const judge = (assumption: Assumption): boolean => (assumption.condition.includes(suffix) ? there({ ...assumption, condition: assumption.condition.replace(suffix, "") }) : here(assumption));
  const { resources, problems } = await among("app.yaml", { "app.yaml": app, "network.yaml": network });
  expect(problems).toEqual([]);
  const own = resources.filter(({ judgedElsewhere }) => judgedElsewhere !== true);
  return Object.fromEntries(
    own.map(({ address, scenarios }) => {
      const [scenario, ...others] = matching(scenarios, judge);
      if (scenario === undefined || others.length > 0) throw new Error(`${others.length + (scenario === undefined ? 0 : 1)} scenarios of ${address} fit`);
      const options = launchSettings.flatMap((name): [string, string][] => {
        const setting = scenario.settings[name];
        if (setting.state === "absent") return [];
        return [[spelling("cloudformation", name), setting.state === "known" ? String(setting.value) : `unknown: ${setting.why}`]];
      });
      return [address, Object.fromEntries(options)];
    }),
  );
}

describe("moto makes of every importing stack what we say", () => {
  it("has been asked about pairs of stacks", () => {
    expect(cases.length).toBeGreaterThanOrEqual(8);
    expect(Object.keys(differences).filter((id) => !cases.some((one) => one.id === id))).toEqual([]);
  });

  it.each(cases.map((one) => [one.id, one] as const))("%s", async (id, one) => {
    const found = await ours(one);
    const difference = differences[id];
    expect(found).toEqual(difference?.aws ?? one.answer);
    if (difference !== undefined) expect(found, "a difference that is none").not.toEqual(one.answer);
  });
});
