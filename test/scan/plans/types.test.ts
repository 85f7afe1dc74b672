import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Link } from "../../../src/model/resource.ts";
import type { Setting } from "../../../src/model/setting.ts";
import type { Place } from "../../../src/model/source.ts";
import { joinLinks } from "../../../src/scan/plans/links.ts";
import { repository } from "../../support/project.ts";
import { code, plan, type Change } from "../../parsers/terraform-plan/support.ts";
import { plansFolder, reportOf, told, type Noted } from "./support.ts";

/** A root module of the oracle with the plan that Terraform made of it. */
function oracle(name: string): string {
  const root = repository({ "plan.json": readFileSync(join(plansFolder, "../parsers/terraform-plan", `${name}.json`)) });
  cpSync(join(plansFolder, "../oracles/plans", name), root, { recursive: true });
  return root;
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(path, text.replace(from, to));
}

function of(report: Noted, address: string): readonly string[] {
  return told(report).filter((line) => line.endsWith(` ${address}`));
}

/** Where each resource is, and under which assumptions it launches. */
function launches({ resources }: Noted): readonly string[] {
  const conditions = (when: readonly { readonly condition: string; readonly holds: boolean }[]): string => when.map(({ condition, holds }) => `${holds ? "" : "not "}${condition}`).join(" and ");
  return resources.filter(({ kind }) => kind !== "account").flatMap(({ location, scenarios }) => scenarios.map(({ when }) => `${location.path} ${conditions(when)}`));
}

function otherwise(address: string): string {
  return `plan.json: . says otherwise of ${address}; the plan and the code are judged by themselves there`;
}

describe("switches of services", () => {
  test.each([
    ["beanstalk", "another value", 'value     = "false"', 'value     = "true"', "aws_elastic_beanstalk_configuration_template.old"],
    ["beanstalk", "another value in a dynamic block", "DisableIMDSv1 = var.disable", "DisableIMDSv1 = false", "aws_elastic_beanstalk_environment.safe"],
    ["beanstalk", "no such option any more", 'name      = "DisableIMDSv1"', 'name      = "InstanceType"', "aws_elastic_beanstalk_configuration_template.old"],
    ["managed-services", "another version", "minimum_instance_metadata_service_version = var.version_of_imds", "minimum_instance_metadata_service_version = 1", "aws_sagemaker_notebook_instance.safe"],
    ["managed-services", "no version any more", "minimum_instance_metadata_service_version = var.version_of_imds", "", "aws_sagemaker_notebook_instance.safe"],
    ["managed-services", "no section any more", "InstanceMetadataServiceConfiguration", "AnotherSection", "aws_emr_security_configuration.safe"],
    ["managed-services", "another hop limit in a document", "HttpPutResponseHopLimit               = 1", "HttpPutResponseHopLimit = 4", "aws_emr_security_configuration.safe"],
    ["managed-services", "no tokens any more", 'http_tokens                 = "required"', "", "aws_imagebuilder_infrastructure_configuration.safe"],
  ])("of %s: where the code has %s, an old plan does not silence it", async (name, _, from, to, address) => {
    const root = oracle(name);
    edit(join(root, "main.tf"), from, to);
    const report = await reportOf(root, []);
    expect(report.notes.filter((note) => note.includes("says otherwise")).join()).toContain(address);
    const alone = await reportOf(root, ["main.tf"]);
    expect(of(report, address).filter((line) => line.startsWith("main.tf"))).toEqual(of(alone, address));
  });

  test.each([
    ["a version", "aws_sagemaker_notebook_instance.safe", { instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "hunter2" }] }, { instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: true }] }],
    ["a document", "aws_emr_security_configuration.safe", { configuration: '{"InstanceMetadataServiceConfiguration": {"MinimumInstanceMetadataServiceVersion": "hunter2"}}' }, { configuration: true }],
    ["a service as a whole", "aws_sagemaker_notebook_instance.safe", { instance_metadata_service_configuration: [{ minimum_instance_metadata_service_version: "hunter2" }] }, true],
  ])("that are sensitive are not told, nor looked up in the code: %s", async (_, address, values, sensitive) => {
    const root = oracle("managed-services");
    const whole = JSON.parse(readFileSync(join(root, "plan.json"), "utf8")) as { readonly resource_changes: readonly { readonly address: string; readonly change: { readonly after: object } }[] };
    const changes = whole.resource_changes.map((one) => (one.address === address ? { ...one, change: { ...one.change, after: { ...one.change.after, ...values }, after_sensitive: sensitive } } : one));
    writeFileSync(join(root, "plan.json"), JSON.stringify({ ...whole, resource_changes: changes }));
    const { findings, notes, resources } = await reportOf(root, []);
    expect(JSON.stringify([findings, notes, resources])).not.toContain("hunter2");
    const { scenarios } = resources.find((resource) => resource.address === address) ?? {};
    expect(scenarios?.map(({ settings }) => settings.httpTokens)).toMatchObject([{ state: "unknown" }]);
    expect(JSON.stringify(scenarios)).toContain("is marked as sensitive");
  });
});

test("an image behind a sensitive parameter is not told", async () => {
  const change: Change = { address: "aws_launch_template.a", after: { image_id: "resolve:ssm:/hunter2" }, sensitive: { image_id: true } };
  const report = await reportOf(repository({ "plan.json": plan([change]) }), []);
  expect(report.resources.map(({ address }) => address)).toContain("aws_launch_template.a");
  expect(JSON.stringify(report)).not.toContain("hunter2");
});

describe("several ways to launch", () => {
  const specification = (ami: string): string => `  launch_specification {\n    ami           = ${ami}\n    instance_type = "m5.large"\n  }\n`;
  const fleet = (...images: readonly string[]): string => `resource "aws_spot_fleet_request" "f" {\n  iam_fleet_role  = "r"\n  target_capacity = 1\n${images.map(specification).join("")}}\n`;
  const sorted: Change = { address: "aws_spot_fleet_request.f", after: { launch_specification: ["ami-1", "ami-2"].map((ami) => ({ ami, instance_type: "m5.large" })) } };

  test("are told apart by their images, as the plan has them in another order", async () => {
    const files = { "main.tf": fleet('"ami-2"', '"ami-1"'), "plan.json": plan([sorted], code({ "aws_spot_fleet_request.f": { launch_specification: [{ ami: { constant_value: "ami-2" } }, { ami: { constant_value: "ami-1" } }] } })) };
    const report = await reportOf(repository(files), []);
    expect([report.notes, launches(report)]).toEqual([[], ["main.tf launched by launch_specification[1]", "main.tf launched by launch_specification[0]"]]);
  });

  test("stay those of the plan where the code cannot tell them apart", async () => {
    const images = ["ami-1", "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"];
    const planned: Change = { address: "aws_spot_fleet_request.f", after: { launch_specification: images.map((ami) => ({ ami, instance_type: "m5.large" })) } };
    const files = { "main.tf": `variable "a" {}\n${fleet("var.a")}`, "plan.json": plan([planned], { variables: {}, ...code({ "aws_spot_fleet_request.f": {} }) }) };
    const report = await reportOf(repository(files), []);
    expect([report.notes, launches(report)]).toEqual([[], ["main.tf launched by launch_specification[0]", "main.tf launched by launch_specification[1]"]]);
  });

  test.each([
    ["another override", 'http_tokens = "required"', 'http_tokens = "optional"'],
    ["an override without what was planned", 'http_tokens = "required"', ""],
    ["one override more", "overrides = [", 'overrides = [{ metadata_options = { http_tokens = "optional" } }, '],
  ])("of which the code has %s are judged by the code, too", async (_, from, to) => {
    const written = 'resource "awscc_ec2_ec2_fleet" "f" {\n  type = "instant"\n  launch_template_configs = [{\n    launch_template_specification = { launch_template_id = "lt-1", version = "1" }\n    overrides = [{ instance_type = "m5.large" }, { metadata_options = { http_tokens = "required" } }]\n  }]\n}\n';
    const after = { type: "instant", launch_template_configs: [{ launch_template_specification: { launch_template_id: "lt-1", version: "1" }, overrides: [{ instance_type: "m5.large" }, { metadata_options: { http_tokens: "required" } }] }] };
    const text = plan([{ address: "awscc_ec2_ec2_fleet.f", after }], code({ "awscc_ec2_ec2_fleet.f": { type: { constant_value: "instant" }, launch_template_configs: { constant_value: after.launch_template_configs } } }));
    const root = repository({ "main.tf": written, "plan.json": text });
    const same = await reportOf(root, []);
    const condition = "launched by launch_template_configs[0].overrides[1]";
    expect([same.notes, launches(same)]).toEqual([[], [`main.tf not ${condition}`, `main.tf ${condition}`]]);
    edit(join(root, "main.tf"), from, to);
    expect((await reportOf(root, [])).notes).toEqual([otherwise("awscc_ec2_ec2_fleet.f")]);
  });
});

test("an option among several, of which nobody can tell which is which in the plan's configuration, is missed in the code", async () => {
  const settings = [{ name: "DisableIMDSv1", value: "true" }, { name: "IamInstanceProfile", value: "p" }].map((setting) => ({ namespace: "aws:autoscaling:launchconfiguration", ...setting }));
  const written = (list: typeof settings): string => list.map(({ namespace, name, value }) => `  setting {\n    namespace = "${namespace}"\n    name      = "${name}"\n    value     = "${value}"\n  }\n`).join("");
  const main = (list: typeof settings): string => `resource "aws_elastic_beanstalk_environment" "e" {\n  name                = "e"\n  application         = "a"\n  solution_stack_name = "64bit Amazon Linux 2 v3.5.0 running Go 1"\n${written(list)}}\n`;
  const address = "aws_elastic_beanstalk_environment.e";
  const expressions = settings.map((setting) => Object.fromEntries(Object.entries(setting).map(([key, value]) => [key, { constant_value: value }])));
  const text = plan([{ address, after: { solution_stack_name: "64bit Amazon Linux 2 v3.5.0 running Go 1", setting: settings } }], code({ [address]: { setting: expressions } }));
  expect((await reportOf(repository({ "main.tf": main([...settings].reverse()), "plan.json": text }), [])).notes).toEqual([]);
  expect((await reportOf(repository({ "main.tf": main(settings.slice(1)), "plan.json": text }), [])).notes).toEqual([otherwise(address)]);
});

describe("links of blocks without an order", () => {
  const at: Place = { source: { path: "main.tf", text: "" }, span: { start: 0, end: 0 } };
  const version = (value: string): Setting => ({ state: "known", value, at, trail: [] });
  const unknown = (value: string): Link => ({ to: "launch-template", target: { state: "unknown", why: "known only after apply", at, trail: [] }, version: version(value) });
  const to = (address: string, value: string): Link => ({ to: "launch-template", target: { state: "resource", address, at, trail: [] }, version: version(value) });

  function joined(planned: readonly Link[], own: readonly Link[]): readonly string[] {
    return joinLinks(planned, own, at, "aws_spot_fleet_request.f").map((link) => `${link.target.state === "resource" ? link.target.address : link.target.state} ${link.version.state === "known" ? String(link.version.value) : link.version.state}`);
  }

  test.each([
    ["with those of the same version", [unknown("1"), unknown("2")], [to("b", "2"), to("a", "1")], ["a 1", "b 2"]],
    ["one by one where versions do not tell", [unknown("1"), unknown("1")], [to("b", "1"), to("a", "1")], ["b 1", "a 1"]],
    ["one by one where the code has another version", [unknown("3"), unknown("2")], [to("b", "4"), to("a", "2")], ["b 3", "a 2"]],
    ["with the only one", [unknown("1"), unknown("2")], [to("a", "1")], ["a 1", "a 2"]],
  ])("are joined %s", (_, planned, own, expected) => {
    expect(joined(planned, own)).toEqual(expected);
  });
});

test("what an old provider drops is told of a planned template, too: the version stands in the code", async () => {
  const main = 'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = "~> 4.60.0"\n    }\n  }\n}\nresource "aws_launch_template" "t" {\n  metadata_options {\n    http_tokens = "required"\n  }\n}\n';
  const change: Change = { address: "aws_launch_template.t", after: { metadata_options: [{ http_tokens: "required" }] }, unknown: { metadata_options: [{ http_endpoint: true }] } };
  const root = repository({ "main.tf": main, "plan.json": plan([change], code({ "aws_launch_template.t": { metadata_options: [{ http_tokens: { constant_value: "required" } }] } })) });
  const report = await reportOf(root, []);
  expect(told(report)).toContain("main.tf:11 dropped-options definite aws_launch_template.t");
  expect([told(report), report.notes]).toEqual([told(await reportOf(root, ["main.tf"])), []]);
});

describe("a well-known module that is not installed", () => {
  const main = 'variable "tokens" {}\nmodule "m" {\n  source   = "terraform-aws-modules/ec2-instance/aws"\n  version  = "5.7.1"\n  for_each = toset(["x"])\n  ami      = "ami-0abcdef1234567890"\n  metadata_options = {\n    http_tokens = var.tokens\n  }\n}\n';

  function planned(tokens: string): string {
    const change: Change = { address: 'module.m["x"].aws_instance.this[0]', after: { ami: "ami-0abcdef1234567890", metadata_options: [{ http_tokens: tokens, http_put_response_hop_limit: 1, http_endpoint: "enabled" }] } };
    const call = { source: "terraform-aws-modules/ec2-instance/aws", module: { resources: [{ address: "aws_instance.this", mode: "managed", expressions: {} }] } };
    return plan([change], { variables: { tokens: { value: tokens } }, ...code({}, { module_calls: { m: call }, variables: { tokens: {} } }) });
  }

  test("is judged once, at the argument of its call", async () => {
    const root = repository({ "main.tf": main });
    expect(told(await reportOf(root, []))).toEqual(['main.tf:8 tokens-required possible module.m["x"]']);
    writeFileSync(join(root, "plan.json"), planned("optional"));
    const report = await reportOf(root, []);
    expect(told(report)).toEqual(['main.tf:8 tokens-required definite module.m["x"].aws_instance.this[0]']);
    expect([report.notes, report.resources.flatMap(({ kind, address }) => (kind === "account" ? [] : [address]))]).toEqual([[], ['module.m["x"].aws_instance.this[0]']]);
  });

  test("needs no finding that the plan refutes", async () => {
    const report = await reportOf(repository({ "main.tf": main, "plan.json": planned("required") }), []);
    expect([told(report), report.notes]).toEqual([[], []]);
  });

  test("is judged by its call, too, where that has changed", async () => {
    const report = await reportOf(repository({ "main.tf": main.replace("var.tokens", '"optional"'), "plan.json": planned("required") }), []);
    expect(told(report)).toEqual(['main.tf:8 tokens-required definite module.m["x"]']);
    expect(report.notes).toEqual([otherwise('module.m["x"].aws_instance.this[0]')]);
  });
});
