import {
  lineOf,
  rulePage,
  rulePages,
  sourcesFrom,
  spanKey,
  uriSegment
} from "./chunk-SURGFTBV.js";
import {
  bySeverity,
  count,
  cut,
  levelOf,
  levelOfFinding,
  oneLine,
  visible
} from "./chunk-V4VQM4CL.js";

// src/report/sarif-places.ts
var rootId = "%SRCROOT%";
function physical(location, sources) {
  return { artifactLocation: { uri: relativeUri(location.path), uriBaseId: rootId }, region: region(location, sources) };
}
function noted(note, sources, id) {
  const text = note.text === "" ? "Related place." : plainText(note.text);
  return { ...id === void 0 ? {} : { id }, physicalLocation: physical(note.location, sources), message: { text } };
}
function region({ path, start, end }, sources) {
  const endColumn = end.line === start.line ? end.column : lineEnd(path, start.line, sources);
  return { startLine: start.line, startColumn: start.column, endLine: start.line, endColumn: Math.max(endColumn, start.column + 1) };
}
function lineEnd(path, line, sources) {
  const source = sources(path);
  const text = source === void 0 ? void 0 : lineOf(source, line);
  return text === void 0 ? 1 : text.trimEnd().length + 1;
}
function relativeUri(path) {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  return segments.length === 0 ? "." : segments.map(uriSegment).join("/");
}
function plainText(text) {
  return visible(text.trim().replace(/\s+/g, " ")).replace(/[\\[\]]/g, "\\$&");
}

// src/report/sarif-rules.ts
var textLimit = 1024;
var tagLimit = 10;
var securitySeverity = { critical: "9.5", high: "8.1", medium: "5.5", low: "3.1" };
var problemSeverity = { critical: "error", high: "error", medium: "warning", low: "recommendation" };
var formatTitles = { terraform: "Terraform", cloudformation: "CloudFormation", "launch-template-json": "Launch template JSON" };
function ruleDescriptor(rule) {
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
      "security-severity": securitySeverity[rule.severity]
    }
  };
}
function bareDescriptor(id, severity) {
  return ruleDescriptor({ id, title: id, severity, kinds: [], when: {}, at: "httpTokens", message: [], why: id, fix: {}, references: [], mappings: {}, examples: {} });
}
function ended(text) {
  return text === "" || /[.!?:)…]$/.test(text) ? text : `${text}.`;
}
function named(id) {
  const name = id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9]?)/g, (_, letter) => letter.toUpperCase());
  return name === "" || name.toLowerCase() === id.toLowerCase() ? {} : { name };
}
var firstCatalogues = ["cwe", "attack", "security-hub", "cis-aws"];
function tagsOf(rule) {
  const catalogues = [...firstCatalogues, ...Object.keys(rule.mappings).filter((name) => !firstCatalogues.includes(name))];
  const mapped = catalogues.flatMap((catalogue) => newestFirst(rule.mappings[catalogue] ?? []).map((id) => tagOf(catalogue, id)));
  return [.../* @__PURE__ */ new Set(["security", ...mapped])].slice(0, tagLimit);
}
function newestFirst(ids2) {
  return ids2.every((id) => /^v?\d[\d.]*\//.test(id)) ? ids2.toReversed() : ids2;
}
function tagOf(catalogue, id) {
  switch (catalogue) {
    case "cwe":
      return `external/cwe/${id.toLowerCase()}`;
    case "attack":
      return id;
    default:
      return `${catalogue}/${id}`;
  }
}
function general(fix, rule) {
  return fix.trim().replace(/\{([A-Za-z]+)(?:\.([A-Za-z]+))?\}/g, (whole, head, part) => {
    if (head === "address") return "the resource";
    if (head === "type") return "TYPE";
    if (head === "param" && part !== void 0) return String(rule.parameters?.[part]?.default ?? whole);
    return part === "name" ? head : "its value";
  });
}
function fixesOf(rule) {
  const byFormat = Object.keys(formatTitles).flatMap((format) => {
    const fix = rule.fix[format];
    return fix === void 0 ? [] : [[formatTitles[format], general(fix, rule)]];
  });
  return [...byFormat, ...Object.entries(rule.fixByType ?? {}).map(([type, fix]) => [type, general(fix, rule)])];
}
function helpText(rule) {
  const fixes = fixesOf(rule).map(([format, fix]) => `Fix (${format}): ${oneLine(fix)}`);
  return [ended(oneLine(rule.why)), ...fixes, `Documentation: ${rulePage(rule.id)}`].join("\n\n");
}
function helpMarkdown(rule) {
  const fixes = fixesOf(rule).map(([format, fix]) => `- **${format}**: ${fix.replaceAll("\n", "\n  ")}`);
  const parts = [`# ${oneLine(rule.title)}`, rule.why.trim()];
  if (fixes.length > 0) parts.push("## Fix", fixes.join("\n"));
  if (rule.references.length > 0) parts.push("## References", rule.references.map((url) => `- <${url}>`).join("\n"));
  parts.push(`[Documentation of ${rule.id}](${rulePage(rule.id)})`);
  return parts.join("\n\n");
}

// src/report/sarif-notifications.ts
var meanings = {
  unreadable: "The file could not be read, so it was not checked.",
  "not-text": "The file is binary or not valid UTF-8, so it was not checked.",
  syntax: "The file could not be parsed completely, so the broken part was not checked.",
  "too-large": "The input is over a limit of size, depth or time, so it was not checked completely.",
  outside: "A link leaves the root of the scan or loops, so it was not followed.",
  internal: "imdslint itself failed on this input, so it was not checked. Please report it.",
  cut: "The report was cut to the limits of GitHub code scanning; the least severe findings were left out."
};
var ids = Object.keys(meanings);
var helpUri = new URL("../", rulePages).href;
function notificationDescriptors() {
  return ids.map((id) => ({
    id,
    shortDescription: { text: meanings[id] },
    fullDescription: { text: meanings[id] },
    help: { text: `${meanings[id]} See ${helpUri}` },
    helpUri
  }));
}
function problemNotification(problem, sources) {
  return { ...notification(problem.kind, problem.message), locations: [{ physicalLocation: physical(problem.location, sources) }] };
}
function cutNotification(message) {
  return notification("cut", message);
}
function notification(id, message) {
  const text = message.trim() === "" ? meanings[id] : ended(plainText(message));
  return { descriptor: { id, index: ids.indexOf(id) }, level: id === "internal" ? "error" : "warning", message: { text } };
}

// src/report/sarif.ts
var resultLimit = 25e3;
var locationLimit = 1e3;
var hashLimit = 4 * 1024 * 1024;
var linkLimit = 10;
async function renderSarif(report, options) {
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [await runOf(report, options)] };
  return `${JSON.stringify(log, void 0, options.minify === true ? 0 : 2)}
`;
}
async function runOf(report, options) {
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
        notifications: notificationDescriptors()
      }
    },
    ...automation(options.category),
    originalUriBaseIds: { [rootId]: { description: { text: "The root of the scan: the repository." } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, findings, sources) }],
    columnKind: "utf16CodeUnits",
    results: findings.map((finding) => resultOf(finding, indices.get(finding.rule) ?? -1, sources, hashes))
  };
}
function automation(category) {
  if (category === void 0 || category === "") return {};
  return { automationDetails: { id: category.endsWith("/") ? category : `${category}/` } };
}
function worst(findings) {
  if (findings.length <= resultLimit) return findings;
  const kept = new Set(bySeverity(findings).slice(0, resultLimit));
  return findings.filter((finding) => kept.has(finding));
}
function notifications(report, kept, sources) {
  const said = report.problems.map((problem) => problemNotification(problem, sources));
  const dropped = report.findings.length - kept.length;
  if (dropped > 0) said.push(cutNotification(`${count(dropped, "finding")} of the lowest severity left out: GitHub takes ${resultLimit} results`));
  const long = kept.filter((finding) => finding.related.length > locationLimit || finding.trail.length > locationLimit).length;
  if (long > 0) said.push(cutNotification(`${count(long, "finding")} with more than ${locationLimit} related places: the rest of them left out`));
  return said;
}
function resultOf(finding, ruleIndex, sources, hashes) {
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
        ...address === "" ? {} : { logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }] }
      }
    ],
    ...related.length === 0 ? {} : { relatedLocations: related.map((note, index) => noted(note, sources, index + 1)) },
    ...codeFlows(finding, sources),
    partialFingerprints: { ...lineHash === void 0 ? {} : { primaryLocationLineHash: lineHash }, "imdslint/v1": finding.fingerprint },
    properties: { certainty: finding.certainty, severity: finding.severity, resourceKind: kind, resourceType: type }
  };
}
function messageOf(finding, related) {
  const sentences = [ended(plainText(finding.message) || finding.rule)];
  const links = related.slice(0, linkLimit).map((note, index) => `[${plainText(note.text) || "related place"}](${index + 1})`);
  if (links.length > 0) {
    const others = finding.related.length > links.length ? ` and ${finding.related.length - links.length} more` : "";
    sentences.push(`See ${links.join(", ")}${others}.`);
  }
  return sentences.join(" ");
}
function codeFlows({ trail, location }, sources) {
  if (trail.every((hop) => spanKey(hop.location) === spanKey(location))) return {};
  const locations = trail.slice(-locationLimit).map((hop) => ({ location: noted(hop, sources) }));
  return { codeFlows: [{ threadFlows: [{ locations }] }] };
}
async function lineHashes(findings, read) {
  if (findings.length === 0) return () => void 0;
  const { computeRollingHashes } = await import("./dist-GE2P6QDK.js");
  const lines = /* @__PURE__ */ new Map();
  for (const { location } of findings) {
    const inFile = lines.get(location.path) ?? /* @__PURE__ */ new Set();
    lines.set(location.path, inFile.add(location.start.line));
  }
  const hashes = /* @__PURE__ */ new Map();
  for (const [path, wanted] of lines) {
    const text = read(path);
    if (text === void 0 || text.length > hashLimit) continue;
    const ofFile = computeRollingHashes(text);
    for (const line of wanted) hashes.set(`${line} ${path}`, ofFile.get(line) ?? "");
  }
  return ({ location }) => hashes.get(`${location.start.line} ${location.path}`) || void 0;
}

export {
  renderSarif
};
