import type { Facts } from "../../src/model/effective.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Problem } from "../../src/model/problem.ts";
import { link } from "../../src/effective/link.ts";
import { parsers } from "../../src/parsers/registry.ts";
import { builtinRules } from "../../src/rules/builtin.generated.ts";
import { evaluate } from "../../src/rules/evaluate.ts";

export interface TextScan {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

const noFacts: Facts = { accountDefaults: {}, images: {} };

/**
 * The whole pipeline for one text, without file system and configuration: the first parser that recognises it, effective settings,
 * all built-in rules. Fails when no parser recognises it.
 */
export async function scanText(path: string, text: string): Promise<TextScan> {
  const problems: Problem[] = [];
  for (const entry of parsers) {
    if (!entry.files(path) || !entry.hints.some((hint) => text.includes(hint))) continue;
    const parser = await entry.load();
    const result = await parser.parse({ dir: ".", sources: [{ path, text }], called: false });
    problems.push(...result.problems);
    if (!result.recognised) continue;
    const resources = link(result.resources, result.root, noFacts);
    const { findings } = evaluate(resources, builtinRules, (rule) => ({ enabled: true, severity: rule.severity, parameters: {} }));
    return { findings, problems };
  }
  if (problems.length > 0) return { findings: [], problems };
  throw new Error(`no parser recognises ${path}`);
}
