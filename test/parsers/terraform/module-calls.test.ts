import { describe, expect, it } from "vitest";
import type { Resource } from "../../../src/model/resource.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

async function call(source: string, rest: string, more = ""): Promise<readonly Resource[]> {
  const { resources } = await parseTerraform({ "main.tf": `module "m" {\n  source = "${source}"\n${rest}\n}\n${more}` });
  return resources;
}

/** Tokens, hop limit and endpoint of the only resource: values, "-" for what is not written, "?" with the values where they are listed. */
function options(resources: readonly Resource[]): string {
  const [resource] = resources;
  const settings = resource?.scenarios[0]?.settings;
  if (settings === undefined) return "nothing";
  return [settings.httpTokens, settings.httpPutResponseHopLimit, settings.httpEndpoint]
    .map((setting) => (setting.state === "known" ? String(setting.value) : setting.state === "absent" ? "-" : `?${(setting.oneOf ?? []).join("|")}`))
    .join(" ");
}

const ec2 = "terraform-aws-modules/ec2-instance/aws";
const asg = "terraform-aws-modules/autoscaling/aws";
const group = "terraform-aws-modules/eks/aws//modules/eks-managed-node-group";
const runner = "github-aws-runners/github-runner/aws";
const justice = "github.com/ministryofjustice/modernisation-platform-terraform-ec2-instance";

describe("the defaults of a version, and the argument over them", () => {
  it.each([
    [ec2, '"2.15.0"', "", "- - -"],
    [ec2, '"2.16.0"', "", "- - -"],
    [ec2, '"2.16.0"', 'metadata_options = { http_tokens = "required" }', "required 1 enabled"],
    [ec2, '"3.0.0"', "", "optional 1 enabled"],
    [ec2, '"4.5.0"', "", "optional 1 enabled"],
    [ec2, '"4.5.0"', "metadata_options = null", "- - -"],
    [ec2, '"5.7.1"', "", "optional 1 enabled"],
    [ec2, '"5.7.1"', "metadata_options = {}", "- - -"],
    [ec2, '"5.7.1"', 'metadata_options = { http_endpoint = "disabled" }', "optional 1 disabled"],
    [ec2, '"5.8.0"', "", "required 1 enabled"],
    [ec2, '"5.8.0"', "metadata_options = { http_tokens = null }", "- 1 enabled"],
    [ec2, '"6.0.0"', "metadata_options = { http_tokens = null }", "required 1 enabled"],
    [ec2, '"6.0.0"', "metadata_options = {}", "required 1 enabled"],
    [ec2, '"6.0.0"', "metadata_options = null", "- - -"],
    [ec2, '"~> 6.0"', 'metadata_options = { http_put_response_hop_limit = "2" }', "required 2 enabled"],
    [ec2, '"~> 5.7"', "", "?optional|required 1 enabled"],
    [ec2, '"~> 5.7"', 'metadata_options = { http_tokens = "required" }', "required 1 enabled"],
    [ec2, '">= 5.8, < 7.0"', "", "required 1 enabled"],
    [ec2, '"5.8.0"', "metadata_options = var.unset", "? ? ?"],
    [ec2, '"5.8.0"', "metadata_options = { http_tokens = var.unset }", "? 1 enabled"],
    [asg, '"3.9.0"', "", "- - -"],
    [asg, '"4.11.0"', 'create_lt = true\nmetadata_options = { http_tokens = "required" }', "required - -"],
    [asg, '"4.11.0"', 'metadata_options = { http_tokens = "required" }', "- - -"],
    [asg, '"8.3.1"', "", "- - -"],
    [asg, '"8.3.1"', 'metadata_options = { http_tokens = "required" }', "required - -"],
    [asg, '"9.0.0"', "", "required 1 enabled"],
    [asg, '"9.0.0"', "metadata_options = null", "- - -"],
    [group, '"18.0.0"', "", "required 2 enabled"],
    [group, '"20.37.0"', 'metadata_options = { http_endpoint = "enabled" }', "- - enabled"],
    [group, '"21.0.0"', 'metadata_options = { http_endpoint = "enabled" }', "required 1 enabled"],
    [group, '"21.0.0"', "metadata_options = null", "required 1 enabled"],
    [group, '">= 20.0"', "", "required ?2|1 enabled"],
    ["cloudposse/ec2-instance/aws", '"0.27.0"', "", "- - -"],
    ["cloudposse/ec2-instance/aws", '"0.28.0"', "", "required - enabled"],
    ["cloudposse/ec2-instance/aws", '"1.6.1"', "", "required 2 enabled"],
    ["cloudposse/ec2-instance/aws", '"1.6.1"', "metadata_http_tokens_required = false", "optional 2 enabled"],
    ["cloudposse/ec2-instance/aws", '"1.6.1"', "metadata_http_tokens_required = var.unset", "?optional|required 2 enabled"],
    ["cloudposse/ec2-instance/aws", '"1.6.1"', "metadata_http_endpoint_enabled = \"false\"", "required 2 disabled"],
    ["cloudposse/ec2-autoscale-group/aws", '"0.22.0"', "", "optional 1 enabled"],
    ["cloudposse/ec2-autoscale-group/aws", '"0.22.0"', 'metadata_http_tokens = "required"', "required 1 enabled"],
    ["cloudposse/ec2-autoscale-group/aws", '"0.43.1"', "", "required 2 enabled"],
    ["cloudposse/eks-node-group/aws", '"0.19.0"', "", "- 2 enabled"],
    ["cloudposse/eks-node-group/aws", '"0.24.4"', "", "optional 2 enabled"],
    ["cloudposse/eks-node-group/aws", '"0.28.1"', "", "required 2 enabled"],
    ["cloudposse/eks-node-group/aws", '"1.0.0"', "", "optional 2 enabled"],
    ["cloudposse/eks-node-group/aws", '"3.4.0"', "", "required 2 enabled"],
    ["cloudposse/ec2-bastion-server/aws", '"0.6.0"', "", "optional 1 enabled"],
    ["cloudposse/ec2-bastion-server/aws", '"0.31.1"', "", "required 1 enabled"],
    [runner, '"0.22.0"', "", "required 1 enabled"],
    [runner, '"1.9.0"', "", "optional 1 enabled"],
    [runner, '"4.5.0"', "", "optional 1 enabled"],
    [runner, '"4.6.0"', "", "required 1 enabled"],
    ["philips-labs/github-runner/aws", '"5.0.0"', "", "required 1 enabled"],
    [`${justice}?ref=v4.2.2`, "", "instance = {}", "required - enabled"],
    [`${justice}?ref=v4.2.2`, "", 'instance = { metadata_options_http_tokens = "optional" }', "optional - enabled"],
  ])("%s %s %s: %s", async (source, version, rest, expected) => {
    const constraint = version === "" ? "" : `  version = ${version}\n`;
    expect(options(await call(source, `${constraint}  ${rest}`, 'variable "unset" {}\n'))).toBe(expected);
  });

  it.each([
    [ec2, "version = \"5.0.0\"\ncreate = false"],
    ["cloudposse/ec2-instance/aws", "version = \"1.0.0\"\nenabled = false"],
    ["terraform-aws-modules/eks/aws", "version = \"20.0.0\""],
    ["terraform-aws-modules/eks/aws//modules/karpenter", "version = \"20.0.0\""],
    ["terraform-aws-modules/vpc/aws", "version = \"5.0.0\""],
  ])("%s %s: nothing", async (source, rest) => {
    expect(await call(source, rest)).toEqual([]);
  });
});

describe("a call as a resource", () => {
  it("has the call's address, place, type and provider, and is sent as the module sends it", async () => {
    const text = `provider "aws" {\n  alias  = "west"\n  region = "us-west-2"\n}\nmodule "ec2" {\n  source    = "${ec2}"\n  version   = "5.0.0"\n  for_each  = toset(["a", "b"])\n  providers = { aws = aws.west }\n}\n`;
    const result = await parseTerraform({ "main.tf": text });
    const one = at(result, 'module.ec2["a"]');
    expect(result.resources.map(({ address }) => address)).toEqual(['module.ec2["a"]', 'module.ec2["b"]']);
    expect(one).toMatchObject({ kind: "instance", type: ec2, sentAs: "aws_instance", placement: { provider: "aws.west", region: "us-west-2" } });
    expect(text.slice(one.at.span.start, one.at.span.end)).toBe('module "ec2"');
  });

  it("that makes a spot request is sent as one", async () => {
    expect((await call(ec2, 'version = "6.0.0"\ncreate_spot_instance = true'))[0]?.sentAs).toBe("aws_spot_instance_request");
  });

  it("through the caller's template has the options of that template", async () => {
    const template = 'resource "aws_launch_template" "t" {}\n';
    const resources = await call(asg, 'version = "9.0.0"\ncreate_launch_template = false\nlaunch_template_id = aws_launch_template.t.id', template);
    const made = resources.find(({ address }) => address === "module.m");
    expect(made?.scenarios[0]?.links[0]?.target).toMatchObject({ state: "resource", address: "aws_launch_template.t" });
    expect(options(made === undefined ? [] : [made])).toBe("- - -");
  });

  it("of version 4 of the autoscaling module may be one of a launch configuration", async () => {
    const [made] = await call(asg, 'version = "~> 4.0"\nuse_lc = true\ncreate_lc = true\nmetadata_options = { http_tokens = "required" }');
    expect(made).toMatchObject({ sentAs: "aws_launch_configuration" });
    expect(options(made === undefined ? [] : [made])).toBe("required - -");
  });

  it("tells the trail of an argument, and the keys that are not read", async () => {
    const [made] = await call(ec2, 'version = "5.0.0"\nmetadata_options = local.options', 'locals {\n  options = { http_tokens = "required", http_token = "required" }\n}\n');
    const tokens = made?.scenarios[0]?.settings.httpTokens;
    expect(tokens?.state === "known" ? tokens.trail.map(({ note }) => note) : []).toEqual(["local.options"]);
    expect(made?.remarks?.map(({ note }) => note)).toContain(`${ec2} does not read the key http_token`);
  });

  it("that is on disk is followed instead", async () => {
    const result = await parseTerraform({ "main.tf": 'module "m" {\n  source = "./web"\n}\n' }, { modules: new Map([["web", [{ path: "web/main.tf", text: 'resource "aws_instance" "i" {}\n' }]]]) });
    expect(result.resources.map(({ address }) => address)).toEqual(["module.m.aws_instance.i"]);
  });
});

describe("the node groups of a cluster", () => {
  const groups = async (version: string, rest: string, more = ""): Promise<Record<string, string>> => {
    const resources = await call("terraform-aws-modules/eks/aws", `version = "${version}"\n${rest}`, more);
    return Object.fromEntries(resources.map((resource) => [resource.address.replace("module.m.", ""), options([resource])]));
  };
  const managed = (key: string): string => `module.eks_managed_node_group["${key}"]`;

  it("have their own options, else those of the defaults, else those of the version", async () => {
    const rest = 'eks_managed_node_group_defaults = {\n  metadata_options = { http_tokens = "optional" }\n}\neks_managed_node_groups = {\n  a = {}\n  b = { metadata_options = { http_tokens = "required" } }\n  c = { create = false }\n}';
    expect(await groups("20.0.0", rest)).toEqual({ [managed("a")]: "optional - -", [managed("b")]: "required - -" });
    expect(await groups("20.0.0", "eks_managed_node_groups = { a = {} }")).toEqual({ [managed("a")]: "required 2 enabled" });
    expect(await groups("21.0.0", "eks_managed_node_groups = { a = {} }")).toEqual({ [managed("a")]: "required 1 enabled" });
    expect(await groups("~> 20.0", 'self_managed_node_groups = { a = {} }')).toEqual({ 'module.self_managed_node_group["a"]': "required 2 enabled" });
  });

  it("without a custom template are those of EKS", async () => {
    expect(await groups("21.0.0", "eks_managed_node_groups = { a = { use_custom_launch_template = false } }")).toEqual({ [managed("a")]: "- 1 -" });
    expect(await groups("20.0.0", 'eks_managed_node_groups = { a = { use_custom_launch_template = false, ami_type = "AL2_x86_64" } }')).toEqual({ [managed("a")]: "- 2 -" });
  });

  it("that are not known are one unknown group", async () => {
    expect(await groups("20.0.0", "eks_managed_node_groups = var.groups", 'variable "groups" {}\n')).toEqual({ "module.eks_managed_node_group": "? ? ?" });
    expect(await groups("20.0.0", "eks_managed_node_groups = { a = var.group }", 'variable "group" {}\n')).toEqual({ [managed("a")]: "? ? ?" });
  });

  it("were lists of workers before version 18", async () => {
    expect(await groups("17.24.0", 'worker_groups = [{}]\nworker_groups_launch_template = [{ metadata_http_tokens = "required" }, {}]')).toEqual({
      "aws_launch_template.workers_launch_template[0]": "required - enabled",
      "aws_launch_template.workers_launch_template[1]": "optional - enabled",
      "aws_launch_configuration.workers[0]": "optional - enabled",
    });
    expect(await groups("17.24.0", 'workers_group_defaults = { metadata_http_tokens = "required" }\nworker_groups = [{}]')).toEqual({ "aws_launch_configuration.workers[0]": "required - enabled" });
    expect(await groups("15.1.0", "worker_groups = [{}]")).toEqual({ "aws_launch_configuration.workers[0]": "- - -" });
  });
});
