import type { Input, Inputs, Possible } from "./inputs.ts";

/** How much work a template may cause; shared by all its worlds. */
export interface Budget {
  steps: number;
}

/** The truth of a condition in one world: why not, when it is not known. */
export type Truth = boolean | { readonly why: string };

/** Recursion through conditions and values beyond this depth is given up. */
const deepest = 1000;

/**
 * One choice of values for the inputs of a template. An `open` world chooses as it is asked, first what its script says, then
 * the first value of each input; a closed one knows only what it was given. The same world answers the same everywhere.
 */
export class World {
  readonly inputs: Inputs;
  /** What was chosen, in the order in which it was asked for. */
  readonly chosen = new Map<Input, number>();
  /** Inputs that counted with their default, although they have other values, because nothing had chosen one. */
  readonly assumed = new Set<Input>();
  /** The truth of conditions by name, as far as they were asked for. */
  readonly truths = new Map<string, Truth>();
  /** Why a stack with these values cannot be deployed. */
  failure: string | undefined;
  /** Whether something was not followed to its end, because it was too much: what is unknown then may be written all the same. */
  isCut = false;
  /** What nested stacks get that their templates refuse: then they are not made, but what they would be is not always lost. */
  readonly refusals = new Set<object>();
  /** What nested stacks get that their templates allow. */
  readonly grants = new Set<object>();
  /** What a closed world says of an input that it does not know. */
  readonly excuse: string | undefined;
  readonly #budget: Budget;
  readonly #script: readonly number[];
  readonly #told: ReadonlySet<Input>;
  #depth = 0;

  private constructor(inputs: Inputs, budget: Budget, script: readonly number[], told: ReadonlySet<Input>, excuse: string | undefined) {
    this.inputs = inputs;
    this.#budget = budget;
    this.#script = script;
    this.#told = told;
    this.excuse = excuse;
  }

  /** Inputs in `told` are chosen also where they would else count with their default. */
  static open(inputs: Inputs, budget: Budget, script: readonly number[], told: ReadonlySet<Input>): World {
    return new World(inputs, budget, script, told, undefined);
  }

  static closed(inputs: Inputs, budget: Budget, chosen: ReadonlyMap<Input, number>, excuse: string): World {
    const world = new World(inputs, budget, [], new Set(), excuse);
    for (const [input, index] of chosen) world.chosen.set(input, index);
    return world;
  }

  /** The value of an input in this world; undefined only in a closed one. */
  choose(input: Input): Possible | undefined {
    const known = this.chosen.get(input);
    if (known !== undefined) return input.values[known];
    if (this.excuse !== undefined) return undefined;
    const index = this.#script[this.chosen.size] ?? 0;
    this.chosen.set(input, index);
    return input.values[index];
  }

  /** The value of an input, if something has chosen it; else it counts with its default. */
  look(input: Input): Possible | undefined {
    if (this.chosen.has(input) || this.#told.has(input)) return this.choose(input);
    this.assumed.add(input);
    return undefined;
  }

  /** Counts one step of work and one level of depth; false when there was too much of either. Every `true` needs a `leave`. */
  enter(): boolean {
    if (this.#depth >= deepest || this.#budget.steps <= 0) {
      this.isCut = true;
      return false;
    }
    this.#budget.steps--;
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** Notes whether the template of a nested stack, which is made in this world, takes what it gets. */
  pass(what: object, allowed: boolean): void {
    (allowed ? this.grants : this.refusals).add(what);
  }

  /** Marks the world as one that cannot be deployed. */
  fail(why: string): void {
    this.failure ??= why;
  }
}
