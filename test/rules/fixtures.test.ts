import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { scanText } from "../support/scan-text.ts";

const directory = join(import.meta.dirname, "../../fixtures/rules");
const files = (await readdir(directory, { recursive: true })).filter((name) => /\.(tf|ya?ml|json)$/.test(name)).sort();

/** What a fixture says of itself: `# expect: RULE [CERTAINTY], ...` on the line of the finding; for JSON a file of `LINE RULE [CERTAINTY]`. */
async function expected(file: string, text: string): Promise<readonly string[]> {
  if (file.endsWith(".json")) {
    const lines = (await readFile(join(directory, `${file}.expect`), "utf8")).trim().split("\n");
    return lines.filter((line) => line !== "").map(withCertainty);
  }
  return text.split("\n").flatMap((line, index) => {
    const marks = /(?:#|\/\/) expect: (.*)$/.exec(line)?.[1] ?? "";
    return marks === "" ? [] : marks.split(", ").map((mark) => withCertainty(`${index + 1} ${mark}`));
  });
}

function withCertainty(mark: string): string {
  return mark.trim().split(" ").length === 2 ? `${mark.trim()} definite` : mark.trim();
}

it.each(files)("%s", async (file) => {
  const text = await readFile(join(directory, file), "utf8");
  const { findings, problems } = await scanText(file, text);
  expect(problems).toEqual([]);
  expect(findings.map((finding) => `${finding.location.start.line} ${finding.rule} ${finding.certainty}`).sort()).toEqual([...(await expected(file, text))].sort());
});

it("every rule has fixtures of its own", async () => {
  expect((await readdir(directory)).sort()).toEqual(builtinRules.map((rule) => rule.id));
});
