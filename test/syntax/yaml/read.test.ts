import fc from "fast-check";
import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import type { DataDocument } from "../../../src/syntax/data.ts";
import { readYaml } from "../../../src/syntax/yaml/read.ts";
import { eachNode, plain, pointTo } from "../support.ts";

function read(text: string): Promise<readonly DataDocument[]> {
  return Promise.resolve(readYaml({ path: "x.yaml", text }));
}

async function only(text: string) {
  const documents = await read(text);
  expect(documents).toHaveLength(1);
  return documents[0] ?? { root: undefined, faults: [] };
}

async function value(text: string): Promise<unknown> {
  const { root, faults } = await only(text);
  expect(faults).toEqual([]);
  return plain(root);
}

async function faultsOf(text: string) {
  const documents = await read(text);
  return documents.flatMap(({ root, faults }) => faults.map((fault) => [fault.message, pointTo(text, fault.span), root === undefined ? "no tree" : "tree"]));
}

describe("readYaml: spans", () => {
  it("covers keys and values exactly, quotes included, trailing space and comments excluded", async () => {
    const text = "\ufeffa:   x y  # note\r\n'b c': \"d\\n\"\r\nlist:\r\n  - one # note\r\n  - {k: v, q: [1, 2] }\r\n\r\ntext: |\r\n  two\r\n  lines\r\n\r\nempty:\r\nlast: z\r\n";
    const { root } = await only(text);
    const seen: string[] = [];
    eachNode(root, (node, key) => seen.push(`${key === undefined ? "" : `${pointTo(text, key)} -> `}${node.kind === "scalar" || node.kind === "list" ? pointTo(text, node.span) : node.kind}`));
    expect(seen).toEqual([
      "map",
      "a -> x y",
      "'b c' -> \"d\\n\"",
      "list -> - one # note\r\n  - {k: v, q: [1, 2] }",
      "one",
      "map",
      "k -> v",
      "q -> [1, 2]",
      "1",
      "2",
      "text -> |\r\n  two\r\n  lines",
      "empty -> ",
      "last -> z",
    ]);
  });

  it("ends a block map where its last value ends", async () => {
    const text = "a:\n  b: 1\n  c: {d: 2}  # note\n\n# more\ne: 3\n";
    const { root } = await only(text);
    const spans: string[] = [];
    eachNode(root, (node) => {
      if (node.kind === "map") spans.push(pointTo(text, node.span));
    });
    expect(spans).toEqual([text.trimEnd(), "b: 1\n  c: {d: 2}", "{d: 2}"]);
  });

  it("gives a short form the span from its tag to the end of its value, and its key the tag", async () => {
    const text = "a: !Sub  'x ${Y}'\nb: !Join [',', [!Ref C]]\n";
    const { root } = await only(text);
    const seen: string[] = [];
    eachNode(root, (node, key) => {
      if (node.kind === "map" && key !== undefined) seen.push(pointTo(text, node.span));
      if (key !== undefined && pointTo(text, key).startsWith("!")) seen.push(pointTo(text, key));
    });
    expect(seen).toEqual(["!Sub  'x ${Y}'", "!Sub", "!Join [',', [!Ref C]]", "!Join", "!Ref"]);
  });

  it("splits the span of Fn::GetAtt at the dot", async () => {
    const text = "v: !GetAtt Template.LatestVersionNumber";
    const { root } = await only(text);
    const parts: string[] = [];
    eachNode(root, (node) => {
      if (node.kind === "scalar") parts.push(pointTo(text, node.span));
    });
    expect(parts).toEqual(["Template", "LatestVersionNumber"]);
  });
});

describe("readYaml: short forms", () => {
  it.each([
    ["!Ref X", { Ref: "X" }],
    ["!Condition X", { Condition: "X" }],
    ["!Sub x", { "Fn::Sub": "x" }],
    ["!Sub [x, {a: !Ref b}]", { "Fn::Sub": ["x", { a: { Ref: "b" } }] }],
    ["!GetAtt A.b", { "Fn::GetAtt": ["A", "b"] }],
    ["!GetAtt A.Outputs.b", { "Fn::GetAtt": ["A", "Outputs.b"] }],
    ["!GetAtt 'A.b'", { "Fn::GetAtt": ["A", "b"] }],
    ["!GetAtt [A, b]", { "Fn::GetAtt": ["A", "b"] }],
    ["!GetAtt A", { "Fn::GetAtt": ["A"] }],
    ["!Join [',', [a, b]]", { "Fn::Join": [",", ["a", "b"]] }],
    ["!Select [0, !Split [',', x]]", { "Fn::Select": [0, { "Fn::Split": [",", "x"] }] }],
    ["!FindInMap [A, !Ref B, c]", { "Fn::FindInMap": ["A", { Ref: "B" }, "c"] }],
    ["!If [A, b, !Ref AWS::NoValue]", { "Fn::If": ["A", "b", { Ref: "AWS::NoValue" }] }],
    ["!And [!Condition A, !Not [!Equals [a, b]], !Or [!Condition C, !Condition D]]", {
      "Fn::And": [{ Condition: "A" }, { "Fn::Not": [{ "Fn::Equals": ["a", "b"] }] }, { "Fn::Or": [{ Condition: "C" }, { Condition: "D" }] }],
    }],
    ["!Base64 x", { "Fn::Base64": "x" }],
    ["!Cidr [10.0.0.0/16, 4, 8]", { "Fn::Cidr": ["10.0.0.0/16", 4, 8] }],
    ["!GetAZs ''", { "Fn::GetAZs": "" }],
    ["!ImportValue x", { "Fn::ImportValue": "x" }],
    ["!Transform {Name: AWS::Include}", { "Fn::Transform": { Name: "AWS::Include" } }],
    ["!ToJsonString {a: 1}", { "Fn::ToJsonString": { a: 1 } }],
    ["!Length [a]", { "Fn::Length": ["a"] }],
    ["!Ref Yes", { Ref: "Yes" }],
    ["!Sub 010", { "Fn::Sub": "010" }],
    ["!GetAZs", { "Fn::GetAZs": "" }],
    ["!Unheard-of {a: 1}", { "Fn::Unheard-of": { a: 1 } }],
    ["!Unheard-of x", { "Fn::Unheard-of": "x" }],
    ["!Rain::Module x", { "Rain::Module": "x" }],
    ["!!str x", "x"],
    ["! x", "x"],
    ["!<!Ref> X", { Ref: "X" }],
  ])("%s", async (written, long) => {
    expect(await value(`v: ${written}`)).toEqual({ v: long });
  });
});

describe("readYaml: scalars as YAML 1.1", () => {
  it.each<[string, unknown]>([
    ["yes", true], ["Yes", true], ["no", false], ["on", true], ["OFF", false], ["true", true], ["False", false],
    ["y", "y"], ["N", "N"], ["tRue", "tRue"], ["enabled", "enabled"], ["required", "required"],
    ["'yes'", "yes"], ["\"2\"", "2"], ["!!str 2", "2"], ["!!int '2'", 2], ["!!bool 'no'", false],
    ["~", null], ["null", null], ["", null], ["none", "none"],
    ["1", 1], ["-12", -12], ["010", 8], ["0x1F", 31], ["0b101", 5], ["1_000", 1000], ["08", "08"], ["0o17", "0o17"],
    ["1.5", 1.5], [".5", 0.5], ["1.5e+3", 1500], ["1e3", "1e3"], ["1.2.3", "1.2.3"], [".", "."], ["1:30", "1:30"],
    ["012345678901", "012345678901"], ["123456789012", 123456789012], ["12345678901234567890", "12345678901234567890"],
    ["2012-10-17", "2012-10-17"], ["2012-10-17T10:00:00Z", "2012-10-17T10:00:00Z"], ["10.0.0.0/16", "10.0.0.0/16"],
  ])("%s", async (written, meaning) => {
    expect(await value(`v: ${written}`)).toEqual({ v: meaning });
  });

  it("keeps keys as they are written", async () => {
    expect(await value("On: 1\nyes: 2\n010: 3\n2012-10-17: 4\n'quoted': 5\n~: 6")).toEqual({ On: 1, yes: 2, "010": 3, "2012-10-17": 4, quoted: 5, "~": 6 });
  });
});

describe("readYaml: aliases and merge keys", () => {
  it("resolves them, own keys over merged ones, earlier sources over later ones", async () => {
    const text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nalias: *a\none: {<<: *a, y: 5}\ntwo:\n  <<: [*a, *b]\nquoted: {'<<': 1}";
    expect(await value(text)).toMatchObject({ alias: { x: 1, y: 2 }, one: { x: 1, y: 5 }, two: { x: 1, y: 2, z: 4 }, quoted: { "<<": 1 } });
  });

  it("takes the last anchor before the alias, also one on a short form or a key", async () => {
    expect(await value("a: &x 1\nb: *x\nc: &x !Ref Y\nd: *x\n&k e: 2\nf: *k")).toEqual({ a: 1, b: 1, c: { Ref: "Y" }, d: { Ref: "Y" }, e: 2, f: "e" });
  });

  it.each([
    ["a: *x", "The alias *x has no anchor before it.", "*x"],
    ["a: &a [*a]", "The alias *a has no anchor before it.", "*a"],
  ])("refuses %s", async (text, message, at) => {
    expect(await faultsOf(text)).toEqual([[message, at, "no tree"]]);
  });

  it("reports a merge key without a map", async () => {
    expect(await faultsOf("a: {<<: 1, b: 2}")).toEqual([["The merge key << needs a map or a list of maps.", "<<", "tree"]]);
  });

  it.each([
    ["tenfold aliases", `a: &a [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 30 }, (_, level) => `b${level}: &b${level} [${Array.from({ length: 10 }, () => (level === 0 ? "*a" : `*b${level - 1}`)).join(",")}]`).join("\n")}`],
    ["merges of merges", `a: &a\n${Array.from({ length: 2000 }, (_, key) => `  k${key}: 1`).join("\n")}\n${Array.from({ length: 2000 }, (_, key) => `b${key}: {<<: *a}`).join("\n")}`],
    ["a chain deeper than the limit", `a0: &a0 [x]\n${Array.from({ length: 5000 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]`).join("\n")}`],
  ])("stops at a bomb of %s with one fault", async (_, text) => {
    const started = performance.now();
    const { root, faults } = await only(text);
    expect(root).toBeUndefined();
    expect(faults).toMatchObject([{ limit: true }]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("lets honest reuse through", async () => {
    const { faults } = await only(`a: &a {x: [1, 2, 3]}\n${Array.from({ length: 5000 }, (_, key) => `b${key}: *a`).join("\n")}`);
    expect(faults).toEqual([]);
  });
});

describe("readYaml: documents and faults", () => {
  it("reads every document; a broken one costs only itself", async () => {
    const documents = await read("a: 1\n---\nb: [1\n---\nc: 3\n...\n");
    expect(documents.map(({ root, faults }) => [plain(root), faults.length])).toEqual([[{ a: 1 }, 0], [undefined, 1], [{ c: 3 }, 0]]);
  });

  it("has no documents in an empty text", async () => {
    expect(await read("")).toEqual([]);
    expect(await read("# only a comment\n")).toEqual([]);
  });

  it.each([
    ["a:\n\t- b", "Tabs are not allowed as indentation.", "\t", "no tree"],
    ["a: b: c", "A second ': ' on one line: a value with a colon and a space must be quoted.", "b", "no tree"],
    ['a: "b', "A quoted text is not closed.", '"', "no tree"],
    ["a: 1\n  b: 2", "A second ': ' on one line: a value with a colon and a space must be quoted.", "1", "no tree"],
    ["a:\n  b: 1\n c: 2", "This does not fit the lines above: look at the indentation.", " ", "no tree"],
    ["a: 1\nb", "This line has no ': ' that makes it a key with a value.", "b", "no tree"],
    ["a: 1\na: 2", 'The key "a" is written twice in one map; the last one counts.', "a", "tree"],
    ["[x]: 1\nb: 2", "A key must be a single value, not a map or list; its entry is ignored.", "[x]", "tree"],
    ["v: {{ name }}", "A key must be a single value, not a map or list; its entry is ignored. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders.", "{ name }", "tree"],
    ["v: {{ name }}-x", "Nothing can follow on this line: the value before is complete. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders.", "-x", "no tree"],
    ["{% if a %}\nb: 1\n{% endif %}", "Plain value cannot start with directive indicator character %. This looks like a template for another tool (Jinja, Helm, ERB): scan what that tool renders.", "%", "no tree"],
  ])("%j", async (text, message, at, tree) => {
    expect(await faultsOf(text)).toEqual([[message, at, tree]]);
  });

  it("keeps the last of two alike keys", async () => {
    expect(plain((await only("a: 1\nb: 2\na: 3")).root)).toEqual({ a: 3, b: 2 });
  });

  it("does not take a dynamic reference for a template of another tool", async () => {
    expect(await faultsOf("a: '{{resolve:ssm:/x}}'\nb: [1")).toEqual([["The list that begins here is not closed with ']'.", "[", "no tree"]]);
  });

  it.each([
    ["flow lists", "[".repeat(10_000) + "]".repeat(10_000)],
    ["unclosed flow maps", "{a: ".repeat(20_000)],
    ["block lists", "- ".repeat(20_000)],
    ["explicit keys", "? ".repeat(20_000)],
    ["block maps", Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
  ])("refuses deep nesting of %s as a limit", async (_, text) => {
    const documents = await read(text);
    expect(documents.flatMap(({ root, faults }) => [root, ...faults])).toMatchObject([undefined, { message: "The values are nested more than 500 levels deep.", limit: true }]);
  });

  it.each<[string, string]>([
    ["20,000 keys", Array.from({ length: 20_000 }, (_, key) => `k${key}: v`).join("\n")],
    ["20,000 keys that are the same", "k: v\n".repeat(20_000)],
    ["20,000 anchors", Array.from({ length: 20_000 }, (_, key) => `k${key}: &a${key} {x: 1}`).join("\n")],
    ["20,000 tags", "- !Sub x\n".repeat(20_000)],
    ["20,000 documents", "---\na: 1\n".repeat(20_000)],
    ["20,000 broken documents", "---\na: 1: 2\n".repeat(20_000)],
    ["one long line in quotes", `a: "${"x y ".repeat(500_000)}"`],
    ["one long plain line", `a: ${"x y ".repeat(500_000)}`],
    ["one long list", `a: [${"x, ".repeat(100_000)}]`],
    ["quotes that never end", `a: ${'"'.repeat(200_001)}`],
    ["blank lines", `a: 1${"\n".repeat(400_000)}b: 2`],
    ["blanks", `a: 1${" ".repeat(2_000_000)}\nb: 2`],
    ["brackets on many lines", `a: ${"[\n".repeat(100_000)}`],
    ["percent signs in a tag", `a: !${"%41".repeat(500_000)} x`],
  ])("reads %s in time", async (_, text) => {
    const started = performance.now();
    await read(text);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  it("reads back what the library writes", async () => {
    const scalar = fc.oneof(fc.string(), fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.constant(null));
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("node"), { maxLength: 4 }), fc.dictionary(fc.string().filter((key) => key !== "<<" && key !== "__proto__"), tie("node"), { maxKeys: 4 })),
    })).node;
    await fc.assert(
      fc.asyncProperty(tree, async (data) => {
        const text = stringify(data, { version: "1.1", aliasDuplicateObjects: false, defaultKeyType: "QUOTE_DOUBLE", defaultStringType: "QUOTE_DOUBLE" });
        expect(await value(text)).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });
});
