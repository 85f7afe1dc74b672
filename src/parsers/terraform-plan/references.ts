import { memberOf } from "../../syntax/json/skim.ts";
import type { Place } from "../../model/source.ts";
import { keyAt, nameAt, prefixOf, stepsOf, type CallStep, type Step } from "./addresses.ts";
import { constantOf, referencesOf, type Code, type Configured, type ModuleCode } from "./configuration.ts";
import type { PlanDocument } from "./document.ts";
import type { Entries } from "./entries.ts";

/** Everything that is known of one plan. */
export interface Plan {
  readonly document: PlanDocument;
  readonly entries: Entries;
  readonly code: Code;
}

/** Where an expression stands: a module instance, and the resource or call whose `each` and `count` it sees. */
export interface Scope {
  readonly calls: readonly CallStep[];
  readonly module: ModuleCode;
  readonly holder: Configured | undefined;
  /** The key of the holder's instance. */
  readonly key: string;
}

/** What a value comes from in the end: variables, outputs and `each.value` have been followed. */
export type Origin =
  | {
      readonly kind: "resource" | "data";
      readonly calls: readonly CallStep[];
      /** `aws_instance.web`, with `data.` in front for data sources. */
      readonly base: string;
      readonly key: string;
      readonly path: readonly Step[];
    }
  /** A local: plans do not hold what locals are. */
  | { readonly kind: "hidden"; readonly name: string };

/** One question follows at most so many references: a hostile plan can make them many. */
const mostReferences = 2_000;

/** The scope of a resource or data source within a module instance; undefined when the plan's configuration has no such thing. */
export function scopeAt(calls: readonly CallStep[], base: string, key: string, { code }: Plan): (Scope & { readonly holder: Configured }) | undefined {
  const module = moduleAt(code.root, calls);
  const holder = module?.resources.get(base);
  return module === undefined || holder === undefined ? undefined : { calls, module, holder, key };
}

function moduleAt(root: ModuleCode, calls: readonly CallStep[]): ModuleCode | undefined {
  return calls.reduce<ModuleCode | undefined>((module, { name }) => module?.calls.get(name)?.module, root);
}

interface Expression {
  readonly expression: Place | undefined;
  readonly scope: Scope;
}

/** The origins of an expression's value. Empty when it is made of constants, keys and the root's variables, which a plan has values for. */
export function originsOf(expression: Place | undefined, scope: Scope, { code }: Plan): readonly Origin[] {
  const origins: Origin[] = [];
  const pending: Expression[] = [{ expression, scope }];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined && seen.size < mostReferences; next = pending.pop()) {
    const references = referencesOf(next.expression);
    const isSameKey = references.some((reference) => reference === "each.key" || reference === "each.value" || reference === "count.index");
    for (const reference of references) {
      const name = `${prefixOf(next.scope.calls)} ${next.scope.key} ${reference}`;
      if (seen.has(name)) continue;
      seen.add(name);
      const found = follow(stepsOf(reference), isSameKey ? next.scope.key : "", next.scope, code);
      if (found === undefined) continue;
      if ("kind" in found) origins.push(found);
      else pending.push(found);
    }
  }
  return origins;
}

/** One reference; `key` is the instance that it picks where the expression picks one by `each.key` or `count.index`. */
function follow(steps: readonly Step[], key: string, scope: Scope, code: Code): Origin | Expression | undefined {
  const second = nameAt(steps, 1);
  switch (nameAt(steps, 0)) {
    case undefined:
    case "count":
    case "path":
    case "terraform":
    case "self":
      return undefined;
    case "each":
      return second === "value" ? { expression: scope.holder?.forEach, scope: { ...scope, holder: undefined, key: "" } } : undefined;
    case "local":
      return { kind: "hidden", name: `local.${second ?? ""}` };
    case "var":
      return second === undefined ? undefined : argument(second, scope, code);
    case "module":
      return second === undefined ? undefined : output(second, steps.slice(2), key, scope);
    case "data":
      return originOf("data", steps.slice(1), key, scope);
    default:
      return originOf("resource", steps, key, scope);
  }
}

function originOf(kind: "resource" | "data", steps: readonly Step[], picked: string, { calls }: Scope): Origin | undefined {
  const [type, name] = [nameAt(steps, 0), nameAt(steps, 1)];
  if (type === undefined || name === undefined) return undefined;
  const key = keyAt(steps, 2);
  return { kind, calls, base: `${kind === "data" ? "data." : ""}${type}.${name}`, key: key === "" ? picked : key, path: steps.slice(key === "" ? 2 : 3) };
}

/** What the caller passes for a variable; undefined for the root's variables and for what is left to its default. */
function argument(name: string, { calls }: Scope, code: Code): Expression | undefined {
  const call = calls.at(-1);
  const outer = calls.slice(0, -1);
  const module = call === undefined ? undefined : moduleAt(code.root, outer);
  const holder = call === undefined ? undefined : module?.calls.get(call.name);
  if (call === undefined || module === undefined || holder === undefined) return undefined;
  return { expression: holder.expressions.get(name), scope: { calls: outer, module, holder, key: call.key } };
}

/** `module.m["x"].id`: the output's expression, seen from within the module. */
function output(call: string, rest: readonly Step[], picked: string, { calls, module }: Scope): Origin | Expression {
  const called = module.calls.get(call);
  const key = keyAt(rest, 0);
  const name = nameAt(rest, key === "" ? 0 : 1);
  if (called === undefined || name === undefined) return { kind: "hidden", name: `module.${call}` };
  const inner: CallStep = { name: call, key: key === "" ? picked : key };
  const scope: Scope = { calls: [...calls, inner], module: called.module, holder: undefined, key: "" };
  return { expression: memberOf(called.module.outputs.get(name), "expression"), scope };
}

/** The value of an expression that is a constant, a variable of the root that is no secret, or a variable that a caller sets to either of them. */
export function knownValue(expression: Place | undefined, scope: Scope, { code, document }: Plan): Place | undefined {
  let next: Expression = { expression, scope };
  for (let steps = 0; steps < 100; steps++) {
    const constant = constantOf(next.expression);
    const [only, another] = referencesOf(next.expression).map(stepsOf);
    if (constant !== undefined || only === undefined || another !== undefined) return constant;
    const name = nameAt(only, 1);
    if (nameAt(only, 0) !== "var" || name === undefined || only.length !== 2) return undefined;
    if (next.scope.calls.length === 0) return code.secrets.has(name) ? undefined : memberOf(document.variables.get(name), "value");
    const outer = argument(name, next.scope, code);
    if (outer === undefined) return undefined;
    next = outer;
  }
  return undefined;
}
