import type { Finding, ResourceReport } from "../model/finding.ts";
import type { Location } from "../model/source.ts";
import type { UnitResult } from "./result.ts";

/**
 * A template that was taken for the one behind an address is judged where it is nested. It lies behind an address, so that it may be
 * launched by itself as well: of that, only what differs stays, under the condition that somebody does. What is merely possible there is
 * not said: whoever nests it passes the values.
 */
export function withoutTaken(results: readonly UnitResult[]): readonly UnitResult[] {
  const takers = new Map<string, UnitResult[]>();
  for (const result of results) {
    for (const path of result.taken ?? []) {
      const others = takers.get(path);
      if (others === undefined) takers.set(path, [result]);
      else others.push(result);
    }
  }
  if (takers.size === 0) return results;
  const order = new Map(results.map((result, at) => [result, at]));
  const keysOf = new Map([...takers.values()].flat().map((result) => [result, sayings(result)]));
  return results.map((result, at) => {
    const [path = ""] = result.paths ?? [];
    // Of templates that are taken for each other the first says everything.
    const callers = (takers.get(path) ?? []).filter((caller) => !isTakenBy(caller, result) || (order.get(caller) ?? 0) < at);
    const [first] = callers.map(({ paths = [] }) => paths[0] ?? "").sort();
    if (first === undefined) return result;
    const said = callers.flatMap((caller) => keysOf.get(caller) ?? []);
    return alone(result, (key) => said.some((keys) => keys.has(key)), `${path} is launched by itself, and not through ${first}${callers.length > 1 ? " or another template" : ""}`);
  });
}

function isTakenBy({ paths: [path = ""] = [] }: UnitResult, other: UnitResult): boolean {
  return other.taken?.includes(path) === true;
}

function alone(result: UnitResult, isSaidOf: (key: string) => boolean, clause: string): UnitResult {
  const places = new Map(result.resources.map(({ address, location }) => [address, location]));
  const isSaid = (finding: Finding): boolean => {
    const place = places.get(finding.resource.address);
    return isSaidOf(findingKey(finding)) || (finding.certainty === "possible" && place !== undefined && isSaidOf(resourceKey(place)));
  };
  const findings = result.findings.filter((finding) => !isSaid(finding)).map((finding) => restricted(finding, clause));
  const faulty = new Set(findings.map(({ resource }) => resource.address));
  const resources = result.resources.filter((resource) => faulty.has(resource.address) || !isSaidOf(outcomeKey(resource)));
  const possible = findings.filter(({ certainty }) => certainty === "possible").length;
  return {
    ...result,
    findings,
    resources,
    verdicts: { pass: 0, fail: findings.length - possible, unknown: possible },
    unfollowed: result.unfollowed.filter((address) => !isSaidOf(address)),
  };
}

function restricted(finding: Finding, clause: string): Finding {
  if (finding.certainty === "possible") return finding;
  return { ...finding, certainty: "conditional", message: `${finding.message} This holds when ${clause}.`, when: [...finding.when, { condition: clause, holds: true }] };
}

/** What a result says, by its keys. */
function sayings({ findings, resources, unfollowed }: UnitResult): ReadonlySet<string> {
  return new Set([...findings.map(findingKey), ...resources.flatMap((resource) => [resourceKey(resource.location), outcomeKey(resource)]), ...unfollowed]);
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
