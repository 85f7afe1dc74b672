import type { Condition, Finding, Note, Report, ResourceReport, SettingReport, Summary } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import { settingNames } from "../model/setting.ts";
import type { Scalar } from "../model/setting.ts";
import type { Location } from "../model/source.ts";

/**
 * The report as JSON under schema/report.v1.schema.json: keys always in the same order, indented by two, with a newline at
 * the end. Every field is named here, so that the published format changes only on purpose.
 */
export function renderJson(report: Report): string {
  return `${JSON.stringify(reportJson(report), undefined, 2)}\n`;
}

function reportJson({ schema, tool, summary, resources, findings, problems }: Report): object {
  return {
    schema,
    tool: { name: tool.name, version: tool.version, url: tool.url },
    summary: summaryJson(summary),
    resources: resources.map(resourceJson),
    findings: findings.map(findingJson),
    problems: problems.map(problemJson),
  };
}

function summaryJson(summary: Summary): object {
  const { files, verdicts, findings } = summary;
  return {
    files: { seen: files.seen, parsed: files.parsed, skipped: sorted(files.skipped) },
    resources: summary.resources,
    scenarios: summary.scenarios,
    verdicts: { pass: verdicts.pass, fail: verdicts.fail, unknown: verdicts.unknown },
    findings: { critical: findings.critical, high: findings.high, medium: findings.medium, low: findings.low, possible: findings.possible },
    reliesOnImage: summary.reliesOnImage,
    unfollowedModules: summary.unfollowedModules.map(({ source, calls }) => ({ source, calls })),
    unfollowedStacks: summary.unfollowedStacks.map(({ source, calls }) => ({ source, calls })),
    problems: summary.problems,
  };
}

function sorted(counts: Readonly<Record<string, number>>): object {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function resourceJson(resource: ResourceReport): object {
  return {
    ...identityJson(resource),
    location: locationJson(resource.location),
    ...(resource.calls === undefined ? {} : { calls: resource.calls.map(noteJson) }),
    scenarios: resource.scenarios.map(({ when, settings }) => ({
      when: when.map(conditionJson),
      settings: Object.fromEntries(
        settingNames.flatMap((name) => {
          const setting = settings[name];
          return setting === undefined ? [] : [[name, settingJson(setting)]];
        }),
      ),
    })),
  };
}

function findingJson(finding: Finding): object {
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
    fingerprint: finding.fingerprint,
  };
}

function settingJson({ state, value, oneOf, why, layer, trail }: SettingReport): object {
  return {
    state,
    ...(value === undefined ? {} : { value: scalarJson(value) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(scalarJson) }),
    ...(why === undefined ? {} : { why }),
    ...(layer === undefined ? {} : { layer }),
    trail: trail.map(noteJson),
  };
}

/** JSON has no infinity: a number that overflowed is written as its word. */
function scalarJson(value: Scalar): Scalar {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function problemJson({ kind, message, location }: Problem): object {
  return { kind, message, location: locationJson(location) };
}

function identityJson({ kind, format, type, address, construct }: Finding["resource"]): object {
  return { kind, format, type, address, ...(construct === undefined ? {} : { construct }) };
}

function noteJson({ location, text }: Note): object {
  return { location: locationJson(location), text };
}

function conditionJson({ condition, holds }: Condition): object {
  return { condition, holds };
}

function locationJson({ path, start, end }: Location): object {
  return { path, start: { line: start.line, column: start.column }, end: { line: end.line, column: end.column } };
}
