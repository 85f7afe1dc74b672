import type { Presence } from "../../model/resource.ts";
import { settingNames, spelling, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { scalarAt } from "../../syntax/json/skim.ts";
import { argumentOf, blocksOf, type Planned } from "./known.ts";
import type { Plan } from "./references.ts";
import type { PlannedType } from "./types.ts";

export interface Written {
  readonly block: Presence;
  readonly settings: Readonly<Record<SettingName, Setting>>;
}

/** The settings of a resource: of its options block, or of its own arguments. */
export function settingsOf(type: PlannedType, resource: Planned, plan: Plan): Written {
  if (type.block === undefined) {
    const own = read(type.settings, type.kind === "account-defaults" ? withoutFilledIn(resource) : resource, plan);
    const origin: Setting | undefined = type.origin && { state: "known", value: type.origin, at: resource.at, trail: [] };
    const state = type.settings.length === 0 && origin === undefined ? "absent" : "present";
    return { block: { state, at: resource.at }, settings: all(resource.at, origin === undefined ? own : { ...own, imageOrigin: origin }) };
  }
  const [first] = blocksOf(resource, type.block);
  if (first !== undefined) return { block: { state: "present", at: first.at }, settings: all(first.at, read(type.settings, first, plan)) };
  return { block: { state: "absent", at: resource.at }, settings: all(resource.at, {}) };
}

/** The provider fills in `no-preference` and -1 for what nobody wrote; nothing here is computed, so the code tells. */
function withoutFilledIn(resource: Planned): Planned {
  const { code } = resource;
  if (code === undefined) return resource;
  return { ...resource, values: new Map([...resource.values].filter(([name]) => code.has(name))) };
}

function read(names: readonly SettingName[], planned: Planned, plan: Plan): Partial<Record<SettingName, Setting>> {
  return Object.fromEntries(names.map((name) => [name, settingOf(planned, name, plan)]));
}

function settingOf(planned: Planned, name: SettingName, plan: Plan): Setting {
  const key = spelling("terraform", name);
  const found = argumentOf(planned, key, plan);
  switch (found.state) {
    case "known":
      if (isSecret(planned, key) && !isPublic(found.value)) return { state: "unknown", why: `${key} is marked as sensitive, and its value is none that is known`, at: found.at, trail: [] };
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: planned.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

/** Plans hold sensitive values in clear text; they are for nobody's eyes. */
export function isSecret(planned: Planned, key: string): boolean {
  return scalarAt(planned.sensitive.get(key)) === true;
}

/** The words and numbers of the API are no secret, whoever passed them. */
function isPublic(value: string | number | boolean): boolean {
  return typeof value !== "string" || ["required", "optional", "enabled", "disabled", "no-preference", "v2.0"].includes(value);
}

function all(at: Place, given: Readonly<Partial<Record<SettingName, Setting>>>): Readonly<Record<SettingName, Setting>> {
  return Object.fromEntries(settingNames.map((name) => [name, given[name] ?? { state: "absent", at }])) as Record<SettingName, Setting>;
}
