import type { Place, Source } from "../../model/source.ts";
import type { Expression, SplatStep } from "../../syntax/hcl/ast.ts";
import { conditional, forExpression, object, template } from "./compound.ts";
import { call } from "./functions.ts";
import { attribute, type Declared, type Definition, type Module } from "./module.ts";
import { binary, unary } from "./operators.ts";
import { flatten, index, instancesOf, repetition, type Step, type Traversal } from "./traversal.ts";
import { convert } from "./types.ts";
import { failure, passed, scalar, textOf, unknown, type Origin, type ReferenceOwner, type Scope, type UnknownValue, type Value } from "./value.ts";

/** What was looked at besides the value: which variables were taken at their default. */
export interface Evaluated {
  readonly value: Value;
  readonly defaults: ReadonlySet<string>;
}

export interface Evaluator {
  /** Total: whatever cannot be known is an `unknown` that names the construct. */
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  /** As `evaluate`, and says on which variables' defaults the value rests. */
  readonly trace: (expression: Expression, scope: Scope) => Evaluated;
}

/** A module's surroundings: who calls it with what, and whom it calls. */
export interface Surroundings {
  /** "" for the root, `module.web.` within a call: in front of every address. */
  readonly prefix: string;
  /** The value that the caller passes for a variable; the function itself is undefined for a module that is judged alone. */
  readonly input: ((name: string) => Value | undefined) | undefined;
  /** An output of a called module. */
  readonly output: (call: string, name: string, origin: Origin) => Value;
  readonly budget: Budget;
}

/** Shared by all modules of a unit, so that hostile modules cannot multiply it. */
export interface Budget {
  steps: number;
  depth: number;
}

export function newBudget(): Budget {
  return { steps: 2_000_000, depth: 200 };
}

/** An abstract interpreter for one module: values are known, unknown with a reason, or references to what exists after apply. */
export function createEvaluator(module: Module, around: Surroundings): Evaluator {
  const known = new Map<string, Evaluated>();
  const active = new Set<string>();
  const { budget } = around;
  let defaults = new Set<string>();

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
    const outer = defaults;
    defaults = new Set();
    const value = evaluate(expression, scope);
    const result = { value, defaults };
    for (const name of defaults) outer.add(name);
    defaults = outer;
    return result;
  }

  function evaluateKind(expression: Expression, scope: Scope, origin: Origin): Value {
    switch (expression.kind) {
      case "literal":
        return scalar(expression.value, origin);
      case "template":
      case "heredoc":
        return template(expression.parts, scope, origin, evaluate);
      case "variable":
      case "get":
      case "index":
        return traverse(flatten(expression), scope, origin);
      case "splat":
        return splat(evaluate(expression.target, scope), expression.steps, scope, origin);
      case "call":
        return call(expression, (argument) => evaluate(argument, scope), origin);
      case "tuple":
        return { kind: "list", items: expression.items.map((item) => evaluate(item, scope)), origin };
      case "object":
        return object(expression, scope, origin, evaluate);
      case "for":
        return forExpression(expression, scope, origin, evaluate);
      case "conditional":
        return conditional(expression, scope, origin, evaluate);
      case "binary":
        return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), origin);
      case "unary":
        return unary(expression.operator, evaluate(expression.operand, scope), origin);
      case "parenthesised":
        return evaluate(expression.inner, scope);
    }
  }

  function splat(target: Value, steps: readonly SplatStep[], scope: Scope, origin: Origin): Value {
    const items = splatItems(target, origin);
    if (!Array.isArray(items)) return items;
    return { kind: "list", items: items.map((item) => steps.reduce((value, step) => splatStep(value, step, scope, origin), item)), origin };
  }

  function splatStep(value: Value, step: SplatStep, scope: Scope, origin: Origin): Value {
    switch (step.kind) {
      case "get":
        return follow(value, { name: step.name }, origin);
      case "index":
        return follow(value, { key: evaluate(step.key, scope) }, origin);
      case "splat":
        return splat(value, step.steps, scope, origin);
    }
  }

  function traverse(traversal: Traversal, scope: Scope, origin: Origin): Value {
    const { root, steps: path } = traversal;
    if (root.kind !== "variable") return followAll(evaluate(root, scope), path, scope, origin);
    const bound = scope.bindings.get(root.name);
    if (bound !== undefined) return followAll(bound, path, scope, origin);
    const [first, second, third] = path.map((step) => ("name" in step ? step.name : undefined));
    if (first === undefined) return failure(`${root.name} is not a value`, origin);
    switch (root.name) {
      case "var":
        return followAll(variable(first, origin), path.slice(1), scope, origin);
      case "local":
        return followAll(local(first, origin), path.slice(1), scope, origin);
      case "module": {
        // `module.a.out`, and `module.a[0].out`: all instances of a call are judged as one.
        const name = second ?? third;
        return name === undefined ? unknown(`module.${first} as a whole is not evaluated`, origin) : followAll(around.output(first, name, origin), path.slice(second === undefined ? 3 : 2), scope, origin);
      }
      case "path":
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

  function resource(address: string, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const declared = module.resources.get(address) ?? module.data.get(address);
    if (declared === undefined) return failure(`${around.prefix}${address} is not declared`, origin);
    return followAll({ kind: "reference", address: `${around.prefix}${address}`, path: [], owner: ownerOf(address, declared), origin }, path, scope, origin);
  }

  /** How others ask about a resource of this module. */
  function ownerOf(address: string, declared: Declared): ReferenceOwner {
    return {
      declared,
      evaluate,
      exists: () => {
        const argument = repetition(declared);
        return instancesOf(argument && evaluate(argument.value, { source: declared.source, bindings: new Map() })).state !== "none";
      },
      argument: (name, origin) => {
        const written = attribute(declared.block, name);
        if (written === undefined) return undefined;
        const value = remembered(`${address}.${name}`, written.value, declared.source, origin);
        return passed(value, { source: declared.source, span: written.span }, `${around.prefix}${address}.${name}`);
      },
    };
  }

  function followAll(value: Value, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    return path.reduce<Value>((current, step) => follow(current, "name" in step ? step : { key: evaluate(step.key, scope) }, origin), value);
  }

  function local(name: string, origin: Origin): Value {
    const definition = module.locals.get(name);
    if (definition === undefined) return failure(`local.${name} is not declared`, origin);
    const value = remembered(`local.${name}`, definition.attribute.value, definition.source, origin);
    return passed(value, placeOf(definition), `local.${name}`);
  }

  function variable(name: string, origin: Origin): Value {
    const declared = module.variables.get(name);
    if (declared === undefined) return failure(`var.${name} is not declared`, origin);
    const given = around.input === undefined ? assignedValue(name, origin) : around.input(name);
    if (given === undefined || replacedByDefault(given, declared)) return defaultOf(name, declared, origin);
    return convert(given, declared, origin);
  }

  function assignedValue(name: string, origin: Origin): Value | undefined {
    const assigned = module.assigned.get(name);
    if (assigned === undefined) return undefined;
    const value = remembered(`assigned var.${name}`, assigned.attribute.value, assigned.source, origin);
    return passed(value, placeOf(assigned), `var.${name} is set here`);
  }

  function defaultOf(name: string, declared: Declared, origin: Origin): Value {
    const argument = attribute(declared.block, "default");
    if (argument === undefined) {
      const at: Place = { source: declared.source, span: declared.block.header };
      return unknown(`var.${name} has no default`, { at, note: `var.${name} is declared without a default`, from: origin });
    }
    defaults.add(name);
    const value = remembered(`default var.${name}`, argument.value, declared.source, origin);
    return convert(passed(value, { source: declared.source, span: argument.span }, `default of var.${name}`), declared, origin);
  }

  /** Evaluates a definition once; a definition that needs itself is unknown instead of endless. */
  function remembered(name: string, expression: Expression, source: Source, origin: Origin): Value {
    const before = known.get(name);
    if (before !== undefined) {
      for (const used of before.defaults) defaults.add(used);
      return before.value;
    }
    if (active.has(name)) return unknown(`${name} refers to itself`, origin);
    active.add(name);
    const result = trace(expression, { source, bindings: new Map() });
    active.delete(name);
    known.set(name, result);
    return result.value;
  }

  return { evaluate, trace };
}

function splatItems(target: Value, origin: Origin): Value[] | UnknownValue {
  switch (target.kind) {
    case "unknown":
      return { ...target, origin };
    case "list":
      return [...target.items];
    case "scalar":
      return target.value === null ? [] : [target];
    case "map":
      return [target];
    case "reference":
      return target.path.length === 0 && !target.owner.exists() ? [] : [target];
  }
}

/** One step; into a reference it asks the module that declares the resource. */
function follow(value: Value, step: Step, origin: Origin): Value {
  if (value.kind !== "reference") return index(value, step, origin);
  if (value.path.length === 0 && !("name" in step)) {
    // An instance key: all instances are judged as one.
    return value.owner.exists() ? value : failure(`${value.address} has no instances`, origin);
  }
  const name = "name" in step ? step.name : step.key.kind === "scalar" ? (textOf(step.key.value) ?? "") : "?";
  const next: Value = { ...value, path: [...value.path, name] };
  // An argument written in the configuration is known before apply; names and ids stay references, because links follow them.
  const isWritten = value.path.length === 0 && name !== "id" && name !== "name" && value.owner.declared.block.type === "resource";
  return (isWritten ? value.owner.argument(name, origin) : undefined) ?? next;
}

/** With `nullable = false` Terraform takes the default in place of null. */
function replacedByDefault(given: Value, declared: Declared): boolean {
  const nullable = attribute(declared.block, "nullable")?.value;
  return given.kind === "scalar" && given.value === null && nullable?.kind === "literal" && nullable.value === false;
}

function placeOf(definition: Definition): Place {
  return { source: definition.source, span: definition.attribute.span };
}
