import { existsSync, readFileSync } from "node:fs";

/** A finding that a fixture expects, as `LINE RULE CERTAINTY`. */
export type Expectation = string;

/**
 * What a fixture says of itself: `# expect: RULE [CERTAINTY], ...` (or `// expect:`) on the line where the finding starts; for JSON,
 * which has no comments, a file `NAME.json.expect` with lines `LINE RULE [CERTAINTY]`. Unmarked means silent. Sorted.
 */
export function expectations(path: string): readonly Expectation[] {
  if (path.endsWith(".json")) {
    const beside = `${path}.expect`;
    const lines = existsSync(beside) ? readFileSync(beside, "utf8").split("\n") : [];
    return lines.map((line) => line.trim()).filter((line) => line !== "").map(certain).sort();
  }
  const lines = readFileSync(path, "utf8").split(/\r\n|\n|\r/);
  return lines.flatMap((line, index) => marks(line).map((mark) => certain(`${index + 1} ${mark}`))).sort();
}

function marks(line: string): readonly string[] {
  const marked = /(?:#|\/\/) expect: (.*)$/.exec(line)?.[1];
  return marked === undefined ? [] : marked.split(",").map((mark) => mark.trim());
}

/** Without a certainty the finding is definite. */
function certain(mark: string): Expectation {
  return mark.split(/\s+/).length === 2 ? `${mark} definite` : mark;
}
