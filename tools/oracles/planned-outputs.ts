import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What Terraform says an expression is worth. */
export interface Case {
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

export const terraform = process.env["TERRAFORM"] ?? "terraform";

/** One expression a line; lines that begin with a blank continue it, `#` begins a comment. */
export function readExpressions(text: string): readonly string[] {
  const expressions: string[] = [];
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith(" ")) expressions.push(`${expressions.pop() ?? ""}\n${line.trim()}`);
    else expressions.push(line);
  }
  return expressions;
}

/** The version of the program that is asked. */
export function versionOf(): string {
  const version = JSON.parse(execFileSync(terraform, ["version", "-json"], { encoding: "utf8" })) as { readonly terraform_version: string };
  return version.terraform_version;
}

/** An oracle file: the head, then one case a line. */
export function oracleText(head: object, cases: readonly Case[]): string {
  const lines = cases.map((each) => `    ${JSON.stringify(each)}`).join(",\n");
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "cases": [\n${lines}\n  ]\n}\n`;
}

/**
 * The answers to expressions, each of them an output of the module in `dir`, which is planned. Outputs that Terraform refuses are taken out, with
 * what it says, and the rest is planned again.
 */
export function ask(dir: string, expressions: readonly string[]): readonly Case[] {
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
