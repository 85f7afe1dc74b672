import type { Presence } from "../../model/resource.ts";
import { settingNames, spelling, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Body } from "../../syntax/hcl/ast.ts";
import { nestedBlocks, unreadable, valueOf } from "./blocks.ts";
import { afterApply } from "./equality.ts";
import { trailOf, type Scope, type Value, type Evaluate } from "./value.ts";

export interface Written {
  readonly block: Presence;
  readonly settings: Readonly<Record<SettingName, Setting>>;
}

type Named = Readonly<Partial<Record<SettingName, Setting>>>;

/** Every setting absent at a place, but those that are given. */
export function withSettings(at: Place, given: Named): Readonly<Record<SettingName, Setting>> {
  const absent = (name: SettingName): Setting => given[name] ?? { state: "absent", at };
  return Object.fromEntries(settingNames.map((name) => [name, absent(name)])) as Record<SettingName, Setting>;
}

/** The options of a `metadata_options` block (static or dynamic), read from a resource whose header is `at`. */
export function settingsOfBlock(body: Body, names: readonly SettingName[], at: Place, scope: Scope, evaluate: Evaluate): Written {
  const { blocks, undecided } = nestedBlocks(body, "metadata_options", scope, evaluate);
  const [first] = blocks;
  if (first !== undefined) {
    return { block: { state: "present", at: first.at }, settings: withSettings(first.at, settingsOfBody(first.body, names, first.at, first.scope, evaluate)) };
  }
  if (undecided === undefined) return { block: { state: "absent", at }, settings: withSettings(at, {}) };
  const { why, trail } = undecided;
  // What a syntax error took away would have stood somewhere in the resource.
  const place = body.incomplete === true ? at : undecided.at;
  const doubt = names.map((name) => [name, { state: "unknown", why, at: place, trail }] as const);
  return { block: { ...undecided, at: place }, settings: withSettings(place, Object.fromEntries(doubt)) };
}

/** Options that are plain arguments of a body. */
export function settingsOfBody(body: Body, names: readonly SettingName[], at: Place, scope: Scope, evaluate: Evaluate): Named {
  const settings: Partial<Record<SettingName, Setting>> = {};
  for (const name of names) {
    const { value, written } = valueOf(body, spelling("terraform", name), scope, at, evaluate);
    if (written === undefined && body.incomplete === true) {
      settings[name] = { state: "unknown", why: unreadable, at, trail: [] };
      continue;
    }
    settings[name] = toSetting(value, written === undefined ? at : { source: scope.source, span: written.span });
  }
  return settings;
}

/** A value as a setting at a place; null is unset, as Terraform has it. */
export function toSetting(value: Value, at: Place): Setting {
  const trail = trailOf(value.origin);
  switch (value.kind) {
    case "scalar":
      return value.value === null ? { state: "absent", at } : { state: "known", value: value.value, at, trail };
    case "reference":
      return { state: "unknown", why: afterApply(value.address, value.path), at, trail };
    case "unknown":
      return value.oneOf === undefined ? { state: "unknown", why: value.why, at, trail } : { state: "unknown", why: value.why, oneOf: value.oneOf, at, trail };
    case "list":
    case "map":
      return { state: "unknown", why: "it is a collection, where a single value belongs", at, trail };
  }
}
