import type { Location } from "../model/source.ts";
import { withoutTaken } from "./alone.ts";
import type { UnitResult } from "./result.ts";

/**
 * What was judged as a part of another file, with what that gives it, is not judged again by itself: only its problems stay. Files that are
 * parts of each other have nobody else to be judged with.
 */
export function withoutParts(results: readonly UnitResult[]): readonly UnitResult[] {
  const parts = new Set(results.flatMap(({ through = [] }) => through));
  const covered = new Set(results.filter((result) => !isAmong(result, parts)).flatMap(({ through = [] }) => through));
  const kept = covered.size === 0 ? results : results.map((result) => (isAmong(result, covered) ? problemsOf(result) : result));
  return withoutTaken(withoutIncluded(kept));
}

/**
 * Of an included file anything may be missing in what includes it: it is left out when all of its resources are there. The first of files
 * that include each other is, so that one of them stays.
 */
function withoutIncluded(results: readonly UnitResult[]): readonly UnitResult[] {
  const included = new Set(results.flatMap(({ included: files = [] }) => files));
  if (included.size === 0) return results;
  const left = new Map<string, number>();
  const count = ({ resources }: UnitResult, by: number): void => {
    for (const { location } of resources) left.set(keyOf(location), (left.get(keyOf(location)) ?? 0) + by);
  };
  for (const result of results) count(result, 1);
  return results.map((result) => {
    if (!isAmong(result, included) || result.resources.length === 0) return result;
    count(result, -1);
    if (result.resources.every(({ location }) => (left.get(keyOf(location)) ?? 0) > 0)) return problemsOf(result);
    count(result, 1);
    return result;
  });
}

function isAmong({ paths = [] }: UnitResult, files: ReadonlySet<string>): boolean {
  return paths.some((path) => files.has(path));
}

function problemsOf(result: UnitResult): UnitResult {
  return { ...result, resources: [], findings: [], verdicts: { pass: 0, fail: 0, unknown: 0 }, unfollowed: [] };
}

function keyOf({ path, start }: Location): string {
  return `${path}:${start.line}:${start.column}`;
}
