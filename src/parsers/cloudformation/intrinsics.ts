import { stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { whyNotKnown } from "./origins.ts";
import { findInMap } from "./find-in-map.ts";
import { join, substitute } from "./strings.ts";
import { placeIn, type Context, type Parameter } from "./template.ts";
import { scalar, unknown, type Value } from "./value.ts";

/**
 * What an expression stands for; pure and total. Parameters count with their defaults; null is absent, as `AWS::NoValue` is.
 * Maps and lists are returned unevaluated: `member` descends into them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function evaluate(node: DataNode, context: Context): Value {
  const at = placeIn(context.template, node.span);
  const why = whyNotKnown(node);
  if (why !== undefined && node.kind === "map" && node.entries.size === 0) return unknown(why, at);
  if (node.kind === "scalar") return node.value === null ? { kind: "absent", at } : scalar(node.value, at, []);
  if (node.kind === "list") return { kind: "list", items: node.items, at, trail: [], context };
  const call = intrinsicOf(node);
  return call === undefined ? { kind: "map", node, at, context } : applied(call.name, call.argument, at, context);
}

/** The function that a map stands for: its only key is `Ref` or begins with `Fn::`. */
function intrinsicOf(node: DataMap): { readonly name: string; readonly argument: DataNode } | undefined {
  if (node.entries.size !== 1) return undefined;
  for (const { key, value } of node.entries.values()) {
    if (key === "Ref" || key.startsWith("Fn::")) return { name: key, argument: value };
  }
  return undefined;
}

function applied(name: string, argument: DataNode, at: Place, context: Context): Value {
  switch (name) {
    case "Ref": {
      const target = stringOf(argument);
      return target === undefined ? unknown("Ref needs a name", at) : reference(target, at, context);
    }
    case "Fn::GetAtt":
      return attribute(argument, at, context);
    case "Fn::If":
      return choice(argument, at, context);
    case "Fn::Sub":
      return substitute(argument, at, context, { evaluate, named: (variable) => named(variable, at, context) });
    case "Fn::Join":
      return join(argument, at, context, evaluate);
    case "Fn::FindInMap":
      return findInMap(argument, at, context, evaluate);
    default:
      return unknown(atDeployment.has(name) ? `${name} is known only at deployment` : `${name} is not evaluated`, at);
  }
}

const atDeployment: ReadonlySet<string> = new Set(["Fn::ImportValue", "Fn::GetAZs", "Fn::GetStackOutput", "Fn::Transform"]);

/** `${name}` of Fn::Sub: a parameter, pseudo parameter or resource, with a dot an attribute. */
function named(variable: string, at: Place, context: Context): Value {
  const dot = variable.indexOf(".");
  return dot === -1 ? reference(variable, at, context) : attributeOf(variable.slice(0, dot), variable.slice(dot + 1), at, context);
}

function reference(name: string, at: Place, context: Context): Value {
  const { template } = context;
  if (name === "AWS::NoValue") return { kind: "absent", at };
  if (name.startsWith("AWS::")) return unknown(`${name} is known only at deployment`, at);
  const parameter = template.parameters.get(name);
  if (parameter !== undefined) return parameterValue(parameter, at, context);
  if (template.resources.has(name)) return { kind: "resource", id: name, at, trail: [] };
  return unknown(`Ref ${name} names no parameter or resource of this template`, at);
}

/** The longest value that a parameter can have: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const longestParameter = 4096;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterValue(parameter: Parameter, at: Place, context: Context): Value {
  const { name, type } = parameter;
  const declared: Hop = { at: parameter.at, note: `parameter ${name}` };
  const given = parameter.default;
  if (given === undefined) return unknown(`parameter ${name} has no default`, at, [declared], parameter.allowedValues);
  if (given.kind !== "scalar" || given.value === null) return unknown(`the default of parameter ${name} is not a single value`, at, [declared]);
  const trail: readonly Hop[] = [{ at: placeIn(context.template, given.span), note: `default of parameter ${name}` }];
  if (typeof given.value === "string" && given.value.length > longestParameter) return unknown(`the default of parameter ${name} is longer than a parameter can be`, at, [declared]);
  if (type.startsWith("AWS::SSM::Parameter::Value<")) return { kind: "stored", path: String(given.value), at, trail };
  if (type === "CommaDelimitedList" || type.startsWith("List<")) {
    const items = String(given.value).split(",").map((item): DataNode => ({ kind: "scalar", value: item.trim(), span: given.span }));
    return { kind: "list", items, at, trail, context };
  }
  return scalar(given.value, at, trail);
}

function attribute(argument: DataNode, at: Place, context: Context): Value {
  const written = stringOf(argument);
  if (written !== undefined) return named(written, at, context);
  const [id, name] = argument.kind === "list" ? argument.items.map(stringOf) : [];
  return id === undefined || name === undefined ? unknown("Fn::GetAtt needs a resource and the name of an attribute", at) : attributeOf(id, name, at, context);
}

function attributeOf(id: string, name: string, at: Place, context: Context): Value {
  if (!context.template.resources.has(id)) return unknown(`Fn::GetAtt ${id}.${name} names no resource of this template`, at);
  return { kind: "resource", id, attribute: name, at, trail: [] };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
function choice(argument: DataNode, at: Place, context: Context): Value {
  const [name, then, otherwise] = argument.kind === "list" ? argument.items : [];
  const condition = stringOf(name);
  if (condition === undefined || then === undefined || otherwise === undefined) return unknown("Fn::If needs a condition and two values", at);
  const truth = context.assumed.get(condition);
  if (truth !== undefined) {
    const value = evaluate(truth ? then : otherwise, context);
    const note = `condition ${condition} ${truth ? "holds" : "does not hold"} here`;
    return "trail" in value ? { ...value, trail: [...value.trail, { at, note }] } : value;
  }
  const declared = context.template.conditions.get(condition);
  return {
    kind: "choice",
    condition,
    then: evaluate(then, { ...context, assumed: new Map([...context.assumed, [condition, true]]) }),
    otherwise: evaluate(otherwise, { ...context, assumed: new Map([...context.assumed, [condition, false]]) }),
    at,
    trail: declared === undefined ? [] : [{ at: declared, note: `condition ${condition}` }],
  };
}
