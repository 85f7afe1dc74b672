import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Source } from "../../../src/model/source.ts";
import { hashicorpParser } from "../../../src/syntax/hcl/judge.ts";
import type { HashicorpParser } from "../../../src/syntax/hcl/judge.ts";
import { parseHcl } from "../../../src/syntax/hcl/parse.ts";
import { brokenPrograms, programs } from "./programs.ts";
import { canonical, render } from "./rendering.ts";

/** More programs than the usual ones, from a seed of their own: IMDSLINT_RUNS=100000. */
const runs = process.env["IMDSLINT_RUNS"];
const settings = runs === undefined ? { numRuns: 1200, seed: 20 } : { numRuns: Number(runs) };
const corpus = process.env["IMDSLINT_CORPUS"];

let theirs: HashicorpParser;
beforeAll(async () => {
  theirs = await hashicorpParser();
});

/** How our parser and HashiCorp's differ on a text: undefined when they agree. */
async function difference(source: Source): Promise<string | undefined> {
  const ours = parseHcl(source);
  const diagnostics = await theirs.judge(source);
  const accepted = ours.faults.length === 0;
  if (accepted !== (diagnostics === undefined)) {
    return accepted ? `only HashiCorp's refuses: ${diagnostics?.[0]?.message ?? "(no message)"}` : `only ours refuses: ${ours.faults[0]?.message ?? ""}`;
  }
  if (!accepted) return undefined;
  const expected = canonical(await theirs.toJson(source));
  const rendered = canonical(render(source, ours));
  return expected === rendered ? undefined : `${rendered} instead of ${expected}`;
}

function terraformFiles(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".tf"))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

async function differences(sources: readonly Source[]): Promise<string[]> {
  const all: string[] = [];
  for (const source of sources) {
    const found = await difference(source);
    if (found !== undefined) all.push(`${source.path}: ${found}`);
  }
  return all;
}

describe("our parser against HashiCorp's", () => {
  it("agrees on every fixture", async () => {
    const sources = terraformFiles("fixtures");
    expect(sources.length).toBeGreaterThan(15);
    expect(await differences(sources)).toEqual([]);
  });

  it("reads the valid fixtures of the language, and refuses the invalid ones", () => {
    for (const source of terraformFiles("fixtures/parsers/hcl")) {
      expect([source.path, parseHcl(source).faults.length > 0]).toEqual([source.path, source.path.includes("invalid-")]);
    }
  });

  it("agrees on generated programs", { timeout: 3_600_000 }, async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(programs, async (text) => {
        const source = { path: "generated.tf", text };
        if (parseHcl(source).faults.length === 0) accepted++;
        expect(await difference(source)).toBeUndefined();
      }),
      settings,
    );
    expect(accepted).toBeGreaterThan(settings.numRuns / 4);
  });

  it("agrees on broken programs", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(brokenPrograms, async (text) => {
        expect(await difference({ path: "broken.tf", text })).toBeUndefined();
      }),
      settings,
    );
  });

  // Opt-in, because no modules of others are kept here.
  it.skipIf(corpus === undefined)("agrees on all modules of a folder (needs IMDSLINT_CORPUS=<folder with .tf files>)", { timeout: 3_600_000 }, async () => {
    const sources = terraformFiles(corpus ?? "").filter((source) => source.text.length <= 1_000_000);
    const found = await differences(sources);
    console.log(`${sources.length} files of ${corpus ?? ""} compared with HashiCorp's parser, ${found.length} differ`);
    expect(sources.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});
