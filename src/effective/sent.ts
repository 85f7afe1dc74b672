import type { Resource, Scenario } from "../model/resource.ts";
import { launchSettings, type Hop, type LaunchSettingName, type Scalar, type Setting, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { sentForLaunchTemplate } from "./provider-version.ts";
import { asWritten, doubtfulOption, droppedOption, inOrder, type Doubtful, type Sent, type Settings } from "./request.ts";

/**
 * The settings that the tool really sends for what is written, as recorded from the requests of the Terraform AWS provider 5.100.0
 * (fixtures/oracles/aws-requests.json), and as its change log tells of older versions. Formats whose documents are the request itself
 * are sent as written.
 */
export function sent(resource: Resource, scenario: Scenario): Sent {
  switch (sentAs(resource)) {
    case "aws_instance":
      return sentForInstance(scenario);
    case "aws_spot_instance_request":
      return sentForSpotRequest(scenario);
    case "aws_launch_configuration":
      return sentForLaunchConfiguration(scenario);
    case "aws_launch_template":
      return sentForLaunchTemplate(scenario, resource.placement.version);
    case "aws_ec2_instance_metadata_defaults":
      return sentForAccount(scenario);
    default:
      return asWritten(scenario);
  }
}

/** `sent`, which remembers what it said of every scenario. */
export function rememberedSent(): typeof sent {
  const known = new Map<Scenario, { readonly resource: Resource; readonly said: Sent }>();
  return (resource, scenario) => {
    const before = known.get(scenario);
    if (before?.resource === resource) return before.said;
    const said = sent(resource, scenario);
    known.set(scenario, { resource, said });
    return said;
  };
}

/** The resource type as which a resource's settings are sent. */
export function sentAs({ sentAs: other, type }: Resource): string {
  return other ?? type;
}

/** RunInstances always carries an endpoint and the IPv6 switch once the block is written, and nothing else beside a disabled endpoint. */
function sentForInstance(scenario: Scenario): Sent {
  const { block, settings } = scenario;
  if (block.state !== "present") return asWritten(scenario);
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "known" && endpoint.value === "disabled") return { ...asWritten(scenario), settings: keepOnly(settings, ["httpEndpoint"]) };
  const defaults = { httpEndpoint: "enabled", httpProtocolIpv6: "disabled" } as const;
  return withImplied(scenario, defaults, (value) => ({ at: block.at, note: `the provider sends ${String(value)} whenever this block is written` }));
}

/** ModifyInstanceMetadataDefaults always carries all four: what is not written is cleared. */
function sentForAccount(scenario: Scenario): Sent {
  const defaults = { httpTokens: "no-preference", httpPutResponseHopLimit: -1, httpEndpoint: "no-preference", instanceMetadataTags: "no-preference" };
  return withImplied(scenario, defaults, (value, at) => ({ at, note: `an omitted argument is sent as ${String(value)}, which clears what the account had` }));
}

function withImplied(scenario: Scenario, defaults: Readonly<Partial<Record<LaunchSettingName, Scalar>>>, hop: (value: Scalar, at: Place) => Hop): Sent {
  const { settings } = scenario;
  const result: Record<SettingName, Setting> = { ...settings };
  const implied = launchSettings.filter((name) => defaults[name] !== undefined && settings[name].state === "absent");
  for (const name of implied) {
    const value = defaults[name];
    const { at } = settings[name];
    if (value !== undefined) result[name] = { state: "known", value, at, trail: [hop(value, at)] };
  }
  return { ...asWritten(scenario), settings: result, implied };
}

/** CreateLaunchConfiguration carries tokens and hop limit only beside a written `http_endpoint = "enabled"`. */
function sentForLaunchConfiguration(scenario: Scenario): Sent {
  const { settings } = scenario;
  const endpoint = settings.httpEndpoint;
  if (endpoint.state === "absent") {
    return sendNothing(scenario, 'never sent: the provider drops it unless http_endpoint = "enabled" is written beside it');
  }
  if (endpoint.state === "known" && endpoint.value === "enabled") return asWritten(scenario);
  if (endpoint.state === "known") return { ...asWritten(scenario), settings: keepOnly(settings, ["httpEndpoint"]) };
  const result: Record<SettingName, Setting> = { ...settings };
  const doubtful: Doubtful[] = [];
  for (const name of ["httpTokens", "httpPutResponseHopLimit"] as const) {
    const setting = settings[name];
    if (setting.state === "absent") continue;
    const doubt = doubtfulOption(setting, `sent only beside http_endpoint = "enabled", and ${endpoint.why}`);
    result[name] = doubt;
    doubtful.push(doubt);
  }
  return { ...asWritten(scenario), settings: result, doubtful };
}

/**
 * RequestSpotInstances has neither metadata options nor a launch template:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotLaunchSpecification.html
 */
function sentForSpotRequest(scenario: Scenario): Sent {
  const block = sendNothing(scenario, "never sent: a spot instance request has no metadata options, so the provider leaves the block out");
  const [template] = scenario.links;
  if (template === undefined) return block;
  const { target } = template;
  if (target.state === "unknown") return { ...block, links: [], doubtful: [...block.doubtful, target] };
  const note = "launch_template is never sent: a spot instance request has no launch template, so the provider leaves the block out";
  const dropped = [...block.dropped, { option: "launch_template", at: target.at, note }];
  return { ...block, links: [], dropped: inOrder(dropped) };
}

/** Where the whole block hangs on an unknown, nothing may be written at all: then what is not sent is no more than doubtful. */
function sendNothing(scenario: Scenario, note: string): Sent {
  const { block, settings } = scenario;
  const nothing = { ...asWritten(scenario), settings: keepOnly(settings, []) };
  const written = launchSettings.filter((name) => settings[name].state !== "absent");
  if (block.state === "unknown") return { ...nothing, doubtful: written.length === 0 ? [] : [block] };
  return { ...nothing, dropped: inOrder(written.map((name) => droppedOption(name, settings, note))) };
}

/** An option that is not sent is absent at the very place where it is written: that is where a finding has to point. */
function keepOnly(settings: Settings, kept: readonly SettingName[]): Settings {
  const result: Record<SettingName, Setting> = { ...settings };
  for (const name of launchSettings) {
    if (!kept.includes(name)) result[name] = { state: "absent", at: settings[name].at };
  }
  return result;
}
