import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { launchSettings } from "../../../src/model/setting.ts";
import { code, effects, found, line, only, parsePlan, plan, refers, say, shown, type Change } from "./support.ts";

const applied = (name: string): string => readFileSync(`fixtures/parsers/terraform-plan/applied/${name}.json`, "utf8");

describe("settings", () => {
  const made: Change = { address: "terraform_data.m", after: {}, unknown: { id: true, output: true } };
  const block = { after: { metadata_options: [{ http_endpoint: "enabled" }] }, unknown: { metadata_options: [{ http_tokens: true }] } };

  async function tokens(expression: unknown, rest: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const options = expression === undefined ? {} : { http_tokens: expression };
    const text = plan([{ address: "aws_launch_template.x", ...block }, made], { relevant_attributes: [{}], ...code({ "aws_launch_template.x": { metadata_options: [options] }, "terraform_data.m": {} }), ...rest });
    return say(only(found(await parsePlan(text), "aws_launch_template.x")).settings.httpTokens);
  }

  it("what is known after apply is absent where the code omits it, or sets it to null", async () => {
    expect(await tokens(undefined)).toBe("absent");
    expect(await tokens({ constant_value: null })).toBe("absent");
    expect(await tokens(refers("var.tokens"))).toBe("absent");
    expect(await tokens(refers("each.key", "count.index", "path.module", "terraform.workspace"))).toBe("absent");
  });

  it("and unknown where the code's own words are known only after apply", async () => {
    expect(await tokens(refers("terraform_data.m.id", "terraform_data.m"))).toBe("? terraform_data.m.id is known only after apply");
    expect(await tokens(refers("var.tokens", "terraform_data.m.output", "terraform_data.m"))).toBe("? terraform_data.m.output is known only after apply");
    expect(await tokens(refers("terraform_data.m.input", "terraform_data.m"))).toBe("absent");
  });

  it("locals are not in plans: unknown, unless nothing in the plan is known only after apply", async () => {
    expect(await tokens(refers("local.tokens"))).toBe("? local.tokens is null or known only after apply: the plan does not hold what it is");
    expect(await tokens(refers("local.tokens"), { relevant_attributes: [] })).toBe("absent");
  });

  it("variables are followed to what the caller passes, outputs into the module, each.value to for_each", async () => {
    const change: Change = { address: 'module.m["a"].aws_launch_template.x[0]', ...block };
    const inner = { resources: [{ address: "aws_launch_template.x", expressions: { metadata_options: [{ http_tokens: refers("var.tokens") }] } }], outputs: { t: { expression: refers("terraform_data.m.id") } } };
    const say1 = async (passed: unknown, forEach: unknown = refers("var.all")): Promise<string> => {
      const calls = { m: { source: "./m", expressions: { tokens: passed }, for_each_expression: forEach, module: inner }, n: { module: { outputs: { t: { expression: refers("terraform_data.m.id") } } } } };
      const inN: Change = { ...made, address: "module.n.terraform_data.m" };
      const text = plan([change, made, inN], { configuration: { root_module: { module_calls: calls } } });
      return say(only(found(await parsePlan(text), change.address)).settings.httpTokens);
    };
    expect(await say1({ constant_value: null })).toBe("absent");
    expect(await say1(refers("terraform_data.m.id"))).toBe("? terraform_data.m.id is known only after apply");
    expect(await say1(refers("module.n.t"))).toBe("? module.n.terraform_data.m.id is known only after apply");
    expect(await say1(refers("each.value.tokens", "each.value"))).toBe("absent");
    expect(await say1(refers("each.value.tokens", "each.value"), refers("terraform_data.m.output"))).toBe("? terraform_data.m.output is known only after apply");
  });

  it("references that go round in circles end", async () => {
    const inner: Readonly<Record<string, unknown>> = { module_calls: {}, outputs: { t: { expression: refers("var.t") } }, variables: {} };
    const calls = { m: { expressions: { t: refers("module.m.t") }, module: inner } };
    const text = plan([{ address: "aws_launch_template.x", ...block }], code({ "aws_launch_template.x": { metadata_options: [{ http_tokens: refers("module.m.t") }] } }, { module_calls: calls }));
    expect(say(only(found(await parsePlan(text), "aws_launch_template.x")).settings.httpTokens)).toBe("absent");
  });

  it("sensitive words of the API are read, everything else that is sensitive is not repeated", async () => {
    const at = async (value: string): Promise<string> =>
      say(only(found(await parsePlan(plan([{ address: "aws_instance.x", after: { metadata_options: [{ http_tokens: value }] }, sensitive: { metadata_options: [{ http_tokens: true }] } }])), "aws_instance.x")).settings.httpTokens);
    expect(await at("optional")).toBe('"optional"');
    expect(await at("hunter2")).toBe("? http_tokens is marked as sensitive, and its value is none that is known");
  });

  it("point to the value in the text, and the resource to its address", async () => {
    const text = JSON.stringify(JSON.parse(plan([{ address: "aws_instance.x", after: { metadata_options: [{ http_tokens: "optional" }] } }])), undefined, 2);
    const instance = found(await parsePlan(text), "aws_instance.x");
    expect(shown(instance.at)).toBe('"aws_instance.x"');
    const { httpTokens } = only(instance).settings;
    expect([shown(httpTokens.at), text.split("\n")[line(httpTokens.at) - 1]?.trim()]).toEqual(['"optional"', '"http_tokens": "optional"']);
  });
});

describe("resources", () => {
  it("what is deleted, forgotten or only read is left out; what is replaced or kept is not", async () => {
    const options = { metadata_options: [{ http_tokens: "required" }] };
    const { resources } = await parsePlan(
      plan([
        { address: "aws_instance.gone", after: null, actions: ["delete"] },
        { address: "aws_instance.forgotten", after: null, actions: ["forget"] },
        { address: "data.aws_ami.x", after: {}, actions: ["read"], mode: "data" },
        { address: "aws_instance.replaced", after: options, actions: ["delete", "create"] },
        { address: "aws_instance.kept", after: options, actions: ["no-op"] },
        { address: "aws_vpc.x", after: {} },
      ]),
    );
    expect(resources.map(({ address }) => address)).toEqual(["aws_instance.replaced", "aws_instance.kept"]);
  });

  it("a template that is deleted is none that a group may mean", async () => {
    const group: Change = { address: "aws_autoscaling_group.g", after: { launch_template: [{ version: "$Latest" }] }, unknown: { launch_template: [{ id: true }] } };
    const template = { address: 'aws_launch_template.t["a"]', after: {}, unknown: { id: true } };
    const other = { address: 'aws_launch_template.t["b"]', after: null, actions: ["delete"] };
    const rest = code({ "aws_autoscaling_group.g": { launch_template: [{ id: refers("aws_launch_template.t"), version: { constant_value: "$Latest" } }] }, "aws_launch_template.t": {} });
    const links = async (changes: readonly Change[]): Promise<unknown> => only(found(await parsePlan(plan(changes, rest)), group.address)).links.map(({ target }) => (target.state === "resource" ? target.address : target));
    expect(await links([group, template, other])).toEqual(['aws_launch_template.t["a"]']);
    expect(await links([group, template, { ...other, after: {}, actions: ["create"] }])).toMatchObject([{ state: "unknown", why: 'it is one of aws_launch_template.t["a"], aws_launch_template.t["b"]' }]);
  });

  it("the Region is the provider's, or the resource's own", async () => {
    const rest = { variables: { region: { value: "eu-west-1" } }, configuration: { provider_config: { "aws.w": { expressions: { region: refers("var.region") } } }, root_module: { resources: [{ address: "aws_instance.x", provider_config_key: "aws.w", expressions: {} }] } } };
    expect(found(await parsePlan(plan([{ address: "aws_instance.x", after: {} }], rest)), "aws_instance.x").placement).toMatchObject({ provider: "aws.w", region: "eu-west-1" });
    expect(found(await parsePlan(plan([{ address: "aws_instance.x", after: { region: "sa-east-1" } }], rest)), "aws_instance.x").placement).toMatchObject({ provider: "aws.w", region: "sa-east-1" });
  });

  it("an image that a data source found before is known by what it was looked up by", async () => {
    const before = (values: object, type = "aws_ami"): object => ({ prior_state: { values: { root_module: { resources: [{ address: `data.${type}.i`, mode: "data", type, values }] } } } });
    const image = async (rest: object): Promise<unknown> => only(found(await parsePlan(plan([{ address: "aws_instance.x", after: { ami: "ami-1" } }], { ...rest })), "aws_instance.x")).image;
    expect(await image(before({ id: "ami-1", name: "al2023-ami-2023.1", owner_id: "137112412989" }))).toMatchObject({ state: "described", by: "image-name", patterns: ["al2023-ami-2023.1"] });
    expect(await image(before({ id: "ami-1", name: "al2023-ami-2023.1", owner_id: "123456789012" }))).toMatchObject({ state: "named", name: "ami-1" });
    expect(await image(before({ value: "ami-1", name: "/aws/service/x" }, "aws_ssm_parameter"))).toMatchObject({ state: "described", by: "ssm-parameter", patterns: ["/aws/service/x"] });
  });
});

describe("what was applied", () => {
  it("a state has the settings of the machines as they are", async () => {
    const result = await parsePlan(applied("state"));
    expect(result.problems).toEqual([]);
    const settings = Object.fromEntries(result.resources.map((resource) => [resource.address, launchSettings.map((name) => say(only(resource).settings[name])).join(" ")]));
    expect(settings).toEqual({
      "aws_ec2_instance_metadata_defaults.d": '"required" -1 "no-preference" absent "no-preference"',
      "aws_instance.plain": '"optional" 1 "enabled" "disabled" "disabled"',
      "aws_launch_configuration.lc": '"required" absent "enabled" absent absent',
      'module.web["a"].aws_instance.i': '"optional" 1 "enabled" "disabled" "disabled"',
      'module.web["a"].aws_launch_template.lt': '"required" absent absent absent absent',
    });
    expect(effects(result)['module.web["a"].aws_instance.i']?.[0]).toBe('instance in aws ? through module.web["a"].aws_launch_template.lt');
  });

  it("and so has a plan that changes it; for account defaults a state does not tell what was left out", async () => {
    const [state, update] = [effects(await parsePlan(applied("state"))), effects(await parsePlan(applied("update")))];
    for (const address of Object.keys(state)) {
      if (address.includes("aws_instance") || address.includes("aws_launch")) expect([address, update[address]?.slice(1)]).toEqual([address, state[address]?.slice(1)]);
    }
  });
});
