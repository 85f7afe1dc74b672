import type { CodeFlow, Log, Notification, Result, Run } from "sarif";
import type { Finding, Note, Report } from "../model/finding.ts";
import type { Rule } from "../model/rule.ts";
import { bySeverity, levelOfFinding } from "./order.ts";
import { spanKey } from "./places.ts";
import { unfollowedSentences } from "./coverage.ts";
import { cutNotification, notificationDescriptors, problemNotification, unfollowedNotification } from "./sarif-notifications.ts";
import { noted, physical, plainText, rootId } from "./sarif-places.ts";
import { bareDescriptor, ended, ruleDescriptor } from "./sarif-rules.ts";
import { sourcesFrom } from "./sources.ts";
import type { ReadSource, Sources } from "./sources.ts";
import { count } from "./words.ts";

export interface SarifOptions {
  readonly rules: readonly Rule[];
  readonly readSource: ReadSource;
  /** The category of the upload; left out, the workflow's own `category` input counts. */
  readonly category?: string;
  /** One line instead of two spaces of indentation. */
  readonly minify?: boolean;
}

/** GitHub refuses more: https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning */
const resultLimit = 25_000;
const locationLimit = 1_000;
/** UTF-16 units; larger files get no line hash from us (a second of work), and the upload action adds its own. */
const hashLimit = 4 * 1024 * 1024;
/** A message with more links than this is no message any more; the other places are listed without one. */
const linkLimit = 10;

/**
 * SARIF 2.1.0 for GitHub code scanning: one run, paths relative to the root of the scan, problems as notifications of a
 * successful execution. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export async function renderSarif(report: Report, options: SarifOptions): Promise<string> {
  const log: Log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [await runOf(report, options)] };
  return `${JSON.stringify(log, undefined, options.minify === true ? 0 : 2)}\n`;
}

async function runOf(report: Report, options: SarifOptions): Promise<Run> {
  const sources = sourcesFrom(options.readSource);
  const findings = worst(report.findings);
  const rules = new Map(options.rules.map((rule) => [rule.id, ruleDescriptor(rule)]));
  for (const { rule, severity } of findings) if (!rules.has(rule)) rules.set(rule, bareDescriptor(rule, severity));
  const indices = new Map([...rules.keys()].map((id, index) => [id, index]));
  const hashes = await lineHashes(findings, options.readSource);
  return {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        informationUri: report.tool.url,
        rules: [...rules.values()],
        notifications: notificationDescriptors(),
      },
    },
    ...automation(options.category),
    originalUriBaseIds: { [rootId]: { description: { text: "The root of the scan: the repository." } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, findings, sources) }],
    columnKind: "utf16CodeUnits",
    results: findings.map((finding) => resultOf(finding, indices.get(finding.rule) ?? -1, sources, hashes)),
  };
}

/** GitHub takes everything up to the last slash as the category. */
function automation(category: string | undefined): Pick<Run, "automationDetails"> {
  if (category === undefined || category === "") return {};
  return { automationDetails: { id: category.endsWith("/") ? category : `${category}/` } };
}

/** At most as many findings as GitHub takes, the worst ones, in the report's order. */
function worst(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= resultLimit) return findings;
  const kept = new Set(bySeverity(findings).slice(0, resultLimit));
  return findings.filter((finding) => kept.has(finding));
}

function notifications(report: Report, kept: readonly Finding[], sources: Sources): Notification[] {
  const said = report.problems.map((problem) => problemNotification(problem, sources));
  const dropped = report.findings.length - kept.length;
  if (dropped > 0) said.push(cutNotification(`${count(dropped, "finding")} of the lowest severity left out: GitHub takes ${resultLimit} results`));
  const long = kept.filter((finding) => finding.related.length > locationLimit || finding.trail.length > locationLimit).length;
  if (long > 0) said.push(cutNotification(`${count(long, "finding")} with more than ${locationLimit} related places: the rest of them left out`));
  said.push(...unfollowedSentences(report.summary).map(unfollowedNotification));
  return said;
}

function resultOf(finding: Finding, ruleIndex: number, sources: Sources, hashes: LineHashes): Result {
  const related = finding.related.slice(0, locationLimit);
  const { address, kind, type } = finding.resource;
  const lineHash = hashes(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levelOfFinding(finding),
    message: { text: messageOf(finding, related) },
    locations: [
      {
        physicalLocation: physical(finding.location, sources),
        ...(address === "" ? {} : { logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((note, index) => noted(note, sources, index + 1)) }),
    ...codeFlows(finding, sources),
    partialFingerprints: { ...(lineHash === undefined ? {} : { primaryLocationLineHash: lineHash }), "imdslint/v1": finding.fingerprint },
    properties: { certainty: finding.certainty, severity: finding.severity, resourceKind: kind, resourceType: type },
  };
}

/** The message, which says in which scenarios it holds, and links to the related places, which GitHub shows only where the text links to them. */
function messageOf(finding: Finding, related: readonly Note[]): string {
  const sentences = [ended(plainText(finding.message) || finding.rule)];
  const links = related.slice(0, linkLimit).map((note, index) => `[${plainText(note.text) || "related place"}](${index + 1})`);
  if (links.length > 0) {
    const others = finding.related.length > links.length ? ` and ${finding.related.length - links.length} more` : "";
    sentences.push(`See ${links.join(", ")}${others}.`);
  }
  return sentences.join(" ");
}

/** The way of the value, step by step; left out where it never leaves the primary place. */
function codeFlows({ trail, location }: Finding, sources: Sources): Pick<Result, "codeFlows"> {
  if (trail.every((hop) => spanKey(hop.location) === spanKey(location))) return {};
  const locations = trail.slice(-locationLimit).map((hop) => ({ location: noted(hop, sources) }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] satisfies CodeFlow[] };
}

type LineHashes = (finding: Finding) => string | undefined;

/**
 * GitHub's fingerprint of the primary line, for files with findings only (hashing takes about 0.25 s per MB). The text is
 * hashed with its byte order mark, as github/codeql-action does.
 */
async function lineHashes(findings: readonly Finding[], read: ReadSource): Promise<LineHashes> {
  if (findings.length === 0) return () => undefined;
  const { computeRollingHashes } = await import("@microsoft/sarif");
  const lines = new Map<string, Set<number>>();
  for (const { location } of findings) {
    const inFile = lines.get(location.path) ?? new Set();
    lines.set(location.path, inFile.add(location.start.line));
  }
  const hashes = new Map<string, string>();
  for (const [path, wanted] of lines) {
    const text = read(path);
    if (text === undefined || text.length > hashLimit) continue;
    const ofFile = computeRollingHashes(text);
    for (const line of wanted) hashes.set(`${line} ${path}`, ofFile.get(line) ?? "");
  }
  return ({ location }) => hashes.get(`${location.start.line} ${location.path}`) || undefined;
}
