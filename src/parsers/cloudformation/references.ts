import { child, stringOf, type DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context, Evaluate } from "./context.ts";
import { isList, longestParameter, type Input, type Possible } from "./inputs.ts";
import { placeIn, type Parameter, type Template } from "./template.ts";
import { scalar, unknown, type Value } from "./value.ts";

/** `${name}` of Fn::Sub: a parameter, pseudo parameter or resource, with a dot an attribute. */
export function named(variable: string, at: Place, context: Context, evaluate: Evaluate): Value {
  const dot = variable.indexOf(".");
  return dot === -1 ? reference(variable, at, context) : attributeOf(variable.slice(0, dot), variable.slice(dot + 1), at, context, evaluate);
}

/**
 * Ref of a parameter, pseudo parameter or resource.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function reference(name: string, at: Place, context: Context): Value {
  const { template } = context;
  if (name === "AWS::NoValue") return { kind: "absent", at };
  if (name.startsWith("AWS::")) return pseudoParameter(name, at, context);
  const parameter = template.parameters.get(name);
  if (parameter !== undefined) return parameterValue(parameter, at, context);
  if (template.resources.has(name)) return { kind: "resource", id: name, at, trail: [] };
  if (template.loopVariables.has(name)) return unknown(`the values of the loop variable ${name} are not known`, at);
  return unknown(`Ref ${name} names no parameter or resource ${ofTemplate(template)}`, at);
}

function ofTemplate({ isBroken }: Template): string {
  return isBroken ? "in the parts of this template that can be read" : "of this template";
}

function pseudoParameter(name: string, at: Place, context: Context): Value {
  const input = context.world.inputs.named(name);
  const chosen = input === undefined ? undefined : ask(input, context);
  const atDeployment = unknown(`${name} is known only at deployment`, at);
  if (input === undefined || chosen === undefined) return atDeployment;
  if (chosen.value === undefined) return { ...atDeployment, isNot: input.named };
  return scalar(chosen.value, at, [{ at: chosen.at ?? at, note: `${name} is ${JSON.stringify(chosen.value)}` }]);
}

/** What compares, and what the template names all values of, tells worlds apart; everything else counts as it is found. */
function ask(input: Input, { world, asked }: Context): Possible | undefined {
  return asked !== "property" || input.closed ? world.choose(input) : world.look(input);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterValue(parameter: Parameter, at: Place, context: Context): Value {
  const { name, default: given } = parameter;
  const declared: Hop = { at: parameter.at, note: `parameter ${name}` };
  const input = context.world.inputs.named(name);
  if (given !== undefined && given.kind !== "scalar") return unknown(`the default of parameter ${name} is not a single value`, at, [declared]);
  if (typeof given?.value === "string" && given.value.length > longestParameter) return unknown(`the default of parameter ${name} is longer than a parameter can be`, at, [declared]);
  const chosen = input === undefined ? undefined : ask(input, context);
  if (chosen?.value !== undefined) return typed(parameter, chosen, at, context);
  if (input !== undefined && chosen === undefined && context.asked !== "property") return unknown(`parameter ${name} is not decided`, at, [declared]);
  if (input?.closed === true) return unknown(`parameter ${name} has several allowed values${context.world.excuse ?? ""}`, at, [declared], input.values.flatMap(({ value }) => value ?? []));
  if (input !== undefined && chosen !== undefined && (context.asked !== "property" || input.standIn === undefined)) {
    const why = input.named.size > 0 ? `parameter ${name} may have any other value` : `parameter ${name} has no default`;
    return { ...unknown(context.asked === "property" && given === undefined ? `parameter ${name} has no default` : why, at, [declared]), isNot: input.named };
  }
  if (given === undefined || given.value === null) return unknown(`parameter ${name} has no default`, at, [declared]);
  return typed(parameter, { value: given.value, at: placeIn(context.template, given.span) }, at, context);
}

/** A text as what its parameter's type makes of it: a stored path, a list, or itself. */
function typed(parameter: Parameter, { value, at: from }: Possible, at: Place, context: Context): Value {
  const { name, type } = parameter;
  const byDefault = parameter.default?.kind === "scalar" && String(parameter.default.value) === String(value) ? parameter.default : undefined;
  const note = byDefault === undefined ? `parameter ${name} is ${JSON.stringify(value)}` : `default of parameter ${name}`;
  const origin = byDefault === undefined ? (from ?? parameter.at) : placeIn(context.template, byDefault.span);
  const trail: readonly Hop[] = [{ at: origin, note }];
  if (value === undefined) return unknown(`parameter ${name} has no default`, at, trail);
  if (type.startsWith("AWS::SSM::Parameter::Value<")) return { kind: "stored", path: String(value), at, trail };
  if (isList(type)) {
    const items = String(value).split(",").map((item): DataNode => ({ kind: "scalar", value: item.trim(), span: origin.span }));
    return { kind: "list", items, at, trail };
  }
  return scalar(value, at, trail);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html */
export function attribute(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const written = stringOf(argument);
  if (written !== undefined) return named(written, at, context, evaluate);
  const [id, name] = (argument.kind === "list" ? argument.items : []).map((part) => {
    const value = evaluate(part, context);
    return value.kind === "scalar" ? String(value.value) : undefined;
  });
  return id === undefined || name === undefined ? unknown("Fn::GetAtt needs a resource and the name of an attribute", at) : attributeOf(id, name, at, context, evaluate);
}

function attributeOf(id: string, name: string, at: Place, context: Context, evaluate: Evaluate): Value {
  const resource = context.template.resources.get(id);
  if (resource === undefined) return unknown(`Fn::GetAtt ${id}.${name} names no resource ${ofTemplate(context.template)}`, at);
  const stored = resource.type === "AWS::SSM::Parameter" && name === "Value" ? child(resource.properties, "Value") : undefined;
  const value = stored === undefined ? undefined : evaluate(stored, context);
  if (value?.kind === "scalar") return { ...value, at, trail: [...value.trail, { at: resource.at, note: `value of ${id}` }] };
  return { kind: "resource", id, attribute: name, at, trail: [] };
}
