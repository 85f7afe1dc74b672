import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { instance, project, repository } from "../support/project.ts";

const dangling = "dangling";
const toFile = "to a file";

/** The ways to name one report file on the command line. */
const ways: readonly (readonly [string, (file: string) => readonly string[]])[] = [
  ["--output", (file) => ["--output", file]],
  ["--format", (file) => ["--format", `sarif=${file}`]],
];

describe.each(ways)("a report file named with %s", (_name, args) => {
  test.each([toFile, dangling])("is never a link (%s): whoever wrote the directory would choose what is overwritten", async (kind) => {
    const outside = join(project({ other: "precious" }), kind === dangling ? "new" : "other");
    const cwd = repository({ "main.tf": instance("web") });
    symlinkSync(outside, join(cwd, "report"));
    const { code, stdout, stderr } = await cli(args("report"), { cwd });
    expect([code, stdout, stderr]).toEqual([2, "", "imdslint: report cannot be written: it is a symbolic link, which could lead anywhere\n"]);
    expect(lstatSync(join(cwd, "report")).isSymbolicLink()).toBe(true);
    if (kind === dangling) expect(existsSync(outside)).toBe(false);
    else expect(readFileSync(outside, "utf8")).toBe("precious");
  });

  test("may lie behind a link to a directory, and is replaced whole", async () => {
    const elsewhere = project({ report: "x".repeat(1_000_000) });
    const cwd = repository({ "main.tf": instance("web") });
    symlinkSync(elsewhere, join(cwd, "reports"));
    expect((await cli(args("reports/report"), { cwd })).code).toBe(1);
    expect(readFileSync(join(elsewhere, "report"), "utf8")).toMatch(/tokens-required[^]*\n$/);
    expect(readFileSync(join(elsewhere, "report"), "utf8")).not.toContain("xxxx");
  });

  test.each([
    ["directory", "directory cannot be written: it is a directory"],
    ["no/such/report", "no/such/report cannot be written: its directory does not exist"],
    ["main.tf/report", "main.tf/report cannot be written: what should be its directory is a file"],
    ["x".repeat(300), `${"x".repeat(300)} cannot be written: the path is too long for this system`],
  ])("that cannot be written is told in one sentence (%#)", async (file, says) => {
    const cwd = repository({ "main.tf": instance("web") });
    mkdirSync(join(cwd, "directory"));
    expect(await cli(args(file), { cwd })).toEqual({ code: 2, stdout: "", stderr: `imdslint: ${says}\n` });
  });

  test.skipIf(!existsSync("/dev/full"))("on a full device, too", async () => {
    const cwd = repository({ "main.tf": instance("web") });
    expect(await cli(args("/dev/full"), { cwd })).toEqual({ code: 2, stdout: "", stderr: "imdslint: /dev/full cannot be written: no space is left on the device\n" });
  });
});

/** The command line from its sources as a process of its own, run by a shell that redirects its streams. */
function shell(script: string, cwd: string): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const program = [process.execPath, "--import", import.meta.resolve("tsx"), join(import.meta.dirname, "../../src/cli/main.ts")];
  const { status, stdout, stderr } = spawnSync("bash", ["-c", `imdslint() { ${program.map((word) => `'${word}'`).join(" ")} "$@"; }\n${script}`], { cwd, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe.skipIf(process.platform === "win32")("streams of the process", () => {
  const full = "imdslint: standard output cannot be written: no space is left on the device\n";

  test.skipIf(!existsSync("/dev/full")).each(["", "-f json", "--help"])("a full device is told in one sentence: imdslint %s", (args) => {
    expect(shell(`imdslint ${args} > /dev/full`, repository({ "main.tf": instance("web") }))).toEqual({ code: 2, stdout: "", stderr: full });
  });

  test("standard output that is open for reading only", () => {
    const { code, stderr } = shell("imdslint 1< main.tf", repository({ "main.tf": instance("web") }));
    expect([code, stderr]).toEqual([2, "imdslint: standard output cannot be written: it is not open for writing\n"]);
  });

  test.skipIf(!existsSync("/dev/full"))("notes that get lost change neither the report nor the exit code", () => {
    const cwd = repository({ "main.tf": "locals {}\n" });
    const { code, stdout } = shell("imdslint 2> /dev/full", cwd);
    expect([code, stdout]).toEqual([0, expect.stringContaining("no machine")]);
    expect(shell("imdslint --nonsense > /dev/full 2>&1", cwd).code).toBe(2);
  });

  test("a reader that is gone is no failure", () => {
    const cwd = repository({ "main.tf": instance("web") });
    expect(shell('{ sleep 1; imdslint; echo "$?" > code; } | true; cat code', cwd)).toEqual({ code: 0, stdout: "1\n", stderr: "" });
  });

  test("/dev/stdout and process substitution are links of the caller's own", () => {
    const cwd = repository({ "main.tf": instance("web") });
    expect(shell("imdslint -f json -o /dev/stdout | cat", cwd).stdout).toContain('"tokens-required"');
    expect(shell("imdslint -f json=>(cat > copy); sleep 1; cat copy", cwd).stdout).toContain('"tokens-required"');
  });
});
