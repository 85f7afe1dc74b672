import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { check } from "../../src/cli/check.ts";
import type { Finding } from "../../src/model/finding.ts";
import { read } from "./files.ts";

/** The rule that docs/adding-a-rule.md builds, used as a reader would use it: as a rule of their own. */
const text = /```yaml\n(?<rule># yaml-language-server[^]*?)```/.exec(read("docs/adding-a-rule.md"))?.groups?.["rule"] ?? "";
const { id, examples } = parse(text) as { readonly id: string; readonly examples: { readonly terraform: { readonly bad: readonly string[]; readonly good: readonly string[] } } };

describe("the rule of docs/adding-a-rule.md", () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "imdslint-guide-"));
    mkdirSync(join(directory, ".git"));
    writeFileSync(join(directory, `${id}.yaml`), text);
    writeFileSync(join(directory, ".imdslint.yaml"), `custom-rules: [${id}.yaml]\n`);
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  async function findings(code: string): Promise<readonly Finding[]> {
    writeFileSync(join(directory, "main.tf"), code);
    const { report } = await check({ paths: ["main.tf"], cwd: directory, note: () => undefined });
    expect(report.problems).toEqual([]);
    return report.findings;
  }

  test.each(examples.terraform.bad)("finds its bad example %#", async (code) => {
    expect((await findings(code)).map((finding) => [finding.rule, finding.certainty])).toEqual([[id, "definite"]]);
  });

  test.each(examples.terraform.good)("is silent about its good example %#", async (code) => {
    expect(await findings(code)).toEqual([]);
  });

  test("says what is possible, and is silent while the endpoint is off", async () => {
    const [bad = ""] = examples.terraform.bad;
    const unknown = await findings(`variable "ipv6" {}\n${bad.replace('"enabled"', "var.ipv6")}`);
    expect(unknown.map((finding) => [finding.rule, finding.certainty])).toEqual([[id, "possible"]]);
    expect(unknown[0]?.message).toContain("var.ipv6");
    expect(await findings(bad.replace("http_tokens ", 'http_endpoint = "disabled"\n    http_tokens ')).then((all) => all.filter((finding) => finding.rule === id))).toEqual([]);
  });
});
