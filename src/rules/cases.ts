import { contradicts, type Assumption } from "../model/resource.ts";
import type { EffectiveScenario } from "../model/effective.ts";

/** Assumptions under which every scenario that agrees with them is one of the wanted ones; `scenario` is the first of those. */
export interface Case {
  readonly when: readonly Assumption[];
  readonly scenario: EffectiveScenario;
}

/**
 * Says in few assumptions which scenarios are the wanted ones: each case keeps only the assumptions that matter, and
 * together the cases cover them all. One case without assumptions when all scenarios are wanted.
 */
export function casesOf(scenarios: readonly EffectiveScenario[], wanted: ReadonlySet<EffectiveScenario>): readonly Case[] {
  const cases: Case[] = [];
  for (const scenario of wanted) {
    if (cases.some((known) => entails(scenario, known.when))) continue;
    cases.push({ when: needed(scenario.when, scenarios, wanted), scenario });
  }
  return cases;
}

function needed(when: readonly Assumption[], scenarios: readonly EffectiveScenario[], wanted: ReadonlySet<EffectiveScenario>): readonly Assumption[] {
  const others = scenarios.filter((scenario) => !wanted.has(scenario));
  let kept = when;
  for (const assumption of when) {
    const fewer = kept.filter((other) => other !== assumption);
    if (!others.some((other) => agrees(other, fewer))) kept = fewer;
  }
  return kept;
}

/** A scenario agrees with assumptions when it contradicts none: one that does not speak of a condition holds for both its values. */
function agrees(scenario: EffectiveScenario, assumptions: readonly Assumption[]): boolean {
  return assumptions.every((assumption) => !scenario.when.some((own) => contradicts(own, assumption)));
}

function entails(scenario: EffectiveScenario, assumptions: readonly Assumption[]): boolean {
  return assumptions.every((assumption) => scenario.when.some((own) => contradicts(own, { ...assumption, holds: !assumption.holds })));
}
