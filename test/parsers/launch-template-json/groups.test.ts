import { describe, expect, it } from "vitest";
import { parseText, parseValue, documentOf } from "./support.ts";

/** What each resource of a document launches through, `<` before what an override replaces. */
async function launches(value: unknown): Promise<Readonly<Record<string, readonly string[]>>> {
  const { resources } = typeof value === "string" ? await parseText(value) : await parseValue(value);
  const words = (target: { readonly state: string; readonly name?: string; readonly why?: string }): string => target.name ?? target.why ?? target.state;
  return Object.fromEntries(
    resources.map(({ address, scenarios }) => [
      address,
      scenarios.flatMap(({ links }) => links.map(({ to, target, version, instead }) => `${to} ${words(target)}${version.state === "known" ? ` ${String(version.value)}` : ""}${instead === undefined ? "" : ` < ${words(instead)}`}`)),
    ]),
  );
}

const group = { AutoScalingGroupName: "g", MinSize: 1, MaxSize: 2 };

describe("an auto scaling group", () => {
  it.each([
    ["a template", { ...group, LaunchTemplate: { LaunchTemplateName: "web", Version: "$Latest" } }, { "create-auto-scaling-group(g)": ["launch-template web $Latest"] }],
    ["a template by id, without version", { ...group, LaunchTemplate: { LaunchTemplateId: "lt-1" } }, { "create-auto-scaling-group(g)": ["launch-template lt-1"] }],
    ["a configuration", { ...group, LaunchConfigurationName: "lc" }, { "create-auto-scaling-group(g)": ["launch-configuration lc"] }],
    ["an instance", { ...group, InstanceId: "i-1" }, { "create-auto-scaling-group(g)": ["instance i-1"] }],
    ["a name that is filled in later", { ...group, LaunchConfigurationName: "${LC}" }, { "create-auto-scaling-group(g)": ["launch-configuration ${LC} is filled in before the document is used"] }],
    ["a policy without overrides", { ...group, MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: "web" } } } }, { "create-auto-scaling-group(g)": ["launch-template web"] }],
    [
      "a policy whose overrides all name templates",
      { ...group, MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: "web" }, Overrides: [{ LaunchTemplateSpecification: { LaunchTemplateName: "arm" } }] } } },
      { "create-auto-scaling-group(g)": ["launch-template arm < web"] },
    ],
    ["a policy that is none", { ...group, MixedInstancesPolicy: { LaunchTemplate: [] } }, {}],
    ["an update to a policy", { AutoScalingGroupName: "g", MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: "web" } } } }, { "update-auto-scaling-group(g)": ["launch-template web"] }],
  ])("launches through %s", async (_, value, expected) => {
    expect(await launches(value)).toEqual(expected);
  });

  it("has a launcher of its own for an override with an image", async () => {
    expect(await launches(documentOf("create-auto-scaling-group"))).toEqual({
      "create-auto-scaling-group(web)": ["launch-template web $Latest", "launch-template web-arm $Latest < web"],
      "create-auto-scaling-group.MixedInstancesPolicy.LaunchTemplate.Overrides[2]": ["launch-template web $Latest"],
    });
    const { resources } = await parseText(documentOf("create-auto-scaling-group"));
    expect(resources.map(({ placement, scenarios }) => [placement.region, scenarios[0]?.image.state])).toEqual([
      ["eu-west-1", "absent"],
      ["eu-west-1", "named"],
    ]);
  });
});
