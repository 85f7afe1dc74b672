import { cpSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import { expectations } from "../support/markers.ts";
import { repository } from "../support/project.ts";

// Files that need each other: what is marked holds for a scan of all, and for a run with each of them alone.

const folder = join(import.meta.dirname, "../../fixtures/linked");
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ya?ml|json)$/.test(name) && statSync(join(folder, name)).isFile()).sort();

async function found(paths: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const root = repository({});
  cpSync(folder, root, { recursive: true });
  const { report } = await check({ paths, cwd: root, note: () => undefined });
  expect(report.problems).toEqual([]);
  const marked = (path: string) => report.findings.filter(({ location }) => location.path === path).map(({ location, rule, certainty }) => `${location.start.line} ${rule} ${certainty}`);
  return Object.fromEntries((paths.length === 0 ? fixtures : paths).map((path) => [path, marked(path).sort()]));
}

const expected = Object.fromEntries(fixtures.map((path) => [path, expectations(join(folder, path))]));

test("all together give the marked findings and no others", async () => {
  expect(fixtures.length).toBeGreaterThan(5);
  expect(await found([])).toEqual(expected);
});

test.each(fixtures)("%s alone gives the same", async (path) => {
  expect(await found([path])).toEqual({ [path]: expected[path] });
});
