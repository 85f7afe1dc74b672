import type { Assumption } from "../../model/resource.ts";
import { createEvaluator, newBudget, type Budget, type Evaluator } from "./evaluate.ts";
import { attribute, type Declared, type Module } from "./module.ts";
import { providersOf, type Providers } from "./placement.ts";
import { instancesOf, repetition } from "./traversal.ts";
import { failure, passed, unknown, type Origin, type Value } from "./value.ts";

/** One module as one chain of calls instantiates it; the root has the prefix "". */
export interface ModuleInstance {
  readonly prefix: string;
  readonly module: Module;
  readonly evaluator: Evaluator;
  readonly providers: Providers;
  /** Assumptions under which the calls exist at all. */
  readonly when: readonly Assumption[];
}

/** The declarations of a directory of the scan; undefined when it is not there. */
export type Modules = (dir: string) => Module | undefined;

interface Instance extends ModuleInstance {
  readonly output: (name: string, origin: Origin) => Value;
  readonly children: () => readonly Instance[];
}

interface Shared {
  readonly modules: Modules;
  readonly budget: Budget;
  /** How many more instances may be made: a module that calls two, each of which calls two, must not grow without end. */
  instances: number;
}

/** Directories calling each other deeper than this are a cycle or an attack. */
const deepest = 32;

/** A root module and every instance of the local modules that it calls, in document order; modules outside the scan are left out. */
export function instantiate(root: Module, modules: Modules): readonly ModuleInstance[] {
  const shared: Shared = { modules, budget: newBudget(), instances: 5_000 };
  const all: Instance[] = [];
  const pending = [createInstance(root, "", [], undefined, shared)];
  for (let instance = pending.pop(); instance !== undefined; instance = pending.pop()) {
    all.push(instance);
    pending.push(...[...instance.children()].reverse());
  }
  return all;
}

interface Call {
  readonly declared: Declared;
  readonly caller: Evaluator;
  readonly outer: Providers;
  readonly name: string;
}

function createInstance(module: Module, prefix: string, when: readonly Assumption[], call: Call | undefined, shared: Shared, level = 0): Instance {
  const made = new Map<string, Instance | string>();

  /** The instance of a called module, or why there is none. */
  function child(name: string): Instance | string {
    const before = made.get(name);
    if (before !== undefined) return before;
    const result = createChild(name);
    made.set(name, result);
    return result;
  }

  function createChild(name: string): Instance | string {
    const declared = module.calls.get(name);
    if (declared === undefined) return `module.${name} is not declared`;
    const dir = localDirectory(declared, module.dir);
    const found = dir === undefined ? undefined : shared.modules(dir);
    if (found === undefined) return `module.${name} comes from ${sourceOf(declared) ?? "a computed source"}, which is not among the scanned files`;
    if (level >= deepest) return `module.${name} calls itself without end`;
    if (shared.instances-- <= 0) return "there are more module calls than can be followed";
    const assumed = existence(`${prefix}module.${name}`, declared, evaluator);
    if (assumed === "never") return `module.${name} has no instances`;
    return createInstance(found, `${prefix}module.${name}.`, [...when, ...assumed], { declared, caller: evaluator, outer: providers, name }, shared, level + 1);
  }

  const evaluator = createEvaluator(module, {
    prefix,
    input: call === undefined ? undefined : (name) => argumentOf(call, name),
    output: (name, wanted, origin) => {
      const target = child(name);
      if (typeof target !== "string") return target.output(wanted, origin);
      return target.endsWith("has no instances") ? failure(target, origin) : unknown(target, origin);
    },
    budget: shared.budget,
  });
  const providers = providersOf(module, evaluator.evaluate, call);

  return {
    prefix,
    module,
    evaluator,
    providers,
    when,
    output: (name, origin) => {
      const declared = module.outputs.get(name);
      const value = declared === undefined ? undefined : attribute(declared.block, "value");
      if (declared === undefined || value === undefined) return failure(`${prefix}${name} is no output of the module`, origin);
      const place = { source: declared.source, span: value.span };
      return passed(evaluator.evaluate(value.value, { source: declared.source, bindings: new Map() }), place, `output ${name} of ${prefix.slice(0, -1)}`);
    },
    children: () => [...module.calls.keys()].map(child).filter((instance) => typeof instance !== "string"),
  };
}

/** The argument of a call, evaluated by the caller; a missing one leaves the variable to its default. */
function argumentOf({ declared, caller, name: call }: Call, name: string): Value | undefined {
  const argument = attribute(declared.block, name);
  if (argument === undefined) return undefined;
  const value = caller.evaluate(argument.value, { source: declared.source, bindings: new Map() });
  return passed(value, { source: declared.source, span: argument.span }, `passed to module.${call} as ${name}`);
}

function sourceOf(declared: Declared): string | undefined {
  const value = attribute(declared.block, "source")?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/** The directory of a local source, relative to the scan root: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths */
function localDirectory(declared: Declared, from: string): string | undefined {
  const source = sourceOf(declared);
  if (source === undefined || !/^\.\.?(\/|$)/.test(source)) return undefined;
  const parts = from === "." ? [] : from.split("/");
  for (const part of source.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? "." : parts.join("/");
}

/**
 * `never` when the code itself says that there are no instances. What is switched off only by a variable's default is judged,
 * under the assumption that somebody switches it on.
 */
export function existence(address: string, declared: Declared, evaluator: Evaluator): "never" | readonly Assumption[] {
  const argument = repetition(declared);
  if (argument === undefined) return [];
  const { value, defaults } = evaluator.trace(argument.value, { source: declared.source, bindings: new Map() });
  if (instancesOf(value).state !== "none") return [];
  return defaults.size === 0 ? "never" : [{ condition: `${address} has instances`, holds: true, at: { source: declared.source, span: argument.span } }];
}
