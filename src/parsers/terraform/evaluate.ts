import type { Place } from "../../model/source.ts";
import type { Binary, Call, Expression } from "../../syntax/hcl/ast.ts";
import { conditional, forExpression, object, template, tupleOf, type Interpreter } from "./compound.ts";
import { inBaseWorld, openIn, type Budget } from "./budget.ts";
import { createDecisions } from "./decisions.ts";
import { follow } from "./following.ts";
import { createMemory } from "./memory.ts";
import { attribute, type Declared, type Definition, type Module } from "./module.ts";
import { binary, unary } from "./operators.ts";
import { createOwners } from "./owners.ts";
import type { Subject } from "./question.ts";
import { concealed } from "./sensitive.ts";
import { instancesOf, moduleScope } from "./repetition.ts";
import { splat } from "./splat.ts";
import { flatten, type Traversal } from "./traversal.ts";
import { anyType, stringType } from "./type.ts";
import { convert, typeOfVariable } from "./types.ts";
import { typeOf } from "./typing.ts";
import { createValidation } from "./validated.ts";
import { bounded, literal, questionIn, weight } from "./weight.ts";
import { within } from "./worlds.ts";
import { failure, passed, scalar, unknown, type CallFunction, type Evaluate, type Instances, type Origin, type Scope, type UnknownValue, type Value } from "./value.ts";

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
  /** As `evaluate`, worked out once in each world for all who ask by that name. */
  readonly remembered: (name: string, expression: Expression, scope: Scope, origin: Origin) => Value;
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
  /** Whether the called module can be looked into. */
  readonly isSeen: (call: string) => boolean;
  readonly call: CallFunction;
  readonly budget: Budget;
}

/** An abstract interpreter for one module: values are known, unknown with a reason, or references to what exists after apply. */
export function createEvaluator(module: Module, around: Surroundings): Evaluator {
  const { budget } = around;
  const memory = createMemory(budget);
  const { observe, relyOn, recall, keep } = memory;
  const active = new Set<string>();
  const { settle, compare, pickOne, lookUp } = createDecisions(around.prefix, budget);
  const interpreter: Interpreter = { evaluate, decide, glance };
  const { validated, allowedValues } = createValidation(evaluate, budget);
  const ownerOf = createOwners({ prefix: around.prefix, evaluate, once: (...definition) => noted(once(...definition)), instancesIn, memory });

  function evaluate(expression: Expression, scope: Scope): Value {
    const at: Place = { source: scope.source, span: expression.span };
    if (budget.steps <= 0) return unknown("the module takes too long to evaluate", { at });
    if (budget.depth <= 0) return unknown("the expression is nested too deeply", { at });
    budget.steps--;
    budget.depth--;
    const { question, varies } = budget;
    budget.question = undefined;
    budget.varies = false;
    const value = hanging(evaluateKind(expression, scope, { at }));
    const open = questionIn(value);
    budget.question = question ?? open;
    budget.varies ||= varies || open !== undefined;
    budget.depth++;
    return value;
  }

  /** An unknown made of something that hangs on a question hangs on it, too. */
  function hanging(value: Value): Value {
    const { question } = budget;
    return question === undefined || value.kind !== "unknown" || value.question !== undefined || value.error === true ? value : { ...value, question };
  }

  /** What others say is met here, whoever takes it for what it is worth. */
  function noted(value: Value): Value {
    budget.question ??= questionIn(value);
    return value;
  }

  /** Evaluates what is to be true or false: what leaves it open becomes a question, and what the world answers is known. */
  function decide(expression: Expression, scope: Scope): Value {
    const { question, varies } = budget;
    budget.question = undefined;
    budget.varies = false;
    const value = settle(evaluate(expression, scope), expression, scope);
    budget.question = question ?? questionIn(value);
    budget.varies ||= varies;
    return value;
  }

  function trace(expression: Expression, scope: Scope): Evaluated {
    const { result, defaults } = observe(() => evaluate(expression, scope));
    return { value: result, defaults };
  }

  /** Evaluates what is not chosen, for its type only: the defaults under it decide nothing. */
  function glance(expression: Expression, scope: Scope): Value {
    const { defaults, question } = budget;
    budget.defaults = new Set();
    const value = evaluate(expression, scope);
    budget.defaults = defaults;
    budget.question = question;
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
        return paid(template(expression.parts, scope, origin, interpreter));
      case "variable":
      case "get":
      case "index":
        return traverse(flatten(expression), scope, origin);
      case "splat":
        return bounded(splat(evaluate(expression.target, scope), expression.steps, origin, { follow, evaluate: (key) => evaluate(key, scope) }), origin);
      case "call":
        return callOf(expression, scope, origin);
      case "tuple":
        return bounded(tupleOf(expression.items.map((item) => evaluate(item, scope)), origin), origin);
      case "object":
        return bounded(object(expression, scope, origin, evaluate), origin);
      case "for":
        return bounded(forExpression(expression, scope, origin, interpreter), origin);
      case "conditional":
        return conditional(expression, scope, origin, interpreter);
      case "binary":
        return binaryOf(expression, scope, origin);
      case "unary":
        return unary(expression.operator, (expression.operator === "!" ? decide : evaluate)(expression.operand, scope), origin);
      case "parenthesised":
        return evaluate(expression.inner, scope);
    }
  }

  function binaryOf(expression: Binary, scope: Scope, origin: Origin): Value {
    const { operator } = expression;
    const side = operator === "&&" || operator === "||" ? decide : evaluate;
    const sides = [side(expression.left, scope), side(expression.right, scope)] as const;
    spend(Math.min(weight(sides[0]).nodes, weight(sides[1]).nodes));
    const result = binary(operator, ...sides, origin);
    switch (operator) {
      case "==":
      case "!=":
        return compare(result, sides, expression, scope);
      case "<":
      case "<=":
      case ">":
      case ">=":
        return settle(result, expression, scope);
      default:
        return result;
    }
  }

  function callOf(expression: Call, scope: Scope, origin: Origin): Value {
    const values = lookUp.takes(expression) ? expression.args.map((argument) => evaluate(argument, scope)) : undefined;
    const found = values && lookUp.answer(expression.name, values, origin);
    if (found !== undefined) return found;
    const argumentOf: Evaluate = (argument, inner) => (inner === scope ? values?.[expression.args.indexOf(argument)] : undefined) ?? evaluate(argument, inner);
    const result = bounded(around.call(expression, scope, argumentOf, origin, spend), origin);
    const isPredicate = (result.kind === "unknown" || result.kind === "scalar") && typeOf(result).kind === "bool";
    return isPredicate ? settle(result, expression, scope) : result;
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
        return terraformValue(first, origin);
      case "self":
        return unknown(`self.${first} is decided when Terraform runs`, origin);
      case "each":
      case "count": {
        const differs = unknown(scope.why === undefined ? `${root.name}.${first} differs from instance to instance` : `${root.name}.${first} is not known: ${scope.why}`, origin);
        return scope.question === undefined ? differs : { ...differs, question: scope.question };
      }
      case "data":
        return second === undefined ? failure(`data.${first} is not a value`, origin) : resource(`data.${first}.${second}`, path.slice(2), scope, origin);
      default:
        return resource(`${root.name}.${first}`, path.slice(1), scope, origin);
    }
  }

  function terraformValue(name: string, origin: Origin): Value {
    const value: UnknownValue = { ...unknown(`terraform.${name} is decided when Terraform runs`, origin), type: stringType, notNull: true };
    return open(value, { name: `terraform.${name}`, at: origin.at, type: stringType });
  }

  function open(value: UnknownValue, subject: Subject): Value {
    return openIn(budget, value, subject);
  }

  /** https://developer.hashicorp.com/terraform/language/expressions/references#filesystem-and-workspace-info */
  function pathValue(name: string, origin: Origin): Value {
    if (name === "module") return scalar(around.path, origin);
    return name === "root" ? scalar(".", origin) : unknown(`path.${name} is decided when Terraform runs`, origin);
  }

  /** `module.a.out` and `module.a["k"].out` ask for one output; `module.a` alone for all of them, by instance. */
  function moduleOutputs(call: string, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const [first, second] = path;
    if (first !== undefined && "name" in first) return followAll(output(call, first.name, undefined, origin), path.slice(1), scope, origin);
    const key = first === undefined ? undefined : evaluate(first.key, scope);
    const name = second !== undefined && "name" in second ? second.name : undefined;
    return followAll(output(call, name, key, origin), path.slice(name === undefined ? 1 : 2), scope, origin);
  }

  /** What a module puts out behind which nobody can look is always the same thing. */
  function output(call: string, name: string | undefined, key: Value | undefined, origin: Origin): Value {
    const value = around.outputs(call, name, key, origin);
    const instance = key === undefined ? "" : key.kind === "scalar" ? `[${JSON.stringify(key.value)}]` : undefined;
    if (value.kind !== "unknown" || value.error === true || value.subject !== undefined || value.question !== undefined) return value;
    if (name === undefined || instance === undefined || around.isSeen(call)) return value;
    return open(value, { name: `${around.prefix}module.${call}${instance}.${name}`, at: origin.at, type: value.type ?? anyType });
  }

  function resource(address: string, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const declared = module.resources.get(address) ?? module.data.get(address);
    if (declared === undefined) return failure(`${around.prefix}${address} is not declared`, origin);
    return followAll({ kind: "reference", address: `${around.prefix}${address}`, path: [], owner: ownerOf(address, declared), instance: undefined, origin }, path, scope, origin);
  }

  function instancesIn(address: string, declared: Declared): Instances {
    const before = recall("instances", address);
    if (before !== undefined) {
      relyOn(before);
      return before.result;
    }
    keep("instances", address, { result: { state: "undecided", why: `${address} counts itself` }, defaults: new Set(), varies: true, contradicted: false });
    const seen = observe(() => asAddressed(instancesOf(declared, evaluate), address, declared));
    keep("instances", address, seen);
    return seen.result;
  }

  /** Where the code alone does not say which instances there are, one without a key stands for all of them, in every world. */
  function asAddressed(instances: Instances, address: string, declared: Declared): Instances {
    if (instances.state === "undecided" || budget.world === budget.base) return instances;
    if (inBaseWorld(budget, () => instancesIn(address, declared)).state === "listed") return instances;
    return { state: "listed", keys: instances.keys.map((key) => ({ ...key, text: "" })) };
  }

  function followAll(value: Value, path: Traversal["steps"], scope: Scope, origin: Origin): Value {
    const { question } = budget;
    let current = value;
    for (const step of path) {
      if (current.kind === "unknown") budget.question ??= current.question;
      current = "name" in step ? follow(current, step, origin) : followKey(current, evaluate(step.key, scope), origin);
    }
    // A question that was met on the way matters only while the result is open.
    budget.question = current.kind === "unknown" ? budget.question : question;
    return met(current);
  }

  function followKey(value: Value, key: Value, origin: Origin): Value {
    return pickOne(value, key, origin) ?? follow(value, { key }, origin);
  }

  /** What only AWS knows is a subject, too, and may be answered by the world. */
  function met(value: Value): Value {
    if (value.kind !== "reference" && (value.kind !== "unknown" || value.subject === undefined)) return value;
    budget.varies = true;
    return within(budget.world, value);
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
    return once(`var.${name}`, origin, () => concealed(variableValue(name, declared, origin), name, declared));
  }

  function variableValue(name: string, declared: Declared, origin: Origin): Value {
    const given = around.input === undefined ? assignedValue(name, origin) : around.input(name);
    if (given === undefined || replacedByDefault(given, declared)) return defaultOf(name, declared, origin);
    return validated(convert(given, declared), name, declared);
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
      const type = typeOfVariable(declared);
      const allowed = allowedValues(name, declared);
      return open({ ...undecided, ...type }, { name: `${around.prefix}var.${name}`, at, type: type.type ?? anyType, ...(allowed === undefined ? {} : { allowed }) });
    }
    // What a caller leaves out is decided; what nobody calls may still be set by whoever does.
    if (around.input === undefined) budget.defaults.add(name);
    const value = remembered(`default var.${name}`, argument.value, moduleScope(declared.source), origin);
    return validated(convert(passed(value, { source: declared.source, span: argument.span }, `default of var.${name}`), declared), name, declared);
  }

  function remembered(name: string, expression: Expression, scope: Scope, origin: Origin): Value {
    return once(name, origin, () => evaluate(expression, scope));
  }

  /** Works out a definition once in each world; one that needs itself is unknown instead of endless. */
  function once(name: string, origin: Origin, compute: () => Value): Value {
    const before = recall("values", name);
    if (before !== undefined) {
      relyOn(before);
      return before.result;
    }
    if (active.has(name)) return unknown(`${name} refers to itself`, origin);
    active.add(name);
    const seen = observe(compute);
    active.delete(name);
    keep("values", name, seen);
    return seen.result;
  }

  return { evaluate, trace, remembered };
}

/** With `nullable = false` Terraform takes the default in place of null. */
function replacedByDefault(given: Value, declared: Declared): boolean {
  const nullable = attribute(declared.block, "nullable")?.value;
  return given.kind === "scalar" && given.value === null && nullable?.kind === "literal" && nullable.value === false;
}

function placeOf(definition: Definition): Place {
  return { source: definition.source, span: definition.attribute.span };
}
