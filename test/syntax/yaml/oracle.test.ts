import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readYaml } from "../../../src/syntax/yaml/read.ts";
import { plain } from "../support.ts";

interface Answer {
  readonly value?: unknown;
  readonly error?: string;
}

interface Case {
  readonly subject: string;
  readonly text: string;
  readonly libyaml: Answer;
  readonly pure?: Answer;
}

const { cases } = JSON.parse(readFileSync(new URL("../../../fixtures/oracles/yaml.json", import.meta.url), "utf8")) as { cases: readonly Case[] };

/** Where we say something else than cfn-lint's loader, and why. */
const differences: readonly { readonly why: string; readonly holds: (one: Case, ours: Answer) => boolean }[] = [
  { why: "cfn-lint refuses keys that are written twice; CloudFormation takes the last, and what hangs on it is a problem of its own", holds: ({ libyaml }, ours) => /Duplicate found/.test(libyaml.error ?? "") && "value" in ours },
  { why: "cfn-lint refuses empty keys; nothing hangs on them", holds: ({ libyaml }, ours) => /Null key/.test(libyaml.error ?? "") && "value" in ours },
  { why: "PyYAML refuses a name that is given to two anchors; YAML does not, and the last one before the alias counts", holds: ({ libyaml }, ours) => /duplicate anchor/.test(libyaml.error ?? "") && "value" in ours },
  { why: "keys are text: Python makes yes a boolean and 010 a number", holds: ({ text, libyaml }) => /\b(?:yes|On|010|1|v)\b ?:?/.test(text) && (/object has no attribute/.test(libyaml.error ?? "") || /"(?:True|False|\d+)":/.test(JSON.stringify(libyaml.value ?? ""))) },
  { why: "Python has no meaning for other standard tags, = and a stray <<: here they are text", holds: ({ libyaml }, ours) => /could not determine a constructor/.test(libyaml.error ?? "") && "value" in ours },
  { why: "CloudFormation has no dates: they stay text", holds: ({ libyaml }, ours) => /\{"python":"\d{4}-/.test(JSON.stringify(libyaml)) && "value" in ours },
  { why: "numbers to the base 60, that are not finite, or that JavaScript cannot hold stay text: no option is one", holds: ({ text, libyaml }, ours) => /^v: (?:[\d:.]+|[-+]?\.(?:inf|INF|nan))$/.test(text) && "value" in libyaml && typeof (ours.value as { v: unknown }).v === "string" },
  { why: "a fraction needs no sign before its exponent, as for the readers in Java and in PyYAML's successors", holds: ({ text }) => text === "v: 1.5e3" },
  { why: "libyaml refuses a colon before brackets and commas, PyYAML's own reader takes it", holds: ({ libyaml, pure }, ours) => /unexpected ':'/.test(libyaml.error ?? "") && pure !== undefined && "value" in pure && "value" in ours },
  { why: "in YAML 1.2 the last line of a block of text ends with a line end, also where the file has none", holds: ({ text, libyaml }, ours) => /[|>]/.test(text) && !text.endsWith("\n") && isSameButForLineEnds(libyaml.value, ours.value) },
  { why: "the library takes control characters, tabs and marks that libyaml refuses: such a template cannot be deployed", holds: ({ libyaml }, ours) => /^(?:Parser|Scanner|Composer)Error|control characters|Unhashable/.test(libyaml.error ?? "") && "value" in ours },
  { why: "YAML 1.2 has no line ends of Mac OS 9, U+0085, U+2028", holds: ({ text }, ours) => /\r(?!\n)|[\x85\u2028\u2029]/.test(text) && "error" in ours },
  { why: "YAML 1.2 refuses a dash before a comma, a mark of a block as the first in a line, a note right behind a quote", holds: ({ text }, ours) => /\[-,|\n\||''#/.test(text) && "error" in ours },
  { why: "libyaml takes a line that looks like a note, left of a text that begins with it, for a note", holds: ({ text }) => text.startsWith("|\n#") },
  { why: "the tag of null before quotes does not empty them", holds: ({ text }) => text.includes("!!null ''") },
];

function isSameButForLineEnds(one: unknown, other: unknown): boolean {
  return JSON.stringify([sorted(one)]).replaceAll("\\n", "") === JSON.stringify([sorted(other)]).replaceAll("\\n", "");
}

async function ours(text: string): Promise<Answer> {
  const documents = await readYaml({ path: "x.yaml", text });
  const [document, ...others] = documents;
  if (document === undefined) return { value: {} };
  const faults = documents.flatMap(({ faults: found }) => found).filter(({ repeats }) => repeats !== true);
  if (faults[0] !== undefined) return { error: faults[0].message };
  return others.length > 0 ? { error: "several documents" } : { value: plain(document.root) };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]));
}

function comparable(answer: Answer): string {
  return "error" in answer ? "refused" : JSON.stringify(sorted(answer.value ?? {}));
}

describe("readYaml and Python's readers", async () => {
  const used = new Set<string>();
  const answers = await Promise.all(cases.map(({ text }) => ours(text)));
  const explained = cases.map((one, index) => {
    const answer = answers[index] ?? {};
    if (comparable(answer) === comparable(one.libyaml)) return { one, answer, why: "same" };
    const why = differences.find(({ holds }) => holds(one, answer))?.why;
    if (why !== undefined) used.add(why);
    return { one, answer, why };
  });

  it.each([...new Set(cases.map(({ subject }) => subject))])("agree about %s, or differ for a reason", (subject) => {
    expect(explained.filter(({ one, why }) => one.subject === subject && why === undefined)).toEqual([]);
  });

  it("differ for no reason that is out of date", () => {
    expect(differences.filter(({ why }) => !used.has(why))).toEqual([]);
  });

  it("mostly agree", () => {
    expect(cases.length).toBeGreaterThan(1000);
    expect(explained.filter(({ why }) => why !== "same").length).toBeLessThan(cases.length / 10);
    expect(explained.filter(({ one }) => "value" in one.libyaml).length).toBeGreaterThan(cases.length / 4);
  });
});
