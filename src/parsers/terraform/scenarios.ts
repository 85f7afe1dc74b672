import type { Assumption } from "../../model/resource.ts";
import type { Scalar } from "../../model/setting.ts";
import type { Budget } from "./budget.ts";
import type { Question } from "./question.ts";
import { assuming, type Answer, type World } from "./worlds.ts";

/** A resource as one world shows it. */
export interface Look<Outcome> {
  readonly outcome: Outcome;
  /** The first question that something in it hangs on. */
  readonly question: Question | undefined;
  /** False where Terraform would refuse the code, or where there is no such resource. */
  readonly isReal: boolean;
}

/** One outcome with the shortest condition under which it comes about. */
export interface Case<Outcome> {
  readonly when: readonly Assumption[];
  readonly outcome: Outcome;
}

/** All cases; or how many conditions there are at least, when they are too many to be told apart. */
export type Cases<Outcome> = { readonly state: "apart"; readonly cases: readonly Case<Outcome>[] } | { readonly state: "too many"; readonly conditions: number };

/** More cases than this a reader cannot tell apart, either. */
export const mostCases = 32;

/** Worlds of one resource beyond which no more are looked at. */
const mostWorlds = 128;

/** Answers in one world beyond which it is not looked at. */
const mostAnswers = 24;

/** Whatever a resource may turn out to be, by the answers to the questions that it hangs on. `keyOf` tells outcomes apart. */
export function casesOf<Outcome>(first: Look<Outcome>, look: () => Look<Outcome>, keyOf: (outcome: Outcome) => string, budget: Budget): Cases<Outcome> {
  const asked = new Set<string>();
  const found: Leaf<Outcome>[] = [];
  let left = mostWorlds;
  const kept = { steps: budget.steps, world: budget.world };
  budget.steps = budget.otherSteps;

  /** False when there are too many worlds. */
  function visit(world: World, seen: Look<Outcome>): boolean {
    const { question, outcome } = seen;
    if (question === undefined) {
      found.push({ answers: world.answers, outcome, key: keyOf(outcome) });
      return --left >= 0;
    }
    asked.add(question.condition);
    if (world.answers.length >= mostAnswers) return false;
    const before = found.length;
    if (!enter(assuming(world, question, true))) return false;
    const middle = found.length;
    if (!enter(assuming(world, question, false))) return false;
    const [first, ...others] = found.slice(before);
    const makesNoDifference = middle > before && found.length > middle && others.every(({ key }) => key === first?.key);
    if (first !== undefined && makesNoDifference) found.splice(before, found.length, { ...first, answers: world.answers });
    return true;
  }

  function enter(world: World): boolean {
    if (budget.otherWorlds-- <= 0 || budget.steps <= 0) return false;
    budget.world = world;
    budget.contradicted = false;
    const seen = look();
    return isImpossible(budget) || !seen.isReal || visit(world, seen);
  }

  const isComplete = visit(budget.base, first) && budget.steps > 0;
  budget.otherSteps = budget.steps;
  Object.assign(budget, kept);
  const cases = isComplete ? simplified(found) : [];
  return isComplete && cases.length <= mostCases ? { state: "apart", cases } : { state: "too many", conditions: asked.size };
}

/** Looking at a world is what shows this. */
function isImpossible({ contradicted }: Budget): boolean {
  return contradicted;
}

interface Leaf<Outcome> {
  readonly answers: readonly Answer[];
  readonly outcome: Outcome;
  readonly key: string;
}

/**
 * Leaves out every answer that makes no difference: what is left must neither meet another outcome nor half of another leaf, so that
 * exactly one case holds, whatever the inputs are. What one leaf gains may let another one gain: a second round finds nearly all of that.
 */
function simplified<Outcome>(found: readonly Leaf<Outcome>[]): readonly Case<Outcome>[] {
  return shortened(shortened(found)).map(({ answers, outcome }) => ({ outcome, when: answers.map(assumptionOf) }));
}

function shortened<Outcome>(leaves: readonly Leaf<Outcome>[]): readonly Leaf<Outcome>[] {
  let before: readonly Indexed<Outcome>[] = [];
  let after: readonly Indexed<Outcome>[] = leaves.map(indexed);
  for (let [leaf] = after; leaf !== undefined; [leaf] = after) {
    after = after.slice(1);
    for (let wider = widened(leaf, before, after); wider !== undefined; wider = widened(wider, before, after)) {
      leaf = wider;
      const { answers } = wider;
      before = before.filter((other) => !implies(other, answers));
      after = after.filter((other) => !implies(other, answers));
    }
    before = [...before, leaf];
  }
  return before;
}

/** A leaf with its answers by condition, and the subjects of which they say what they are. */
interface Indexed<Outcome> extends Leaf<Outcome> {
  readonly byCondition: ReadonlyMap<string, boolean>;
  readonly valueOf: ReadonlyMap<string, Scalar | null>;
}

function indexed<Outcome>(leaf: Leaf<Outcome>): Indexed<Outcome> {
  const { answers } = leaf;
  const values = answers.flatMap(({ question: { subject }, holds }) => (subject === undefined || !holds ? [] : [[subject.name, subject.value] as const]));
  return { ...leaf, byCondition: new Map(answers.map(({ question, holds }) => [question.condition, holds])), valueOf: new Map(values) };
}

/** The leaf without one of its answers; undefined when it needs them all. */
function widened<Outcome>(leaf: Indexed<Outcome>, before: readonly Indexed<Outcome>[], after: readonly Indexed<Outcome>[]): Indexed<Outcome> | undefined {
  // That something is not one value says less than which value it is.
  const byWeight = [...leaf.answers.filter(({ holds, question }) => !holds && question.subject !== undefined), ...leaf.answers];
  for (const answer of byWeight) {
    const answers = leaf.answers.filter((other) => other !== answer);
    const isInTheWay = (other: Indexed<Outcome>): boolean => !answers.some((each) => says(other, each) === false) && (other.key !== leaf.key || !implies(other, answers));
    if (!before.some(isInTheWay) && !after.some(isInTheWay)) return indexed({ ...leaf, answers });
  }
  return undefined;
}

function implies(leaf: Indexed<unknown>, answers: readonly Answer[]): boolean {
  return answers.every((answer) => says(leaf, answer) === true);
}

/** Whether an answer holds in a leaf, where `x == "a"` says that `x == "b"` is false; undefined when it may or may not. */
function says({ byCondition, valueOf }: Indexed<unknown>, { question, holds }: Answer): boolean | undefined {
  const direct = byCondition.get(question.condition);
  if (direct !== undefined) return direct === holds;
  const value = question.subject && valueOf.get(question.subject.name);
  return value === undefined || value === question.subject?.value ? undefined : !holds;
}

function assumptionOf({ question, holds }: Answer): Assumption {
  const { condition, at, subject } = question;
  return subject === undefined ? { condition, holds, at } : { condition, holds, subject: subject.name, at };
}
