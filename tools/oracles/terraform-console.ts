import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomExpressions } from "./random-expressions.ts";

/**
 * Asks Terraform what expressions are worth and writes fixtures/oracles/terraform-console.json: `npx tsx tools/oracles/terraform-console.ts`.
 * Needs Terraform 1.11 as `terraform` (or named by TERRAFORM); no provider, no network. Every expression is an output of one module, which is
 * planned; outputs that Terraform refuses are taken out, with what it says, and the rest is planned again.
 */
interface Case {
  readonly expression: string;
  readonly type?: unknown;
  readonly value?: unknown;
  /** The parts that are known only after apply, in the shape of the value. */
  readonly unknown?: unknown;
  readonly error?: string;
}

interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

interface Plan {
  readonly planned_values: { readonly outputs: Readonly<Record<string, { readonly type?: unknown; readonly value?: unknown }>> };
  readonly output_changes: Readonly<Record<string, { readonly after?: unknown; readonly after_unknown: unknown }>>;
}

const terraform = process.env["TERRAFORM"] ?? "terraform";
const folder = new URL("../../fixtures/oracles/", import.meta.url);
const seed = 20_261_121;
const randomCount = 400;

/** One expression a line; lines that begin with a blank continue it, `#` begins a comment. */
function readExpressions(text: string): readonly string[] {
  const expressions: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith(" ")) expressions.push(`${expressions.pop() ?? ""}\n${line.trim()}`);
    else expressions.push(line);
  }
  return expressions;
}

function main(): void {
  const written = readExpressions(readFileSync(new URL("terraform-console.txt", folder), "utf8"));
  const expressions = [...new Set([...written, ...randomExpressions(seed, randomCount)])];
  const dir = mkdtempSync(join(tmpdir(), "terraform-console-"));
  try {
    copyFileSync(new URL("terraform-console.tf", folder), join(dir, "module.tf"));
    execFileSync(terraform, ["init", "-no-color"], { cwd: dir });
    const cases = ask(dir, expressions);
    const version = JSON.parse(execFileSync(terraform, ["version", "-json"], { encoding: "utf8" })) as { readonly terraform_version: string };
    const head = { program: "tools/oracles/terraform-console.ts", terraform: version.terraform_version, date: new Date().toISOString().slice(0, 10), seed };
    const lines = cases.map((each) => `    ${JSON.stringify(each)}`).join(",\n");
    writeFileSync(new URL("terraform-console.json", folder), `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "cases": [\n${lines}\n  ]\n}\n`);
    console.log(`${cases.length} cases, ${cases.filter((each) => each.error !== undefined).length} of them refused`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function ask(dir: string, expressions: readonly string[]): readonly Case[] {
  const errors = new Map<number, string>();
  for (let round = 0; round < 50; round++) {
    const lineOwner = writeOutputs(dir, expressions, errors);
    const planned = spawnSync(terraform, ["plan", "-json", "-out=plan", "-input=false", "-lock=false"], { cwd: dir, encoding: "utf8", maxBuffer: 2 ** 28 });
    if (planned.status === 0) return answers(dir, expressions, errors);
    const before = errors.size;
    for (const diagnostic of diagnosticsOf(planned.stdout)) {
      const owner = diagnostic.range?.filename === "outputs.tf" ? lineOwner[diagnostic.range.start.line - 1] : undefined;
      if (owner !== undefined) errors.set(owner, `${diagnostic.summary}: ${(diagnostic.detail ?? "").split("\n")[0] ?? ""}`.slice(0, 200));
    }
    if (errors.size === before) throw new Error(`Terraform fails for a reason of its own:\n${planned.stdout.slice(-3000)}${planned.stderr}`);
  }
  throw new Error("Terraform refuses something new in every round");
}

/** Which expression each line of the file belongs to. */
function writeOutputs(dir: string, expressions: readonly string[], errors: ReadonlyMap<number, string>): readonly number[] {
  const lines: string[] = [];
  const owners: number[] = [];
  for (const [at, expression] of expressions.entries()) {
    if (errors.has(at)) continue;
    // In brackets an expression may have lines, and null is a value like any other.
    const block = [`output "o${at}" {`, "  sensitive = true", "  value = [", ...expression.split("\n"), "  ]", "}"];
    for (const line of block) {
      lines.push(line);
      owners.push(at);
    }
  }
  writeFileSync(join(dir, "outputs.tf"), `${lines.join("\n")}\n`);
  return owners;
}

function diagnosticsOf(output: string): readonly Diagnostic[] {
  return output.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const message = JSON.parse(line) as { readonly diagnostic?: Diagnostic };
    return message.diagnostic?.severity === "error" ? [message.diagnostic] : [];
  });
}

function answers(dir: string, expressions: readonly string[], errors: ReadonlyMap<number, string>): readonly Case[] {
  const plan = JSON.parse(execFileSync(terraform, ["show", "-json", "plan"], { cwd: dir, encoding: "utf8", maxBuffer: 2 ** 28 })) as Plan;
  return expressions.map((expression, at) => {
    const error = errors.get(at);
    if (error !== undefined) return { expression, error };
    const output = plan.planned_values.outputs[`o${at}`];
    const change = plan.output_changes[`o${at}`];
    const [kind, types] = (output?.type ?? []) as readonly [string?, (readonly unknown[])?];
    const [value = null] = (output?.value ?? change?.after ?? []) as readonly unknown[];
    const unknown = change?.after_unknown;
    const known = { expression, ...(kind === "tuple" && types !== undefined ? { type: types[0] } : {}), value };
    return unknown === undefined || unknown === false ? known : { ...known, unknown: Array.isArray(unknown) ? (unknown as readonly unknown[])[0] : unknown };
  });
}

main();
