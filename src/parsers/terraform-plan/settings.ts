import type { Presence } from "../../model/resource.ts";
import { settingNames, spelling, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { scalarAt } from "../../syntax/json/skim.ts";
import type { PlannedCode } from "../parser.ts";
import { argumentOf, blocksOf, type Argument, type Planned } from "./known.ts";
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

/** What the plan shows of the code, and what of it is secret: see `PlannedCode`. */
export function codeOf(type: PlannedType, resource: Planned): PlannedCode {
  const holder = type.block === undefined ? resource : blocksOf(resource, type.block)[0];
  const which = (test: (key: string) => boolean): ReadonlySet<SettingName> => new Set(type.settings.filter((name) => test(spelling("terraform", name))));
  if (holder === undefined) return { written: new Set(), secret: which(() => resource.isSecret) };
  return { written: which((key) => holder.code?.has(key) === true), secret: which((key) => isSecret(holder, key)) };
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
  const found = openArgument(planned, key, plan);
  switch (found.state) {
    case "known":
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: planned.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

/** An argument whose value may be shown. */
export function openArgument(planned: Planned, key: string, plan: Plan): Argument {
  const found = argumentOf(planned, key, plan);
  if (found.state !== "known" || !isSecret(planned, key) || isPublic(found.value)) return found;
  return { state: "unknown", why: `${key} is marked as sensitive, and its value is none that is known`, origins: [], at: found.at };
}

/** Plans hold sensitive values in clear text; they are for nobody's eyes. */
export function isSecret(planned: Planned, key: string): boolean {
  return planned.isSecret || scalarAt(planned.sensitive.get(key)) === true;
}

/** The words and numbers of the API are no secret, whoever passed them. */
function isPublic(value: string | number | boolean): boolean {
  if (typeof value === "number") return value >= -1 && value <= 64;
  return typeof value === "boolean" || ["required", "optional", "enabled", "disabled", "no-preference", "v2.0", "$Latest", "$Default"].includes(value);
}

function all(at: Place, given: Readonly<Partial<Record<SettingName, Setting>>>): Readonly<Record<SettingName, Setting>> {
  return Object.fromEntries(settingNames.map((name) => [name, given[name] ?? { state: "absent", at }])) as Record<SettingName, Setting>;
}
