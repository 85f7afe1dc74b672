import { describe, expect, it } from "vitest";
import { refusalOf } from "../../../src/syntax/json/refusal.ts";

describe("refusalOf", () => {
  it.each([
    ["Expected ',' or '}' after property value in JSON at position 3", "{1 2}", "This is not JSON: Expected ',' or '}' after property value.", [3, 4]],
    ["Unexpected token } in JSON at position 2 (line 1 column 3)", "\ufeff[1}", "This is not JSON: Unexpected token }.", [3, 4]],
    ["Expected property name or '}' in JSON at position 900", "{a", "This is not JSON: Expected property name or '}'.", [2, 2]],
    ["Unexpected end of JSON input", "[", "This is not JSON: Unexpected end of JSON input.", [0, 0]],
    ["JSON Parse error: Unexpected token", "\ufeff?", "This is not JSON: JSON Parse error: Unexpected token.", [1, 1]],
  ])("places %j", (message, text, expected, [start, end]) => {
    expect(refusalOf(new SyntaxError(message), text)).toEqual({ message: expected, span: { start, end } });
  });

  it("finds the position in what this engine says", () => {
    const text = '{"a": 1 "b": 2}';
    let thrown: unknown;
    try {
      JSON.parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(refusalOf(thrown, text).span).toEqual({ start: 8, end: 9 });
  });
});
