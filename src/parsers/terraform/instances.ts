import type { Assumption } from "../../model/resource.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { headerOf } from "./blocks.ts";
import { newBudget, type Budget } from "./budget.ts";
import { createEvaluator, type Evaluator } from "./evaluate.ts";
import { attribute, type Declared, type Module } from "./module.ts";
import { providersOf, type Providers } from "./placement.ts";
import { instancesOf, isOpen, keysOf, noKey, openKey, pick, repetitionOf, scopeOf } from "./repetition.ts";
import { localDirectory, sourceOf } from "./sources.ts";
import { failure, passed, unknown, type CallFunction, type InstanceKey, type Origin, type Value } from "./value.ts";

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
  /** Everything that is declared has one instance at least, whatever the code says: somebody asks where it is declared. */
  readonly isComplete: boolean;
  /** The call that makes it; undefined for the module at the top. */
  readonly call: Call | undefined;
  /** The calls of which it is open whether they are made. */
  readonly doubts: readonly Assumption[];
  /** Whether the module is called in the world that is looked at. */
  readonly isCalled: () => boolean;
  readonly budget: Budget;
  /** For what is inside an installed module: the call in the user's own code that leads there. */
  readonly userCall: Declared | undefined;
  /** The names of the calls whose modules are not among the scanned files. */
  readonly outside: () => readonly string[];
}

/** What decides of instances that the code itself does not make. */
export type Existence = Pick<ModuleInstance, "isLibrary" | "isComplete">;

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
  /** The directory of the module that is judged. */
  readonly top: string;
  readonly call: CallFunction;
  readonly budget: Budget;
  /** How many more instances may be made: a module that calls two, each of which calls two, must not grow without end. */
  instances: number;
  readonly isLibrary: boolean;
  readonly isComplete: boolean;
  readonly unfollowed: Unfollowed[];
  readonly installed: ReadonlyMap<string, string>;
}

/** Where an instance stands among the calls. */
type Position = Pick<ModuleInstance, "prefix" | "when" | "doubts" | "isCalled" | "calls" | "userCall">;

/** Instances of one unit beyond this are not judged, and said to be so. */
const mostInstances = 5_000;

/** Directories calling each other deeper than this are a cycle or an attack. */
const deepest = 32;

/** What could not be instantiated although it is there: the call, and why. */
export interface Unfollowed {
  readonly at: Place;
  readonly why: string;
}

/** What a unit's modules come to. */
export interface Instantiated {
  readonly instances: readonly ModuleInstance[];
  readonly unfollowed: readonly Unfollowed[];
}

/**
 * A module and every instance of the local modules that it calls, in document order; modules outside the scan are left out. Calls beyond the
 * bounds are in `unfollowed`.
 */
export function instantiate(top: Module, modules: Modules, existence: Existence, call: CallFunction, installed: ReadonlyMap<string, string> = new Map()): Instantiated {
  const shared: Shared = { modules, top: top.dir, call, budget: newBudget(), instances: mostInstances, ...existence, unfollowed: [], installed };
  const all: Instance[] = [];
  const pending = [createInstance(top, { prefix: "", when: [], doubts: [], isCalled: () => true, calls: [], userCall: undefined }, undefined, shared)];
  for (let instance = pending.pop(); instance !== undefined; instance = pending.pop()) {
    all.push(instance);
    pending.push(...[...instance.children()].reverse());
  }
  return { instances: all, unfollowed: shared.unfollowed };
}

/** A module call with what its arguments are evaluated with. */
export interface Call {
  readonly declared: Declared;
  readonly caller: Evaluator;
  readonly outer: Providers;
  /** The key in the world that is looked at. */
  readonly now: () => InstanceKey;
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

  function localOf({ block }: Declared): string | undefined {
    const source = sourceOf(block);
    return source === undefined ? undefined : localDirectory(module.dir, source);
  }

  function moduleOf(name: string, declared: Declared): Module | undefined {
    const dir = localOf(declared) ?? shared.installed.get(`${callPath(position.prefix)}${name}`);
    return dir === undefined ? undefined : shared.modules(dir);
  }

  function createCalled(name: string): Called {
    const declared = module.calls.get(name);
    if (declared === undefined) return `module.${name} is not declared`;
    const found = moduleOf(name, declared);
    if (found === undefined) return `module.${name} comes from ${sourceOf(declared.block) ?? "a computed source"}, which is not among the scanned files`;
    const at = headerOf(declared.block, declared.source);
    if (position.calls.length >= deepest) {
      if (shared.unfollowed.every((before) => before.at.source !== at.source || before.at.span !== at.span)) shared.unfollowed.push({ at, why: `module calls are nested more than ${deepest} levels deep here` });
      return `module.${name} is nested too deeply`;
    }
    const address = `${position.prefix}module.${name}`;
    return existing(address, declared, evaluator, shared).flatMap(({ key, when, doubt, now }) => {
      if (shared.instances-- <= 0) {
        if (shared.unfollowed.length === 0) shared.unfollowed.push({ at, why: `there are more than ${mostInstances} module instances; this call and those after it are not judged` });
        return [];
      }
      const inner: Position = {
        prefix: `${address}${key.text}.`,
        when: [...position.when, ...when],
        doubts: [...position.doubts, ...(doubt === undefined ? [] : [doubt])],
        isCalled: () => position.isCalled() && now() !== undefined,
        calls: [...position.calls, { at, note: `called as ${address}${key.text}` }],
        userCall: position.userCall ?? (localOf(declared) === undefined ? declared : undefined),
      };
      return [{ key, instance: createInstance(found, inner, { declared, caller: evaluator, outer: providers, now: () => now() ?? key, name }, shared) }];
    });
  }

  const evaluator = createEvaluator(module, {
    prefix: position.prefix,
    path: pathFrom(shared.top, module.dir),
    input: call === undefined ? undefined : (name) => argumentOf(call, name),
    outputs: (name, wanted, key, origin) => outputsOf(name, called(name), wanted, key, origin),
    isSeen: (name) => typeof called(name) !== "string",
    call: shared.call,
    budget: shared.budget,
  });
  const providers = providersOf(module, evaluator.evaluate, call);

  return {
    ...position,
    module,
    evaluator,
    providers,
    call,
    isLibrary: shared.isLibrary,
    isComplete: shared.isComplete,
    outside: () => [...module.calls].flatMap(([name, declared]) => (moduleOf(name, declared) === undefined ? [name] : [])),
    budget: shared.budget,
    output: (name, origin) => {
      const declared = module.outputs.get(name);
      const value = declared === undefined ? undefined : attribute(declared.block, "value");
      if (declared === undefined || value === undefined) return failure(`${position.prefix}${name} is no output of the module`, origin);
      const place = { source: declared.source, span: value.span };
      return passed(evaluator.remembered(`output ${name}`, value.value, scopeOf(declared), origin), place, `output ${name} of ${position.prefix.slice(0, -1)}`);
    },
    children: () => [...module.calls.keys()].map(called).flatMap((made) => (typeof made === "string" ? [] : made.map(({ instance }) => instance))),
  };
}

/** `module.a.out`, `module.a["k"].out`, and the whole as an object, a list or a map of objects. */
function outputsOf(call: string, called: Called, wanted: string | undefined, key: Value | undefined, origin: Origin): Value {
  if (typeof called === "string") return unknown(called, origin);
  if (called.some(({ instance }) => !instance.isCalled())) return failure(`module.${call} has no instances`, origin);
  const whole = ({ instance }: { readonly instance: Instance }): Value =>
    wanted === undefined
      ? { kind: "map", entries: new Map([...instance.module.outputs.keys()].map((name) => [name, instance.output(name, origin)])), origin }
      : instance.output(wanted, origin);
  const [first] = called;
  if (key !== undefined) {
    const picked = pick({ state: "listed", keys: called.map((each) => each.key) }, key);
    const isOneForAll = called.length === 1 && first?.key.key === undefined;
    const found = isOneForAll ? first : called.find((each) => each.key === picked);
    return found === undefined ? failure(`module.${call} has no such instance`, origin) : whole(found);
  }
  if (wanted !== undefined || first?.key.key === undefined) return first === undefined ? failure(`module.${call} has no instances`, origin) : whole(first);
  if (typeof first.key.key === "number") return { kind: "list", items: called.map(whole), origin };
  return { kind: "map", entries: new Map(called.map((each) => [String(each.key.key), whole(each)])), origin };
}

/** The argument of a call, evaluated by the caller; a missing one leaves the variable to its default. */
function argumentOf({ declared, caller, now, name: call }: Call, name: string): Value | undefined {
  const argument = attribute(declared.block, name);
  if (argument === undefined) return undefined;
  const value = caller.evaluate(argument.value, scopeOf(declared, now()));
  return passed(value, { source: declared.source, span: argument.span }, `passed to module.${call} as ${name}`);
}

/** `module.a["x"].module.b[0].` as the names of its calls, `a.b.`, which is how Terraform lists installed modules. */
function callPath(prefix: string): string {
  return [...prefix.matchAll(/module\.([^.[]+)(?:\["(?:[^"\\]|\\.)*"\]|\[\d+\])?\./g)].map(([, name]) => `${name ?? ""}.`).join("");
}

/** The way from one directory of the scan to another; "." to itself. */
function pathFrom(from: string, to: string): string {
  const [start, end] = [from, to].map((dir) => (dir === "." ? [] : dir.split("/")));
  if (start === undefined || end === undefined) return ".";
  const common = start.findIndex((part, at) => part !== end[at]);
  const shared = common < 0 ? start.length : common;
  const way = [...start.slice(shared).map(() => ".."), ...end.slice(shared)];
  return way.length === 0 ? "." : way.join("/");
}

/** An instance that is to be judged, with the assumptions under which it exists. */
export interface Existing {
  readonly key: InstanceKey;
  readonly when: readonly Assumption[];
  /** Set when it is not decided whether there is any instance: for most purposes it counts as one. */
  readonly doubt?: Assumption;
  /** The key in the world that is looked at; undefined when there is no instance in it. */
  readonly now: () => InstanceKey | undefined;
}

/**
 * The instances of a resource or call; none when the code itself says so. What a library module switches off only by a variable's
 * default is judged, under the assumption that a caller switches it on.
 */
export function existing(address: string, declared: Declared, evaluator: Evaluator, { isLibrary, isComplete }: Existence): readonly Existing[] {
  const repetition = repetitionOf(declared);
  const here = (key: InstanceKey, when: readonly Assumption[]): Existing => ({ key, when, now: () => key });
  if (repetition === undefined) return [here(noKey, [])];
  const empty = openKey(`${repetition.by} is ${repetition.by === "count" ? "0" : "empty"} unless a caller says otherwise`);
  const instances = instancesOf(declared, evaluator.evaluate);
  const assumption: Assumption = { condition: `${address} has instances`, holds: true, at: { source: declared.source, span: repetition.argument.span } };
  if (instances.state === "undecided") return [{ key: openKey(instances.why), when: [], doubt: assumption, now: () => keyNow(declared, evaluator) }];
  if (instances.keys.length === 0 && isComplete) return [here(empty, [assumption])];
  if (instances.keys.length > 0 || !isLibrary) {
    return instances.keys.map((key) => (isOpen(key) ? { key, when: [], now: () => sameKeyNow(key, declared, evaluator) } : here(key, [])));
  }
  const { defaults } = evaluator.trace(repetition.argument.value, scopeOf(declared));
  return defaults.size === 0 ? [] : [here(empty, [assumption])];
}

/** A listed instance, with what it is in the world that is looked at. */
function sameKeyNow(key: InstanceKey, declared: Declared, evaluator: Evaluator): InstanceKey {
  const instances = instancesOf(declared, evaluator.evaluate);
  return keysOf(instances).find((each) => each.key === key.key) ?? key;
}

/** Of instances that the code alone does not list: the only one of this world, one that stands for all, or undefined when there is none. */
function keyNow(declared: Declared, evaluator: Evaluator): InstanceKey | undefined {
  const instances = instancesOf(declared, evaluator.evaluate);
  const [only, ...others] = keysOf(instances);
  if (only === undefined || (instances.state === "undecided" && instances.error === true)) return undefined;
  return others.length > 0 ? noKey : { ...only, text: "" };
}
