import type { Location, Source } from "../model/source.ts";
import type { Paint, Tone } from "./paint.ts";
import { lineOf } from "./sources.ts";
import { cellsOf } from "./visible.ts";
import type { Cell } from "./visible.ts";

export interface FrameStyle {
  /** Columns for line numbers; the same for all frames that stand together. */
  readonly gutter: number;
  /** Columns of the whole frame; longer lines are cut around the span. */
  readonly width: number;
  readonly mark: "^" | "-";
  /** Stands behind the last mark; the caller has made it safe to print. */
  readonly label?: string;
  readonly paint: Paint;
  readonly tone: Tone;
}

/** More of a span than its first lines helps nobody. */
const linesShown = 3;
const leastRoom = 20;

/** Columns that the line numbers of these frames need. */
export function gutterFor(locations: readonly Location[]): number {
  return Math.max(1, ...locations.map((location) => `${linesOf(location).last}`.length));
}

/**
 * The lines under a span with the span underlined, in the manner of rustc. Empty when the source has no such line any more.
 * Tabs are four columns wide, wide characters two, and characters that cannot be seen are written out.
 */
export function frame(source: Source, location: Location, style: FrameStyle): readonly string[] {
  const { first, last, end } = linesOf(location);
  const drawn: string[] = [];
  const room = Math.max(leastRoom, style.width - style.gutter - 3);
  for (let line = first; line <= last; line++) {
    const text = lineOf(source, line);
    if (text === undefined) break;
    const from = line === location.start.line ? location.start.column - 1 : text.length - text.trimStart().length;
    const to = line === location.end.line ? location.end.column - 1 : text.trimEnd().length;
    const { code, marks } = drawLine(text, from, to, room, style.mark);
    drawn.push(row(`${line}`, code, style));
    const label = line === last && style.label !== undefined ? ` ${style.label}` : "";
    if (marks.trim() !== "" || label !== "") drawn.push(row("", style.paint(style.tone, `${marks}${label}`), style));
  }
  if (drawn.length > 0 && last < end) drawn.push(row("", "...", style));
  return drawn;
}

/** An empty row of the frame. */
export function emptyRow(style: Pick<FrameStyle, "gutter" | "paint">): string {
  return style.paint("gutter", `${" ".repeat(style.gutter)} |`);
}

function row(number: string, code: string, style: FrameStyle): string {
  return `${style.paint("gutter", `${number.padStart(style.gutter)} |`)} ${code}`.trimEnd();
}

/** The lines of a span: `last` is the last one shown, `end` the last one that has a character of it. */
function linesOf(location: Location): { readonly first: number; readonly last: number; readonly end: number } {
  const first = location.start.line;
  const end = Math.max(first, location.end.column === 1 ? location.end.line - 1 : location.end.line);
  return { first, last: Math.min(end, first + linesShown - 1), end };
}

function drawLine(text: string, from: number, to: number, room: number, mark: string): { readonly code: string; readonly marks: string } {
  const { cells, before, after } = fitting(text, Math.min(Math.max(0, from), text.length), room);
  let marks = before ? " " : "";
  let marked = false;
  for (const cell of cells) {
    const inside: boolean = cell.at >= from && (cell.at < to || (!marked && to <= from));
    marked ||= inside;
    marks += (inside ? mark : " ").repeat(cell.width);
  }
  // An empty place at the end of its line, or a span of characters without width, still gets one mark.
  if (!marks.includes(mark) && text.trim() !== "") marks += mark;
  const code = cells.map((cell) => cell.shown).join("");
  return { code: `${before ? "…" : ""}${code}${after ? "…" : ""}`, marks: marks.trimEnd() };
}

/** The cells of a line that fit into the room, chosen around the offset `from`; constant work however long the line is. */
function fitting(text: string, from: number, room: number): { readonly cells: readonly Cell[]; readonly before: boolean; readonly after: boolean } {
  const start = wholeCharacter(text, Math.max(0, from - room));
  const end = wholeCharacter(text, Math.min(text.length, from + room * 2));
  const cells = cellsOf(text.slice(start, end), start);
  const isWhole = start === 0 && end === text.length;
  if (isWhole && widthOf(cells) <= room) return { cells, before: false, after: false };
  const found = cells.findIndex((cell) => cell.at >= from);
  const middle = found < 0 ? cells.length : found;
  const usable = room - 2;
  const leftRoom = Math.max(Math.floor(usable / 3), usable - widthOf(cells.slice(middle)));
  let left = middle;
  let used = 0;
  for (let cell = cells[left - 1]; cell !== undefined && used + cell.width <= leftRoom; cell = cells[left - 1]) {
    used += cell.width;
    left--;
  }
  let right = middle;
  for (let cell = cells[right]; cell !== undefined && used + cell.width <= usable; cell = cells[right]) {
    used += cell.width;
    right++;
  }
  return { cells: cells.slice(left, right), before: start > 0 || left > 0, after: end < text.length || right < cells.length };
}

function wholeCharacter(text: string, at: number): number {
  const splitsPair = /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));
  return splitsPair ? at - 1 : at;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
