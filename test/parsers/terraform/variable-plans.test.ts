import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingNames, spelling } from "../../../src/model/setting.ts";
import { terraform } from "../../../src/parsers/terraform/index.ts";
import { rootModule } from "../../support/root-module.ts";
import { holding, type Assignment } from "./holding.ts";

/** What `terraform plan` says for values of the variables, made by tools/oracles/terraform-variable-plans.ts. */
interface Answers {
  readonly terraform: string;
  readonly provider: string;
  readonly date: string;
  readonly modules: Readonly<Record<string, readonly { readonly variables: Assignment; readonly resources: Readonly<Record<string, Answer>> }[]>>;
}

interface Answer {
  readonly block: boolean;
  readonly options: Readonly<Record<string, string | number>>;
}

/** An option that is a variable is what the variable is. */
function valueOf(why: string, variables: Assignment): string {
  const name = /^var\.(\w+) has no default$/.exec(why)?.[1];
  return (name === undefined ? undefined : variables[name]) ?? why;
}

const answers = JSON.parse(readFileSync("fixtures/oracles/terraform-variable-plans.json", "utf8")) as Answers;

describe(`scenarios as terraform ${answers.terraform} with ${answers.provider} plans them (${answers.date})`, () => {
  it.each(Object.entries(answers.modules))("%s", async (name, planned) => {
    // Judged without any values: the assumptions alone tell which scenario is planned.
    const { resources } = await terraform.parse(rootModule(`fixtures/oracles/plans-by-variables/${name}`));
    for (const { variables, resources: expected } of planned) {
      const ours = new Map<string, unknown>();
      for (const resource of resources) {
        const [scenario, ...others] = await holding(resource, variables);
        expect(others, `${resource.address} with ${JSON.stringify(variables)}`).toEqual([]);
        if (scenario === undefined) continue;
        const options = settingNames.flatMap((option) => {
          const setting = scenario.settings[option];
          return setting.state === "absent" ? [] : [[spelling("terraform", option), setting.state === "known" ? setting.value : valueOf(setting.why, variables)] as const];
        });
        ours.set(resource.address, { block: scenario.block.state === "present", options: Object.fromEntries(options) });
      }
      for (const [address, { block, options }] of Object.entries(expected)) {
        // Where the variables decide how many there are, one without a key stands for all.
        expect(ours.get(address.replace(/\[.*\]$/, "")), `${address} with ${JSON.stringify(variables)}`).toEqual({ block, options });
      }
    }
  });

  it("has an answer for every assignment", () => {
    expect(Object.values(answers.modules).flat().length).toBeGreaterThanOrEqual(20);
    expect(Object.values(answers.modules).flat().every(({ resources }) => Object.keys(resources).length > 0)).toBe(true);
  });
});
