import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { isList } from "../inputs.ts";
import type { Declared } from "../loops.ts";
import { markUnknown, whyNotKnown } from "../origins.ts";
import { callOf, inWords } from "../written.ts";
import { isHeavy } from "./weight.ts";

/** What a call gives to the parameters of a template. */
export interface Arguments {
  readonly given: ReadonlyMap<string, DataNode>;
  /** Why it may give values to other parameters, too. */
  readonly open: string | undefined;
}

/** The arguments of a stack or application, a map, or of a stack set, a list of `{ ParameterKey, ParameterValue }`. */
export function callArguments(resource: DataNode): Arguments {
  const properties = child(resource, "Properties");
  const written = child(properties, "Parameters");
  const { given, open } = written === undefined ? { given: new Map<string, DataNode>(), open: whyOpen(properties) } : argumentsIn(written);
  const overridden = overrides(properties);
  return { given: new Map([...given, ...overridden]), open };
}

function whyOpen(node: DataNode | undefined): string | undefined {
  if (node?.kind === "map" && node.entries.has("Fn::Transform")) return "what Fn::Transform passes to the stack is known only at deployment";
  return whyNotKnown(node);
}

function argumentsIn(node: DataNode): Arguments {
  if (node.kind === "list") return joined(node.items.map(argumentIn));
  if (node.kind === "scalar" || isNoValue(node)) return { given: new Map(), open: undefined };
  const call = callOf(node);
  if (call?.name === "Fn::If") return either(call.argument, argumentsIn);
  if (call !== undefined) return { given: new Map(), open: `the parameters ${inWords(node)} are known only at deployment` };
  return { given: new Map(Array.from(node.entries, ([key, { value }]) => [key, value])), open: whyOpen(node) };
}

function argumentIn(pair: DataNode): Arguments {
  const call = pair.kind === "map" ? callOf(pair) : undefined;
  if (call?.name === "Fn::If") return either(call.argument, argumentIn);
  const key = stringOf(child(pair, "ParameterKey"));
  const value = child(pair, "ParameterValue");
  return { given: new Map(key === undefined || value === undefined ? [] : [[key, value]]), open: whyOpen(pair) };
}

function joined(all: readonly Arguments[]): Arguments {
  return { given: new Map(all.flatMap(({ given }) => [...given])), open: all.find(({ open }) => open !== undefined)?.open };
}

/** One or the other, as a condition says. */
function either(argument: DataNode, read: (node: DataNode) => Arguments): Arguments {
  const [condition, ...branches] = argument.kind === "list" ? argument.items : [];
  const [then, otherwise] = branches.map(read);
  if (condition === undefined || then === undefined || otherwise === undefined) return { given: new Map(), open: "Fn::If needs a condition and two values" };
  const { span } = argument;
  const from = ({ given, open }: Arguments, key: string): DataNode => given.get(key) ?? (open === undefined ? noValue(span) : notKnown(open, span));
  const keys = new Set([...then.given.keys(), ...otherwise.given.keys()]);
  const given = new Map(Array.from(keys, (key): [string, DataNode] => [key, call("Fn::If", [condition, from(then, key), from(otherwise, key)], span)]));
  return { given, open: then.open ?? otherwise.open };
}

/** Instances of a stack set may get other values than the set says: then neither is known. */
function overrides(properties: DataNode | undefined): ReadonlyMap<string, DataNode> {
  const groups = child(properties, "StackInstancesGroup");
  const lists = (groups?.kind === "list" ? groups.items : []).map((group) => child(group, "ParameterOverrides"));
  const all = joined(lists.filter((list) => list !== undefined).map(argumentsIn));
  return new Map(Array.from(all.given, ([key, { span }]) => [key, notKnown(`instances of the stack set get values of their own for ${key}`, span)]));
}

/** What a parameter of a nested template is, as an expression of the calling one. */
export interface Bound {
  /** Undefined for what stays a parameter. */
  readonly value: DataNode | undefined;
  /** Whether the call says it. */
  readonly given: boolean;
}

/**
 * What each parameter of a nested template is: what the call gives, else its default, for nobody else gives it anything. A parameter
 * without either, and one whose default is a path in the parameter store, stays a parameter.
 */
export function passed(root: DataMap, { given, open }: Arguments, declared: Declared, spanOf: (span: Span) => Span): ReadonlyMap<string, Bound> {
  const section = child(root, "Parameters");
  const bound = new Map<string, Bound>();
  for (const { key, keySpan, value: declaration } of section?.kind === "map" ? section.entries.values() : []) {
    const type = stringOf(child(declaration, "Type")) ?? "String";
    const written = child(declaration, "Default");
    const isWritten = written !== undefined && !(written.kind === "scalar" && written.value === null);
    const byDefault = isWritten ? asType({ ...written, span: spanOf(written.span) }, type, declared) : undefined;
    const argument = given.get(key) ?? (open === undefined ? undefined : notKnown(open, spanOf(keySpan)));
    if (argument === undefined || (argument.kind === "scalar" && argument.value === null) || isNoValue(argument)) {
      bound.set(key, { value: isStored(type) ? undefined : byDefault, given: false });
    } else if (isHeavy(argument)) {
      bound.set(key, { value: notKnown(`the value of ${key} is too long an expression to follow`, argument.span), given: true });
    } else {
      bound.set(key, { value: filled(argument, byDefault, (node) => asType(node, type, declared)), given: true });
    }
  }
  return bound;
}

/** The argument as its parameter's type makes of it, with the default where a branch of it is no value. */
function filled(argument: DataNode, byDefault: DataNode | undefined, typed: (node: DataNode) => DataNode): DataNode {
  const call = argument.kind === "map" ? callOf(argument) : undefined;
  if (isNoValue(argument)) return byDefault ?? argument;
  const parts = call?.name === "Fn::If" && call.argument.kind === "list" ? call.argument.items : [];
  const [condition, then, otherwise] = parts;
  if (condition === undefined || then === undefined || otherwise === undefined) return typed(argument);
  return ifCall(argument, [condition, filled(then, byDefault, typed), filled(otherwise, byDefault, typed)]);
}

function ifCall({ span }: DataNode, items: readonly DataNode[]): DataNode {
  return call("Fn::If", items, span);
}

function isStored(type: string): boolean {
  return type.startsWith("AWS::SSM::Parameter::Value<");
}

function asType(node: DataNode, type: string, declared: Declared): DataNode {
  if (isStored(type)) return stored(node);
  return isList(type) ? asList(node, declared) : node;
}

/** The text of a list parameter as a list; items are without spaces around them. */
function asList(node: DataNode, declared: Declared): DataNode {
  const { span } = node;
  if (node.kind === "list" || whyNotKnown(node) !== undefined) return node;
  if (node.kind === "scalar") return { kind: "list", span, items: String(node.value).split(",").map((item) => ({ kind: "scalar", value: item.trim(), span })) };
  const inner = callOf(node);
  const [delimiter, list] = inner?.name === "Fn::Join" && inner.argument.kind === "list" ? inner.argument.items : [];
  if (list !== undefined && stringOf(delimiter)?.trim() === "," && isWhole(list)) return list;
  const parameter = inner?.name === "Ref" ? declared.parameter(stringOf(inner.argument) ?? "") : undefined;
  if (isList(stringOf(child(parameter, "Type")) ?? "")) return node;
  return call("Fn::Split", [{ kind: "scalar", value: ",", span }, node], span);
}

/** Whether no item of a list becomes several when they are joined. */
function isWhole(list: DataNode): boolean {
  return list.kind !== "list" || list.items.every((item) => item.kind === "scalar" && !String(item.value).includes(","));
}

/** A path in the parameter store as the dynamic reference to it. */
function stored(node: DataNode): DataNode {
  const { span } = node;
  if (node.kind === "scalar") return { ...node, value: `{{resolve:ssm:${String(node.value)}}}` };
  if (whyNotKnown(node) !== undefined) return node;
  const variables: DataMap = { kind: "map", span, entries: new Map([["Path", entryOf("Path", node)]]) };
  return call("Fn::Sub", [{ kind: "scalar", value: "{{resolve:ssm:${Path}}}", span }, variables], span);
}

function isNoValue(node: DataNode): boolean {
  const inner = node.kind === "map" ? callOf(node) : undefined;
  return inner?.name === "Ref" && stringOf(inner.argument) === "AWS::NoValue";
}

function noValue(span: Span): DataNode {
  return { kind: "map", span, entries: new Map([["Ref", entryOf("Ref", { kind: "scalar", value: "AWS::NoValue", span })]]) };
}

function notKnown(why: string, span: Span): DataNode {
  return markUnknown<DataMap>({ kind: "map", entries: new Map(), span }, why);
}

function call(name: string, items: readonly DataNode[], span: Span): DataMap {
  return { kind: "map", span, entries: new Map([[name, entryOf(name, { kind: "list", items, span })]]) };
}

function entryOf(key: string, value: DataNode): DataEntry {
  return { key, keySpan: value.span, value };
}
