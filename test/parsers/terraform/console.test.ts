import { describe, expect, it } from "vitest";
import { answerOf, comparable, evaluateExpression, readOracle } from "./console.ts";

const { cases } = readOracle();

/** Where we say something else than Terraform 1.11 on purpose. */
const differences: ReadonlyMap<string, string> = new Map([
  ...["[for x in [1] : missing(x)]", "nosuchfunction(1)", "nosuchfunction(local.unknown_any)", 'provider::aws::arn_parse("x")'].map(
    (expression) => [expression, "another version of Terraform, or a provider, may have the function: it is unknown by name"] as const,
  ),
  ...['false && tobool("x")', 'tobool("x") && false', "true || [][0]", "false && null", "null || true", 'local.unknown_text != "a" && false', 'local.unknown_text != "a" || true'].map(
    (expression) => [expression, "Terraform decides by the decisive side alone since 1.12, and configurations written for it count on that"] as const,
  ),
  ['local.unknown_text == "a" ? "x" : "x"', "both outcomes are the same, so the condition does not matter"],
  ["toset([local.later, local.later])", "the same attribute is the same value, whatever it will be"],
  ["length(toset([local.later, local.later]))", "the same attribute is the same value, whatever it will be"],
  ["false ? local.later : 1", "the types of what providers compute are not known here"],
  ["can(local.later)", "an attribute of a resource that exists can be evaluated"],
  ['regex("(?P<a>x)(?P<a>y)", "xy")', "the library refuses a name that two groups have, so the pattern is not evaluated"],
  ['compact([local.later, ""])', "what a provider computes is taken for a text that is not empty, as an id or ARN is"],
  ['distinct([local.later, "a"])', "what a provider computes is taken for unlike everything that is written"],
]);

describe("expressions are worth what terraform console says", () => {
  it("has at least 600 written and 300 random expressions", () => {
    expect(cases.length).toBeGreaterThan(1800);
    expect(new Set(cases.map(({ expression }) => expression)).size).toBe(cases.length);
  });

  it.each(cases.filter(({ expression }) => !differences.has(expression)).map((oracle) => [oracle.expression.replaceAll("%", "%%"), oracle] as const))("%s", async (_, oracle) => {
    const answer = answerOf(oracle.expression, await evaluateExpression(oracle.expression));
    expect(comparable(answer, oracle)).toEqual(comparable(oracle, oracle));
  });

  it.each([...differences])("%s differs: %s", async (expression) => {
    const oracle = cases.find((each) => each.expression === expression);
    if (oracle === undefined) throw new Error("the oracle was not asked");
    const answer = answerOf(expression, await evaluateExpression(expression));
    expect(comparable(answer, oracle)).not.toEqual(comparable(oracle, oracle));
  });
});
