import type { Finding } from "../../model/finding.ts";
import type { PlanOutline } from "../../parsers/parser.ts";
import type { Joined } from "./join.ts";
import type { Comparison } from "./match.ts";

/** More names than this are counted instead of named. */
const namesListed = 3;

/** A plan that lies beside code of something else. */
export function otherCode(plan: string, dir: string, { common, planned, declared }: Comparison): string {
  const what = `it names ${count(planned, "resource or module call", "resources and module calls")} at its top, ${dir} has ${declared}, and ${common === 0 ? "none" : common} of them ${common === 1 ? "is" : "are"} the same`;
  return `${plan} is not of the code in ${dir} (${what}): its findings point into the plan, and both are judged by themselves`;
}

/** What a plan and its code do not have in common. */
export function differences(plan: string, shape: PlanOutline["shape"], dir: string, { missing, differing }: Joined, { gone, added }: Comparison, unreadable: number): readonly string[] {
  const notes: string[] = [];
  if (unreadable > 0) notes.push(`${plan}: ${count(unreadable, "file", "files")} of the code in ${dir} cannot be read in full, so places of the plan may be missing there`);
  if (missing.length > 0) notes.push(`${plan}: ${names(missing)} ${missing.length === 1 ? "is" : "are"} not declared in ${dir}; findings there point into the ${shape}`);
  if (differing.length > 0) notes.push(`${plan}: ${dir} says otherwise of ${names(differing)}; the ${shape} and the code are judged by themselves there`);
  // What has no resource that matters here is only worth a word when nothing else tells that the code has changed.
  const others = [...gone.filter((name) => !missing.some((address) => address.startsWith(name))).map((name) => `without ${name}`), ...added.map((name) => `with ${name}`)];
  if (others.length > 0) notes.push(`${plan}: the code in ${dir} has changed since it was made (now ${names(others)})`);
  return notes;
}

/** Findings of the code alone that its plans refute; that a possible one is decided now is no news. */
export function refutations(dir: string, plans: readonly string[], findings: readonly Finding[]): readonly string[] {
  const told = findings.filter(({ certainty }) => certainty !== "possible");
  if (told.length === 0) return [];
  const list = told.map(({ rule, resource, location }) => `${rule} of ${resource.address} (${location.path}:${location.start.line})`);
  return [`${dir}: with the inputs of ${names(plans)}, ${count(told.length, "finding", "findings")} of the code alone ${told.length === 1 ? "does" : "do"} not hold: ${names([...new Set(list)])}`];
}

function names(list: readonly string[]): string {
  const more = list.length - namesListed;
  const named = list.slice(0, namesListed);
  if (more > 0) return `${named.join(", ")} and ${more} more`;
  const last = named.pop() ?? "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
