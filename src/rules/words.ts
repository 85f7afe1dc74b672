import { conditionClause } from "../model/condition-words.ts";
import type { EffectiveSetting } from "../model/effective.ts";
import type { Condition, Layer } from "../model/finding.ts";
import type { RuleCondition } from "../model/rule.ts";
import { spelling, type Format } from "../model/setting.ts";
import { valueWords } from "../model/value-words.ts";
import type { Parameters } from "./condition.ts";

/** What is known of a setting's value: `"optional"`, `not set`, `1 or 2`, `unknown`. */
export function settingWords(setting: EffectiveSetting): string {
  switch (setting.state) {
    case "known":
      return valueWords(setting.value);
    case "absent":
      return "not set";
    case "unknown":
      return setting.oneOf === undefined || setting.oneOf.length === 0 ? "unknown" : setting.oneOf.map(valueWords).join(" or ");
  }
}

/** Who decides, as the continuation of "set by". */
export function layerWords(layer: Layer): string {
  switch (layer) {
    case "launch":
      return "its own settings";
    case "service-default":
      return "the default of its service";
    case "launch-template":
      return "its launch template";
    case "account-default":
      return "the account default";
    case "image":
      return "its image";
    case "aws-default":
      return "the default of AWS";
  }
}

/** A condition in words, settings spelt as the format spells them: `http_endpoint is "disabled"`. */
export function conditionWords(condition: RuleCondition, format: Format, parameters: Parameters): string {
  if (condition.all !== undefined) return condition.all.map((part) => partWords(part, format, parameters)).join(" and ");
  if (condition.any !== undefined) return condition.any.map((part) => partWords(part, format, parameters)).join(" or ");
  if (condition.not !== undefined) return `not (${conditionWords(condition.not, format, parameters)})`;
  return condition.setting === undefined ? "" : `${spelling(format, condition.setting)} ${comparisonWords(condition, parameters)}`;
}

function partWords(part: RuleCondition, format: Format, parameters: Parameters): string {
  const words = conditionWords(part, format, parameters);
  return part.all === undefined && part.any === undefined ? words : `(${words})`;
}

function comparisonWords(condition: RuleCondition, parameters: Parameters): string {
  if (condition.is !== undefined) return `is ${valueWords(condition.is)}`;
  if (condition.above !== undefined) return `is above ${typeof condition.above === "string" ? (parameters[condition.above] ?? condition.above) : condition.above}`;
  if (condition.set !== undefined) return condition.set ? "is set" : "is not set";
  return condition.layer === undefined ? "is set" : `is set by ${layerWords(condition.layer)}`;
}

/** What must hold, as a clause: `condition IsProd is true and parameter Tokens is not "required" and var.env != "prod"`. */
export function assumptionWords(conditions: readonly Condition[]): string {
  return conditions.map(({ condition, holds }) => conditionClause(condition, holds)).join(" and ");
}
