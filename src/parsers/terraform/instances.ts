import type { Assumption } from "../../model/resource.ts";
import type { Hop } from "../../model/setting.ts";
import { headerOf } from "./blocks.ts";
import { createEvaluator, newBudget, type Budget, type Evaluator } from "./evaluate.ts";
import { attribute, type Declared, type Module } from "./module.ts";
import { providersOf, type Providers } from "./placement.ts";
import { instancesOf, keysOf, noKey, pick, repetitionOf, scopeOf } from "./repetition.ts";
import { failure, passed, unknown, type InstanceKey, type Origin, type Value } from "./value.ts";

/** One module as one chain of calls instantiates it; the root has the prefix "". */
export interface ModuleInstance {
  readonly prefix: string;
  readonly module: Module;
  readonly evaluator: Evaluator;
  readonly providers: Providers;
  /** Assumptions under which the calls exist at all. */
  readonly when: readonly Assumption[];
  /** The calls that lead here, outermost first. */
  readonly calls: readonly Hop[];
  /** A module that nobody calls and that is no root module: what its defaults switch off, a caller may switch on. */
  readonly isLibrary: boolean;
  /** The names of the calls whose modules could not be followed. */
  readonly unfollowed: () => readonly string[];
}

/** The declarations of a directory of the scan; undefined when it is not there. */
export type Modules = (dir: string) => Module | undefined;

interface Instance extends ModuleInstance {
  readonly output: (name: string, origin: Origin) => Value;
  readonly children: () => readonly Instance[];
}

/** The instances of one call with their keys, or why there are none to be seen. */
type Called = readonly { readonly key: InstanceKey; readonly instance: Instance }[] | string;

interface Shared {
  readonly modules: Modules;
  readonly budget: Budget;
  /** How many more instances may be made: a module that calls two, each of which calls two, must not grow without end. */
  instances: number;
  readonly isLibrary: boolean;
}

/** Where an instance stands among the calls. */
type Position = Pick<ModuleInstance, "prefix" | "when" | "calls">;

/** Directories calling each other deeper than this are a cycle or an attack. */
const deepest = 32;

/** A module and every instance of the local modules that it calls, in document order; modules outside the scan are left out. */
export function instantiate(top: Module, modules: Modules, isLibrary: boolean): readonly ModuleInstance[] {
  const shared: Shared = { modules, budget: newBudget(), instances: 5_000, isLibrary };
  const all: Instance[] = [];
  const pending = [createInstance(top, { prefix: "", when: [], calls: [] }, undefined, shared)];
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
  readonly key: InstanceKey;
  readonly name: string;
}

function createInstance(module: Module, position: Position, call: Call | undefined, shared: Shared): Instance {
  const made = new Map<string, Called>();

  function called(name: string): Called {
    const before = made.get(name);
    if (before !== undefined) return before;
    made.set(name, `module.${name} needs itself`);
    const result = createCalled(name);
    made.set(name, result);
    return result;
  }

  function createCalled(name: string): Called {
    const declared = module.calls.get(name);
    if (declared === undefined) return `module.${name} is not declared`;
    const dir = localDirectory(declared, module.dir);
    const found = dir === undefined ? undefined : shared.modules(dir);
    if (found === undefined) return `module.${name} comes from ${sourceOf(declared) ?? "a computed source"}, which is not among the scanned files`;
    if (position.calls.length >= deepest) return `module.${name} calls itself without end`;
    const address = `${position.prefix}module.${name}`;
    return existing(address, declared, evaluator, shared.isLibrary).flatMap(({ key, when }) => {
      if (shared.instances-- <= 0) return [];
      const inner: Position = {
        prefix: `${address}${key.text}.`,
        when: [...position.when, ...when],
        calls: [...position.calls, { at: headerOf(declared.block, declared.source), note: `called as ${address}${key.text}` }],
      };
      return [{ key, instance: createInstance(found, inner, { declared, caller: evaluator, outer: providers, key, name }, shared) }];
    });
  }

  const evaluator = createEvaluator(module, {
    prefix: position.prefix,
    input: call === undefined ? undefined : (name) => argumentOf(call, name),
    outputs: (name, wanted, key, origin) => outputsOf(name, called(name), wanted, key, origin),
    budget: shared.budget,
  });
  const providers = providersOf(module, evaluator.evaluate, call);

  return {
    ...position,
    module,
    evaluator,
    providers,
    isLibrary: shared.isLibrary,
    unfollowed: () => [...module.calls.keys()].filter((name) => typeof called(name) === "string"),
    output: (name, origin) => {
      const declared = module.outputs.get(name);
      const value = declared === undefined ? undefined : attribute(declared.block, "value");
      if (declared === undefined || value === undefined) return failure(`${position.prefix}${name} is no output of the module`, origin);
      const place = { source: declared.source, span: value.span };
      return passed(evaluator.evaluate(value.value, { source: declared.source, bindings: new Map() }), place, `output ${name} of ${position.prefix.slice(0, -1)}`);
    },
    children: () => [...module.calls.keys()].map(called).flatMap((made) => (typeof made === "string" ? [] : made.map(({ instance }) => instance))),
  };
}

/** `module.a.out`, `module.a["k"].out`, and the whole as an object, a list or a map of objects. */
function outputsOf(call: string, called: Called, wanted: string | undefined, key: Value | undefined, origin: Origin): Value {
  if (typeof called === "string") return unknown(called, origin);
  const whole = ({ instance }: { readonly instance: Instance }): Value =>
    wanted === undefined
      ? { kind: "map", entries: new Map([...instance.module.outputs.keys()].map((name) => [name, instance.output(name, origin)])), origin }
      : instance.output(wanted, origin);
  const [first] = called;
  if (key !== undefined) {
    const picked = pick({ state: "listed", keys: called.map((each) => each.key) }, key);
    const found = called.find((each) => each.key === picked);
    return found === undefined ? failure(`module.${call} has no such instance`, origin) : whole(found);
  }
  if (wanted !== undefined || first?.key.key === undefined) return first === undefined ? failure(`module.${call} has no instances`, origin) : whole(first);
  if (typeof first.key.key === "number") return { kind: "list", items: called.map(whole), origin };
  return { kind: "map", entries: new Map(called.map((each) => [String(each.key.key), whole(each)])), origin };
}

/** The argument of a call, evaluated by the caller; a missing one leaves the variable to its default. */
function argumentOf({ declared, caller, key, name: call }: Call, name: string): Value | undefined {
  const argument = attribute(declared.block, name);
  if (argument === undefined) return undefined;
  const value = caller.evaluate(argument.value, scopeOf(declared, key));
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

/** An instance that is to be judged, with the assumptions under which it exists. */
export interface Existing {
  readonly key: InstanceKey;
  readonly when: readonly Assumption[];
}

/**
 * The instances of a resource or call; none when the code itself says so. What a library module switches off only by a variable's
 * default is judged, under the assumption that a caller switches it on.
 */
export function existing(address: string, declared: Declared, evaluator: Evaluator, isLibrary: boolean): readonly Existing[] {
  const repetition = repetitionOf(declared);
  const instances = instancesOf(declared, evaluator.evaluate);
  const keys = keysOf(instances).map((key): Existing => ({ key, when: [] }));
  if (keys.length > 0 || repetition === undefined || !isLibrary) return keys;
  const { defaults } = evaluator.trace(repetition.argument.value, { source: declared.source, bindings: new Map() });
  if (defaults.size === 0) return [];
  const at = { source: declared.source, span: repetition.argument.span };
  return [{ key: noKey, when: [{ condition: `${address} has instances`, holds: true, at }] }];
}
