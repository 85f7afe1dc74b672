import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** `--check` writes nothing and fails when what is committed is not what the sources give. */
test.each([
  ["dist/", "tools/bundle.ts", "npm run bundle"],
  ["what is generated from rules/", "tools/generate.ts", "npm run generate"],
])("%s is fresh", (_what, tool, remedy) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", tool, "--check"], { encoding: "utf8" });
  expect(status, `${stdout}${stderr}\nrun: ${remedy}`).toBe(0);
});
