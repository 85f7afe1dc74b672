import type { DataNode, DataScalar } from "../data.ts";
import type { Span } from "../../model/source.ts";

/**
 * The long form of a tagged value: `!Sub x` is `{ "Fn::Sub": x }`, and so is every other tag of the text's own, those of cfn-include among
 * them; what no function is has a name then at least. The two without `Fn::` and those of the preprocessor Rain keep their names.
 * Standard tags (`!!str`) keep the value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * https://github.com/monken/cfn-include and https://aws-cloudformation.github.io/rain/
 */
export function writeOut(tag: string, tagSpan: Span, value: DataNode): DataNode {
  if (!tag.startsWith("!") || tag === "!") return value;
  const name = tag.slice(1);
  const key = name === "Ref" || name === "Condition" || name.startsWith("Rain::") ? name : `Fn::${name}`;
  const argument = key === "Fn::GetAtt" && value.kind === "scalar" ? attributePath(value) : value;
  return {
    kind: "map",
    entries: new Map([[key, { key, keySpan: tagSpan, value: argument }]]),
    span: { start: tagSpan.start, end: Math.max(tagSpan.end, value.span.end) },
  };
}

/** `Resource.Attribute` as the list that the long form has; the attribute keeps its own dots (`Outputs.Name`). */
function attributePath(scalar: DataScalar): DataNode {
  if (typeof scalar.value !== "string") return scalar;
  const dot = scalar.value.indexOf(".");
  if (dot === -1) return { kind: "list", items: [scalar], span: scalar.span };
  const { start, end } = scalar.span;
  // Quotes and line folding move the characters; then both parts keep the span of the whole.
  const plain = end - start === scalar.value.length;
  const resource: DataScalar = { kind: "scalar", value: scalar.value.slice(0, dot), span: plain ? { start, end: start + dot } : scalar.span };
  const attribute: DataScalar = { kind: "scalar", value: scalar.value.slice(dot + 1), span: plain ? { start: start + dot + 1, end } : scalar.span };
  return { kind: "list", items: [resource, attribute], span: scalar.span };
}
