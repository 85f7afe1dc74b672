import { describe, expect, it } from "vitest";
import { terraform } from "../../../src/parsers/terraform/index.ts";
import { rootModule } from "../../support/root-module.ts";
import { effects, parsePlan, planNames, planText } from "./support.ts";

describe("a plan and the sources that it was made of", () => {
  it.each(planNames())("say the same of %s", async (name) => {
    const planned = await parsePlan(planText(name));
    expect(planned.problems).toEqual([]);
    expect(effects(planned)).toEqual(effects(await terraform.parse(rootModule(`fixtures/oracles/plans/${name}`))));
  });
});
