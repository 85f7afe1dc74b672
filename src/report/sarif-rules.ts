import type { ReportingDescriptor } from "sarif";
import type { Severity } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import type { Format } from "../model/setting.ts";
import { rulePage } from "./links.ts";
import { levelOf } from "./order.ts";
import { cut, oneLine } from "./words.ts";

/** GitHub's limits: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning */
const textLimit = 1024;
const tagLimit = 10;

/** Inside GitHub's bands (over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low), away from their edges. */
const securitySeverity: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.1", medium: "5.5", low: "3.1" };
const problemSeverity: Readonly<Record<Severity, string>> = { critical: "error", high: "error", medium: "warning", low: "recommendation" };
const formatTitles: Readonly<Record<Format, string>> = { terraform: "Terraform", cloudformation: "CloudFormation", "launch-template-json": "Launch template JSON" };

/** A rule as code scanning shows it: its page is `help.markdown`. */
export function ruleDescriptor(rule: Rule): ReportingDescriptor {
  const title = ended(oneLine(rule.title));
  const why = ended(oneLine(rule.why)) || title;
  return {
    id: rule.id,
    ...named(rule.id),
    shortDescription: { text: cut(title, textLimit) },
    fullDescription: { text: cut(why, textLimit) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    helpUri: rulePage(rule.id),
    defaultConfiguration: { level: levelOf(rule.severity) },
    properties: {
      tags: tagsOf(rule),
      precision: "high",
      "problem.severity": problemSeverity[rule.severity],
      "security-severity": securitySeverity[rule.severity],
    },
  };
}

/** A descriptor for a rule of which only the name is known. */
export function bareDescriptor(id: string, severity: Severity): ReportingDescriptor {
  return ruleDescriptor({ id, title: id, severity, kinds: [], when: {}, at: "httpTokens", message: [], why: id, fix: {}, references: [], mappings: {}, examples: {} });
}

/** Prose as a sentence, because viewers run messages together. */
export function ended(text: string): string {
  return text === "" || /[.!?:)…]$/.test(text) ? text : `${text}.`;
}

/** The name that SARIF wants beside an id, `TokensRequired` for `tokens-required`; none where it would repeat the id. */
function named(id: string): Pick<ReportingDescriptor, "name"> {
  const name = id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
  return name === "" || name.toLowerCase() === id.toLowerCase() ? {} : { name };
}

/** Catalogues whose numbers matter most when there are more than GitHub shows. */
const firstCatalogues: readonly string[] = ["cwe", "attack", "security-hub", "cis-aws"];

function tagsOf(rule: Rule): string[] {
  const catalogues = [...firstCatalogues, ...Object.keys(rule.mappings).filter((name) => !firstCatalogues.includes(name))];
  const mapped = catalogues.flatMap((catalogue) => newestFirst(rule.mappings[catalogue] ?? []).map((id) => tagOf(catalogue, id)));
  return [...new Set(["security", ...mapped])].slice(0, tagLimit);
}

/** Numbers with an edition ("v5.0.0/5.7") are listed oldest first in rules; the newest matters most. */
function newestFirst(ids: readonly string[]): readonly string[] {
  return ids.every((id) => /^v?\d[\d.]*\//.test(id)) ? ids.toReversed() : ids;
}

/** CodeQL's form for CWE, which GitHub links; technique numbers of ATT&CK speak for themselves. */
function tagOf(catalogue: string, id: string): string {
  switch (catalogue) {
    case "cwe":
      return `external/cwe/${id.toLowerCase()}`;
    case "attack":
      return id;
    default:
      return `${catalogue}/${id}`;
  }
}

/** A fix that speaks of no resource in particular: its placeholders are filled with general words. */
function general(fix: string, rule: Rule): string {
  return fix.trim().replace(/\{([A-Za-z]+)(?:\.([A-Za-z]+))?\}/g, (whole, head: string, part: string | undefined) => {
    if (head === "address") return "the resource";
    if (head === "type") return "TYPE";
    if (head === "param" && part !== undefined) return String(rule.parameters?.[part]?.default ?? whole);
    return part === "name" ? head : "its value";
  });
}

function fixesOf(rule: Rule): readonly (readonly [string, string])[] {
  const byFormat = (Object.keys(formatTitles) as Format[]).flatMap((format) => {
    const fix = rule.fix[format];
    return fix === undefined ? [] : [[formatTitles[format], general(fix, rule)] as const];
  });
  return [...byFormat, ...Object.entries(rule.fixByType ?? {}).map(([type, fix]) => [type, general(fix, rule)] as const)];
}

function helpText(rule: Rule): string {
  const fixes = fixesOf(rule).map(([format, fix]) => `Fix (${format}): ${oneLine(fix)}`);
  return [ended(oneLine(rule.why)), ...fixes, `Documentation: ${rulePage(rule.id)}`].join("\n\n");
}

function helpMarkdown(rule: Rule): string {
  const fixes = fixesOf(rule).map(([format, fix]) => `- **${format}**: ${fix.replaceAll("\n", "\n  ")}`);
  const parts = [`# ${oneLine(rule.title)}`, rule.why.trim()];
  if (fixes.length > 0) parts.push("## Fix", fixes.join("\n"));
  if (rule.references.length > 0) parts.push("## References", rule.references.map((url) => `- <${url}>`).join("\n"));
  parts.push(`[Documentation of ${rule.id}](${rulePage(rule.id)})`);
  return parts.join("\n\n");
}
