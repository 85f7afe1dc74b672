import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../../src/model/source.ts";
import { items, kindAt, memberOf, members, rootOf, scalarAt, SkimFault } from "../../../src/syntax/json/skim.ts";

/** Everything in a value, read in place. */
function read(place: Place): unknown {
  switch (kindAt(place)) {
    case "map":
      return Object.fromEntries([...members(place)].map(([key, value]) => [key, read(value)]));
    case "list":
      return [...items(place)].map(read);
    case "scalar":
      return scalarAt(place);
  }
}

function readText(text: string): unknown {
  return read(rootOf({ path: "x.json", text }));
}

describe("reading JSON in place", () => {
  it("gives what JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 4 }), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(readText(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it("places are exact", () => {
    const text = '\uFEFF {"a": [1, {"b\\u0063": "x\\"y"}]}';
    const second = [...items(memberOf(rootOf({ path: "x.json", text }), "a"))][1];
    const inner = memberOf(second, "bc");
    expect(inner === undefined ? "" : text.slice(inner.span.start, inner.span.end)).toBe('"x\\"y"');
    expect(scalarAt(inner)).toBe('x"y');
  });

  it.each(['{"a"}', '{"a":}', '{"a":1,}', "[1 2]", "[1,]", '["a]', "{1:2}", '{"a":"\\x"}', "[tru]", "[", '{"a":[1}', "[01]"])("refuses %s", (text) => {
    expect(() => readText(text)).toThrow(SkimFault);
  });

  it("of duplicate keys the last one counts, and __proto__ is a key like others", () => {
    const root = rootOf({ path: "x.json", text: '{"a":1,"a":2,"__proto__":{"b":3}}' });
    expect(scalarAt(memberOf(root, "a"))).toBe(2);
    expect(scalarAt(memberOf(memberOf(root, "__proto__"), "b"))).toBe(3);
  });

  it("passes over deep nesting and backslashes in linear time", () => {
    const deep = `{"a":${"[".repeat(500_000)}${"]".repeat(500_000)},"s":"${"\\\\".repeat(500_000)}","b":1}`;
    const started = performance.now();
    expect(scalarAt(memberOf(rootOf({ path: "x.json", text: deep }), "b"))).toBe(1);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
