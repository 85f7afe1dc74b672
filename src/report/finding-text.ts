import type { Finding, Note } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Rule } from "../model/rule.ts";
import type { Location } from "../model/source.ts";
import { emptyRow, frame, gutterFor } from "./frame.ts";
import { rulePage } from "./links.ts";
import type { Paint, Tone } from "./paint.ts";
import { otherPlaces } from "./places.ts";
import type { Sources } from "./sources.ts";
import { cellsOf, visible } from "./visible.ts";
import { oneLine, opening, pointer } from "./words.ts";

/** What the text of all findings of one report shares. */
export interface Page {
  readonly paint: Paint;
  /** Columns. */
  readonly width: number;
  readonly hyperlinks: boolean;
  readonly quiet: boolean;
  readonly sources: Sources;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Prose that was already printed: it is said once in a report. */
  readonly said: Set<string>;
}

const framesShown = 6;
const hintsShown = 2;
const openingLength = 280;

/** One finding with its frames and notes. */
export function findingText(finding: Finding, page: Page): string {
  return findingLines(finding, page).join("\n");
}

/** Possible findings of one place in compact form: each message names the unknown, the places show it once. */
export function possibleText(findings: readonly Finding[], page: Page): string {
  const places = new Map<string, Note>();
  for (const place of findings.flatMap(otherPlaces)) {
    const key = pointer(place.location);
    if (!places.has(key)) places.set(key, place);
  }
  const [first] = findings;
  const messages = findings.map(({ message }, index) => (index === 0 ? message : withoutReasonOf(first?.message ?? "", message)));
  return [
    ...findings.map((finding, index) => heading("note", "note", finding.rule, messages[index] ?? finding.message, page, rulePage(finding.rule))),
    ...(first === undefined ? [] : [arrow("-->", 1, first.location, page)]),
    ...[...places.values()].slice(0, hintsShown).map((place) => `${arrow(":::", 1, place.location, page)}: ${visible(oneLine(place.text))}`),
  ].join("\n");
}

/** A message without the reason in brackets at its end, where that is the one of the message above. */
function withoutReasonOf(above: string, message: string): string {
  for (let at = above.indexOf(" ("); at >= 0; at = above.indexOf(" (", at + 1)) {
    const reason = above.slice(at);
    if (message.endsWith(reason)) return `${message.slice(0, -reason.length)}, for the same reason.`;
  }
  return message;
}

/** One problem: what we could not look at and why. */
export function problemText(problem: Problem, page: Page): string {
  const lines = [heading("problem", "problem", problem.kind, problem.message, page)];
  const framed = problem.kind === "syntax" ? problem.location : undefined;
  const gutter = gutterFor(framed === undefined ? [] : [framed]);
  lines.push(arrow("-->", gutter, problem.location, page));
  const drawn = framed === undefined ? [] : codeFrame(framed, "^", "problem", gutter, page);
  if (drawn.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }), ...drawn);
  return lines.join("\n");
}

function findingLines(finding: Finding, page: Page): readonly string[] {
  const places = otherPlaces(finding);
  const framed = places.slice(0, framesShown);
  const gutter = gutterFor([finding.location, ...framed.map((place) => place.location)]);
  const lines = [
    heading(finding.severity, finding.severity, finding.rule, finding.message, page, rulePage(finding.rule)),
    arrow("-->", gutter, finding.location, page),
  ];
  const primary = codeFrame(finding.location, "^", finding.severity, gutter, page);
  if (primary.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }), ...primary);
  for (const place of framed) lines.push(...placeLines(place, gutter, page));
  if (places.length > framed.length) lines.push(`${" ".repeat(gutter)} ${page.paint("gutter", ":::")} and ${places.length - framed.length} more places`);
  if (places.length > 0 || primary.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }));
  lines.push(...noteLines(finding, gutter, page));
  return lines;
}

function noteLines(finding: Finding, gutter: number, page: Page): readonly string[] {
  const lines: string[] = [];
  const toldWhy = `why ${finding.rule}`;
  const why = page.quiet || page.said.has(toldWhy) ? "" : opening(page.rules.get(finding.rule)?.why ?? "", openingLength);
  if (first(toldWhy, why, page)) lines.push(...prose("why", visible(why), gutter, page));
  const fix = oneLine(finding.fix);
  // The same advice for another resource is still the same advice.
  const advice = finding.resource.address === "" ? fix : fix.replaceAll(finding.resource.address, "");
  if (first(`fix ${finding.rule} ${advice}`, fix, page)) lines.push(...prose("fix", visible(fix), gutter, page));
  const url = rulePage(finding.rule);
  lines.push(`${" ".repeat(gutter)} ${page.paint("gutter", "=")} ${page.paint("faint", "docs:")} ${linked(url, url, page)}`);
  return lines;
}

/** Whether this prose is to be printed: it is there, wanted, and new in this report. */
function first(key: string, text: string, page: Page): boolean {
  if (page.quiet || text === "" || page.said.has(key)) return false;
  page.said.add(key);
  return true;
}

function placeLines(place: Note, gutter: number, page: Page): readonly string[] {
  const label = visible(oneLine(place.text));
  const drawn = codeFrame(place.location, "-", "gutter", gutter, page, label);
  const header = arrow(":::", gutter, place.location, page);
  return drawn.length > 0 ? [header, emptyRow({ gutter, paint: page.paint }), ...drawn] : [`${header}: ${label}`];
}

function codeFrame(location: Location, mark: "^" | "-", tone: Tone, gutter: number, page: Page, label?: string): readonly string[] {
  const source = page.sources(location.path);
  if (source === undefined) return [];
  return frame(source, location, { gutter, width: page.width, mark, tone, paint: page.paint, ...(label === undefined ? {} : { label }) });
}

function heading(tone: Tone, word: string, id: string, message: string, page: Page, url?: string): string {
  const name = visible(id);
  const shown = url === undefined ? name : linked(url, name, page);
  return `${page.paint(tone, `${word}[`)}${shown}${page.paint(tone, "]")}: ${visible(oneLine(message))}`;
}

function arrow(sign: string, gutter: number, location: Location, page: Page): string {
  return `${" ".repeat(gutter)}${page.paint("gutter", sign)} ${pointer(location)}`;
}

/** `= word: text`, wrapped so that following lines stand under the text. */
function prose(word: string, text: string, gutter: number, page: Page): readonly string[] {
  const indent = gutter + 3 + word.length + 2;
  const [head, ...rest] = wrap(text, Math.max(30, page.width - indent));
  const start = `${" ".repeat(gutter)} ${page.paint("gutter", "=")} ${page.paint("faint", `${word}:`)} ${head ?? ""}`;
  return [start, ...rest.map((line) => `${" ".repeat(indent)}${line}`)];
}

/** Breaks at spaces; a word longer than the room stands alone. */
function wrap(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(" ")) {
    const width = cellsOf(word).reduce((sum, cell) => sum + cell.width, 0);
    if (used > 0 && used + 1 + width > room) {
      lines.push(line);
      line = word;
      used = width;
    } else {
      line = used === 0 ? word : `${line} ${word}`;
      used += width + (used === 0 ? 0 : 1);
    }
  }
  return [...lines, line];
}

/** A terminal hyperlink (OSC 8) where the terminal has them: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
function linked(url: string, text: string, page: Page): string {
  return page.hyperlinks ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : text;
}
