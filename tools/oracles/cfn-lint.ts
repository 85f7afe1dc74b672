import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtinRules } from "../../src/rules/builtin.generated.ts";

/**
 * Asks cfn-lint whether it accepts every template that we call good: the fixtures named `cloudformation-good.yaml`, those of custom resources, and
 * the good examples of the rules. Needs cfn-lint on the PATH (`pip install cfn-lint`; last run: 1.51.0). Prints what it says and ends with 1 on errors; warnings,
 * such as the one that launch configurations are old, are let through.
 *
 *     npx tsx tools/oracles/cfn-lint.ts
 */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "cfn-lint-"));
  try {
    const files = [...fixtures(), ...examples(folder)];
    // Exit codes: 2 is set for errors, 4 for warnings, 8 for information.
    execFileSync("cfn-lint", ["--regions", "us-east-1", "--ignore-checks", "W", "--", ...files], { stdio: "inherit" });
    console.log(`cfn-lint accepts ${files.length} templates`);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : String(fault));
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fixtures(): readonly string[] {
  const root = join(import.meta.dirname, "../../fixtures/rules");
  const wanted = /(?:^|\/)(?:cloudformation-good|custom-resource[a-z-]*)\.yaml$/;
  return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => wanted.test(name)).sort().map((name) => join(root, name));
}

function examples(folder: string): readonly string[] {
  return builtinRules.flatMap(({ id, examples: { cloudformation } }) =>
    (cloudformation?.good ?? []).map((text, index) => {
      const path = join(folder, `${id}-${index + 1}.yaml`);
      writeFileSync(path, text);
      return path;
    }),
  );
}

main();
