import type { Severity } from "../model/finding.ts";
import type { Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import type { RuleChoice } from "../rules/evaluate.ts";
import { nearest } from "../model/nearest.ts";
import type { ConfigDocument, Step, WrittenRule, WrittenRules } from "./document.ts";
import { faultAt, type ConfigFault } from "./fault.ts";
import { isBounded, patternMatcher } from "./patterns.ts";

/** What is said of one rule for one resource. */
export type Choose = (rule: Rule, resource: Resource) => RuleChoice;

/** Rules as they are written: all on, with their own severity and parameters. */
export function asWritten(rule: Rule): RuleChoice {
  return { enabled: true, severity: rule.severity, parameters: {} };
}

/** Some settings of one override, with what they hold for. */
interface Layer {
  readonly rules: WrittenRules;
  readonly appliesTo: (resource: Resource) => boolean;
}

/** What the configuration says of the rules; overrides come after the settings for all, and the last word counts. */
export async function choicesFrom(config: ConfigDocument): Promise<Choose> {
  const layers: Layer[] = [{ rules: config.content.rules ?? {}, appliesTo: () => true }];
  for (const { paths, types, rules } of config.content.overrides ?? []) {
    const matcher = paths === undefined ? undefined : await patternMatcher(paths);
    layers.push({ rules, appliesTo: (resource) => (types?.includes(resource.type) ?? true) && (matcher?.ignores(resource.at.source.path) ?? true) });
  }
  return (rule, resource) => layers.filter((layer) => layer.appliesTo(resource)).reduce((choice, layer) => changed(choice, ruleIn(layer.rules, rule.id)), asWritten(rule));
}

function ruleIn(rules: WrittenRules, id: string): WrittenRule | undefined {
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

function changed(choice: RuleChoice, written: WrittenRule | undefined): RuleChoice {
  if (written === undefined) return choice;
  if (written === "off" || written === "on") return { ...choice, enabled: written === "on" };
  const { severity, ...parameters } = written;
  // Naming a severity or a parameter means wanting the rule.
  return {
    enabled: true,
    severity: severity === undefined ? choice.severity : (severity as Severity),
    parameters: { ...choice.parameters, ...(parameters as Readonly<Record<string, number>>) },
  };
}

/** Mistakes that the schema cannot see: rules and parameters that do not exist, values out of range, patterns that would hang. */
export function ruleFaults(config: ConfigDocument, rules: readonly Rule[]): readonly ConfigFault[] {
  const { content } = config;
  const faults = faultsIn(content.rules ?? {}, ["rules"], config, rules);
  const inOverrides = (content.overrides ?? []).flatMap((override, index) => [
    ...faultsIn(override.rules, ["overrides", index, "rules"], config, rules),
    ...patternFaults(override.paths ?? [], ["overrides", index, "paths"], config),
  ]);
  return [...patternFaults(content.ignore ?? [], ["ignore"], config), ...faults, ...inOverrides];
}

function patternFaults(patterns: readonly string[], path: readonly Step[], config: ConfigDocument): readonly ConfigFault[] {
  return patterns.flatMap((pattern, index) => (isBounded(pattern) ? [] : [faultAt(config.at([...path, index], "value"), "a pattern can hold `**/` at most twice")]));
}

function faultsIn(written: WrittenRules, path: readonly Step[], config: ConfigDocument, rules: readonly Rule[]): readonly ConfigFault[] {
  return Object.entries(written).flatMap(([id, setting]) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined) return [faultAt(config.at([...path, id], "key"), unknownRule(id, rules))];
    return typeof setting === "string" ? [] : parameterFaults(setting, rule, [...path, id], config);
  });
}

/** The sentence for a rule that does not exist. */
export function unknownRule(id: string, rules: readonly Rule[]): string {
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  return `there is no rule ${JSON.stringify(id)}${near === undefined ? `; the rules are ${ids.join(", ")}` : ` (did you mean ${JSON.stringify(near)}?)`}`;
}

function parameterFaults(setting: Readonly<Record<string, string | number>>, rule: Rule, path: readonly Step[], config: ConfigDocument): readonly ConfigFault[] {
  const parameters = rule.parameters ?? {};
  const known = ["severity", ...Object.keys(parameters)];
  return Object.entries(setting).flatMap(([name, value]) => {
    if (name === "severity") return [];
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (parameter === undefined) {
      const near = nearest(name, known);
      return [faultAt(config.at([...path, name], "key"), `${rule.id} has no ${JSON.stringify(name)}${near === undefined ? `; it has ${known.join(", ")}` : ` (did you mean ${JSON.stringify(near)}?)`}`)];
    }
    if (typeof value === "number" && value >= parameter.minimum && value <= parameter.maximum) return [];
    return [faultAt(config.at([...path, name], "value"), `${name} must be between ${parameter.minimum} and ${parameter.maximum}`)];
  });
}
