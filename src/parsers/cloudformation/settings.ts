import type { Presence, Scenario } from "../../model/resource.ts";
import { launchSettings, settingNames, spelling, type LaunchSettingName, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { member, type Member } from "./member.ts";
import { toSetting, type Value } from "./value.ts";

/** Whether MetadataOptions is written, and what is written in it; `header` is the logical id. */
export function blockSettings(block: Member, header: Place): Pick<Scenario, "block" | "settings"> {
  const presence = presenceOf(block.value, block.key, header);
  // A whole block under Fn::If is shown at its key: the span of the expression would cover every branch.
  const open: Member = block.value.kind === "choice" ? { ...block, value: { ...block.value, at: block.key } } : block;
  const { settings } = noSettings(header);
  if (presence.state === "absent") return { block: presence, settings };
  const written = Object.fromEntries(launchSettings.map((name) => [name, settingOf(open, spelling("cloudformation", name))])) as Record<LaunchSettingName, Setting>;
  return { block: presence, settings: { ...settings, ...written } };
}

/** The settings of a type that has none of its own. */
export function noSettings(header: Place): Pick<Scenario, "block" | "settings"> {
  const settings = Object.fromEntries(settingNames.map((name): [SettingName, Setting] => [name, { state: "absent", at: header }])) as Record<SettingName, Setting>;
  return { block: { state: "present", at: header }, settings };
}

function settingOf(block: Member, name: string): Setting {
  return toSetting(member(block, name).value, name);
}

function presenceOf(value: Value, key: Place, header: Place): Presence {
  switch (value.kind) {
    case "map":
      return { state: "present", at: key };
    case "absent":
      return { state: "absent", at: header };
    case "choice": {
      const then = presenceOf(value.then, key, header);
      const otherwise = presenceOf(value.otherwise, key, header);
      return then.state === otherwise.state ? then : { state: "unknown", why: `condition ${value.condition} decides it`, at: key, trail: value.trail };
    }
    case "unknown":
      return { state: "unknown", why: value.why, at: value.at, trail: value.trail };
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return { state: "unknown", why: "it is not written as a map", at: value.at, trail: [] };
  }
}
