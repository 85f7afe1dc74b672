import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, type CheckRequest } from "../../src/cli/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { instance, project, repository } from "../support/project.ts";

async function reportOf(cwd: string, more: Partial<CheckRequest> = {}): Promise<Report> {
  return (await check({ paths: [], cwd, note: () => undefined, ...more })).report;
}

function found({ findings }: Report): readonly string[] {
  return findings.map(({ location, resource, rule }) => `${location.path}:${location.start.line} ${resource.address} ${rule}`);
}

function call(name: string, source: string, more = ""): string {
  return `module "${name}" {\n  source = "${source}"\n${more}}\n`;
}

describe("OpenTofu's files", () => {
  test("hide Terraform's of the same name and syntax, which the coverage says", async () => {
    const json = (name: string): string => JSON.stringify({ resource: { aws_instance: { [name]: { ami: "ami-0abcdef1234567890" } } } });
    const report = await reportOf(repository({ "a.tf": instance("a"), "a.tofu": instance("b"), "a.tf.json": json("c"), "x.tf.json": json("d"), "x.tofu.json": json("e"), "y.tf": instance("f"), "y.tofu.json": json("g") }));
    expect(report.resources.map((resource) => resource.address).sort()).toEqual(["aws_instance.b", "aws_instance.c", "aws_instance.e", "aws_instance.f", "aws_instance.g"]);
    expect(report.problems).toEqual([]);
    expect(report.summary.files).toEqual({ seen: 7, parsed: 5, skipped: { "replaced by a .tofu file": 2 } });
  });

  test("do so whichever of them is named", async () => {
    const root = repository({ "a.tf": instance("a"), "a.tofu": instance("b") });
    expect(found(await reportOf(root, { paths: ["a.tf"] }))).toEqual([]);
    expect(found(await reportOf(root, { paths: ["a.tofu"] }))).toEqual(["a.tofu:1 aws_instance.b tokens-required"]);
  });
});

describe("module calls", () => {
  test("that lead out of the scan are counted by source, also where nothing else is of interest", async () => {
    const report = await reportOf(
      repository({
        "a/main.tf": call("vpc", "terraform-aws-modules/vpc/aws") + call("eks", "terraform-aws-modules/eks/aws") + call("own", "../modules/own"),
        "b/main.tf": instance("web") + call("vpc", "terraform-aws-modules/vpc/aws") + call("gone", "./gone") + call("out", "../../out") + 'module "computed" {\n  source = var.source\n}\n',
        "b/more.tf.json": JSON.stringify({ module: { git: { source: "git::https://example.com/x.git?ref=v1" } } }),
        "modules/own/main.tf": call("vpc", "terraform-aws-modules/vpc/aws") + 'locals {\n  text = <<EOT\nmodule "no" {\n  source = "a/b/c"\n}\nEOT\n}\n',
      }),
    );
    expect(report.summary.unfollowedModules).toEqual([
      { source: "terraform-aws-modules/vpc/aws", calls: 3 },
      { source: "../../out", calls: 1 },
      { source: "./gone", calls: 1 },
      { source: "a computed source", calls: 1 },
      { source: "git::https://example.com/x.git?ref=v1", calls: 1 },
      { source: "terraform-aws-modules/eks/aws", calls: 1 },
    ]);
  });

  test("of well-known modules do not count where their versions are known: they are judged", async () => {
    const versioned = (name: string, source: string, version: string): string => call(name, source, `  version = ${version}\n`);
    const ec2 = "terraform-aws-modules/ec2-instance/aws";
    const eks = "terraform-aws-modules/eks/aws";
    const root = repository({
      "main.tf":
        versioned("known", ec2, '"5.7.1"') +
        versioned("open", ec2, '">= 5.0"') +
        versioned("newer", ec2, '"99.0.0"') +
        versioned("computed", ec2, "var.version_of_ec2") +
        call("silent", ec2) +
        call("tag", `git::https://github.com/terraform-aws-modules/terraform-aws-ec2-instance.git?ref=v5.7.1`) +
        call("branch", `git::https://github.com/terraform-aws-modules/terraform-aws-ec2-instance.git?ref=main`) +
        versioned("cluster", eks, '"~> 20.0"') +
        versioned("part", `${eks}//modules/karpenter`, '"~> 20.0"'),
      "over/main.tf": versioned("m", ec2, '"99.0.0"'),
      "over/main_override.tf": 'module "m" {\n  version = "5.7.1"\n}\n',
    });
    const report = await reportOf(root);
    expect(report.summary.unfollowedModules).toEqual([
      { source: ec2, calls: 3 },
      { source: "git::https://github.com/terraform-aws-modules/terraform-aws-ec2-instance.git?ref=main", calls: 1 },
      { source: `${eks}//modules/karpenter`, calls: 1 },
    ]);
    expect(report.resources.map(({ address, type }) => `${address} ${type}`)).toEqual([
      ...["known", "open", "computed", "silent", "tag", "branch"].map((name) => `module.${name} ${ec2}`),
      `module.m ${ec2}`,
    ]);
    const definite = report.findings.filter(({ rule, certainty }) => rule === "tokens-required" && certainty === "definite");
    expect(definite.map(({ resource }) => resource.address)).toEqual(["module.known", "module.tag", "module.m"]);
  });

  test("count in the files asked for only", async () => {
    const root = repository({ "main.tf": call("vpc", "a/b/c"), "more.tf": call("eks", "d/e/f"), "x/main.tf": call("x", "g/h/i") });
    expect((await reportOf(root, { paths: ["more.tf"] })).summary.unfollowedModules).toEqual([{ source: "d/e/f", calls: 1 }]);
  });

  test("that an override file turns elsewhere count as what they became", async () => {
    const root = repository({ "main.tf": call("m", "a/b/c"), "override.tf": call("m", "./m"), "m/main.tf": instance("web") });
    const report = await reportOf(root);
    expect(report.summary.unfollowedModules).toEqual([]);
    expect(report.resources.map((resource) => resource.address)).toEqual(["module.m.aws_instance.web"]);
  });

  test("of JSON files are followed", async () => {
    const root = repository({ "main.tf.json": JSON.stringify({ module: { m: { source: "./m", tokens: "optional" } } }), "m/main.tf.json": JSON.stringify({ variable: { tokens: {} }, resource: { aws_instance: { web: { metadata_options: { http_tokens: "${var.tokens}" } } } } }) });
    const report = await reportOf(root);
    expect(found(report)).toContain("m/main.tf.json:1 module.m.aws_instance.web tokens-required");
    expect(report.resources).toHaveLength(1);
  });
});

describe("installed modules", () => {
  const manifest = (modules: readonly (readonly [string, string])[]): string => JSON.stringify({ Modules: [{ Key: "", Source: "", Dir: "." }, ...modules.map(([Key, Dir]) => ({ Key, Source: "registry.terraform.io/x/y/z", Version: "1.0.0", Dir }))] });
  const web = 'variable "tokens" {\n  default = "optional"\n}\nresource "aws_instance" "this" {\n  ami = "ami-0abcdef1234567890"\n  metadata_options {\n    http_tokens                 = var.tokens\n    http_put_response_hop_limit = 1\n  }\n}\n';

  test("are judged at their calls, and never at their own files", async () => {
    const root = repository({
      "infra/main.tf": call("ec2", "x/y/z") + call("good", "x/y/z", '  tokens = "required"\n'),
      "infra/.terraform/modules/modules.json": manifest([["ec2", ".terraform/modules/ec2"], ["good", ".terraform/modules/good"]]),
      "infra/.terraform/modules/ec2/main.tf": web,
      "infra/.terraform/modules/good/main.tf": web,
    });
    const report = await reportOf(root);
    expect(found(report)).toEqual(["infra/main.tf:1 module.ec2.aws_instance.this tokens-required"]);
    expect(report.resources.map(({ address, location }) => `${address} ${location.path}:${location.start.line}`)).toEqual(["module.ec2.aws_instance.this infra/main.tf:1", "module.good.aws_instance.this infra/main.tf:4"]);
    expect(report.summary.unfollowedModules).toEqual([]);
    expect(report.findings[0]?.related.map(({ location, text }) => `${location.path}:${location.start.line} ${text}`)).toEqual([
      "infra/main.tf:2 default of var.tokens (infra/.terraform/modules/ec2/main.tf:2)",
      "infra/main.tf:2 module.ec2.aws_instance.this is declared in infra/.terraform/modules/ec2/main.tf:4",
    ]);
    expect(JSON.stringify(report)).not.toContain('"path":"infra/.terraform');
  });

  test("are found behind local modules and within each other, by the names of the calls", async () => {
    const root = repository({
      "main.tf": call("app", "./app"),
      "app/main.tf": call("ec2", "x/y/z"),
      ".terraform/modules/modules.json": manifest([["app", "app"], ["app.ec2", ".terraform/modules/app.ec2"], ["app.ec2.inner", ".terraform/modules/app.ec2/modules/inner"], ["app.ec2.far", ".terraform/modules/app.ec2.far"]]),
      ".terraform/modules/app.ec2/main.tf": call("inner", "./modules/inner") + call("far", "q/r/s"),
      ".terraform/modules/app.ec2/modules/inner/main.tf": instance("one"),
      ".terraform/modules/app.ec2.far/main.tf": instance("two"),
    });
    const report = await reportOf(root);
    expect(found(report)).toEqual(["app/main.tf:1 module.app.module.ec2.module.far.aws_instance.two tokens-required"]);
    expect(report.findings[0]?.message).toContain("module.app.module.ec2.module.inner.aws_instance.one");
    expect(report.resources).toHaveLength(2);
    expect(report.summary.unfollowedModules).toEqual([]);
  });

  test.each([
    ["outside of .terraform", manifest([["ec2", "other"]])],
    ["outside of the root", manifest([["ec2", "../../outside"]])],
    ["at an absolute path", manifest([["ec2", "/tmp"]])],
    ["nowhere", manifest([["ec2", ".terraform/modules/gone"]])],
    ["behind a link that leaves the root", manifest([["ec2", ".terraform/modules/link"]])],
    ["in a manifest that is no JSON", "{"],
    ["in a manifest of another shape", '{"Modules": {"Key": "ec2"}}'],
    ["in a manifest of other types", '{"Modules": [null, 1, {"Key": 1, "Dir": 2}, {"Key": "ec2"}]}'],
  ])("%s are not followed", async (_, modules) => {
    const outside = project({ "main.tf": instance("out") });
    const root = repository({ "main.tf": call("ec2", "x/y/z"), ".terraform/modules/modules.json": modules, "other/main.tf": "" });
    symlinkSync(outside, join(root, ".terraform/modules/link"));
    const report = await reportOf(root);
    expect([report.resources, report.problems, report.summary.unfollowedModules]).toEqual([[], [], [{ source: "x/y/z", calls: 1 }]]);
  });
});

describe("--var and --var-file", () => {
  const main = 'variable "tokens" {\n  default = "optional"\n}\nresource "aws_instance" "web" {\n  ami = "ami-0abcdef1234567890"\n  metadata_options {\n    http_tokens                 = var.tokens\n    http_put_response_hop_limit = 1\n  }\n}\n';
  const trail = ({ resources }: Report): string => {
    const setting = resources[0]?.scenarios[0]?.settings.httpTokens;
    return `${String(setting?.value)} < ${(setting?.trail ?? []).map(({ location, text }) => `${location.path}:${location.start.line} ${text}`)[0] ?? ""}`;
  };
  const files = { "main.tf": main, "z.auto.tfvars": 'tokens = "auto"\n', "values/a.tfvars": '\ntokens = "a"\n', "values/b.json": '{"tokens": "b"}' };

  test.each([
    [[], "auto < z.auto.tfvars:1 var.tokens is set here"],
    [["var:tokens=given"], "given < main.tf:1 var.tokens is set by --var"],
    [["var-file:values/a.tfvars"], "a < values/a.tfvars:2 var.tokens is set by --var-file"],
    [["var-file:values/b.json"], "b < values/b.json:1 var.tokens is set by --var-file"],
    [["var-file:values/a.tfvars", "var:tokens=given"], "given < main.tf:1 var.tokens is set by --var"],
    [["var:tokens=given", "var-file:values/b.json", "var-file:values/a.tfvars"], "a < values/a.tfvars:2 var.tokens is set by --var-file"],
    [["var:other=given"], "auto < z.auto.tfvars:1 var.tokens is set here"],
  ])("%j", async (given, expected) => {
    const variables = given.map((one) => ({ name: one.startsWith("var-file:") ? ("var-file" as const) : ("var" as const), value: one.slice(one.indexOf(":") + 1) }));
    expect(trail(await reportOf(repository(files), { variables }))).toBe(expected);
  });

  test("are expressions where the variable's type is no primitive one", async () => {
    const typed = 'variable "o" {\n  type = object({ tokens = string })\n}\nresource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = var.o.tokens\n  }\n}\n';
    expect(trail(await reportOf(repository({ "main.tf": typed }), { variables: [{ name: "var", value: 'o={ tokens = "required" }' }] }))).toMatch(/^required < /);
  });

  test("hold for all modules that no other one calls, and not for called ones", async () => {
    const root = repository({ "a/main.tf": main, "b/main.tf": call("m", "../m"), "m/main.tf": main });
    const report = await reportOf(root, { variables: [{ name: "var", value: "tokens=given" }] });
    expect(report.resources.map(({ address, scenarios }) => `${address} ${String(scenarios[0]?.settings.httpTokens?.value)}`)).toEqual(["aws_instance.web given", "module.m.aws_instance.web optional"]);
  });

  test.each([
    ["var", "tokens", /takes NAME=VALUE/],
    ["var", "=x", /takes NAME=VALUE/],
    ["var-file", "gone.tfvars", /gone\.tfvars cannot be read/],
    ["var-file", "bad.tfvars", /bad\.tfvars:1:/],
    ["var-file", "bad.json", /bad\.json:1:/],
    ["var-file", "binary.tfvars", /binary/],
  ] as const)("--%s %s is refused", async (name, value, message) => {
    const root = repository({ "main.tf": main });
    mkdirSync(join(root, "v"));
    for (const [file, text] of [["bad.tfvars", "a = ["], ["bad.json", "{"], ["binary.tfvars", "\0"]] as const) writeFileSync(join(root, "v", file), text);
    await expect(reportOf(root, { variables: [{ name, value: name === "var" || value === "gone.tfvars" ? value : `v/${value}` }] })).rejects.toThrow(message);
  });
});
