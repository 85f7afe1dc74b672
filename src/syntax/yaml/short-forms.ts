import type { DataNode, DataScalar } from "../data.ts";
import type { Span } from "../../model/source.ts";

/**
 * CloudFormation's short forms with the keys of their long forms, and those of the preprocessor cfn-include.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 * https://github.com/monken/cfn-include
 */
const longForms: ReadonlyMap<string, string> = new Map([
  ["!Ref", "Ref"],
  ["!Condition", "Condition"],
  ...[
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAtt",
    "GetAZs",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
    ...["Flatten", "GetEnv", "Include", "LowerCamelCase", "Map", "Merge", "Outputs", "Sequence", "Stringify", "UpperCamelCase"],
  ].map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** The long form of a tagged value (`!Sub x` is `{ "Fn::Sub": x }`); other tags keep their value. */
export function writeOut(tag: string, tagSpan: Span, value: DataNode): DataNode {
  const key = longForms.get(tag);
  if (key === undefined) return value;
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
