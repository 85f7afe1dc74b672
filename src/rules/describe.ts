import type { EffectiveResource, EffectiveScenario, EffectiveSetting } from "../model/effective.ts";
import type { Certainty, Condition, Finding, Note, Severity } from "../model/finding.ts";
import type { Assumption, Resource } from "../model/resource.ts";
import type { Rule } from "../model/rule.ts";
import { spelling, type Format, type Hop, type SettingName } from "../model/setting.ts";
import { locate, locationKey, type Place } from "../model/source.ts";
import type { Case } from "./cases.ts";
import { settingsOf, type Parameters } from "./condition.ts";
import { fixOf, messageOf, type View } from "./message.ts";
import type { Verdict } from "./verdict.ts";
import { assumptionWords, conditionWords, settingWords } from "./words.ts";

/** One rule, violated or perhaps violated by one resource, in the scenarios that the cases name. */
export interface Violation {
  readonly effective: EffectiveResource;
  readonly rule: Rule;
  readonly severity: Severity;
  readonly parameters: Parameters;
  readonly verdict: Exclude<Verdict, "pass">;
  readonly cases: readonly Case[];
  /** Whether every scenario has this verdict. */
  readonly everywhere: boolean;
  /** The scenario that the words and places are taken from. */
  readonly scenario: EffectiveScenario;
}

/** More cases than this are counted instead of listed. */
const casesListed = 3;

/** Writes a violation down as plain data, all but the fingerprint. */
export function describe(violation: Violation): Omit<Finding, "fingerprint"> {
  const { effective, rule, severity, parameters, scenario } = violation;
  const { kind, format, type, address, construct } = effective.resource;
  const view: View = { resource: effective.resource, scenario, parameters, through: effective.through };
  const setting = scenario.settings[rule.at];
  const location = locate(setting.at);
  const said = messageOf(rule, view);
  // What belongs to the story at the very place of the finding (an option that is never sent) belongs into its message.
  const remarks = distinct(effective.context.filter((remark) => remark.setting === undefined || remark.setting === rule.at).map(note));
  const isHere = (one: Note): boolean => locationKey(one.location) === locationKey(location);
  const trail = trailOf(setting, spelling(format, rule.at, type)).map(note);
  return {
    rule: rule.id,
    severity,
    certainty: certaintyOf(violation),
    message: [said, ...remarks.filter(isHere).map(({ text }) => `Here, ${text}.`), ...unnamed(violation, said, format), ...restriction(violation)].join(" "),
    resource: { kind, format, type, address, ...(construct === undefined ? {} : { construct }) },
    location,
    related: distinct([...trail, ...otherInputs(violation), ...remarks, ...(effective.resource.calls ?? []).map(note)].filter((one) => !isHere(one))),
    trail,
    when: conditionsOf(violation),
    fix: [fixOf(rule, view), ...atItsParameter(setting, effective.resource)].join(" "),
  };
}

/** What a finding about other scenarios says of those in which a possible violation may hold: a sentence, and where it is not known. */
export function besides(violation: Violation): { readonly sentence: string; readonly notes: readonly Note[] } {
  const { format, type } = violation.effective.resource;
  const inputs = unknownInputs(violation);
  const [where = "in other cases"] = scenarioClause(violation);
  const reasons = [...new Set(inputs.map(([, input]) => input.why))];
  const notes = inputs.map(([name, input]) => ({ location: locate(input.at), text: `${spelling(format, name, type)} is unknown: ${input.why}` }));
  return { sentence: `Besides, it may hold ${where}: ${reasons.join("; ")}.`, notes: distinct(notes) };
}

function certaintyOf({ verdict, everywhere }: Violation): Certainty {
  if (verdict === "unknown") return "possible";
  return verdict === "fail" && everywhere ? "definite" : "conditional";
}

/** The first case's assumptions, and the guard that must not hold. */
function conditionsOf(violation: Violation): readonly Condition[] {
  const { effective, rule, parameters, verdict, cases } = violation;
  const assumed = plain(cases[0]?.when ?? []);
  if (rule.unless === undefined || verdict !== "guarded") return assumed;
  return [...assumed, { condition: conditionWords(rule.unless, effective.resource.format, parameters), holds: false }];
}

function plain(assumptions: readonly Assumption[]): readonly Condition[] {
  return assumptions.map(({ condition, holds }) => ({ condition, holds }));
}

/** The sentence that says where the finding holds, when it does not hold everywhere. */
function restriction(violation: Violation): readonly string[] {
  const clauses = [...scenarioClause(violation), ...guardClause(violation)];
  if (clauses.length === 0) return [];
  return [`This ${violation.verdict === "unknown" ? "may hold" : "holds"} ${clauses.join(", ")}.`];
}

function scenarioClause({ cases }: Violation): readonly string[] {
  const named = cases.filter((one) => one.when.length > 0).map((one) => `when ${assumptionWords(plain(one.when))}`);
  if (named.length === 0) return [];
  const more = named.length - casesListed;
  return [[...named.slice(0, casesListed), ...(more > 0 ? [`in ${more} more ${more === 1 ? "case" : "cases"}`] : [])].join(", or ")];
}

function guardClause(violation: Violation): readonly string[] {
  const { effective, rule, parameters, verdict } = violation;
  if (verdict !== "guarded" || rule.unless === undefined) return [];
  const reasons = new Set(unknownInputs(violation).map(([, input]) => input.why));
  return [`unless ${conditionWords(rule.unless, effective.resource.format, parameters)} (${[...reasons].join("; ")})`];
}

/** Names the unknown inputs of a possible finding that the rule's own text has not named. */
function unnamed(violation: Violation, said: string, format: Format): readonly string[] {
  if (violation.verdict !== "unknown") return [];
  return unknownInputs(violation)
    .filter(([, input]) => !said.includes(input.why))
    .map(([name, input]) => `${spelling(format, name)} is unknown: ${input.why}.`);
}

type UnknownSetting = Extract<EffectiveSetting, { state: "unknown" }>;

/** The unknown settings on which the verdict hangs: of the condition, or of the guard. */
function unknownInputs({ rule, scenario, verdict }: Violation): readonly (readonly [SettingName, UnknownSetting])[] {
  if (verdict === "fail") return [];
  const asked = verdict === "guarded" && rule.unless !== undefined ? rule.unless : rule.when;
  return settingsOf(asked).flatMap((name) => {
    const setting = scenario.settings[name];
    return setting.state === "unknown" ? [[name, setting] as const] : [];
  });
}

/** Where the unknown inputs are that the primary location does not show. */
function otherInputs(violation: Violation): readonly Note[] {
  const { effective, rule } = violation;
  return unknownInputs(violation)
    .filter(([name]) => name !== rule.at)
    .map(([name, input]) => ({ location: locate(input.at), text: `${spelling(effective.resource.format, name)} is unknown: ${input.why}` }));
}

/** The way of the decisive value, down to the place where it takes effect; nothing where nobody wrote a value. */
function trailOf(setting: EffectiveSetting, name: string): readonly Hop[] {
  if (setting.state === "absent" || setting.layer === "aws-default") return [];
  const last = setting.trail.at(-1);
  if (last !== undefined && locationKey(locate(last.at)) === locationKey(locate(setting.at))) return setting.trail;
  return [...setting.trail, { at: setting.at, note: `${name} is ${settingWords(setting)} here` }];
}

const byParameter = /^(?:(default) of )?parameter (\w+)(?: is .*)?$/s;

/** Where the value is nothing but that of a parameter of the template, the fault is at the parameter. */
function atItsParameter(setting: EffectiveSetting, { format, kind }: Resource): readonly string[] {
  if (format !== "cloudformation" || setting.state !== "known" || setting.layer !== "launch") return [];
  const [hop, ...others] = setting.trail;
  // A service's switch adds what its word means.
  const [, isDefault, name] = hop === undefined || others.length > (kind === "service" ? 1 : 0) ? [] : (byParameter.exec(hop.note) ?? []);
  if (name === undefined) return [];
  const what = isDefault === undefined ? "one of the `AllowedValues`" : "the `Default`";
  return [`The value is ${what} of parameter ${name}: mended there, with no weak value left among its \`AllowedValues\`, it is mended for all that refer to it.`];
}

function note(hop: { readonly at: Place; readonly note: string }): Note {
  return { location: locate(hop.at), text: hop.note };
}

function distinct(notes: readonly Note[]): readonly Note[] {
  return [...new Map(notes.map((one) => [`${locationKey(one.location)}\n${one.text}`, one])).values()];
}
