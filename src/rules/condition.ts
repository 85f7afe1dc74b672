import type { EffectiveScenario, EffectiveSetting } from "../model/effective.ts";
import type { RuleCondition } from "../model/rule.ts";
import type { Scalar, SettingName } from "../model/setting.ts";

/** Kleene's three truth values. */
export type Truth = boolean | "unknown";

/** The rule's parameters with the values that the user chose. */
export type Parameters = Readonly<Record<string, number>>;

export function not(truth: Truth): Truth {
  return truth === "unknown" ? "unknown" : !truth;
}

/** False as soon as one is false; true when all are. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

/** True as soon as one is true; false when all are. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}

/**
 * Whether a condition holds in one scenario. An absent setting equals nothing and is above nothing. An unknown setting decides
 * a comparison only when all values that it may have agree; who sets it stays unknown. Resolving an unknown never flips a decided answer.
 */
export function holds(condition: RuleCondition, scenario: EffectiveScenario, parameters: Parameters): Truth {
  if (condition.all !== undefined) return all(condition.all.map((part) => holds(part, scenario, parameters)));
  if (condition.any !== undefined) return any(condition.any.map((part) => holds(part, scenario, parameters)));
  if (condition.not !== undefined) return not(holds(condition.not, scenario, parameters));
  if (condition.setting === undefined) return "unknown";
  return compare(condition, scenario.settings[condition.setting], parameters);
}

function compare(condition: RuleCondition, setting: EffectiveSetting, parameters: Parameters): Truth {
  const { is, above, set, layer } = condition;
  if (is !== undefined) return overValues(setting, (value) => equals(value, is));
  if (above !== undefined) return overValues(setting, (value) => isAbove(value, typeof above === "string" ? parameters[above] : above));
  if (setting.state === "unknown") return "unknown";
  if (set !== undefined) return set === (setting.state === "known" && setting.layer !== "aws-default");
  return setting.layer === layer;
}

function overValues(setting: EffectiveSetting, test: (value: Scalar) => boolean): Truth {
  switch (setting.state) {
    case "known":
      return test(setting.value);
    case "absent":
      return false;
    case "unknown":
      return agreed((setting.oneOf ?? []).map(test));
  }
}

function agreed(answers: readonly boolean[]): Truth {
  const [first] = answers;
  return first !== undefined && answers.every((answer) => answer === first) ? first : "unknown";
}

/** Formats write numbers as strings too (`hop_limit = "2"`), and AWS reads them as numbers. */
function equals(value: Scalar, operand: Scalar): boolean {
  return value === operand || (typeof operand === "number" && numeric(value) === operand);
}

function isAbove(value: Scalar, limit: number | undefined): boolean {
  const number = numeric(value);
  return number !== undefined && limit !== undefined && number > limit;
}

/** The number that a value is, or that its text spells in decimal. */
export function numeric(value: Scalar): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

/** The settings that a condition speaks of, in the order in which they occur. */
export function settingsOf(condition: RuleCondition): readonly SettingName[] {
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not === undefined ? [] : [condition.not])];
  const own = condition.setting === undefined ? [] : [condition.setting];
  return [...new Set([...own, ...parts.flatMap(settingsOf)])];
}
