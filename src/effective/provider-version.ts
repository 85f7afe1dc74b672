import type { Remark } from "../model/effective.ts";
import type { ProviderVersion, Resource, Scenario } from "../model/resource.ts";
import { spelling, type Setting, type SettingName } from "../model/setting.ts";

type Version = readonly [number, number, number];

/** What reaches AWS, and what was written in vain. */
interface SentByVersion {
  readonly settings: Readonly<Record<SettingName, Setting>>;
  readonly dropped: readonly Remark[];
}

/** Until here a launch template's tokens, hop limit and tags were sent only beside `http_endpoint = "enabled"`: https://github.com/hashicorp/terraform-provider-aws/pull/30107 */
const sendsAll: Version = [4, 61, 0];
/** Until here the schema filled in an omitted `http_tokens`: https://github.com/hashicorp/terraform-provider-aws/issues/30382 and .../pull/30545 */
const leavesOut: Version = [5, 0, 0];

const behindEndpoint = ["httpTokens", "httpPutResponseHopLimit", "instanceMetadataTags"] as const;

/** What versions of the provider before 5.0 send for a launch template; undefined where the version may be a newer one, or is not known. */
export function sentByVersion(resource: Resource, scenario: Scenario): SentByVersion | undefined {
  const version = resource.placement.version;
  if (version === undefined || (resource.sentAs ?? resource.type) !== "aws_launch_template" || scenario.block.state !== "present") return undefined;
  if (isBelow(version, sendsAll)) return behindTheEndpoint(scenario, version);
  return isBelow(version, leavesOut) && !mayBeBelow(version, sendsAll) ? filledIn(scenario, version) : undefined;
}

/** What a version that is allowed, but need not be the one installed, would do otherwise. */
export function versionRemarks(resource: Resource, scenario: Scenario): readonly Remark[] {
  const version = resource.placement.version;
  if (version === undefined || (resource.sentAs ?? resource.type) !== "aws_launch_template" || scenario.block.state !== "present") return [];
  if (isBelow(version, sendsAll) || !mayBeBelow(version, sendsAll) || isEnabled(scenario)) return [];
  return behindEndpoint.flatMap((setting) => {
    const { state, at } = scenario.settings[setting];
    const note = `AWS provider versions before 4.61 drop ${spelling("terraform", setting)} unless http_endpoint = "enabled" is written beside it, and ${version.words}`;
    return state === "absent" ? [] : [{ at, note, setting }];
  });
}

function behindTheEndpoint(scenario: Scenario, version: ProviderVersion): SentByVersion | undefined {
  const endpoint = scenario.settings.httpEndpoint;
  if (isEnabled(scenario)) return undefined;
  const settings: Record<SettingName, Setting> = { ...scenario.settings };
  const dropped: Remark[] = [];
  for (const name of behindEndpoint) {
    const setting = settings[name];
    if (setting.state === "absent") continue;
    if (endpoint.state === "unknown") {
      const why = `AWS provider versions before 4.61 send it only beside http_endpoint = "enabled", and ${endpoint.why}`;
      settings[name] = { state: "unknown", why, at: setting.at, trail: setting.trail };
      continue;
    }
    settings[name] = { state: "absent", at: setting.at };
    const note = `${spelling("terraform", name)} is never sent: AWS provider versions before 4.61 drop it unless http_endpoint = "enabled" is written beside it, and ${version.words}`;
    dropped.push({ at: setting.at, note, setting: name });
  }
  return { settings, dropped };
}

/** The default was "optional" in some of these versions and "required" in others. */
function filledIn(scenario: Scenario, version: ProviderVersion): SentByVersion | undefined {
  const tokens = scenario.settings.httpTokens;
  if (tokens.state !== "absent") return undefined;
  const why = `AWS provider versions from 4.61 to 4.67 fill in an http_tokens that is left out, not all with the same value, and ${version.words}`;
  return { settings: { ...scenario.settings, httpTokens: { state: "unknown", why, oneOf: ["optional", "required"], at: tokens.at, trail: [] } }, dropped: [] };
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
