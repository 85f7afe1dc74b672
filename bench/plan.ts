import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { peakMemory, timePrograms } from "./startup.ts";

/**
 * Time and memory of a large plan, as whole processes of dist/cli.js:
 *   npx tsx bench/plan.ts [MEGABYTES]
 * The plan (100 MB unless told otherwise) is made up of a real one's machines, once in every 150 resources, among policies.
 */
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const megabytes = Number(process.argv[2] ?? 100);
const place = mkdtempSync(join(tmpdir(), "imdslint-bench-"));
try {
  const plan = join(place, "plan.json");
  const count = writePlan(plan, megabytes * 1e6);
  const [base, judged] = timePrograms([{ name: "empty", args: ["-e", "0"] }, { name: "plan", args: [cli, "--no-config", "--quiet", plan] }], 5);
  if (base === undefined || judged === undefined) throw new Error("nothing was measured");
  console.log(`a plan of ${megabytes} MB with ${count} resources: ${judged.median.toFixed(0)} ms (empty Node process ${base.median.toFixed(0)} ms), peak memory ${peakMemory([cli, "--no-config", "--quiet", plan]).toFixed(0)} MiB`);
} finally {
  rmSync(place, { recursive: true, force: true });
}

interface Plan {
  readonly resource_changes: readonly { readonly address: string }[];
  readonly configuration: unknown;
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
  write(`],"configuration":${JSON.stringify(real.configuration)}}`);
  closeSync(file);
  return count;
}
