import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EffectiveScenario, EffectiveSetting } from "../../src/model/effective.ts";
import type { RuleCondition } from "../../src/model/rule.ts";
import type { Scalar, SettingName } from "../../src/model/setting.ts";
import { all, any, holds, not, numeric, settingsOf, type Truth } from "../../src/rules/condition.ts";
import { absent, known, scenario, unknown, type Settings } from "./make.ts";

const truths: readonly Truth[] = [true, false, "unknown"];
const truth = fc.constantFrom(...truths);

describe("three truth values", () => {
  it.each<[Truth, Truth, Truth, Truth]>([
    // a, b, a and b, a or b
    [true, true, true, true],
    [true, false, false, true],
    [true, "unknown", "unknown", true],
    [false, false, false, false],
    [false, "unknown", false, "unknown"],
    ["unknown", "unknown", "unknown", "unknown"],
  ])("%s with %s", (a, b, both, either) => {
    expect([all([a, b]), all([b, a])]).toEqual([both, both]);
    expect([any([a, b]), any([b, a])]).toEqual([either, either]);
  });

  it("follow De Morgan, double negation and distribution", () => {
    fc.assert(
      fc.property(truth, truth, truth, (a, b, c) => {
        expect(not(all([a, b]))).toBe(any([not(a), not(b)]));
        expect(not(not(a))).toBe(a);
        expect(all([a, any([b, c])])).toBe(any([all([a, b]), all([a, c])]));
        expect(all([a, all([b, c])])).toBe(all([a, b, c]));
      }),
    );
  });

  it("call nothing true and everything false of an empty list", () => {
    expect([all([]), any([])]).toEqual([true, false]);
  });
});

function answer(condition: RuleCondition, settings: Settings): Truth {
  return holds(condition, scenario(settings), { max: 1 });
}

describe("comparisons", () => {
  const tokens = (is: Scalar): RuleCondition => ({ setting: "httpTokens", is });

  it.each<[string, RuleCondition, EffectiveSetting, Truth]>([
    ["an equal value", tokens("required"), known("required"), true],
    ["another value", tokens("required"), known("optional"), false],
    ["another letter case", tokens("required"), known("Required"), false],
    ["an absent setting equals nothing", tokens("required"), absent(), false],
    ["an unknown setting", tokens("required"), unknown("var.x has no default"), "unknown"],
    ["an unknown setting without any possible value", tokens("required"), unknown("var.x", []), "unknown"],
    ["possible values that all agree", tokens("required"), unknown("var.x", ["optional", "Required"]), false],
    ["the only possible value", tokens("required"), unknown("var.x", ["required"]), true],
    ["possible values that differ", tokens("required"), unknown("var.x", ["optional", "required"]), "unknown"],
  ])("is: %s", (_, condition, setting, expected) => {
    expect(answer(condition, { httpTokens: setting })).toBe(expected);
  });

  it.each<[string, number | string, EffectiveSetting, Truth]>([
    ["a number above", 1, known(2), true],
    ["the same number", 2, known(2), false],
    ["a numeric string", 1, known("2"), true],
    ["a numeric string with spaces", 1, known(" 64 "), true],
    ["a parameter", "max", known(2), true],
    ["a parameter that does not exist", "min", known(2), false],
    ["a word", 1, known("two"), false],
    ["a boolean", 0, known(true), false],
    ["an absent setting is above nothing", 0, absent(), false],
    ["an unknown one", 1, unknown("var.hops"), "unknown"],
    ["possible numbers above", 1, unknown("var.hops", [2, "3"]), true],
    ["possible numbers on both sides", 1, unknown("var.hops", [1, 2]), "unknown"],
  ])("above: %s", (_, above, setting, expected) => {
    expect(answer({ setting: "httpPutResponseHopLimit", above }, { httpPutResponseHopLimit: setting })).toBe(expected);
  });

  it("is: compares a number with a numeric string", () => {
    expect(answer({ setting: "httpPutResponseHopLimit", is: 2 }, { httpPutResponseHopLimit: known("2") })).toBe(true);
    expect(answer({ setting: "httpTokens", is: "2" }, { httpTokens: known(2) })).toBe(false);
  });

  it.each<[string, EffectiveSetting, Truth, Truth]>([
    ["written", known("optional", "launch"), true, false],
    ["inherited from the account", known("optional", "account-default"), true, false],
    ["AWS's own default", known("optional", "aws-default"), false, true],
    ["not applicable", absent(), false, true],
    ["unknown", unknown("var.x", ["optional"]), "unknown", "unknown"],
  ])("set: %s", (_, setting, set, unset) => {
    expect(answer({ setting: "httpTokens", set: true }, { httpTokens: setting })).toBe(set);
    expect(answer({ setting: "httpTokens", set: false }, { httpTokens: setting })).toBe(unset);
  });

  it("layer: names who decides, and stays unknown with the value", () => {
    const image: RuleCondition = { setting: "httpTokens", layer: "image" };
    expect(answer(image, { httpTokens: known("required", "image") })).toBe(true);
    expect(answer(image, { httpTokens: known("required", "launch") })).toBe(false);
    expect(answer(image, { httpTokens: absent("image") })).toBe(true);
    expect(answer(image, { httpTokens: unknown("var.x", ["required"], undefined, "image") })).toBe("unknown");
  });

  it("is undecided for a condition that says nothing", () => {
    expect(answer({}, {})).toBe("unknown");
  });
});

it.each([
  ["2", 2],
  ["-1", -1],
  ["1.5", 1.5],
  ["0x10", undefined],
  ["", undefined],
  ["1 2", undefined],
  [true, undefined],
])("numeric(%j) is %s", (value, number) => {
  expect(numeric(value)).toBe(number);
});

it("settingsOf lists each setting once", () => {
  const condition: RuleCondition = {
    all: [{ setting: "imageOrigin", is: "registered" }, { not: { any: [{ setting: "imdsSupport", is: "v2.0" }, { setting: "imageOrigin", is: "copied" }] } }],
  };
  expect(settingsOf(condition)).toEqual(["imageOrigin", "imdsSupport"]);
});

const names: readonly SettingName[] = ["httpTokens", "httpEndpoint", "httpPutResponseHopLimit"];
const values: readonly Scalar[] = ["required", "optional", "enabled", 1, 2, "2"];
const layers = ["launch", "account-default", "image", "aws-default"] as const;

const leaf: fc.Arbitrary<RuleCondition> = fc.constantFrom(...names).chain((setting) =>
  fc.oneof(
    fc.constantFrom(...values).map((is) => ({ setting, is })),
    fc.constantFrom(0, 1, 2).map((above) => ({ setting, above })),
    fc.boolean().map((set) => ({ setting, set })),
    fc.constantFrom(...layers).map((layer) => ({ setting, layer })),
  ),
);

const condition: fc.Arbitrary<RuleCondition> = fc.letrec<{ tree: RuleCondition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    tie("tree").map((part) => ({ not: part })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((parts) => ({ all: parts })),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((parts) => ({ any: parts })),
  ),
})).tree;

const knownSetting = fc.tuple(fc.constantFrom(...values), fc.constantFrom(...layers)).map(([value, layer]) => known(value, layer));
const openSetting = fc.oneof(fc.constant(unknown("x")), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }).map((oneOf) => unknown("x", oneOf)));
const anySetting = fc.oneof(knownSetting, fc.constant(absent()), openSetting);

describe("resolving an unknown", () => {
  /** What an unknown can turn out to be: one of its values, and anything at all where they are not known. */
  function resolutions(setting: EffectiveSetting): fc.Arbitrary<EffectiveSetting> {
    if (setting.state !== "unknown") return fc.constant(setting);
    if (setting.oneOf === undefined) return fc.oneof(knownSetting, fc.constant(absent()));
    return fc.tuple(fc.constantFrom(...setting.oneOf), fc.constantFrom(...layers)).map(([value, layer]) => known(value, layer));
  }

  const pair = fc.tuple(anySetting, anySetting, anySetting).chain((open) =>
    fc.tuple(resolutions(open[0]), resolutions(open[1]), resolutions(open[2])).map((resolved): readonly [EffectiveScenario, EffectiveScenario] => [
      scenario(Object.fromEntries(names.map((name, index) => [name, open[index]])) as Settings),
      scenario(Object.fromEntries(names.map((name, index) => [name, resolved[index]])) as Settings),
    ]),
  );

  it("never flips what was decided", () => {
    fc.assert(
      fc.property(condition, pair, (tree, [before, after]) => {
        const decided = holds(tree, before, { max: 1 });
        if (decided !== "unknown") expect(holds(tree, after, { max: 1 })).toBe(decided);
      }),
      { numRuns: 2000 },
    );
  });

  it("decides everything once all is known", () => {
    fc.assert(
      fc.property(condition, fc.tuple(knownSetting, knownSetting, knownSetting), (tree, settings) => {
        const decided = scenario(Object.fromEntries(names.map((name, index) => [name, settings[index]])));
        expect(holds(tree, decided, { max: 1 })).not.toBe("unknown");
      }),
    );
  });
});
