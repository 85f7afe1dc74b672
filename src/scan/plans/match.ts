import type { Declaration, PlanOutline } from "../../parsers/parser.ts";
import { outerCalls, withoutKeys } from "./addresses.ts";

/** How the code that a plan was made of compares to sources: names of resources and module calls, none with an instance key. */
export interface Comparison {
  /** Named at the top by both, by the plan, and by the sources. */
  readonly common: number;
  readonly planned: number;
  readonly declared: number;
  /** What the plan has, and the sources have not, as far as they can be seen. */
  readonly gone: readonly string[];
  /** What the sources have, and the plan's code has not; empty for a state, which holds only what exists. */
  readonly added: readonly string[];
}

export function compareCode(outline: PlanOutline, declared: ReadonlyMap<string, Declaration>): Comparison {
  const top = [...outline.declared].filter(isTop);
  const gone = [...outline.declared].filter((name) => !declared.has(name) && !isHidden(name, declared));
  const added = outline.shape === "state" ? [] : [...declared.keys()].filter((name) => !outline.declared.has(name));
  return {
    common: top.filter((name) => declared.has(name)).length,
    planned: top.length,
    declared: [...declared.keys()].filter(isTop).length,
    gone: outermost(gone),
    added: outermost(added),
  };
}

/**
 * Whether a plan that lies beside sources was made of them: at least half of what either names at its top, the other names, too. A root
 * module without anything in common with the plan is another one; one that has changed a little since is not.
 */
export function isMadeOf({ common, planned, declared }: Comparison, shape: PlanOutline["shape"]): boolean {
  // What is declared need not exist, so a state may be much smaller than its code.
  return common > 0 && common * 2 >= planned && (shape === "state" || common * 2 >= declared);
}

/** The share of what either names that both name. */
export function likeness({ common, planned, declared }: Comparison): number {
  return common === 0 ? 0 : common / (planned + declared - common);
}

function isTop(name: string): boolean {
  return outerCalls(name).length === 0;
}

/** Whether a name stands in a module that is called, but that nobody could look into. */
function isHidden(name: string, declared: ReadonlyMap<string, Declaration>): boolean {
  return hidingCall(name, declared) !== undefined;
}

/** The module call that hides what an address means; undefined when the sources show all of its modules, or do not have them. */
export function hidingCall(address: string, declared: ReadonlyMap<string, Declaration>): { readonly call: string; readonly declaration: Declaration } | undefined {
  for (const call of outerCalls(withoutKeys(address))) {
    const declaration = declared.get(call);
    if (declaration === undefined) return undefined;
    if (declaration.isHidden) return { call, declaration };
  }
  return undefined;
}

/** Without what stands in a module that is in the list itself. */
function outermost(names: readonly string[]): readonly string[] {
  const all = new Set(names);
  return names.filter((name) => !outerCalls(name).some((call) => all.has(call)));
}
