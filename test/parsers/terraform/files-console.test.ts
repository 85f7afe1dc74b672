import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callsOf } from "../../../src/parsers/terraform/calls.ts";
import { functionsFor } from "../../../src/parsers/terraform/functions-for.ts";
import { collect } from "../../../src/parsers/terraform/collect.ts";
import { instantiate } from "../../../src/parsers/terraform/instances.ts";
import type { Module } from "../../../src/parsers/terraform/module.ts";
import type { Value } from "../../../src/parsers/terraform/value.ts";
import { diskTree } from "../../../src/scan/files.ts";
import { namedFiles } from "../../../src/scan/named-files.ts";
import { parseHcl } from "../../../src/syntax/hcl/parse.ts";
import { layOutTerraformFiles } from "../../support/terraform-files.ts";
import { answerOf, comparable, readOracle } from "./console.ts";

const { cases } = readOracle("terraform-files.json");
const root = realpathSync.native(mkdtempSync(join(tmpdir(), "imdslint-files-")));
layOutTerraformFiles(root);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function moduleIn(dir: string): Module {
  const names = readdirSync(`${root}/${dir}`).filter((name) => name.endsWith(".tf"));
  const sources = names.map((name) => ({ path: `${dir}/${name}`, text: readFileSync(`${root}/${dir}/${name}`, "utf8") }));
  return collect(dir, sources.map((source) => ({ source, file: parseHcl(source) })));
}

/** Evaluates expressions as the parser does: again, until no more files are asked for. */
async function evaluateAll(expressions: readonly string[]): Promise<readonly Value[]> {
  const source = { path: "live/outputs.tf", text: expressions.map((expression, at) => `o${at} = [\n${expression}\n]\n`).join("") };
  const file = parseHcl(source);
  const { body, faults } = file;
  expect(faults).toEqual([]);
  const written = readdirSync(`${root}/live`).filter((name) => name.endsWith(".tf")).map((name) => parseHcl({ path: name, text: readFileSync(`${root}/live/${name}`, "utf8") }));
  const { call, settle } = await functionsFor([file, ...written].flatMap(callsOf), { files: namedFiles(diskTree(root)), root: "live", isLibrary: false });
  let values: readonly Value[];
  do {
    const { instances } = instantiate(moduleIn("live"), (dir) => (dir === "modules/child" ? moduleIn(dir) : undefined), { isLibrary: false, isComplete: false }, call);
    values = body.attributes.map(({ value }): Value => {
      const [only] = value.kind === "tuple" ? value.items : [];
      const evaluator = instances[0]?.evaluator;
      if (only === undefined || evaluator === undefined) throw new Error("nothing to evaluate");
      return evaluator.evaluate(only, { source, bindings: new Map() });
    });
  } while (await settle());
  return values;
}

/** Where we say something else than Terraform 1.11 on purpose. */
const differences: ReadonlyMap<string, string> = new Map([
  ...["../../outside.txt", "/does/not/exist", "~/does-not-exist"].map((path) => [`file("${path}")`, "it lies outside the scan root, where nothing is looked at"] as const),
  ['fileexists("../../outside.txt")', "it lies outside the scan root, where nothing is looked at"],
  ['fileset("../..", "*.nothing")', "it lies outside the scan root, where nothing is looked at"],
  ['fileset("broken", "*")', "where a broken link leads is not told apart from what lies outside"],
  ['file("data/latin1.txt")', "what is no text is not told apart from what Terraform could read"],
  ['templatefile("data/latin1.txt", {})', "what is no text is not told apart from what Terraform could read"],
  ['file("data/nul.bin")', "binary files are not read"],
  ['fileexists("data/b.txt/x")', "below a file there is nothing; Terraform refuses to look"],
]);

describe("expressions about files are worth what terraform console says", () => {
  const values = new Map<string, Value>();

  beforeAll(async () => {
    const all = await evaluateAll(cases.map(({ expression }) => expression));
    for (const [at, value] of all.entries()) values.set(cases[at]?.expression ?? "", value);
  });

  function ours(expression: string): Value {
    const value = values.get(expression);
    if (value === undefined) throw new Error("not evaluated");
    return value;
  }

  it("has at least 150 expressions", () => {
    expect(values.size).toBeGreaterThanOrEqual(150);
  });

  it.each(cases.filter(({ expression }) => !differences.has(expression)).map((oracle) => [oracle.expression.replaceAll("%", "%%"), oracle] as const))("%s", (_, oracle) => {
    expect(comparable(answerOf(oracle.expression, ours(oracle.expression)), oracle)).toEqual(comparable(oracle, oracle));
  });

  it.each([...differences])("%s differs: %s", (expression) => {
    const oracle = cases.find((each) => each.expression === expression);
    if (oracle === undefined) throw new Error("the oracle was not asked");
    expect(comparable(answerOf(expression, ours(expression)), oracle)).not.toEqual(comparable(oracle, oracle));
  });
});
