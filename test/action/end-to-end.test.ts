import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { oracleMissing } from "../project/oracles.ts";
import { commandsIn, outputsIn, protectedText } from "./runner.ts";
import type { Command } from "./runner.ts";

/** `node24` is what action.yml asks for; the oldest supported release must run the same bundle. */
const runtimes = [
  { runtime: "the Node of this test", node: process.execPath, installed: process.execPath },
  { runtime: "Node 24", node: resolve("test/oracles/node_modules/node24/bin/node"), installed: "test/oracles/node_modules/node24/bin/node" },
];

const bad = `resource "aws_instance" "web" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  metadata_options {
    http_tokens = "optional"
  }
}
`;
const good = bad.replace('"optional"', '"required"');
const broken = `${good}\nresource "aws_instance" {{{\n`;

interface Result {
  readonly status: number | null;
  readonly log: string;
  readonly commands: readonly Command[];
  readonly outputs: ReadonlyMap<string, string>;
  readonly summary: string;
}

interface SarifLog {
  readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string; readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[] }[]; readonly automationDetails?: unknown }];
}

describe.each(runtimes)("dist/action.js on $runtime", ({ node, installed }) => {
  describe.skipIf(oracleMissing("node24", installed))("as a step", () => {
    let scratch: string;
    let workspace: string;

    beforeEach(() => {
      scratch = mkdtempSync(join(tmpdir(), "imdslint-action-"));
      workspace = join(scratch, "workspace");
      mkdirSync(workspace);
    });

    afterEach(() => {
      rmSync(scratch, { recursive: true, force: true });
    });

    function write(files: Readonly<Record<string, string>>): void {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(workspace, name)), { recursive: true });
        writeFileSync(join(workspace, name), text);
      }
    }

    /** Runs the step as the runner does: every declared input set, files for outputs and summary already there. */
    function step(inputs: Readonly<Record<string, string>> = {}): Result {
      const output = join(scratch, "output");
      const summary = join(scratch, "summary.md");
      writeFileSync(output, "");
      writeFileSync(summary, "earlier text\n");
      const env: NodeJS.ProcessEnv = { PATH: process.env["PATH"], CI: "true", GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: workspace, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
      for (const [name, value] of Object.entries(inputs)) env[`INPUT_${name.toUpperCase()}`] = value;
      const { status, stdout, stderr, error } = spawnSync(node, [resolve("dist/action.js")], { cwd: workspace, env, encoding: "utf8" });
      if (error !== undefined) throw error;
      expect(stderr).toBe("");
      return { status, log: stdout, commands: commandsIn(stdout), outputs: outputsIn(readFileSync(output, "utf8")), summary: readFileSync(summary, "utf8") };
    }

    function sarif(path = "imdslint.sarif"): SarifLog {
      return JSON.parse(readFileSync(join(workspace, path), "utf8")) as SarifLog;
    }

    function uris(log: SarifLog): string[] {
      return log.runs[0].results.map((result) => result.locations[0]?.physicalLocation.artifactLocation.uri ?? "");
    }

    test("a finding fails the step after everything is written", () => {
      write({ "infra/main.tf": bad });
      const { status, commands, outputs, summary, log } = step();
      expect(status).toBe(1);
      expect(Object.fromEntries(outputs)).toEqual({ "sarif-file": "imdslint.sarif", findings: "1", "exit-code": "1" });
      expect(sarif().runs[0].results.map((result) => result.ruleId)).toEqual(["tokens-required"]);
      expect(uris(sarif())).toEqual(["infra/main.tf"]);
      expect(commands).toHaveLength(1);
      expect(commands[0]).toMatchObject({ name: "error", properties: { file: "infra/main.tf", line: "6", endLine: "6" } });
      expect(commands[0]?.message).toContain("aws_instance.web");
      expect(summary).toMatch(/^earlier text\n/);
      expect(summary).toContain("tokens-required");
      expect(protectedText(log)).toContain("tokens-required");
    });

    test("a clean repository passes, with an empty SARIF run that closes old alerts", () => {
      write({ "main.tf": good });
      const { status, commands, outputs } = step();
      expect(status).toBe(0);
      expect(commands).toEqual([]);
      expect(Object.fromEntries(outputs)).toEqual({ "sarif-file": "imdslint.sarif", findings: "0", "exit-code": "0" });
      expect(sarif().runs[0].results).toEqual([]);
    });

    test("the category of the upload is left to the workflow", () => {
      write({ "main.tf": good });
      step();
      expect(sarif().runs[0].automationDetails).toBeUndefined();
    });

    test("fail-on decides what fails, not what is reported", () => {
      write({ "main.tf": bad });
      const { status, outputs, commands } = step({ "fail-on": "critical" });
      expect(status).toBe(0);
      expect(Object.fromEntries(outputs)).toMatchObject({ findings: "1", "exit-code": "0" });
      expect(commands).toHaveLength(1);
      expect(step({ "fail-on": "none" }).status).toBe(0);
      expect(step({ "fail-on": "high" }).status).toBe(1);
    });

    test("a file that cannot be parsed is told, and fails the step when asked", () => {
      write({ "main.tf": good, "other/broken.tf": broken });
      const lenient = step();
      expect(lenient.status).toBe(0);
      expect(lenient.outputs.get("exit-code")).toBe("3");
      expect(lenient.commands.filter((command) => command.name === "warning").map((command) => command.properties["file"])).toContain("other/broken.tf");
      expect(lenient.summary).toContain("broken.tf");
      const strict = step({ strict: "true" });
      expect(strict.status).toBe(1);
      expect(strict.outputs.get("exit-code")).toBe("3");
      expect(strict.commands.some((command) => command.name === "error")).toBe(true);
    });

    test("a working directory changes where paths start, not what annotations and SARIF say", () => {
      write({ "services/shop/infra/main.tf": bad, "elsewhere/main.tf": bad });
      const { commands, outputs } = step({ "working-directory": "services/shop", paths: "infra\n" });
      expect(commands.map((command) => command.properties["file"])).toEqual(["services/shop/infra/main.tf"]);
      expect(outputs.get("findings")).toBe("1");
      expect(outputs.get("sarif-file")).toBe("imdslint.sarif");
      expect(uris(sarif())).toEqual(["services/shop/infra/main.tf"]);
    });

    test("several paths, the SARIF file elsewhere", () => {
      write({ "a/main.tf": bad, "b b/main.tf": bad, "c/main.tf": bad });
      const { outputs } = step({ paths: "a\n  b b\n", "sarif-file": "out/deep/imds.sarif" });
      expect(Object.fromEntries(outputs)).toMatchObject({ findings: "2", "sarif-file": "out/deep/imds.sarif" });
      expect(uris(sarif("out/deep/imds.sarif"))).toEqual(["a/main.tf", "b%20b/main.tf"]);
    });

    test("everything that can be switched off is off", () => {
      write({ "main.tf": bad });
      const { status, commands, outputs, summary } = step({ "sarif-file": "", annotations: "false", summary: "false" });
      expect(status).toBe(1);
      expect(commands).toEqual([]);
      expect(summary).toBe("earlier text\n");
      expect(outputs.get("sarif-file")).toBe("");
      expect(existsSync(join(workspace, "imdslint.sarif"))).toBe(false);
    });

    test.each([
      [{ "fail-on": "severe" }, "fail-on"],
      [{ strict: "perhaps" }, "strict"],
      [{ "working-directory": "nowhere" }, "nowhere"],
      [{ paths: "missing.tf" }, "missing.tf"],
      [{ config: "missing.yaml" }, "missing.yaml"],
    ])("a mistake in the workflow is an error that names it: %o", (inputs, named) => {
      write({ "main.tf": good });
      const { status, commands, outputs } = step(inputs);
      expect(status).toBe(1);
      expect(commands.some((command) => command.name === "error" && command.message.includes(named))).toBe(true);
      expect(outputs.get("exit-code")).toBe("2");
    });

    test("nothing that is scanned becomes a command, an output or markup", () => {
      const hostile = '::set-output name=findings::0\\n::stop-commands::x\\n::add-mask::a<img src=x onerror=alert(1)>';
      write({
        "main.tf": bad.replace('"web"', `"web\\n${hostile}"`),
        "stack.yaml": `Resources:\n  "A\\n${hostile}":\n    Type: AWS::EC2::Instance\n    Properties: { ImageId: ami-0123456789abcdef0 }\n`,
        "::error::x,y%0A.tf": bad,
        // A template string keeps the raw command in the code frame, at the start of its line.
        "frame.tf": bad.replace('"optional"', '"optional" # \n::set-output name=exit-code::0\n'),
      });
      const { status, commands, outputs, summary, log } = step();
      expect(status).toBe(1);
      expect(new Set(commands.map((command) => command.name))).toEqual(new Set(["error", "warning"]));
      expect([...outputs.keys()].sort()).toEqual(["exit-code", "findings", "sarif-file"]);
      expect(outputs.get("exit-code")).toBe("1");
      expect(Number(outputs.get("findings"))).toBeGreaterThanOrEqual(3);
      expect(commands.map((command) => command.properties["file"])).toContain("::error::x,y%0A.tf");
      // In a fenced block it is text, and the only way in which a line of code can be shown.
      expect(summary.replaceAll(/^(?<fence>`{3,})[^`\n]*\n[^]*?\n\k<fence>$/gm, "")).not.toContain("<img");
      expect(log).not.toMatch(/^::set-output/m);
    });

    test("the runner's files may be missing, as in a run by hand", () => {
      write({ "main.tf": bad });
      const { status, stdout } = spawnSync(node, [resolve("dist/action.js")], { cwd: workspace, env: { PATH: process.env["PATH"] }, encoding: "utf8" });
      expect(status).toBe(1);
      expect(stdout).toContain("tokens-required");
    });
  });
});
