import type { EffectiveResource, EffectiveScenario } from "../model/effective.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import { launchSettings, type SettingName } from "../model/setting.ts";
import { casesOf } from "./cases.ts";
import type { Parameters } from "./condition.ts";
import { besides, describe, type Violation } from "./describe.ts";
import { fingerprinted } from "./fingerprint.ts";
import { fold, type Draft } from "./fold.ts";
import { strongest, verdictOf } from "./verdict.ts";

/** What the user's configuration says of one rule for one resource. Parameters left out keep the rule's default. */
export interface RuleChoice {
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly parameters: Readonly<Record<string, number>>;
}

export interface Evaluation {
  /** Sorted by path, position, rule and address. */
  readonly findings: readonly Finding[];
  /** One per resource and enabled rule that looks at its kind, before folding; `unknown` are the possible findings. */
  readonly verdicts: { readonly pass: number; readonly fail: number; readonly unknown: number };
}

/**
 * Checks every resource of one scope against every rule. A resource is violated in some scenarios or all (`conditional`,
 * `definite`), or hangs on an unknown (`possible`); what a consumer only inherits is reported once, at its launch template.
 */
export function evaluate(resources: readonly EffectiveResource[], rules: readonly Rule[], choose: (rule: Rule, resource: Resource) => RuleChoice): Evaluation {
  const drafts: Draft[] = [];
  const verdicts = { pass: 0, fail: 0, unknown: 0 };
  for (const effective of resources) {
    for (const rule of rules) {
      if (!rule.kinds.includes(effective.resource.kind) || isElsewhere(rule, effective)) continue;
      const choice = choose(rule, effective.resource);
      if (!choice.enabled) continue;
      const draft = check(effective, rule, choice);
      verdicts[tally(draft)]++;
      if (draft !== undefined) drafts.push(draft);
    }
  }
  return { findings: fingerprinted(fold(drafts).map((draft) => draft.finding)), verdicts };
}

/** Of an option that a managed service does not let its user choose, no rule says anything. */
function isElsewhere({ at }: Rule, { resource, scenarios }: EffectiveResource): boolean {
  const isOption = (launchSettings as readonly SettingName[]).includes(at);
  return resource.kind === "service" && isOption && scenarios.every(({ settings }) => settings[at].state === "absent");
}

function tally(draft: Draft | undefined): "pass" | "fail" | "unknown" {
  if (draft === undefined) return "pass";
  return draft.finding.certainty === "possible" ? "unknown" : "fail";
}

function check(effective: EffectiveResource, rule: Rule, choice: RuleChoice): Draft | undefined {
  const parameters = parametersOf(rule, choice);
  const judged = effective.scenarios.map((scenario) => ({ scenario, verdict: verdictOf(rule, scenario, parameters) }));
  const drafted = (verdict: Violation["verdict"]): Draft | undefined => {
    const wanted = new Set(judged.filter((one) => one.verdict === verdict).map((one) => one.scenario));
    const cases = casesOf(effective.scenarios, wanted);
    const [first] = cases;
    if (first === undefined) return undefined;
    const scenario = mostCautious(first.scenario, wanted, rule.at);
    const violation: Violation = { effective, rule, severity: choice.severity, parameters, verdict, cases, everywhere: wanted.size === effective.scenarios.length, scenario };
    const through = Array.from(wanted, (one) => one.through ?? effective.through);
    return { finding: describe(violation), effective, layer: scenario.settings[rule.at].layer, through, besides: () => besides(violation) };
  };
  const verdict = strongest(judged.map((one) => one.verdict));
  if (verdict === "pass") return undefined;
  const found = drafted(verdict);
  // What is certain in one scenario says nothing of another one, of which nothing is known.
  const open = verdict === "unknown" ? undefined : drafted("unknown");
  return found === undefined || open === undefined ? found : { ...found, open };
}

/** The scenario to speak of: where an image that nobody knows may still require tokens in some of them, the words must not rule it out. */
function mostCautious(first: EffectiveScenario, wanted: ReadonlySet<EffectiveScenario>, at: SettingName): EffectiveScenario {
  const { layer } = first.settings[at];
  if (layer !== "aws-default" || first.settings.imdsSupport.state === "unknown") return first;
  return [...wanted].find(({ settings }) => settings[at].layer === layer && settings.imdsSupport.state === "unknown") ?? first;
}

function parametersOf(rule: Rule, choice: RuleChoice): Parameters {
  return Object.fromEntries(Object.entries(rule.parameters ?? {}).map(([name, parameter]) => [name, choice.parameters[name] ?? parameter.default]));
}
