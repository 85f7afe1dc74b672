import { stringOf, type DataNode } from "../../syntax/data.ts";
import type { Place } from "../../model/source.ts";
import { conditionHolds } from "./conditions.ts";
import type { Context } from "./context.ts";
import { findInMap } from "./find-in-map.ts";
import { importsOf } from "./imports/imports.ts";
import { cidr, length, select, split, toJsonString } from "./lists.ts";
import { whyNotKnown } from "./origins.ts";
import { attribute, named, reference } from "./references.ts";
import { base64, join, substitute } from "./strings.ts";
import { placeIn } from "./template.ts";
import { scalar, unknown, type Value } from "./value.ts";
import { callOf } from "./written.ts";

/**
 * What an expression stands for in one world; total, and pure but for the choices and the work that the world counts.
 * Null is absent, as `AWS::NoValue` is. Maps and lists are returned unevaluated: `member` and `itemsOf` look into them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function evaluate(node: DataNode, context: Context): Value {
  const at = placeIn(context.template, node.span);
  const why = whyNotKnown(node);
  if (why !== undefined && node.kind === "map" && node.entries.size === 0) return unknown(why, at);
  if (node.kind === "scalar") return node.value === null ? { kind: "absent", at } : scalar(node.value, at, []);
  if (node.kind === "list") return { kind: "list", items: node.items, at, trail: [] };
  const call = callOf(node);
  if (call === undefined) return { kind: "map", node, at };
  if (!context.world.enter()) return unknown(`the template is too large or too deep to follow it to the end${context.world.excuse ?? ""}`, at);
  const value = applied(call.name, call.argument, at, context);
  context.world.leave();
  return value;
}

function applied(name: string, argument: DataNode, at: Place, context: Context): Value {
  switch (name) {
    case "Ref": {
      const target = textOf(argument, context);
      return target === undefined ? unknown("Ref needs a name", at) : reference(target, at, context);
    }
    case "Fn::GetAtt":
      return attribute(argument, at, context, evaluate);
    case "Fn::If":
      return choice(argument, at, context);
    case "Fn::Sub":
      return substitute(argument, at, context, { evaluate, named: (variable) => named(variable, at, context, evaluate) });
    case "Fn::Join":
      return join(argument, at, context, evaluate);
    case "Fn::Split":
      return split(argument, at, context, evaluate);
    case "Fn::Select":
      return select(argument, at, context, evaluate);
    case "Fn::Base64":
      return base64(argument, at, context, evaluate);
    case "Fn::Cidr":
      return cidr(argument, at, context, evaluate);
    case "Fn::Length":
      return length(argument, at, context, evaluate);
    case "Fn::ToJsonString":
      return toJsonString(argument, at, context, evaluate);
    case "Fn::FindInMap":
      return findInMap(argument, at, context, evaluate);
    default:
      return elsewhere(name, argument, at, context);
  }
}

/**
 * What other stacks or only the account know, by name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
function elsewhere(name: string, argument: DataNode, at: Place, context: Context): Value {
  switch (name) {
    case "Fn::ImportValue":
      return importsOf(context.template).value(argument, at, context, evaluate);
    case "Fn::Transform": {
      const macro = argument.kind === "map" ? stringOf(argument.entries.get("Name")?.value) : undefined;
      return unknown(macro === undefined ? "Fn::Transform is known only at deployment" : `what the transform ${macro} gives is known only at deployment`, at);
    }
    case "Fn::GetAZs":
    case "Fn::GetStackOutput":
      return unknown(`${name} is known only at deployment`, at);
    default:
      return unknown(`${name} is not evaluated`, at);
  }
}

function textOf(node: DataNode, context: Context): string | undefined {
  const value = evaluate(node, context);
  return value.kind === "scalar" ? String(value.value) : undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html#intrinsic-function-reference-conditions-if */
function choice(argument: DataNode, at: Place, context: Context): Value {
  const [name, then, otherwise] = argument.kind === "list" ? argument.items : [];
  const condition = stringOf(name);
  if (condition === undefined || then === undefined || otherwise === undefined) return unknown("Fn::If needs a condition and two values", at);
  const truth = conditionHolds(condition, context, evaluate);
  const declared = context.template.conditions.get(condition)?.at;
  if (typeof truth !== "boolean") return unknown(truth.why, at, declared === undefined ? [] : [{ at: declared, note: `condition ${condition}` }]);
  const value = evaluate(truth ? then : otherwise, context);
  return "trail" in value ? { ...value, trail: [...value.trail, { at: declared ?? at, note: `condition ${condition} is ${truth}` }] } : value;
}
