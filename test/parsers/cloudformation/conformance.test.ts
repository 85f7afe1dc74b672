import { describe, expect, it } from "vitest";
import { spelling, type LaunchSettingName } from "../../../src/model/setting.ts";
import { fixture, parse, resourceAt, scenarioAt, settingAt, textAt } from "./support.ts";

const three: readonly LaunchSettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];
const five: readonly LaunchSettingName[] = [...three, "httpProtocolIpv6", "instanceMetadataTags"];

const values: Readonly<Record<LaunchSettingName, { readonly value: string | number; readonly other: string | number; readonly parameter: string }>> = {
  httpTokens: { value: "required", other: "optional", parameter: "Tokens" },
  httpPutResponseHopLimit: { value: 2, other: 3, parameter: "HopLimit" },
  httpEndpoint: { value: "enabled", other: "disabled", parameter: "Endpoint" },
  httpProtocolIpv6: { value: "disabled", other: "enabled", parameter: "Ipv6" },
  instanceMetadataTags: { value: "enabled", other: "disabled", parameter: "Tags" },
};

const types = [
  { file: "instance", kind: "instance", type: "AWS::EC2::Instance", settings: five },
  { file: "launch-template", kind: "launch-template", type: "AWS::EC2::LaunchTemplate", settings: five },
  { file: "launch-configuration", kind: "launch-configuration", type: "AWS::AutoScaling::LaunchConfiguration", settings: three },
] as const;

const cells = types.flatMap(({ file, kind, type, settings }) =>
  ["yaml", "json"].flatMap((form) => settings.map((name) => ({ path: `conformance/${file}.${form}`, kind, type, name }))),
);

describe.each(cells)("$path: $name", ({ path, kind, type, name }) => {
  const { value, other, parameter } = values[name];

  it("literal", async () => {
    const result = await parse(fixture(path));
    const setting = settingAt(result, "Literal", name);
    expect(setting).toMatchObject({ state: "known", value, trail: [] });
    expect(textAt(setting.at).replaceAll('"', "")).toBe(String(value));
    expect(resourceAt(result, "Literal")).toMatchObject({ kind, type, format: "cloudformation", placement: { provider: "cloudformation" } });
    expect(textAt(resourceAt(result, "Literal").at).replaceAll('"', "")).toBe("Literal");
  });

  it("parameter with default", async () => {
    const setting = settingAt(await parse(fixture(path)), "Default", name);
    expect(setting).toMatchObject({ state: "known", value, trail: [{ note: `default of parameter ${parameter}WithDefault` }] });
    expect(textAt(setting.at)).toContain(`${parameter}WithDefault`);
  });

  it("parameter without default", async () => {
    const setting = settingAt(await parse(fixture(path)), "NoDefault", name);
    expect(setting).toMatchObject({ state: "unknown", why: `parameter ${parameter}WithoutDefault has no default`, oneOf: [value, other] });
  });

  it("conditional", async () => {
    const setting = settingAt(await parse(fixture(path)), "Conditional", name);
    expect(setting).toMatchObject({ state: "unknown", why: "condition IsProduction decides it", oneOf: [value, other], trail: [{ note: "condition IsProduction" }] });
    expect(textAt(setting.at)).toMatch(/If.*IsProduction/s);
  });

  it("absent from the block, and absent with the block", async () => {
    const result = await parse(fixture(path));
    const inBlock = settingAt(result, "AbsentOptions", name);
    expect([inBlock.state, textAt(inBlock.at).replaceAll('"', ""), scenarioAt(result, "AbsentOptions").block.state]).toEqual(["absent", "MetadataOptions", "present"]);
    const noBlock = settingAt(result, "AbsentBlock", name);
    expect([noBlock.state, textAt(noBlock.at).replaceAll('"', ""), scenarioAt(result, "AbsentBlock").block.state]).toEqual(["absent", "AbsentBlock", "absent"]);
  });
});

it("writes the settings as CloudFormation does", () => {
  expect(five.map((name) => spelling("cloudformation", name))).toEqual(["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"]);
});
