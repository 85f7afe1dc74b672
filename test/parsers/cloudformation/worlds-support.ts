import type { Assumption, Scenario } from "../../../src/model/resource.ts";
import { conditionHolds } from "../../../src/parsers/cloudformation/conditions.ts";
import { assumptionOf, type Input } from "../../../src/parsers/cloudformation/inputs.ts";
import { evaluate } from "../../../src/parsers/cloudformation/intrinsics.ts";
import { findTemplates } from "../../../src/parsers/cloudformation/recognise.ts";
import { readTemplate, type Template } from "../../../src/parsers/cloudformation/template.ts";
import { World } from "../../../src/parsers/cloudformation/world.ts";
import { worldsOf } from "../../../src/parsers/cloudformation/worlds.ts";

export type Values = Readonly<Record<string, string>>;

export async function templateIn(text: string, path = "template.yaml"): Promise<Template> {
  const [found] = await findTemplates({ path, text });
  if (found?.root === undefined) throw new Error("no template");
  return readTemplate({ path, text }, found.root);
}

/** Says of assumptions whether they hold under these values of parameters and pseudo parameters; parameters left out have their defaults. */
export function judgeOf(template: Template, values: Values): (assumption: Assumption) => boolean {
  const { inputs, budget } = worldsOf(template);
  const chosen = new Map<Input, number>();
  const said = new Map<string, boolean>();
  for (const name of new Set([...template.parameters.keys(), ...Object.keys(values)])) {
    const input = inputs.named(name);
    if (input === undefined) continue;
    const index = indexOf(input, name, template, values);
    chosen.set(input, index);
    for (const each of input.values.keys()) said.set(assumptionOf(input, each, true).condition, each === index);
  }
  const context = { template, world: World.closed(inputs, budget, chosen, ""), asked: "property" as const };
  return ({ condition, holds }) => {
    const truth = template.conditions.has(condition) ? conditionHolds(condition, context, evaluate) : said.get(condition);
    if (typeof truth !== "boolean") throw new Error(`nobody knows whether ${condition}`);
    return truth === holds;
  };
}

function indexOf(input: Input, name: string, template: Template, values: Values): number {
  const byDefault = template.parameters.get(name)?.default;
  const value = values[name] ?? (byDefault?.kind === "scalar" ? String(byDefault.value) : undefined);
  const index = input.values.findIndex((possible) => possible.value !== undefined && String(possible.value) === value);
  return index === -1 ? input.values.findIndex((possible) => possible.value === undefined) : index;
}

/** The scenarios that hold under these values. */
export function matching(scenarios: readonly Scenario[], judge: (assumption: Assumption) => boolean): readonly Scenario[] {
  return scenarios.filter(({ when }) => when.every(judge));
}
