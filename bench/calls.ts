import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCalls } from "./made-up-calls.ts";
import { peakMemory, timePrograms, type Program } from "./startup.ts";

/**
 * What a module call costs: `npx tsx bench/calls.ts [FOLDER…]` times dist/cli.js over roots with 1, 10, 100 and 1000 calls of one module (15
 * resources, locals, dynamic blocks, a nested module), each with arguments of its own, against an empty Node process; then every FOLDER of
 * real Terraform. FAST=1 makes fewer runs; CLI names another program than dist/cli.js.
 */
const cli = process.env["CLI"] ?? fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const runs = process.env["FAST"] === "1" ? 5 : 21;

main(process.argv.slice(2));

function main(folders: readonly string[]): void {
  const place = mkdtempSync(join(tmpdir(), "imdslint-calls-"));
  try {
    const empty = join(place, "empty.mjs");
    writeFileSync(empty, "");
    const made = [1, 10, 100, 1000].map((count) => ({ name: `${count} calls of one module`, args: [cli, writeCalls(join(place, String(count)), count)] }));
    const programs: readonly Program[] = [{ name: "empty Node process", args: [empty] }, ...made, ...folders.map((folder) => ({ name: folder, args: [cli, folder] }))];
    if (folders.length === 0) console.log("no folder of real Terraform was named: only made-up modules are timed");
    console.log(`whole processes, Node ${process.version}, median and fastest of ${runs}, taking turns`);
    const [base, ...others] = timePrograms(programs, runs);
    if (base === undefined) return;
    console.log(`  ${base.median.toFixed(0).padStart(5)} ms  ${base.fastest.toFixed(0).padStart(5)} ms           ${base.name}`);
    for (const { name, median, fastest } of others) {
      console.log(`  ${median.toFixed(0).padStart(5)} ms  ${fastest.toFixed(0).padStart(5)} ms  ${(median / base.median).toFixed(2).padStart(6)} x  ${name}`);
    }
    console.log(`peak memory, 1000 calls: ${peakMemory([cli, join(place, "1000")]).toFixed(0)} MiB`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
