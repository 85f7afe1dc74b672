import { discover, type Choice } from "./discover.ts";
import { largestTree } from "./limits.ts";
import { hasHint } from "./preflight.ts";
import { groupIntoUnits, type UnitPlan } from "./units.ts";

/** Files that bring in files that bring in files, and so on. */
const longestChain = 12;

/**
 * The files of the whole tree that may bring in some of these, directly or through others, as units of which nothing is asked: they name
 * them. A name that is put together is not found. What cannot be looked at there is nobody's problem.
 */
export async function callersOf(parts: ReadonlySet<string>, asked: ReadonlySet<string>, choice: Choice): Promise<readonly UnitPlan[]> {
  const all = await groupIntoUnits(await discover(["."], choice), choice);
  let open: UnitPlan[] = [];
  for (const plan of all) {
    const hints = plan.shape === "file" ? plan.parsers.flatMap(({ callers = [] }) => callers) : [];
    if (hints.length > 0 && (await names(plan, hints, choice))) open.push(plan);
  }
  const found: UnitPlan[] = [];
  let wanted = namesOf(parts);
  for (let round = 0; round < longestChain && wanted.length > 0 && open.length > 0; round++) {
    const callers = new Set<UnitPlan>();
    for (const plan of open) if (await names(plan, wanted, choice)) callers.add(plan);
    open = open.filter((plan) => !callers.has(plan));
    found.push(...callers);
    wanted = namesOf([...callers].flatMap(({ paths }) => paths));
  }
  return found.filter(({ paths }) => !paths.some((path) => asked.has(path))).map((plan) => ({ ...plan, asked: new Set<string>() }));
}

/** Whether any of the words occurs in a file. */
async function names({ paths: [path = ""], behind }: UnitPlan, words: readonly string[], { tree }: Choice): Promise<boolean> {
  const read = await tree.read(behind.get(path) ?? path);
  return "bytes" in read && read.bytes.length <= largestTree && hasHint(read.bytes, words);
}

function namesOf(paths: Iterable<string>): readonly string[] {
  return [...new Set(Array.from(paths, (path) => path.slice(path.lastIndexOf("/") + 1)))];
}
