import type { Assumption } from "../../model/resource.ts";
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

/** More worlds than this a reader cannot tell apart, either. */
export const mostWorlds = 32;

/** Answers in one world beyond which it is not looked at. */
const mostAnswers = 24;

/** Whatever a resource may turn out to be, by the answers to the questions that it hangs on. `keyOf` tells outcomes apart. */
export function casesOf<Outcome>(first: Look<Outcome>, look: () => Look<Outcome>, keyOf: (outcome: Outcome) => string, budget: Budget): Cases<Outcome> {
  const asked = new Set<string>();
  const found: Leaf<Outcome>[] = [];
  const kept = { steps: budget.steps, world: budget.world };
  budget.steps = budget.otherSteps;

  /** False when there are too many worlds. */
  function visit(world: World, seen: Look<Outcome>): boolean {
    const { question, outcome } = seen;
    if (question === undefined) {
      found.push({ answers: world.answers, outcome, key: keyOf(outcome) });
      return found.length <= mostWorlds;
    }
    asked.add(question.condition);
    if (world.answers.length >= mostAnswers) return false;
    return [true, false].every((holds) => enter(assuming(world, question, holds)));
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
  return isComplete ? { state: "apart", cases: simplified(found) } : { state: "too many", conditions: asked.size };
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
 * exactly one case holds, whatever the inputs are.
 */
function simplified<Outcome>(found: readonly Leaf<Outcome>[]): readonly Case<Outcome>[] {
  const leaves = [...found];
  let isDone = false;
  while (!isDone) isDone = !leaves.some((leaf, at) => shorten(leaf, at, leaves));
  return leaves.map(({ answers, outcome }) => ({ outcome, when: answers.map(assumptionOf) }));
}

/** Drops one answer of a leaf, with the leaves that it then covers; false when none can be dropped. */
function shorten<Outcome>(leaf: Leaf<Outcome>, at: number, leaves: Leaf<Outcome>[]): boolean {
  for (const answer of leaf.answers) {
    const wider: Leaf<Outcome> = { ...leaf, answers: leaf.answers.filter((other) => other !== answer) };
    const others = leaves.filter((other) => other !== leaf);
    const met = others.filter((other) => !excludes(wider.answers, other.answers));
    if (met.some((other) => other.key !== leaf.key || !implies(other.answers, wider.answers))) continue;
    leaves[at] = wider;
    for (const covered of met) leaves.splice(leaves.indexOf(covered), 1);
    return true;
  }
  return false;
}

function excludes(some: readonly Answer[], others: readonly Answer[]): boolean {
  return some.some((one) => others.some((other) => contradicts(one, other)));
}

function contradicts(a: Answer, b: Answer): boolean {
  if (a.question.condition === b.question.condition) return a.holds !== b.holds;
  return a.holds && b.holds && isOtherValue(a.question, b.question);
}

function isOtherValue({ subject: a }: Question, { subject: b }: Question): boolean {
  return a !== undefined && b !== undefined && a.name === b.name && a.value !== b.value;
}

function implies(given: readonly Answer[], wanted: readonly Answer[]): boolean {
  return wanted.every((answer) => given.some((one) => settles(one, answer)));
}

/** `x == "a"` settles that `x == "b"` is false. */
function settles(one: Answer, answer: Answer): boolean {
  if (one.question.condition === answer.question.condition) return one.holds === answer.holds;
  return one.holds && !answer.holds && isOtherValue(one.question, answer.question);
}

function assumptionOf({ question, holds }: Answer): Assumption {
  const { condition, at, subject } = question;
  return subject === undefined ? { condition, holds, at } : { condition, holds, subject: subject.name, at };
}
