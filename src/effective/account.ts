import type { AccountDefaultFact, EffectiveResource, EffectiveSetting, Facts } from "../model/effective.ts";
import type { Placement, Resource } from "../model/resource.ts";
import { launchSettings, settingNames, type Scalar, type Setting, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { sent } from "./sent.ts";

/** The account defaults that apply in one placement: declared in the code, or told by the user. */
export interface AccountDefaults {
  readonly at: Place;
  /** "aws_ec2_instance_metadata_defaults.this", or "the configuration". */
  readonly says: string;
  readonly declared: Resource | undefined;
  /** What it prefers; `absent` where it has no preference. */
  readonly preferences: Readonly<Record<SettingName, Setting>>;
}

/**
 * The defaults declared for the same account and Region win over what the user told, because they will be applied; what a declaration leaves as
 * it is in the account may have been told.
 */
export function accountDefaults(resources: readonly Resource[], placement: Placement, facts: Facts): AccountDefaults | undefined {
  const declared = declaredDefaults(resources, placement);
  const fact = (placement.region === undefined ? undefined : facts.accountDefaults[placement.region]) ?? facts.accountDefaults["*"];
  const told = fact === undefined ? undefined : fromFact(fact);
  if (declared === undefined || told === undefined) return declared ?? told;
  return { ...declared, preferences: mapSettings((name) => (isLeftAlone(declared, name) ? told.preferences[name] : declared.preferences[name])) };
}

/** Whether a declaration leaves an option as it is in the account. */
function isLeftAlone({ declared, preferences }: AccountDefaults, name: SettingName): boolean {
  if (declared === undefined || clearsTheRest(declared) || preferences[name].state !== "absent") return false;
  return declared.scenarios.every(({ settings }) => settings[name].state === "absent");
}

/** Terraform sends every option, as `no-preference` where none is written; a call of the API leaves the others alone. */
function clearsTheRest({ type }: Resource): boolean {
  return type === "aws_ec2_instance_metadata_defaults";
}

function declaredDefaults(resources: readonly Resource[], placement: Placement): AccountDefaults | undefined {
  const declared = resources.filter((resource) => resource.kind === "account-defaults" && isSameAccount(resource.placement, placement));
  const here = declared.filter((resource) => isSamePlace(resource.placement, placement));
  const [first, ...others] = here;
  if (first !== undefined) return others.length === 0 ? fromResource(first) : fromSeveral(first, others);
  const doubtful = declared.find((resource) => mayBeSamePlace(resource.placement, placement));
  return doubtful && inDoubt(doubtful, `it is not known whether ${doubtful.address} is for the same Region${regionReason(doubtful.placement, placement)}`);
}

function isSameAccount(a: Placement, b: Placement): boolean {
  return (a.account ?? "") === (b.account ?? "");
}

/** Known Regions decide; where neither is written, the provider configuration does. */
function isSamePlace(a: Placement, b: Placement): boolean {
  if (a.regionUnknown !== undefined || b.regionUnknown !== undefined) return false;
  if (a.region !== undefined || b.region !== undefined) return a.region === b.region;
  return a.provider === b.provider;
}

/** An unknown Region may be any; one that is written beside none may be the one that the environment gives the same configuration. */
function mayBeSamePlace(a: Placement, b: Placement): boolean {
  if (a.regionUnknown !== undefined || b.regionUnknown !== undefined) return true;
  return a.provider === b.provider && (a.region === undefined) !== (b.region === undefined);
}

function regionReason(a: Placement, b: Placement): string {
  const why = a.regionUnknown ?? b.regionUnknown;
  return why === undefined ? "" : ` (${why})`;
}

export function samePlacement(a: Placement, b: Placement): boolean {
  return isSameAccount(a, b) && (isSamePlace(a, b) || (a.regionUnknown !== undefined && a.regionUnknown === b.regionUnknown && a.provider === b.provider));
}

function fromResource(declared: Resource): AccountDefaults | undefined {
  const [scenario, ...others] = declared.scenarios;
  if (scenario === undefined) return undefined;
  const always = scenario.when.find((assumption) => others.every(({ when }) => when.some(({ condition, holds }) => condition === assumption.condition && holds === assumption.holds)));
  if (always !== undefined) return inDoubt(declared, `it is not known whether ${always.condition}`);
  const all = declared.scenarios.map((each) => mapSettings((name) => preference(sent(declared, each).settings[name])));
  return { at: declared.at, says: declared.address, declared, preferences: mapSettings((name) => inEveryScenario(all.map((each) => each[name]), declared)) };
}

/** What is the same in every scenario, or what it may be. */
function inEveryScenario(settings: readonly Setting[], declared: Resource): Setting {
  const [first, ...others] = settings;
  if (first === undefined) return { state: "absent", at: declared.at };
  if (others.every((each) => isSame(each, first))) return first;
  const conditions = [...new Set(declared.scenarios.flatMap(({ when }) => when.map(({ condition }) => condition)))];
  const values = settings.flatMap((each) => (each.state === "known" ? [each.value] : []));
  const why = `${declared.address} depends on ${conditions.join(" and ")}`;
  const doubt = { state: "unknown", why, at: first.at, trail: [] } as const;
  return values.length === settings.length ? { ...doubt, oneOf: [...new Set(values)] } : doubt;
}

function isSame(a: Setting, b: Setting): boolean {
  return a.state === b.state && (a.state !== "known" || b.state !== "known" || a.value === b.value);
}

/** Each of several declarations clears what the other has set, in an order that nobody knows. */
function fromSeveral(first: Resource, others: readonly Resource[]): AccountDefaults | undefined {
  const all = [first, ...others].map(fromResource).filter((defaults) => defaults !== undefined);
  const why = `${[first, ...others].map((each) => each.address).join(" and ")} are both for this Region`;
  const agreed = (name: SettingName): Setting => {
    const settings = all.map((defaults) => defaults.preferences[name]);
    const [one] = settings;
    return one !== undefined && settings.every((each) => isSame(each, one)) ? one : { state: "unknown", why, at: first.at, trail: [] };
  };
  return { at: first.at, says: first.address, declared: first, preferences: mapSettings(agreed) };
}

function inDoubt(declared: Resource, why: string): AccountDefaults {
  const doubtful: readonly SettingName[] = launchSettings;
  const preferences = mapSettings((name): Setting => (doubtful.includes(name) ? { state: "unknown", why, at: declared.at, trail: [] } : { state: "absent", at: declared.at }));
  return { at: declared.at, says: declared.address, declared, preferences };
}

function fromFact(fact: AccountDefaultFact): AccountDefaults {
  const { at, ...options } = fact;
  const values: Readonly<Partial<Record<SettingName, Scalar>>> = options;
  const told = (name: SettingName): Setting => {
    const value = values[name];
    return value === undefined ? { state: "absent", at } : preference({ state: "known", value, at, trail: [] });
  };
  return { at, says: "the configuration", declared: undefined, preferences: mapSettings(told) };
}

/** `no-preference` and -1 are AWS's words for "ask the next layer". */
function preference(setting: Setting): Setting {
  if (setting.state !== "known") return setting;
  const none = setting.value === "no-preference" || Number(setting.value) === -1;
  return none ? { state: "absent", at: setting.at } : setting;
}

function mapSettings<T>(of: (name: SettingName) => T): Readonly<Record<SettingName, T>> {
  return Object.fromEntries(settingNames.map((name) => [name, of(name)])) as Record<SettingName, T>;
}

/**
 * One `account` per provider configuration and Region in which the root module launches machines. Its settings are what is
 * declared for it: `no-preference` for what a declared resource omits (the provider sends that, which clears the option), absent
 * with layer `aws-default` where nothing is declared.
 */
export function accounts(resources: readonly Resource[], facts: Facts): readonly EffectiveResource[] {
  // A template by itself is launched from elsewhere, with the account's defaults for what it leaves out.
  const launching = [...resources.filter(launches), ...resources.filter(({ kind }) => kind === "launch-template")];
  const found: { placement: Placement; first: Resource }[] = [];
  for (const resource of launching) {
    if (!found.some((account) => samePlacement(account.placement, resource.placement))) found.push({ placement: resource.placement, first: resource });
  }
  return found.flatMap(({ placement, first }) => {
    const defaults = accountDefaults(resources, placement, facts);
    return isJudged(first, defaults) ? [account(defaults, placement, first)] : [];
  });
}

function launches({ kind }: Resource): boolean {
  return kind === "instance" || kind === "launcher";
}

/** CloudFormation has no type for account defaults: of an account is spoken only where something says what its tokens are. */
function isJudged({ format }: Resource, defaults: AccountDefaults | undefined): boolean {
  if (format !== "cloudformation") return true;
  if (defaults === undefined) return false;
  return defaults.preferences.httpTokens.state !== "absent" || (defaults.declared !== undefined && !isLeftAlone(defaults, "httpTokens"));
}

function account(defaults: AccountDefaults | undefined, placement: Placement, first: Resource): EffectiveResource {
  const at = defaults?.declared?.at ?? placement.at ?? first.at;
  const region = placement.region === undefined ? "" : ` in ${placement.region}`;
  const resource: Resource = {
    kind: "account",
    format: first.format,
    type: "provider",
    address: `${first.format === "cloudformation" ? "the account of the stack" : `provider.${placement.provider}`}${region}`,
    at,
    placement,
    names: [],
    scenarios: [],
  };
  const settings = mapSettings((name): EffectiveSetting => accountSetting(defaults, name, at));
  return {
    resource,
    scenarios: [{ when: [], settings }],
    through: [],
    context: [{ at: first.at, note: launches(first) ? `${first.address} launches here` : `${first.address} is there for launches here` }],
  };
}

function accountSetting(defaults: AccountDefaults | undefined, name: SettingName, at: Place): EffectiveSetting {
  if (defaults === undefined || isLeftAlone(defaults, name)) return { state: "absent", at, layer: "aws-default" };
  const setting = defaults.preferences[name];
  if (setting.state !== "absent") return { ...setting, layer: "account-default" };
  const note = noPreference(defaults.declared);
  return { state: "known", value: "no-preference", at: setting.at, trail: [{ at: setting.at, note }], layer: "account-default" };
}

function noPreference(declared: Resource | undefined): string {
  if (declared === undefined) return "the configuration states no preference";
  return clearsTheRest(declared) ? "an omitted argument is sent as no-preference, which clears what the account had" : "the call clears what the account had";
}
