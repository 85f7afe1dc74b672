import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedCases, writtenCases } from "./yaml-cases.ts";

/**
 * Asks Python's YAML readers what they make of the texts in `yaml-cases.ts`, and records it in `fixtures/oracles/yaml.json`: cfn-lint's
 * loader, which is libyaml's with CloudFormation's tags, and, where it says something else, PyYAML's own. Needs Python 3 with cfn-lint and
 * a PyYAML that was built with libyaml.
 *
 *     npx tsx tools/oracles/yaml.ts
 */
function main(): void {
  const written = Object.entries(writtenCases).flatMap(([subject, texts]) => texts.map((text) => ({ subject, text })));
  const generated = [...new Set(generatedCases(1500, 20261122))].map((text) => ({ subject: "generated", text }));
  const cases = [...written, ...generated];
  const input = JSON.stringify(cases.map(({ text }) => text));
  const output = execFileSync("python3", [join(import.meta.dirname, "yaml-answers.py")], { input, encoding: "utf8", maxBuffer: 1 << 28 });
  const { versions, answers } = JSON.parse(output) as { versions: Record<string, string>; answers: { libyaml: unknown; pure: unknown }[] };
  const recorded = cases.map((one, index) => {
    const { libyaml, pure } = answers[index] ?? { libyaml: undefined, pure: undefined };
    return { ...one, libyaml, ...(sameAnswer(libyaml, pure) ? {} : { pure }) };
  });
  const lines = recorded.map((one) => `    ${JSON.stringify(one)}`).join(",\n");
  const head = JSON.stringify({ asked: new Date().toISOString().slice(0, 10), versions }).slice(1, -1);
  writeFileSync(join(import.meta.dirname, "../../fixtures/oracles/yaml.json"), `{\n  ${head},\n  "cases": [\n${lines}\n  ]\n}\n`);
  console.log(`${recorded.length} texts, ${recorded.filter((one) => "pure" in one).length} of which the two readers disagree about`);
}

/** Two refusals are alike however they are worded. */
function sameAnswer(one: unknown, other: unknown): boolean {
  const isError = (answer: unknown): boolean => typeof answer === "object" && answer !== null && "error" in answer;
  return isError(one) ? isError(other) : JSON.stringify(one) === JSON.stringify(other);
}

main();
