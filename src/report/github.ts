import type { Finding, Report } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Location } from "../model/source.ts";
import { rulePage } from "./links.ts";
import { bySeverity, levelOfFinding } from "./order.ts";
import { visible } from "./visible.ts";
import { count, cut, list, oneLine } from "./words.ts";

export interface AnnotationOptions {
  /** The directory that the report's paths are relative to, seen from the workspace; "" when they are the same. */
  readonly prefix: string;
}

/**
 * The commands that put annotations into the log of a workflow step.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
type Command = "error" | "warning" | "notice";

interface Annotation {
  readonly command: Command;
  readonly location: Location;
  readonly title: string;
  readonly message: string;
}

/** The runner keeps ten annotations of each type per step and drops the rest without a word. */
const annotationsPerCommand = 10;
/** The runner cuts longer messages. */
const messageLimit = 4096;

/**
 * Findings and problems as workflow commands, one per line: at most ten of each type, problems first among the warnings, then
 * the worst findings. The last line says how many more there are. Empty when there is nothing to say.
 */
export function renderAnnotations(report: Report, options: AnnotationOptions): string {
  const all = [...report.problems.map(problemAnnotation), ...bySeverity(report.findings).map(findingAnnotation)];
  const used = new Map<Command, number>();
  const lines: string[] = [];
  for (const annotation of all) {
    const number = (used.get(annotation.command) ?? 0) + 1;
    used.set(annotation.command, number);
    if (number <= annotationsPerCommand) lines.push(commandLine(annotation, options.prefix));
  }
  if (lines.length < all.length) lines.push(`${moreWords(used)} more in the job summary.`);
  return lines.map((line) => `${line}\n`).join("");
}

/**
 * Wraps text for people so that the runner takes none of its lines for a workflow command: what was scanned may contain
 * them. `token` is random, chosen by the caller for this one call.
 */
export function withoutCommands(text: string, token: string): string {
  let unused = token;
  while (text.includes(unused)) unused += "-";
  return `::stop-commands::${unused}\n${text}${text.endsWith("\n") || text === "" ? "" : "\n"}::${unused}::\n`;
}

function findingAnnotation(finding: Finding): Annotation {
  const level = levelOfFinding(finding);
  const word = finding.certainty === "possible" ? "possible" : finding.severity;
  const lines = [visible(oneLine(finding.message)), visible(oneLine(finding.fix)), rulePage(finding.rule)];
  return {
    command: level === "note" ? "notice" : level,
    location: finding.location,
    title: visible(`${finding.rule} (${word})`),
    message: lines.filter((line) => line !== "").join("\n"),
  };
}

function problemAnnotation({ kind, message, location }: Problem): Annotation {
  return { command: "warning", location, title: `not checked (${kind})`, message: visible(oneLine(message)) };
}

function commandLine({ command, location, title, message }: Annotation, prefix: string): string {
  const properties = [`file=${property(joined(prefix, location.path))}`, ...spanProperties(location), `title=${property(title)}`];
  return `::${command} ${properties.join(",")}::${data(cut(message, messageLimit))}`;
}

/** The runner drops both columns when a span covers several lines, so such a span is reported on its first line. */
function spanProperties({ start, end }: Location): readonly string[] {
  const first = [`line=${start.line}`, `endLine=${start.line}`, `col=${start.column}`];
  return end.line === start.line ? [...first, `endColumn=${end.column}`] : first;
}

function joined(prefix: string, path: string): string {
  const directory = prefix.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  return directory === "" || directory === "." ? path : `${directory}/${path}`;
}

function moreWords(used: ReadonlyMap<Command, number>): string {
  const dropped = [...used].flatMap(([command, number]) => (number > annotationsPerCommand ? [count(number - annotationsPerCommand, command)] : []));
  return list(dropped);
}

/** The runner's escapes for the text of a command: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** The runner's escapes for a property of a command. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
