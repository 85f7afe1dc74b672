import type { Place } from "../../model/source.ts";
import type { Declaration } from "../parser.ts";
import { headerOf } from "./blocks.ts";
import { realPlace } from "./composite.ts";
import type { ModuleInstance } from "./instances.ts";
import type { Declared } from "./module.ts";

/** The resources and module calls of all instances by their addresses without keys; what an installed module declares stands at the user's call. */
export function declarations(instances: readonly ModuleInstance[]): ReadonlyMap<string, Declaration> {
  const found = new Map<string, Declaration>();
  const entered = new Set<string>();
  for (const { prefix, module, userCall } of instances) {
    const outer = withoutKeys(prefix);
    if (entered.has(outer)) continue;
    entered.add(outer);
    for (const [address, declared] of module.resources) found.set(`${outer}${address}`, { at: placeOf(userCall ?? declared), isHidden: false });
    for (const [name, declared] of module.calls) found.set(`${outer}module.${name}`, { at: placeOf(userCall ?? declared), isHidden: true });
  }
  for (const prefix of entered) {
    const address = prefix.slice(0, -1);
    const call = found.get(address);
    if (call !== undefined) found.set(address, { ...call, isHidden: false });
  }
  return found;
}

function placeOf({ block, source }: Declared): Place {
  return realPlace(headerOf(block, source));
}

/** `module.a["x"].module.b[0].` is `module.a.module.b.` to the code. */
function withoutKeys(prefix: string): string {
  return prefix.replace(/(module\.[^.[]+)(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])\./g, "$1.");
}
