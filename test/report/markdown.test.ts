import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/finding.ts";
import { asBlock, asCode, asProse } from "../../src/report/markdown-escape.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { MarkdownOptions } from "../../src/report/markdown.ts";
import { at, finding, locationOf, note, problem, reading, report, rule } from "../support/report-builder.ts";
import { anyReport, anySource, text as anyText } from "./arbitrary.ts";

const files = { "main.tf": 'resource "aws_instance" "web" {\n  metadata_options {\n    http_tokens = "optional"\n  }\n}\n' };
const tokens = locationOf(files, "main.tf", '"optional"');

function render(of: Report, options: Partial<MarkdownOptions> = {}): string {
  return renderMarkdown(of, { readSource: reading(files), rules: [rule()], ...options });
}

test("a page in full", () => {
  const of = report({
    findings: [finding({ location: tokens, message: "The `web` machine accepts IMDSv1", fix: "Require tokens.", related: [note(at("asg.tf", 2, 3), "launches through it")] })],
    problems: [problem({ message: "a | b" })],
  });
  expect(render(of)).toBe(`## imdslint

1 finding: 1 high

| Severity | Findings |
| :-- | --: |
| high | 1 |

### Findings

<details>
<summary><b>high</b> <code>tokens-required</code> The <code>web</code> machine accepts IMDSv1 (<code>main.tf:3</code>)</summary>

\`\`\`text
3 |     http_tokens = "optional"
  |                   ^^^^^^^^^^
\`\`\`

- <code>asg.tf:2:3</code>: launches through it

**Why** Any request that reaches the endpoint gets the credentials. A token needs a PUT request first.

**Fix** Require tokens.

[Documentation](https://github.com/imdslint/imdslint/blob/main/docs/rules/tokens-required.md)

</details>

### Problems: this could not be checked

| Where | Kind | What |
| :-- | :-- | :-- |
| <code>broken.tf:1:1</code> | syntax | a &#124; b |

### Coverage

- 3 files seen, 2 parsed, 1 skipped (no known format: 1)
- 1 resource; verdicts: 0 pass, 1 fail, 0 unknown
- 1 problem: not everything could be checked, so this report is incomplete
`);
});

test("the worst findings come first, possible ones last", () => {
  const of = report({
    findings: [
      finding({ location: tokens, severity: "critical", certainty: "possible" }),
      finding({ location: tokens, severity: "low" }),
      finding({ location: tokens, severity: "high" }),
    ],
  });
  expect(render(of).match(/<b>[^<]+<\/b>/g)).toEqual(["<b>high</b>", "<b>low</b>", "<b>possible, critical</b>"]);
});

test("nothing matched is said aloud, and a clean report is short", () => {
  expect(render(report({ resources: [] }))).toContain("no findings; no machine, template, image or account default was found in 3 files");
  expect(render(report())).toMatch(/^## imdslint\n\nno findings\n\n### Coverage\n/);
});

test("what does not fit is counted aloud", () => {
  const findings = Array.from({ length: 500 }, (_, index) => finding({ location: tokens, severity: index === 499 ? "critical" : "low", message: `finding number ${index}` }));
  const page = render(report({ findings, problems: Array.from({ length: 300 }, () => problem()) }), { maxBytes: 20_000 });
  const shown = page.match(/<details>/g)?.length ?? 0;
  const rows = page.match(/^\| <code>/gm)?.length ?? 0;
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(20_000);
  expect(shown).toBeGreaterThan(10);
  expect(page).toContain("finding number 499 ");
  expect(page).toContain(`**${500 - shown} findings not shown**`);
  expect(rows).toBeGreaterThan(10);
  expect(page).toContain(`**${300 - rows} problems not shown**`);
  expect(page).toContain("### Coverage");
});

test("the page of a hundred thousand findings stays under GitHub's limit, and is written in time", () => {
  const findings = Array.from({ length: 100_000 }, (_, index) => finding({ location: tokens, message: `finding ${index} ${"日".repeat(100)}` }));
  const start = performance.now();
  const page = render(report({ findings }));
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(Buffer.byteLength(page)).toBeLessThanOrEqual(900 * 1024);
  expect(Buffer.byteLength(page)).toBeGreaterThan(800 * 1024);
});

test.each([
  ["a|b", "a&#124;b"],
  ["<img src=x>", "&#60;img src=x&#62;"],
  ["*bold* _it_", "&#42;bold&#42; &#95;it&#95;"],
  ["[click](http://x)", "&#91;click&#93;(http:\u200B//x)"],
  ["ask @octocat or #12", "ask @\u200Boctocat or #\u200B12"],
  ["www.example.com GH-7", "www.\u200Bexample.com GH-\u200B7"],
  ["a\nb\r\n\r\n# c", "a b # c"],
  ["an & sign", "an &#38; sign"],
  ["set `a|b` now", "set <code>a&#124;b</code> now"],
  ["a lone ` tick", "a lone &#96; tick"],
  ["\u001b[31mred\u202e", "\\u{1b}".replace("\\", "&#92;") + "&#91;31mred" + "&#92;u{202e}"],
])("prose %j is written %j", (text, written) => {
  expect(asProse(text)).toBe(written);
});

test("code keeps one line", () => {
  expect(asCode("a\n`b`")).toBe("<code>a&#92;n&#96;b&#96;</code>");
});

test("a block's fence is longer than any fence in it", () => {
  expect(asBlock(["a ```` b", "```"])).toBe("`````text\na ```` b\n```\n`````");
});

const tags = /<\/?(?:details|summary|b|code)>/g;

/** The page without its code blocks; fails when a block is not closed by its own fence. */
function withoutBlocks(page: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of page.split("\n")) {
    const run = /^`{3,}/.exec(line)?.[0];
    if (fence === undefined && run !== undefined) fence = run;
    else if (fence !== undefined && line === fence) fence = undefined;
    else if (fence === undefined) kept.push(line);
  }
  expect(fence).toBeUndefined();
  return kept.join("\n");
}

test("nothing that was scanned becomes markup, a mention or a table cell", () => {
  fc.assert(
    fc.property(anyReport, anySource, (any, source) => {
      const page = withoutBlocks(render(any, { readSource: () => source }));
      expect(page.match(/<details>/g) ?? []).toHaveLength(any.findings.length);
      expect(page.match(/<\/details>/g) ?? []).toHaveLength(any.findings.length);
      expect(page.replace(tags, "")).not.toMatch(/[<>`\\~]/);
      // GitHub makes no mentions inside code.
      expect(page.replace(/<code>[^<]*<\/code>/g, "")).not.toMatch(/@\w|(?<!&)#\w/);
      for (const row of page.split("\n").filter((line) => line.startsWith("|"))) expect([3, 4]).toContain(row.split("|").length - 1);
      expect(page.match(/^#+ .*/gm)?.every((line) => /^(## imdslint|### (Findings|Coverage|Problems: this could not be checked))$/.test(line))).toBe(true);
      expect(page.match(/\]\([^)]*\)/g)?.every((link) => link.startsWith("](https://github.com/imdslint/")) ?? true).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("prose never spans lines", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(asProse(text) + asCode(text)).not.toMatch(/[\n\r\u2028\u2029]/);
    }),
  );
});
