import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOutTerraformFiles } from "../../test/support/terraform-files.ts";
import { ask, oracleText, readExpressions, terraform, versionOf } from "./planned-outputs.ts";

/**
 * Asks Terraform what expressions about files are worth and writes fixtures/oracles/terraform-files.json: `npx tsx tools/oracles/terraform-files.ts`.
 * Needs Terraform 1.11 as `terraform` (or named by TERRAFORM); no provider, no network. Terraform runs in a copy of fixtures/oracles/terraform-files.
 */
const folder = new URL("../../fixtures/oracles/", import.meta.url);

function main(): void {
  const expressions = [...new Set(readExpressions(readFileSync(new URL("terraform-files.txt", folder), "utf8")))];
  const place = mkdtempSync(join(tmpdir(), "terraform-files-"));
  const dir = join(place, "root/live");
  try {
    layOutTerraformFiles(join(place, "root"));
    writeFileSync(join(place, "outside.txt"), "outside\n");
    execFileSync(terraform, ["init", "-no-color"], { cwd: dir });
    const cases = ask(dir, expressions);
    const head = { program: "tools/oracles/terraform-files.ts", terraform: versionOf(), date: new Date().toISOString().slice(0, 10) };
    writeFileSync(new URL("terraform-files.json", folder), oracleText(head, cases));
    console.log(`${cases.length} cases, ${cases.filter((each) => each.error !== undefined).length} of them refused`);
  } finally {
    rmSync(place, { recursive: true });
  }
}

main();
