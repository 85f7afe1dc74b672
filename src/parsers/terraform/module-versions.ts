import type { Presence } from "../../model/resource.ts";
import { settingNames, type Scalar, type Setting, type SettingName } from "../../model/setting.ts";
import type { FromModule } from "./module-options.ts";
import type { Installed } from "./module-source.ts";
import type { ModuleRange } from "./registry-modules.ts";
import { allowsWithin, parseVersion } from "./versions.ts";

/** The ranges of a module from which a call may install a version. */
export function possibleRanges<T extends Pick<ModuleRange, "from">>(ranges: readonly T[], { range }: Installed): readonly T[] {
  return ranges.filter(({ from }, index) => {
    const next = ranges[index + 1];
    return allowsWithin(range, parseVersion(from) ?? [0, 0, 0], next && parseVersion(next.from));
  });
}

/** What one range makes of a call. */
export interface Outcome {
  readonly from: string;
  readonly made: FromModule;
}

/** What holds whichever of the ranges is installed: options on which they differ are unknown, for the reason that the call leaves the version open. */
export function agreed(outcomes: readonly Outcome[], name: string, installed: Installed): FromModule | undefined {
  const [first] = outcomes;
  if (first === undefined) return undefined;
  if (outcomes.length === 1) return first.made;
  const settings = Object.fromEntries(settingNames.map((setting) => [setting, agreedSetting(setting, first, outcomes, why(installed, name))])) as Record<SettingName, Setting>;
  const differs = outcomes.some(({ made }) => made.block.state !== first.made.block.state);
  const block: Presence = differs ? { state: "unknown", why: why(installed, name), at: first.made.block.at, trail: [] } : first.made.block;
  return { block, settings, unread: first.made.unread.filter(({ key }) => outcomes.every(({ made }) => made.unread.some((other) => other.key === key))) };
}

function agreedSetting(name: SettingName, { made }: Outcome, outcomes: readonly Outcome[], reason: string): Setting {
  const own = made.settings[name];
  const settings = outcomes.map((outcome) => ({ from: outcome.from, setting: outcome.made.settings[name] }));
  if (settings.every(({ setting }) => words(setting) === words(own))) return own;
  const steps = settings.filter(({ setting }, index) => index === 0 || words(setting) !== words(settings[index - 1]?.setting)).map(({ from, setting }) => `${words(setting)} ${from === "0.0.0" ? "at first" : `from ${from} on`}`);
  const unknown: Setting = { state: "unknown", why: `${reason}: ${steps.join(", ")}`, at: own.at, trail: [] };
  const values = settings.map(({ setting }) => possibleValues(setting));
  return values.includes(undefined) ? unknown : { ...unknown, oneOf: [...new Set(values.flatMap((listed) => listed ?? []))] };
}

function possibleValues(setting: Setting): readonly Scalar[] | undefined {
  switch (setting.state) {
    case "known":
      return [setting.value];
    case "unknown":
      return setting.oneOf;
    case "absent":
      return undefined;
  }
}

function why({ words: said }: Installed, name: string): string {
  return `${said} allows versions of ${name} that differ`;
}

function words(setting: Setting | undefined): string {
  switch (setting?.state) {
    case "known":
      return JSON.stringify(setting.value);
    case "unknown":
      return `unknown (${setting.why})`;
    case "absent":
    case undefined:
      return "not set";
  }
}
