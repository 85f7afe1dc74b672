import {
  frame,
  gutterFor,
  plain,
  renderText
} from "./chunks/chunk-HJU5VG3T.js";
import {
  coverageSentences,
  findingsSentence,
  nothingMatched
} from "./chunks/chunk-NC7EOOBA.js";
import {
  renderSarif
} from "./chunks/chunk-GZ7T2FN3.js";
import {
  otherPlaces,
  rulePage,
  sourcesFrom
} from "./chunks/chunk-SURGFTBV.js";
import {
  bySeverity,
  count,
  cut,
  levelOfFinding,
  list,
  oneLine,
  opening,
  visible,
  worstFirst
} from "./chunks/chunk-V4VQM4CL.js";
import {
  exitCode,
  usesColor
} from "./chunks/chunk-UTEPIHFY.js";
import {
  check
} from "./chunks/chunk-FISDOPQA.js";
import {
  severities
} from "./chunks/chunk-6ETLVDUJ.js";
import "./chunks/chunk-X5ZPXFP3.js";
import "./chunks/chunk-MYT34Z7S.js";
import "./chunks/chunk-4OY7L4PU.js";
import "./chunks/chunk-CFZEQPZM.js";
import "./chunks/chunk-R7APFQ6S.js";

// src/action/main.ts
const process = globalThis.process.getBuiltinModule("node:process");

// src/action/run.ts
const { randomUUID } = globalThis.process.getBuiltinModule("node:crypto");
const { appendFileSync, existsSync, mkdirSync, statSync, writeFileSync } = globalThis.process.getBuiltinModule("node:fs");
const { dirname, join, relative, resolve, sep } = globalThis.process.getBuiltinModule("node:path");

// src/report/github.ts
var annotationsPerCommand = 10;
var messageLimit = 4096;
function renderAnnotations(report, options) {
  const all = [...report.problems.map(problemAnnotation), ...bySeverity(report.findings).map(findingAnnotation)];
  const used = /* @__PURE__ */ new Map();
  const lines2 = [];
  for (const annotation of all) {
    const number = (used.get(annotation.command) ?? 0) + 1;
    used.set(annotation.command, number);
    if (number <= annotationsPerCommand) lines2.push(commandLine(annotation, options.prefix));
  }
  if (lines2.length < all.length) lines2.push(`${moreWords(used)} more in the job summary.`);
  return lines2.map((line) => `${line}
`).join("");
}
function withoutCommands(text, token) {
  let unused = token;
  while (text.includes(unused)) unused += "-";
  return `::stop-commands::${unused}
${text}${text.endsWith("\n") || text === "" ? "" : "\n"}::${unused}::
`;
}
function findingAnnotation(finding) {
  const level = levelOfFinding(finding);
  const word = finding.certainty === "possible" ? "possible" : finding.severity;
  const lines2 = [visible(oneLine(finding.message)), visible(oneLine(finding.fix)), rulePage(finding.rule)];
  return {
    command: level === "note" ? "notice" : level,
    location: finding.location,
    title: visible(`${finding.rule} (${word})`),
    message: lines2.filter((line) => line !== "").join("\n")
  };
}
function problemAnnotation({ kind, message, location }) {
  return { command: "warning", location, title: `not checked (${kind})`, message: visible(oneLine(message)) };
}
function commandLine({ command: command2, location, title, message }, prefix) {
  const properties = [`file=${property(joined(prefix, location.path))}`, ...spanProperties(location), `title=${property(title)}`];
  return `::${command2} ${properties.join(",")}::${data(cut(message, messageLimit))}`;
}
function spanProperties({ start, end }) {
  const first = [`line=${start.line}`, `endLine=${start.line}`, `col=${start.column}`];
  return end.line === start.line ? [...first, `endColumn=${end.column}`] : first;
}
function joined(prefix, path) {
  const directory = prefix.replace(/^(\.\/)+/, "").replace(/\/+$/, "");
  return directory === "" || directory === "." ? path : `${directory}/${path}`;
}
function moreWords(used) {
  const dropped = [...used].flatMap(([command2, number]) => number > annotationsPerCommand ? [count(number - annotationsPerCommand, command2)] : []);
  return list(dropped);
}
function data(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function property(text) {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/report/markdown-escape.ts
var structural = /[&<>`|*_[\]\\~$]/g;
var automatic = /[@#](?=[\p{L}\p{N}_])|:(?=\/\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)/giu;
var wordBreak = "\u200B";
function asProse(text) {
  const parts = oneLine(text).split(/`([^`]+)`/);
  return parts.map((part, index) => index % 2 === 1 ? asCode(part) : references(visible(part).replace(automatic, `$&${wordBreak}`))).join("");
}
function asCode(text) {
  return `<code>${references(visible(text))}</code>`;
}
function asBlock(lines2) {
  const longest = lines2.reduce((most, line) => Math.max(most, ...[...line.matchAll(/`+/g)].map((run) => run[0].length)), 2);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, ...lines2, fence].join("\n");
}
function references(text) {
  return text.replace(structural, (character) => `&#${character.charCodeAt(0)};`);
}

// src/report/markdown.ts
var usualBytes = 900 * 1024;
var reserve = 512;
var messageLimit2 = 2e3;
var placesShown = 20;
var frameWidth = 120;
var whyLength = 500;
function renderMarkdown(report, options) {
  const maxBytes = options.maxBytes ?? usualBytes;
  const head = headOf(report);
  const coverage = ["### Coverage", coverageSentences(report.summary).map((sentence) => `- ${asProse(sentence)}`).join("\n")].join("\n\n");
  const free = maxBytes - bytes(head) - bytes(coverage) - reserve;
  const problems = problemsSection(report.problems, report.findings.length === 0 ? free : Math.floor(free / 4));
  const findings = findingsSection(report, options, free - bytes(problems));
  return `${[head, findings, problems, coverage].filter((section) => section !== "").join("\n\n")}
`;
}
function headOf({ summary, tool }) {
  const nothing = nothingMatched(summary);
  const verdict = nothing === void 0 ? findingsSentence(summary) : `${findingsSentence(summary)}; ${nothing}`;
  const rows = [...worstFirst.map((severity) => [severity, summary.findings[severity]]), ["possible", summary.findings.possible]];
  const shown = rows.filter(([, number]) => number > 0).map(([word, number]) => `| ${word} | ${number} |`);
  const table = shown.length === 0 ? [] : [["| Severity | Findings |", "| :-- | --: |", ...shown].join("\n")];
  return [`## ${asProse(tool.name)}`, asProse(verdict), ...table].join("\n\n");
}
function fill(title, entries, total, budget, { lead, joint, noun }) {
  const taken = [];
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
function findingsSection(report, options, budget) {
  if (report.findings.length === 0) return "";
  const sources = sourcesFrom(options.readSource);
  const rules = new Map(options.rules.map((rule) => [rule.id, rule]));
  const entries = lazily(bySeverity(report.findings), (finding) => findingDetails(finding, rules.get(finding.rule), sources));
  return fill("### Findings", entries, report.findings.length, budget, { lead: "\n\n", joint: "\n\n", noun: "finding" });
}
function problemsSection(problems, budget) {
  if (problems.length === 0) return "";
  const title = "### Problems: this could not be checked\n\n| Where | Kind | What |\n| :-- | :-- | :-- |";
  const entries = lazily(problems, ({ kind, message, location }) => {
    return `| ${asCode(`${location.path}:${location.start.line}:${location.start.column}`)} | ${kind} | ${asProse(cut(message, messageLimit2))} |`;
  });
  return fill(title, entries, problems.length, budget, { lead: "\n", joint: "\n", noun: "problem" });
}
function* lazily(items, write) {
  for (const item of items) yield write(item);
}
function findingDetails(finding, rule, sources) {
  const word = finding.certainty === "possible" ? `possible, ${finding.severity}` : finding.severity;
  const place = asCode(`${finding.location.path}:${finding.location.start.line}`);
  const parts = [
    `<details>
<summary><b>${word}</b> ${asCode(finding.rule)} ${asProse(cut(finding.message, messageLimit2))} (${place})</summary>`,
    ...frameOf(finding, sources),
    ...placesOf(finding)
  ];
  const why = opening(rule?.why ?? "", whyLength);
  if (why !== "") parts.push(`**Why** ${asProse(why)}`);
  if (finding.fix !== "") parts.push(`**Fix** ${asProse(cut(finding.fix, messageLimit2))}`);
  parts.push(`[Documentation](${rulePage(finding.rule)})`, "</details>");
  return parts.join("\n\n");
}
function frameOf({ location }, sources) {
  const source = sources(location.path);
  if (source === void 0) return [];
  const lines2 = frame(source, location, { gutter: gutterFor([location]), width: frameWidth, mark: "^", paint: plain, tone: "note" });
  return lines2.length === 0 ? [] : [asBlock(lines2)];
}
function placesOf(finding) {
  const places = otherPlaces(finding);
  if (places.length === 0) return [];
  const shown = places.slice(0, placesShown).map(({ location, text }) => {
    return `- ${asCode(`${location.path}:${location.start.line}:${location.start.column}`)}: ${asProse(cut(text, messageLimit2))}`;
  });
  const rest = places.length > shown.length ? [`- and ${places.length - shown.length} more places`] : [];
  return [[...shown, ...rest].join("\n")];
}
function bytes(text) {
  return Buffer.byteLength(text, "utf8");
}

// src/action/commands.ts
function outputBlock(name, value, delimiter) {
  return `${name}<<${delimiter}
${value}
${delimiter}
`;
}
function command(level, message) {
  return `::${level}::${escapeData(message)}
`;
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

// src/action/inputs.ts
var inputDefaults = {
  paths: ".",
  "working-directory": ".",
  config: "",
  "fail-on": "",
  "sarif-file": "imdslint.sarif",
  annotations: "true",
  summary: "true",
  strict: "false"
};
var InputError = class extends Error {
};
function readInputs(environment) {
  return {
    paths: lines(orDefault(environment, "paths")),
    workingDirectory: orDefault(environment, "working-directory"),
    config: optional(environment, "config"),
    failOn: threshold(optional(environment, "fail-on")),
    sarifFile: optional(environment, "sarif-file"),
    annotations: flag(environment, "annotations"),
    summary: flag(environment, "summary"),
    strict: flag(environment, "strict")
  };
}
function inputVariable(name) {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}
function given(environment, name) {
  return (environment[inputVariable(name)] ?? inputDefaults[name]).trim();
}
function orDefault(environment, name) {
  const value = given(environment, name);
  return value === "" ? inputDefaults[name] : value;
}
function optional(environment, name) {
  const value = given(environment, name);
  return value === "" ? void 0 : value;
}
function lines(text) {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== "");
}
function threshold(value) {
  if (value === void 0) return void 0;
  const found = ["none", ...severities].find((level) => level === value);
  if (found === void 0) throw new InputError(`Input "fail-on" is "${value}"; it must be one of none, ${severities.join(", ")}.`);
  return found;
}
function flag(environment, name) {
  const value = orDefault(environment, name);
  if (/^(true|True|TRUE)$/.test(value)) return true;
  if (/^(false|False|FALSE)$/.test(value)) return false;
  throw new InputError(`Input "${name}" is "${value}"; it must be true or false.`);
}

// src/action/run.ts
var outputNames = ["sarif-file", "findings", "exit-code"];
async function runAction(environment, print) {
  try {
    const inputs = readInputs(environment);
    return await runCheck(inputs, placesFor(inputs, environment), environment, print);
  } catch (error) {
    print(command("error", error instanceof Error ? error.message : String(error)));
    setOutputs({ "sarif-file": "", findings: "", "exit-code": "2" }, environment);
    return 1;
  }
}
async function runCheck(inputs, places, environment, print) {
  const notes = [];
  const { cwd, root } = places;
  const result = await check({ paths: inputs.paths, cwd, root, config: inputs.config, note: (sentence) => notes.push(`${sentence}
`) });
  const { report, rules, readSource } = result;
  const code = exitCode(report, inputs.failOn ?? result.failOn ?? "medium", false);
  const sarifFile = await writeSarif(result, inputs, places);
  setOutputs({ "sarif-file": sarifFile, findings: String(report.findings.length), "exit-code": String(code) }, environment);
  const text = await renderText(report, { color: usesColor(void 0, environment, true), hyperlinks: false, quiet: false, readSource, rules });
  print(withoutCommands(notes.join("") + text, randomUUID()));
  if (inputs.annotations) print(renderAnnotations(report, { prefix: slashed(relative(places.workspace, root)) }));
  if (inputs.summary) append(environment["GITHUB_STEP_SUMMARY"], renderMarkdown(report, { readSource, rules }));
  const incomplete = code === 3 && inputs.strict;
  if (incomplete) print(command("error", `The scan is incomplete: problems with ${report.problems.length} ${report.problems.length === 1 ? "input" : "inputs"}, and the step is strict.`));
  return code === 1 || incomplete ? 1 : 0;
}
function placesFor(inputs, environment) {
  const workspace = resolve(environment["GITHUB_WORKSPACE"] ?? ".");
  const cwd = resolve(workspace, inputs.workingDirectory);
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) throw new InputError(`Input "working-directory" is "${inputs.workingDirectory}", which is no directory.`);
  return { workspace, cwd, root: repositoryAround(cwd, workspace) };
}
function repositoryAround(cwd, workspace) {
  for (let at = cwd; at !== workspace; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return cwd;
  }
  return workspace;
}
async function writeSarif({ report, rules, readSource }, { sarifFile }, { workspace }) {
  if (sarifFile === void 0) return "";
  const path = resolve(workspace, sarifFile);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await renderSarif(report, { rules, readSource }));
  return slashed(relative(workspace, path));
}
function setOutputs(outputs, environment) {
  append(environment["GITHUB_OUTPUT"], outputNames.map((name) => outputBlock(name, outputs[name], randomUUID())).join(""));
}
function append(file, text) {
  if (file !== void 0 && file !== "") appendFileSync(file, text);
}
function slashed(path) {
  return path.split(sep).join("/");
}

// src/action/main.ts
process.exitCode = await runAction(process.env, (text) => {
  process.stdout.write(text);
});
