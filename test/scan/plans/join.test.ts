import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { instance, project, repository } from "../../support/project.ts";
import { fixture, planIn, reportOf, told, type Noted } from "./support.ts";

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  writeFileSync(path, text.replaceAll(from, to));
}

function of(report: Noted, address: string): readonly string[] {
  return told(report).filter((line) => line.endsWith(` ${address}`));
}

describe("what a plan decides", () => {
  test("replaces what the code alone leaves open, or has for other inputs, and the latter is said", async () => {
    const root = fixture("choices");
    const alone = await reportOf(root, ["infra/main.tf"]);
    expect(of(alone, "aws_instance.conditional")).toEqual(["infra/main.tf:27 tokens-required possible aws_instance.conditional"]);
    expect(of(alone, "aws_instance.by_default")).toEqual(["infra/main.tf:46 tokens-required definite aws_instance.by_default"]);
    expect(of(alone, "aws_instance.dynamic")).toContain("infra/main.tf:34 tokens-required possible aws_instance.dynamic");
    const both = await reportOf(root, []);
    expect(of(both, "aws_instance.conditional")).toEqual([]);
    expect(of(both, "aws_instance.by_default")).toEqual([]);
    expect(of(both, "aws_instance.dynamic")).toEqual(["infra/main.tf:31 tokens-required definite aws_instance.dynamic"]);
    expect(both.notes).toEqual(["infra: with the inputs of infra/plan.json, 1 finding of the code alone does not hold: tokens-required of aws_instance.by_default (infra/main.tf:46)"]);
  });

  test("a resource that it does not hold is judged by its code", async () => {
    expect(of(await reportOf(fixture("choices"), []), "aws_instance.sometimes")).toEqual(["infra/main.tf:55 tokens-required definite aws_instance.sometimes"]);
  });

  test("counts for one entry per resource, at its place, with its value and the story of the code", async () => {
    const { resources, summary } = await reportOf(fixture("modules"), []);
    const job = resources.filter(({ address }) => address === 'module.fleet["job"].aws_launch_template.this');
    expect(job).toMatchObject([{ location: { path: "infra/machine/main.tf", start: { line: 10 } } }]);
    expect(job[0]?.scenarios[0]?.settings.httpTokens).toMatchObject({ state: "known", value: "optional", trail: [{ text: "passed to module.fleet as tokens" }, { text: "http_tokens is set here" }] });
    expect(summary.resources).toBe(resources.length);
    expect(resources.filter(({ kind }) => kind === "account")).toHaveLength(1);
  });

  test("several plans of one code, such as those of workspaces, each have their say", async () => {
    const root = fixture("choices");
    writeFileSync(join(root, "infra/dev.json"), JSON.stringify(withTokens(planIn("choices"), ["conditional", "by_default"], { environment: { value: "dev" }, hardened: { value: false }, options: { value: {} } })));
    const report = await reportOf(root, []);
    expect(of(report, "aws_instance.conditional")).toEqual(["infra/main.tf:27 tokens-required definite aws_instance.conditional"]);
    expect(of(report, "aws_instance.by_default")).toEqual(["infra/main.tf:46 tokens-required definite aws_instance.by_default"]);
    expect(of(report, "aws_instance.always")).toEqual(["infra/main.tf:74 tokens-required definite aws_instance.always"]);
    expect(report.notes).toEqual([]);
  });
});

/** A plan of other inputs, with which machines get other tokens. */
function withTokens(plan: Record<string, unknown>, names: readonly string[], variables: object): object {
  const changes = plan["resource_changes"] as readonly { readonly name: string; readonly change: { readonly after: object } }[];
  const changed = changes.map((one) => (names.includes(one.name) ? { ...one, change: { ...one.change, after: { ...one.change.after, metadata_options: [{ http_tokens: "optional" }] } } } : one));
  return { ...plan, variables, resource_changes: changed };
}

describe("the code of a plan", () => {
  test("is not read where only the code is named, and is where only the plan is", async () => {
    const root = fixture("modules");
    expect(told(await reportOf(root, ["infra/main.tf"])).some((line) => line.includes("definite aws_instance.bastion"))).toBe(false);
    const planned = await reportOf(root, ["infra/plan.json"]);
    expect(told(planned)).toEqual([
      'infra/machine/main.tf:14 tokens-required definite module.fleet["job"].aws_launch_template.this',
      'infra/machine/main.tf:15 hop-limit definite module.fleet["job"].aws_launch_template.this',
      "infra/main.tf:33 tokens-required definite aws_instance.bastion[0]",
      "infra/main.tf:37 tokens-required definite aws_instance.old",
    ]);
    expect([planned.notes, planned.summary.files.parsed]).toEqual([[], 1]);
  });

  test("may lie elsewhere, and its modules anywhere in the root, which need be no repository", async () => {
    const root = project({});
    const from = fixture("modules");
    mkdirSync(join(root, "live"));
    mkdirSync(join(root, "out"));
    renameSync(join(from, "infra"), join(root, "live/app"));
    renameSync(join(root, "live/app/machine"), join(root, "machine"));
    renameSync(join(root, "live/app/plan.json"), join(root, "out/app.json"));
    edit(join(root, "live/app/main.tf"), '"./machine"', '"../../machine"');
    const report = await reportOf(root, ["out/app.json"], { sources: ["live/app"] });
    expect(told(report).map((line) => line.split(" ")[0])).toEqual(["live/app/main.tf:33", "live/app/main.tf:37", "machine/main.tf:14", "machine/main.tf:15"]);
    expect(report.notes).toEqual([]);
    expect(told(await reportOf(root, ["out/app.json"])).every((line) => line.startsWith("out/app.json:"))).toBe(true);
  });

  test("of several that are named, is the one that declares what was planned", async () => {
    const root = repository({});
    for (const name of ["modules", "overrides"]) {
      renameSync(join(fixture(name), "infra"), join(root, name));
      renameSync(join(root, name, "plan.json"), join(root, `${name}.json`));
    }
    const report = await reportOf(root, ["modules.json", "overrides.json"], { sources: ["modules", "overrides"] });
    expect([...new Set(report.findings.map(({ location }) => location.path))].sort()).toEqual(["modules/machine/main.tf", "modules/main.tf", "overrides/main.tf", "overrides/main_override.tf"]);
    expect(report.notes).toEqual([]);
  });

  test("is the module that others call, when the plan is its own", async () => {
    const root = fixture("overrides", "app");
    writeFileSync(join(root, "main.tf"), 'module "app" {\n  source = "./app"\n  tokens = "required"\n}\n');
    expect(of(await reportOf(root, []), "aws_instance.a")).toEqual(["app/main_override.tf:3 tokens-required definite aws_instance.a"]);
  });

  test("behind a call that cannot be followed is placed at the call", async () => {
    const root = fixture("modules");
    edit(join(root, "infra/main.tf"), '"./machine"', '"example/machine/aws"');
    const report = await reportOf(root, ["infra/plan.json"]);
    expect(told(report).slice(0, 2)).toEqual([
      'infra/main.tf:14 hop-limit definite module.fleet["job"].aws_launch_template.this',
      'infra/main.tf:14 tokens-required definite module.fleet["job"].aws_launch_template.this',
    ]);
    expect(told(report)).toContain("infra/main.tf:21 tokens-required definite module.spare[0].aws_launch_template.this");
    expect(report.notes).toEqual([]);
  });

  test("that is installed is placed at the call, too, with the same fingerprints", async () => {
    const root = fixture("modules");
    edit(join(root, "infra/main.tf"), '"./machine"', '"example/machine/aws"');
    const remote = await reportOf(root, ["infra/plan.json"]);
    mkdirSync(join(root, "infra/.terraform/modules"), { recursive: true });
    renameSync(join(root, "infra/machine"), join(root, "infra/.terraform/modules/machine"));
    const modules = ["fleet", "spare"].map((name) => ({ Key: name, Source: "example/machine/aws", Dir: ".terraform/modules/machine" }));
    writeFileSync(join(root, "infra/.terraform/modules/modules.json"), JSON.stringify({ Modules: modules }));
    const installed = await reportOf(root, ["infra/plan.json"]);
    expect(told(installed)).toEqual(told(remote));
    expect(installed.findings.map(({ fingerprint }) => fingerprint)).toEqual(remote.findings.map(({ fingerprint }) => fingerprint));
    expect(installed.findings[0]?.related.map(({ text }) => text).join("\n")).toContain("infra/.terraform/modules/machine/main.tf:10");
  });
});

describe("a plan that does not fit its code", () => {
  test("of something else leaves both as they are, and says so", async () => {
    const root = fixture("overrides");
    writeFileSync(join(root, "infra/plan.json"), JSON.stringify(planIn("modules")));
    const report = await reportOf(root, []);
    expect(report.notes).toEqual(["infra/plan.json is not of the code in infra (it names 4 resources and module calls at its top, infra has 2, and none of them are the same): its findings point into the plan, and both are judged by themselves"]);
    expect(of(report, "aws_instance.a")).toEqual(["infra/main_override.tf:3 tokens-required possible aws_instance.a"]);
    expect(of(report, "aws_instance.old")).toEqual(["infra/plan.json:1 tokens-required definite aws_instance.old"]);
  });

  test("with resources that are gone keeps their places in the plan, and names what is new", async () => {
    const root = fixture("modules");
    edit(join(root, "infra/main.tf"), 'resource "aws_instance" "old"', 'resource "aws_instance" "new"');
    const report = await reportOf(root, []);
    expect(of(report, "aws_instance.old")).toEqual(["infra/plan.json:208 tokens-required definite aws_instance.old"]);
    expect(of(report, "aws_instance.new")).toEqual(["infra/main.tf:37 tokens-required definite aws_instance.new"]);
    expect(report.notes).toEqual([
      "infra/plan.json: aws_instance.old is not declared in infra; findings there point into the plan",
      "infra/plan.json: the code in infra has changed since it was made (now with aws_instance.new)",
    ]);
    expect(report.findings.find(({ resource }) => resource.address === "aws_instance.old")?.message).toContain("Here, aws_instance.old is not declared in infra.");
  });

  test.each([
    ["says another value", "http_put_response_hop_limit = 4", "http_put_response_hop_limit = 5", "aws_launch_template.b", ["infra/main_override.tf:10 hop-limit definite", "infra/plan.json:116 hop-limit definite"]],
    ["is better now", "http_put_response_hop_limit = 4", "http_put_response_hop_limit = 1", "aws_launch_template.b", ["infra/plan.json:116 hop-limit definite"]],
    ["has lost a protection that the plan still has", 'http_tokens                 = "required"\n', "\n", "aws_launch_template.b", ["infra/main_override.tf:10 hop-limit definite", "infra/main_override.tf:8 tokens-required definite", "infra/plan.json:116 hop-limit definite"]],
    ["writes what was not planned", 'resource "aws_instance" "old" {', 'resource "aws_instance" "old" {\n  metadata_options {\n    http_tokens = "required"\n  }', "aws_instance.old", ["infra/plan.json:208 tokens-required definite"]],
  ])("where the code %s, neither silences the other", async (_, from, to, address, expected) => {
    const name = address === "aws_instance.old" ? "modules" : "overrides";
    const root = fixture(name);
    edit(join(root, "infra", name === "modules" ? "main.tf" : "main_override.tf"), from, to);
    const report = await reportOf(root, []);
    expect([...of(report, address)].sort()).toEqual(expected.map((line) => `${line} ${address}`));
    expect(report.notes).toContain(`infra/plan.json: infra says otherwise of ${address}; the plan and the code are judged by themselves there`);
  });

  test("in its instances alone keeps the places of the declaration, with the values of the plan", async () => {
    const root = fixture("modules");
    edit(join(root, "infra/main.tf"), "for_each = var.fleet", 'for_each = { new = { tokens = "required", hops = 1 } }');
    const report = await reportOf(root, []);
    const job = report.findings.filter(({ resource }) => resource.address.startsWith('module.fleet["job"]'));
    expect(job.map(({ location, rule, certainty }) => `${location.path}:${location.start.line} ${rule} ${certainty}`)).toEqual(["infra/machine/main.tf:14 tokens-required definite", "infra/machine/main.tf:15 hop-limit definite"]);
    expect(job[0]?.related.map(({ text }) => text)).toContain('called as module.fleet["job"]');
    expect(report.resources.map(({ address }) => address)).toContain('module.fleet["new"].aws_launch_template.this');
  });

  test("because the code is broken says that places may be missing", async () => {
    const root = fixture("modules");
    edit(join(root, "infra/machine/main.tf"), "image_id = ", "image_id = = ");
    expect((await reportOf(root, ["infra/plan.json"])).notes).toContain("infra/plan.json: 1 file of the code in infra cannot be read in full, so places of the plan may be missing there");
  });
});

describe("a state", () => {
  function state(resources: readonly object[]): string {
    return JSON.stringify({ format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } });
  }

  function machine(name: string, tokens: string): object {
    return { address: `aws_instance.${name}`, mode: "managed", type: "aws_instance", name, values: { id: `i-${name}`, metadata_options: [{ http_endpoint: "enabled", http_put_response_hop_limit: 1, http_tokens: tokens }] }, sensitive_values: {} };
  }

  test("gives what was applied at its place in the code, but for what the code has otherwise", async () => {
    const block = (tokens: string): string => `  metadata_options {\n    http_tokens = ${tokens}\n  }\n`;
    const root = repository({
      "variables.tf": 'variable "tokens" {}\n',
      "main.tf": `${instance("open", block("var.tokens"))}${instance("closed", block("var.tokens"))}${instance("changed", block('"required"'))}${instance("more")}`,
      "state.json": state([machine("open", "optional"), machine("closed", "required"), machine("changed", "optional")]),
    });
    const report = await reportOf(root, []);
    expect(told(report)).toEqual([
      "main.tf:4 tokens-required definite aws_instance.open",
      "main.tf:19 tokens-required definite aws_instance.more",
      "state.json:1 tokens-required definite aws_instance.changed",
    ]);
    expect(report.notes).toEqual(["state.json: . says otherwise of aws_instance.changed; the state and the code are judged by themselves there"]);
  });
});
