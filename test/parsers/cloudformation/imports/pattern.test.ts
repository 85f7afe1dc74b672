import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fit, inWords, patternOf, usualText, type Pattern } from "../../../../src/parsers/cloudformation/imports/pattern.ts";
import { readYaml } from "../../../../src/syntax/yaml/read.ts";

/** `*` is a hole, `<dev>` one with a default. */
function pattern(text: string): Pattern {
  return text.split(/(\*|<[^>]*>)/).flatMap((part): Pattern => (part === "" ? [] : part === "*" ? [{ words: "Any" }] : part.startsWith("<") ? [{ words: "Usual", usually: part.slice(1, -1) }] : [part]));
}

describe("how well two names fit", () => {
  test.each([
    ["network-lt", "network-lt", "same"],
    ["network-lt", "network-tl", undefined],
    ["<network>-lt", "network-lt", "same"],
    ["<network>-lt", "<network>-lt", "same"],
    ["<a>-lt", "<b>-lt", "alike"],
    ["*-lt", "*-lt", "alike"],
    ["*-lt", "*-web-lt", "possible"],
    ["*-lt", "*-tl", undefined],
    ["network-lt", "*-lt", "possible"],
    ["network-lt", "*network-lt", undefined],
    ["network-lt", "*t", undefined],
    ["app-*-lt", "app-*-tl", undefined],
    ["app-*-x-*-lt", "app-y-*-lt", "possible"],
    ["ab*cd", "abcd", undefined],
    ["ab*cd", "ab-cd", "possible"],
    ["ab*", "*ba", "possible"],
    ["a1*b2", "a1*c3", undefined],
    ["*", "*-lt", undefined],
    ["*-*", "*-*", undefined],
    ["", "", undefined],
    ["", "*-lt", undefined],
  ] as const)("%s and %s: %s", (a, b, expected) => {
    expect(fit(pattern(a), pattern(b))).toBe(expected);
    expect(fit(pattern(b), pattern(a))).toBe(expected);
  });

  test("a text fits every pattern that is made from it", () => {
    const parts = fc.array(fc.tuple(fc.stringMatching(/^[a-c]{1,4}$/), fc.boolean()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (pieces) => {
        const text = `ab${pieces.map(([piece]) => piece).join("")}`;
        const made: Pattern = ["ab", ...pieces.map(([piece, isHole]) => (isHole ? { words: "x" } : piece))];
        const isLiteral = pieces.every(([, isHole]) => !isHole);
        const joined = patternOf({ kind: "scalar", value: text, span: { start: 0, end: 0 } }, () => []);
        const merged = isLiteral ? joined : made.reduce<(string | { words: string })[]>((all, part) => {
          const last = all.at(-1);
          if (typeof part === "string" && typeof last === "string") all[all.length - 1] = last + part;
          else all.push(part);
          return all;
        }, []);
        expect(fit(joined, merged)).toBe(isLiteral ? "same" : "possible");
      }),
    );
  });

  test("names longer than any export are not compared", () => {
    expect(fit(pattern(`${"a".repeat(300)}*`), pattern(`*${"a".repeat(300)}`))).toBeUndefined();
  });
});

describe("the pattern of an expression", () => {
  test.each([
    ["name", "name"],
    ["7", "7"],
    ["!Sub '${AWS::StackName}-lt'", "${AWS::StackName}-lt"],
    ["!Sub ['${A}-${B}', {A: x}]", "x-${B}"],
    ["!Sub '${!Literal}-${T.Id}'", "${Literal}-${T.Id}"],
    ["!Join ['-', [!Ref 'AWS::StackName', lt]]", "${AWS::StackName}-lt"],
    ["!Join ['-', !Ref List]", "${Fn::Join}"],
    ["!Join ['', [a, !Sub 'b${C}']]", "ab${C}"],
    ["!If [C, a, b]", "${Fn::If}"],
    ["[a]", "${?}"],
  ])("%s", async (text, words) => {
    const [document] = await readYaml({ path: "x.yaml", text });
    if (document?.root === undefined) throw new Error("no tree");
    const found = patternOf(document.root, (node) => {
      const [call] = node.kind === "map" ? [...node.entries.values()] : [];
      const name = call?.value.kind === "scalar" ? String(call.value.value) : call?.key;
      return [{ words: name ?? "?" }];
    });
    expect(inWords(found)).toBe(words);
  });

  test("has its usual text where every part has one", () => {
    expect([usualText(pattern("<dev>-lt")), usualText(pattern("*-lt")), inWords(pattern("<dev>-lt"))]).toEqual(["dev-lt", undefined, "dev-lt"]);
  });

  test("of a deep expression ends", async () => {
    const [document] = await readYaml({ path: "x.yaml", text: `${"{'Fn::Join': ['', [".repeat(40)}a${"]]}".repeat(40)}` });
    if (document?.root === undefined) throw new Error("no tree");
    expect(patternOf(document.root, () => [{ words: "deep" }])).toEqual([{ words: "deep" }]);
  });
});
