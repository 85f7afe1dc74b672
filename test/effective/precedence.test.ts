import { describe, expect, it } from "vitest";
import { link } from "../../src/effective/link.ts";
import type { EffectiveSetting, Facts } from "../../src/model/effective.ts";
import type { ImageUse, Link, Resource } from "../../src/model/resource.ts";
import type { Setting, SettingName } from "../../src/model/setting.ts";
import { known, linkTo, resource, scenario, somewhere, unknownSetting } from "../support/resource-builder.ts";

const noFacts: Facts = { accountDefaults: {}, images: {} };

function effective(resources: readonly Resource[], address: string, name: SettingName, facts = noFacts): EffectiveSetting {
  const found = link(resources, undefined, facts).find((each) => each.resource.address === address);
  const setting = found?.scenarios[0]?.settings[name];
  if (setting === undefined) throw new Error(`${address} was not linked`);
  return setting;
}

function said(setting: EffectiveSetting): string {
  if (setting.state === "known") return `${String(setting.value)} by ${setting.layer}`;
  return setting.state === "unknown" ? `unknown by ${setting.layer}` : "absent";
}

const imageV2: ImageUse = { state: "described", by: "ssm-parameter", patterns: ["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"], at: somewhere(), trail: [] };
const imageNone: ImageUse = { state: "described", by: "image-name", patterns: ["amzn2-ami-hvm-*"], at: somewhere(), trail: [] };

// The table of https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html, row by row, in both images.
describe("precedence of http_tokens as AWS documents it", () => {
  const rows: readonly (readonly [launch: string, account: string, image: ImageUse, result: string])[] = [
    ["required", "optional", imageNone, "required by launch"],
    ["required", "no-preference", imageV2, "required by launch"],
    ["optional", "required", imageV2, "optional by launch"],
    ["optional", "required", imageNone, "optional by launch"],
    ["unset", "no-preference", imageV2, "required by image"],
    ["unset", "undeclared", imageV2, "required by image"],
    ["unset", "required", imageV2, "required by account-default"],
    ["unset", "required", imageNone, "required by account-default"],
    ["unset", "optional", imageV2, "optional by account-default"],
    ["unset", "optional", imageNone, "optional by account-default"],
    ["unset", "no-preference", imageNone, "optional by aws-default"],
    ["unset", "undeclared", imageNone, "optional by aws-default"],
  ];
  it.each(rows)("launch %s, account %s", (launch, account, image, result) => {
    const settings: Partial<Record<SettingName, Setting>> = launch === "unset" ? {} : { httpTokens: known(launch) };
    const instance = resource({ kind: "instance", address: "i", settings, image });
    const defaults = resource({ kind: "account-defaults", address: "d", settings: { httpTokens: known(account) } });
    expect(said(effective(account === "undeclared" ? [instance] : [instance, defaults], "i", "httpTokens"))).toBe(result);
  });
});

describe("precedence of the hop limit", () => {
  it.each([
    ["3", -1, imageV2, "3 by launch"],
    ["unset", 1, imageV2, "1 by account-default"],
    ["unset", -1, imageV2, "2 by image"],
    ["unset", "-1", imageV2, "2 by image"],
    ["unset", -1, imageNone, "1 by aws-default"],
  ] as const)("launch %s, account %s", (launch, account, image, result) => {
    const settings: Partial<Record<SettingName, Setting>> = launch === "unset" ? {} : { httpPutResponseHopLimit: known(launch) };
    const resources = [
      resource({ kind: "instance", address: "i", settings, image }),
      resource({ kind: "account-defaults", address: "d", settings: { httpPutResponseHopLimit: known(account) } }),
    ];
    expect(said(effective(resources, "i", "httpPutResponseHopLimit"))).toBe(result);
  });

  it("each option is decided for itself", () => {
    const resources = [
      resource({ kind: "instance", address: "i", settings: { httpPutResponseHopLimit: known(3) }, image: imageV2 }),
      resource({ kind: "account-defaults", address: "d", settings: { httpTokens: known("required") } }),
    ];
    expect(said(effective(resources, "i", "httpTokens"))).toBe("required by account-default");
    expect(said(effective(resources, "i", "httpPutResponseHopLimit"))).toBe("3 by launch");
  });
});

describe("account defaults", () => {
  const instance = (region?: string, provider = "aws") => resource({ kind: "instance", address: "i", provider, ...(region === undefined ? {} : { region }) });
  const defaults = (region?: string, provider = "aws") =>
    resource({ kind: "account-defaults", address: "d", provider, ...(region === undefined ? {} : { region }), settings: { httpTokens: known("required") } });

  it("count in the same provider configuration and Region only", () => {
    expect(said(effective([instance("eu-west-1"), defaults("eu-west-1")], "i", "httpTokens"))).toBe("required by account-default");
    expect(said(effective([instance("eu-west-1"), defaults("us-east-1")], "i", "httpTokens"))).toBe("optional by aws-default");
    expect(said(effective([instance(undefined, "aws.west"), defaults()], "i", "httpTokens"))).toBe("optional by aws-default");
  });

  it("count for every configuration of the same account, and for no other account", () => {
    const west = { ...instance("us-west-2"), placement: { provider: "aws", region: "us-west-2" } };
    const throughAlias = { ...defaults("us-west-2"), placement: { provider: "aws.west", region: "us-west-2" } };
    const otherAccount = { ...throughAlias, placement: { ...throughAlias.placement, account: 'assume_role { role_arn = "x" }' } };
    expect(said(effective([west, throughAlias], "i", "httpTokens"))).toBe("required by account-default");
    expect(said(effective([west, otherAccount], "i", "httpTokens"))).toBe("optional by aws-default");
  });

  it("leave the option unknown where a Region is not known", () => {
    const somewhereElse = { ...instance(), placement: { provider: "aws", regionUnknown: "var.region has no default" } };
    expect(effective([somewhereElse, defaults("eu-west-1")], "i", "httpTokens")).toMatchObject({ state: "unknown", why: "it is not known whether d is for the same Region (var.region has no default)" });
    expect(said(effective([instance("eu-west-1"), defaults()], "i", "httpTokens"))).toBe("unknown by account-default");
  });

  it("that may not exist, or that contradict each other, are unknown", () => {
    const conditional = resource({ kind: "account-defaults", address: "d", scenarios: [scenario({ when: [{ condition: "d has instances", holds: true }], settings: { httpTokens: known("required") } })] });
    expect(effective([instance(), conditional], "i", "httpTokens")).toMatchObject({ state: "unknown", why: "it is not known whether d has instances" });
    const other = resource({ kind: "account-defaults", address: "e", settings: { httpPutResponseHopLimit: known(2) } });
    expect(effective([instance(), defaults(), other], "i", "httpTokens")).toMatchObject({ state: "unknown", why: "d and e are both for this Region" });
    expect(said(effective([instance(), defaults(), { ...defaults(), address: "e" }], "i", "httpTokens"))).toBe("required by account-default");
  });

  it("may be told by the user, for one Region or all", () => {
    const facts: Facts = { accountDefaults: { "*": { httpTokens: "required", at: somewhere() }, "eu-west-1": { httpTokens: "optional", at: somewhere() } }, images: {} };
    expect(said(effective([instance("us-east-1")], "i", "httpTokens", facts))).toBe("required by account-default");
    expect(said(effective([instance("eu-west-1")], "i", "httpTokens", facts))).toBe("optional by account-default");
  });

  it("that are unknown leave the option unknown, with the reason", () => {
    const unknown = resource({ kind: "account-defaults", address: "d", settings: { httpTokens: unknownSetting("var.t has no default") } });
    expect(effective([instance(), unknown], "i", "httpTokens")).toMatchObject({ state: "unknown", why: "var.t has no default", layer: "account-default" });
  });

  it("do not reach launch configurations, whose unwritten options are documented as optional", () => {
    const configuration = resource({ kind: "launch-configuration", type: "aws_launch_configuration", address: "lc", image: imageV2 });
    const group = resource({ kind: "launcher", type: "aws_autoscaling_group", address: "asg", links: [linkTo("lc", "launch-configuration")] });
    const all = [configuration, group, defaults()];
    expect(said(effective(all, "lc", "httpTokens"))).toBe("optional by aws-default");
    expect(said(effective(all, "asg", "httpTokens"))).toBe("optional by aws-default");
  });
});

describe("launch templates", () => {
  const template = (settings: Partial<Record<SettingName, Setting>>, image?: ImageUse) =>
    resource({ kind: "launch-template", type: "aws_launch_template", address: "lt", names: ["web"], settings, ...(image === undefined ? {} : { image }) });

  it("decide what the instance leaves out, option by option", () => {
    const all = [
      template({ httpTokens: known("required"), httpPutResponseHopLimit: known(2) }),
      resource({ kind: "instance", address: "i", links: [linkTo("lt")], settings: { httpPutResponseHopLimit: known(1) } }),
    ];
    expect(said(effective(all, "i", "httpTokens"))).toBe("required by launch-template");
    expect(said(effective(all, "i", "httpPutResponseHopLimit"))).toBe("1 by launch");
  });

  it("are found by name, and tell their way in the trail", () => {
    const at = somewhere();
    const link = { to: "launch-template", target: { state: "named", name: "web", at, trail: [] }, version: { state: "absent", at } } as const;
    const setting = effective([template({ httpTokens: known("optional") }), resource({ kind: "instance", address: "i", links: [link] })], "i", "httpTokens");
    expect(said(setting)).toBe("optional by launch-template");
    expect(setting.at).toEqual(at);
    expect(setting.state === "known" && setting.trail.map((hop) => hop.note)).toEqual(["set in the launch template", "launches through lt"]);
  });

  it("bring their image, unless the instance names one", () => {
    const own = resource({ kind: "instance", address: "i", links: [linkTo("lt")], image: imageNone });
    const inherited = resource({ kind: "instance", address: "j", links: [linkTo("lt")] });
    const all = [template({}, imageV2), own, inherited];
    expect(said(effective(all, "i", "httpTokens"))).toBe("optional by aws-default");
    expect(said(effective(all, "j", "httpTokens"))).toBe("required by image");
  });

  it("outside the scanned code leave unset options unknown", () => {
    const setting = effective([resource({ kind: "instance", address: "i", links: [linkTo("aws_launch_template.elsewhere")] })], "i", "httpTokens");
    expect(setting).toMatchObject({ state: "unknown", why: "launch template aws_launch_template.elsewhere is not in the scanned code", layer: "launch-template" });
  });

  it("of a mixed instances policy are each a scenario of their own", () => {
    const safe = resource({ kind: "launch-template", address: "safe", settings: { httpTokens: known("required") } });
    const weak = resource({ kind: "launch-template", address: "weak" });
    const group = resource({ kind: "launcher", address: "asg", links: [linkTo("safe"), linkTo("weak")] });
    const [found] = link([group, safe, weak], undefined, noFacts);
    expect(found?.scenarios.map(({ when, settings }) => [when.map((each) => each.condition).join(), said(settings.httpTokens)])).toEqual([
      ["launched through safe", "required by launch-template"],
      ["launched through weak", "optional by aws-default"],
    ]);
    expect(found?.through).toEqual(["safe", "weak"]);
  });

  it("of which not even the names are known are told apart by their lines", () => {
    const source = { path: "main.tf", text: "a\nb\nc" };
    const unseen = (start: number): Link => ({ to: "launch-template", target: { state: "unknown", why: "var.x has no value here", at: { source, span: { start, end: start + 1 } }, trail: [] }, version: { state: "absent", at: somewhere() } });
    const [found] = link([resource({ kind: "launcher", address: "asg", links: [unseen(0), unseen(4)] })], undefined, noFacts);
    expect(found?.scenarios.map(({ when }) => when.map((each) => each.condition))).toEqual([["launched through another launch template (line 1)"], ["launched through another launch template (line 3)"]]);
  });

  it("agree with the instance about conditions", () => {
    const condition = (holds: boolean) => ({ condition: "IsProd", holds });
    const both = (of: (holds: boolean) => Parameters<typeof scenario>[0]) => [true, false].map((holds) => scenario({ when: [condition(holds)], ...of(holds) }));
    const lt = resource({ kind: "launch-template", address: "lt", scenarios: both((holds) => ({ settings: { httpTokens: known(holds ? "required" : "optional") } })) });
    const instance = resource({ kind: "instance", address: "i", scenarios: both(() => ({ links: [linkTo("lt")] })) });
    const found = link([lt, instance], undefined, noFacts).find((each) => each.resource.address === "i");
    expect(found?.scenarios.map(({ when, settings }) => [when, said(settings.httpTokens)])).toEqual([
      [[condition(true)], "required by launch-template"],
      [[condition(false)], "optional by launch-template"],
    ]);
  });

  it("of one name are not mistaken for each other", () => {
    const at = somewhere();
    const link = { to: "launch-template", target: { state: "named", name: "web", at, trail: [] }, version: { state: "absent", at } } as const;
    const twin = { ...template({ httpTokens: known("optional") }), address: "twin" };
    expect(said(effective([template({ httpTokens: known("required") }), twin, resource({ kind: "instance", address: "i", links: [link] })], "i", "httpTokens"))).toBe("unknown by launch-template");
  });

  it("over too many ways to launch nothing is claimed", () => {
    const templates = Array.from({ length: 70 }, (_, at) => resource({ kind: "launch-template", address: `lt${at}`, settings: { httpTokens: known("required") } }));
    const group = resource({ kind: "launcher", address: "asg", links: templates.map((each) => linkTo(each.address)) });
    expect(effective([...templates, group], "asg", "httpTokens")).toMatchObject({ state: "unknown", why: "there are 70 ways to launch, more than can be told apart" });
  });
});

describe("images", () => {
  const withImage = (image: ImageUse) => resource({ kind: "instance", address: "i", image });
  const described = (by: "ssm-parameter" | "image-name", ...patterns: string[]): ImageUse => ({ state: "described", by, patterns, at: somewhere(), trail: [] });
  const ami = (support: Setting | undefined) =>
    resource({ kind: "image", type: "aws_ami", address: "aws_ami.a", settings: { imageOrigin: known("registered"), ...(support === undefined ? {} : { imdsSupport: support }) } });
  const inCode: ImageUse = { state: "resource", address: "aws_ami.a", at: somewhere(), trail: [] };

  it.each([
    ["AL2023 by parameter", described("ssm-parameter", "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-6.1-arm64"), "required by image"],
    ["AL2023 for ECS", described("ssm-parameter", "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"), "required by image"],
    ["AL2023 by name", described("image-name", "al2023-ami-2023.*-x86_64"), "required by image"],
    ["AL2 by parameter", described("ssm-parameter", "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2"), "optional by aws-default"],
    ["AL2023 by a wider name", described("image-name", "al2023-*"), "required by image"],
    ["a pattern that is too wide", described("image-name", "al*"), "optional by aws-default"],
    ["one of two patterns is not known", described("image-name", "al2023-ami-*", "ubuntu/*"), "optional by aws-default"],
    ["Ubuntu", described("image-name", "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-*"), "optional by aws-default"],
  ] as const)("%s", (_, image, result) => {
    expect(said(effective([withImage(image)], "i", "httpTokens"))).toBe(result);
  });

  it("of the same code count by their imds_support", () => {
    expect(said(effective([ami(known("v2.0")), withImage(inCode)], "i", "httpTokens"))).toBe("required by image");
    expect(said(effective([ami(undefined), withImage(inCode)], "i", "httpTokens"))).toBe("optional by aws-default");
  });

  it("that are copies inherit, also through several copies, and never for ever", () => {
    const copy = (address: string, of: string) =>
      resource({ kind: "image", type: "aws_ami_copy", address, settings: { imageOrigin: known("copied") }, image: { state: "resource", address: of, at: somewhere(), trail: [] } });
    const instance = withImage({ state: "resource", address: "c2", at: somewhere(), trail: [] });
    expect(said(effective([ami(known("v2.0")), copy("c1", "aws_ami.a"), copy("c2", "c1"), instance], "i", "httpTokens"))).toBe("required by image");
    expect(said(effective([copy("c1", "c2"), copy("c2", "c1"), instance], "i", "httpTokens"))).toBe("optional by aws-default");
    expect(effective([ami(known("v2.0")), copy("c1", "aws_ami.a")], "c1", "imdsSupport")).toMatchObject({ state: "known", value: "v2.0", layer: "image" });
  });

  it("made from an instance inherit from its image", () => {
    const base = resource({ kind: "instance", address: "base", image: imageV2 });
    const made = resource({ kind: "image", type: "aws_ami_from_instance", address: "made", settings: { imageOrigin: known("copied") }, image: { state: "resource", address: "base", at: somewhere(), trail: [] } });
    const instance = withImage({ state: "resource", address: "made", at: somewhere(), trail: [] });
    expect(said(effective([base, made, instance], "i", "httpTokens"))).toBe("required by image");
  });

  it("may be told by the user", () => {
    const facts: Facts = { accountDefaults: {}, images: { "ami-0123": "v2.0" } };
    const named: ImageUse = { state: "named", name: "ami-0123", at: somewhere(), trail: [] };
    expect(said(effective([withImage(named)], "i", "httpTokens", facts))).toBe("required by image");
    expect(said(effective([withImage(named)], "i", "httpTokens"))).toBe("optional by aws-default");
  });
});
