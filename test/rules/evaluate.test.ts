import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EffectiveScenario } from "../../src/model/effective.ts";
import type { Assumption } from "../../src/model/resource.ts";
import { evaluate } from "../../src/rules/evaluate.ts";
import { check, known, line, resource, ruleNamed, scenario, sourceOf, standard, unknown } from "./make.ts";

function when(...conditions: readonly string[]): readonly Assumption[] {
  return conditions.map((text) => ({ condition: text.replace("!", ""), holds: !text.startsWith("!") }));
}

const safe = { httpTokens: known("required") };
const open = { httpTokens: known("optional") };

describe("certainty", () => {
  it("is definite when every scenario is violated, and then names none", () => {
    const [finding] = check("tokens-required", resource([scenario(open, when("IsProd")), scenario({}, when("!IsProd"))])).findings;
    expect(finding).toMatchObject({ certainty: "definite", when: [] });
    expect(finding?.message).not.toContain("IsProd");
  });

  it("is conditional when some are, and names the assumptions that matter only", () => {
    const scenarios = [
      scenario(safe, when("IsProd", "IsSpot")),
      scenario(safe, when("IsProd", "!IsSpot")),
      scenario(open, when("!IsProd", "IsSpot")),
      scenario(open, when("!IsProd", "!IsSpot")),
    ];
    const [finding] = check("tokens-required", resource(scenarios)).findings;
    expect(finding).toMatchObject({ certainty: "conditional", when: [{ condition: "IsProd", holds: false }] });
    expect(finding?.message).toMatch(/ This holds when condition IsProd is false\.$/);
  });

  it("lists separate cases", () => {
    const scenarios = [scenario(open, when("A", "B")), scenario(safe, when("A", "!B")), scenario(safe, when("!A", "B")), scenario(open, when("!A", "!B"))];
    const [finding] = check("tokens-required", resource(scenarios)).findings;
    expect(finding?.when).toEqual([
      { condition: "A", holds: true },
      { condition: "B", holds: true },
    ]);
    expect(finding?.message).toMatch(/ This holds when condition A is true and condition B is true, or when condition A is false and condition B is false\.$/);
  });

  it("counts cases beyond the third", () => {
    const scenarios = ["A", "B", "C", "D", "E"].map((name) => scenario(name === "E" ? safe : open, when(`launched through ${name}`)));
    const [finding] = check("tokens-required", resource(scenarios)).findings;
    expect(finding?.message).toMatch(/ This holds when launched through A, or when launched through B, or when launched through C, or in 1 more case\.$/);
  });

  it("is possible when the verdict hangs on an unknown, and names the input", () => {
    const [finding] = check("tokens-required", resource({ httpTokens: unknown("var.tokens has no default") })).findings;
    expect(finding).toMatchObject({ certainty: "possible", when: [] });
    expect(finding?.message).toContain("var.tokens has no default");
  });

  it("is definite for an unknown whose possible values are all wrong", () => {
    const [finding] = check("tokens-required", resource({ httpTokens: unknown("var.strict is not known", ["optional", "Required"]) })).findings;
    expect(finding).toMatchObject({ certainty: "definite", message: 'aws_instance.web does not require tokens: http_tokens is "optional" or "Required", never "required".' });
  });

  it("lets a violated scenario win over an unknown one", () => {
    const scenarios = [scenario({ httpTokens: unknown("x") }, when("A")), scenario(open, when("!A"))];
    const { findings, verdicts } = check("tokens-required", resource(scenarios));
    expect(findings).toMatchObject([{ certainty: "conditional", when: [{ condition: "A", holds: false }] }]);
    expect(verdicts).toEqual({ pass: 0, fail: 1, unknown: 0 });
  });

  it("tells of the unknown one besides, where it is and why", () => {
    const scenarios = [scenario({ httpTokens: unknown("x is computed", undefined, line(7)) }, when("A")), scenario(open, when("!A", "B")), scenario(safe, when("!A", "!B"))];
    const { findings, verdicts } = check("tokens-required", resource(scenarios));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ certainty: "conditional", when: [{ condition: "B", holds: true }, { condition: "A", holds: false }].reverse() });
    expect(findings[0]?.message).toMatch(/ This holds when [^.]*\. Besides, it may hold when condition A is true: x is computed\.$/);
    expect(findings[0]?.related.at(-1)).toMatchObject({ location: { start: { line: 7 } }, text: "http_tokens is unknown: x is computed" });
    expect(verdicts).toEqual({ pass: 0, fail: 1, unknown: 0 });
  });

  it("says in which scenario a possible finding may hold", () => {
    const scenarios = [scenario({ httpTokens: unknown("x is computed") }, when("A")), scenario(safe, when("!A"))];
    const [finding] = check("tokens-required", resource(scenarios)).findings;
    expect(finding).toMatchObject({ certainty: "possible", when: [{ condition: "A", holds: true }] });
    expect(finding?.message).toMatch(/ This may hold when condition A is true\.$/);
  });
});

describe("guards", () => {
  const endpoint = unknown("var.endpoint has no default", undefined, line(5));

  it("silence the rule when they hold", () => {
    expect(check("tokens-required", resource({ ...open, httpEndpoint: known("disabled") })).findings).toEqual([]);
  });

  it("make the finding conditional when they are unknown, never silent", () => {
    const [finding] = check("tokens-required", resource({ ...open, httpEndpoint: endpoint })).findings;
    expect(finding).toMatchObject({ certainty: "conditional", when: [{ condition: 'http_endpoint is "disabled"', holds: false }] });
    expect(finding?.message).toMatch(/ This holds unless http_endpoint is "disabled" \(var\.endpoint has no default\)\.$/);
    expect(finding?.related).toContainEqual({ location: expect.objectContaining({ start: { line: 5, column: 1 } }) as unknown, text: "http_endpoint is unknown: var.endpoint has no default" });
  });

  it("come after the scenario in the sentence", () => {
    const scenarios = [scenario({ ...open, httpEndpoint: endpoint }, when("A")), scenario(safe, when("!A"))];
    const [finding] = check("tokens-required", resource(scenarios)).findings;
    expect(finding?.when).toEqual([
      { condition: "A", holds: true },
      { condition: 'http_endpoint is "disabled"', holds: false },
    ]);
    expect(finding?.message).toMatch(/ This holds when condition A is true, unless http_endpoint is "disabled" \(/);
  });

  it("do not matter when all their possible values agree", () => {
    const either = unknown("var.endpoint", ["enabled", "Enabled"]);
    expect(check("tokens-required", resource({ ...open, httpEndpoint: either })).findings).toMatchObject([{ certainty: "definite" }]);
  });

  it("leave an unknown verdict possible", () => {
    const { findings } = check("tokens-required", resource({ httpTokens: unknown("y is computed"), httpEndpoint: endpoint }));
    expect(findings).toMatchObject([{ certainty: "possible" }]);
  });
});

describe("choices", () => {
  const rule = ruleNamed("hop-limit");
  const two = resource({ httpPutResponseHopLimit: known(2) });

  it("switch a rule off, change its severity and its parameters", () => {
    const choose = (over: object) => evaluate([two], [rule], () => ({ ...standard(rule), ...over })).findings;
    expect(choose({ enabled: false })).toEqual([]);
    expect(choose({ severity: "critical" })).toMatchObject([{ severity: "critical" }]);
    expect(choose({ parameters: { max: 2 } })).toEqual([]);
    expect(choose({ parameters: {} })).toHaveLength(1);
  });

  it("are asked for each resource", () => {
    const other = resource({ httpPutResponseHopLimit: known(2) }, { address: "aws_instance.containers" });
    const { findings } = evaluate([two, other], [rule], (_, { address }) => ({ ...standard(rule), parameters: { max: address.endsWith("containers") ? 2 : 1 } }));
    expect(findings.map((finding) => finding.resource.address)).toEqual(["aws_instance.web"]);
  });
});

it("looks only at the kinds of the rule and counts verdicts of the others nowhere", () => {
  const image = resource({}, { kind: "image", type: "aws_ami", address: "aws_ami.base" });
  expect(check("tokens-required", image)).toEqual({ findings: [], verdicts: { pass: 0, fail: 0, unknown: 0 } });
  expect(check("tokens-required", resource(safe), resource(open), resource({ httpTokens: unknown("x") })).verdicts).toEqual({ pass: 1, fail: 1, unknown: 1 });
});

it("says nothing of a resource without scenarios", () => {
  expect(check("tokens-required", resource([])).findings).toEqual([]);
});

describe("places", () => {
  it("point to the setting, with its way as trail and as related places", () => {
    const variables = sourceOf("variables.tf");
    const tokens = known("optional", "launch", line(12), [{ at: line(3, variables), note: "default of var.tokens" }]);
    const context = [{ at: line(20), note: "the account default is not declared" }];
    const [finding] = check("tokens-required", resource({ httpTokens: tokens }, { context })).findings;
    expect(finding?.location).toEqual({ path: "main.tf", start: { line: 12, column: 1 }, end: { line: 12, column: 10 } });
    expect(finding?.trail.map((hop) => [hop.location.path, hop.location.start.line, hop.text])).toEqual([
      ["variables.tf", 3, "default of var.tokens"],
      ["main.tf", 12, 'http_tokens is "optional" here'],
    ]);
    expect(finding?.related.map((note) => note.text)).toEqual(["default of var.tokens", "the account default is not declared"]);
  });

  it("have no trail where nobody wrote a value", () => {
    const tokens = known("optional", "aws-default", line(1), [{ at: line(1), note: "nothing sets it" }]);
    const [finding] = check("tokens-required", resource({ httpTokens: tokens })).findings;
    expect(finding).toMatchObject({ location: { start: { line: 1 } }, trail: [], related: [] });
  });

  it("put a note about the very place of the finding into its message, once", () => {
    const context = [3, 3, 9].map((number) => ({ at: line(number), note: "http_tokens is never sent" }));
    const [finding] = check("tokens-required", resource({ httpTokens: known("optional", "aws-default", line(3)) }, { context })).findings;
    expect(finding?.message).toMatch(/"optional"\. Here, http_tokens is never sent\.$/);
    expect(finding?.related.map((note) => [note.location.start.line, note.text])).toEqual([[9, "http_tokens is never sent"]]);
  });
});

describe("order and identity", () => {
  const b = sourceOf("b.tf");
  const first = resource({ httpTokens: known("optional", "launch", line(9)) }, { address: "aws_instance.z" });
  const second = resource({ httpTokens: known("optional", "launch", line(30)) }, { address: "aws_instance.a" });
  const third = resource({ httpTokens: known("optional", "launch", line(1, b)) }, { address: "aws_instance.b", at: line(1, b) });

  it("do not depend on the order of the input", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([first, second, third], { minLength: 3 }), (shuffled) => {
        expect(check("tokens-required", ...shuffled)).toEqual(check("tokens-required", first, second, third));
      }),
    );
    expect(check("tokens-required", third, second, first).findings.map((finding) => finding.resource.address)).toEqual(["aws_instance.b", "aws_instance.z", "aws_instance.a"]);
  });

  it("survive moved lines, and differ by rule, path and address", () => {
    const moved = resource({ httpTokens: known("optional", "launch", line(31)) }, { address: "aws_instance.a", at: line(28) });
    const print = (...resources: Parameters<typeof check>[1][]) => check("tokens-required", ...resources).findings.map((finding) => finding.fingerprint);
    expect(print(moved)).toEqual(print(second));
    expect(new Set(print(first, second, third)).size).toBe(3);
    expect(print(first)[0]).toMatch(/^[0-9a-f]{16}$/);
    // Guards the scheme: a changed fingerprint reopens every alert and empties every baseline.
    expect(print(first)).toEqual(["04e573ddfbb962a7"]);
  });

  it("tell equal ones apart by their ordinal", () => {
    const twin = resource({ httpTokens: known("optional", "launch", line(11)) }, { address: "aws_instance.z" });
    const prints = check("tokens-required", first, twin).findings.map((finding) => finding.fingerprint);
    expect(new Set(prints).size).toBe(2);
  });
});

it("never loses a violated scenario: any mixture of scenarios is reported exactly when one of them is", () => {
  const one = fc.tuple(fc.constantFrom("required", "optional"), fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(fc.uniqueArray(one, { minLength: 1, selector: ([, a, b]) => `${a}${b}` }), (rows) => {
      const scenarios: EffectiveScenario[] = rows.map(([tokens, a, b]) => scenario({ httpTokens: known(tokens) }, [{ condition: "A", holds: a }, { condition: "B", holds: b }]));
      const violated = rows.filter(([tokens]) => tokens === "optional");
      const { findings } = check("tokens-required", resource(scenarios));
      expect(findings.length).toBe(violated.length === 0 ? 0 : 1);
      const [finding] = findings;
      if (finding === undefined) return;
      expect(finding.certainty).toBe(violated.length === rows.length ? "definite" : "conditional");
      // Every scenario that agrees with the named assumptions is violated.
      for (const [tokens, a, b] of rows) {
        const agrees = finding.when.every(({ condition, holds }) => holds === (condition === "A" ? a : b));
        if (agrees) expect(tokens).toBe("optional");
      }
    }),
  );
});
