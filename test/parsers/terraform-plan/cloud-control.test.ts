import { describe, expect, it } from "vitest";
import type { Resource } from "../../../src/model/resource.ts";
import { launchSettings } from "../../../src/model/setting.ts";
import { code, effects, found, only, parsePlan, plan, refers, say, type Change } from "./support.ts";

/**
 * Plans of the Cloud Control provider: its options are objects, not blocks, and the code of one is a single expression. Written by hand after
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation.
 */
const made: Change = { address: "terraform_data.m", after: {}, unknown: { id: true, output: true } };

function settings(resource: Resource): string {
  return launchSettings.map((name) => say(only(resource).settings[name])).join(" ");
}

async function instance(after: object, unknown: object, expressions: object): Promise<Resource> {
  const changes = [{ address: "awscc_ec2_instance.x", after, unknown }, made];
  return found(await parsePlan(plan(changes, { relevant_attributes: [{}], ...code({ "awscc_ec2_instance.x": expressions, "terraform_data.m": {} }) })), "awscc_ec2_instance.x");
}

describe("an object with options", () => {
  const computed = { http_endpoint: true, http_protocol_ipv_6: true, http_put_response_hop_limit: true, instance_metadata_tags: true };

  it("has what is planned; what the provider computes is absent", async () => {
    const resource = await instance({ metadata_options: { http_tokens: "required" } }, { metadata_options: computed }, { metadata_options: { constant_value: { http_tokens: "required" } } });
    expect(settings(resource)).toBe('"required" absent absent absent absent');
    expect(only(resource).block).toMatchObject({ state: "present" });
  });

  it("spells IPv6 as CloudFormation's schema turns out", async () => {
    expect(settings(await instance({ metadata_options: { http_protocol_ipv_6: "enabled" } }, {}, {}))).toBe('absent absent absent "enabled" absent');
  });

  it("that nobody wrote is absent, though the provider computes it", async () => {
    const resource = await instance({ image_id: "ami-1" }, { metadata_options: true }, { image_id: { constant_value: "ami-1" } });
    expect([only(resource).block.state, settings(resource)]).toEqual(["absent", "absent absent absent absent absent"]);
  });

  it("is unknown where it comes from something that is known only after apply", async () => {
    const why = "? terraform_data.m.output is known only after apply";
    const whole = await instance({}, { metadata_options: true }, { metadata_options: refers("terraform_data.m.output", "terraform_data.m") });
    expect([only(whole).block.state, settings(whole)]).toEqual(["unknown", launchSettings.map(() => why).join(" ")]);
    const part = await instance({ metadata_options: { http_endpoint: "enabled" } }, { metadata_options: { http_tokens: true } }, { metadata_options: refers("terraform_data.m.output", "terraform_data.m") });
    expect(settings(part)).toBe(`${why} absent "enabled" absent absent`);
  });

  it("that is sensitive as a whole keeps its secrets", async () => {
    const change: Change = { address: "awscc_ec2_instance.x", after: { metadata_options: { http_tokens: "hunter2", http_endpoint: "enabled" } }, sensitive: { metadata_options: true } };
    expect(settings(found(await parsePlan(plan([change])), "awscc_ec2_instance.x"))).toBe('? http_tokens is marked as sensitive, and its value is none that is known absent "enabled" absent absent');
  });
});

describe("what launches through a template", () => {
  const template: Change = {
    address: "awscc_ec2_launch_template.t",
    after: { launch_template_name: "t", launch_template_data: { image_id: "ami-1", metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 } } },
    unknown: { launch_template_id: true, latest_version_number: true, launch_template_data: { metadata_options: { http_endpoint: true } } },
  };
  const versioned = refers("awscc_ec2_launch_template.t.launch_template_id", "awscc_ec2_launch_template.t", "awscc_ec2_launch_template.t.latest_version_number", "awscc_ec2_launch_template.t");
  const picked = { after: {}, unknown: { launch_template_id: true, version: true } };

  async function through(type: string, after: object, unknown: object, expressions: object): Promise<readonly string[]> {
    const result = await parsePlan(plan([template, { address: `${type}.x`, after, unknown }], { relevant_attributes: [{}], ...code({ [`${type}.x`]: expressions, [template.address]: {} }) }));
    return (effects(result)[`${type}.x`] ?? []).map((line) => line.replace(/, httpEndpoint.*/, ""));
  }
  const safe = ["httpTokens required (launch-template), httpPutResponseHopLimit 1 (launch-template)"];

  it("an instance, by the id that will be known after apply", async () => {
    expect(await through("awscc_ec2_instance", { launch_template: picked.after }, { launch_template: picked.unknown, metadata_options: true }, { launch_template: versioned })).toEqual(["instance in aws ? through awscc_ec2_launch_template.t", ...safe]);
  });

  it("a group, by its name, and through the overrides of a policy", async () => {
    const common = { launch_template_specification: { launch_template_name: "t", version: "1" } };
    expect(await through("awscc_autoscaling_auto_scaling_group", { launch_template: { launch_template_name: "t", version: "1" } }, {}, {})).toEqual(["launcher in aws ? through awscc_ec2_launch_template.t", ...safe]);
    const policy = { launch_template: { launch_template_specification: { launch_template_name: "gone" }, overrides: [{ instance_type: "a", ...common }, { instance_type: "b", ...common }] } };
    expect(await through("awscc_autoscaling_auto_scaling_group", { mixed_instances_policy: policy }, {}, {})).toEqual(["launcher in aws ? through awscc_ec2_launch_template.t", ...safe, ...safe]);
  });

  it("a fleet, whose override can undo it", async () => {
    const config = { launch_template_specification: { launch_template_name: "t", version: "1" }, overrides: [{ instance_type: "a" }, { instance_type: "b", metadata_options: { http_tokens: "optional" } }] };
    expect(await through("awscc_ec2_ec2_fleet", { type: "instant", launch_template_configs: [config] }, {}, {})).toEqual([
      "launcher in aws ? through awscc_ec2_launch_template.t",
      ...safe,
      "httpTokens optional (launch), httpPutResponseHopLimit 1 (launch-template)",
    ]);
  });
});

describe("services and groups of other names", () => {
  it.each([
    ["awscc_sagemaker_notebook_instance", { instance_metadata_service_configuration: { minimum_instance_metadata_service_version: "1" } }, '"optional"'],
    ["awscc_imagebuilder_infrastructure_configuration", { instance_metadata_options: { http_tokens: "required" } }, '"required"'],
    ["awscc_elasticbeanstalk_environment", { solution_stack_name: "x", option_settings: [{ namespace: "aws:autoscaling:launchconfiguration", option_name: "DisableIMDSv1", value: "true" }] }, '"required"'],
    ["awscc_autoscaling_launch_configuration", { metadata_options: { http_tokens: "optional", http_endpoint: "enabled" } }, '"optional"'],
  ])("%s", async (type, after, tokens) => {
    const resource = found(await parsePlan(plan([{ address: `${type}.x`, after }])), `${type}.x`);
    expect(say(only(resource).settings.httpTokens)).toBe(tokens);
  });

  it("node groups, batch environments and spot fleets launch what they would from code", async () => {
    const type = { address: "awscc_eks_nodegroup.x", after: { ami_type: "AL2023_x86_64_STANDARD" } };
    const batch = { address: "awscc_batch_compute_environment.x", after: { compute_resources: { type: "EC2", ec2_configuration: [{ image_type: "ECS_AL2023" }] } } };
    const spot = { address: "awscc_ec2_spot_fleet.x", after: { spot_fleet_request_config_data: { launch_specifications: [{ image_id: "ami-1" }] } } };
    const all = effects(await parsePlan(plan([type, batch, spot])));
    const launched = Object.entries(all).flatMap(([address, lines]) => (address.startsWith("awscc") ? [lines] : []));
    expect(launched.map((lines) => (lines[1] ?? "").split(", ").slice(0, 2).join(", "))).toEqual([
      "httpTokens required (image), httpPutResponseHopLimit 2 (image)",
      "httpTokens optional (aws-default), httpPutResponseHopLimit 1 (aws-default)",
      "httpTokens required (image), httpPutResponseHopLimit 1 (service-default)",
    ]);
  });
});
