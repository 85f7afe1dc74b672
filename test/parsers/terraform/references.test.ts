import { describe, expect, it } from "vitest";
import type { ImageUse, Link } from "../../../src/model/resource.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

function said(link: Link | undefined): string {
  if (link === undefined) return "none";
  const { target, version } = link;
  const where = target.state === "resource" ? target.address : target.state === "named" ? `"${target.name}"` : `unknown: ${target.why}`;
  return `${link.to} ${where} ${version.state === "known" ? String(version.value) : version.state}`;
}

async function links(body: string, rest = "", type = "aws_instance"): Promise<readonly string[]> {
  const result = await parseTerraform({ "main.tf": `resource "${type}" "x" {\n${body}\n}\nresource "aws_launch_template" "lt" {\n  count = 1\n  name = "web"\n}\n${rest}` });
  return (at(result, `${type}.x`).scenarios[0]?.links ?? []).map(said);
}

describe("links to launch templates", () => {
  it.each([
    ["id = aws_launch_template.lt.id", "launch-template aws_launch_template.lt[0] absent"],
    ["id = aws_launch_template.lt[0].id\nversion = aws_launch_template.lt[0].latest_version", "launch-template aws_launch_template.lt[0] $Latest"],
    ["name = aws_launch_template.lt[0].name\nversion = \"$Default\"", "launch-template aws_launch_template.lt[0] $Default"],
    ["id = one(aws_launch_template.lt[*].id)\nversion = aws_launch_template.lt[0].default_version", "launch-template aws_launch_template.lt[0] $Default"],
    ['id = join("", aws_launch_template.lt.*.id)', "launch-template aws_launch_template.lt[0] absent"],
    ['id = try(aws_launch_template.gone[0].id, aws_launch_template.lt[0].id)', "launch-template aws_launch_template.lt[0] absent"],
    ['name = "web"\nversion = 3', 'launch-template "web" 3'],
    ['id = "lt-0123"', 'launch-template "lt-0123" absent'],
    ["id = local.chosen", "launch-template aws_launch_template.lt[0] absent"],
    ["id = var.template", "launch-template unknown: var.template has no default absent"],
    ["version = 1", "launch-template unknown: the launch template is not named 1"],
  ])("%s", async (body, expected) => {
    expect(await links(`launch_template {\n${body}\n}`, 'variable "template" {}\nlocals {\n  chosen = true ? aws_launch_template.lt[0].id : ""\n}\n')).toEqual([expected]);
  });

  it("of groups: template, configuration, mixed instances with overrides", async () => {
    const group = "aws_autoscaling_group";
    expect(await links("launch_template {\n id = aws_launch_template.lt[0].id\n}", "", group)).toEqual(["launch-template aws_launch_template.lt[0] absent"]);
    expect(await links("launch_configuration = aws_launch_configuration.lc.name", 'resource "aws_launch_configuration" "lc" {}', group)).toEqual(["launch-configuration aws_launch_configuration.lc absent"]);
    const mixed = `mixed_instances_policy {
      launch_template {
        launch_template_specification {
          launch_template_id = aws_launch_template.lt[0].id
          version            = "$Latest"
        }
        override {
          instance_type = "t3.large"
        }
        override {
          launch_template_specification {
            launch_template_name = "arm"
          }
        }
      }
    }`;
    const everyOwn = mixed.replace('override {\n          instance_type = "t3.large"\n        }', "");
    expect(await links(everyOwn, "", group)).toEqual(['launch-template "arm" absent']);
    expect(await links(mixed, "", group)).toEqual(["launch-template aws_launch_template.lt[0] $Latest", 'launch-template "arm" absent']);
    expect(await links("", "", group)).toEqual(["launch-template unknown: no launch template or configuration is written absent"]);
  });
});

async function image(argument: string, rest: string): Promise<ImageUse | undefined> {
  const result = await parseTerraform({ "main.tf": `resource "aws_instance" "x" {\n  ami = ${argument}\n}\n${rest}` });
  return at(result, "aws_instance.x").scenarios[0]?.image;
}

describe("images", () => {
  const lookup = (owners: string, values: string): string => `data "aws_ami" "a" {\n  owners = ${owners}\n  filter {\n    name   = "name"\n    values = ${values}\n  }\n}\n`;
  it("by id, by resource, by parameter", async () => {
    expect(await image('"ami-0abc"', "")).toMatchObject({ state: "named", name: "ami-0abc" });
    expect(await image("aws_ami.a.id", 'resource "aws_ami" "a" {}')).toMatchObject({ state: "resource", address: "aws_ami.a" });
    expect(await image('"resolve:ssm:/aws/service/x"', "")).toMatchObject({ state: "described", by: "ssm-parameter", patterns: ["/aws/service/x"] });
    expect(await image("nonsensitive(data.aws_ssm_parameter.p.value)", 'data "aws_ssm_parameter" "p" {\n  name = "/aws/service/y"\n}')).toMatchObject({ state: "described", patterns: ["/aws/service/y"] });
  });

  it("by a lookup among Amazon's own", async () => {
    expect(await image("data.aws_ami.a.id", lookup('["amazon"]', '["al2023-ami-*"]'))).toMatchObject({ state: "described", by: "image-name", patterns: ["al2023-ami-*"] });
    expect(await image("data.aws_ami.a.id", lookup('["137112412989"]', '["al2023-ami-*"]'))).toMatchObject({ state: "described" });
  });

  it("by an anchored expression", async () => {
    const data = 'data "aws_ami" "a" {\n  owners = ["amazon"]\n  name_regex = "^al2023-ami-2023.*"\n}\n';
    expect(await image("data.aws_ami.a.id", data)).toMatchObject({ state: "described", by: "image-name", patterns: ["al2023-ami-2023*"] });
  });

  it("anybody can take the name, so other owners say nothing", async () => {
    expect(await image("data.aws_ami.a.id", lookup('["self"]', '["al2023-ami-*"]'))).toMatchObject({ state: "unknown" });
    expect(await image("data.aws_ami.a.id", lookup("var.owners", '["al2023-ami-*"]'))).toMatchObject({ state: "unknown" });
  });

  it("not named is absent, a variable without default unknown", async () => {
    expect(await image("null", "")).toEqual({ state: "absent" });
    expect(await image("var.ami", 'variable "ami" {}')).toMatchObject({ state: "unknown", why: "var.ami has no default" });
  });
});

describe("placement and root modules", () => {
  const one = 'resource "aws_instance" "x" {}\n';
  it("knows provider configuration and Region", async () => {
    const providers = 'provider "aws" {\n  region = var.region\n}\nvariable "region" {\n  default = "eu-west-1"\n}\nprovider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\n';
    expect(at(await parseTerraform({ "main.tf": one + providers }), "aws_instance.x").placement).toMatchObject({ provider: "aws", region: "eu-west-1" });
    const west = one.replace("{}", "{\n  provider = aws.west\n}");
    expect(at(await parseTerraform({ "main.tf": west + providers }), "aws_instance.x").placement).toMatchObject({ provider: "aws.west", region: "us-west-2" });
    const own = one.replace("{}", '{\n  region = "sa-east-1"\n}');
    expect(at(await parseTerraform({ "main.tf": own + providers }), "aws_instance.x").placement).toMatchObject({ provider: "aws", region: "sa-east-1" });
  });

  it("evaluates the Region of each instance, and says when it is not known", async () => {
    const result = await parseTerraform({ "main.tf": `provider "aws" {\n  region = "us-east-1"\n}\nvariable "r" {}\nresource "aws_instance" "x" {\n  for_each = toset(["eu-west-1"])\n  region = each.key\n}\nresource "aws_instance" "y" {\n  region = var.r\n}\n` });
    expect(at(result, 'aws_instance.x["eu-west-1"]').placement).toMatchObject({ region: "eu-west-1" });
    expect(at(result, "aws_instance.y").placement).toMatchObject({ regionUnknown: "var.r has no default" });
    expect(at(result, "aws_instance.y").placement.region).toBeUndefined();
  });

  it("tells accounts apart by the credential arguments", async () => {
    const one = 'provider "aws" {\n  region = "a"\n}\nprovider "aws" {\n  alias = "b"\n  region = "b"\n}\nprovider "aws" {\n  alias = "c"\n  region = "a"\n  assume_role {\n    role_arn = "x"\n  }\n}\n';
    const instances = ["aws", "aws.b", "aws.c"].map((name, index) => `resource "aws_instance" "i${index}" {\n  provider = ${name}\n}\n`).join("");
    const accounts = (await parseTerraform({ "main.tf": one + instances })).resources.map((resource) => resource.placement.account);
    expect(accounts[0]).toBe(accounts[1]);
    expect(accounts[2]).not.toBe(accounts[0]);
  });

  it.each([
    ["a backend", { "main.tf": 'terraform {\n  backend "s3" {}\n}\n' }, true],
    ["a cloud block", { "main.tf": "terraform {\n  cloud {}\n}\n" }, true],
    ["a configured provider", { "main.tf": 'provider "aws" {\n  region = "eu-west-1"\n}\n' }, true],
    ["an empty provider block", { "main.tf": 'provider "aws" {}\n' }, false],
    ["another provider", { "main.tf": 'provider "google" {\n  project = "x"\n}\n' }, false],
    ["tfvars", { "main.tf": one, "terraform.tfvars": "" }, true],
    ["a lock file", { "main.tf": one, ".terraform.lock.hcl": "" }, true],
    ["nothing of that", { "main.tf": 'terraform {\n  required_version = ">= 1"\n}\n' }, false],
  ])("%s", async (_, files, isRoot) => {
    expect((await parseTerraform(files)).root !== undefined).toBe(isRoot);
    expect((await parseTerraform(files, { called: true })).root).toBeUndefined();
  });
});
