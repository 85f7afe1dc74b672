import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { renderJson } from "../../src/report/json.ts";
import { at, finding, note, problem, report, resource } from "../support/report-builder.ts";
import { anyReport } from "./arbitrary.ts";

const schema = JSON.parse(readFileSync(new URL("../../schema/report.v1.schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

function faults(json: string): readonly string[] {
  validate(JSON.parse(json));
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
}

const full = report({
  findings: [finding({ location: at("main.tf", 3, 5), trail: [note(at("variables.tf", 1, 1), "default of var.tokens")], when: [{ condition: "var.prod", holds: true }] })],
  problems: [problem()],
  resources: [resource({ scenarios: [{ when: [], settings: { httpTokens: { state: "unknown", why: "var.tokens has no default", oneOf: ["required", "optional"], trail: [] } } }] })],
});

test("a report with everything in it fits the schema", () => {
  expect(faults(renderJson(full))).toEqual([]);
});

test("every report fits the schema", () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      expect(faults(renderJson(any))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("reading the JSON gives the report back", () => {
  expect(JSON.parse(renderJson(full))).toEqual(full);
});

test("keys stand in the same order whatever order the report has them in", () => {
  function reversed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
  }
  expect(renderJson(reversed(full) as typeof full)).toBe(renderJson(full));
});

test("it is indented by two spaces and ends with one newline", () => {
  const json = renderJson(full);
  expect(json.startsWith('{\n  "schema": "imdslint/report/v1",\n  "tool": {\n    "name": "imdslint",\n')).toBe(true);
  expect(json).toMatch(/[^\n]\n$/);
});

test("a number that JSON does not have becomes its word", () => {
  const odd = report({ resources: [resource({ scenarios: [{ when: [], settings: { httpPutResponseHopLimit: { state: "known", value: Infinity, layer: "launch", trail: [] } } }] })] });
  expect(faults(renderJson(odd))).toEqual([]);
  expect(renderJson(odd)).toContain('"value": "Infinity"');
});

const broken: readonly (readonly [string, string, string])[] = [
  ["an unknown key", '"tool": {', '"extra": 1, "tool": {'],
  ["another version", "imdslint/report/v1", "imdslint/report/v2"],
  ["a missing part", '"problems": [', '"problemz": ['],
  ["a severity that does not exist", '"severity": "high"', '"severity": "extreme"'],
  ["a line 0", '"line": 3', '"line": 0'],
  ["a known setting without a value", '"state": "unknown"', '"state": "known"'],
  ["a setting that does not exist", '"httpTokens"', '"httpToken"'],
  ["an unknown layer", '"why":', '"layer": "nobody", "why":'],
];

test.each(broken)("the schema refuses %s", (_, before, after) => {
  const json = renderJson(full);
  expect(json).toContain(before);
  expect(faults(json.replace(before, after))).not.toEqual([]);
});

interface Node {
  readonly description?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
}

test("every field of the schema is described, itself or by what it refers to", () => {
  const { $defs } = schema as { readonly $defs: Readonly<Record<string, Node>> };
  const missing: string[] = [];
  function walk(name: string, node: Node): void {
    for (const [key, field] of Object.entries(node.properties ?? {})) {
      const described = field.description ?? $defs[(field.$ref ?? "").replace("#/$defs/", "")]?.description;
      if (described === undefined) missing.push(`${name}.${key}`);
      walk(`${name}.${key}`, field);
    }
    if (node.items !== undefined) walk(`${name}[]`, node.items);
  }
  walk("report", schema);
  for (const [name, node] of Object.entries($defs)) walk(name, node);
  expect(missing).toEqual([]);
});
