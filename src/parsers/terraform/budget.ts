import type { Question, Subject } from "./question.ts";
import type { UnknownValue, Value } from "./value.ts";
import { baseWorld, openValue, within, type World } from "./worlds.ts";

/** Shared by all modules of a unit, so that hostile modules cannot multiply it. */
export interface Budget {
  steps: number;
  depth: number;
  /** The root's variables that were taken at their default since `trace` began. */
  defaults: Set<string>;
  /** What is assumed of that which the code leaves open. */
  world: World;
  readonly base: World;
  /** Whether anything was met, since `trace` began, that may be different in another world. */
  varies: boolean;
  /** Whether an answer of the world was found to be impossible. */
  contradicted: boolean;
  /** The first open question that was met within the expression being evaluated. */
  question: Question | undefined;
  /** Steps and worlds that are left for looking at other worlds than the base. */
  otherSteps: number;
  otherWorlds: number;
}

export function newBudget(): Budget {
  const base = baseWorld();
  return { steps: 2_000_000, depth: 200, defaults: new Set(), world: base, base, varies: false, contradicted: false, question: undefined, otherSteps: 1_000_000, otherWorlds: 4_000 };
}

/** What nobody in the code decides, as it is in the world that is looked at. */
export function openIn(budget: Budget, value: UnknownValue, subject: Subject): Value {
  budget.varies = true;
  return within(budget.world, openValue(value, subject));
}

/** Works something out by the code alone, whatever world is looked at; what it rests on is nobody else's matter. */
export function inBaseWorld<Result>(budget: Budget, run: () => Result): Result {
  const { world, question, varies, defaults } = budget;
  Object.assign(budget, { world: budget.base, question: undefined, defaults: new Set() });
  const result = run();
  Object.assign(budget, { world, question, varies, defaults });
  return result;
}
