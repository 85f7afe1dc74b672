import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { peakMemory, timePrograms } from "./startup.ts";

/**
 * Time and memory of a large plan, as whole processes of dist/cli.js:
 *   npx tsx bench/plan.ts [MEGABYTES]
 * The plan (100 MB unless told otherwise) is made up of a real one's machines, once in every 150 resources, among policies. It is judged
 * by itself, and with the code in which every finding has its place.
 */
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const megabytes = Number(process.argv[2] ?? 100);
const place = mkdtempSync(join(tmpdir(), "imdslint-bench-"));
try {
  const plan = join(place, "plan.json");
  const count = writePlan(plan, megabytes * 1e6);
  const code = join(place, "code");
  writeCode(code);
  const alone = [cli, "--no-config", "--quiet", plan];
  const placed = [cli, "--no-config", "--quiet", "--root", place, "--source", code, plan];
  const [base, judged, mapped] = timePrograms([{ name: "empty", args: ["-e", "0"] }, { name: "plan", args: alone }, { name: "plan and code", args: placed }], 5);
  if (base === undefined || judged === undefined || mapped === undefined) throw new Error("nothing was measured");
  console.log(`a plan of ${megabytes} MB with ${count} resources (empty Node process ${base.median.toFixed(0)} ms)`);
  console.log(`  by itself: ${judged.median.toFixed(0)} ms, peak memory ${peakMemory(alone).toFixed(0)} MiB`);
  console.log(`  with its code: ${mapped.median.toFixed(0)} ms, peak memory ${peakMemory(placed).toFixed(0)} MiB`);
} finally {
  rmSync(place, { recursive: true, force: true });
}

/** The code of the plan: the real module, called as often as the plan has it. */
function writeCode(folder: string): void {
  cpSync(fileURLToPath(new URL("../fixtures/oracles/plans/template-override", import.meta.url)), join(folder, "m"), { recursive: true });
  writeFileSync(join(folder, "main.tf"), 'variable "names" {\n  type = set(string)\n}\n\nmodule "m" {\n  source   = "./m"\n  for_each = var.names\n}\n');
}

interface Plan {
  readonly resource_changes: readonly { readonly address: string }[];
  readonly configuration: { readonly root_module: unknown };
}

function writePlan(path: string, size: number): number {
  const real = JSON.parse(readFileSync(new URL("../fixtures/parsers/terraform-plan/template-override.json", import.meta.url), "utf8")) as Plan;
  const policy = JSON.stringify({ Statement: Array.from({ length: 60 }, (_, at) => ({ Action: `s3:${at}` })) });
  const file = openSync(path, "w");
  let [written, count] = [0, 0];
  const write = (text: string): void => {
    written += writeSync(file, text);
  };
  write('{"format_version":"1.2","planned_values":{"root_module":{}},"resource_changes":[');
  for (let call = 0; written < size; call++) {
    const prefix = `module.m["${call}"].`;
    const machines = call % 10 === 0 ? real.resource_changes.map((change) => ({ ...change, address: `${prefix}${change.address}` })) : [];
    const policies = Array.from({ length: 15 }, (_, at) => ({ address: `${prefix}aws_iam_policy.p[${at}]`, mode: "managed", type: "aws_iam_policy", name: "p", change: { actions: ["no-op"], before: { policy }, after: { policy }, after_unknown: {} } }));
    for (const change of [...machines, ...policies]) write(`${count++ === 0 ? "" : ","}${JSON.stringify(change)}`);
  }
  const calls = { m: { source: "./m", for_each_expression: { references: ["var.names"] }, module: real.configuration.root_module } };
  write(`],"configuration":${JSON.stringify({ ...real.configuration, root_module: { module_calls: calls } })}}`);
  closeSync(file);
  return count;
}
