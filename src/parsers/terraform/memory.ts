import type { FoundBlocks } from "./blocks.ts";
import type { Budget } from "./budget.ts";
import type { Instances, Value } from "./value.ts";
import type { World } from "./worlds.ts";

/** What was worked out once, and on what it rests. */
export interface Remembered<Result> {
  readonly result: Result;
  /** The root's variables that were taken at their default. */
  readonly defaults: ReadonlySet<string>;
  /** Whether it may be different in another world. */
  readonly varies: boolean;
  /** Whether it showed that there is no such world. */
  readonly contradicted: boolean;
}

/** Everything remembered of a module in one world. */
interface Contents {
  readonly values: Map<string, Remembered<Value>>;
  readonly instances: Map<string, Remembered<Instances>>;
  readonly blocks: Map<string, Remembered<FoundBlocks>>;
}

interface Results {
  readonly values: Value;
  readonly instances: Instances;
  readonly blocks: FoundBlocks;
}

/** What one module has worked out, by world. */
export interface Memory {
  /** Runs a piece of work and says on what its result rests; what encloses it then rests on that, too. */
  readonly observe: <Result>(run: () => Result) => Remembered<Result>;
  readonly relyOn: (seen: Remembered<unknown>) => void;
  /** Says that what is worked out may be different in another world. */
  readonly vary: () => void;
  /** What was worked out before in this world, or in the base world where the world makes no difference. */
  readonly recall: <Kind extends keyof Results>(kind: Kind, name: string) => Remembered<Results[Kind]> | undefined;
  readonly keep: <Kind extends keyof Results>(kind: Kind, name: string, seen: Remembered<Results[Kind]>) => void;
}

export function createMemory(budget: Budget): Memory {
  const inBase = empty();
  const elsewhere = new WeakMap<World, Contents>();

  function observe<Result>(run: () => Result): Remembered<Result> {
    const { defaults, varies, question, contradicted } = budget;
    Object.assign(budget, { defaults: new Set<string>(), varies: false, contradicted: false });
    const result = run();
    const seen = { result, defaults: budget.defaults, varies: budget.varies, contradicted: budget.contradicted };
    Object.assign(budget, { defaults, varies, question, contradicted });
    relyOn(seen);
    return seen;
  }

  function relyOn({ defaults, varies, contradicted }: Remembered<unknown>): void {
    for (const name of defaults) budget.defaults.add(name);
    if (varies) budget.varies = true;
    if (contradicted) budget.contradicted = true;
  }

  function contents(): Contents {
    if (budget.world === budget.base) return inBase;
    const before = elsewhere.get(budget.world);
    if (before !== undefined) return before;
    const made = empty();
    elsewhere.set(budget.world, made);
    return made;
  }

  return {
    observe,
    relyOn,
    vary: () => {
      budget.varies = true;
    },
    recall: (kind, name) => {
      const first = mapOf(inBase, kind).get(name);
      return budget.world === budget.base || first?.varies === false ? first : mapOf(contents(), kind).get(name);
    },
    keep: (kind, name, seen) => {
      mapOf(contents(), kind).set(name, seen);
    },
  };
}

function empty(): Contents {
  return { values: new Map(), instances: new Map(), blocks: new Map() };
}

function mapOf<Kind extends keyof Results>(contents: Contents, kind: Kind): Map<string, Remembered<Results[Kind]>> {
  return contents[kind] as Map<string, Remembered<Results[Kind]>>;
}
