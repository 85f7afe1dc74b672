import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenPrograms, programs } from "./programs.ts";
import { parse, spans } from "./support.ts";

const folder = "fixtures/parsers/hcl";
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".tf")).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** Checks what has to hold for every text whatever is wrong with it; returns how many faults were found. */
function examine(text: string): number {
  const { body, comments, faults } = parse(text);
  const outside: string[] = [];
  function check(span: { readonly start: number; readonly end: number }, within: { readonly start: number; readonly end: number }, what: string): void {
    if (span.start < within.start || span.end > within.end || span.start > span.end) outside.push(`${what} ${span.start}-${span.end} in ${within.start}-${within.end}`);
  }
  const whole = { start: 0, end: text.length };
  expect(body.span).toEqual(whole);
  for (const { span, within, what } of spans(body)) check(span, within, what);
  for (const comment of comments) check(comment.span, whole, "comment");
  for (const fault of faults) check(fault.span, whole, "fault");
  expect(outside).toEqual([]);
  expect(faults.map((fault) => fault.span.start)).toEqual(faults.map((fault) => fault.span.start).sort((a, b) => a - b));
  checkNames(text, body);
  return faults.length;
}

function checkNames(text: string, body: ReturnType<typeof parse>["body"]): void {
  for (const { name, nameSpan } of body.attributes) expect(text.slice(nameSpan.start, nameSpan.end)).toBe(name);
  for (const block of body.blocks) {
    expect(text.startsWith(block.type, block.span.start)).toBe(true);
    checkNames(text, block.body);
  }
}

describe("robustness", () => {
  it.each(fixtures)("reads $name cut off anywhere", ({ text }) => {
    for (let end = 0; end < text.length; end += 50) examine(text.slice(0, end));
    expect(examine(text) > 0).toBe(parse(text).faults.length > 0);
  });

  it.each(fixtures)("reads $name with any character replaced or dropped", ({ text }) => {
    const signs = ['"', "{", "}", "[", "(", "$", "\n", "\\", "~", "#", "\u0000", "\uD800", ""];
    for (let at = 0; at < text.length; at += 17) examine(text.slice(0, at) + (signs[at % signs.length] ?? "") + text.slice(at + 1));
  });

  it("keeps its spans in order for generated and broken programs", () => {
    fc.assert(fc.property(fc.oneof(programs, brokenPrograms), (text) => void examine(text)), { numRuns: 1000 });
  });

  it("reads any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void examine(text)), { numRuns: 500 });
  });
});

/** What hostile files are made of: one piece over and over. */
const repeated: readonly (readonly [what: string, before: string, piece: string, after: string])[] = [
  ["parentheses", "x = ", "(", ""],
  ["parentheses, closed", "x = (1", "+(1", ")".repeat(10_000)],
  ["brackets", "x = ", "[", ""],
  ["brackets closed by nobody's opening", `x = ${"(".repeat(10_000)}`, "]\n", ""],
  ["objects", "x = ", "{a=", ""],
  ["blocks", "", "a {\n", ""],
  ["blocks on one line", "", "a{", ""],
  ["closing braces", "", "}\n", ""],
  ["strings in strings", "x = ", '"${', ""],
  ["directives", 'x = "', "%{ if a }", '"'],
  ["heredocs in heredocs", "", "x = <<E\n${\n", ""],
  ["heredocs without end", "", "a {\nx = <<E\n", ""],
  ["minus signs", "x = ", "-", "1"],
  ["conditionals", "x = ", "a ? b : ", "c"],
  ["operands", "x = a", " + a", ""],
  ["operators of every level", "x = ", "a||a&&a==a<a+a*(", ""],
  ["attributes of attributes", "x = a", ".a", ""],
  ["indices", "x = a", "[0]", ""],
  ["splats", "x = a", "[*]", ""],
  ["calls", "x = ", "f(", ""],
  ["quotes", "", 'a = "\n', ""],
  ["comments", "", "/*", ""],
  ["broken attributes", "", "a = [1\n", ""],
  ["interpolations on one line", "x = <<E\n", "${a}", "\nE\n"],
  ["one attribute", "", "a = 1\n", ""],
  ["signs that are none", "x = ", "& ", ""],
];

describe("hostile texts", () => {
  it.each(repeated)("10,000 times %s: read in no time, and the tree is not too deep to walk", (_, before, piece, after) => {
    const started = performance.now();
    examine(before + piece.repeat(10_000) + after);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each(repeated)("%s: ten times the text takes about ten times as long", (_, before, piece, after) => {
    const short = before + piece.repeat(4_000) + after;
    const long = before + piece.repeat(40_000) + after;
    parse(short);
    const once = duration(() => parse(short));
    const ten = duration(() => parse(long));
    // Quadratic time would be a hundred times; the slack is for a busy machine and the garbage collector.
    expect(ten).toBeLessThan(40 * once + 300);
  });

  it.each([
    ["brackets", "x = [[1]]", 480, "x = ", "[", "1", "]"],
    ["blocks", "", 480, "", "a {\n", "", "}\n"],
    ["operands", "", 480, "x = a", " + a", "", ""],
  ])("%s nested 480 deep are no fault", (_, __, count, before, piece, middle, after) => {
    expect(parse(before + piece.repeat(count) + middle + after.repeat(count)).faults).toEqual([]);
  });

  it("says that a text is nested too deep, and reads on behind it", () => {
    const file = parse(`a = ${"[".repeat(10_000)}${"]".repeat(10_000)}\nb = 1\n`);
    expect(file.faults.map((fault) => fault.message)).toEqual(["expected at most 500 levels of nesting, found more"]);
    expect(file.body.attributes.map((attribute) => attribute.name)).toEqual(["b"]);
  });
});

function duration(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
