import { child, stringOf, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Span } from "../../../model/source.ts";
import { isList } from "../inputs.ts";

/** What a call gives to the parameters of a stack, a map, or of a stack set, a list of `{ ParameterKey, ParameterValue }`. */
export function callArguments(resource: DataNode): ReadonlyMap<string, DataNode> {
  const given = child(child(resource, "Properties"), "Parameters");
  if (given?.kind === "map") return new Map(Array.from(given.entries, ([key, { value }]) => [key, value]));
  const pairs = given?.kind === "list" ? given.items : [];
  return new Map(pairs.flatMap((pair): [string, DataNode][] => {
    const key = stringOf(child(pair, "ParameterKey"));
    const value = child(pair, "ParameterValue");
    return key === undefined || value === undefined ? [] : [[key, value]];
  }));
}

/**
 * What each parameter of a nested template is: what the call gives, else its default, for nobody else gives it anything. A parameter
 * without either, and one whose value is read from the parameter store, stays a parameter.
 */
export function passed(root: DataMap, given: ReadonlyMap<string, DataNode>, spanOf: (span: Span) => Span): ReadonlyMap<string, DataNode> {
  const section = child(root, "Parameters");
  const bound = new Map<string, DataNode>();
  for (const { key, value } of section?.kind === "map" ? section.entries.values() : []) {
    const type = stringOf(child(value, "Type")) ?? "String";
    const byDefault = child(value, "Default");
    const argument = given.get(key) ?? (byDefault === undefined ? undefined : { ...byDefault, span: spanOf(byDefault.span) });
    if (argument === undefined || (argument.kind === "scalar" && argument.value === null)) continue;
    if (type.startsWith("AWS::SSM::Parameter::Value<")) {
      if (given.has(key)) bound.set(key, argument.kind === "scalar" ? stored(argument) : argument);
      continue;
    }
    bound.set(key, isList(type) && argument.kind !== "list" ? splitAtCommas(argument) : argument);
  }
  return bound;
}

/** The text of a list parameter. */
function splitAtCommas(node: DataNode): DataNode {
  const { span } = node;
  const value: DataNode = { kind: "list", span, items: [{ kind: "scalar", value: ",", span }, node] };
  return { kind: "map", span, entries: new Map([["Fn::Split", { key: "Fn::Split", keySpan: span, value }]]) };
}

/** A path in the parameter store as the dynamic reference to it. */
function stored(node: Extract<DataNode, { kind: "scalar" }>): DataNode {
  return { ...node, value: `{{resolve:ssm:${String(node.value)}}}` };
}
