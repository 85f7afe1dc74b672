import type { Finding, Report } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import { coverageSentences, findingsSentence, nothingMatched } from "./coverage.ts";
import { findingText, possibleText, problemText } from "./finding-text.ts";
import type { Page } from "./finding-text.ts";
import { paintFor } from "./paint.ts";
import type { Paint } from "./paint.ts";
import { sourcesFrom } from "./sources.ts";
import type { ReadSource } from "./sources.ts";
import { visible } from "./visible.ts";
import { pointer } from "./words.ts";

export interface TextOptions {
  readonly color: boolean;
  /** Whether the terminal understands hyperlinks (OSC 8). */
  readonly hyperlinks: boolean;
  /** Columns of the terminal; 100 when it is not known. */
  readonly width?: number;
  /** Leaves out why, fix and summary; never problems. */
  readonly quiet: boolean;
  readonly readSource: ReadSource;
  readonly rules: readonly Rule[];
}

const usualWidth = 100;

/**
 * The report for people, in the manner of rustc: findings by file with code frames, then problems, then what was covered.
 * Text that was scanned is printed with its invisible characters written out, so it cannot command the terminal.
 */
export async function renderText(report: Report, options: TextOptions): Promise<string> {
  const page = await pageFor(options);
  const blocks: string[] = [];
  for (const [path, findings] of byFile(report.findings)) {
    blocks.push(page.paint("heading", visible(path)), ...blocksOf(findings, page));
  }
  blocks.push(...problemBlocks(report, page), ...summaryBlock(report, options.quiet, page.paint));
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}\n`;
}

/** The problems of a report as blocks of text, under one heading; none when there are none. */
export function problemBlocks(report: Report, page: Page): readonly string[] {
  if (report.problems.length === 0) return [];
  return [page.paint("heading", "Problems: this could not be checked"), ...report.problems.map((problem) => problemText(problem, page))];
}

/** What all parts of one text report share. */
export async function pageFor(options: TextOptions): Promise<Page> {
  return {
    paint: await paintFor(options.color),
    width: options.width ?? usualWidth,
    hyperlinks: options.hyperlinks,
    quiet: options.quiet,
    sources: sourcesFrom(options.readSource),
    rules: new Map(options.rules.map((rule) => [rule.id, rule])),
    said: new Set(),
  };
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const inFile = files.get(finding.location.path);
    if (inFile === undefined) files.set(finding.location.path, [finding]);
    else inFile.push(finding);
  }
  return files;
}

/** A block for each finding; possible ones that stand at one place share theirs. */
function blocksOf(findings: readonly Finding[], page: Page): readonly string[] {
  const blocks: string[] = [];
  let together: Finding[] = [];
  for (const [at, finding] of findings.entries()) {
    if (finding.certainty !== "possible") {
      blocks.push(findingText(finding, page));
      continue;
    }
    together.push(finding);
    const next = findings[at + 1];
    if (next?.certainty === "possible" && pointer(next.location) === pointer(finding.location)) continue;
    blocks.push(possibleText(together, page));
    together = [];
  }
  return blocks;
}

function summaryBlock(report: Report, quiet: boolean, paint: Paint): readonly string[] {
  const { summary } = report;
  const nothing = nothingMatched(summary);
  if (quiet) return nothing === undefined ? [] : [nothing];
  const verdict = findingsSentence(summary);
  const isClean = report.findings.length === 0 && report.problems.length === 0 && nothing === undefined;
  const lines = [isClean ? paint("good", verdict) : verdict, ...(nothing === undefined ? [] : [nothing]), ...coverageSentences(summary)];
  return [lines.join("\n")];
}
