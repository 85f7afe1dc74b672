import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../src/model/resource.ts";
import { generateTemplate, type Json } from "../../support/template-generator.ts";
import { parseText } from "./support.ts";
import { judgeOf, matching, templateIn, type Values } from "./worlds-support.ts";

const choices: Readonly<Record<string, readonly string[]>> = { Stage: ["dev", "test", "prod"], Tokens: ["optional", "required"], Mode: ["plain", "secure"], State: ["enabled", "disabled"] };

const assignments: readonly Values[] = Object.entries(choices).reduce<readonly Values[]>((all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))), [{}]);

/** The same template in a world of one: every parameter can have only the value that it is given. */
function fixed(template: Json, values: Values): string {
  const whole = template as { readonly Parameters: Readonly<Record<string, Json>> };
  const parameters = Object.entries(whole.Parameters).map(([name, declared]) => [name, values[name] === undefined ? declared : { Type: "String", Default: values[name], AllowedValues: [values[name]] }]);
  return JSON.stringify({ ...whole, Parameters: Object.fromEntries(parameters) as Json });
}

function plain({ block, settings }: Scenario): unknown {
  return { block: block.state, settings: Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, setting.state === "known" ? setting.value : setting.state])) };
}

describe("scenarios of generated templates", () => {
  it("are exhaustive and never two at once, and say what the template says when everything is fixed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 1_000_000_000 }), async (seed) => {
        const { template } = generateTemplate(seed);
        const text = JSON.stringify(template);
        const [read, { resources }] = await Promise.all([templateIn(text), parseText(text)]);
        for (const values of assignments) {
          const judge = judgeOf(read, values);
          const alone = await parseText(fixed(template, values));
          for (const { address, scenarios } of resources) {
            const [only, ...others] = alone.resources.find((resource) => resource.address === address)?.scenarios ?? [];
            expect(others).toEqual([]);
            const fitting = matching(scenarios, judge);
            if (only !== undefined) expect(fitting.map(plain)).toEqual([plain(only)]);
          }
          expect(alone.resources.filter(({ address }) => !resources.some((resource) => resource.address === address))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("differ from each other, except where one conjunction cannot say when they hold", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 1_000_000_000 }), async (seed) => {
        const { resources } = await parseText(JSON.stringify(generateTemplate(seed).template));
        for (const { scenarios } of resources) {
          const outcomes = new Set(scenarios.map((scenario) => JSON.stringify(plain(scenario))));
          if (outcomes.size === 1) expect(scenarios.map(({ when }) => when)).toEqual([[]]);
          expect(scenarios.length).toBeLessThanOrEqual(32);
        }
      }),
      { numRuns: 100 },
    );
  });
});
