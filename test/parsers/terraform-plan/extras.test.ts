import { describe, expect, it } from "vitest";
import { found, only, parsePlan, plan, code, refers } from "./support.ts";

describe("the keys of the tags that machines get", () => {
  it.each<[string, string, unknown, unknown, readonly string[]]>([
    ["with the provider's", "aws_instance.x", { tags: { a: "1" }, tags_all: { a: "1", "b/c": "2" } }, {}, ["a", "b/c"]],
    ["without tags_all", "aws_instance.x", { tags: { a: "1" } }, {}, ["a"]],
    ["a template's for instances", "aws_launch_template.x", { tags: { a: "1" }, tag_specifications: [{ resource_type: "volume", tags: { b: "1" } }, { resource_type: "instance", tags: { c: "1" } }] }, {}, ["c"]],
    ["what a group passes on", "aws_autoscaling_group.x", { tag: [{ key: "a", propagate_at_launch: true }, { key: "b", propagate_at_launch: false }] }, {}, ["a"]],
    ["nothing of what is secret", "aws_instance.x", { tags: { a: "1" } }, { tags: true }, []],
    ["nothing of what is null", "aws_instance.x", { tags: null, tags_all: null }, {}, []],
  ])("%s", async (_, address, after, sensitive, expected) => {
    const scenario = only(found(await parsePlan(plan([{ address, after, sensitive }])), address));
    expect((scenario.tagKeys ?? []).map(({ key }) => key)).toEqual(expected);
  });
});

describe("the default version of a launch template", () => {
  const address = "aws_launch_template.x";
  it.each<[string, unknown, unknown, Readonly<Record<string, unknown>>, string]>([
    ["stays 1", { update_default_version: null }, { default_version: true }, {}, "1"],
    ["follows", { update_default_version: true }, { default_version: true }, { update_default_version: { constant_value: true } }, "$Latest"],
    ["is pinned", { default_version: 3 }, {}, { default_version: { constant_value: 3 } }, "3"],
    ["was moved by somebody", { default_version: 3 }, {}, {}, "3"],
    ["is known only after apply", {}, { default_version: true }, { default_version: refers("aws_launch_template.y.latest_version", "aws_launch_template.y") }, "unknown"],
  ])("%s", async (_, after, unknown, expressions, expected) => {
    const other = { address: "aws_launch_template.y", after: {}, unknown: { latest_version: true } };
    const text = plan([{ address, after, unknown }, other], code({ [address]: expressions, "aws_launch_template.y": {} }));
    const { defaultVersion } = found(await parsePlan(text), address);
    expect(defaultVersion?.state === "known" ? String(defaultVersion.value) : defaultVersion?.state).toBe(expected);
  });
});

it("an override of a mixed instances policy knows the template that it replaces", async () => {
  const specification = (name: string) => [{ launch_template_id: "", launch_template_name: name, version: "$Latest" }];
  const after = { mixed_instances_policy: [{ launch_template: [{ launch_template_specification: specification("common"), override: [{ instance_type: "t3.micro" }, { launch_template_specification: specification("own") }] }] }] };
  const { links } = only(found(await parsePlan(plan([{ address: "aws_autoscaling_group.g", after }])), "aws_autoscaling_group.g"));
  expect(links.map(({ target, instead }) => [target.state === "named" && target.name, instead?.state === "named" && instead.name])).toEqual([
    ["common", false],
    ["own", "common"],
  ]);
});

describe("declarative policies", () => {
  const content = JSON.stringify({ ec2_attributes: { instance_metadata_defaults: { http_tokens: { "@@assign": "required" }, http_put_response_hop_limit: { "@@assign": "2" } } } });
  const address = "aws_organizations_policy.p";

  it("hold the account defaults", async () => {
    const policy = found(await parsePlan(plan([{ address, after: { type: "DECLARATIVE_POLICY_EC2", content } }])), address);
    expect(policy.kind).toBe("guardrail");
    expect(only(policy).settings).toMatchObject({ httpTokens: { value: "required" }, httpPutResponseHopLimit: { value: "2" }, httpEndpoint: { state: "absent" } });
  });

  it.each<[string, unknown]>([
    ["another type", { type: "SERVICE_CONTROL_POLICY", content }],
    ["something else in it", { type: "DECLARATIVE_POLICY_EC2", content: "{}" }],
    ["no JSON in it", { type: "DECLARATIVE_POLICY_EC2", content: "{" }],
    ["content that is not known", { type: "DECLARATIVE_POLICY_EC2" }],
  ])("%s is none", async (_, after) => {
    expect((await parsePlan(plan([{ address, after }]))).resources).toEqual([]);
  });
});

it("what a policy assigns in a secret content, or under a secret type, is not read", async () => {
  const content = JSON.stringify({ ec2_attributes: { instance_metadata_defaults: { http_tokens: { "@@assign": "required" } } } });
  const after = { type: "DECLARATIVE_POLICY_EC2", content };
  for (const sensitive of [{ content: true }, { type: true }]) {
    expect((await parsePlan(plan([{ address: "aws_organizations_policy.p", after, sensitive }]))).resources).toEqual([]);
  }
});

describe("the types of the Cloud Control provider", () => {
  it("have lists of tags", async () => {
    const tags = [{ key: "a/b", value: "1", propagate_at_launch: true }, { key: "c", value: "2", propagate_at_launch: false }];
    const parsed = await parsePlan(plan([{ address: "awscc_ec2_instance.x", after: { tags } }, { address: "awscc_autoscaling_auto_scaling_group.g", after: { tags } }]));
    const keys = (address: string): unknown => only(found(parsed, address)).tagKeys?.map(({ key }) => key);
    expect(keys("awscc_ec2_instance.x")).toEqual(["a/b", "c"]);
    expect(keys("awscc_autoscaling_auto_scaling_group.g")).toEqual(["a/b"]);
  });

  it("cannot move the default version of a template", async () => {
    const parsed = await parsePlan(plan([{ address: "awscc_ec2_launch_template.x", after: { default_version_number: "7" } }]));
    expect(found(parsed, "awscc_ec2_launch_template.x").defaultVersion).toMatchObject({ state: "known", value: 1 });
  });
});
