import type { Finding, ResourceReport } from "../model/finding.ts";
import type { Location } from "../model/source.ts";
import type { UnitResult } from "./result.ts";

/**
 * A template that was taken for the one behind an address is judged where it is nested. It lies behind an address, so that it may be
 * launched by itself as well: of that, only what differs stays, under the condition that somebody does. What is merely possible there is
 * not said: whoever nests it passes the values.
 */
export function withoutTaken(results: readonly UnitResult[]): readonly UnitResult[] {
  const callers = new Map<string, Set<string>>();
  for (const { taken = [], paths: [caller] = [] } of results) {
    for (const path of caller === undefined ? [] : taken) callers.set(path, (callers.get(path) ?? new Set()).add(caller ?? ""));
  }
  if (callers.size === 0) return results;
  const said = new Tally();
  for (const result of results) said.count(result, 1);
  return results.map((result) => {
    const [path = ""] = result.paths ?? [];
    const nesting = callers.get(path);
    if (nesting === undefined) return result;
    // Templates that are taken for each other: what the first says no more, the second still says.
    said.count(result, -1);
    const left = alone(result, said, `${path} is launched by itself, and not through ${[...nesting].sort()[0] ?? ""}`);
    said.count(left, 1);
    return left;
  });
}

function alone(result: UnitResult, said: Tally, clause: string): UnitResult {
  const places = new Map(result.resources.map(({ address, location }) => [address, location]));
  const isSaid = (finding: Finding): boolean => {
    const place = places.get(finding.resource.address);
    return said.has(findingKey(finding)) || (finding.certainty === "possible" && place !== undefined && said.has(resourceKey(place)));
  };
  const findings = result.findings.filter((finding) => !isSaid(finding)).map((finding) => restricted(finding, clause));
  const faulty = new Set(findings.map(({ resource }) => resource.address));
  const resources = result.resources.filter((resource) => faulty.has(resource.address) || !said.has(outcomeKey(resource)));
  const possible = findings.filter(({ certainty }) => certainty === "possible").length;
  return {
    ...result,
    findings,
    resources,
    verdicts: { pass: 0, fail: findings.length - possible, unknown: possible },
    unfollowed: result.unfollowed.filter((address) => !said.has(address)),
  };
}

function restricted(finding: Finding, clause: string): Finding {
  if (finding.certainty === "possible") return finding;
  return { ...finding, certainty: "conditional", message: `${finding.message} This holds when ${clause}.`, when: [...finding.when, { condition: clause, holds: true }] };
}

/** What the results say, and how many of them say it. */
class Tally {
  readonly #counts = new Map<string, number>();

  has(key: string): boolean {
    return (this.#counts.get(key) ?? 0) > 0;
  }

  count({ findings, resources, unfollowed }: UnitResult, by: number): void {
    const keys = [...findings.map(findingKey), ...resources.flatMap((resource) => [resourceKey(resource.location), outcomeKey(resource)]), ...unfollowed];
    for (const key of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }
}

/** Whatever is more than possible is one kind. */
function findingKey({ rule, certainty, location }: Finding): string {
  return `${rule} ${certainty === "possible"} ${placeKey(location)}`;
}

function resourceKey(location: Location): string {
  return `resource ${placeKey(location)}`;
}

/** A resource with what its settings come to, whatever the worlds are called. */
function outcomeKey({ location, scenarios }: ResourceReport): string {
  const outcomes = scenarios.map(({ settings }) => JSON.stringify(Object.entries(settings).map(([name, { state, value, layer }]) => [name, state, value, layer])));
  return `${resourceKey(location)} ${[...new Set(outcomes)].sort().join()}`;
}

function placeKey({ path, start }: Location): string {
  return `${path}:${start.line}:${start.column}`;
}
