import type { Remark } from "../model/effective.ts";
import type { ProviderVersion, Scenario } from "../model/resource.ts";
import { spelling, type Setting, type SettingName } from "../model/setting.ts";
import { asWritten, doubtfulOption, droppedOption, inOrder, type Doubtful, type Dropped, type Sent } from "./request.ts";

type Version = readonly [number, number, number];

/** Until here a launch template's tokens, hop limit and tags were sent only beside `http_endpoint = "enabled"`: https://github.com/hashicorp/terraform-provider-aws/pull/30107 */
const sendsAll: Version = [4, 61, 0];
/** Until here the schema filled in an omitted `http_tokens`: https://github.com/hashicorp/terraform-provider-aws/issues/30382 and .../pull/30545 */
const leavesOut: Version = [5, 0, 0];

const behindEndpoint = ["httpTokens", "httpPutResponseHopLimit", "instanceMetadataTags"] as const;

/** CreateLaunchTemplate carries what is written, unless the version that runs is known to be one before 5.0. */
export function sentForLaunchTemplate(scenario: Scenario, version: ProviderVersion | undefined): Sent {
  if (version === undefined || scenario.block.state !== "present") return asWritten(scenario);
  if (isBelow(version, sendsAll)) return behindTheEndpoint(scenario, version);
  return isBelow(version, leavesOut) && !mayBeBelow(version, sendsAll) ? filledIn(scenario, version) : asWritten(scenario);
}

/** What a version that is allowed, but need not be the one installed, would do otherwise with a launch template. */
export function versionRemarks(scenario: Scenario, version: ProviderVersion | undefined): readonly Remark[] {
  if (version === undefined || scenario.block.state !== "present") return [];
  if (isBelow(version, sendsAll) || !mayBeBelow(version, sendsAll) || isEnabled(scenario)) return [];
  return behindEndpoint.flatMap((setting) => {
    const { state, at } = scenario.settings[setting];
    const note = `AWS provider versions before 4.61 drop ${spelling("terraform", setting)} unless http_endpoint = "enabled" is written beside it, and ${version.words}`;
    return state === "absent" ? [] : [{ at, note, setting }];
  });
}

function behindTheEndpoint(scenario: Scenario, version: ProviderVersion): Sent {
  const endpoint = scenario.settings.httpEndpoint;
  if (isEnabled(scenario)) return asWritten(scenario);
  const settings: Record<SettingName, Setting> = { ...scenario.settings };
  const dropped: Dropped[] = [];
  const doubtful: Doubtful[] = [];
  for (const name of behindEndpoint) {
    const setting = settings[name];
    if (setting.state === "absent") continue;
    if (endpoint.state === "unknown") {
      const doubt = doubtfulOption(setting, `AWS provider versions before 4.61 send it only beside http_endpoint = "enabled", and ${endpoint.why}`);
      settings[name] = doubt;
      doubtful.push(doubt);
      continue;
    }
    settings[name] = { state: "absent", at: setting.at };
    const why = `never sent: AWS provider versions before 4.61 drop it unless http_endpoint = "enabled" is written beside it, and ${version.words}`;
    dropped.push(droppedOption(name, scenario.settings, why));
  }
  return { ...asWritten(scenario), settings, dropped: inOrder(dropped), doubtful };
}

/** The default was "optional" in some of these versions and "required" in others. */
function filledIn(scenario: Scenario, version: ProviderVersion): Sent {
  const tokens = scenario.settings.httpTokens;
  if (tokens.state !== "absent") return asWritten(scenario);
  const why = `AWS provider versions from 4.61 to 4.67 fill in an http_tokens that is left out, not all with the same value, and ${version.words}`;
  const httpTokens: Setting = { state: "unknown", why, oneOf: ["optional", "required"], at: tokens.at, trail: [] };
  return { ...asWritten(scenario), settings: { ...scenario.settings, httpTokens } };
}

function isEnabled({ settings }: Scenario): boolean {
  return settings.httpEndpoint.state === "known" && settings.httpEndpoint.value === "enabled";
}

/** Whether every version that may be installed is below this one. */
function isBelow({ to }: ProviderVersion, limit: Version): boolean {
  if (to === undefined) return false;
  const order = compare(to.version, limit);
  return order < 0 || (order === 0 && !to.included);
}

function mayBeBelow({ from }: ProviderVersion, limit: Version): boolean {
  return from === undefined || compare(from.version, limit) < 0;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
