import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { cloudFormationTypes } from "../../../src/resource-types/cloudformation-types.ts";
import { everyTemplate, fixedOf, hashOf, isSame, type Fixed } from "../../support/cloudformation-templates.ts";
import { scanText } from "../../support/scan-text.ts";
import { exceptions, unknownToCfnLint, type Errors } from "./cfn-lint-exceptions.ts";

// What cfn-lint says of our templates, and of what becomes of them when somebody does what a report says: recorded, with its version and date, by tools/oracles/cfn-lint.ts.

interface Answer {
  readonly hash: string;
  readonly errors: Errors;
}

interface Answers {
  readonly templates: Readonly<Record<string, Answer>>;
  readonly fixed: Readonly<Record<string, Answer>>;
}

const answers = JSON.parse(readFileSync(new URL("../../../fixtures/oracles/cfn-lint.json", import.meta.url), "utf8")) as Answers;
const templates = await everyTemplate();
const fixed = (await Promise.all(templates.map(fixedOf))).flat();
const again = "changed since cfn-lint was asked: npx tsx tools/oracles/cfn-lint.ts";

describe("cfn-lint accepts every template that is not an exception", () => {
  it.each(templates.map((template) => [template.name, template] as const))("%s", (name, template) => {
    expect(answers.templates[name]?.hash, again).toBe(hashOf(template));
    expect(answers.templates[name]?.errors).toEqual(exceptions[name]?.errors ?? {});
  });

  it("has been asked about nothing else, and no exception is left over", () => {
    const names = new Set(templates.map(({ name }) => name));
    expect([...Object.keys(answers.templates), ...Object.keys(exceptions)].filter((name) => !names.has(name))).toEqual([]);
  });
});

describe("what a report says ends the finding, costs no tokens elsewhere, and is accepted by cfn-lint", () => {
  it.each(fixed.map((one) => [one.name, one] as const))("%s", async (name, one) => {
    const { findings, problems } = await scanText("template.json", one.text);
    expect(problems).toEqual([]);
    expect(findings.filter((finding) => isSame(finding, one.finding))).toEqual([]);
    const before = (await scanText(one.of.name, one.of.text)).findings;
    expect(findings.filter((finding) => finding.rule === "tokens-required" && !before.some((other) => isSame(other, finding)))).toEqual([]);
    expect(answers.fixed[name]?.hash, again).toBe(hashOf(one));
    expect([{}, unknownToCfnLint[one.finding.resource.type]?.errors ?? {}]).toContainEqual(newErrors(one, answers.fixed[name]?.errors ?? {}));
  });

  it("has been asked about nothing else", () => {
    const names = new Set(fixed.map(({ name }) => name));
    expect(names.size).toBe(fixed.length);
    expect(Object.keys(answers.fixed).filter((name) => !names.has(name))).toEqual([]);
  });

  it("covers every type that has a setting to be wrong", () => {
    const types = new Set(fixed.map(({ finding }) => finding.resource.type));
    expect([...cloudFormationTypes.keys()].filter((type) => !types.has(type))).toEqual(["AWS::Organizations::Policy"]);
  });
});

/** Errors that the template had not before. */
function newErrors({ of }: Fixed, errors: Errors): Errors {
  const before = exceptions[of.name]?.errors ?? {};
  const more = Object.entries(errors).map(([id, count]): readonly [string, number] => [id, count - (before[id] ?? 0)]);
  return Object.fromEntries(more.filter(([, count]) => count > 0));
}
