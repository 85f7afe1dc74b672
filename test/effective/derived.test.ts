import { describe, expect, it } from "vitest";
import type { EffectiveSetting, Facts } from "../../src/model/effective.ts";
import type { ImageUse, Link, Resource, Scenario, TagKey } from "../../src/model/resource.ts";
import type { Scalar, Setting, SettingName } from "../../src/model/setting.ts";
import { link } from "../../src/effective/link.ts";
import { known, linkTo, resource, scenario, somewhere, unknownSetting, type Wish } from "../support/resource-builder.ts";

type Given = NonNullable<Wish["settings"]>;

const noFacts: Facts = { accountDefaults: {}, images: {} };

/** What a derived setting says of one resource among others: its text, "perhaps: " and the reason, or "nothing". */
function says(name: SettingName, address: string, resources: readonly Resource[], facts: Facts = noFacts): string {
  const setting = settingOf(name, address, resources, facts);
  switch (setting?.state) {
    case "known":
      return String(setting.value);
    case "unknown":
      return `perhaps: ${setting.why}`;
    default:
      return "nothing";
  }
}

function settingOf(name: SettingName, address: string, resources: readonly Resource[], facts: Facts = noFacts): EffectiveSetting | undefined {
  return link(resources, undefined, facts).find((effective) => effective.resource.address === address)?.scenarios[0]?.settings[name];
}

function instance(settings: Given = {}, more: Partial<Wish> = {}): Resource {
  return resource({ kind: "instance", type: "aws_instance", address: "web", settings, ...more });
}

function template(settings: Given, defaultVersion?: Setting, more: Partial<Wish> = {}): Resource {
  const made = resource({ kind: "launch-template", type: "aws_launch_template", address: "base", settings, ...more });
  return defaultVersion === undefined ? made : { ...made, defaultVersion };
}

function through(version: Setting, address = "base"): Link {
  return { ...linkTo(address), version };
}

function withExtras(made: Resource, extras: Partial<Scenario>): Resource {
  return { ...made, scenarios: made.scenarios.map((each) => ({ ...each, ...extras })) };
}

describe("invalidOptions", () => {
  const values: readonly [SettingName, Scalar, Partial<Wish>, string][] = [
    ["httpTokens", "required", {}, "nothing"],
    ["httpTokens", "Required", {}, 'http_tokens is "Required" (did you mean "required"?)'],
    ["httpTokens", "no-preference", {}, 'http_tokens is "no-preference" (it takes "optional" or "required")'],
    ["httpTokens", true, {}, 'http_tokens is true (it takes "optional" or "required")'],
    ["httpEndpoint", "", {}, 'http_endpoint is "" (it takes "enabled" or "disabled")'],
    ["httpProtocolIpv6", "disable", {}, 'http_protocol_ipv6 is "disable" (did you mean "disabled"?)'],
    ["httpPutResponseHopLimit", 64, {}, "nothing"],
    ["httpPutResponseHopLimit", "2", {}, "nothing"],
    ["httpPutResponseHopLimit", 65, {}, "http_put_response_hop_limit is 65 (it takes whole numbers from 1 to 64)"],
    ["httpPutResponseHopLimit", -1, {}, "http_put_response_hop_limit is -1 (it takes whole numbers from 1 to 64)"],
    ["httpPutResponseHopLimit", 1.5, {}, "http_put_response_hop_limit is 1.5 (it takes whole numbers from 1 to 64)"],
    ["httpPutResponseHopLimit", false, {}, "http_put_response_hop_limit is false (it takes whole numbers from 1 to 64)"],
    ["httpTokens", "no-preference", { kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults" }, "nothing"],
    ["httpTokens", "no_preference", { kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults" }, 'http_tokens is "no_preference" (did you mean "no-preference"?)'],
    ["httpPutResponseHopLimit", -1, { kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults" }, "nothing"],
    ["httpPutResponseHopLimit", 0, { kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults" }, "http_put_response_hop_limit is 0 (it takes whole numbers from 1 to 64, or -1)"],
    ["imdsSupport", "v2.0", { kind: "image", type: "aws_ami" }, "nothing"],
    ["imdsSupport", "V2.0", { kind: "image", type: "aws_ami" }, 'imds_support is "V2.0" (did you mean "v2.0"?)'],
    ["httpTokens", "required", { kind: "service", type: "aws_sagemaker_notebook_instance" }, "nothing"],
    ["httpTokens", "3", { kind: "service", type: "aws_sagemaker_notebook_instance" }, 'minimum_instance_metadata_service_version is "3" (it takes "1" or "2")'],
  ];
  it.each(values)("%s = %j %j", (name, value, more, expected) => {
    expect(says("invalidOptions", "web", [instance({ [name]: known(value) }, more)])).toBe(expected);
  });

  it("a number in quotes is none for the AWS CLI", () => {
    const made: Resource = { ...instance({ httpPutResponseHopLimit: known("1") }), format: "launch-template-json", type: "run-instances" };
    expect(says("invalidOptions", "web", [made])).toBe('HttpPutResponseHopLimit is "1" (it takes a whole number from 1 to 64 without quotes)');
  });

  it("says nothing of what is not known, and perhaps where some of the possible values are wrong", () => {
    expect(says("invalidOptions", "web", [instance({ httpTokens: unknownSetting("var.x has no default") })])).toBe("nothing");
    expect(says("invalidOptions", "web", [instance({ httpTokens: unknownSetting("var.x", ["required", "optional"]) })])).toBe("nothing");
    expect(says("invalidOptions", "web", [instance({ httpTokens: unknownSetting("var.x", ["required", "on"]) })])).toBe('perhaps: http_tokens may be "on" (it takes "optional" or "required")');
    expect(says("invalidOptions", "web", [instance({ httpTokens: unknownSetting("var.x", ["off", "on"]) })])).toBe('http_tokens is "off" or "on" (it takes "optional" or "required")');
  });

  it("names keys that are no options, and who leaves them unread, at the first mistake in the text", () => {
    const at = { ...somewhere(), span: { start: 0, end: 1 } };
    const made = withExtras(instance({ httpTokens: known("on") }), { strayOptions: [{ key: "http_token", at, known: ["http_tokens"] }, { key: "x", at: somewhere(), known: [], unreadBy: "module.web" }] });
    expect(says("invalidOptions", "web", [made])).toMatch(/^"http_token" is no option here \(did you mean "http_tokens"\?\); /);
    expect(says("invalidOptions", "web", [made])).toContain('module.web does not read "x"');
    expect(settingOf("invalidOptions", "web", [made])?.at).toBe(at);
  });

  it("cuts long values and keeps them on one line", () => {
    const text = says("invalidOptions", "web", [instance({ httpTokens: known(`a\n${"b".repeat(500)}`) })]);
    expect(text).toContain('"a\\nb');
    expect(text.length).toBeLessThan(200);
  });
});

describe("staleVersion", () => {
  const first = known(1);
  const absent: Setting = { state: "absent", at: somewhere() };
  const stays = "the default version of base, which stays 1";
  it.each<[string, Setting, Setting | undefined, string]>([
    ["no version is the default one", absent, first, stays],
    ["$Default", known("$Default"), first, stays],
    ["$Latest", known("$Latest"), first, "nothing"],
    ["the default follows", absent, known("$Latest"), "nothing"],
    ["the default is pinned to 1", absent, known("1"), stays],
    ["the default is pinned to another", absent, known(4), "perhaps: it is not known whether version 4 is the newest one of base"],
    ["whether the default follows is not known", absent, unknownSetting("var.update has no default"), "perhaps: it launches the default version of base, and it is not known whether that follows its updates (var.update has no default)"],
    ["the first version", known("1"), known("$Latest"), "version 1 of base"],
    ["another number", known(2), first, 'perhaps: it is not known whether version 2 is the newest one of base'],
    ["a version that is no number", known("latest"), first, "nothing"],
    ["an unknown version", unknownSetting("var.version has no default"), first, "nothing"],
    ["a template whose default version nobody knows", absent, undefined, "nothing"],
  ])("%s", (_, version, defaultVersion, expected) => {
    const made = resource({ kind: "launcher", type: "aws_autoscaling_group", address: "group", links: [through(version)] });
    expect(says("staleVersion", "group", [made, template({ httpTokens: known("required") }, defaultVersion)])).toBe(expected);
  });

  it.each<[string, Given, Given, string]>([
    ["a template that protects nothing", { httpTokens: known("optional") }, {}, "nothing"],
    ["a template that leaves it open", {}, {}, "nothing"],
    ["a launch that requires tokens itself", { httpTokens: known("required") }, { httpTokens: known("required") }, "nothing"],
    ["a template without endpoint", { httpEndpoint: known("disabled") }, {}, stays],
  ])("%s", (_, theirs, own, expected) => {
    expect(says("staleVersion", "web", [instance(own, { links: [through(absent)] }), template(theirs, first)])).toBe(expected);
  });

  it("stands at the version, or at the template's name where there is none", () => {
    const version = known("$Default");
    const written = through(version);
    expect(settingOf("staleVersion", "web", [instance({}, { links: [written] }), template({ httpTokens: known("required") }, first)])?.at).toBe(version.at);
    const omitted = through(absent);
    expect(settingOf("staleVersion", "web", [instance({}, { links: [omitted] }), template({ httpTokens: known("required") }, first)])?.at).toBe(omitted.target.at);
  });
});

describe("weakenedOptions", () => {
  const version = known("$Latest");
  it.each<[string, Given, Given, string]>([
    ["optional over required", { httpTokens: known("optional") }, { httpTokens: known("required") }, 'http_tokens "optional" instead of "required" (base)'],
    ["optional over nothing", { httpTokens: known("optional") }, {}, "nothing"],
    ["optional over unknown", { httpTokens: known("optional") }, { httpTokens: unknownSetting("var.x has no default") }, "nothing"],
    ["required over required", { httpTokens: known("required") }, { httpTokens: known("required") }, "nothing"],
    ["unknown over required", { httpTokens: unknownSetting("var.x has no default") }, { httpTokens: known("required") }, "nothing"],
    ["nothing over required", {}, { httpTokens: known("required") }, "nothing"],
    ["a higher limit", { httpPutResponseHopLimit: known("2") }, { httpPutResponseHopLimit: known(1) }, 'http_put_response_hop_limit 2 instead of 1 (base)'],
    ["a lower limit", { httpPutResponseHopLimit: known(1) }, { httpPutResponseHopLimit: known(2) }, "nothing"],
    ["an impossible limit", { httpPutResponseHopLimit: known(65) }, { httpPutResponseHopLimit: known(2) }, "nothing"],
    ["an endpoint again", { httpEndpoint: known("enabled") }, { httpEndpoint: known("disabled") }, 'http_endpoint "enabled" instead of "disabled" (base)'],
    ["an endpoint that nobody wrote", { httpPutResponseHopLimit: known(1) }, { httpEndpoint: known("disabled") }, "nothing"],
    ["no endpoint", { httpEndpoint: known("disabled"), httpTokens: known("optional") }, { httpTokens: known("required") }, "nothing"],
    ["two at once", { httpTokens: known("optional"), httpPutResponseHopLimit: known(3) }, { httpTokens: known("required"), httpPutResponseHopLimit: known(1) }, 'http_tokens "optional" instead of "required" (base); http_put_response_hop_limit 3 instead of 1 (base)'],
  ])("%s, over a template", (_, own, theirs, expected) => {
    expect(says("weakenedOptions", "web", [instance(own, { links: [through(version)] }), template(theirs, version)])).toBe(expected);
  });

  const told: Facts = { images: { "ami-1": "v2.0" }, accountDefaults: {} };
  const image: ImageUse = { state: "named", name: "ami-1", at: somewhere(), trail: [] };
  it.each<[string, Given, string]>([
    ["tokens", { httpTokens: known("optional") }, 'http_tokens "optional" instead of "required" (its image)'],
    ["any hop limit, since an image only raises it", { httpPutResponseHopLimit: known(8) }, "nothing"],
  ])("over an image: %s", (_, own, expected) => {
    expect(says("weakenedOptions", "web", [instance(own, { image })], told)).toBe(expected);
  });

  const account: Facts = { images: {}, accountDefaults: { "*": { httpTokens: "required", httpPutResponseHopLimit: 1, at: somewhere() } } };
  it.each<[string, Given, string]>([
    ["tokens", { httpTokens: known("optional") }, 'http_tokens "optional" instead of "required" (the configuration)'],
    ["two hops, as for container hosts", { httpPutResponseHopLimit: known(2) }, "nothing"],
    ["three hops", { httpPutResponseHopLimit: known(3) }, "http_put_response_hop_limit 3 instead of 1 (the configuration)"],
  ])("over an account default: %s", (_, own, expected) => {
    expect(says("weakenedOptions", "web", [instance(own)], account)).toBe(expected);
  });

  it("the template speaks before the account", () => {
    expect(says("weakenedOptions", "web", [instance({ httpTokens: known("optional") }, { links: [through(version)] }), template({ httpTokens: known("optional") }, version)], account)).toBe("nothing");
  });

  it("an override that names a weaker template", () => {
    const common = through(version);
    const own: Link = { ...through(version, "weak"), instead: common.target };
    const group = resource({ kind: "launcher", type: "aws_autoscaling_group", address: "group", links: [own] });
    const weak = template({}, version, { address: "weak" });
    expect(says("weakenedOptions", "group", [group, weak, template({ httpTokens: known("required") }, version)])).toBe('http_tokens "optional" instead of "required" (base)');
    expect(settingOf("weakenedOptions", "group", [group, weak, template({ httpTokens: known("required") }, version)])?.at).toBe(own.target.at);
    expect(says("weakenedOptions", "group", [group, weak, template({}, version)])).toBe("nothing");
  });

  it("an override of a common template that is safe under a condition only, or whose condition is another's", () => {
    const when = (holds: boolean): Scenario["when"] => [{ condition: "Prod", holds }];
    const own: Link = { ...through(version, "weak"), instead: through(version).target };
    const common = template({}, version, { scenarios: [scenario({ when: when(false), settings: {} }), scenario({ when: when(true), settings: { httpTokens: known("required") } })] });
    const weak = template({}, version, { address: "weak" });
    const told = (scenarios: Wish["scenarios"]): readonly string[] => {
      const group = resource({ kind: "launcher", type: "aws_autoscaling_group", address: "group", ...(scenarios === undefined ? { links: [own] } : { scenarios }) });
      const [effective] = link([group, weak, common], undefined, noFacts);
      return (effective?.scenarios ?? []).map((each) => `${each.when.map(({ condition, holds }) => `${condition} ${holds}`).join()}: ${each.settings.weakenedOptions.state}`);
    };
    expect(told(undefined)).toEqual(["Prod false: absent", "Prod true: known"]);
    expect(told([scenario({ when: when(false), settings: {}, links: [own] })])).toEqual(["Prod false: absent"]);
  });

  it("what an override's template does not share with the common one is no further assumption", () => {
    const own: Link = { ...through(version, "weak"), instead: through(version).target };
    const common = template({}, version, { scenarios: [scenario({ when: [{ condition: "base exists", holds: true }], settings: { httpTokens: known("required") } })] });
    const group = resource({ kind: "launcher", type: "aws_autoscaling_group", address: "group", links: [own] });
    const [effective] = link([group, template({}, version, { address: "weak" }), common], undefined, noFacts);
    expect(effective?.scenarios.map(({ when, settings }) => [when, settings.weakenedOptions.state])).toEqual([[[], "known"]]);
  });
});

describe("conflictingDefaults", () => {
  const defaults = (address: string, more: Partial<Wish> = {}): Resource =>
    resource({ kind: "account-defaults", type: "aws_ec2_instance_metadata_defaults", address, settings: { httpTokens: known("required") }, ...more });

  it("of several for one place, all but the first", () => {
    const all = [defaults("a"), defaults("b"), defaults("c")];
    expect(all.map(({ address }) => says("conflictingDefaults", address, all))).toEqual(["nothing", "a", "a and b"]);
  });

  it.each<[string, Partial<Wish>, Partial<Wish>, string]>([
    ["two Regions", { region: "eu-west-1" }, { region: "eu-central-1" }, "nothing"],
    ["one Region by two providers", { region: "eu-west-1" }, { region: "eu-west-1", provider: "aws.b" }, "a"],
    ["two providers without Region", {}, { provider: "aws.b" }, "nothing"],
  ])("%s", (_, one, other, expected) => {
    expect(says("conflictingDefaults", "b", [defaults("a", one), defaults("b", other)])).toBe(expected);
  });

  it("perhaps, when one of them may not exist", () => {
    const perhaps = defaults("b", { scenarios: [scenario({ settings: {}, when: [{ condition: "b has instances", holds: true }] })] });
    expect(says("conflictingDefaults", "b", [defaults("a"), perhaps])).toBe("perhaps: a is for the same account and Region, and it is not known whether b has instances");
  });

  it("perhaps, beside a policy that manages them, but not beside another guardrail", () => {
    const policy = (block: "present" | "absent"): Resource => resource({ kind: "guardrail", type: "aws_organizations_policy", address: "policy", block });
    expect(says("conflictingDefaults", "a", [defaults("a"), policy("present")])).toMatch(/^perhaps: policy manages the same defaults/);
    expect(says("conflictingDefaults", "a", [defaults("a"), policy("absent")])).toBe("nothing");
  });
});

describe("illegalTagKeys", () => {
  const on = { httpTokens: known("required"), instanceMetadataTags: known("enabled") };
  const tags = (...keys: readonly string[]): readonly TagKey[] => keys.map((key) => ({ key, at: somewhere(), trail: [] }));

  it.each<[string, string]>([
    ["Name", "nothing"],
    ["a-Z.0_9:+=,@", "nothing"],
    ["aws:autoscaling:groupName", "nothing"],
    ["kubernetes.io/cluster/blue", '"kubernetes.io/cluster/blue"'],
    ["Cost Center", '"Cost Center"'],
    ["größe", '"größe"'],
    [".", '"."'],
    ["..", '".."'],
    ["...", "nothing"],
    ["_index", '"_index"'],
    ["index", "nothing"],
    ["", '""'],
    ["a\nb", '"a\\nb"'],
  ])("%j", (key, expected) => {
    expect(says("illegalTagKeys", "web", [withExtras(instance(on), { tagKeys: tags(key) })])).toBe(expected);
  });

  it("says nothing while tags are not in the metadata, or it is not known whether they are", () => {
    for (const settings of [{}, { instanceMetadataTags: known("disabled") }, { instanceMetadataTags: unknownSetting("var.x has no default") }]) {
      expect(says("illegalTagKeys", "web", [withExtras(instance(settings), { tagKeys: tags("a/b") })])).toBe("nothing");
    }
  });

  it("an account default switches them on, too", () => {
    const facts: Facts = { images: {}, accountDefaults: { "*": { instanceMetadataTags: "enabled", at: somewhere() } } };
    expect(says("illegalTagKeys", "web", [withExtras(instance(), { tagKeys: tags("a/b") })], facts)).toBe('"a/b"');
  });

  it("the template's tags count for who launches through it, each key once; what it brings about alone is its own fault", () => {
    const base = withExtras(template(on), { tagKeys: tags("a/b", "ok") });
    const own = withExtras(instance({}, { links: [linkTo("base")] }), { tagKeys: tags("a/b", "c d") });
    expect(says("illegalTagKeys", "web", [own, base])).toBe('"a/b", "c d"');
    expect(settingOf("illegalTagKeys", "web", [own, base])?.layer).toBe("launch");
    expect(settingOf("illegalTagKeys", "web", [instance({}, { links: [linkTo("base")] }), base])?.layer).toBe("launch-template");
    const plain = withExtras(template({ httpTokens: known("required") }), { tagKeys: tags("a/b") });
    expect(settingOf("illegalTagKeys", "web", [instance(on, { links: [linkTo("base")] }), plain])?.layer).toBe("launch");
  });
});
