import { certainties, severities, type Finding } from "../model/finding.ts";
import { fingerprinted } from "./fingerprint.ts";

/** More addresses than this are counted instead of named. */
const addressesNamed = 3;

/**
 * One finding at the fault, not one for each call of a module or each instance of a resource: findings of one rule at one place
 * become the gravest of them, which names the other addresses and keeps all their related places. Fingerprints are given anew,
 * because they tell apart what is still apart.
 */
export function merge(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { path, start, end } = finding.location;
    const key = [finding.rule, path, start.line, start.column, end.line, end.column].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return fingerprinted([...groups.values()].map(mergeGroup));
}

function mergeGroup(group: readonly Finding[]): Finding {
  const [first, ...others] = [...group].sort(byGravity);
  if (first === undefined) throw new Error("a group of findings is never empty");
  if (others.length === 0) return first;
  const addresses = [...new Set(others.map((finding) => finding.resource.address))].filter((address) => address !== first.resource.address);
  const related = new Map(group.flatMap((finding) => finding.related).map((note) => [JSON.stringify(note), note]));
  const message = addresses.length === 0 ? first.message : `${first.message} ${sameFor(addresses)}`;
  return { ...first, message, related: [...related.values()] };
}

function sameFor(addresses: readonly string[]): string {
  const more = addresses.length - addressesNamed;
  const named = addresses.slice(0, addressesNamed);
  if (more > 0) return `The same place is at fault in ${named.join(", ")} and ${more} more.`;
  const last = named.pop() ?? "";
  return `The same place is at fault in ${named.length === 0 ? last : `${named.join(", ")} and ${last}`}.`;
}

function byGravity(a: Finding, b: Finding): number {
  return (
    certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty) ||
    severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
    (a.resource.address < b.resource.address ? -1 : 1)
  );
}
