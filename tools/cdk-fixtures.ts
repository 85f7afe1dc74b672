import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Synthesizes fixtures/cdk/app.cjs again (three cloud assemblies), or with `stacks` behind the command fixtures/cdk-stacks/app.cjs. Needs aws-cdk-lib and constructs, which are not dependencies of imdslint, in the node_modules directory
 * that CDK_MODULES names. What the tests do not need is left out: the construct tree is shortened, traces and validation go.
 */
const folder = fileURLToPath(new URL(process.argv[2] === "stacks" ? "../fixtures/cdk-stacks" : "../fixtures/cdk", import.meta.url));
const modules = process.env["CDK_MODULES"] ?? "";
if (!existsSync(join(modules, "aws-cdk-lib"))) throw new Error("CDK_MODULES names no node_modules directory with aws-cdk-lib");

const scratch = mkdtempSync(join(tmpdir(), "imdslint-cdk-"));
cpSync(join(folder, "app.cjs"), join(scratch, "app.cjs"));
execFileSync(process.execPath, ["app.cjs"], { cwd: scratch, stdio: "ignore", env: { ...process.env, NODE_PATH: modules, CDK_VALIDATION: "false" } });
for (const out of ["cdk.out", "without-paths", "others"]) {
  if (!existsSync(join(scratch, out))) continue;
  rmSync(join(folder, out), { recursive: true, force: true });
  cpSync(join(scratch, out), join(folder, out), { recursive: true });
}
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  // One tree of each kind is enough.
  const isRepeated = entry.name === "tree.json" && path.includes("others");
  if (isRepeated || /^(?:validation-report\.json|asset\.)/.test(entry.name)) rmSync(path, { recursive: true });
  else if (/^(?:.*\.metadata|manifest|tree)\.json$/.test(entry.name)) shorten(path);
}
const { version } = JSON.parse(readFileSync(join(modules, "aws-cdk-lib/package.json"), "utf8")) as { readonly version: string };
writeFileSync(join(folder, "made-by.json"), `${JSON.stringify({ tool: "tools/cdk-fixtures.ts", "aws-cdk-lib": version, node: process.version, date: new Date().toISOString().slice(0, 10) }, undefined, 2)}\n`);
rmSync(scratch, { recursive: true });

/** Traces name directories of whoever synthesized; the flags and the tree are long and say nothing here. */
function shorten(path: string): void {
  const plain = JSON.parse(readFileSync(path, "utf8"), (key: string, value: unknown) => {
    if (key === "constructInfo" || key === "trace" || key === "modules" || key === "flags") return undefined;
    if (Array.isArray(value)) return (value as readonly unknown[]).filter((one) => !JSON.stringify(one).includes("app.cjs") && (one as { readonly type?: unknown } | null)?.type !== "aws:cdk:creationStack");
    return value;
  }) as unknown;
  writeFileSync(path, `${JSON.stringify(plain, undefined, 1)}\n`);
}
