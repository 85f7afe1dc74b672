import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const packages = fileURLToPath(new URL("../oracles/node_modules/@microsoft/", import.meta.url));
const schemaFile = join(packages, "sarif-multitool-ts/assets/sarif-2.1.0.schema.json");
const multitool = join(packages, `sarif-multitool-${process.platform}`, process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool");
const rules = fileURLToPath(new URL("../../fixtures/report/sarif-rules.xml", import.meta.url));

/** Said in the names of tests that need the oracles. */
export const howToInstall = "needs: npm ci --prefix test/oracles";

/** Without the oracles their tests are left out on a developer's machine, and fail where everything must be tested. */
export const canAsk = (existsSync(schemaFile) && existsSync(multitool)) || process.env["CI"] !== undefined;

type Validate = (sarif: string) => readonly string[];

/** A checker against the OASIS schema: one line per fault. */
export function oasisSchema(): Validate {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);
  return (sarif) => {
    validate(JSON.parse(sarif));
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
  };
}

interface MultitoolLog {
  readonly runs: readonly { readonly results?: readonly { readonly ruleId: string; readonly message: { readonly arguments?: readonly string[] } }[] }[];
}

/**
 * What Microsoft's multitool has to say with GitHub's rules: one line per error or warning. Its exit code tells nothing, so its
 * report is read, which is a new file each time: a failed start must not show an old one.
 */
export function askMultitool(sarif: string): readonly string[] {
  // The package's install script, which may not have run, does no more than this.
  chmodSync(multitool, 0o755);
  const folder = mkdtempSync(join(tmpdir(), "imdslint-sarif-"));
  try {
    const input = join(folder, "in.sarif");
    const output = join(folder, "out.sarif");
    writeFileSync(input, sarif);
    const levels = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"];
    const { stdout, error } = spawnSync(multitool, ["validate", input, ...levels, "-c", rules, "--log", "ForceOverwrite", "-o", output], { encoding: "utf8" });
    if (error !== undefined || !existsSync(output)) throw new Error(`the multitool did not run: ${error?.message ?? stdout}`);
    const log = JSON.parse(readFileSync(output, "utf8")) as MultitoolLog;
    return log.runs.flatMap((run) => (run.results ?? []).map((result) => `${result.ruleId} ${(result.message.arguments ?? []).join(" ")}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
