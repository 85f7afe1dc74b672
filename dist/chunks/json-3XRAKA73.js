import {
  settingNames
} from "./chunk-4OY7L4PU.js";
import "./chunk-R7APFQ6S.js";

// src/report/json.ts
function renderJson(report) {
  return `${JSON.stringify(reportJson(report), void 0, 2)}
`;
}
function reportJson({ schema, tool, summary, resources, findings, problems }) {
  return {
    schema,
    tool: { name: tool.name, version: tool.version, url: tool.url },
    summary: summaryJson(summary),
    resources: resources.map(resourceJson),
    findings: findings.map(findingJson),
    problems: problems.map(problemJson)
  };
}
function summaryJson(summary) {
  const { files, verdicts, findings } = summary;
  return {
    files: { seen: files.seen, parsed: files.parsed, skipped: sorted(files.skipped) },
    resources: summary.resources,
    scenarios: summary.scenarios,
    verdicts: { pass: verdicts.pass, fail: verdicts.fail, unknown: verdicts.unknown },
    findings: { critical: findings.critical, high: findings.high, medium: findings.medium, low: findings.low, possible: findings.possible },
    reliesOnImage: summary.reliesOnImage,
    problems: summary.problems
  };
}
function sorted(counts) {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => one < other ? -1 : 1));
}
function resourceJson(resource) {
  return {
    ...identityJson(resource),
    location: locationJson(resource.location),
    scenarios: resource.scenarios.map(({ when, settings }) => ({
      when: when.map(conditionJson),
      settings: Object.fromEntries(
        settingNames.flatMap((name) => {
          const setting = settings[name];
          return setting === void 0 ? [] : [[name, settingJson(setting)]];
        })
      )
    }))
  };
}
function findingJson(finding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    certainty: finding.certainty,
    message: finding.message,
    resource: identityJson(finding.resource),
    location: locationJson(finding.location),
    related: finding.related.map(noteJson),
    trail: finding.trail.map(noteJson),
    when: finding.when.map(conditionJson),
    fix: finding.fix,
    fingerprint: finding.fingerprint
  };
}
function settingJson({ state, value, oneOf, why, layer, trail }) {
  return {
    state,
    ...value === void 0 ? {} : { value: scalarJson(value) },
    ...oneOf === void 0 ? {} : { oneOf: oneOf.map(scalarJson) },
    ...why === void 0 ? {} : { why },
    ...layer === void 0 ? {} : { layer },
    trail: trail.map(noteJson)
  };
}
function scalarJson(value) {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
function problemJson({ kind, message, location }) {
  return { kind, message, location: locationJson(location) };
}
function identityJson({ kind, format, type, address }) {
  return { kind, format, type, address };
}
function noteJson({ location, text }) {
  return { location: locationJson(location), text };
}
function conditionJson({ condition, holds }) {
  return { condition, holds };
}
function locationJson({ path, start, end }) {
  return { path, start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
export {
  renderJson
};
