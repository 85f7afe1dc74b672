import type { EffectiveScenario } from "../model/effective.ts";
import type { Rule } from "../model/rule.ts";
import { holds, type Parameters } from "./condition.ts";

/** `guarded`: violated unless a guard holds that cannot be seen. */
export type Verdict = "pass" | "fail" | "guarded" | "unknown";

/** What a rule says of one scenario. An unknown guard never makes it pass. */
export function verdictOf(rule: Rule, scenario: EffectiveScenario, parameters: Parameters): Verdict {
  const violated = holds(rule.when, scenario, parameters);
  if (violated === false) return "pass";
  const excused = rule.unless === undefined ? false : holds(rule.unless, scenario, parameters);
  if (excused === true) return "pass";
  if (violated === "unknown") return "unknown";
  return excused === "unknown" ? "guarded" : "fail";
}

/** The strongest verdict among the scenarios of one resource. */
export function strongest(verdicts: readonly Verdict[]): Verdict {
  return (["fail", "guarded", "unknown"] as const).find((verdict) => verdicts.includes(verdict)) ?? "pass";
}
