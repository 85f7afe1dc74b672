import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runAction } from "../../src/action/run.ts";
import { instance, project } from "../support/project.ts";
import { commandsIn, outputsIn } from "./runner.ts";

/** A workspace with a finding, and beside it what a hostile repository would like to reach. */
function places(): { readonly workspace: string; readonly outside: string; readonly output: string; readonly summary: string } {
  const scratch = project({ "workspace/main.tf": instance("web"), "outside/precious": "precious", output: "", "summary.md": "" });
  return { workspace: join(scratch, "workspace"), outside: join(scratch, "outside"), output: join(scratch, "output"), summary: join(scratch, "summary.md") };
}

async function step({ workspace, output, summary }: ReturnType<typeof places>, sarifFile: string): Promise<{ readonly code: number; readonly errors: readonly string[] }> {
  let log = "";
  const environment = { GITHUB_WORKSPACE: workspace, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, "INPUT_SARIF-FILE": sarifFile, "INPUT_FAIL-ON": "none" };
  const code = await runAction(environment, (text) => { log += text; });
  return { code, errors: commandsIn(log).filter((command) => command.name === "error" && command.properties["file"] === undefined).map((command) => command.message) };
}

describe("the scanned repository cannot lead the SARIF file out of the workspace", () => {
  test.each<[string, string, string, string, RegExp]>([
    ["a link to a file", "imdslint.sarif", "../outside/precious", "imdslint.sarif", /^imdslint\.sarif cannot be written: it is a symbolic link/],
    ["a link to a file of the workspace", "imdslint.sarif", "main.tf", "imdslint.sarif", /symbolic link/],
    ["a link to nothing", "imdslint.sarif", "../outside/new", "imdslint.sarif", /symbolic link/],
    ["a directory that is a link", "out", "../outside", "out/precious", /^out\/precious cannot be written: its directory lies outside/],
    ["directories to be made behind a link", "out", "../outside", "out/a/b/imdslint.sarif", /lies outside/],
    ["a directory that is a link to nothing", "out", "../outside/new", "out/imdslint.sarif", /lies outside/],
    ["a path that leads out", "unused", "main.tf", "../outside/precious", /lies outside/],
  ])("%s", async (_name, link, target, sarifFile, says) => {
    const all = places();
    symlinkSync(target, join(all.workspace, link));
    const before = readFileSync(join(all.workspace, "main.tf"), "utf8");
    const { code, errors } = await step(all, sarifFile);
    expect([code, errors]).toEqual([1, [expect.stringMatching(says)]]);
    expect(Object.fromEntries(outputsIn(readFileSync(all.output, "utf8")))).toEqual({ "sarif-file": "", findings: "", "exit-code": "2" });
    expect(readdirSync(all.outside)).toEqual(["precious"]);
    expect(readFileSync(join(all.outside, "precious"), "utf8")).toBe("precious");
    expect(readFileSync(join(all.workspace, "main.tf"), "utf8")).toBe(before);
  });

  test("links that stay inside are followed, and a workspace may itself stand behind one", async () => {
    const all = places();
    mkdirSync(join(all.workspace, "reports"));
    symlinkSync("reports", join(all.workspace, "out"));
    const linked = join(all.outside, "..", "linked");
    symlinkSync(all.workspace, linked);
    expect(await step({ ...all, workspace: linked }, "out/deep/imds.sarif")).toEqual({ code: 0, errors: [] });
    expect(outputsIn(readFileSync(all.output, "utf8")).get("sarif-file")).toBe("out/deep/imds.sarif");
    expect(JSON.parse(readFileSync(join(all.workspace, "reports/deep/imds.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  });
});

describe("the runner's own files", () => {
  test.each(["output", "summary"] as const)("a link in place of the %s file fails the step", async (name) => {
    const all = places();
    const link = join(all.workspace, "link");
    symlinkSync(join(all.outside, "precious"), link);
    const { code, errors } = await step({ ...all, [name]: link }, "imdslint.sarif");
    expect(code).toBe(1);
    for (const error of errors) expect(error).toMatch(/link cannot be written: it is a symbolic link/);
    expect(errors.length).toBeGreaterThan(0);
    expect(readFileSync(join(all.outside, "precious"), "utf8")).toBe("precious");
    expect(existsSync(join(all.workspace, "imdslint.sarif"))).toBe(true);
  });
});
