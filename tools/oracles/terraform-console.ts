import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask, oracleText, readExpressions, terraform, versionOf } from "./planned-outputs.ts";
import { randomExpressions } from "./random-expressions.ts";

/**
 * Asks Terraform what expressions are worth and writes fixtures/oracles/terraform-console.json: `npx tsx tools/oracles/terraform-console.ts`.
 * Needs Terraform 1.11 as `terraform` (or named by TERRAFORM); no provider, no network.
 */
const folder = new URL("../../fixtures/oracles/", import.meta.url);
const seed = 20_261_121;
const randomCount = 400;

function main(): void {
  const written = readExpressions(readFileSync(new URL("terraform-console.txt", folder), "utf8"));
  const expressions = [...new Set([...written, ...randomExpressions(seed, randomCount)])];
  const dir = mkdtempSync(join(tmpdir(), "terraform-console-"));
  try {
    copyFileSync(new URL("terraform-console.tf", folder), join(dir, "module.tf"));
    execFileSync(terraform, ["init", "-no-color"], { cwd: dir });
    const cases = ask(dir, expressions);
    const head = { program: "tools/oracles/terraform-console.ts", terraform: versionOf(), date: new Date().toISOString().slice(0, 10), seed };
    writeFileSync(new URL("terraform-console.json", folder), oracleText(head, cases));
    console.log(`${cases.length} cases, ${cases.filter((each) => each.error !== undefined).length} of them refused`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

main();
