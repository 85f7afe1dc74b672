import fc from "fast-check";
import { createScanner } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import type { DataNode } from "../../../src/syntax/data.ts";
import { parsePlain, readJson } from "../../../src/syntax/json/read.ts";
import { Tokens } from "../../../src/syntax/json/tokens.ts";
import { buildTree } from "../../../src/syntax/json/tree.ts";
import { eachNode, plain, pointTo } from "../support.ts";

async function read(text: string) {
  return readJson({ path: "x.json", text });
}

describe("readJson", () => {
  it("gives every value and key its exact span", async () => {
    const text = '\ufeff{ "a" : [1, -2.5e3, true],\r\n\t"b\\n": {"c": null, "d": "x\\u0041"} }';
    const { root, faults } = await read(text);
    expect(faults).toEqual([]);
    const seen: string[] = [];
    eachNode(root, (node, key) => seen.push(`${key === undefined ? "" : `${text.slice(key.start, key.end)}: `}${text.slice(node.span.start, node.span.end)}`));
    expect(seen).toEqual([
      text.slice(1),
      '"a": [1, -2.5e3, true]',
      "1",
      "-2.5e3",
      "true",
      '"b\\n": {"c": null, "d": "x\\u0041"}',
      '"c": null',
      '"d": "x\\u0041"',
    ]);
    expect(plain(root)).toEqual({ a: [1, -2500, true], "b\n": { c: null, d: "xA" } });
  });

  it.each([
    ['{"a": 1 "b": 2}', "Expected ',' or '}', but found '\"b\"'.", '"b"'],
    ["[1 2]", "Expected ',' or ']', but found '2'.", "2"],
    ['{"a" 1}', "Expected ':' after the key, but found '1'.", "1"],
    ['{"a": }', "Expected a value, but found '}'.", "}"],
    ["{a: 1}", "Expected a quoted key or '}', but found 'a'.", "a"],
    ["{1: 1}", "Expected a quoted key or '}', but found '1'.", "1"],
    ['{"a": NaN}', "Expected a value, but found 'NaN'.", "NaN"],
    ["{'a': 1}", "Expected a quoted key or '}', but found '''.", "'"],
    ["[01]", "Expected ',' or ']', but found '1'.", "1"],
    ["[1.]", "This number ends too early.", "1."],
    ["[1e+]", "This number ends too early.", "1e+"],
    ["[-]", "Expected a value or ']', but found '-'.", "-"],
    ["[.5]", "Expected a value or ']', but found '.5'.", ".5"],
    ["[nullé]", "Expected a value or ']', but found 'nullé'.", "nullé"],
    ["[null\u00a0]", "Expected ',' or ']', but found '\u00a0'.", "\u00a0"],
    ["\ufeff\ufeff{}", "Expected a value, but found '\ufeff'.", "\ufeff"],
    ["[/]", "Expected a value or ']', but found '/'.", "/"],
    ["[,]", "Expected a value or ']', but found ','.", ","],
    ["[1,,2]", "Expected a value, but found ','.", ","],
    ['{"a": [}', "Expected a value or ']', but found '}'.", "}"],
    ["{} {}", "Expected nothing after the first value, but found '{'.", "{"],
    ['{"a": "b', "This string is not closed.", '"b'],
    ['{"a": "b\n"}', "This string is not closed on its line.", '"b'],
    ['"a\tb"', "A string holds a control character that must be escaped.", '"a'],
    ['"\\u12"', "A string holds a backslash sequence that JSON does not have.", '"\\u12"'],
    ['"\\x"', "A string holds a backslash sequence that JSON does not have.", '"\\x"'],
    ['[1,\n{"a":', "The text ends before the object that begins on line 2 is closed.", ""],
    ["", "The text holds no JSON value.", ""],
  ])("says what is wrong with %s", async (text, message, at) => {
    const { root, faults } = await read(text);
    expect(root).toBeUndefined();
    expect(faults.map((fault) => [fault.message, text.slice(fault.span.start, fault.span.end)])).toEqual([[message, at]]);
  });

  it("keeps the tree where the meaning is plain: comments, a trailing comma, a key written twice", async () => {
    const text = '{ // note\n "a": 1, "a": 2, /* more */ "b": [3,], }';
    const { root, faults } = await read(text);
    expect(plain(root)).toEqual({ a: 2, b: [3] });
    expect(faults.map((fault) => [fault.message, text.slice(fault.span.start, fault.span.end)])).toEqual([
      ["JSON has no comments.", "// note"],
      ['The key "a" is written twice in one object; the last one counts.', '"a"'],
      ["JSON has no comma after the last value.", ","],
    ]);
  });

  it.each(["[1] /*", "[1] /* open", "[1] //", "/**/[1]"])("sees one comment in %s, closed or not", async (text) => {
    const { root, faults } = await read(text);
    expect(plain(root)).toEqual([1]);
    expect(faults.map((fault) => [fault.message, pointTo(text, fault.span)])).toEqual([["JSON has no comments.", text.replace("[1]", "").trim()]]);
  });

  it("takes the native parser's word for it that a text is no JSON", () => {
    const source = { path: "x.json", text: '{"a": [1]}' };
    const refusal = { message: "This is not JSON: no.", span: { start: 1, end: 2 } };
    expect(buildTree(source, new Tokens(source.text, createScanner(source.text)), refusal)).toEqual({ root: undefined, faults: [refusal] });
  });

  it("passes over millions of blanks in little memory", async () => {
    const before = process.memoryUsage().heapUsed;
    const { faults } = await read(`[${" \t".repeat(4_000_000)}1]`);
    expect(faults).toEqual([]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  it("keeps keys that have a meaning in JavaScript as plain keys", async () => {
    const { root } = await read('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(root?.kind === "map" ? [...root.entries.keys()] : []).toEqual(["__proto__", "constructor"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("refuses nesting beyond 500 levels as a limit, without overflowing the stack", async () => {
    for (const text of ["[".repeat(10_000) + "]".repeat(10_000), '{"a":'.repeat(100_000)]) {
      const { root, faults } = await read(text);
      expect(root).toBeUndefined();
      expect(faults).toMatchObject([{ message: "The values are nested more than 500 levels deep.", limit: true }]);
    }
    expect((await read("[".repeat(500) + "]".repeat(500))).faults).toEqual([]);
  });

  it("agrees with JSON.parse on what is JSON and what it means", async () => {
    const mutated = fc.tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.constantFrom("", ",", "]", "}", '"', "\\", "0", "-", ".", "e", "/", "\n", "\u0000", " ")).map(([text, at, insert]) => {
      const position = at % (text.length + 1);
      return at % 2 === 0 ? text.slice(0, position) + insert + text.slice(position) : text.slice(0, position) + insert + text.slice(position + 1);
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json({ maxDepth: 4 }), mutated), async (text) => {
        const { root, faults } = await read(text);
        const native = await parsePlain({ path: "x.json", text });
        if ("fault" in native) expect(faults.length).toBeGreaterThan(0);
        else {
          expect(faults.filter((fault) => !fault.message.includes("written twice"))).toEqual([]);
          expect(JSON.stringify(plain(root))).toBe(JSON.stringify(native.value));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("points into the text at the value's own characters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (text) => {
        const { root } = await read(text);
        eachNode(root, (node: DataNode) => {
          expect(JSON.stringify(JSON.parse(pointTo(text, node.span)))).toBe(JSON.stringify(plain(node)));
        });
      }),
    );
  });
});

describe("parsePlain", () => {
  it("gives the value, with or without a byte order mark", async () => {
    expect(await parsePlain({ path: "x", text: '\ufeff{"a": 1}' })).toEqual({ value: { a: 1 } });
  });

  it("gives the same fault as the positioned reader", async () => {
    const source = { path: "x", text: '{"a": 1,}' };
    expect(await parsePlain(source)).toEqual({ fault: (await readJson(source)).faults[0] });
  });
});
