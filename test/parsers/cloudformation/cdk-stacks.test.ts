import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../../src/model/finding.ts";
import { cli } from "../../support/cli.ts";
import { repository } from "../../support/project.ts";

// What fixtures/cdk-stacks/app.cjs makes: one stack uses the launch templates of another, which the CDK exports and imports.

const fixture = join(import.meta.dirname, "../../../fixtures/cdk-stacks/cdk.out");

async function machines(...paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const root = repository({});
  cpSync(fixture, join(root, "cdk.out"), { recursive: true });
  const { resources, problems } = JSON.parse((await cli(["--format", "json", ...paths], { cwd: root })).stdout) as Report;
  expect(problems).toEqual([]);
  return Object.fromEntries(
    resources.map(({ construct = "", scenarios }) => {
      const tokens = scenarios[0]?.settings.httpTokens;
      return [construct, `${String(tokens?.value ?? tokens?.why)} by ${tokens?.layer ?? ""}`];
    }),
  );
}

const shared = {
  "Machines/RequiredGroup/ASG": "required by launch-template",
  "Machines/PlainGroup/ASG": "optional by aws-default",
  "Machines/ByValue": "required by launch",
  "Machines/Elsewhere": "the exported value other-tokens is known only at deployment: none of the 5 exports in the scan has that name by launch",
};

test("every machine of both stacks", async () => {
  expect(await machines("cdk.out")).toEqual({ ...shared, "Templates/Required/Resource": "required by launch", "Templates/Plain/Resource": "optional by aws-default" });
});

test("one stack alone, when the other one is beside it", async () => {
  expect(await machines("cdk.out/Machines.template.json")).toEqual(shared);
});
