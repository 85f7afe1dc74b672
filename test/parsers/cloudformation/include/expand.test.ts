import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import expand from "cfn-include";
import { describe, expect, test } from "vitest";
import { expandTemplate } from "../../../../src/parsers/cloudformation/include/expand.ts";
import { NamedFiles } from "../../../../src/parsers/cloudformation/include/named.ts";
import { readDocuments } from "../../../../src/parsers/cloudformation/recognise.ts";
import { diskTree } from "../../../../src/scan/files.ts";
import { namedFiles } from "../../../../src/scan/named-files.ts";
import type { DataNode } from "../../../../src/syntax/data.ts";
import { faults, folders, parsed, report } from "./support.ts";

const folder = fileURLToPath(new URL("../../../../fixtures/cfn-include/", import.meta.url));
const fixtures = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.includes("."))
    .map((path) => [path, readFileSync(`${folder}${path}`, "utf8")]),
);

function plain(node: DataNode): unknown {
  if (node.kind === "scalar") return node.value;
  return node.kind === "list" ? node.items.map(plain) : Object.fromEntries(Array.from(node.entries.values(), ({ key, value }) => [key, plain(value)]));
}

/** What we make of a template. */
async function ours(root: string, path: string, text: string): Promise<unknown> {
  const source = { path, text };
  const [document] = await readDocuments(source, () => true);
  if (document?.root?.kind !== "map") throw new Error(`${path} is no map`);
  const { root: expanded, problems } = await expandTemplate(source, document.root, new NamedFiles(namedFiles(diskTree(root))));
  expect(problems).toEqual([]);
  return plain(expanded);
}

/** What cfn-include makes of it, outside its box. */
async function theirs(root: string, path: string): Promise<unknown> {
  return JSON.parse(JSON.stringify(await expand({ url: `file://${root}/${path}`, template: undefined }))) as unknown;
}

describe("the hidden keys change nothing", () => {
  test.each(["main.yml", "root.json"])("in %s", async (path) => {
    expect(await ours(folder, path, fixtures[path] ?? "")).toEqual(await theirs(folder, path));
  });

  test.each([
    ["a placeholder that is a whole map", "Fn::Map: [[{ a: 1 }, { b: [2] }], V, { inner: V, 'key${V}': 'text ${V}' }]"],
    ["placeholders in placeholders", "Fn::Map: [[a, b], X, { 'Fn::Map': [['${X}1', '${X}2'], Y, { X: Y, '${X}': ['${Y}'] }] }]"],
    ["keys that become equal", "Fn::Map: [[a], X, { X: 1, a: 2, 'n${X}': 3, na: 4 }]"],
    ["a list of lists", "Fn::Map: [[[1, 2], [3]], [V, I, N], [V, I, N, '${I}/${N}']]"],
    ["nothing to map", "Fn::Map: [[], V, { V: 1 }]"],
    ["merged lists", "Fn::Merge: [{ a: [1, 2, { b: 1 }] }, { a: [3] }, { a: [4, 5, { c: 2 }] }]"],
    ["lists put together", "Fn::DeepMerge: [{ a: [1, { b: 1 }] }, { a: [2] }]"],
    ["a merge into what is there", "{ a: { x: 1 }, 'Fn::Merge': [{ a: { y: 2 }, b: 3 }, { b: null }] }"],
    ["keys of objects", "Fn::Merge: [{ constructor: 1, toString: 2 }, { hasOwnProperty: 3 }]"],
    ["functions beside others", "{ 'Fn::Flatten': [[1], [[2]]], 'Fn::Length': [1] }"],
    ["an included list", "Fn::Map: [!Include list.yml, V, { V: V }]"],
    ["an include with siblings", "{ a: 1, 'Fn::Include': map.yml, b: { c: 2 } }"],
    ["an include by placeholder", "Fn::Map: [[map, list], F, { 'Fn::Include': '${F}.yml' }]"],
    ["a query by expression", "!Include { location: map.yml, query: 'b.* | sort(@)' }"],
    ["the keys of a file", "!Include { location: map.yml, query: 'keys(@)' }"],
    ["a query that makes maps", "!Include { location: map.yml, query: '{ x: b, y: [a, b.c] }' }"],
    ["a query by function", "!Include { location: map.yml, query: { 'Fn::Include': { type: string, location: query.txt } } }"],
    ["stringified includes", "!Stringify { a: !Include map.yml }"],
  ])("in %s", async (_, template) => {
    const text = `Resources:\n  ${template}\n`;
    const { root } = folders({ "main.yml": text, "list.yml": "- 1\n- { a: b }\n", "map.yml": "a: 1\nb: { c: 5, d: 7 }\nm: !Map [[1, 2], { v: _ }]\n", "query.txt": "b.c" });
    expect(await ours(root, "main.yml", text)).toEqual(await theirs(root, "main.yml"));
  });
});

describe("places", () => {
  test("of every finding in the fixture", async () => {
    expect(faults(await report(fixtures, "main.yml", "root.json"))).toEqual([
      "hop-limit Base base.json:6:97",
      "tokens-required Queried data.json:6:51",
      "tokens-required Text main.yml:25:7",
      "tokens-required NodeA main.yml:43:48",
      "tokens-required Options parts/options.yml:1:13",
      "hop-limit Options parts/options.yml:2:26",
      "endpoint-enabled Web parts/web.yml:5:19",
      "tokens-required Own root.json:4:112",
    ]);
  });

  test("show the includes that lead there", async () => {
    const { resources } = await parsed(fixtures);
    const calls = resources.find(({ address }) => address === "Web")?.calls?.map(({ at, note }) => `${at.source.path}:${at.source.text.slice(at.span.start, at.span.end)} ${note}`);
    expect(calls).toEqual(["main.yml:!Include parts/web.yml includes parts/web.yml", "parts/web.yml:Fn::Include: options.yml includes parts/options.yml"]);
  });

  test("of missing blocks are the keys of the resources", async () => {
    const main = "Resources:\n  A: !Include a.txt\n  Fn::Include: b.txt\n";
    expect(faults(await report({ "main.yml": main, "a.txt": "Type: AWS::EC2::Instance\n", "b.txt": "B: { Type: AWS::EC2::Instance }\n" }))).toEqual(["tokens-required B b.txt:1:1", "tokens-required A main.yml:2:3"]);
  });
});

describe("recognition", () => {
  test.each([
    ["a template that is put together", { "main.yml": "Fn::Merge:\n  - !Include a.txt\n", "a.txt": "Resources: { A: { Type: AWS::EC2::Instance } }" }, true],
    ["resources that are included", { "main.yml": "Resources: !Include a.txt\n", "a.txt": "A: { Type: AWS::EC2::Instance }" }, true],
    ["a resource that is included", { "main.yml": "Resources:\n  A: !Include a.json\n", "a.json": '{"Type": "AWS::EC2::Instance"}' }, true],
    ["a part of a template", { "main.yml": "Fn::Merge:\n  - !Include a.txt\n", "a.txt": "MetadataOptions: {}" }, false],
    ["a part with resources deeper", { "main.yml": "Type: AWS::EC2::Instance\nProperties: !Include a.txt\n", "a.txt": "MetadataOptions: {}" }, false],
    ["another format with such a tag", { "main.yml": "homeassistant:\n  packages: !Include x.yaml\n" }, false],
  ] as const)("%s", async (_, files, recognised) => {
    expect(await parsed(files)).toMatchObject({ recognised, problems: [] });
  });

  test("a template of which nothing is known is a problem", async () => {
    expect(await parsed({ "main.yml": "Fn::Merge:\n  - !Include s3://bucket/base.yml\n" })).toMatchObject({ recognised: true, problems: [{ kind: "outside" }] });
  });

  test("resources that come from AWS are a problem, values are not", async () => {
    const api = "!Include { type: api, service: EC2, action: describeRegions }";
    expect((await parsed({ "main.yml": `Resources: ${api}\n` })).problems).toMatchObject([{ message: expect.stringContaining("It is not known which resources there are") as string }]);
    expect((await parsed({ "main.yml": `Mappings: ${api}\nResources: { A: { Type: AWS::EC2::Instance } }\n` })).problems).toEqual([]);
  });
});
