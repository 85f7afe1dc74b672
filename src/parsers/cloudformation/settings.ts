import type { Presence } from "../../model/resource.ts";
import { launchSettings, spelling, type LaunchSettingName, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { member, type Member } from "./member.ts";
import { toSetting, trailOf } from "./value.ts";

/** The options that a MetadataOptions has; none where it is not written. `header` is the logical id. */
export function blockSetting(block: Member, name: SettingName, header: Place): Setting {
  if (block.value.kind === "absent" || !isLaunchSetting(name)) return { state: "absent", at: header };
  const option = spelling("cloudformation", name);
  return toSetting(member(block, option).value, option);
}

function isLaunchSetting(name: SettingName): name is LaunchSettingName {
  return (launchSettings as readonly SettingName[]).includes(name);
}

/** Whether a MetadataOptions is written. */
export function presenceOf({ value, key }: Member, header: Place): Presence {
  switch (value.kind) {
    case "map":
      return { state: "present", at: key };
    case "absent":
      return { state: "absent", at: header };
    case "unknown":
      return { state: "unknown", why: value.why, at: value.at, trail: value.trail };
    case "scalar":
    case "list":
    case "resource":
    case "stored":
      return { state: "unknown", why: "it is not written as a map", at: value.at, trail: trailOf(value) };
  }
}
