import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeIrrelevant, writeModules } from "./made-up.ts";
import { peakMemory, timePrograms, type Program } from "./startup.ts";

/**
 * The figures of docs/performance.md, in one command:
 *   npm run bench [-- FOLDER]
 * times dist/cli.js against an empty Node process, over FOLDER or over 100 modules that are made up; then its memory; then the
 * HCL reader. Takes about a minute. FAST=1 makes fewer runs.
 */
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const runs = process.env["FAST"] === "1" ? 9 : 41;

main(process.argv[2]);

function main(given: string | undefined): void {
  const place = mkdtempSync(join(tmpdir(), "imdslint-bench-"));
  try {
    const folder = given ?? join(place, "modules");
    if (given === undefined) writeModules(folder);
    processes(place, folder);
    memory(join(place, "irrelevant"));
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  const { status } = spawnSync(process.execPath, ["--import", "tsx", fileURLToPath(new URL("hcl.ts", import.meta.url)), ...(given === undefined ? [] : [given])], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}

function processes(place: string, folder: string): void {
  const empty = join(place, "empty.mjs");
  writeFileSync(empty, "");
  const one = join(place, "one", "main.tf");
  mkdirSync(join(place, "one"));
  writeFileSync(one, 'resource "aws_instance" "web" {\n  ami           = "ami-0abcdef1234567890"\n  instance_type = "t3.micro"\n}\n');
  const { files, bytes } = sizeOf(folder);
  const programs: readonly Program[] = [
    { name: "empty Node process", args: [empty] },
    { name: "imdslint, one small file", args: [cli, one] },
    { name: `imdslint, ${files} files, ${(bytes / 1e6).toFixed(2)} MB of Terraform`, args: [cli, folder] },
  ];
  console.log(`whole processes, Node ${process.version}, median and fastest of ${runs}, taking turns`);
  const [base, ...others] = timePrograms(programs, runs);
  if (base === undefined) return;
  console.log(`  ${base.median.toFixed(0).padStart(5)} ms  ${base.fastest.toFixed(0).padStart(5)} ms          ${base.name}`);
  for (const { name, median, fastest } of others) {
    console.log(`  ${median.toFixed(0).padStart(5)} ms  ${fastest.toFixed(0).padStart(5)} ms  ${(median / base.median).toFixed(2).padStart(5)} x  ${name}`);
  }
}

function memory(folder: string): void {
  writeIrrelevant(folder, 10_000);
  console.log(`peak memory, 10,000 irrelevant files: ${peakMemory([cli, folder]).toFixed(0)} MiB`);
}

function sizeOf(folder: string): { readonly files: number; readonly bytes: number } {
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tf"));
  return { files: found.length, bytes: found.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) };
}
