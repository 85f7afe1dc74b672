import type { Remark } from "../model/effective.ts";
import type { Link, Scenario } from "../model/resource.ts";
import { spelling, type LaunchSettingName, type Setting, type SettingName } from "../model/setting.ts";

export type Settings = Readonly<Record<SettingName, Setting>>;

/** An option that is written and not sent; `setting` when it is one of the model. */
export interface Dropped extends Remark {
  readonly option: string;
}

export type Doubtful = Extract<Setting, { state: "unknown" }>;

/** What reaches AWS of one scenario, and what was written in vain. */
export interface Sent {
  readonly settings: Settings;
  readonly links: readonly Link[];
  /** In the order in which it is written. */
  readonly dropped: readonly Dropped[];
  /** Written options of which it cannot be told whether they are sent. */
  readonly doubtful: readonly Doubtful[];
  /** Options that are sent although nobody wrote them. */
  readonly implied: readonly LaunchSettingName[];
}

/** Everything is sent as it is written. */
export function asWritten({ settings, links }: Scenario): Sent {
  return { settings, links, dropped: [], doubtful: [], implied: [] };
}

/** An option that is not sent; `why` goes on from "http_tokens is ". */
export function droppedOption(name: LaunchSettingName, settings: Settings, why: string): Dropped {
  const option = spelling("terraform", name);
  return { option, at: settings[name].at, note: `${option} is ${why}`, setting: name };
}

/** An option that is sent under a condition of which nothing is known. */
export function doubtfulOption(setting: Exclude<Setting, { state: "absent" }>, why: string): Doubtful {
  return { state: "unknown", why, at: setting.at, trail: setting.trail };
}

/** The order in which options are written. */
export function inOrder(dropped: readonly Dropped[]): readonly Dropped[] {
  return [...dropped].sort((a, b) => a.at.span.start - b.at.span.start);
}
