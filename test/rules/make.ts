import type { EffectiveResource, EffectiveScenario, EffectiveSetting } from "../../src/model/effective.ts";
import type { Layer } from "../../src/model/finding.ts";
import type { Assumption, Kind, Resource } from "../../src/model/resource.ts";
import type { Rule } from "../../src/model/rule.ts";
import { settingNames, type Format, type Hop, type Scalar, type SettingName } from "../../src/model/setting.ts";
import type { Place, Source } from "../../src/model/source.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { evaluate, type Evaluation, type RuleChoice } from "../../src/rules/evaluate.ts";

/** Forty lines of ten columns, so that places are easy to name. */
export function sourceOf(path: string): Source {
  return { path, text: "123456789\n".repeat(40) };
}

export const main: Source = sourceOf("main.tf");

/** The whole of one line. */
export function line(number: number, source: Source = main): Place {
  return { source, span: { start: (number - 1) * 10, end: (number - 1) * 10 + 9 } };
}

export function known(value: Scalar, layer: Layer = "launch", at: Place = line(3), trail: readonly Hop[] = []): EffectiveSetting {
  return { state: "known", value, at, trail, layer };
}

export function unknown(why: string, oneOf?: readonly Scalar[], at: Place = line(3), layer: Layer = "launch"): EffectiveSetting {
  return { state: "unknown", why, ...(oneOf === undefined ? {} : { oneOf }), at, trail: [], layer };
}

export function absent(layer: Layer = "aws-default", at: Place = line(1)): EffectiveSetting {
  return { state: "absent", at, layer };
}

export type Settings = Readonly<Partial<Record<SettingName, EffectiveSetting>>>;

/** A scenario with AWS's defaults for the settings that are not given. */
export function scenario(settings: Settings, when: readonly Assumption[] = []): EffectiveScenario {
  const defaults: Settings = {
    httpTokens: known("optional", "aws-default", line(1)),
    httpPutResponseHopLimit: known(1, "aws-default", line(1)),
    httpEndpoint: known("enabled", "aws-default", line(1)),
  };
  const all = Object.fromEntries(settingNames.map((name) => [name, settings[name] ?? defaults[name] ?? absent()]));
  return { when, settings: all as Record<SettingName, EffectiveSetting> };
}

export interface Options {
  readonly kind?: Kind;
  readonly type?: string;
  readonly address?: string;
  readonly format?: Format;
  readonly at?: Place;
  readonly through?: readonly string[];
  readonly context?: readonly { readonly at: Place; readonly note: string }[];
}

export function resource(scenarios: readonly EffectiveScenario[] | Settings, options: Options = {}): EffectiveResource {
  const { kind = "instance", type = "aws_instance", address = "aws_instance.web", format = "terraform", at = line(1), through = [], context = [] } = options;
  const plain: Resource = { kind, format, type, address, at, placement: { provider: "aws" }, names: [], scenarios: [] };
  return { resource: plain, scenarios: isList(scenarios) ? scenarios : [scenario(scenarios)], through, context };
}

function isList(scenarios: readonly EffectiveScenario[] | Settings): scenarios is readonly EffectiveScenario[] {
  return Array.isArray(scenarios);
}

export function ruleNamed(id: string): Rule {
  const rule = builtinRules.find((candidate) => candidate.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return rule;
}

export function standard(rule: Rule): RuleChoice {
  return { enabled: true, severity: rule.severity, parameters: {} };
}

/** Evaluates one built-in rule with its standard choice. */
export function check(id: string, ...resources: readonly EffectiveResource[]): Evaluation {
  return evaluate(resources, [ruleNamed(id)], standard);
}

/** What one rule says of one resource, for tables: certainty and message, or silence. */
export function verdict(id: string, settings: Settings, options: Options = {}): string {
  const { findings } = check(id, resource(settings, options));
  return findings.map((finding) => `${finding.certainty}: ${finding.message}`).join(" | ") || "silent";
}
