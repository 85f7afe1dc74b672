import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashicorpJudge, hashicorpParser } from "../../../src/syntax/hcl/judge.ts";

function source(text: string): { readonly path: string; readonly text: string } {
  return { path: "main.tf", text };
}

describe("HashiCorp's parser as judge", () => {
  it("says nothing about a text it accepts", async () => {
    const judge = await hashicorpJudge();
    expect(await judge(source("a = 1\n"))).toBeUndefined();
  });

  it("gives each diagnostic its line and column", async () => {
    const judge = await hashicorpJudge();
    expect(await judge(source('a = 1\nb {\n  c = "\\d"\n}\na = 2\n'))).toEqual([
      { message: 'Invalid escape sequence; The symbol "d" is not a valid escape sequence selector.', line: 3, column: 8 },
      { message: 'Attribute redefined; The argument "a" was already set at line 1. Each argument may be set only once.', line: 5, column: 1 },
    ]);
  });

  it.each([
    ["characters beyond the basic plane as two", 'a = "😀\\d"', 1, 8],
    ["combined characters as what they are made of", 'a = "e\u0301\\d"', 1, 8],
    ["a byte order mark as one", "\uFEFFa = ]", 1, 6],
    ["lines that end in carriage return and line feed", "a = 1\r\nb = ]\r\n", 2, 5],
  ])("counts columns in code units: %s", async (_, text, line, column) => {
    const judge = await hashicorpJudge();
    expect((await judge(source(text)))?.[0]).toMatchObject({ line, column });
  });

  it("accepts what only the conversion to JSON refuses", async () => {
    const { judge, toJson } = await hashicorpParser();
    expect(await judge(source("a = -true"))).toBeUndefined();
    expect(await toJson(source("a = -true"))).toBeUndefined();
  });

  it("renders a text as JSON", async () => {
    const { toJson } = await hashicorpParser();
    expect(await toJson(source('a "b" {\n  c = "d${e}"\n  f = [1, g.h]\n}\n'))).toEqual({ a: { b: [{ c: "d${e}", f: [1, "${g.h}"] }] } });
    expect(await toJson(source("a ="))).toBeUndefined();
  });

  it("has no answer when the Go program breaks down, and answers the next question", async () => {
    const { judge, toJson } = await hashicorpParser();
    const deep = source(`a = ${"[".repeat(90_000)}`);
    expect(await judge(deep)).toEqual([]);
    expect(await toJson(deep)).toBeUndefined();
    expect(await judge(source("a = 1"))).toBeUndefined();
  });

  it("answers many at once", async () => {
    const { judge } = await hashicorpParser();
    await judge(source(`a = ${"[".repeat(90_000)}`));
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => judge(source(index % 2 === 0 ? "a = 1" : "a ="))));
    expect(answers.map((answer) => answer?.length)).toEqual([undefined, 1, undefined, 1, undefined, 1, undefined, 1]);
  });

  it.each([
    ["of more than 100,000 characters", `# ${"x".repeat(100_000)}\na = ]`],
    ["whose heredoc has so many lines that HashiCorp's parser would take long", `a = <<E\n${"\n".repeat(50_000)}E\nb = ]\n`],
    ["with as many signs in a string", `a = "${"$".repeat(50_000)}"\nb = ]\n`],
  ])("has no answer for a text %s", async (_, text) => {
    const judge = await hashicorpJudge();
    expect(await judge(source(text))).toEqual([]);
  });

  it("gives the first twenty diagnostics", async () => {
    const judge = await hashicorpJudge();
    expect(await judge(source('a = "\\d"\n'.repeat(1000)))).toHaveLength(20);
  });
});

describe("bundled", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "imdslint-judge-"));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    const entry = `
      const { hashicorpJudge } = await import(${JSON.stringify(resolve("src/syntax/hcl/judge.ts"))});
      const judge = await hashicorpJudge();
      console.log(JSON.stringify([await judge({ path: "a.tf", text: "a = 1" }), await judge({ path: "a.tf", text: "a = [" })]));
    `;
    for (const splitting of [false, true]) {
      await build({
        stdin: { contents: entry, resolveDir: process.cwd(), loader: "ts" },
        bundle: true,
        splitting,
        platform: "node",
        format: "esm",
        target: "node20",
        outdir: join(folder, splitting ? "split" : "single"),
        chunkNames: "chunks/[name]-[hash]",
        logLevel: "silent",
      });
      await copyFile("node_modules/@cdktf/hcl2json/main.wasm.gz", join(folder, splitting ? "split" : "single", "main.wasm.gz"));
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([["in one file", "single"], ["in chunks", "split"]])("finds its program beside the bundle %s, and the process ends by itself", async (_, layout) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, layout, "stdin.js")], { cwd: folder, timeout: 30_000 });
    expect(JSON.parse(stdout)).toEqual([null, [{ message: "Missing expression; Expected the start of an expression, but found the end of the file.", line: 1, column: 6 }]]);
    expect(stderr).toBe("");
  });
});
