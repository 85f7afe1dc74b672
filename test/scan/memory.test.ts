import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { bundle } from "../support/cli.ts";
import { project } from "../support/project.ts";

test("10,000 irrelevant files are dismissed in little memory", () => {
  const text = "key: value # nothing about machines\n".repeat(100);
  const kinds = ["yaml", "json", "tf", "template"];
  const root = project(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`d${index % 100}/f${index}.${kinds[index % 4] ?? ""}`, text])));
  const hook = "process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS))";
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(hook)}`, bundle, root], { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toContain("10000 files seen, 0 parsed, 10000 skipped (nothing about instances: 10000)");
  expect(Number(stderr.trim().split("\n").at(-1)) / 1024).toBeLessThan(120);
});
