import type { Finding, Report } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Rule } from "../model/rule.ts";
import { coverageSentences, findingsSentence, nothingMatched } from "./coverage.ts";
import { frame, gutterFor } from "./frame.ts";
import { rulePage } from "./links.ts";
import { asBlock, asCode, asProse } from "./markdown-escape.ts";
import { bySeverity, worstFirst } from "./order.ts";
import { plain } from "./paint.ts";
import { otherPlaces } from "./places.ts";
import { sourcesFrom } from "./sources.ts";
import type { ReadSource, Sources } from "./sources.ts";
import { count, cut, opening } from "./words.ts";

export interface MarkdownOptions {
  readonly readSource: ReadSource;
  readonly rules: readonly Rule[];
  /** Bytes of UTF-8 that the page may have; 900 KiB when left out. GitHub refuses a job summary above 1,024 KiB. */
  readonly maxBytes?: number;
}

const usualBytes = 900 * 1024;
/** Kept free for the lines that say what was cut. */
const reserve = 512;
const messageLimit = 2_000;
const placesShown = 20;
const frameWidth = 120;
const whyLength = 500;

/**
 * The report as a page of GitHub Markdown, for a job summary or a comment: counts, the findings in collapsed details with the
 * worst first, problems, coverage. What does not fit is counted aloud. Nothing that was scanned can become markup.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const maxBytes = options.maxBytes ?? usualBytes;
  const head = headOf(report);
  const coverage = ["### Coverage", coverageSentences(report.summary).map((sentence) => `- ${asProse(sentence)}`).join("\n")].join("\n\n");
  const free = maxBytes - bytes(head) - bytes(coverage) - reserve;
  const problems = problemsSection(report.problems, report.findings.length === 0 ? free : Math.floor(free / 4));
  const findings = findingsSection(report, options, free - bytes(problems));
  return `${[head, findings, problems, coverage].filter((section) => section !== "").join("\n\n")}\n`;
}

function headOf({ summary, tool }: Report): string {
  const nothing = nothingMatched(summary);
  const verdict = nothing === undefined ? findingsSentence(summary) : `${findingsSentence(summary)}; ${nothing}`;
  const rows = [...worstFirst.map((severity) => [severity, summary.findings[severity]] as const), ["possible", summary.findings.possible] as const];
  const shown = rows.filter(([, number]) => number > 0).map(([word, number]) => `| ${word} | ${number} |`);
  const table = shown.length === 0 ? [] : [["| Severity | Findings |", "| :-- | --: |", ...shown].join("\n")];
  return [`## ${asProse(tool.name)}`, asProse(verdict), ...table].join("\n\n");
}

interface Layout {
  /** Between the title and the first entry. */
  readonly lead: string;
  /** Between entries. */
  readonly joint: string;
  /** What an entry is. */
  readonly noun: string;
}

/** Takes entries while they fit; what does not fit is counted in the last line. */
function fill(title: string, entries: Iterable<string>, total: number, budget: number, { lead, joint, noun }: Layout): string {
  const taken: string[] = [];
  let left = budget - bytes(title);
  for (const entry of entries) {
    const size = bytes(entry) + joint.length;
    if (size > left) break;
    taken.push(entry);
    left -= size;
  }
  const missing = total - taken.length;
  const rest = missing === 0 ? [] : [`**${count(missing, noun)} not shown**: this page is full. The log and the other reports have all of them.`];
  return [taken.length === 0 ? title : `${title}${lead}${taken.join(joint)}`, ...rest].join("\n\n");
}

function findingsSection(report: Report, options: MarkdownOptions, budget: number): string {
  if (report.findings.length === 0) return "";
  const sources = sourcesFrom(options.readSource);
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  const entries = lazily(bySeverity(report.findings), (finding) => findingDetails(finding, rules.get(finding.rule), sources));
  return fill("### Findings", entries, report.findings.length, budget, { lead: "\n\n", joint: "\n\n", noun: "finding" });
}

function problemsSection(problems: readonly Problem[], budget: number): string {
  if (problems.length === 0) return "";
  const title = "### Problems: this could not be checked\n\n| Where | Kind | What |\n| :-- | :-- | :-- |";
  const entries = lazily(problems, ({ kind, message, location }) => {
    return `| ${asCode(`${location.path}:${location.start.line}:${location.start.column}`)} | ${kind} | ${asProse(cut(message, messageLimit))} |`;
  });
  return fill(title, entries, problems.length, budget, { lead: "\n", joint: "\n", noun: "problem" });
}

/** Entries are written only as far as they are wanted: a full page must not cost the time of an endless one. */
function* lazily<T>(items: readonly T[], write: (item: T) => string): Generator<string> {
  for (const item of items) yield write(item);
}

function findingDetails(finding: Finding, rule: Rule | undefined, sources: Sources): string {
  const word = finding.certainty === "possible" ? `possible, ${finding.severity}` : finding.severity;
  const place = asCode(`${finding.location.path}:${finding.location.start.line}`);
  const parts = [
    `<details>\n<summary><b>${word}</b> ${asCode(finding.rule)} ${asProse(cut(finding.message, messageLimit))} (${place})</summary>`,
    ...frameOf(finding, sources),
    ...placesOf(finding),
  ];
  const why = opening(rule?.why ?? "", whyLength);
  if (why !== "") parts.push(`**Why** ${asProse(why)}`);
  if (finding.fix !== "") parts.push(`**Fix** ${asProse(cut(finding.fix, messageLimit))}`);
  parts.push(`[Documentation](${rulePage(finding.rule)})`, "</details>");
  return parts.join("\n\n");
}

function frameOf({ location }: Finding, sources: Sources): readonly string[] {
  const source = sources(location.path);
  if (source === undefined) return [];
  const lines = frame(source, location, { gutter: gutterFor([location]), width: frameWidth, mark: "^", paint: plain, tone: "note" });
  return lines.length === 0 ? [] : [asBlock(lines)];
}

function placesOf(finding: Finding): readonly string[] {
  const places = otherPlaces(finding);
  if (places.length === 0) return [];
  const shown = places.slice(0, placesShown).map(({ location, text }) => {
    return `- ${asCode(`${location.path}:${location.start.line}:${location.start.column}`)}: ${asProse(cut(text, messageLimit))}`;
  });
  const rest = places.length > shown.length ? [`- and ${places.length - shown.length} more places`] : [];
  return [[...shown, ...rest].join("\n")];
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
