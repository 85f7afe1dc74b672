import type { Remark } from "../model/effective.ts";
import type { Resource, Scenario } from "../model/resource.ts";
import { launchSettings, spelling, type Setting, type SettingName } from "../model/setting.ts";
import { sentByVersion } from "./provider-version.ts";

/** What reaches AWS of one scenario, and what was written in vain. */
export interface Sent {
  readonly settings: Readonly<Record<SettingName, Setting>>;
  readonly dropped: readonly Remark[];
}

/**
 * The settings that the tool really sends for what is written, as recorded from the requests of the Terraform AWS provider 5.100.0
 * (docs/architecture.md, "What is sent"). Formats whose documents are the request itself are sent as written.
 */
export function sent(resource: Resource, scenario: Scenario): Sent {
  const byVersion = sentByVersion(resource, scenario);
  if (byVersion !== undefined) return byVersion;
  switch (resource.sentAs ?? resource.type) {
    case "aws_instance":
      return sentForInstance(scenario);
    case "aws_spot_instance_request":
      return sendNothing(scenario, "never sent: a spot instance request has no metadata options, so the provider leaves the block out");
    case "aws_launch_configuration":
      return sentForLaunchConfiguration(scenario);
    default:
      return { settings: scenario.settings, dropped: [] };
  }
}

/** RunInstances always carries an endpoint and the IPv6 switch once the block is written, and nothing else beside a disabled endpoint. */
function sentForInstance(scenario: Scenario): Sent {
  const { block, settings } = scenario;
  if (block.state !== "present") return { settings, dropped: [] };
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "known" && endpoint.value === "disabled") {
    return { settings: keepOnly(settings, ["httpEndpoint"]), dropped: [] };
  }
  const implied = (setting: Setting, value: string): Setting =>
    setting.state === "absent"
      ? { state: "known", value, at: setting.at, trail: [{ at: block.at, note: `the provider sends ${value} whenever this block is written` }] }
      : setting;
  return {
    settings: { ...settings, httpEndpoint: implied(endpoint, "enabled"), httpProtocolIpv6: implied(settings.httpProtocolIpv6, "disabled") },
    dropped: [],
  };
}

/** CreateLaunchConfiguration carries tokens and hop limit only beside a written `http_endpoint = "enabled"`. */
function sentForLaunchConfiguration(scenario: Scenario): Sent {
  const { settings } = scenario;
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "absent") {
    return sendNothing(scenario, 'never sent: the provider drops it unless http_endpoint = "enabled" is written beside it');
  }
  if (endpoint.state === "known" && endpoint.value === "enabled") return { settings, dropped: [] };
  if (endpoint.state === "known") return { settings: keepOnly(settings, ["httpEndpoint"]), dropped: [] };
  const doubt = (setting: Setting): Setting =>
    setting.state === "absent"
      ? setting
      : { state: "unknown", why: `sent only beside http_endpoint = "enabled", and ${endpoint.why}`, at: setting.at, trail: setting.state === "known" ? setting.trail : [] };
  return {
    settings: { ...settings, httpTokens: doubt(settings.httpTokens), httpPutResponseHopLimit: doubt(settings.httpPutResponseHopLimit) },
    dropped: [],
  };
}

function sendNothing(scenario: Scenario, note: string): Sent {
  const written = launchSettings.filter((name) => scenario.settings[name].state !== "absent");
  return {
    settings: keepOnly(scenario.settings, []),
    dropped: written.map((name) => ({ at: scenario.settings[name].at, note: `${spelling("terraform", name)} is ${note}`, setting: name })),
  };
}

/** An option that is not sent is absent at the very place where it is written: that is where a finding has to point. */
function keepOnly(settings: Readonly<Record<SettingName, Setting>>, kept: readonly SettingName[]): Readonly<Record<SettingName, Setting>> {
  const result: Record<SettingName, Setting> = { ...settings };
  for (const name of launchSettings) {
    if (!kept.includes(name)) result[name] = { state: "absent", at: settings[name].at };
  }
  return result;
}
