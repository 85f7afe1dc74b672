import {
  coverageSentences,
  findingsSentence,
  nothingMatched
} from "./chunk-NC7EOOBA.js";
import {
  lineOf,
  otherPlaces,
  rulePage,
  sourcesFrom
} from "./chunk-SURGFTBV.js";
import {
  cellsOf,
  oneLine,
  opening,
  pointer,
  visible
} from "./chunk-V4VQM4CL.js";

// src/report/frame.ts
var linesShown = 3;
var leastRoom = 20;
function gutterFor(locations) {
  return Math.max(1, ...locations.map((location) => `${linesOf(location).last}`.length));
}
function frame(source, location, style) {
  const { first: first2, last, end } = linesOf(location);
  const drawn = [];
  const room = Math.max(leastRoom, style.width - style.gutter - 3);
  for (let line = first2; line <= last; line++) {
    const text = lineOf(source, line);
    if (text === void 0) break;
    const from = line === location.start.line ? location.start.column - 1 : text.length - text.trimStart().length;
    const to = line === location.end.line ? location.end.column - 1 : text.trimEnd().length;
    const { code, marks } = drawLine(text, from, to, room, style.mark);
    drawn.push(row(`${line}`, code, style));
    const label = line === last && style.label !== void 0 ? ` ${style.label}` : "";
    if (marks.trim() !== "" || label !== "") drawn.push(row("", style.paint(style.tone, `${marks}${label}`), style));
  }
  if (drawn.length > 0 && last < end) drawn.push(row("", "...", style));
  return drawn;
}
function emptyRow(style) {
  return style.paint("gutter", `${" ".repeat(style.gutter)} |`);
}
function row(number, code, style) {
  return `${style.paint("gutter", `${number.padStart(style.gutter)} |`)} ${code}`.trimEnd();
}
function linesOf(location) {
  const first2 = location.start.line;
  const end = Math.max(first2, location.end.column === 1 ? location.end.line - 1 : location.end.line);
  return { first: first2, last: Math.min(end, first2 + linesShown - 1), end };
}
function drawLine(text, from, to, room, mark) {
  const { cells, before, after } = fitting(text, Math.min(Math.max(0, from), text.length), room);
  let marks = before ? " " : "";
  let marked = false;
  for (const cell of cells) {
    const inside = cell.at >= from && (cell.at < to || !marked && to <= from);
    marked ||= inside;
    marks += (inside ? mark : " ").repeat(cell.width);
  }
  if (!marks.includes(mark) && text.trim() !== "") marks += mark;
  const code = cells.map((cell) => cell.shown).join("");
  return { code: `${before ? "\u2026" : ""}${code}${after ? "\u2026" : ""}`, marks: marks.trimEnd() };
}
function fitting(text, from, room) {
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
  for (let cell = cells[left - 1]; cell !== void 0 && used + cell.width <= leftRoom; cell = cells[left - 1]) {
    used += cell.width;
    left--;
  }
  let right = middle;
  for (let cell = cells[right]; cell !== void 0 && used + cell.width <= usable; cell = cells[right]) {
    used += cell.width;
    right++;
  }
  return { cells: cells.slice(left, right), before: start > 0 || left > 0, after: end < text.length || right < cells.length };
}
function wholeCharacter(text, at) {
  const splitsPair = /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1));
  return splitsPair ? at - 1 : at;
}
function widthOf(cells) {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

// src/report/finding-text.ts
var framesShown = 6;
var hintsShown = 2;
var openingLength = 280;
function findingText(finding, page) {
  return findingLines(finding, page).join("\n");
}
function possibleText(findings, page) {
  const places = /* @__PURE__ */ new Map();
  for (const place of findings.flatMap(otherPlaces)) {
    const key = pointer(place.location);
    if (!places.has(key)) places.set(key, place);
  }
  const [first2] = findings;
  return [
    ...findings.map((finding) => heading("note", "note", finding.rule, finding.message, page, rulePage(finding.rule))),
    ...first2 === void 0 ? [] : [arrow("-->", 1, first2.location, page)],
    ...[...places.values()].slice(0, hintsShown).map((place) => `${arrow(":::", 1, place.location, page)}: ${visible(oneLine(place.text))}`)
  ].join("\n");
}
function problemText(problem, page) {
  const lines = [heading("problem", "problem", problem.kind, problem.message, page)];
  const framed = problem.kind === "syntax" ? problem.location : void 0;
  const gutter = gutterFor(framed === void 0 ? [] : [framed]);
  lines.push(arrow("-->", gutter, problem.location, page));
  const drawn = framed === void 0 ? [] : codeFrame(framed, "^", "problem", gutter, page);
  if (drawn.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }), ...drawn);
  return lines.join("\n");
}
function findingLines(finding, page) {
  const places = otherPlaces(finding);
  const framed = places.slice(0, framesShown);
  const gutter = gutterFor([finding.location, ...framed.map((place) => place.location)]);
  const lines = [
    heading(finding.severity, finding.severity, finding.rule, finding.message, page, rulePage(finding.rule)),
    arrow("-->", gutter, finding.location, page)
  ];
  const primary = codeFrame(finding.location, "^", finding.severity, gutter, page);
  if (primary.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }), ...primary);
  for (const place of framed) lines.push(...placeLines(place, gutter, page));
  if (places.length > framed.length) lines.push(`${" ".repeat(gutter)} ${page.paint("gutter", ":::")} and ${places.length - framed.length} more places`);
  if (places.length > 0 || primary.length > 0) lines.push(emptyRow({ gutter, paint: page.paint }));
  lines.push(...noteLines(finding, gutter, page));
  return lines;
}
function noteLines(finding, gutter, page) {
  const lines = [];
  const why = opening(page.rules.get(finding.rule)?.why ?? "", openingLength);
  if (first(`why ${finding.rule}`, why, page)) lines.push(...prose("why", visible(why), gutter, page));
  const fix = oneLine(finding.fix);
  const advice = finding.resource.address === "" ? fix : fix.replaceAll(finding.resource.address, "");
  if (first(`fix ${finding.rule} ${advice}`, fix, page)) lines.push(...prose("fix", visible(fix), gutter, page));
  const url = rulePage(finding.rule);
  lines.push(`${" ".repeat(gutter)} ${page.paint("gutter", "=")} ${page.paint("faint", "docs:")} ${linked(url, url, page)}`);
  return lines;
}
function first(key, text, page) {
  if (page.quiet || text === "" || page.said.has(key)) return false;
  page.said.add(key);
  return true;
}
function placeLines(place, gutter, page) {
  const label = visible(oneLine(place.text));
  const drawn = codeFrame(place.location, "-", "gutter", gutter, page, label);
  const header = arrow(":::", gutter, place.location, page);
  return drawn.length > 0 ? [header, emptyRow({ gutter, paint: page.paint }), ...drawn] : [`${header}: ${label}`];
}
function codeFrame(location, mark, tone, gutter, page, label) {
  const source = page.sources(location.path);
  if (source === void 0) return [];
  return frame(source, location, { gutter, width: page.width, mark, tone, paint: page.paint, ...label === void 0 ? {} : { label } });
}
function heading(tone, word, id, message, page, url) {
  const name = visible(id);
  const shown = url === void 0 ? name : linked(url, name, page);
  return `${page.paint(tone, `${word}[`)}${shown}${page.paint(tone, "]")}: ${visible(oneLine(message))}`;
}
function arrow(sign, gutter, location, page) {
  return `${" ".repeat(gutter)}${page.paint("gutter", sign)} ${pointer(location)}`;
}
function prose(word, text, gutter, page) {
  const indent = gutter + 3 + word.length + 2;
  const [head, ...rest] = wrap(text, Math.max(30, page.width - indent));
  const start = `${" ".repeat(gutter)} ${page.paint("gutter", "=")} ${page.paint("faint", `${word}:`)} ${head ?? ""}`;
  return [start, ...rest.map((line) => `${" ".repeat(indent)}${line}`)];
}
function wrap(text, room) {
  const lines = [];
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
function linked(url, text, page) {
  return page.hyperlinks ? `\x1B]8;;${url}\x1B\\${text}\x1B]8;;\x1B\\` : text;
}

// src/report/paint.ts
function plain(_tone, text) {
  return text;
}
async function paintFor(color) {
  if (!color) return plain;
  const { Chalk } = await import("./source-YJL2P3CI.js");
  const chalk = new Chalk({ level: 1 });
  const styles = {
    critical: chalk.bold.magenta,
    high: chalk.bold.red,
    medium: chalk.bold.yellow,
    low: chalk.bold.cyan,
    note: chalk.bold.green,
    problem: chalk.bold.red,
    gutter: chalk.blue,
    heading: chalk.bold.underline,
    faint: chalk.dim,
    good: chalk.green
  };
  return (tone, text) => text === "" ? "" : styles[tone](text);
}

// src/report/text.ts
var usualWidth = 100;
async function renderText(report, options) {
  const page = await pageFor(options);
  const blocks = [];
  for (const [path, findings] of byFile(report.findings)) {
    blocks.push(page.paint("heading", visible(path)), ...blocksOf(findings, page));
  }
  blocks.push(...problemBlocks(report, page), ...summaryBlock(report, options.quiet, page.paint));
  return blocks.length === 0 ? "" : `${blocks.join("\n\n")}
`;
}
function problemBlocks(report, page) {
  if (report.problems.length === 0) return [];
  return [page.paint("heading", "Problems: this could not be checked"), ...report.problems.map((problem) => problemText(problem, page))];
}
async function pageFor(options) {
  return {
    paint: await paintFor(options.color),
    width: options.width ?? usualWidth,
    hyperlinks: options.hyperlinks,
    quiet: options.quiet,
    sources: sourcesFrom(options.readSource),
    rules: new Map(options.rules.map((rule) => [rule.id, rule])),
    said: /* @__PURE__ */ new Set()
  };
}
function byFile(findings) {
  const files = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const inFile = files.get(finding.location.path);
    if (inFile === void 0) files.set(finding.location.path, [finding]);
    else inFile.push(finding);
  }
  return files;
}
function blocksOf(findings, page) {
  const blocks = [];
  let together = [];
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
function summaryBlock(report, quiet, paint) {
  const { summary } = report;
  const nothing = nothingMatched(summary);
  if (quiet) return nothing === void 0 ? [] : [nothing];
  const verdict = findingsSentence(summary);
  const isClean = report.findings.length === 0 && report.problems.length === 0 && nothing === void 0;
  const lines = [isClean ? paint("good", verdict) : verdict, ...nothing === void 0 ? [] : [nothing], ...coverageSentences(summary)];
  return [lines.join("\n")];
}

export {
  gutterFor,
  frame,
  plain,
  renderText,
  problemBlocks,
  pageFor
};
