import fc from "fast-check";
import { expect, test } from "vitest";
import type { Location } from "../../src/model/source.ts";
import { frame, gutterFor } from "../../src/report/frame.ts";
import { plain } from "../../src/report/paint.ts";
import { cellsOf } from "../../src/report/visible.ts";
import { at, locationOf } from "../support/report-builder.ts";
import { anySource } from "./arbitrary.ts";

function drawn(text: string, location: Location, width = 80): readonly string[] {
  return frame({ path: "f", text }, location, { gutter: gutterFor([location]), width, mark: "^", paint: plain, tone: "note" });
}

function around(text: string, needle: string, width = 80): readonly string[] {
  return drawn(text, locationOf({ f: text }, "f", needle), width);
}

test.each<[string, string, string, readonly string[]]>([
  ["the exact span", "a = bcd\n", "bcd", ["1 | a = bcd", "  |     ^^^"]],
  ["the last line of many", "\n".repeat(99) + "x = 1", "1", ["100 | x = 1", "    |     ^"]],
  ["tabs as four columns", "\tx\t= 1", "1", ["1 |     x    = 1", "  |            ^"]],
  ["wide characters as two columns", "日本 = 東京 # x", "東京", ["1 | 日本 = 東京 # x", "  |        ^^^^"]],
  ["emoji as two columns", "🚀 = x", "x", ["1 | 🚀 = x", "  |      ^"]],
  ["combining marks as none", "e\u0301e\u0301 = x", "x", ["1 | e\u0301e\u0301 = x", "  |      ^"]],
  ["invisible characters written out", "a\u001b[0m\u202e = x", "x", ["1 | a\\u{1b}[0m\\u{202e} = x", "  |                      ^"]],
  ["no byte order mark", "\uFEFFa = x", "x", ["1 | a = x", "  |     ^"]],
  ["lines that end in CRLF", "a\r\nb = x\r\nc", "x", ["2 | b = x", "  |     ^"]],
  ["lines that end in CR", "a\rb = x\rc", "x", ["2 | b = x", "  |     ^"]],
  ["both lines of a span over two", "a {\n  b = 1\n}", "{\n  b", ["1 | a {", "  |   ^", "2 |   b = 1", "  |   ^"]],
  ["a span up to the end of its line", "a {\nb", "{\n", ["1 | a {", "  |   ^"]],
])("shows %s", (_, text, needle, lines) => {
  expect(around(text, needle)).toEqual(lines);
});

test("a long span shows its first three lines and says that there is more", () => {
  expect(around("a {\n  b\n\n  c\n}", "a {\n  b\n\n  c\n}")).toEqual(["1 | a {", "  | ^^^", "2 |   b", "  |   ^", "3 |", "  | ..."]);
});

test("an empty place gets one mark, also at the end of its line", () => {
  expect(drawn("ab = 1", at("f", 1, 3, 3))).toEqual(["1 | ab = 1", "  |   ^"]);
  expect(drawn("ab =", at("f", 1, 5, 5))).toEqual(["1 | ab =", "  |     ^"]);
});

test("a line that is gone shows nothing", () => {
  expect(drawn("a", at("f", 2, 1))).toEqual([]);
});

test("a long line is cut around the span", () => {
  const [code, marks] = around(`${"x".repeat(500)} here ${"y".repeat(500)}`, "here", 40);
  expect(code).toMatch(/^1 \| …x+ here y+…$/);
  expect(code).toHaveLength(40);
  expect(code?.indexOf("here")).toBe(marks?.indexOf("^^^^"));
});

test("a long line is not cut on the side where it ends", () => {
  expect(around(`here ${"y".repeat(500)}`, "here", 40)[0]).toMatch(/^1 \| here y+…$/);
  expect(around(`${"x".repeat(500)} here`, "here", 40)[0]).toMatch(/^1 \| …x+ here$/);
});

test("a span longer than the room starts in the frame", () => {
  const [code, marks] = around(`a = "${"z".repeat(300)}"`, `"${"z".repeat(300)}"`, 40);
  expect(code).toMatch(/^1 \| …?a = "z+…$/);
  expect(marks?.indexOf("^")).toBe(code?.indexOf('"'));
});

test("a line of fifty megabytes costs no more than a short one", () => {
  const text = `${"x".repeat(25_000_000)}HERE${"y".repeat(25_000_000)}`;
  const source = { path: "f", text };
  const location = locationOf({ f: text }, "f", "HERE");
  const style = { gutter: 1, width: 80, mark: "^", paint: plain, tone: "note" } as const;
  expect(frame(source, location, style)[0]).toMatch(/xHEREy/);
  const start = performance.now();
  for (let turn = 0; turn < 1_000; turn++) frame(source, location, style);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test("no frame is wider than asked, none breaks its line, and every shown line is marked or blank", () => {
  const position = fc.record({ line: fc.integer({ min: 1, max: 5 }), column: fc.integer({ min: 1, max: 80 }) });
  fc.assert(
    fc.property(anySource, position, position, fc.integer({ min: 30, max: 90 }), (text, start, end, width) => {
      const lines = drawn(text ?? "", { path: "f", start, end }, width);
      for (const line of lines) {
        const columns = cellsOf(line).reduce((sum, cell) => sum + cell.width, 0);
        expect(columns).toBeLessThanOrEqual(width + 1);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }
    }),
    { numRuns: 500 },
  );
});
