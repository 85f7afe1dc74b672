import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { awsDefaults } from "../../src/effective/defaults.ts";
import { link } from "../../src/effective/link.ts";
import { sent } from "../../src/effective/sent.ts";
import type { Link, Resource } from "../../src/model/resource.ts";
import { launchSettings, settingNames, spelling, type Setting, type SettingName } from "../../src/model/setting.ts";
import { parseTerraform } from "../support/terraform.ts";

// What Terraform's AWS provider really sends: recorded, with versions and date, by tools/oracles/aws-requests.ts.

interface Request {
  readonly resource: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Case {
  readonly id: string;
  readonly terraform: string;
  readonly before?: string;
  readonly address: string;
  readonly requests: readonly Request[];
  /** The requests for `before`. */
  readonly created?: readonly Request[];
}

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, "../../fixtures/oracles/aws-requests.json"), "utf8")) as { readonly cases: readonly Case[] };

type Options = Readonly<Partial<Record<SettingName, string>>>;

/** The options in a request, by the model's names; services spell them in lower or upper camel case, below names of their own. A notebook instance's minimum version is its tokens. */
function optionsOf({ parameters }: Request): Options {
  const found = Object.entries(parameters).flatMap(([parameter, value]) => {
    const last = parameter.split(".").at(-1)?.toLowerCase();
    if (last === "minimuminstancemetadataserviceversion") return value === "" ? [] : [["httpTokens", value === "2" ? "required" : "optional"] as const];
    const name = settingNames.find((one) => spelling("cloudformation", one).toLowerCase() === last);
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

/** What we say is sent. `imageOrigin` is derived and never sent. */
function saidOf(resource: Resource): Options {
  const [scenario, ...more] = resource.scenarios;
  if (scenario === undefined || more.length > 0) throw new Error(`${resource.address} has ${resource.scenarios.length} scenarios`);
  const { settings } = sent(resource, scenario);
  const told = settingNames.flatMap((name) => {
    const setting = settings[name];
    if (setting.state === "absent" || name === "imageOrigin") return [];
    return [[name, setting.state === "known" ? String(setting.value) : `unknown: ${setting.why}`] as const];
  });
  return Object.fromEntries(told);
}

async function resourcesOf(text: string): Promise<readonly Resource[]> {
  const { resources, problems } = await parseTerraform({ "main.tf": text });
  expect(problems).toEqual([]);
  return resources;
}

const createdOnce = recorded.cases.filter(({ before }) => before === undefined);
const updated = recorded.cases.filter(({ before, terraform }) => before !== undefined && terraform !== "");

// Types that the parser may not read yet are compared as soon as it does.
const read = new Set([
  "aws_instance",
  "aws_spot_instance_request",
  "aws_launch_template",
  "aws_launch_configuration",
  "aws_autoscaling_group",
  "aws_ami",
  "aws_ami_copy",
  "aws_ami_from_instance",
  "aws_ec2_instance_metadata_defaults",
]);

it("covers what it is there for", () => {
  expect(recorded.cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(recorded.cases.map(({ id }) => id)).size).toBe(recorded.cases.length);
  const types = new Set(recorded.cases.map(({ address }) => address.replace(/\..*/, "")));
  expect([...read].filter((type) => !types.has(type))).toEqual([]);
});

it.each(createdOnce)("$id is sent as recorded", async ({ terraform, requests }) => {
  const resources = await resourcesOf(terraform);
  for (const request of requests) {
    const resource = resources.find(({ address }) => address === request.resource);
    if (resource === undefined) expect(read).not.toContain(request.resource.replace(/\..*/, ""));
    else expect(saidOf(resource)).toEqual(optionsOf(request));
  }
});

/** Where every override names a template of its own, the common one is sent as well, and nothing is launched through it. */
function launchesThroughOverridesOnly(terraform: string): boolean {
  const overrides = terraform.match(/override \{/g)?.length ?? 0;
  return overrides > 0 && terraform.match(/launch_template_specification \{/g)?.length === overrides + 1;
}

/** The references in a request through which machines are launched: the template's id or name, the version as it was sent. */
function referencesOf({ parameters }: Request, terraform: string): readonly string[] {
  const overridesOnly = launchesThroughOverridesOnly(terraform);
  const references = Object.entries(parameters).flatMap(([parameter, value]) => {
    const prefix = /^(.*)(?:LaunchTemplateId|LaunchTemplateName|LaunchConfigurationName)$/.exec(parameter)?.[1];
    if (overridesOnly && prefix?.includes("Overrides") === false) return [];
    return prefix === undefined ? [] : [`${value} ${parameters[`${prefix}Version`] ?? "$Default"}`];
  });
  return references.sort();
}

/** The same of a link; there is one version of each template in the recorded cases. */
function referenceOf(reference: Link, resources: readonly Resource[], byName: boolean): string {
  const { target, version } = reference;
  const asked = version.state === "absent" ? "$Default" : version.state === "known" ? String(version.value) : version.why;
  if (target.state === "named") return `${target.name} ${asked}`;
  if (target.state === "unknown") return target.why;
  const name = resources.find(({ address }) => address === target.address)?.names[0] ?? target.address;
  return `${byName ? name : `${target.address}.id`} ${asked}`;
}

const machines = createdOnce.filter(({ address }) => /^aws_(instance|spot_instance_request|launch_template|launch_configuration|autoscaling_group|ec2_fleet|spot_fleet_request)\./.test(address));

describe("launch template references are sent as recorded", () => {
  it.each(machines)("$id", async ({ terraform, address, requests }) => {
    const resources = await resourcesOf(terraform);
    const resource = resources.find((one) => one.address === address);
    const request = requests.find((one) => one.resource === address);
    if (request === undefined) throw new Error(`nothing was recorded for ${address}`);
    if (resource === undefined) {
      expect(read).not.toContain(address.replace(/\..*/, ""));
      return;
    }
    const expected = referencesOf(request, terraform);
    const byName = !expected.some((reference) => reference.includes(".id "));
    const links = resource.scenarios.flatMap((scenario) => sent(resource, scenario).links).map((one) => referenceOf(one, resources, byName));
    // The attributes of a template are sent as the number that they had then: the only version there was.
    const asNumber = /\.(latest|default)_version/.test(terraform);
    expect(links.map((one) => (asNumber ? one.replace(/ \$(Latest|Default)$/, " 1") : one)).sort()).toEqual(expected);
  });
});

/** What machines launch with, from the requests alone: the launch over the template over AWS's default; each template is one way. */
function launched(requests: readonly Request[], address: string, terraform: string): readonly Readonly<Record<string, string>>[] {
  const of = (is: (resource: string) => boolean): Options => requests.filter(({ resource }) => is(resource)).reduce((all, request) => ({ ...all, ...optionsOf(request) }), {});
  const own = of((resource) => resource === address);
  const references = requests.filter(({ resource }) => resource === address).flatMap((request) => referencesOf(request, terraform));
  const templates = references.map((reference) => of((resource) => `${resource}.id` === reference.split(" ")[0] || resource.endsWith(`.${(reference.split(" ")[0] ?? "").replaceAll("-", "_")}`) && resource !== address));
  return (templates.length === 0 ? [{}] : templates).map((template: Options) => Object.fromEntries(launchSettings.map((name) => [name, own[name] ?? template[name] ?? String(awsDefaults[name].value)])));
}

describe("effective settings follow the requests", () => {
  it.each(machines.filter(({ address }) => read.has(address.replace(/\..*/, ""))))("$id", async ({ terraform, address, requests }) => {
    const effective = link(await resourcesOf(terraform), undefined, { accountDefaults: {}, images: {} });
    const found = effective.find(({ resource }) => resource.address === address);
    const told = (found?.scenarios ?? []).map(({ settings }) => Object.fromEntries(launchSettings.map((name) => [name, valueOf(settings[name])])));
    const inOrder = (ways: readonly Readonly<Record<string, string>>[]): readonly string[] => ways.map((way) => JSON.stringify(way)).sort();
    expect(inOrder(told)).toEqual(inOrder(launched(requests, address, terraform)));
  });
});

function valueOf(setting: Setting): string {
  return setting.state === "known" ? String(setting.value) : setting.state;
}

/** The options that a resource has after both applies, as far as the requests say. */
function stateAfter({ created = [], requests }: Case): Options {
  const all = [...created, ...requests].filter(({ action }) => action !== "ModifyLaunchTemplate");
  const last = all.at(-1);
  if (last === undefined) throw new Error("nothing was sent");
  // A changed instance keeps what the change does not name; a template's version, a configuration and the account's defaults are whole.
  return last.action === "ModifyInstanceMetadataOptions" ? all.reduce((state, request) => ({ ...state, ...optionsOf(request) }), {}) : optionsOf(last);
}

/**
 * What stays although the code no longer says it: the arguments are optional and computed, so one that is taken out keeps its value,
 * in the code's own resource. Static analysis sees the code only: its answer is what a fresh resource would get. These are all the recorded cases.
 */
const kept: Readonly<Record<string, string>> = {
  "instance-update-block-removed": "httpTokens=required httpPutResponseHopLimit=2 httpEndpoint=enabled httpProtocolIpv6=disabled",
  "instance-update-block-emptied": "httpTokens=required httpPutResponseHopLimit=2",
  "instance-update-tokens-removed": "httpTokens=required",
  "instance-update-tokens-nulled": "httpTokens=required",
  "instance-update-hop-removed": "httpPutResponseHopLimit=2",
  "instance-update-hop-changed-tokens-removed": "httpTokens=required",
  "instance-update-disabled": "httpTokens=required httpProtocolIpv6=disabled",
  "instance-update-disabled-alone": "httpTokens=required httpProtocolIpv6=disabled",
  "instance-update-dynamic-emptied": "httpTokens=required httpEndpoint=enabled httpProtocolIpv6=disabled",
  "instance-update-tags-removed": "instanceMetadataTags=enabled",
  "template-update-block-removed": "httpTokens=required httpPutResponseHopLimit=2",
  "template-update-block-emptied": "httpTokens=required httpPutResponseHopLimit=2",
  "template-update-tokens-removed": "httpTokens=required",
  "template-update-tokens-nulled": "httpTokens=required",
  "template-update-hop-removed": "httpPutResponseHopLimit=2",
  "template-update-hop-changed-tokens-removed": "httpTokens=required",
  "template-update-disabled-alone": "httpTokens=required",
  "template-update-endpoint-removed": "httpEndpoint=disabled",
  "template-update-dynamic-emptied": "httpTokens=required",
  "template-update-ipv6-removed": "httpProtocolIpv6=enabled",
  "template-update-tags-removed": "instanceMetadataTags=enabled",
  "template-default-update-block-removed": "httpTokens=required httpPutResponseHopLimit=2",
};

describe("after an update", () => {
  it.each(updated)("$id", async (one) => {
    const resources = await resourcesOf(one.terraform);
    const resource = resources.find(({ address }) => address === one.address);
    if (resource === undefined) throw new Error(`${one.address} is not read`);
    const said = saidOf(resource);
    const state = stateAfter(one);
    const before = (one.created ?? []).reduce<Options>((all, request) => ({ ...all, ...optionsOf(request) }), {});
    const unsaid = launchSettings.filter((name) => state[name] !== undefined && said[name] === undefined);
    expect({ ...state, ...said }).toEqual(state);
    expect(unsaid.filter((name) => before[name] !== undefined).map((name) => `${name}=${String(state[name])}`).join(" ")).toBe(kept[one.id] ?? "");
    // ModifyInstanceMetadataOptions repeats what the machine has: here AWS's defaults, as nothing else set them.
    for (const name of unsaid) if (before[name] === undefined) expect(state[name]).toBe(String(awsDefaults[name].value));
  });

  it("only a template that moves its default version changes what consumers of $Default launch", () => {
    const moved = (prefix: string): readonly string[] => updated.filter(({ id, requests }) => id.startsWith(prefix) && requests.some(({ action }) => action === "ModifyLaunchTemplate")).map(({ id }) => id);
    expect(moved("template-update-")).toEqual([]);
    expect(moved("template-default-update-")).toEqual(["template-default-update-tokens-tightened", "template-default-update-tokens-loosened", "template-default-update-block-added"]);
  });

  it("destroying account defaults clears them", () => {
    const destroyed = recorded.cases.find(({ terraform }) => terraform === "");
    expect(destroyed?.requests.map(optionsOf)).toEqual([{ httpTokens: "no-preference", httpPutResponseHopLimit: "-1", httpEndpoint: "no-preference", instanceMetadataTags: "no-preference" }]);
  });
});
