import type { EffectiveResource, EffectiveScenario, EffectiveSetting } from "../model/effective.ts";
import type { Note, ResourceReport, SettingReport } from "../model/finding.ts";
import type { Kind } from "../model/resource.ts";
import { derivedTexts, launchSettings, settingNames, spelling, type Format, type SettingName } from "../model/setting.ts";
import { locate, type Place } from "../model/source.ts";
import { casesOf } from "../rules/cases.ts";

const ofAccounts: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/** Derived texts are findings, which are reported as such. */
const all: readonly SettingName[] = settingNames.filter((name) => !(derivedTexts as readonly string[]).includes(name));

/** The settings that a kind of resource can have; the others are left out of its report. */
const applicable: Readonly<Record<Kind, readonly SettingName[]>> = {
  instance: launchSettings,
  "launch-template": launchSettings,
  "launch-configuration": ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"],
  launcher: launchSettings,
  image: ["imdsSupport", "imageOrigin"],
  "account-defaults": ofAccounts,
  account: ofAccounts,
  service: all,
  guardrail: ofAccounts,
  script: all,
};

/** The resource as reports show it: plain data without sources. */
export function describeResource(effective: EffectiveResource): ResourceReport {
  const { kind, format, type, address, construct, at, calls = [] } = effective.resource;
  const scenarios = alikeTogether(effective.scenarios, applicable[kind]).map(({ when, settings }) => ({
    when: when.map(({ condition, holds }) => ({ condition, holds })),
    // A service has the settings that its switch decides: they are never absent.
    settings: Object.fromEntries(
      applicable[kind].filter((name) => kind !== "service" || settings[name].state !== "absent").map((name) => [name, describeSetting(settings[name], name, format)]),
    ),
  }));
  const identity = { kind, format, type, address, ...(construct === undefined ? {} : { construct }), location: locate(at) };
  return calls.length === 0 ? { ...identity, scenarios } : { ...identity, calls: calls.map((hop) => ({ location: locate(hop.at), text: hop.note })), scenarios };
}

/** Scenarios that a report could not tell apart, such as those of different images under explicit options, are one, as far as its assumptions can be said in one breath. */
function alikeTogether(scenarios: readonly EffectiveScenario[], shown: readonly SettingName[]): readonly Pick<EffectiveScenario, "when" | "settings">[] {
  const groups = new Map<string, EffectiveScenario[]>();
  for (const scenario of scenarios) {
    const key = outcomeOf(scenario, shown);
    groups.set(key, [...(groups.get(key) ?? []), scenario]);
  }
  if (groups.size === scenarios.length) return scenarios;
  return scenarios.flatMap((scenario): readonly Pick<EffectiveScenario, "when" | "settings">[] => {
    const group = groups.get(outcomeOf(scenario, shown)) ?? [];
    const cases = group.length < 2 ? [] : casesOf(scenarios, new Set(group));
    const [only] = cases;
    if (only === undefined || cases.length > 1) return [scenario];
    return group[0] === scenario ? [{ when: only.when, settings: scenario.settings }] : [];
  });
}

/** What an option is and who decides it; the ways to it may differ. */
function outcomeOf({ settings }: EffectiveScenario, shown: readonly SettingName[]): string {
  return JSON.stringify(shown.map((name) => {
    const setting = settings[name];
    return [setting.layer, setting.state, setting.state === "known" ? setting.value : setting.state === "unknown" ? [setting.why, setting.oneOf] : "", locate(setting.at).start];
  }));
}

function describeSetting(setting: EffectiveSetting, name: SettingName, format: Format): SettingReport {
  const { layer } = setting;
  switch (setting.state) {
    case "known":
      return { state: "known", value: setting.value, layer, trail: trailOf(setting, setting.trail, `${spelling(format, name)} is set here`) };
    case "absent":
      return { state: "absent", layer, trail: [] };
    case "unknown": {
      const trail = trailOf(setting, setting.trail, `${spelling(format, name)} is set here`);
      return { state: "unknown", why: setting.why, ...(setting.oneOf === undefined ? {} : { oneOf: setting.oneOf }), layer, trail };
    }
  }
}

/** The hops, ending at the place where the value takes effect; what nobody wrote has no place of its own. */
function trailOf(setting: EffectiveSetting, hops: readonly { readonly at: Place; readonly note: string }[], here: string): readonly Note[] {
  const notes = hops.map((hop) => ({ location: locate(hop.at), text: hop.note }));
  if (setting.layer !== "launch" || hops.some((hop) => isSame(hop.at, setting.at))) return notes;
  return [...notes, { location: locate(setting.at), text: here }];
}

function isSame(a: Place, b: Place): boolean {
  return a.source === b.source && a.span.start === b.span.start && a.span.end === b.span.end;
}
