import { describe, expect, it } from "vitest";
import { terraform } from "../../../src/parsers/terraform/index.ts";
import { resourceTypes } from "../../../src/parsers/terraform/resources.ts";
import { plannedTypes } from "../../../src/parsers/terraform-plan/types.ts";
import { rootModule } from "../../support/root-module.ts";
import { effects, parsePlan, planNames, planText } from "./support.ts";

describe("a plan and the sources that it was made of", () => {
  it("are about the same types", () => {
    expect([...plannedTypes.keys()].sort()).toEqual([...resourceTypes.keys()].sort());
    for (const [type, { kind }] of plannedTypes) expect([type, kind]).toEqual([type, resourceTypes.get(type)?.kind]);
  });

  it.each(planNames())("say the same of %s", async (name) => {
    const planned = await parsePlan(planText(name));
    expect(planned.problems).toEqual([]);
    expect(effects(planned)).toEqual(effects(await terraform.parse(rootModule(`fixtures/oracles/plans/${name}`))));
  });
});
