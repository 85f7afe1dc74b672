import { severities } from "../model/finding.ts";
import type { Finding, Severity } from "../model/finding.ts";

/** Severities from the worst to the mildest, as reports list them. */
export const worstFirst: readonly Severity[] = [...severities].reverse();

/** The three levels that SARIF and workflow annotations know; `possible` findings are always notes. */
export type Level = "error" | "warning" | "note";

/** The level of a severity. */
export function levelOf(severity: Severity): Level {
  switch (severity) {
    case "critical":
    case "high":
      return "error";
    case "medium":
      return "warning";
    case "low":
      return "note";
  }
}

/** The level of a finding: that of its severity, unless it hangs on an unknown. */
export function levelOfFinding(finding: Finding): Level {
  return finding.certainty === "possible" ? "note" : levelOf(finding.severity);
}

/** The worst findings first, `possible` ones last; findings of the same weight keep their order. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((one, other) => weight(one) - weight(other));
}

function weight(finding: Finding): number {
  const place = worstFirst.indexOf(finding.severity);
  return finding.certainty === "possible" ? place + worstFirst.length : place;
}
