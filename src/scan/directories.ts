import type { Source } from "../model/source.ts";
import { discover, type Choice } from "./discover.ts";
import { KeptSources, load, survey, type Loaded, type Surveyed } from "./load.ts";
import { moduleGraph } from "./module-graph.ts";
import { inOrder } from "./ordered.ts";
import { groupIntoUnits, type UnitPlan } from "./units.ts";

/** A directory unit that is to be parsed. */
export interface DirectoryWork {
  readonly plan: UnitPlan;
  /** Judged within the units of its callers. */
  readonly called: boolean;
  /** Problems of its files that were found while looking for hints. */
  readonly surveyed: Surveyed;
  /** Whether anything in it, or in what it calls or is called by, concerns us. */
  readonly wanted: boolean;
  readonly load: () => Promise<Loaded & { readonly modules: ReadonlyMap<string, readonly Source[]> }>;
}

/**
 * Looks at all directory units before any is parsed: who calls whom decides what is judged with what. `elsewhere` also takes the
 * directories of the whole tree that call the ones asked for, because a module is judged where it is called: what is reported of
 * a file must not depend on how much of the repository someone named.
 */
export async function planDirectories(asked: readonly UnitPlan[], choice: Choice, concurrency: number, elsewhere: boolean): Promise<readonly DirectoryWork[]> {
  const kept = new KeptSources();
  const plans = elsewhere && asked.length > 0 ? [...asked, ...(await otherUnits(asked, choice))] : asked;
  const surveys = new Map<string, Surveyed>();
  for await (const surveyed of inOrder(plans, concurrency, (plan) => survey(plan, choice.tree, kept))) surveys.set(surveyed.plan.dir, surveyed);

  const graph = moduleGraph(new Map([...surveys].map(([dir, { calls }]) => [dir, calls])));
  const hinted = (dir: string): boolean => surveys.get(dir)?.hinted === true;
  const wanted = new Set<string>();
  for (const dir of surveys.keys()) {
    const below = graph.below(dir);
    if (hinted(dir) || (!graph.isCalled(dir) && below.some(hinted))) [dir, ...below].forEach((one) => wanted.add(one));
  }
  kept.drop([...surveys.values()].flatMap(({ plan }) => (wanted.has(plan.dir) ? [] : plan.paths)));

  const named = new Set(asked.map((plan) => plan.dir));
  const concerned = [...surveys.values()].filter(({ plan: { dir } }) => named.has(dir) || (!graph.isCalled(dir) && graph.below(dir).some((inner) => named.has(inner))));
  return concerned.map((surveyed): DirectoryWork => {
    const { plan } = surveyed;
    const called = graph.isCalled(plan.dir);
    return { plan, called, surveyed, wanted: wanted.has(plan.dir), load: () => loadWithModules(plan, called ? [] : graph.below(plan.dir)) };
  });

  async function loadWithModules(plan: UnitPlan, below: readonly string[]): ReturnType<DirectoryWork["load"]> {
    const own = await load(plan, choice.tree, kept);
    const modules = new Map<string, readonly Source[]>();
    for (const dir of below) {
      const module = surveys.get(dir);
      if (module !== undefined) modules.set(dir, (await load(module.plan, choice.tree, kept)).sources);
    }
    if (below.length === 0 && !graph.isCalled(plan.dir)) kept.drop(plan.paths);
    return { ...own, modules };
  }
}

/** The directory units of the whole tree that nobody asked for; what cannot be looked at there is nobody's problem. */
async function otherUnits(asked: readonly UnitPlan[], choice: Choice): Promise<readonly UnitPlan[]> {
  const named = new Set(asked.map((plan) => plan.dir));
  const all = await groupIntoUnits(await discover(["."], choice), choice);
  return all.filter((plan) => plan.shape === "directory" && !named.has(plan.dir)).map((plan) => ({ ...plan, asked: new Set<string>() }));
}
