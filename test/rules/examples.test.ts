import { describe, expect, it } from "vitest";
import type { Format } from "../../src/model/setting.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { scanText } from "../support/scan-text.ts";

const fileNames: Readonly<Record<Format, string>> = { terraform: "main.tf", cloudformation: "template.yaml", "launch-template-json": "template.json" };

interface Example {
  readonly name: string;
  readonly rule: string;
  readonly format: Format;
  readonly text: string;
}

function examples(which: "bad" | "good"): readonly Example[] {
  return builtinRules.flatMap((rule) =>
    (Object.entries(rule.examples) as [Format, Record<"bad" | "good", readonly string[]>][]).flatMap(([format, texts]) =>
      texts[which].map((text, index) => ({ name: `${rule.id}, ${format} ${index + 1}`, rule: rule.id, format, text })),
    ),
  );
}

/** Where these leave IMDSv1 open, tokens-required has to say so too: they name the mistake, it names what follows. */
const companions: Readonly<Record<string, string>> = { "dropped-options": "tokens-required", "invalid-value": "tokens-required", "weakened-override": "tokens-required" };

describe("a bad example has exactly one finding, of its rule: it shows one thing", () => {
  it.each(examples("bad"))("$name", async ({ rule, format, text }) => {
    const scanned = await scanText(fileNames[format], text);
    expect(scanned.problems).toEqual([]);
    const findings = scanned.findings.filter((finding) => finding.rule !== companions[rule]);
    expect(findings.map((finding) => `${finding.rule} ${finding.certainty}`)).toEqual([`${rule} definite`]);
    expect(findings[0]?.resource.format).toBe(format);
  });
});

describe("a good example has none", () => {
  it.each(examples("good"))("$name", async ({ format, text }) => {
    expect(await scanText(fileNames[format], text)).toEqual({ findings: [], problems: [] });
  });
});
