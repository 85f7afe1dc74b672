import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Report } from "../../../src/model/finding.ts";
import { cli } from "../../support/cli.ts";
import { project } from "../../support/project.ts";

const fixtures = fileURLToPath(new URL("../../../fixtures/cdk/", import.meta.url));

async function scan(root: string, ...args: readonly string[]): Promise<Report> {
  return JSON.parse((await cli(["--format", "json", ...args], { cwd: root })).stdout) as Report;
}

/** By construct path: type, tokens and hop limit, each with who decides. */
function machines({ resources }: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(
    resources.map(({ construct = "", type, scenarios }) => {
      const settings = scenarios[0]?.settings;
      const words = [settings?.httpTokens, settings?.httpPutResponseHopLimit].map((setting) => `${String(setting?.value ?? setting?.state)} by ${setting?.layer ?? "nobody"}`);
      return [construct, `${type.replace(/^AWS::\w+::/, "")}: ${words.join(", ")}`];
    }),
  );
}

const open = "optional by aws-default, 1 by aws-default";
const byImage = "required by image, 2 by image";

/** What the app asks for, whatever the CDK makes of it. */
const asked: Readonly<Record<string, string>> = {
  "Aspects/Plain/Resource": "Instance: required by launch-template, 1 by aws-default",
  "Aspects/Modern/Resource": "Instance: required by launch-template, 2 by image",
  "Constructs/Plain/Resource": `Instance: ${open}`,
  "Constructs/Modern/Resource": `Instance: ${byImage}`,
  "Constructs/Required/Resource": "Instance: required by launch-template, 1 by aws-default",
  "Constructs/Direct/Resource": "Instance: required by launch, 1 by launch",
  "Constructs/HopLimit/Resource": "Instance: optional by aws-default, 3 by launch",
  "Constructs/Bastion/Resource/Resource": `Instance: ${open}`,
  "Nesting/Machine/Resource": `Instance: ${open}`,
  "Nesting/Nested/Machine/Resource": `Instance: ${open}`,
  "Nesting/Nested/Deeper/Machine/Resource": "Instance: required by launch-template, 1 by aws-default",
  "Production/Service/Plain/Resource": `Instance: ${open}`,
  "Production/Service/Modern/Resource": `Instance: ${byImage}`,
  "Production/Service/Nested/Machine/Resource": `Instance: ${open}`,
  "Production/Service/Nested/Deeper/Machine/Resource": "Instance: required by launch-template, 1 by aws-default",
};

describe.each(["cdk.out", "without-paths/cdk.out"])("%s", (out) => {
  test("every machine of the app, stages and nested stacks among them, by its construct", async () => {
    const report = await scan(fixtures, out);
    expect(report.problems).toEqual([]);
    const found = machines(report);
    expect(Object.fromEntries(Object.entries(found).filter(([, words]) => words.startsWith("Instance:")))).toEqual(asked);
    expect(Object.keys(found)).toHaveLength(report.resources.length);
    expect(Object.keys(found)).not.toContain("");
  });

  test("requireImdsv2 of a group or an aspect holds for what it launches with", async () => {
    const found = machines(await scan(fixtures, out));
    expect(["Constructs", "Aspects"].map((stack) => found[`${stack}/${stack === "Aspects" ? "Group" : "RequiredGroup"}/ASG`])).toEqual(["AutoScalingGroup: required by launch-template, 1 by aws-default", "AutoScalingGroup: required by launch-template, 1 by aws-default"]);
    expect(found["Constructs/Group/ASG"]).toMatch(/^AutoScalingGroup: optional/);
  });
});

describe("others/cdk.out", () => {
  test("every machine, template and group by its construct: equal ids, account defaults, clusters, nested stacks that share a template", async () => {
    const report = await scan(fixtures, "others/cdk.out");
    expect(report.problems).toEqual([]);
    expect(machines(report)).toEqual({
      ...Object.fromEntries(
        ["Same", "Unique"].flatMap((stack) => [
          ...["A", "B"].flatMap((part) => [
            [`${stack}/${part}/Web/Resource`, "Instance: required by launch-template, 1 by aws-default"],
            [`${stack}/${part}/Web/LaunchTemplate`, "LaunchTemplate: required by launch, 1 by aws-default"],
          ]),
          [`${stack}/A/Bare/Resource`, `Instance: ${open}`],
          [`${stack}/B/Bare/Resource`, "Instance: required by launch-template, 1 by aws-default"],
          [`${stack}/B/Bare/LaunchTemplate`, "LaunchTemplate: required by launch, 1 by aws-default"],
        ]),
      ),
      "Closed/Machine/Resource": "Instance: required by account-default, 2 by account-default",
      "Closed/Defaults/Resource/Default": "Custom::AWS: required by account-default, 2 by account-default",
      "Preferred/Machine/Resource": `Instance: ${open}`,
      "Preferred/Defaults/Resource/Default": "Custom::AWS: no-preference by account-default, absent by account-default",
      // The accounts of the two stacks have no construct.
      "": expect.stringMatching(/^provider: /) as string,
      "Clusters/Cluster/Capacity/LaunchTemplate/Resource": `LaunchTemplate: ${open}`,
      "Clusters/Cluster/Capacity/ASG": `AutoScalingGroup: ${open}`,
      "Clusters/Open/LaunchTemplate/Resource": `LaunchTemplate: ${open}`,
      "Clusters/Open/ASG": `AutoScalingGroup: ${open}`,
      "Clusters/Closed/LaunchTemplate/Resource": "LaunchTemplate: required by launch, 1 by aws-default",
      "Clusters/Closed/ASG": "AutoScalingGroup: required by launch-template, 1 by aws-default",
      "Clusters/Managed/Resource": "Nodegroup: unknown by service-default, unknown by service-default",
      "Clusters/OpenTemplate/Resource": `LaunchTemplate: ${open}`,
      "Clusters/OpenNodes/Resource": `Nodegroup: ${open}`,
      "Clusters/ClosedTemplate/Resource": "LaunchTemplate: required by launch, 1 by launch",
      "Clusters/ClosedNodes/Resource": "Nodegroup: required by launch-template, 1 by launch-template",
      "Sharing/Templates/Template/Resource": "LaunchTemplate: required by launch, 1 by aws-default",
      "Sharing/Groups/Group/ASG": "AutoScalingGroup: required by launch-template, 1 by aws-default",
    });
  });

  test("what is open is reported, what is closed is not", async () => {
    const { findings } = await scan(fixtures, "others/cdk.out");
    const tokens = findings.filter(({ rule, certainty }) => rule === "tokens-required" && certainty === "definite").map(({ resource }) => resource.construct);
    expect(tokens).toEqual([
      "Clusters/Cluster/Capacity/LaunchTemplate/Resource",
      "Clusters/Open/LaunchTemplate/Resource",
      "Clusters/OpenTemplate/Resource",
      "Preferred/Machine/Resource",
      "Same/A/Bare/Resource",
      "Unique/A/Bare/Resource",
    ]);
  });
});

test("messages name the construct, addresses and fingerprints do not", async () => {
  const { findings } = await scan(fixtures, "cdk.out/Nesting.template.json");
  expect(findings[0]).toMatchObject({ message: expect.stringMatching(/^Machine6FC8AE80 \(Nesting\/Machine\/Resource\) accepts IMDSv1/) as string, resource: { address: "Machine6FC8AE80", construct: "Nesting/Machine/Resource" }, fix: expect.not.stringContaining("Nesting/Machine") as string });
  const { stdout } = await cli(["inventory", "cdk.out/Nesting.template.json"], { cwd: fixtures });
  expect(stdout).toContain("Machine6FC8AE80 (Nesting/Machine/Resource)");
});

test("constructs are also found in the manifest of an older CDK, where the id tells them apart", async () => {
  const template = (id: string) => JSON.stringify({ Resources: { [id]: { Type: "AWS::EC2::Instance" } } });
  const metadata = { "/S/Web/Resource": [{ type: "aws:cdk:logicalId", data: "Web1" }], "/S/A/Same": [{ type: "aws:cdk:logicalId", data: "Same" }], "/S/B/Same": [{ type: "aws:cdk:logicalId", data: "Same" }] };
  const artifacts = Object.fromEntries(["web", "same"].map((name) => [name, { type: "aws:cloudformation:stack", properties: { templateFile: `${name}.template.json` }, metadata }]));
  const root = project({ "cdk.out/manifest.json": JSON.stringify({ version: "20.0.0", artifacts }), "cdk.out/web.template.json": template("Web1"), "cdk.out/same.template.json": template("Same") });
  expect((await scan(root, ".")).resources.map(({ construct }) => construct)).toEqual([undefined, "S/Web/Resource"]);
});

test.each(["[]", "{", '{"artifacts": {"a": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "x.template.json"}, "additionalMetadataFile": "../../secret.json"}}}', '{"artifacts": {"a": null, "b": []}}'])("a manifest that is none tells nothing: %s", async (manifest) => {
  const root = project({ "cdk.out/manifest.json": manifest, "cdk.out/x.template.json": '{"Resources": {"A": {"Type": "AWS::EC2::Instance"}}}' });
  const { resources, problems } = await scan(root, ".");
  expect(problems).toEqual([]);
  expect(resources).toMatchObject([{ address: "A" }]);
});

describe("discovery", () => {
  function app(): string {
    const root = project({ ".gitignore": "cdk.out\nother\n", "other/x.yml": "Resources: { A: { Type: AWS::EC2::Instance } }\n" });
    cpSync(join(fixtures, "cdk.out"), join(root, "cdk.out"), { recursive: true });
    const asset = join(root, "cdk.out", `asset.${"0".repeat(64)}`);
    mkdirSync(asset);
    writeFileSync(join(asset, "template.yml"), "Resources: { Code: { Type: AWS::EC2::Instance } }\n");
    return root;
  }

  test("looks into cdk.out although git ignores it, and not into assets", async () => {
    const { resources } = await scan(app(), ".");
    expect(resources.map(({ construct }) => construct)).toContain("Production/Service/Nested/Machine/Resource");
    expect(resources.filter(({ address }) => address === "Code" || address === "A")).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["an app", { "cdk.json": '{"app": "node app.js"}' }, "imdslint: cdk.json belongs to a CDK app without cdk.out beside it: what the app deploys can be checked after cdk synth\n"],
    ["several apps", Object.fromEntries(["a", "b", "c", "d"].map((dir) => [`${dir}/cdk.json`, '{"app": "x"}'])), "imdslint: a/cdk.json, b/cdk.json, c/cdk.json and 1 more belong to CDK apps without cdk.out beside them: what the apps deploy can be checked after cdk synth\n"],
    ["an app that is synthesized", { "cdk.json": '{"app": "x"}', "cdk.out/manifest.json": "{}" }, ""],
    ["an app with an output of its own", { "cdk.json": '{"app": "x", "output": "dist"}' }, ""],
    ["an app that is left out", { "cdk.json": '{"app": "x"}', ".imdslint.yaml": "ignore: [cdk.out]\n" }, ""],
    ["another file of that name", { "cdk.json": "[]" }, ""],
  ])("says that the templates are missing: %s", async (_, files, expected) => {
    const { stderr } = await cli(["."], { cwd: project({ "x.yml": "Resources: { A: { Type: AWS::EC2::Instance } }\n", ...files }) });
    expect(stderr).toBe(expected);
  });

  test("leaves cdk.out out where the configuration says so", async () => {
    const root = app();
    writeFileSync(join(root, ".imdslint.yaml"), "ignore: [cdk.out]\n");
    expect((await scan(root, ".")).resources).toEqual([]);
  });
});
