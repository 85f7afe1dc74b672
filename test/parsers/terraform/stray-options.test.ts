import { describe, expect, it } from "vitest";
import type { Resource, StrayOption } from "../../../src/model/resource.ts";
import { locate } from "../../../src/model/source.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

function strays(resource: Resource): readonly StrayOption[] {
  return resource.scenarios[0]?.strayOptions ?? [];
}

/** The keys that a call passes in vain, when the module is what `module` says. */
async function unread(argument: string, module: string): Promise<readonly string[]> {
  const main = { path: "main.tf", text: `module "m" {\n  source = "./web"\n  metadata_options = ${argument}\n}\n` };
  const web = { path: "web/main.tf", text: module };
  const result = await parseTerraform({ [main.path]: main.text }, { modules: new Map([["web", [web]]]) });
  return strays(at(result, "module.m.aws_instance.this")).map(({ key, unreadBy, at: place }) => `${key} by ${unreadBy ?? "?"} at ${locate(place).path}`);
}

const block = 'resource "aws_instance" "this" {\n  metadata_options {\n    http_tokens = var.metadata_options.http_tokens\n  }\n}\n';
const looked = 'resource "aws_instance" "this" {\n  dynamic "metadata_options" {\n    for_each = [var.metadata_options]\n    content {\n      http_tokens = lookup(metadata_options.value, "http_tokens", null)\n    }\n  }\n}\n';
const found = ["http_token by module.m at main.tf"];

describe("keys that a local module does not read", () => {
  it.each<[string, string, string, readonly string[]]>([
    ["an object type does not name it", '{ http_token = "required" }', `variable "metadata_options" {\n  type = object({ http_tokens = optional(string) })\n}\n${block}`, found],
    ["it names all", '{ http_tokens = "required" }', `variable "metadata_options" {\n  type = object({ http_tokens = optional(string) })\n}\n${block}`, []],
    ["a list of objects", '[{ http_token = "required" }]', `variable "metadata_options" {\n  type = list(object({ http_tokens = string }))\n}\n${looked}`, found],
    ["a map whose keys are looked up", '{ http_token = "required" }', `variable "metadata_options" {\n  type = map(string)\n}\n${looked}`, found],
    ["a variable of any type", '{ http_token = "required" }', `variable "metadata_options" {}\n${block}`, found],
    ["the module goes through all keys", '{ http_token = "required" }', `variable "metadata_options" {}\nlocals {\n  all = [for k, v in var.metadata_options : k]\n}\n${block}`, []],
    ["the module calls others", '{ http_token = "required" }', `variable "metadata_options" {}\nmodule "inner" {\n  source = "./inner"\n  options = var.metadata_options\n}\n${block}`, []],
    ["what is passed is not known", "var.unset", `variable "metadata_options" {\n  type = object({ http_tokens = string })\n}\n${block}`, []],
  ])("%s", async (_, argument, module, expected) => {
    expect(await unread(argument, module)).toEqual(expected);
  });

  it("a variable that is named like a regular expression harms nobody", async () => {
    expect(await unread('{ http_token = "required" }', `variable "(((_metadata_options" {}\nvariable "metadata_options" {}\n${block}`)).toEqual(found);
  });

  it("a key with the signs of regular expressions is plain text", async () => {
    expect(await unread('{ "http_t.kens" = "x", "(((" = "y" }', `variable "metadata_options" {}\n${block}`)).toEqual(["http_t.kens by module.m at main.tf", "((( by module.m at main.tf"]);
  });
});

describe("arguments that a resource does not have", () => {
  it.each<[string, string, readonly string[]]>([
    ["a misspelt option", 'resource "aws_instance" "x" {\n  metadata_options {\n    http_token = "required"\n  }\n}', ["http_token"]],
    ["in every dynamic block", 'resource "aws_instance" "x" {\n  dynamic "metadata_options" {\n    for_each = [1]\n    content {\n      http_token = "required"\n    }\n  }\n}', ["http_token"]],
    ["a misspelt block", 'resource "aws_instance" "x" {\n  metadata_option {\n    http_tokens = "required"\n  }\n}', ["metadata_option"]],
    ["blocks that only sound alike", 'resource "aws_launch_template" "x" {\n  maintenance_options {\n    auto_recovery = "default"\n  }\n  private_dns_name_options {}\n  enclave_options {}\n  cpu_options {}\n}', []],
    ["a launch configuration has three options", 'resource "aws_launch_configuration" "x" {\n  metadata_options {\n    http_endpoint = "enabled"\n    http_protocol_ipv6 = "enabled"\n  }\n}', ["http_protocol_ipv6"]],
    ["account defaults have four", 'resource "aws_ec2_instance_metadata_defaults" "x" {\n  region = "eu-west-1"\n  http_tokens = "required"\n  http_tokens_enforced = "enabled"\n  instance_metadata_tag = "enabled"\n}', ["http_tokens_enforced", "instance_metadata_tag"]],
    ["the other spelling of awscc", 'resource "awscc_ec2_launch_template" "x" {\n  launch_template_data = {\n    metadata_options = {\n      http_protocol_ipv_6 = "enabled"\n      http_protocol_ipv6 = "enabled"\n    }\n  }\n}', ["http_protocol_ipv6"]],
  ])("%s", async (_, text, expected) => {
    const { resources } = await parseTerraform({ "main.tf": text });
    expect(resources.flatMap(strays).map(({ key }) => key)).toEqual(expected);
  });

  it("comments of Terraform's JSON are none", async () => {
    const options = { "//": "why", http_tokens: "required", http_endpoints: "enabled" };
    const { resources } = await parseTerraform({ "main.tf.json": JSON.stringify({ resource: { aws_instance: { x: { "//": {}, metadata_options: options } } } }) });
    expect(resources.flatMap(strays).map(({ key }) => key)).toEqual(["http_endpoints"]);
  });
});
