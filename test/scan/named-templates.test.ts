import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/finding.ts";
import { cli } from "../support/cli.ts";
import { project, repository } from "../support/project.ts";

type Texts = Readonly<Record<string, string>>;

async function scanned(cwd: string, ...paths: readonly string[]): Promise<Report> {
  return JSON.parse((await cli(["--format", "json", ...paths], { cwd })).stdout) as Report;
}

/** Who launches with which tokens, and who decides or why that is not known. */
function launchers({ resources }: Report): Readonly<Record<string, string>> {
  const launching = resources.filter(({ kind }) => kind === "launcher" || kind === "instance");
  return Object.fromEntries(
    launching.map(({ location, scenarios }) => [
      location.path,
      scenarios.map(({ settings: { httpTokens: tokens } }) => (tokens?.state === "unknown" ? (tokens.why ?? "") : `${String(tokens?.value)} by ${tokens?.layer ?? ""}`)).join(" | "),
    ]),
  );
}

function template(name: string, tokens?: string): string {
  return JSON.stringify({ LaunchTemplateName: name, LaunchTemplateData: { ImageId: "ami-1", ...(tokens === undefined ? {} : { MetadataOptions: { HttpTokens: tokens } }) } }, undefined, 1);
}

function fleet(name: string, version = "$Latest"): string {
  return JSON.stringify({ LaunchTemplateConfigs: [{ LaunchTemplateSpecification: { LaunchTemplateName: name, Version: version } }], TargetCapacitySpecification: { TotalTargetCapacity: 1 } }, undefined, 1);
}

const stack = (name: string, tokens: string) => `Resources:\n  T:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: { LaunchTemplateName: ${name}, LaunchTemplateData: { MetadataOptions: { HttpTokens: ${tokens} } } }\n`;
const group = (name: string) => `Resources:\n  G:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties: { LaunchTemplate: { LaunchTemplateName: ${name}, Version: $Latest } }\n`;

describe("a launch template that is known by its name", () => {
  test.each<[string, Texts, string]>([
    ["is created by a document beside the fleet", { "t.json": template("web", "required") }, "required by launch-template"],
    ["is created elsewhere", { "a/b/t.json": template("web", "optional") }, "optional by launch-template"],
    ["is created beside it and elsewhere", { "t.json": template("web", "required"), "old/t.json": template("web", "optional") }, "required by launch-template"],
    ["is created twice alike", { "a/t.json": template("web", "required"), "b/t.json": template("web", "required") }, "required by launch-template"],
    ["is created twice, differently", { "a/t.json": template("web", "required"), "b/t.json": template("web") }, "launch template web is declared 2 times in the scanned code, with different settings: a/t.json, b/t.json"],
    ["is declared by a CloudFormation template", { "t.yaml": stack("web", "required") }, "required by launch-template"],
    ["is created in YAML", { "t.yaml": "LaunchTemplateName: web\nLaunchTemplateData:\n  ImageId: ami-1\n  MetadataOptions: {HttpTokens: required}\n" }, "required by launch-template"],
    ["is created by nobody", { "t.json": template("other", "required") }, "launch template web is not in the scanned code"],
    ["is created by a document that is cut short", { "t.json": template("web", "required").slice(0, -4) }, "launch template web is not in the scanned code"],
  ])("%s", async (_, texts, expected) => {
    expect(launchers(await scanned(project({ "fleet.json": fleet("web"), ...texts })))).toEqual({ "fleet.json": expected });
  });

  test.each([
    ["1", "required by launch-template"],
    ["$Default", "required by launch-template"],
    ["3", "version 3 of the launch template is not in the scanned code, only the call that creates version 1 (t.json)"],
  ])("has its version %s", async (version, expected) => {
    expect(launchers(await scanned(project({ "fleet.json": fleet("web", version), "t.json": template("web", "required") })))).toEqual({ "fleet.json": expected });
  });

  test("is that of another stack", async () => {
    expect(launchers(await scanned(project({ "app.yaml": group("web"), "net.yaml": stack("web", "required"), "more.yaml": group("net") })))).toEqual({ "app.yaml": "required by launch-template", "more.yaml": "launch template net is not in the scanned code" });
  });

  test("is that of the same stack, whatever others declare", async () => {
    const own = `${group("web")}  L: { Type: AWS::EC2::LaunchTemplate, Properties: { LaunchTemplateName: web, LaunchTemplateData: { MetadataOptions: { HttpTokens: required } } } }\n`;
    expect(launchers(await scanned(project({ "app.yaml": own, "net.yaml": stack("web", "optional") })))).toEqual({ "app.yaml": "required by launch-template" });
  });

  test("belongs to another stack, whose parameters and conditions are others of the same names", async () => {
    const env = (values: string): string => `Parameters: { Env: { Type: String, AllowedValues: [${values}] } }\nConditions: { P: !Equals [!Ref Env, prod] }\n`;
    const app = `${env("prod, test")}${group("web")}    Condition: P\n`;
    const net = `${env("dev, prod")}${stack("web", "!If [P, required, optional]")}`;
    expect(launchers(await scanned(project({ "app.yaml": app, "net.yaml": net })))).toEqual({ "app.yaml": "optional by launch-template | required by launch-template" });
  });

  test("is in the same Region", async () => {
    const here = (region: string): string => `Conditions: { P: !Equals [!Ref AWS::Region, ${region}] }\n`;
    const app = `${here("eu-west-1")}${group("web")}    Condition: P\n`;
    const net = `${here("eu-west-1")}${stack("web", "!If [P, required, optional]")}`;
    expect(launchers(await scanned(project({ "app.yaml": app, "net.yaml": net })))).toEqual({ "app.yaml": "required by launch-template" });
  });

  test("has scenarios", async () => {
    const net = `Parameters: { Env: { Type: String } }\nConditions: { P: !Equals [!Ref Env, prod] }\n${stack("web", "!If [P, required, optional]")}`;
    expect(launchers(await scanned(project({ "fleet.json": fleet("web"), "net.yaml": net })))).toEqual({ "fleet.json": "optional by launch-template | required by launch-template" });
  });

  test("is judged once, and named where it launches", async () => {
    const report = await scanned(project({ "fleet.json": fleet("web"), "t.json": template("web", "optional") }));
    expect(report.resources.map(({ address, location }) => [location.path, address])).toEqual([
      ["fleet.json", "create-fleet"],
      ["t.json", "create-launch-template(web)"],
    ]);
    const tokens = report.findings.filter(({ rule }) => rule === "tokens-required");
    expect(tokens.map(({ location, related }) => [location.path, related.some((note) => note.location.path === "t.json")])).toEqual([
      ["fleet.json", true],
      ["t.json", false],
    ]);
  });

  test("is a configuration of a group in JSON", async () => {
    const texts = { "asg.json": JSON.stringify({ AutoScalingGroupName: "g", MinSize: 1, MaxSize: 2, LaunchConfigurationName: "lc" }), "lc.json": JSON.stringify({ LaunchConfigurationName: "lc", ImageId: "ami-1", MetadataOptions: { HttpTokens: "required" } }) };
    expect(launchers(await scanned(project(texts)))).toEqual({ "asg.json": "required by launch-template" });
  });
});

describe("where single files of a project are named", () => {
  const texts = { "fleet.json": fleet("web"), "t.json": template("web", "required"), "app.yaml": group("web") };

  test.each(["fleet.json", "app.yaml"])("%s is judged with the others, which are not reported", async (path) => {
    const report = await scanned(repository(texts), path);
    expect(launchers(report)).toEqual({ [path]: "required by launch-template" });
    expect(report.resources).toHaveLength(1);
    expect(report.summary.files.seen).toBe(1);
  });

  test("what git ignores is no part of the project, nor is what lies behind a link out of it", async () => {
    expect(launchers(await scanned(repository({ "fleet.json": fleet("web"), "build/t.json": template("web", "required"), ".gitignore": "build/\n" }), "fleet.json"))).toEqual({ "fleet.json": "launch template web is not in the scanned code" });
  });

  test("an import is followed", async () => {
    const net = "Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: required, Export: { Name: !Sub '${AWS::StackName}-tokens' } } }\n";
    const app = "Parameters: { Net: { Type: String } }\nResources:\n  W: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !ImportValue { 'Fn::Sub': '${Net}-tokens' } } } }\n";
    const root = repository({ "stacks/net.yaml": net, "app.yaml": app });
    expect(launchers(await scanned(root, "app.yaml"))).toEqual({ "app.yaml": "required by launch" });
    expect(launchers(await scanned(root))).toEqual({ "app.yaml": "required by launch" });
  });
});
