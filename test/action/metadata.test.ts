import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { inputDefaults } from "../../src/action/inputs.ts";
import { outputNames } from "../../src/action/run.ts";

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: unknown; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const metadata = parse(readFileSync("action.yml", "utf8")) as Metadata;
const readme = readFileSync("README.md", "utf8");

describe("action.yml", () => {
  test("declares the inputs that are read, with the defaults that are used", () => {
    const declared = Object.fromEntries(Object.entries(metadata.inputs).map(([name, input]) => [name, input.default]));
    expect(declared).toEqual(inputDefaults);
  });

  test("declares the outputs that are set", () => {
    expect(Object.keys(metadata.outputs)).toEqual([...outputNames]);
  });

  test("runs the committed bundle on a runtime that runners have", () => {
    expect(metadata.runs).toEqual({ using: "node24", main: "dist/action.js" });
  });

  test.each([...Object.entries(metadata.inputs), ...Object.entries(metadata.outputs)])("%s says what it is", (_name, { description }) => {
    expect(description).toMatch(/^[A-Z].{10,}\.$/);
  });

  test("fits the marketplace's limits", () => {
    expect(metadata.name).toBe("imdslint");
    expect(metadata.description.length).toBeLessThanOrEqual(125);
  });

  test("README.md documents the same inputs and defaults", () => {
    const rows = [...readme.matchAll(/^\| `(?<name>[a-z-]+)` \| (?:`(?<default>[^`]*)`)? ?\| /gm)];
    const documented = Object.fromEntries(rows.map(({ groups }) => [groups?.["name"] ?? "", groups?.["default"] ?? ""]));
    expect(documented).toEqual(inputDefaults);
  });
});
