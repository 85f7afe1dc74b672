import { describe, expect, it } from "vitest";
import type { Resource } from "../../../src/model/resource.ts";
import { locate } from "../../../src/model/source.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

function keys(resource: Resource): readonly string[] {
  return (resource.scenarios[0]?.tagKeys ?? []).map(({ key, at: place }) => `${key} at line ${locate(place).start.line}`);
}

describe("the keys of the tags that machines get", () => {
  it.each<[string, string, readonly string[]]>([
    ["an instance's own", 'resource "aws_instance" "x" {\n  tags = {\n    a = 1\n    "b/c" = 2\n  }\n}', ["a at line 3", "b/c at line 4"]],
    ["and those of its provider", 'resource "aws_instance" "x" {\n  tags = { a = 1 }\n}\nprovider "aws" {\n  default_tags {\n    tags = { d = 1 }\n  }\n}', ["a at line 2", "d at line 6"]],
    ["not those of its volumes", 'resource "aws_instance" "x" {\n  volume_tags = { a = 1 }\n}', []],
    ["merged ones", 'locals {\n  more = { b = 2 }\n}\nresource "aws_instance" "x" {\n  tags = merge({ a = 1 }, local.more)\n}', ["a at line 5", "b at line 5"]],
    ["nothing of what is partly unknown", 'resource "aws_instance" "x" {\n  tags = merge({ a = 1 }, var.unset)\n}', []],
    ["a template's for instances", 'resource "aws_launch_template" "x" {\n  tags = { a = 1 }\n  tag_specifications {\n    resource_type = "volume"\n    tags = { b = 1 }\n  }\n  tag_specifications {\n    resource_type = "instance"\n    tags = { c = 1 }\n  }\n}', ["c at line 9"]],
    ["what a group passes on", 'resource "aws_autoscaling_group" "x" {\n  tag {\n    key = "a"\n    propagate_at_launch = true\n  }\n  tag {\n    key = "b"\n    propagate_at_launch = false\n  }\n}\nprovider "aws" {\n  default_tags {\n    tags = { d = 1 }\n  }\n}', ["a at line 3"]],
    ["by dynamic blocks", 'resource "aws_autoscaling_group" "x" {\n  dynamic "tag" {\n    for_each = { "k/1" = 1 }\n    content {\n      key = tag.key\n      propagate_at_launch = true\n    }\n  }\n}', ["k/1 at line 5"]],
    ["awscc's lists", 'resource "awscc_ec2_instance" "x" {\n  tags = [{ key = "a", value = "1" }]\n}', ["a at line 2"]],
  ])("%s", async (_, text, expected) => {
    const { resources } = await parseTerraform({ "main.tf": text });
    expect(resources.flatMap(keys)).toEqual(expected);
  });
});

describe("the default version of a launch template", () => {
  it.each<[string, string]>([
    ["", "1"],
    ["update_default_version = true", "$Latest"],
    ["update_default_version = false", "1"],
    ['update_default_version = "true"', "$Latest"],
    ["default_version = 4", "4"],
    ["default_version = null", "1"],
    ["update_default_version = false\n  default_version = 2", "2"],
    ["update_default_version = var.unset", "unknown"],
    ["default_version = var.unset", "unknown"],
  ])("%s", async (argument, expected) => {
    const result = await parseTerraform({ "main.tf": `resource "aws_launch_template" "x" {\n  ${argument}\n}\n` });
    const { defaultVersion } = at(result, "aws_launch_template.x");
    expect(defaultVersion?.state === "known" ? String(defaultVersion.value) : defaultVersion?.state).toBe(expected);
  });

  it("of awscc never moves; other resources have none", async () => {
    const result = await parseTerraform({ "main.tf": 'resource "awscc_ec2_launch_template" "x" {}\nresource "aws_instance" "y" {}\n' });
    expect(at(result, "awscc_ec2_launch_template.x").defaultVersion).toMatchObject({ state: "known", value: 1 });
    expect(at(result, "aws_instance.y").defaultVersion).toBeUndefined();
  });
});

describe("declarative policies", () => {
  const defaults = '{ ec2_attributes = { instance_metadata_defaults = { http_tokens = { "@@assign" = "required" }, http_put_response_hop_limit = { "@@assign" = 2 } } } }';
  it.each<[string, string]>([
    ["jsonencode", `content = jsonencode(${defaults})`],
    ["a text", `content = <<EOT\n{"ec2_attributes":{"instance_metadata_defaults":{"http_tokens":{"@@assign":"required"},"http_put_response_hop_limit":{"@@assign":2}}}}\nEOT`],
  ])("written with %s", async (_, content) => {
    const result = await parseTerraform({ "main.tf": `resource "aws_organizations_policy" "p" {\n  type = "DECLARATIVE_POLICY_EC2"\n  ${content}\n}\n` });
    const { kind, scenarios } = at(result, "aws_organizations_policy.p");
    expect(kind).toBe("guardrail");
    expect(scenarios[0]?.settings).toMatchObject({ httpTokens: { value: "required" }, httpPutResponseHopLimit: { value: 2 }, httpEndpoint: { state: "absent" } });
  });

  it.each<[string, string]>([
    ["another type", `type = "SERVICE_CONTROL_POLICY"\n  content = jsonencode(${defaults})`],
    ["no type, which means a service control policy", `content = jsonencode(${defaults})`],
    ["something else in it", 'type = "DECLARATIVE_POLICY_EC2"\n  content = "{}"'],
    ["no JSON in it", 'type = "DECLARATIVE_POLICY_EC2"\n  content = "{"'],
    ["unknown content", 'type = "DECLARATIVE_POLICY_EC2"\n  content = var.unset'],
    ["deep content", `type = "DECLARATIVE_POLICY_EC2"\n  content = "${"[".repeat(3000)}${"]".repeat(3000)}"`],
  ])("%s is none", async (_, body) => {
    const { resources } = await parseTerraform({ "main.tf": `resource "aws_organizations_policy" "p" {\n  ${body}\n}\n` });
    expect(resources).toEqual([]);
  });
});
