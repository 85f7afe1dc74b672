import { describe, expect, it } from "vitest";
import { scanText } from "../support/scan-text.ts";
import type { EffectiveScenario } from "../../src/model/effective.ts";
import { evaluate } from "../../src/rules/evaluate.ts";
import { check, known, line, resource, ruleNamed, scenario, standard, unknown, type Options, type Settings } from "./make.ts";

function template(settings: Settings, address = "aws_launch_template.web") {
  return resource(settings, { kind: "launch-template", type: "aws_launch_template", address, at: line(20) });
}

function group(settings: Settings, options: Options = {}) {
  return resource(settings, { kind: "launcher", type: "aws_autoscaling_group", address: "aws_autoscaling_group.web", at: line(30), through: ["aws_launch_template.web"], ...options });
}

const bad = { httpTokens: known("optional", "launch", line(22)) };
const inherited = { httpTokens: known("optional", "launch-template", line(31)) };

function addresses(...resources: Parameters<typeof check>[1][]): readonly string[] {
  return check("tokens-required", ...resources).findings.map((finding) => finding.resource.address);
}

describe("a consumer of a template with the same fault", () => {
  it("becomes a note at the template", () => {
    const { findings, verdicts } = check("tokens-required", template(bad), group(inherited));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ resource: { address: "aws_launch_template.web" }, certainty: "definite" });
    expect(findings[0]?.related.at(-1)).toEqual({
      location: { path: "main.tf", start: { line: 30, column: 1 }, end: { line: 30, column: 10 } },
      text: "aws_autoscaling_group.web launches through it",
    });
    // Both are violated all the same.
    expect(verdicts).toEqual({ pass: 0, fail: 2, unknown: 0 });
  });

  it("is noted once for each of several consumers, whatever comes first", () => {
    const instance = resource(inherited, { through: ["aws_launch_template.web"] });
    const { findings } = check("tokens-required", instance, group(inherited), template(bad));
    expect(findings.flatMap((finding) => finding.related.map((note) => note.text))).toEqual(["aws_instance.web launches through it", "aws_autoscaling_group.web launches through it"]);
  });

  it("is folded too where nobody sets the option", () => {
    expect(addresses(template({}), group({}))).toEqual(["aws_launch_template.web"]);
  });

  it("is noted at each faulty template that it launches through", () => {
    const through = ["aws_launch_template.web", "aws_launch_template.spot"];
    const { findings } = check("tokens-required", template(bad), template(bad, "aws_launch_template.spot"), group(inherited, { through }));
    expect(findings.map((finding) => finding.related.length)).toEqual([1, 1]);
  });

  it("is folded into a launch configuration", () => {
    const configuration = resource(bad, { kind: "launch-configuration", type: "aws_launch_configuration", address: "aws_launch_configuration.web" });
    expect(addresses(configuration, group(inherited, { through: ["aws_launch_configuration.web"] }))).toEqual(["aws_launch_configuration.web"]);
  });

  it("is folded although only some of its scenarios go through the template", () => {
    const scenarios = [scenario(inherited, [{ condition: "Old", holds: true }]), scenario({ httpTokens: known("required", "launch-template") }, [{ condition: "Old", holds: false }])];
    const consumer = resource(scenarios, { kind: "launcher", through: ["aws_launch_template.web"] });
    expect(addresses(template(bad), consumer)).toEqual(["aws_launch_template.web"]);
  });
});

describe("a consumer of several templates, of which one is at fault", () => {
  const through = (address: string) => [{ condition: `launched through ${address}`, holds: true }];
  const atFault = { ...scenario(inherited, through("aws_launch_template.web")), through: ["aws_launch_template.web"] };
  const elsewhere = { ...scenario({ httpTokens: unknown("launch template other is not in the scanned code", undefined, line(31), "launch-template") }, through("other")), through: [] };
  const direct = { ...scenario({ httpTokens: known("optional", "aws-default", line(30)) }, through("nothing")), through: [] };
  const safe = { ...scenario({ httpTokens: known("required", "launch-template") }, through("aws_launch_template.safe")), through: ["aws_launch_template.safe"] };
  const group = (...scenarios: readonly EffectiveScenario[]) =>
    resource(scenarios, { kind: "launcher", type: "aws_autoscaling_group", address: "aws_autoscaling_group.web", at: line(30), through: ["aws_launch_template.web", "aws_launch_template.safe"] });
  const found = (...resources: Parameters<typeof check>[1][]) => check("tokens-required", ...resources).findings.map(({ certainty, resource: { address } }) => `${certainty} ${address}`);

  it.each([
    ["is a note where the others are safe", [atFault, safe], ["definite aws_launch_template.web"]],
    ["is a note, and a finding for what is not known", [atFault, elsewhere], ["definite aws_launch_template.web", "possible aws_autoscaling_group.web"]],
    ["has a finding for what nobody else is at fault for", [atFault, direct], ["definite aws_launch_template.web", "definite aws_autoscaling_group.web"]],
    ["has one finding of its own that says both", [direct, elsewhere], ["definite aws_launch_template.web", "conditional aws_autoscaling_group.web"]],
  ] as const)("%s", (_, scenarios, expected) => {
    expect(found(template(bad), group(...scenarios))).toEqual(expected);
  });

  it("has the finding that it has when the template is mended", () => {
    const mended = { ...atFault, settings: safe.settings };
    const before = check("tokens-required", template(bad), group(atFault, elsewhere)).findings.filter(({ resource: { kind } }) => kind === "launcher");
    const after = check("tokens-required", template({ httpTokens: known("required") }), group(mended, elsewhere)).findings;
    expect(before).toHaveLength(1);
    expect(before).toEqual(after);
  });

  it("tells of both in one message where nothing is folded", () => {
    const [finding] = check("tokens-required", group(direct, elsewhere)).findings;
    expect(finding?.message).toMatch(/This holds when launched through nothing\. Besides, it may hold when launched through other: launch template other is not in the scanned code\.$/);
  });

  it("is noted where the unknown is the template's own", () => {
    const doubtful = template({ httpTokens: unknown("var.tokens", undefined, line(22)) });
    const doubtfulHere = { ...scenario({ httpTokens: unknown("var.tokens", undefined, line(31), "launch-template") }, through("aws_launch_template.web")), through: ["aws_launch_template.web"] };
    expect(found(doubtful, group(direct, doubtfulHere))).toEqual(["possible aws_launch_template.web", "conditional aws_autoscaling_group.web"]);
  });
});

describe("a consumer keeps its own finding", () => {
  it("when its own block decides", () => {
    expect(addresses(template(bad), group({ httpTokens: known("optional", "launch", line(31)) }))).toHaveLength(2);
  });

  it("when the template has no finding of this rule", () => {
    expect(addresses(template({ httpTokens: known("required") }), group(inherited))).toEqual(["aws_autoscaling_group.web"]);
    expect(addresses(group(inherited))).toEqual(["aws_autoscaling_group.web"]);
  });

  it("when it launches through another template", () => {
    expect(addresses(template(bad), group(inherited, { through: ["aws_launch_template.other"] }))).toHaveLength(2);
  });

  it("when it is surer than the template's", () => {
    const guarded = template({ ...bad, httpEndpoint: unknown("var.endpoint") });
    expect(addresses(guarded, group({ ...inherited, httpEndpoint: known("enabled") }))).toHaveLength(2);
  });

  it("when the configuration makes it graver than the template's", () => {
    const rule = ruleNamed("tokens-required");
    const choose = (severity: "low" | "high") => (_: unknown, { kind }: { kind: string }) => ({ ...standard(rule), severity: kind === "launcher" ? "high" : severity }) as const;
    expect(evaluate([template(bad), group(inherited)], [rule], choose("low")).findings).toHaveLength(2);
    expect(evaluate([template(bad), group(inherited)], [rule], choose("high")).findings).toHaveLength(1);
  });

  it("when the template is at fault for another rule only", () => {
    const rules = [ruleNamed("tokens-required"), ruleNamed("hop-limit")];
    const hops = template({ httpTokens: known("required"), httpPutResponseHopLimit: known(2) });
    const { findings } = evaluate([hops, group({ ...inherited, httpPutResponseHopLimit: known(2, "launch-template") })], rules, standard);
    expect(findings.map((finding) => `${finding.rule} ${finding.resource.address}`).sort()).toEqual(["hop-limit aws_launch_template.web", "tokens-required aws_autoscaling_group.web"]);
  });
});

it("two resources that name each other are both reported", () => {
  const a = resource(inherited, { address: "a", through: ["b"] });
  const b = resource(inherited, { address: "b", through: ["a"] });
  expect(addresses(a, b)).toEqual(["a", "b"]);
});

describe("managed services at one place", () => {
  it("do not lose what is open of one of them elsewhere", async () => {
    const cluster = "  Cluster: { Type: AWS::EMR::Cluster, Properties: { ReleaseLabel: emr-6.1.0, SecurityConfiguration: !If [C, !Ref Sec, !Ref Other] } }\n";
    const configuration = "  Sec: { Type: AWS::EMR::SecurityConfiguration, Properties: { SecurityConfiguration: { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 1, HttpPutResponseHopLimit: 1 } } } }\n";
    const { findings } = await scanText("t.yaml", `Parameters: { P: { Type: String }, Other: { Type: String } }\nConditions: { C: !Equals [!Ref P, a] }\nResources:\n${configuration}${cluster}`);
    expect(findings.map(({ rule, certainty, resource: { address } }) => `${rule} ${certainty} ${address}`)).toEqual(["tokens-required definite Sec", "tokens-required possible Cluster"]);
  });

  const weak = (certain: boolean): Settings => ({ httpTokens: certain ? known("optional", "launch", line(12)) : unknown("the release decides", undefined, line(12)) });
  const service = (settings: Settings, address: string, at: number) => resource(settings, { kind: "service", format: "cloudformation", type: "AWS::EMR::Cluster", address, at: line(at) });

  it("are one finding, at the one that is written around it", () => {
    const { findings } = evaluate([service(weak(true), "Cluster", 2), service(weak(true), "Configuration", 10)], [ruleNamed("tokens-required")], standard);
    expect(findings.map((finding) => [finding.resource.address, finding.certainty])).toEqual([["Configuration", "definite"]]);
    expect(findings[0]?.related.map(({ text }) => text)).toContain("Cluster is decided there, too");
    expect(findings[0]?.fix).toContain("Configuration");
  });

  it("are as certain as the surest of them", () => {
    const { findings } = evaluate([service(weak(true), "Cluster", 2), service(weak(false), "Configuration", 10)], [ruleNamed("tokens-required")], standard);
    expect(findings.map((finding) => [finding.resource.address, finding.certainty])).toEqual([["Configuration", "definite"]]);
    expect(findings[0]?.message).toMatch(/^Cluster launches/);
  });

  it("are each for itself when they are instances of one resource, or stand elsewhere", () => {
    expect(addresses(service(weak(true), "Book[0]", 10), service(weak(true), "Book[1]", 10))).toHaveLength(2);
    expect(addresses(service(weak(true), "A", 10), service({ httpTokens: known("optional", "launch", line(20)) }, "B", 18))).toHaveLength(2);
  });
});
