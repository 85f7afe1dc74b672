import type { Input, Inputs } from "./inputs.ts";
import { World, type Budget } from "./world.ts";

/** One way in which the inputs may be chosen, as far as the outcome depends on them. Several leaves never agree on all choices. */
export interface Leaf<T> {
  readonly chosen: ReadonlyMap<Input, number>;
  readonly outcome: T;
}

export interface Exploration<T> {
  /** Every world that can be deployed; all of them when none can. Undefined when they are too many. */
  readonly leaves: readonly Leaf<T>[] | undefined;
  /** The conditions whose truth was asked for, the ones asked first before those on which they depend. */
  readonly conditions: ReadonlySet<string>;
  /** The inputs that were chosen. */
  readonly inputs: ReadonlySet<Input>;
}

/** Over so many worlds nothing is said about the single one. */
export const mostWorlds = 4096;

/**
 * Runs a computation in every world that makes a difference to it: each input that it asks for is given each of its values, in
 * turn, and inputs that it never asks for are never chosen.
 */
export function explore<T>(inputs: Inputs, budget: Budget, run: (world: World) => T, most = mostWorlds): Exploration<T> {
  const told = new Set<Input>();
  for (;;) {
    const visit = new Visit<T>();
    const complete = visit.all(inputs, budget, run, told, most);
    // What counted with its default in one place and was chosen in another must be chosen everywhere.
    const mixed = [...visit.assumed].filter((input) => visit.inputs.has(input));
    if (complete && mixed.length > 0) {
      for (const input of mixed) told.add(input);
      continue;
    }
    return { leaves: complete ? deployable(visit.leaves) : undefined, conditions: visit.conditions, inputs: visit.inputs };
  }
}

interface Visited<T> extends Leaf<T> {
  readonly failed: boolean;
  readonly refusals: ReadonlySet<object>;
  readonly grants: ReadonlySet<object>;
}

/** The worlds that can be deployed. Where a nested stack is refused whenever it would be made, it is told what it would be (then the outcome is not undefined). */
function deployable<T>(leaves: readonly Visited<T>[]): readonly Leaf<T>[] {
  const possible = leaves.filter(({ failed, refusals }) => !failed && refusals.size === 0);
  const exists = ({ outcome }: Leaf<T>): boolean => outcome !== undefined;
  const granted = new Set(possible.flatMap(({ grants }) => [...grants]));
  const isNeverMade = ({ refusals }: Visited<T>): boolean => refusals.size > 0 && Array.from(refusals).every((what) => !granted.has(what));
  const kept = possible.some(exists) ? possible : [...possible, ...leaves.filter((leaf) => isNeverMade(leaf) && !leaf.failed && exists(leaf))];
  return kept.length > 0 ? kept : leaves;
}

class Visit<T> {
  readonly leaves: Visited<T>[] = [];
  readonly conditions = new Set<string>();
  readonly inputs = new Set<Input>();
  readonly assumed = new Set<Input>();

  /** False when there are too many worlds, or too much work in them. */
  all(inputs: Inputs, budget: Budget, run: (world: World) => T, told: ReadonlySet<Input>, most: number): boolean {
    for (let script: readonly number[] | undefined = []; script !== undefined; ) {
      if (this.leaves.length >= most || budget.steps <= 0) return false;
      const world = World.open(inputs, budget, script, told);
      const outcome = run(world);
      this.leaves.push({ chosen: world.chosen, outcome, failed: world.failure !== undefined, refusals: world.refusals, grants: world.grants });
      for (const name of world.truths.keys()) this.conditions.add(name);
      for (const input of world.chosen.keys()) this.inputs.add(input);
      for (const input of world.assumed) this.assumed.add(input);
      script = following(world.chosen);
    }
    return budget.steps > 0;
  }
}

/** The next choices: the last input that has another value left gets it, the ones after it begin anew. */
function following(chosen: ReadonlyMap<Input, number>): readonly number[] | undefined {
  const trace = [...chosen];
  for (let last = trace.length - 1; last >= 0; last--) {
    const [input, index] = trace[last] ?? [];
    if (input === undefined || index === undefined || index + 1 >= input.values.length) continue;
    return [...trace.slice(0, last).map(([, earlier]) => earlier), index + 1];
  }
  return undefined;
}
