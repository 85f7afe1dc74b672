import type { Source } from "../model/source.ts";
import { discover, type Choice } from "./discover.ts";
import { KeptSources, load, survey, type Loaded, type Surveyed } from "./load.ts";
import type { Installed } from "./installed.ts";
import { moduleGraph, type ModuleGraph } from "./module-graph.ts";
import { inOrder } from "./ordered.ts";
import type { Tree } from "./tree.ts";
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
  /** The sources of its module calls that lead to nothing in the scan, nor to a module that is known without it. */
  readonly unfollowed: readonly string[];
  readonly load: () => Promise<Loaded & { readonly modules: ReadonlyMap<string, readonly Source[]>; readonly installed: ReadonlyMap<string, string> }>;
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

  const graph = moduleGraph(new Map([...surveys].map(([dir, { calls }]) => [dir, calls.flatMap(({ target }) => target ?? [])])));
  const hinted = (dir: string): boolean => surveys.get(dir)?.hinted === true;
  const installs = await installsOf([...surveys.values()], graph, choice.tree, kept);
  const wanted = new Set<string>();
  for (const dir of surveys.keys()) {
    const below = graph.below(dir);
    const launches = !graph.isCalled(dir) && (below.some(hinted) || installs.get(dir)?.hinted === true);
    if (hinted(dir) || launches) [dir, ...below].forEach((one) => wanted.add(one));
  }
  kept.drop([...surveys.values()].flatMap(({ plan }) => (wanted.has(plan.dir) ? [] : plan.paths)));

  const named = new Set(asked.map((plan) => plan.dir));
  const concerned = [...surveys.values()].filter(({ plan: { dir } }) => named.has(dir) || (!graph.isCalled(dir) && graph.below(dir).some((inner) => named.has(inner))));
  const isInstalled = installedCalls(installs, graph);
  const { isKnownCall } = await import("../parsers/terraform/known-modules.ts");
  return concerned.map((surveyed): DirectoryWork => {
    const { plan, calls } = surveyed;
    const called = graph.isCalled(plan.dir);
    const outside = calls.filter(({ path, target, name }) => plan.asked.has(path) && !(target !== undefined && surveys.has(target)) && !isInstalled(plan.dir, name));
    const unfollowed = outside.filter(({ source, version }) => source === undefined || !isKnownCall(source, version));
    return {
      plan,
      called,
      surveyed,
      wanted: wanted.has(plan.dir),
      unfollowed: unfollowed.map(({ source }) => source ?? "a computed source"),
      load: () => loadWithModules(plan, called ? [] : graph.below(plan.dir)),
    };
  });

  async function loadWithModules(plan: UnitPlan, below: readonly string[]): ReturnType<DirectoryWork["load"]> {
    const own = await load(plan, choice.tree, kept);
    const modules = new Map<string, readonly Source[]>();
    const install = installs.get(plan.dir);
    const others = [...below.map((dir) => surveys.get(dir)?.plan), ...(install?.plans ?? [])];
    for (const module of others) {
      if (module !== undefined) modules.set(module.dir, (await load(module, choice.tree, kept)).sources);
    }
    if (below.length === 0 && !graph.isCalled(plan.dir)) kept.drop([plan, ...(install?.plans ?? [])].flatMap(({ paths }) => paths));
    return { ...own, modules, installed: install?.dirs ?? new Map<string, string>() };
  }
}

/** What is installed for a root module, and whether any of it has a hint. */
type Install = Installed & { readonly hinted: boolean };

/** The installed modules of the directories that are judged by themselves, where they or what they call have calls that are not local. */
async function installsOf(surveys: readonly Surveyed[], graph: ModuleGraph, tree: Tree, kept: KeptSources): Promise<ReadonlyMap<string, Install>> {
  const found = new Map<string, Install>();
  const remote = new Set(surveys.filter(({ calls }) => calls.some(({ target }) => target === undefined)).map(({ plan }) => plan.dir));
  for (const { plan } of surveys) {
    const [parser] = plan.parsers;
    if (parser === undefined || graph.isCalled(plan.dir) || ![plan.dir, ...graph.below(plan.dir)].some((dir) => remote.has(dir))) continue;
    const { installedModules } = await import("./installed.ts");
    const installed = await installedModules(plan.dir, tree, parser);
    if (installed === undefined) continue;
    let hinted = false;
    for (const module of installed.plans) hinted = (await survey(module, tree, kept)).hinted || hinted;
    if (!hinted) kept.drop(installed.plans.flatMap(({ paths }) => paths));
    found.set(plan.dir, { ...installed, hinted });
  }
  return found;
}

/** Whether a call, by its directory and name, leads to an installed module: in its own root, or in one that calls the directory. */
function installedCalls(installs: ReadonlyMap<string, Installed>, graph: ModuleGraph): (dir: string, name: string) => boolean {
  const known = new Set<string>();
  for (const [root, { dirs }] of installs) {
    const within = graph.below(root);
    for (const key of dirs.keys()) {
      const last = key.slice(key.lastIndexOf(".") + 1);
      if (last === key) known.add(`${root}\n${key}`);
      else within.forEach((dir) => known.add(`${dir}\n${last}`));
    }
  }
  return (dir, name) => known.has(`${dir}\n${name}`);
}

/** The directory units of the whole tree that nobody asked for; what cannot be looked at there is nobody's problem. */
async function otherUnits(asked: readonly UnitPlan[], choice: Choice): Promise<readonly UnitPlan[]> {
  const named = new Set(asked.map((plan) => plan.dir));
  const all = await groupIntoUnits(await discover(["."], choice), choice);
  return all.filter((plan) => plan.shape === "directory" && !named.has(plan.dir)).map((plan) => ({ ...plan, asked: new Set<string>() }));
}
