import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { check } from "../../src/cli/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { readIndex } from "../../src/scan/git-index.ts";
import { instance, project } from "../support/project.ts";

const folder = join(import.meta.dirname, "../../fixtures/git-index");
const names = readdirSync(folder).sort();
const recorded = (name: string): Buffer => readFileSync(join(folder, name));

async function reportOf(cwd: string, paths: readonly string[] = [], useGitIgnore = true): Promise<Report> {
  return (await check({ paths, cwd, useGitIgnore, note: () => undefined })).report;
}

function found({ findings }: Report): readonly string[] {
  return findings.map((finding) => finding.location.path);
}

describe("an index that git wrote", () => {
  test("is there in every format", () => {
    expect(names).toEqual(["conflict.index", "sha256-v4.index", "sha256.index", "v2.index", "v3.index", "v4.index"]);
  });

  test.each(names)("%s names what is tracked", (name) => {
    const tracked = readIndex(recorded(name), "", () => true);
    const files = ["README.md", "a/x.yaml", "infra/terraform/main.tf", "infra/terraform/modules/web/main.tf", "infra/terraform/modules/web/outputs.tf", "infra/é.tf"];
    expect(files.filter((path) => tracked?.has(path, false) !== true)).toEqual([]);
    expect(["a", "infra", "infra/terraform", "infra/terraform/modules", "infra/terraform/modules/web"].filter((path) => tracked?.has(path, true) !== true)).toEqual([]);
    expect(tracked?.has("infra/later.tf", false)).toBe(name === "v3.index");
    expect([tracked?.has("infra", false), tracked?.has("README.md", true), tracked?.has("b.tf", false), tracked?.has("infra/terra", true)]).toEqual([false, false, false, false]);
  });

  test("counts from the scan root, and only with what is wanted", () => {
    const tracked = readIndex(recorded("v2.index"), "infra/", (path) => path.endsWith("main.tf"));
    expect([tracked?.has("terraform/main.tf", false), tracked?.has("terraform/modules", true), tracked?.has("terraform/modules/web/outputs.tf", false), tracked?.has("infra", true)]).toEqual([true, true, false, false]);
  });
});

describe("something else", () => {
  test.each(names)("%s cut short is no index", (name) => {
    const bytes = recorded(name);
    const entries = bytes.indexOf("infra/terraform", 0) + 10;
    for (const length of [0, 4, 11, 12, 40, entries]) expect(readIndex(bytes.subarray(0, length), "", () => true), String(length)).toBeUndefined();
  });

  test("never throws, never hangs", () => {
    const sample = fc.constantFrom(...names);
    fc.assert(
      fc.property(sample, fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 20 }), (name, changes) => {
        const bytes = Buffer.from(recorded(name));
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        readIndex(bytes, "", () => true);
      }),
    );
  });

  test("prefix compression cannot make paths grow without bound", () => {
    const entry = (suffix: string): Buffer => Buffer.concat([Buffer.alloc(62), Buffer.from([0]), Buffer.from(`${suffix}\0`)]);
    const header = Buffer.from("DIRC\0\0\0\x04\0\0\0\0", "latin1");
    const entries = Array.from({ length: 20_000 }, () => entry("a".repeat(100)));
    header.writeUInt32BE(entries.length, 8);
    const started = performance.now();
    expect(readIndex(Buffer.concat([header, ...entries]), "", () => true)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

function index(version: number, entries: readonly Buffer[]): Buffer {
  const header = Buffer.from("DIRC\0\0\0\0\0\0\0\0", "latin1");
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(entries.length, 8);
  return Buffer.concat([header, ...entries]);
}

/** An entry of version 2. */
function entry(path: string): Buffer {
  const length = 62 + Buffer.byteLength(path);
  const bytes = Buffer.alloc((length + 8) & ~7);
  bytes.write(path, 62);
  return bytes;
}

test("a large index takes little time, a hostile one is given up", () => {
  const pad = (at: number): string => String(at).padStart(6, "0");
  const large = index(2, Array.from({ length: 100_000 }, (_, at) => entry(`services/${pad(at)}/infra/main.tf`)));
  const deep = index(2, Array.from({ length: 5_000 }, (_, at) => entry(`${pad(at)}/${"a/".repeat(2_000)}x.tf`)));
  // Version 4: everything of the name before is kept, and its last six characters replaced.
  const compressed = Array.from({ length: 300_000 }, (_, at) => Buffer.concat([Buffer.alloc(62), Buffer.from([at === 0 ? 0 : 6]), Buffer.from(`${at === 0 ? "a".repeat(4_000) : ""}${pad(at)}\0`)]));
  const started = performance.now();
  expect(readIndex(large, "", (path) => path.endsWith(".tf"))?.has("services/099999/infra/main.tf", false)).toBe(true);
  expect(readIndex(deep, "", () => true)).toBeUndefined();
  expect(readIndex(index(4, compressed), "", () => true)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(15_000);
});

describe("files that git tracks", () => {
  const files = { ".gitignore": "*terraform*\n", "infra/terraform/main.tf": instance("web"), "infra/terraform/modules/web/main.tf": instance("db"), "infra/terraform/untracked.tf": instance("x"), "terraform-notes/main.tf": instance("y") };
  const visible = ["infra/terraform/main.tf", "infra/terraform/modules/web/main.tf"];

  test.each(names)("are never ignored: %s", async (name) => {
    const root = project({ ...files, ".git/index": recorded(name) });
    const report = await reportOf(root);
    expect(found(report)).toEqual(visible);
    expect(report.summary.files.skipped).toMatchObject({ "ignored by .gitignore": 2 });
    expect(found(await reportOf(join(root, "infra")))).toEqual(visible);
  });

  test("are found from a root below the repository, too", async () => {
    const root = project({ ...files, ".git/index": recorded("v2.index") });
    const { report } = await check({ paths: [], cwd: join(root, "infra"), root: ".", note: () => undefined });
    expect(found(report)).toEqual(visible.map((path) => path.slice("infra/".length)));
  });

  test("are found in a worktree, whose .git is a file", async () => {
    const root = project({ ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`tree/${path}`, text])), "tree/.git": "gitdir: ../main/.git/worktrees/tree\n", "main/.git/worktrees/tree/index": recorded("v4.index") });
    expect(found(await reportOf(join(root, "tree")))).toEqual(visible);
  });

  test.each([
    ["no index", { ".git/HEAD": "" }],
    ["an index that is none", { ".git/index": "DIRC nonsense" }],
    ["a .git file that names nothing", { ".git": "gitdir: nowhere\n" }],
    ["a .git file with something else in it", { ".git": "x".repeat(10_000) }],
  ] as readonly (readonly [string, Readonly<Record<string, string>>])[])("cannot be known with %s: then the rules count, and the report says how many entries they hid", async (_, git) => {
    const report = await reportOf(project({ ...files, ...git }));
    expect(found(report)).toEqual([]);
    expect(report.summary.files.skipped).toMatchObject({ "ignored by .gitignore": 2 });
  });

  test("are all files with --no-ignore", async () => {
    expect(found(await reportOf(project({ ".git/HEAD": "", ...files }), [], false))).toHaveLength(4);
  });
});
