import { compare } from "./tree.ts";

/** Which directories call which as local modules, and who is judged with whom. */
export interface ModuleGraph {
  /** The directories that a directory calls, directly or through others, sorted; without itself. */
  readonly below: (dir: string) => readonly string[];
  /** Whether the directory is judged within the units of its callers. */
  readonly isCalled: (dir: string) => boolean;
}

/**
 * Orders directories by their calls. Uncalled directories stand on their own, called ones are judged in each of their calls.
 * Of directories that only call each other in a circle, the first stands on its own: nothing may go unjudged.
 */
export function moduleGraph(calls: ReadonlyMap<string, readonly string[]>): ModuleGraph {
  const known = [...calls.keys()].sort(compare);
  const targets = new Set([...calls].flatMap(([dir, called]) => called.filter((target) => target !== dir)));
  const alone = new Set(known.filter((dir) => !targets.has(dir)));
  const reached = new Set([...alone].flatMap((dir) => [dir, ...reach(dir, calls)]));
  for (const dir of known) {
    if (reached.has(dir)) continue;
    alone.add(dir);
    for (const inner of [dir, ...reach(dir, calls)]) reached.add(inner);
  }
  return { below: (dir) => reach(dir, calls), isCalled: (dir) => calls.has(dir) && !alone.has(dir) };
}

/** Everything that is called from a directory; each once, however the calls are tangled. */
function reach(dir: string, calls: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set<string>();
  const open = [dir];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const target of calls.get(at) ?? []) {
      if (found.has(target) || !calls.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  found.delete(dir);
  return [...found].sort(compare);
}
