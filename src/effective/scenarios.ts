import { contradicts, type Assumption, type Link, type Resource, type Scenario } from "../model/resource.ts";

/** One way of launching: the link, and where it leads; without template the target is not in the scanned code. */
export interface Through {
  readonly link: Link;
  readonly template: Resource | undefined;
  readonly scenario: Scenario | undefined;
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
  const ways: Way[] = [];
  for (const through of throughs) {
    const chosen: readonly Assumption[] = several ? [{ condition: `launched through ${nameOf(through)}`, holds: true, at: through.link.target.at }] : [];
    const when = mayHoldTogether(scenario, through.scenario) ? join(join(scenario.when, through.scenario?.when ?? []), chosen) : undefined;
    if (when !== undefined) ways.push({ scenario, when, through });
  }
  return ways.length > mostWays ? [undecided(scenario, ways.length, throughs)] : ways;
}

function undecided(scenario: Scenario, count: number, throughs: readonly Through[]): Way {
  const first = throughs[0];
  if (first === undefined) return { scenario, when: scenario.when, through: undefined };
  const { at, trail } = first.link.target;
  const link: Link = { ...first.link, target: { state: "unknown", why: `there are ${count} ways to launch, more than can be told apart`, at, trail } };
  return { scenario, when: scenario.when, through: { link, template: undefined, scenario: undefined } };
}

function nameOf({ link, template }: Through): string {
  if (template !== undefined) return template.address;
  return link.target.state === "named" ? link.target.name : `another ${link.to.replace("-", " ")}`;
}

/** Whether some value of each input is possible in both. */
function mayHoldTogether(a: Scenario, b: Scenario | undefined): boolean {
  for (const [input, values] of a.inputs ?? []) {
    const others = b?.inputs?.get(input);
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
  return result;
}
