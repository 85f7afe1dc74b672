import { expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { instance, repository } from "../support/project.ts";

const plan = JSON.stringify({
  format_version: "1.2",
  planned_values: {},
  resource_changes: [{ address: "aws_instance.web", mode: "managed", type: "aws_instance", change: { actions: ["create"], after: {}, after_unknown: {} } }],
  configuration: { root_module: { resources: [{ address: "aws_instance.web", expressions: {} }] } },
});

const files = { "infra/main.tf": instance("web"), "docs/readme.md": "", "out/plan.json": plan, "out/other.json": "{}" };

test.each([
  ["nowhere", "no such directory: --source nowhere"],
  ["infra/main.tf", "--source infra/main.tf is not a directory"],
  ["/", "--source / lies outside the root ROOT (--root sets another one)"],
  ["docs", "--source docs holds no Terraform code (.tf files)"],
])("--source %s is refused", async (dir, message) => {
  const cwd = repository(files);
  expect(await cli(["--source", dir, "out/plan.json"], { cwd })).toEqual({ code: 2, stdout: "", stderr: `imdslint: ${message.replace("ROOT", cwd)}\nTry imdslint --help.\n` });
});

test("--source without a plan is refused", async () => {
  const { code, stderr } = await cli(["--source", "infra", "infra", "out/other.json"], { cwd: repository(files) });
  expect([code, stderr]).toEqual([2, "imdslint: --source says where the code of a plan is, and there is no plan (the output of terraform show -json) among the files to check\nTry imdslint --help.\n"]);
});

test("--source is relative to the working directory, and works for a plan on standard input and in an inventory", async () => {
  const cwd = repository(files);
  const inside = await cli(["--source", ".", "../out/plan.json", "--format", "json"], { cwd: `${cwd}/infra` });
  expect([inside.code, inside.stdout.includes('"path": "infra/main.tf"')]).toEqual([1, true]);
  const piped = await cli(["inventory", "--source", "infra", "--stdin", "--stdin-filename", "plan.json"], { cwd, stdin: plan });
  expect([piped.code, piped.stdout.split("\n").slice(0, 3)]).toEqual([0, ["infra/main.tf", "", "aws_instance.web (instance, aws_instance) infra/main.tf:1:1"]]);
});
