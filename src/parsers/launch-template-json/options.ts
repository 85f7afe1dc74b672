import type { DataEntry, DataMap } from "../../syntax/data.ts";
import type { Presence, StrayOption } from "../../model/resource.ts";
import { launchSettings, settingNames, spelling, type LaunchSettingName, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";
import { placeOf, settingOf, written } from "./values.ts";

export type Settings = Readonly<Record<SettingName, Setting>>;

/** The options of a document: whether their block is written, and each setting. */
export interface Options {
  readonly block: Presence;
  readonly settings: Settings;
  readonly strayOptions?: readonly StrayOption[];
}

/** What it means that an option is not written: nothing (`undefined`), or that it comes from somewhere we cannot see. */
export type Silence = string | undefined;

/** All settings absent at one place, some replaced. */
export function settingsAt(at: Place, known: Readonly<Partial<Record<SettingName, Setting>>> = {}): Settings {
  return Object.fromEntries(settingNames.map((name) => [name, known[name] ?? { state: "absent", at }])) as Record<SettingName, Setting>;
}

/** No options at all, because this document has no place for them (spot requests) or nobody wrote any. */
export function noOptions(at: Place, silence?: Silence, names: readonly LaunchSettingName[] = launchSettings): Options {
  const settings = Object.fromEntries(names.map((name) => [name, missing(at, silence)]));
  return { block: { state: "absent", at }, settings: settingsAt(at, settings) };
}

/**
 * The options in the `MetadataOptions` of a map.
 *
 * @param owner where the block would be written
 * @param silence why an option that is not written is unknown; undefined when it is simply absent
 * @param names the options that the API has here: launch configurations and fleet overrides have three
 */
export function blockOptions(source: Source, map: DataMap, owner: Place, silence?: Silence, names: readonly LaunchSettingName[] = launchSettings): Options {
  const entry = written(map, "MetadataOptions");
  if (entry === undefined) return noOptions(owner, silence, names);
  const at = placeOf(source, entry.keySpan);
  if (entry.value.kind !== "map") return unreadable(source, entry, names);
  return { block: { state: "present", at }, settings: plainOptions(source, entry.value, at, silence, names), strayOptions: strayOptions(source, entry.value, names) };
}

/** Keys that the API does not have; `State` stands in what it prints. */
function strayOptions(source: Source, map: DataMap, names: readonly LaunchSettingName[]): readonly StrayOption[] {
  const known = names.map((name) => spelling("launch-template-json", name));
  const strays = [...map.entries.values()].filter(({ key }) => key !== "State" && !known.includes(key));
  return strays.map(({ key, keySpan }) => ({ key, at: placeOf(source, keySpan), known }));
}

/** The options that are members of this very map. */
export function plainOptions(source: Source, map: DataMap, at: Place, silence: Silence, names: readonly SettingName[]): Settings {
  const settings: Partial<Record<SettingName, Setting>> = {};
  for (const name of names) {
    const entry = written(map, spelling("launch-template-json", name));
    settings[name] = entry === undefined ? missing(at, silence) : settingOf(source, entry);
  }
  return settingsAt(at, settings);
}

/** An expression or a text where the block should be: nothing is known of any option. */
function unreadable(source: Source, entry: DataEntry, names: readonly LaunchSettingName[]): Options {
  const at = placeOf(source, entry.value.span);
  const why = "MetadataOptions is not an object";
  const settings = Object.fromEntries(names.map((name) => [name, missing(at, why)]));
  return { block: { state: "unknown", why, at, trail: [] }, settings: settingsAt(at, settings) };
}

function missing(at: Place, silence: Silence): Setting {
  return silence === undefined ? { state: "absent", at } : { state: "unknown", why: silence, at, trail: [] };
}
