import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli } from "../../support/cli.ts";
import { repository } from "../../support/project.ts";
import { fixture, planIn } from "./support.ts";

/** Everything that a run says, in every format. */
async function everything(cwd: string): Promise<string> {
  const runs = [["--fail-on", "none", "--color"], ["--fail-on", "none", "--format", "json"], ["--fail-on", "none", "--format", "sarif"], ["inventory"], ["inventory", "--format", "json"]];
  const said: string[] = [];
  for (const args of runs) {
    const { code, stdout, stderr } = await cli(args, { cwd });
    expect([code, stdout.includes("aws_launch_template.by_argument")]).toEqual([0, true]);
    said.push(stdout, stderr);
  }
  return said.join("\n");
}

interface Change {
  readonly name: string;
  readonly change: { readonly after: Record<string, unknown>; readonly after_sensitive: unknown };
}

/** The plan with one resource's values replaced, on one line, as Terraform prints it. */
function changed(name: string, values: object, sensitive: unknown): string {
  const plan = planIn("secrets");
  const changes = (plan["resource_changes"] as readonly Change[]).map((one) => (one.name === name ? { ...one, change: { ...one.change, after: { ...one.change.after, ...values }, after_sensitive: sensitive } } : one));
  return JSON.stringify({ ...plan, resource_changes: changes });
}

const secretTokens = { metadata_options: [{ http_tokens: "hunter2-tokens", http_put_response_hop_limit: 22222 }] };

describe("no report holds a sensitive value of a plan", () => {
  test("with its code", async () => {
    const root = fixture("secrets");
    expect(JSON.stringify(planIn("secrets"))).toContain("hunter2");
    expect(await everything(root)).not.toContain("hunter2");
  });

  test.each([
    ["argument by argument", { metadata_options: [{ http_tokens: true, http_put_response_hop_limit: true }] }],
    ["block by block", { metadata_options: [true] }],
    ["all blocks at once", { metadata_options: true }],
    ["the whole resource", true],
  ])("marked %s, with code and without", async (_, sensitive) => {
    const text = changed("by_argument", secretTokens, sensitive);
    const root = fixture("secrets");
    writeFileSync(join(root, "infra/plan.json"), text);
    for (const cwd of [root, repository({ "plan.json": text })]) {
      const said = await everything(cwd);
      expect(said).not.toMatch(/hunter2|22222/);
      expect(said).toContain("http_tokens is marked as sensitive");
    }
  });

  test("on one line beside what is shown", async () => {
    const cwd = repository({ "plan.json": JSON.stringify(planIn("secrets")) });
    expect(await everything(cwd)).not.toContain("hunter2");
  });

  test("as the Region of a provider", async () => {
    const { configuration, ...plan } = planIn("secrets");
    const variables = { region: { sensitive: true } };
    const code = { ...(configuration as object), provider_config: { aws: { name: "aws", expressions: { region: { references: ["var.region"] } } } }, root_module: { ...(configuration as { root_module: object }).root_module, variables } };
    const cwd = repository({ "plan.json": JSON.stringify({ ...plan, variables: { region: { value: "hunter2-west" } }, configuration: code }) });
    expect(await everything(cwd)).not.toContain("hunter2");
  });
});
