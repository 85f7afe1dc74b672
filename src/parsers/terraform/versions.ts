/** Major, minor, patch. Pre-release suffixes are left out: they decide nothing here. */
export type Version = readonly [number, number, number];

/** The versions that a constraint allows, as one interval; `undefined` bounds are open. Exclusions (`!=`) of single versions are left out. */
export interface VersionRange {
  readonly from: { readonly version: Version; readonly included: boolean } | undefined;
  readonly to: { readonly version: Version; readonly included: boolean } | undefined;
}

export const anyVersion: VersionRange = { from: undefined, to: undefined };

/** "v5.7.1", "5.7", "5": the version; undefined for what is none (a branch, a commit). */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-+][0-9A-Za-z.+-]*)?$/.exec(text.trim());
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

export function exactly(version: Version): VersionRange {
  return { from: { version, included: true }, to: { version, included: true } };
}

/**
 * A version constraint such as `~> 5.7, != 5.7.2`; undefined when it cannot be read.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function parseConstraint(text: string): VersionRange | undefined {
  let range = anyVersion;
  for (const part of text.split(",")) {
    const match = /^\s*(=|!=|>=|<=|>|<|~>)?\s*(\S+)\s*$/.exec(part);
    const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
    if (match === null || version === undefined) return undefined;
    range = both(range, single(match[1] ?? "=", version, (match[2] ?? "").split(".").length));
  }
  return range;
}

/** `parts` says how many numbers were written: only the last of them may grow under `~>`. */
function single(operator: string, version: Version, parts: number): VersionRange {
  const [major, minor] = version;
  switch (operator) {
    case "=":
      return exactly(version);
    case ">=":
    case ">":
      return { from: { version, included: operator === ">=" }, to: undefined };
    case "<=":
    case "<":
      return { from: undefined, to: { version, included: operator === "<=" } };
    case "~>": {
      const next: Version = parts >= 3 ? [major, minor + 1, 0] : [major + 1, 0, 0];
      return { from: { version, included: true }, to: parts === 1 ? undefined : { version: next, included: false } };
    }
    default:
      return anyVersion;
  }
}

/** The versions that both allow. */
export function both(a: VersionRange, b: VersionRange): VersionRange {
  return { from: tighter(a.from, b.from, 1), to: tighter(a.to, b.to, -1) };
}

type Bound = VersionRange["from"];

function tighter(a: Bound, b: Bound, sign: 1 | -1): Bound {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareVersions(a.version, b.version) * sign;
  if (order === 0) return a.included ? b : a;
  return order > 0 ? a : b;
}

/** Whether the range allows a version from `from` on and before `before`. */
export function allowsWithin(range: VersionRange, from: Version, before: Version | undefined): boolean {
  const { from: low, to: high } = both(range, { from: { version: from, included: true }, to: before && { version: before, included: false } });
  if (low === undefined || high === undefined) return true;
  const order = compareVersions(low.version, high.version);
  return order < 0 || (order === 0 && low.included && high.included);
}
