import { describe, expect, it } from "vitest";
import { sent } from "../../src/effective/sent.ts";
import { launchSettings, type Setting, type SettingName } from "../../src/model/setting.ts";
import { known, linkTo, resource, unknownSetting, type Wish } from "../support/resource-builder.ts";

/** What is sent, as `name=value` in the model's order; unknown as `?`. */
function requestOf(wish: Wish): string {
  const written = resource(wish);
  const [scenario] = written.scenarios;
  if (scenario === undefined) throw new Error("no scenario");
  const { settings } = sent(written, scenario);
  return launchSettings
    .filter((name) => settings[name].state !== "absent")
    .map((name) => `${name}=${text(settings[name])}`)
    .join(" ");
}

function text(setting: Setting): string {
  return setting.state === "known" ? String(setting.value) : "?";
}

const types = {
  configuration: { kind: "launch-configuration", type: "aws_launch_configuration" },
  template: { kind: "launch-template", type: "aws_launch_template" },
  instance: { kind: "instance", type: "aws_instance" },
  spot: { kind: "instance", type: "aws_spot_instance_request" },
} as const;

// docs/architecture.md, "What is sent", row by row; requests.test.ts holds far more cases to what was recorded.
const rows: readonly { readonly written: string; readonly settings: Partial<Record<SettingName, Setting>>; readonly block?: "present" | "absent"; readonly configuration: string; readonly template: string; readonly instance: string }[] = [
  { written: "no block", settings: {}, block: "absent", configuration: "", template: "", instance: "" },
  { written: "an empty block", settings: {}, block: "present", configuration: "", template: "", instance: "httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "tokens required alone", settings: { httpTokens: known("required") }, configuration: "", template: "httpTokens=required", instance: "httpTokens=required httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "tokens optional alone", settings: { httpTokens: known("optional") }, configuration: "", template: "httpTokens=optional", instance: "httpTokens=optional httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "hop limit alone", settings: { httpPutResponseHopLimit: known(1) }, configuration: "", template: "httpPutResponseHopLimit=1", instance: "httpPutResponseHopLimit=1 httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "endpoint enabled alone", settings: { httpEndpoint: known("enabled") }, configuration: "httpEndpoint=enabled", template: "httpEndpoint=enabled", instance: "httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "endpoint and tokens", settings: { httpEndpoint: known("enabled"), httpTokens: known("required") }, configuration: "httpTokens=required httpEndpoint=enabled", template: "httpTokens=required httpEndpoint=enabled", instance: "httpTokens=required httpEndpoint=enabled httpProtocolIpv6=disabled" },
  { written: "endpoint disabled and tokens", settings: { httpEndpoint: known("disabled"), httpTokens: known("required") }, configuration: "httpEndpoint=disabled", template: "httpTokens=required httpEndpoint=disabled", instance: "httpEndpoint=disabled" },
  { written: "endpoint unknown and tokens", settings: { httpEndpoint: unknownSetting("var.e has no default"), httpTokens: known("required") }, configuration: "httpTokens=? httpEndpoint=?", template: "httpTokens=required httpEndpoint=?", instance: "httpTokens=required httpEndpoint=? httpProtocolIpv6=disabled" },
];

describe.each(rows)("with $written", ({ settings, block, configuration, template, instance }) => {
  const wish = { settings, ...(block === undefined ? {} : { block }) };
  it("a launch configuration sends", () => {
    expect(requestOf({ ...types.configuration, ...wish })).toBe(configuration);
  });
  it("a launch template sends", () => {
    expect(requestOf({ ...types.template, ...wish })).toBe(template);
  });
  it("an instance sends", () => {
    expect(requestOf({ ...types.instance, ...wish })).toBe(instance);
  });
  it("a spot instance request sends nothing", () => {
    expect(requestOf({ ...types.spot, ...wish })).toBe("");
  });
});

it("says which written options are dropped, and where", () => {
  const tokens = known("required");
  const spot = resource({ ...types.spot, settings: { httpTokens: tokens } });
  const [scenario] = spot.scenarios;
  if (scenario === undefined) throw new Error("no scenario");
  const { settings, dropped } = sent(spot, scenario);
  expect(dropped).toEqual([{ option: "http_tokens", at: tokens.at, note: "http_tokens is never sent: a spot instance request has no metadata options, so the provider leaves the block out", setting: "httpTokens" }]);
  expect(settings.httpTokens).toEqual({ state: "absent", at: tokens.at });
});

it("a spot instance request sends no launch template either", () => {
  const link = linkTo("aws_launch_template.web");
  const spot = resource({ ...types.spot, links: [link] });
  const [scenario] = spot.scenarios;
  if (scenario === undefined) throw new Error("no scenario");
  const { links, dropped } = sent(spot, scenario);
  expect(links).toEqual([]);
  expect(dropped.map(({ option, at }) => [option, at])).toEqual([["launch_template", link.target.at]]);
});

describe("account defaults", () => {
  it("are always sent whole: what is left out is cleared", () => {
    expect(requestOf({ kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults", settings: { httpTokens: known("required") } })).toBe(
      "httpTokens=required httpPutResponseHopLimit=-1 httpEndpoint=no-preference instanceMetadataTags=no-preference",
    );
  });

  it("of a document that is the request itself are sent as written", () => {
    expect(requestOf({ kind: "account-defaults", type: "modify-instance-metadata-defaults", settings: { httpTokens: known("required") } })).toBe("httpTokens=required");
  });
});
