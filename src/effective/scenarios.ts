import { contradicts, type Assumption, type Link, type Resource, type Scenario } from "../model/resource.ts";
import { locate } from "../model/source.ts";

/** One way of launching: the link, and where it leads; without template the target is not in the scanned code. */
export interface Through {
  readonly link: Link;
  readonly template: Resource | undefined;
  readonly scenario: Scenario | undefined;
  /** For an override of a mixed instances policy, the common template that it replaces. */
  readonly common?: { readonly template: Resource; readonly scenario: Scenario };
}

export interface Way {
  readonly scenario: Scenario;
  readonly when: readonly Assumption[];
  readonly through: Through | undefined;
}

/** Over this many combinations a report says nothing that a person could read: the answer is then that we do not know. */
const mostWays = 64;

/**
 * A scenario with each way through a template whose assumptions agree with its own. Several links (the overrides of a mixed
 * instances policy) are told apart by an assumption that names the template.
 */
export function combine(scenario: Scenario, throughs: readonly Through[]): readonly Way[] {
  if (throughs.length === 0) return [{ scenario, when: scenario.when, through: undefined }];
  const several = new Set(throughs.map((through) => through.link)).size > 1;
  const nameless = new Set(throughs.filter(isNameless).map((through) => through.link)).size;
  const ways: Way[] = [];
  for (const through of throughs) {
    const where = nameless > 1 && isNameless(through) ? ` (line ${locate(through.link.target.at).start.line})` : "";
    const chosen: readonly Assumption[] = several ? [{ condition: `launched through ${nameOf(through)}${where}`, holds: true, at: through.link.target.at }] : [];
    const together = [scenario, through.scenario, deciding(through)].filter((part) => part !== undefined);
    const agree = together.every((part, index) => together.slice(index + 1).every((other) => mayHoldTogether(part, other)));
    const when = agree ? together.reduce<readonly Assumption[] | undefined>((all, part) => join(all, part.when), []) : undefined;
    const whole = join(when, chosen);
    if (whole !== undefined) ways.push({ scenario, when: whole, through });
  }
  return ways.length > mostWays ? [undecided(scenario, ways.length, throughs)] : ways;
}

/** The scenario of the common template counts where there are several: else nothing more is assumed than for the override alone. */
function deciding({ common }: Through): Scenario | undefined {
  return common !== undefined && common.template.scenarios.length > 1 ? common.scenario : undefined;
}

function undecided(scenario: Scenario, count: number, throughs: readonly Through[]): Way {
  const first = throughs[0];
  if (first === undefined) return { scenario, when: scenario.when, through: undefined };
  const { at, trail } = first.link.target;
  const link: Link = { ...first.link, target: { state: "unknown", why: `there are ${count} ways to launch, more than can be told apart`, at, trail } };
  return { scenario, when: scenario.when, through: { link, template: undefined, scenario: undefined } };
}

/** Links to templates of which not even a name is known: their lines tell them apart. */
function isNameless({ link, template }: Through): boolean {
  return template === undefined && link.target.state !== "named";
}

function nameOf({ link, template }: Through): string {
  if (template !== undefined) return template.address;
  return link.target.state === "named" ? link.target.name : `another ${link.to.replace("-", " ")}`;
}

/** Whether some value of each input is possible in both. */
function mayHoldTogether(a: Scenario, b: Scenario): boolean {
  for (const [input, values] of a.inputs ?? []) {
    const others = b.inputs?.get(input);
    if (others !== undefined && !Array.from(values).some((value) => others.has(value))) return false;
  }
  return true;
}

/** Both lists, or undefined when they contradict each other: the same condition is decided the same way everywhere. */
function join(a: readonly Assumption[] | undefined, b: readonly Assumption[]): readonly Assumption[] | undefined {
  if (a === undefined) return undefined;
  const result = [...a];
  for (const assumption of b) {
    if (result.some((other) => contradicts(other, assumption))) return undefined;
    if (!result.some((other) => other.condition === assumption.condition)) result.push(assumption);
  }
  return result.filter((assumption) => !result.some((other) => other !== assumption && settles(other, assumption)));
}

/** `x == "a"` settles that `x == "b"` is false. */
function settles(given: Assumption, assumption: Assumption): boolean {
  return contradicts(given, { ...assumption, holds: !assumption.holds });
}
