import { copyFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { expectations } from "../support/markers.ts";
import { project } from "../support/project.ts";

const folder = join(import.meta.dirname, "../../fixtures/rules");
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(tf|ya?ml|json)$/.test(name)).sort();

test("there are fixtures", () => {
  expect(fixtures.length).toBeGreaterThan(5);
});

test.each(fixtures)("%s gives the marked findings and no others", async (fixture) => {
  const path = join(folder, fixture);
  const root = project({});
  copyFileSync(path, join(root, basename(fixture)));
  const { report } = await check({ paths: [], cwd: root, note: () => undefined });
  expect(report.problems).toEqual([]);
  expect(report.findings.map((finding) => `${finding.location.start.line} ${finding.rule} ${finding.certainty}`).sort()).toEqual(expectations(path));
});
