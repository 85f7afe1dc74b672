import type { AccountDefaultFact, EffectiveResource, EffectiveSetting, Facts } from "../model/effective.ts";
import type { Placement, Resource } from "../model/resource.ts";
import { settingNames, type Scalar, type Setting, type SettingName } from "../model/setting.ts";
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

/** The defaults declared for the same provider configuration and Region win over what the user told, because they will be applied. */
export function accountDefaults(resources: readonly Resource[], placement: Placement, facts: Facts): AccountDefaults | undefined {
  const declared = resources.find((resource) => resource.kind === "account-defaults" && samePlacement(resource.placement, placement));
  if (declared !== undefined) return fromResource(declared);
  const fact = (placement.region === undefined ? undefined : facts.accountDefaults[placement.region]) ?? facts.accountDefaults["*"];
  return fact === undefined ? undefined : fromFact(fact);
}

export function samePlacement(a: Placement, b: Placement): boolean {
  return a.provider === b.provider && a.region === b.region;
}

function fromResource(declared: Resource): AccountDefaults | undefined {
  const scenario = declared.scenarios[0];
  if (scenario === undefined) return undefined;
  const { settings } = sent(declared, scenario);
  return { at: declared.at, says: declared.address, declared, preferences: mapSettings((name) => preference(settings[name])) };
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
  const launching = resources.filter((resource) => resource.kind === "instance" || resource.kind === "launcher");
  const found: { placement: Placement; first: Resource }[] = [];
  for (const resource of launching) {
    if (!found.some((account) => samePlacement(account.placement, resource.placement))) found.push({ placement: resource.placement, first: resource });
  }
  return found.map(({ placement, first }) => account(resources, placement, first, facts));
}

function account(resources: readonly Resource[], placement: Placement, first: Resource, facts: Facts): EffectiveResource {
  const defaults = accountDefaults(resources, placement, facts);
  const at = defaults?.declared?.at ?? placement.at ?? first.at;
  const region = placement.region === undefined ? "" : ` in ${placement.region}`;
  const resource: Resource = {
    kind: "account",
    format: first.format,
    type: "provider",
    address: `provider.${placement.provider}${region}`,
    at,
    placement,
    names: [],
    scenarios: [],
  };
  const settings = mapSettings((name): EffectiveSetting => accountSetting(defaults, defaults?.preferences[name], at));
  return {
    resource,
    scenarios: [{ when: [], settings }],
    through: [],
    context: [{ at: first.at, note: `${first.address} launches here` }],
  };
}

function accountSetting(defaults: AccountDefaults | undefined, setting: Setting | undefined, at: Place): EffectiveSetting {
  if (defaults === undefined || setting === undefined) return { state: "absent", at, layer: "aws-default" };
  if (setting.state !== "absent") return { ...setting, layer: "account-default" };
  const note =
    defaults.declared === undefined ? "the configuration states no preference" : "an omitted argument is sent as no-preference, which clears what the account had";
  return { state: "known", value: "no-preference", at: setting.at, trail: [{ at: setting.at, note }], layer: "account-default" };
}
