import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crowd, crowds, mixture, withoutMachines, yamlOf, type Crowd } from "./made-up-templates.ts";
import { peakMemory, table, timePrograms, type Program } from "./startup.ts";

/**
 * What CloudFormation templates cost: `npx tsx bench/cloudformation.ts [FOLDER…]` times dist/cli.js over a template of 2 MB, over 300 files that have
 * nothing to do with machines, over the templates below every FOLDER, and over crowds of 1,000 to 10,000 machines, against an empty Node process;
 * then what cfn-lint takes for the same files. FAST=1 makes fewer runs; CLI names another program than dist/cli.js; CROWDS=all times every kind of crowd.
 */
const cli = process.env["CLI"] ?? fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const runs = process.env["FAST"] === "1" ? 3 : 11;
/** cfn-lint takes minutes: fewer turns. */
const turnsWithOther = process.env["FAST"] === "1" ? 1 : 3;
const quiet = 300;
const templateFile = /\.(?:ya?ml|json|template|cfn|cform)$/i;
const ofTemplate = /AWSTemplateFormatVersion|["']?Type["']?\s*:\s*["']?AWS::\w+::\w+/;

main(process.argv.slice(2));

function main(folders: readonly string[]): void {
  const place = mkdtempSync(join(tmpdir(), "imdslint-templates-"));
  try {
    const empty: Program = { name: "empty Node process", args: [write(join(place, "empty.mjs"), "")] };
    const real = join(place, "real");
    const count = folders.length === 0 ? 0 : copyTemplates(folders, real);
    const large = writeBoth(join(place, "large"), mixture(2e6));
    const files = [...large.map((file) => lint(`2 MB, ${extname(file).slice(1)}`, file)), lint(`${quiet} files without machines, ${(writeQuiet(join(place, "quiet")) / 1e6).toFixed(1)} MB`, join(place, "quiet"))];
    const found = count === 0 ? [] : [lint(`${count} real templates`, real)];
    if (count === 0) console.log("no folder of real templates was named: only made-up ones are timed");
    console.log(`whole processes, Node ${process.version}, ${runs} runs each, taking turns`);
    console.log(table(timePrograms([empty, ...files, ...found], runs)));
    console.log("machines in one template");
    for (const kind of process.env["CROWDS"] === "all" ? crowds : (["plain"] as const)) timeCrowd(kind, join(place, "crowd"), empty);
    console.log("beside cfn-lint");
    const small = writeBoth(join(place, "small"), mixture(2e5));
    beside(empty, [...[small[0], large[0]].flatMap((file, at) => (file === undefined ? [] : [{ name: at === 0 ? "200 kB, yaml" : "2 MB, yaml", target: file, files: [file] }])), ...(count === 0 ? [] : [{ name: `${count} real templates`, target: real, files: namesIn(real) }])]);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function lint(name: string, target: string): Program {
  return { name: `imdslint, ${name}`, args: [cli, "--no-config", "--quiet", target] };
}

function write(path: string, text: string): string {
  writeFileSync(path, text);
  return path;
}

/** The same template as YAML and as JSON. */
function writeBoth(folder: string, template: ReturnType<typeof mixture>): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return [write(join(folder, "t.yaml"), yamlOf(template)), write(join(folder, "t.json"), JSON.stringify(template, undefined, 2))];
}

/** Files that are dismissed on their bytes; how many bytes. */
function writeQuiet(folder: string): number {
  mkdirSync(folder);
  const texts = Array.from({ length: quiet }, (_, at) => yamlOf(withoutMachines(at)));
  texts.forEach((text, at) => write(join(folder, `t${at}.yaml`), text));
  return texts.reduce((sum, text) => sum + text.length, 0);
}

function timeCrowd(kind: Crowd, folder: string, empty: Program): void {
  const programs = [1000, 2000, 5000, 10_000].flatMap((count) => writeBoth(join(folder, `${kind} ${count}`), crowd(kind, count)).map((file) => lint(`${kind}, ${count}, ${extname(file).slice(1)}`, file)));
  console.log(table(timePrograms([empty, ...programs], Math.min(runs, 5))));
  for (const { name, args } of programs.slice(-2)) console.log(`  peak memory, ${name}: ${peakMemory(args).toFixed(0)} MiB`);
}

/** Copies what looks like a template into one folder, so that all programs are given the same files; how many there are. */
function copyTemplates(folders: readonly string[], to: string): number {
  mkdirSync(to);
  let count = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && templateFile.test(entry.name) && ofTemplate.test(readFileSync(path, "utf8"))) copyFileSync(path, join(to, `${count++}${extname(path)}`));
    }
  }
  return count;
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

function beside(empty: Program, inputs: readonly { readonly name: string; readonly target: string; readonly files: readonly string[] }[]): void {
  const version = spawnSync("cfn-lint", ["--version"], { encoding: "utf8" });
  if (version.status !== 0) {
    console.log("  skipped: cfn-lint is not on the PATH (pip install cfn-lint)");
    return;
  }
  console.log(`  ${version.stdout.trim()}, ${turnsWithOther} runs each, taking turns`);
  for (const { name, target, files } of inputs) {
    const ours = lint(name, target);
    const timings = timePrograms([empty, ours, { name: `cfn-lint, ${name}`, command: "cfn-lint", args: ["--non-zero-exit-code", "none", "--", ...files] }], turnsWithOther);
    console.log(table(timings));
    const [, own, theirs] = timings;
    if (own !== undefined && theirs !== undefined) console.log(`  cfn-lint takes ${(theirs.median / own.median).toFixed(0)} times as long, and ${(theirs.processor.median / own.processor.median).toFixed(0)} times the processor time`);
  }
}
