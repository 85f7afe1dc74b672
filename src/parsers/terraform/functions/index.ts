import type { Call, Expression } from "../../../syntax/hcl/ast.ts";
import { instancesBehind } from "../compound.ts";
import { convertTo } from "../conversion.ts";
import { settled } from "../settled.ts";
import { anyType, boolType, stringType } from "../type.ts";
import { isNull, tuple, unknownOf } from "../typing.ts";
import type { FilePlace, Functions } from "../unit-functions.ts";
import { failure, scalar, unknown, type Origin, type UnknownValue, type Value } from "../value.ts";
import { weight } from "../weight.ts";
import { reasonOf, type Builtin, type Parameter, type Tools } from "./builtin.ts";
import { conversionFunctions } from "./convert.ts";
import { csvFunctions } from "./csv.ts";
import { dateFunctions } from "./date.ts";
import { encodingFunctions } from "./encoding.ts";
import { createFileFunctions } from "./files/index.ts";
import { formatFunctions } from "./format.ts";
import { isPlain } from "./graphemes.ts";
import { functionName, librariesFor } from "./libraries.ts";
import { hashFunctions } from "./hash.ts";
import { jsonFunctions } from "./json.ts";
import { mappingFunctions } from "./mapping.ts";
import { networkFunctions } from "./network.ts";
import { numericFunctions } from "./numeric.ts";
import { patternFunctions } from "./patterns.ts";
import { sequenceFunctions } from "./sequence.ts";
import { setFunctions } from "./sets.ts";
import { stringFunctions } from "./string.ts";
import { textsNotEvaluated } from "./unevaluated.ts";
import { yamlFunctions } from "./yaml.ts";

type Evaluate = (expression: Expression) => Value;

const builtins: ReadonlyMap<string, Builtin> = new Map([
  ...conversionFunctions,
  ...csvFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...formatFunctions,
  ...hashFunctions,
  ...jsonFunctions,
  ...mappingFunctions,
  ...networkFunctions,
  ...numericFunctions,
  ...patternFunctions,
  ...sequenceFunctions,
  ...setFunctions,
  ...stringFunctions,
  ...yamlFunctions,
]);

/** What makes these calls, with the libraries that they need, and looks at files where there are any to look at. */
export async function functionsWith(calls: readonly Call[], place: FilePlace | undefined): Promise<Functions> {
  let libraries = await librariesFor(calls);
  const files = place === undefined ? undefined : createFileFunctions(place);
  return {
    call: (expression, scope, evaluate, origin, spend) =>
      call(expression, (argument) => evaluate(argument, scope), origin, { spend, libraries }, files?.find(functionName(expression), scope, evaluate)),
    settle: async () => {
      const hasRead = (await files?.settle()) === true;
      // A template may call what the configuration itself does not.
      const more = await librariesFor(files?.newCalls() ?? []);
      const isNew = (more.compile !== undefined && libraries.compile === undefined) || (more.yaml !== undefined && libraries.yaml === undefined);
      libraries = { ...more, ...libraries };
      return hasRead || isNew;
    },
  };
}

/**
 * A function call, with Terraform's checks in Terraform's order: number of arguments, what is refused inside of them, their types, null,
 * what is unknown. Functions that are not evaluated are unknown by name; `given` is one that needs more than its arguments.
 */
function call(expression: Call, evaluate: Evaluate, origin: Origin, tools: Tools, given: Builtin | undefined): Value {
  const name = functionName(expression);
  if (name === "try") return tryCall(expression, evaluate, origin);
  if (name === "can") return canCall(expression.args, evaluate, origin);
  const builtin = given ?? builtins.get(name);
  if (name === "list" || name === "map") return failure(`${name}() is no function any more`, origin);
  if (builtin === undefined) {
    const reason = unknown(`${name}() is not evaluated`, origin);
    return textsNotEvaluated.has(name) ? unknownOf(stringType, reason, origin) : reason;
  }
  const args = expandedArguments(expression, evaluate, origin);
  return Array.isArray(args) ? apply(name, builtin, args, origin, tools) : args;
}

function apply(name: string, builtin: Builtin, args: readonly Value[], origin: Origin, tools: Tools): Value {
  const { spend } = tools;
  const { parameters, rest } = builtin;
  if (args.length < parameters.length || (rest === undefined && args.length > parameters.length)) return failure(`${name}() does not take ${args.length} arguments`, origin);
  const taken: Value[] = [];
  let doubt: UnknownValue | undefined;
  for (const [at, given] of args.entries()) {
    const parameter = parameters[at] ?? rest;
    const argument = parameter === undefined ? given : take(name, given, parameter, origin);
    if (argument.kind === "unknown" && argument.error) return { ...argument, origin };
    const isUnknown = argument.kind === "unknown" || argument.kind === "reference";
    if (isUnknown && parameter?.unknown !== true) doubt ??= reasonOf(argument, origin);
    taken.push(argument);
  }
  if (doubt !== undefined) return unknownOf(builtin.result ?? anyType, doubt, origin);
  if (!spend(costOf(taken, builtin))) return unknown("the module takes too long to evaluate", origin);
  const result = builtin.run(taken, traced(taken, origin), tools);
  spend(sizeOf(result) / 4);
  return result;
}

/** What is made from one text alone has come the way of that text: `jsondecode(file(…))`. */
function traced([only, ...others]: readonly Value[], origin: Origin): Origin {
  return only?.kind === "scalar" && others.length === 0 ? { at: origin.at, from: only.origin } : origin;
}

/** Walking to the bottom costs by what is there; everything else by the length of lists and texts. */
function costOf(args: readonly Value[], { deep, characters }: Builtin): number {
  let cost = 1;
  for (const argument of args) {
    cost += deep ? weight(argument).nodes : sizeOf(argument) / 16;
    if (characters && argument.kind === "scalar" && typeof argument.value === "string" && !isPlain(argument.value)) cost += argument.value.length;
  }
  return cost;
}

/** How many elements a value has, ten characters of a text counting as one. */
function sizeOf(value: Value): number {
  if (value.kind === "list") return value.items.length;
  if (value.kind === "map") return value.entries.size;
  return value.kind === "scalar" && typeof value.value === "string" ? value.value.length / 10 : 0;
}

/** An argument as the parameter wants it. */
function take(name: string, given: Value, parameter: Parameter, origin: Origin): Value {
  const converted = convertTo(given, parameter.type);
  if (typeof converted === "string") return failure(`${name}() refuses an argument: ${converted}`, origin);
  return isNull(converted) && parameter.null !== true ? failure(`${name}() does not take null`, origin) : converted;
}

function expandedArguments({ args, expand }: Call, evaluate: Evaluate, origin: Origin): Value[] | UnknownValue {
  const values = args.map((argument) => materialise(evaluate(argument), origin));
  if (!expand) return values;
  const last = values.pop();
  if (last?.kind === "list") return [...values, ...last.items];
  if (last?.kind === "unknown") return last.error ? { ...last, origin } : unknown(last.why, origin);
  return last?.kind === "reference" ? reasonOf(last, origin) : failure("... needs a list", origin);
}

/** A resource with `count` or `for_each`, as the list or object of its instances; nested blocks, as a list; a name that is written, as a text. */
function materialise(value: Value, origin: Origin): Value {
  if (value.kind !== "reference") return value;
  if (value.path.length > 0) return value.owner.blocks(value.path, value.instance) === undefined ? settled(value) : tuple((instancesBehind(value, origin) ?? []).map((each) => each.value), origin);
  if (value.instance !== undefined) return value;
  const instances = value.owner.instances();
  if (instances.state === "undecided" || instances.keys.some(({ key }) => key === undefined)) return value;
  const behind = instancesBehind(value, origin) ?? [];
  const isMap = instances.keys.some(({ key }) => typeof key === "string") || value.owner.declared.block.body.attributes.some(({ name }) => name === "for_each");
  if (!isMap) return tuple(behind.map((each) => each.value), origin);
  return { kind: "map", entries: new Map(behind.map(({ key, value: instance }) => [key.kind === "scalar" ? String(key.value) : "", instance])), origin };
}

/** The first argument that Terraform could evaluate; an unknown stops the search, because it might or might not fail. */
function tryCall({ args, expand }: Call, evaluate: Evaluate, origin: Origin): Value {
  if (expand) return unknown("try() of a list is not evaluated", origin);
  for (const argument of args) {
    const value = evaluate(argument);
    if (value.kind !== "unknown" || value.error !== true) return value;
  }
  return failure("no argument of try() can be evaluated", origin);
}

function canCall(args: readonly Expression[], evaluate: Evaluate, origin: Origin): Value {
  const [argument] = args;
  if (argument === undefined || args.length > 1) return failure("can() takes one argument", origin);
  const value = evaluate(argument);
  if (value.kind !== "unknown") return scalar(true, origin);
  return value.error === true ? scalar(false, origin) : { ...unknown(value.why, origin, [true, false]), type: boolType, notNull: true };
}
