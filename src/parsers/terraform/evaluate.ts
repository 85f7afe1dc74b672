import type { Place, Source } from "../../model/source.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { conditional, forExpression, object, template, tupleOf } from "./compound.ts";
import { attribute, type Declared, type Definition, type Module } from "./module.ts";
import { readNested } from "./nested.ts";
import { binary, unary } from "./operators.ts";
import { instancesOf, keysOf, pick } from "./repetition.ts";
import { splat } from "./splat.ts";
import { flatten, index, type Step, type Traversal } from "./traversal.ts";
import { convert, typeOfVariable } from "./types.ts";
import { bounded, literal, weight } from "./weight.ts";
import { failure, passed, scalar, textOf, unknown, type CallFunction, type Evaluate, type Instances, type Origin, type ReferenceOwner, type Scope, type Value } from "./value.ts";

/** What was looked at besides the value: which of the root module's variables were taken at their default. */
export interface Evaluated {
  readonly value: Value;
  readonly defaults: ReadonlySet<string>;
}

export interface Evaluator {
  /** Total: whatever cannot be known is an `unknown` that names the construct. */
  readonly evaluate: Evaluate;
  /** As `evaluate`, and says on which variables' defaults the value rests. */
  readonly trace: (expression: Expression, scope: Scope) => Evaluated;
}

/** A module's surroundings: who calls it with what, and whom it calls. */
export interface Surroundings {
  /** "" for the root, `module.web.` within a call: in front of every address. */
  readonly prefix: string;
  /** The module's directory as seen from the root module's, "." for the root itself. */
  readonly path: string;
  /** The value that the caller passes for a variable; the function itself is undefined for a module that is judged alone. */
  readonly input: ((name: string) => Value | undefined) | undefined;
  /** Outputs of a called module: one by name or all, of the instance with that key or of the call as a whole. */
  readonly outputs: (call: string, name: string | undefined, key: Value | undefined, origin: Origin) => Value;
  readonly call: CallFunction;
  readonly budget: Budget;
}

/** Shared by all modules of a unit, so that hostile modules cannot multiply it. */
export interface Budget {
  steps: number;
  depth: number;
  /** The root's variables that were taken at their default since `trace` began. */
  defaults: Set<string>;
}

export function newBudget(): Budget {
  return { steps: 2_000_000, depth: 200, defaults: new Set() };
}

/** An abstract interpreter for one module: values are known, unknown with a reason, or references to what exists after apply. */
export function createEvaluator(module: Module, around: Surroundings): Evaluator {
  const known = new Map<string, Evaluated>();
  const active = new Set<string>();
  const repeated = new Map<string, Instances>();
  const owners = new Map<string, ReferenceOwner>();
  const { budget } = around;
  function evaluate(expression: Expression, scope: Scope): Value {
    const at: Place = { source: scope.source, span: expression.span };
    if (budget.steps <= 0) return unknown("the module takes too long to evaluate", { at });
    if (budget.depth <= 0) return unknown("the expression is nested too deeply", { at });
    budget.steps--;
    budget.depth--;
    try {
      return evaluateKind(expression, scope, { at });
    } finally {
      budget.depth++;
    }
  }

  function trace(expression: Expression, scope: Scope): Evaluated {
    return traced(() => evaluate(expression, scope));
  }

  function traced(compute: () => Value): Evaluated {
    const outer = budget.defaults;
    budget.defaults = new Set();
    const value = compute();
    const result = { value, defaults: budget.defaults };
    for (const name of result.defaults) outer.add(name);
    budget.defaults = outer;
    return result;
  }

  /** Evaluates what is not chosen, for its type only: the defaults under it decide nothing. */
  function glance(expression: Expression, scope: Scope): Value {
    const outer = budget.defaults;
    budget.defaults = new Set();
    const value = evaluate(expression, scope);
    budget.defaults = outer;
    return value;
  }

  /** Work that an operator or function does within one step of the evaluator counts as steps; false when there are none left. */
  function spend(steps: number): boolean {
    budget.steps -= Math.ceil(steps);
    return budget.steps > 0;
  }

  /** A text that was made: templates that double in every line must not be free. */
  function paid(value: Value): Value {
    spend(weight(value).nodes);
    return value;
  }

  function evaluateKind(expression: Expression, scope: Scope, origin: Origin): Value {
    switch (expression.kind) {
      case "literal":
        return literal(expression, origin);
      case "template":
      case "heredoc":
        return paid(template(expression.parts, scope, origin, evaluate));
      case "variable":
      case "get":
      case "index":
        return traverse(flatten(expression), scope, origin);
      case "splat":
        return bounded(splat(evaluate(expression.target, scope), expression.steps, origin, { follow, evaluate: (key) => evaluate(key, scope) }), origin);
      case "call":
        return bounded(around.call(expression, scope, evaluate, origin, spend), origin);
      case "tuple":
        return bounded(tupleOf(expression.items.map((item) => evaluate(item, scope)), origin), origin);
      case "object":
        return bounded(object(expression, scope, origin, evaluate), origin);
      case "for":
        return bounded(forExpression(expression, scope, origin, evaluate), origin);
      case "conditional":
        return conditional(expression, scope, origin, evaluate, glance);
      case "binary": {
        const sides = [evaluate(expression.left, scope), evaluate(expression.right, scope)] as const;
        spend(Math.min(weight(sides[0]).nodes, weight(sides[1]).nodes));
        return binary(expression.operator, ...sides, origin);
      }
      case "unary":
        return unary(expression.operator, evaluate(expression.operand, scope), origin);
      case "parenthesised":
        return evaluate(expression.inner, scope);
    }
  }

  function traverse(traversal: Traversal, scope: Scope, origin: Origin): Value {
    const { root, steps: path } = traversal;
    if (root.kind !== "variable") return followAll(evaluate(root, scope), path, scope, origin);
    const bound = scope.bindings.get(root.name);
    if (bound !== undefined) return followAll(bound, path, scope, origin);
    const [first, second] = path.map((step) => ("name" in step ? step.name : undefined));
    if (first === undefined) return failure(`${root.name} is not a value`, origin);
    switch (root.name) {
      case "var":
        return followAll(variable(first, origin), path.slice(1), scope, origin);
      case "local":
        return followAll(local(first, origin), path.slice(1), scope, origin);
      case "module":
        return moduleOutputs(first, path.slice(1), scope, origin);
      case "path":
        return pathValue(first, origin);
      case "terraform":
      case "self":
        return unknown(`${root.name}.${first} is decided when Terraform runs`, origin);
      case "each":
      case "count":
        return unknown(`${root.name}.${first} differs from instance to instance`, origin);
      case "data":
        return second === undefined ? failure(`data.${first} is not a value`, origin) : resource(`data.${first}.${second}`, path.slice(2), scope, origin);
      default:
        return resource(`${root.name}.${first}`, path.slice(1), scope, origin);
    }
  }

  /** https://developer.hashicorp.com/terraform/language/expressions/references#filesystem-and-workspace-info */
  function pathValue(name: string, origin: Origin): Value {
    if (name === "module") return scalar(around.path, origin);
    return name === "root" ? scalar(".", origin) : unknown(`path.${name} is decided when Terraform runs`, origin);
  }

  /** `module.a.out` and `module.a["k"].out` ask for one output; `module.a` alone for all of them, by instance. */
  function moduleOutputs(call: string, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const [first, second] = path;
    if (first !== undefined && "name" in first) return followAll(around.outputs(call, first.name, undefined, origin), path.slice(1), scope, origin);
    const key = first === undefined ? undefined : evaluate(first.key, scope);
    const name = second !== undefined && "name" in second ? second.name : undefined;
    return followAll(around.outputs(call, name, key, origin), path.slice(name === undefined ? 1 : 2), scope, origin);
  }

  function resource(address: string, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const declared = module.resources.get(address) ?? module.data.get(address);
    if (declared === undefined) return failure(`${around.prefix}${address} is not declared`, origin);
    return followAll({ kind: "reference", address: `${around.prefix}${address}`, path: [], owner: ownerOf(address, declared), instance: undefined, origin }, path, scope, origin);
  }

  /** How others ask about a resource of this module. */
  function ownerOf(address: string, declared: Declared): ReferenceOwner {
    const before = owners.get(address);
    if (before !== undefined) return before;
    const owner = createOwner(address, declared);
    owners.set(address, owner);
    return owner;
  }

  function createOwner(address: string, declared: Declared): ReferenceOwner {
    const nested = readNested(declared, evaluate);
    return {
      declared,
      evaluate,
      instances: () => instancesIn(address, declared),
      blocks: (path, instance) => nested.blocks(path, instance)?.length,
      argument: (path, name, instance, origin) => {
        const body = nested.bodyAt(path, instance);
        const written = body?.body.attributes.find((candidate) => candidate.name === name);
        if (body === undefined || written === undefined) return undefined;
        const way = [...path, name].join(".");
        const value = remembered(`${address}${instance?.text ?? ""}.${way}`, written.value, body.scope, origin);
        return passed(value, { source: declared.source, span: written.span }, `${around.prefix}${address}.${way}`);
      },
    };
  }

  function instancesIn(address: string, declared: Declared): Instances {
    const before = repeated.get(address);
    if (before !== undefined) return before;
    repeated.set(address, { state: "undecided", why: `${address} counts itself` });
    const instances = instancesOf(declared, evaluate);
    repeated.set(address, instances);
    return instances;
  }

  function followAll(value: Value, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    return path.reduce<Value>((current, step) => follow(current, "name" in step ? step : { key: evaluate(step.key, scope) }, origin), value);
  }

  function local(name: string, origin: Origin): Value {
    const definition = module.locals.get(name);
    if (definition === undefined) return failure(`local.${name} is not declared`, origin);
    const value = remembered(`local.${name}`, definition.attribute.value, moduleScope(definition.source), origin);
    return passed(value, placeOf(definition), `local.${name}`);
  }

  function variable(name: string, origin: Origin): Value {
    const declared = module.variables.get(name);
    if (declared === undefined) return failure(`var.${name} is not declared`, origin);
    return once(`var.${name}`, origin, () => variableValue(name, declared, origin));
  }

  function variableValue(name: string, declared: Declared, origin: Origin): Value {
    const given = around.input === undefined ? assignedValue(name, origin) : around.input(name);
    if (given === undefined || replacedByDefault(given, declared)) return defaultOf(name, declared, origin);
    return convert(given, declared);
  }

  function assignedValue(name: string, origin: Origin): Value | undefined {
    const assigned = module.assigned.get(name);
    if (assigned === undefined) return undefined;
    const value = remembered(`assigned var.${name}`, assigned.attribute.value, moduleScope(assigned.source), origin);
    return passed(value, placeOf(assigned), assigned.note ?? `var.${name} is set here`);
  }

  function defaultOf(name: string, declared: Declared, origin: Origin): Value {
    const argument = attribute(declared.block, "default");
    if (argument === undefined) {
      const at: Place = { source: declared.source, span: declared.block.header };
      const undecided = unknown(`var.${name} has no default`, { at, note: `var.${name} is declared without a default`, from: origin });
      return { ...undecided, ...typeOfVariable(declared) };
    }
    // What a caller leaves out is decided; what nobody calls may still be set by whoever does.
    if (around.input === undefined) budget.defaults.add(name);
    const value = remembered(`default var.${name}`, argument.value, moduleScope(declared.source), origin);
    return convert(passed(value, { source: declared.source, span: argument.span }, `default of var.${name}`), declared);
  }

  function remembered(name: string, expression: Expression, scope: Scope, origin: Origin): Value {
    return once(name, origin, () => evaluate(expression, scope));
  }

  /** Evaluates a definition once; a definition that needs itself is unknown instead of endless. */
  function once(name: string, origin: Origin, compute: () => Value): Value {
    const before = known.get(name);
    if (before !== undefined) {
      for (const used of before.defaults) budget.defaults.add(used);
      return before.value;
    }
    if (active.has(name)) return unknown(`${name} refers to itself`, origin);
    active.add(name);
    const result = traced(compute);
    active.delete(name);
    known.set(name, result);
    return result.value;
  }

  return { evaluate, trace };
}

/** One step; into a reference it asks the module that declares the resource. */
function follow(value: Value, step: Step, origin: Origin): Value {
  if (value.kind !== "reference") return index(value, step, origin);
  if (value.instance === undefined && value.path.length === 0) return followIntoInstance(value, step, origin);
  const name = "name" in step ? step.name : step.key.kind === "scalar" ? (textOf(step.key.value) ?? "") : "?";
  const next: Value = { ...value, path: [...value.path, name] };
  // An argument written in the configuration is known before apply; names and ids stay references, because links follow them.
  const isLink = value.path.length === 0 && (name === "id" || name === "name");
  const isWritten = !isLink && value.path.length % 2 === 0 && value.owner.declared.block.type === "resource";
  return (isWritten ? value.owner.argument(value.path, name, value.instance, origin) : undefined) ?? next;
}

function followIntoInstance(value: Value & { kind: "reference" }, step: Step, origin: Origin): Value {
  const instances = value.owner.instances();
  const instance = "name" in step ? keysOf(instances)[0] : pick(instances, step.key);
  if (instance === undefined) return failure(`${value.address} has no such instance`, origin);
  const one: Value = { ...value, address: `${value.address}${instance.text}`, instance };
  return "name" in step ? follow(one, step, origin) : one;
}

function moduleScope(source: Source): Scope {
  return { source, bindings: new Map() };
}

/** With `nullable = false` Terraform takes the default in place of null. */
function replacedByDefault(given: Value, declared: Declared): boolean {
  const nullable = attribute(declared.block, "nullable")?.value;
  return given.kind === "scalar" && given.value === null && nullable?.kind === "literal" && nullable.value === false;
}

function placeOf(definition: Definition): Place {
  return { source: definition.source, span: definition.attribute.span };
}
