import { expect, test } from "vitest";
import { rulePage } from "../../src/report/links.ts";
import { sourcesFrom } from "../../src/report/sources.ts";
import { visible } from "../../src/report/visible.ts";
import { conditions, cut, list, oneLine, opening, shortList } from "../../src/report/words.ts";

test.each([
  ["plain ü 日本", "plain ü 日本"],
  ["\u001b]8;;http://x\u0007", "\\u{1b}]8;;http://x\\u{7}"],
  ["a\tb\r\nc", "a\\tb\\r\\nc"],
  ["abc\u202edef", "abc\\u{202e}def"],
  ["zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}"],
  ["line\u2028sep", "line\\u{2028}sep"],
  ["\ud800x", "\\u{d800}x"],
  ["\u009b31m", "\\u{9b}31m"],
  ["tag\u{e0041}", "tag\\u{e0041}"],
])("%j is shown as %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("the list of %j is %j", (words, shown) => {
  expect(list(words)).toBe(shown);
});

test("a scenario in words", () => {
  const when = ["IsProd", "var.env == 1", "x has instances"].map((condition, index) => ({ condition, holds: index !== 1 }));
  expect(conditions(when)).toBe("condition IsProd is true, not (var.env == 1) and x has instances");
});

test("a long list is cut and counted", () => {
  expect(shortList(["a", "b", "c"], 3)).toBe("a, b, c");
  expect(shortList(["a", "b", "c", "d"], 2)).toBe("a, b and 2 more");
});

test.each([
  ["One. Two. Three.", 9, "One. Two."],
  ["A first sentence that is long. Two.", 5, "A first sentence that is long."],
  ["First\nparagraph. \n \nSecond.", 100, "First paragraph."],
  ["It needs v2.0 and e.g. this. Then stop.", 20, "It needs v2.0 and e.g. this."],
  ["", 10, ""],
])("the opening of %j in %i characters is %j", (prose, limit, shown) => {
  expect(opening(prose, limit)).toBe(shown);
});

test("cutting never splits a character", () => {
  expect(cut("abc", 3)).toBe("abc");
  expect(cut("abcd", 3)).toBe("ab…");
  expect(cut("a🚀bc", 3)).toBe("a…");
});

test("white space becomes one space", () => {
  expect(oneLine("  a\n\t b\u00a0c ")).toBe("a b c");
});

test("a rule's page is an address whatever the rule is called", () => {
  expect(rulePage("hop-limit")).toBe("https://github.com/imdslint/imdslint/blob/main/docs/rules/hop-limit.md");
  expect(rulePage("a b)(<")).toMatch(/rules\/a%20b%29%28%3C\.md$/);
});

test("neighbouring questions about a file cost one reading, and few sources are kept", () => {
  const read: string[] = [];
  const sources = sourcesFrom((path) => {
    read.push(path);
    return path === "gone" ? undefined : path;
  });
  expect([sources("a")?.text, sources("a")?.text, sources("gone"), sources("gone")]).toEqual(["a", "a", undefined, undefined]);
  expect(read).toEqual(["a", "gone"]);
  for (let number = 0; number < 16; number++) sources(`other${number}`);
  sources("a");
  expect(read.filter((path) => path === "a")).toHaveLength(2);
});
