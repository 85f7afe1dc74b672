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

  it("parameter without default, in a scenario for each allowed value", async () => {
    const scenarios = resourceAt(await parse(fixture(path)), "NoDefault").scenarios;
    const whole = `parameter ${parameter}WithoutDefault is`;
    expect(scenarios.map(({ settings }) => settings[name])).toEqual(expect.arrayContaining([value, other].map((one) => expect.objectContaining({ state: "known", value: one }) as unknown)));
    for (const { when, settings } of scenarios) {
      const setting = settings[name];
      if (setting.state !== "known") throw new Error(`unknown: ${name}`);
      expect(when).toEqual(expect.arrayContaining([expect.objectContaining({ condition: `${whole} ${JSON.stringify(String(setting.value))}`, holds: true, subject: `parameter ${parameter}WithoutDefault` })]));
      expect(setting.trail).toMatchObject([{ note: `${whole} ${JSON.stringify(setting.value)}` }]);
    }
  });

  it("conditional", async () => {
    const scenarios = resourceAt(await parse(fixture(path)), "Conditional").scenarios;
    expect(scenarios.map(({ when, settings }) => [when, settings[name]])).toMatchObject([
      [[{ condition: "IsProduction", holds: true }], { state: "known", value, trail: [{ note: "condition IsProduction is true" }] }],
      [[{ condition: "IsProduction", holds: false }], { state: "known", value: other, trail: [{ note: "condition IsProduction is false" }] }],
    ]);
    const first = scenarios[0]?.settings[name];
    expect(first === undefined ? "" : textAt(first.at).replaceAll('"', "")).toBe(String(value));
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
