import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/model/rule.ts";
import { fill, fixOf, knownPlaceholders, placeholdersIn, type View } from "../../src/rules/message.ts";
import { valueWords } from "../../src/model/value-words.ts";
import { conditions } from "../../src/report/words.ts";
import { assumptionWords, conditionWords, settingWords } from "../../src/rules/words.ts";
import { evaluate } from "../../src/rules/evaluate.ts";
import { absent, check, known, line, resource, ruleNamed, scenario, standard, unknown, verdict, type Options, type Settings } from "./make.ts";

const cloudformation: Options = { format: "cloudformation", type: "AWS::EC2::Instance", address: "Web" };
const account: Options = { kind: "account", type: "provider", address: "provider.aws in eu-west-1" };
const image: Options = { kind: "image", type: "aws_ami", address: "aws_ami.base" };

describe("tokens-required says", () => {
  it.each<[string, Settings, Options, string]>([
    ["explicitly optional", { httpTokens: known("optional", "launch") }, {}, 'definite: aws_instance.web accepts IMDSv1: http_tokens is explicitly "optional", which also overrides an account default or an image that would require tokens.'],
    ["the template is optional", { httpTokens: known("optional", "launch-template") }, {}, 'definite: aws_instance.web accepts IMDSv1: its launch template says explicitly that http_tokens is "optional", which also overrides an account default or an image that would require tokens.'],
    ["the account default is optional", { httpTokens: known("optional", "account-default") }, {}, 'definite: aws_instance.web accepts IMDSv1: it does not set http_tokens itself, and the account default is "optional", which also overrides an image that would require tokens.'],
    ["nothing sets it", {}, {}, 'definite: aws_instance.web accepts IMDSv1: nothing sets http_tokens, and the default of AWS is "optional".'],
    ["nothing sets it, and the image is unknown", { imdsSupport: unknown("nothing is known of image ami-1") }, {}, 'definite: aws_instance.web accepts IMDSv1, unless its image requires tokens: nothing sets http_tokens, and the default of AWS is "optional".'],
    ["explicitly optional over a safer layer, which weakened-override tells", { httpTokens: known("optional", "launch"), weakenedOptions: known("http_tokens") }, {}, 'definite: aws_instance.web accepts IMDSv1: http_tokens is explicitly "optional".'],
    ["nothing sets it, in CloudFormation's words", {}, cloudformation, 'definite: Web accepts IMDSv1: nothing sets HttpTokens, and the default of AWS is "optional".'],
    ["a value that AWS does not have", { httpTokens: known("Required") }, {}, 'definite: aws_instance.web does not require tokens: http_tokens is "Required", not "required".'],
    ["a boolean", { httpTokens: known(true) }, {}, 'definite: aws_instance.web does not require tokens: http_tokens is true, not "required".'],
    ["tokens that are written are not sent", { unsentOptions: known("http_tokens") }, {}, 'definite: aws_instance.web accepts IMDSv1: no http_tokens reaches AWS, whose default is "optional".'],
    ["unknown", { httpTokens: unknown("var.tokens has no default") }, {}, 'possible: aws_instance.web may accept IMDSv1: http_tokens is not known to be "required" (var.tokens has no default).'],
    ["nothing when required", { httpTokens: known("required", "image") }, {}, "silent"],
    ["nothing when the endpoint is off", { httpEndpoint: known("disabled") }, {}, "silent"],
  ])("%s", (_, settings, options, expected) => {
    expect(verdict("tokens-required", settings, options)).toBe(expected);
  });
});

describe("hop-limit says", () => {
  const hops = (setting: Settings["httpPutResponseHopLimit"]): Settings => (setting === undefined ? {} : { httpPutResponseHopLimit: setting });
  it.each<[string, Settings, string]>([
    ["its own setting", hops(known(2)), "definite: aws_instance.web sets http_put_response_hop_limit to 2; at most 1 is allowed."],
    ["a numeric string", hops(known("2")), 'definite: aws_instance.web sets http_put_response_hop_limit to "2"; at most 1 is allowed.'],
    ["the image", hops(known(2, "image")), 'definite: aws_instance.web launches with a hop limit of 2; at most 1 is allowed. Its image makes it so: an image with IMDS support "v2.0" sets the limit to 2 when neither the launch nor the account does.'],
    ["the account", hops(known(3, "account-default")), "definite: aws_instance.web launches with a hop limit of 3, set by the account default; at most 1 is allowed."],
    ["unknown", hops(unknown("var.hops has no default")), "possible: aws_instance.web may launch with a hop limit above 1: http_put_response_hop_limit is not known (var.hops has no default)."],
    ["several values, all too high", hops(unknown("var.hops", [2, 3])), "definite: aws_instance.web launches with a hop limit of 2 or 3, set by its own settings; at most 1 is allowed."],
    ["nothing for 1", hops(known(1)), "silent"],
    ["nothing for AWS's default", {}, "silent"],
    ["nothing when the endpoint is off", { ...hops(known(64)), httpEndpoint: known("disabled") }, "silent"],
  ])("%s", (_, settings, expected) => {
    expect(verdict("hop-limit", settings)).toBe(expected);
  });
});

describe("endpoint-enabled says", () => {
  it.each<[string, Settings, string]>([
    ["its own setting", { httpEndpoint: known("disabled") }, 'definite: aws_instance.web switches the metadata service off (http_endpoint is "disabled"): SDKs, agents and the credentials of the machine\'s role stop working.'],
    ["the template", { httpEndpoint: known("disabled", "launch-template") }, 'definite: aws_instance.web launches without the metadata service (http_endpoint is "disabled", set by its launch template): SDKs, agents and the credentials of the machine\'s role stop working.'],
    ["unknown", { httpEndpoint: unknown("var.endpoint has no default") }, "possible: aws_instance.web may switch the metadata service off: http_endpoint is not known (var.endpoint has no default)."],
    ["nothing otherwise", {}, "silent"],
  ])("%s", (_, settings, expected) => {
    expect(verdict("endpoint-enabled", settings)).toBe(expected);
  });
});

describe("dropped-options says", () => {
  it.each<[string, Settings, string]>([
    ["what is not sent", { unsentOptions: known("http_tokens, http_put_response_hop_limit") }, 'definite: What is written for aws_instance.web does not reach AWS: "http_tokens, http_put_response_hop_limit".'],
    ["unknown", { unsentOptions: unknown("var.endpoint has no default") }, "possible: What is written for aws_instance.web may not reach AWS: var.endpoint has no default."],
    ["nothing when all is sent", { unsentOptions: absent("launch") }, "silent"],
  ])("%s", (_, settings, expected) => {
    expect(verdict("dropped-options", settings)).toBe(expected);
  });
});

describe("account-defaults says", () => {
  it.each<[string, Settings, string]>([
    ["nothing declared", { httpTokens: absent("aws-default") }, "definite: provider.aws in eu-west-1 launches machines, but no aws_ec2_instance_metadata_defaults requires tokens there: a machine whose own settings leave http_tokens out accepts IMDSv1, unless its image forbids it."],
    ["optional", { httpTokens: known("optional", "account-default") }, 'definite: The account defaults of provider.aws in eu-west-1 set http_tokens to "optional": machines that leave it out accept IMDSv1, even when their image would require tokens.'],
    ["left out, so cleared", { httpTokens: known("no-preference", "account-default") }, 'definite: The account defaults of provider.aws in eu-west-1 do not require tokens: http_tokens is "no-preference", which also clears what was set in the account before. Terraform sends it for an argument that is left out (for the hop limit -1).'],
    ["absent but declared", { httpTokens: absent("account-default") }, 'definite: The account defaults of provider.aws in eu-west-1 do not require tokens: http_tokens is not set, not "required".'],
    ["a value that AWS does not have", { httpTokens: known("Required", "account-default") }, 'definite: The account defaults of provider.aws in eu-west-1 do not require tokens: http_tokens is "Required", not "required".'],
    ["unknown", { httpTokens: unknown("var.tokens has no default") }, "possible: The account defaults of provider.aws in eu-west-1 may not require tokens: http_tokens is not known (var.tokens has no default)."],
    ["nothing when required", { httpTokens: known("required", "account-default") }, "silent"],
  ])("%s", (_, settings, expected) => {
    expect(verdict("account-defaults", settings, account)).toBe(expected);
  });
});

describe("ami-imds-support says", () => {
  const registered = { imageOrigin: known("registered", "image") };
  it.each<[string, Settings, string]>([
    ["not set", { ...registered, imdsSupport: absent("image") }, 'definite: aws_ami.base is registered without imds_support = "v2.0": machines launched from it accept IMDSv1, unless their own settings or the account default require tokens.'],
    ["a value that AWS does not have", { ...registered, imdsSupport: known("v1.0", "image") }, 'definite: aws_ami.base does not make its machines require tokens: imds_support is "v1.0", and the only value that AWS has is "v2.0".'],
    ["unknown", { ...registered, imdsSupport: unknown("var.support has no default") }, 'possible: aws_ami.base may be registered without IMDS support "v2.0": imds_support is not known (var.support has no default).'],
    ["nothing for v2.0", { ...registered, imdsSupport: known("v2.0", "image") }, "silent"],
    ["nothing for a copy", { imageOrigin: known("copied", "image"), imdsSupport: absent("image") }, "silent"],
  ])("%s", (_, settings, expected) => {
    expect(verdict("ami-imds-support", settings, image)).toBe(expected);
  });
});

describe("fix", () => {
  function fixFor(id: string, settings: Settings, options: Options): string | undefined {
    return check(id, resource(settings, options)).findings[0]?.fix;
  }

  it("speaks the words of the format", () => {
    expect(fixFor("tokens-required", {}, {})).toMatch(/`http_tokens = "required"` in the `metadata_options` block of aws_instance\.web/);
    expect(fixFor("tokens-required", {}, cloudformation)).toMatch(/`HttpTokens: required` under `MetadataOptions` of Web: an update without interruption/);
  });

  it("names the parameter whose value it is", () => {
    const place = line(1);
    const weak = (note: string, layer: "launch" | "launch-template" = "launch") => fixFor("tokens-required", { httpTokens: known("optional", layer, line(3), [{ at: place, note }]) }, cloudformation);
    expect(weak("default of parameter Tokens")).toMatch(/The value is the `Default` of parameter Tokens: mended there/);
    expect(weak('parameter Tokens is "optional"')).toMatch(/The value is one of the `AllowedValues` of parameter Tokens: /);
    expect(weak("default of parameter Tokens", "launch-template")).not.toContain("parameter");
    expect(weak("value of the mapping Tokens")).not.toContain("parameter");
  });

  it("names the launch template of which it tells the version", () => {
    const stale = { ...cloudformation, kind: "launcher" as const, type: "AWS::AutoScaling::AutoScalingGroup", through: ["Lt", "Lt2"] };
    expect(fixFor("stale-template-version", { staleVersion: known("version 1 of Lt2") }, stale)).toContain("`Version: !GetAtt Lt2.LatestVersionNumber`");
    expect(fixFor("stale-template-version", { staleVersion: known("the default version of Lt, which stays 1") }, stale)).toContain("`Version: !GetAtt Lt.LatestVersionNumber`");
  });

  it("prefers the words of the resource type", () => {
    expect(fixFor("tokens-required", {}, { type: "aws_spot_instance_request" })).toContain("never sent");
    expect(fixFor("hop-limit", { httpPutResponseHopLimit: known(2, "image") }, { kind: "launch-configuration", type: "aws_launch_configuration" })).toContain("`http_put_response_hop_limit = 1`");
  });

  it("tells how to accept a disabled endpoint on purpose", () => {
    expect(fixFor("endpoint-enabled", { httpEndpoint: known("disabled") }, cloudformation)).toContain('types: ["AWS::EC2::Instance"], rules: { endpoint-enabled: off }');
  });

  it("falls back to another format's words rather than to none", () => {
    const rule: Rule = { ...ruleNamed("tokens-required"), fix: { terraform: "Do this." }, fixByType: {} };
    expect(fixOf(rule, view({}, cloudformation))).toBe("Do this.");
  });

  it("does not take a type for a property of every object", () => {
    expect(fixOf(ruleNamed("tokens-required"), view({}, { type: "constructor" }))).toContain("http_tokens");
  });
});

function view(settings: Settings, options: Options = {}): View {
  return { resource: resource({}, options).resource, scenario: scenario(settings), parameters: { max: 4 } };
}

describe("placeholders", () => {
  it.each([
    ["{address} {type} {param.max}", "aws_instance.web aws_instance 4"],
    ["{httpTokens} {httpTokens.name} {httpTokens.layer}", '"optional" http_tokens the default of AWS'],
    ["{imdsSupport}", "not set"],
    ["{httpEndpoint.why}", 'it is "enabled"'],
    ['metadata_options { http_tokens = "required" }', 'metadata_options { http_tokens = "required" }'],
  ])("%s", (text, expected) => {
    expect(fill(text, view({}))).toBe(expected);
  });

  it("every known one is filled", () => {
    for (const name of knownPlaceholders(["max"])) expect(fill(`{${name}}`, view({}))).not.toContain("{");
  });

  it("are found in texts; other braces are not", () => {
    expect(placeholdersIn("{address} { x } {httpTokens.name} {} {a-b}")).toEqual(["address", "httpTokens.name"]);
  });

  it("in values are not filled again", () => {
    expect(fill("{httpTokens}", view({ httpTokens: known("{address}") }))).toBe('"{address}"');
  });
});

describe("words", () => {
  it.each([
    ["IsProd", true, "condition IsProd is true"],
    ["var.hardened", false, "var.hardened is false"],
    ['var.env == "prod"', true, 'var.env == "prod"'],
    ['var.env == "prod"', false, 'var.env != "prod"'],
    ["var.n == 1", false, "var.n != 1"],
    ["var.n > 1", false, "not (var.n > 1)"],
    ['parameter Tokens is "optional"', false, 'parameter Tokens is not "optional"'],
    ["x has instances", true, "x has instances"],
  ])("show what must hold: %s, %s", (condition, holds, words) => {
    expect(assumptionWords([{ condition, holds }])).toBe(words);
    expect(conditions([{ condition, holds }])).toBe(words);
  });

  it("show values on one line, strings in quotes, long ones cut", () => {
    expect([valueWords(2), valueWords(true), valueWords('a"b\n')]).toEqual(["2", "true", '"a\\"b\\n"']);
    expect(valueWords("x".repeat(1_000_000)).length).toBeLessThan(100);
  });

  it("show settings", () => {
    expect([settingWords(absent()), settingWords(unknown("x")), settingWords(unknown("x", ["a", 1]))]).toEqual(["not set", "unknown", '"a" or 1']);
  });

  it("show conditions", () => {
    const words = conditionWords(
      { any: [{ all: [{ setting: "httpTokens", is: "required" }, { not: { setting: "httpEndpoint", set: true } }] }, { setting: "httpPutResponseHopLimit", above: "max" }, { setting: "imdsSupport", layer: "image" }] },
      "cloudformation",
      { max: 3 },
    );
    expect(words).toBe('(HttpTokens is "required" and not (HttpEndpoint is set)) or HttpPutResponseHopLimit is above 3 or ImdsSupport is set by its image');
  });
});

it("a possible finding names the unknown inputs that its text leaves out", () => {
  const rule: Rule = {
    ...ruleNamed("tokens-required"),
    when: { all: [{ setting: "instanceMetadataTags", is: "enabled" }, { not: { setting: "httpTokens", is: "required" } }] },
    message: [{ text: "Tags are open." }],
  };
  const settings: Settings = { instanceMetadataTags: unknown("var.tags has no default"), httpTokens: known("optional") };
  const [finding] = evaluateRule(rule, settings);
  expect(finding?.message).toBe("Tags are open. instance_metadata_tags is unknown: var.tags has no default.");
});

function evaluateRule(rule: Rule, settings: Settings) {
  return evaluate([resource(settings)], [rule], standard).findings;
}
