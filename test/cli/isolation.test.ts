import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { bundle, bundled } from "../support/cli.ts";
import { instance, repository } from "../support/project.ts";

const forbidden = ["http", "https", "http2", "net", "tls", "dns", "dgram", "child_process", "cluster", "vm", "inspector"];

test("the bundle imports nothing that connects or runs programs", () => {
  const folder = dirname(bundle);
  const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(5);
  const used = new Set<string>();
  const threads: string[] = [];
  for (const script of scripts) {
    const text = readFileSync(join(folder, script), "utf8");
    for (const [, name = ""] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*|\bgetBuiltinModule\s*\(\s*)["']([^"'.][^"']*)["']/g)) {
      if (name.replace(/^node:/, "") === "worker_threads") threads.push(script);
      else used.add(name.replace(/^node:/, ""));
    }
    expect(text).not.toMatch(/\bprocess\.binding\b|\bnew WebSocket\b|\bXMLHttpRequest\b|(?<![.\w"`'])fetch\(/);
  }
  expect([...used]).toEqual(expect.arrayContaining(["fs", "path"]));
  expect([...used].filter((name) => forbidden.some((word) => name === word || name.startsWith(`${word}/`)))).toEqual([]);
  // The thread in which cfn-include is kept away from everything, and the file that starts it.
  expect([...new Set(threads)].sort()).toEqual(["cloudformation.js", "vendor/cfn-include.js"]);
});

/** A program that runs another one without any network, when this machine lets us. */
const alone = [["unshare", "-n"], ["unshare", "-rn"]].find(([program = "", ...args]) => spawnSync(program, [...args, "true"]).status === 0);

if (alone === undefined) console.error("no network namespaces here: the run without a network is not tested");

// The project's own CI runs on Linux and must prove it.
test.skipIf(alone === undefined && !(process.platform === "linux" && process.env["CI"] === "true"))("without a network the output is the same", () => {
  const broken = 'variable "x" {\n  default = \n}\n';
  const cwd = repository({ "main.tf": instance("web"), "b.tf": broken, "t.yaml": "Resources:\n  A:\n    Type: AWS::EC2::Instance\n", ".imdslint.yaml": "rules: { hop-limit: { max: 2 } }\n" });
  for (const format of ["text", "json", "sarif"]) {
    const usual = bundled(["--format", format], { cwd });
    expect([usual.code, usual.stderr]).toEqual([1, ""]);
    expect(bundled(["--format", format], { cwd, env: { PATH: process.env["PATH"] ?? "" } }, alone)).toEqual(usual);
  }
});

test("a reader that closes the pipe early is no error", () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}/main.tf`, instance("web")]));
  const { stdout, stderr } = spawnSync("sh", ["-c", `"$0" "$1" --format json | head -c 100`, process.execPath, bundle], { cwd: repository(files), encoding: "utf8" });
  expect([stdout.length, stderr]).toEqual([100, ""]);
});

test("large output arrives whole", () => {
  const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}/main.tf`, instance("web")]));
  const { code, stdout } = bundled(["--format", "json"], { cwd: repository(files) });
  expect(code).toBe(1);
  expect((JSON.parse(stdout) as { findings: unknown[] }).findings).toHaveLength(300);
});
