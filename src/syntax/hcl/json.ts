import type { Source } from "../../model/source.ts";
import type { DataEntry, DataMap, DataNode, DataScalar } from "../data.ts";
import type { Expression, ObjectEntry } from "./ast.ts";
import type { Fault } from "./cursor.ts";
import { parseExpression, parseTemplate, type Fragment } from "./fragment.ts";
import { relocated } from "./relocate.ts";

/**
 * JSON values as HCL expressions whose spans point into the JSON text; undefined for one that cannot be read, which is then a
 * fault. https://github.com/hashicorp/hcl/blob/main/json/spec.md#expressions
 */
export interface JsonExpressions {
  /** A value as an argument has it: its strings, and the keys of its objects, are templates. */
  readonly value: (node: DataNode) => Expression | undefined;
  /** A value without any evaluation: a string is itself, `${` included. */
  readonly constant: (node: DataNode) => Expression;
  /** A string whose content is an expression (`aws.west`, `list(string)`); other values as `value` has them. */
  readonly expression: (node: DataNode) => Expression | undefined;
  readonly faults: readonly Fault[];
}

/** Each node is read once, however often it is asked for. */
export function jsonExpressions(source: Source): JsonExpressions {
  const known = new Map<DataNode, Expression | undefined>();
  const faults: Fault[] = [];

  function value(node: DataNode): Expression | undefined {
    if (known.has(node)) return known.get(node);
    const expression = read(node);
    known.set(node, expression);
    return expression;
  }

  function read(node: DataNode): Expression | undefined {
    switch (node.kind) {
      case "scalar":
        return typeof node.value === "string" ? template(node.value, node) : literal(source, node);
      case "list": {
        const items = node.items.map(value);
        return items.includes(undefined) ? undefined : { kind: "tuple", items: items.filter((item) => item !== undefined), span: node.span };
      }
      case "map": {
        const entries = inOrder(node).map(entryOf);
        return entries.includes(undefined) ? undefined : { kind: "object", entries: entries.filter((entry) => entry !== undefined), span: node.span };
      }
    }
  }

  function entryOf({ key, keySpan, value: node }: DataEntry): ObjectEntry | undefined {
    const name = template(key, { kind: "scalar", value: key, span: keySpan });
    const content = value(node);
    return name === undefined || content === undefined ? undefined : { key: name, value: content, span: { start: keySpan.start, end: node.span.end } };
  }

  function template(content: string, node: DataScalar): Expression | undefined {
    if (!/[$%]\{/.test(content)) return { kind: "literal", value: content, span: node.span };
    return within(content, node, (text, from) => parseTemplate(text, from, { start: from - 1, end: text.length + 1 }));
  }

  /** Reads the content of a string where it stands, or where it has escapes, by itself, with its spans put right afterwards. */
  function within(content: string, { span }: DataScalar, parse: (text: string, from: number) => Fragment): Expression | undefined {
    const from = span.start + 1;
    const to = span.end - 1;
    if (to - from === content.length) return noted(parse(source.text.slice(0, to), from));
    const move = offsetsOf(source.text, from, to);
    const { expression, faults: own } = parse(content, 0);
    return noted(relocated({ expression, faults: own }, move));
  }

  function noted({ expression, faults: own }: Fragment): Expression | undefined {
    faults.push(...own);
    return expression;
  }

  return {
    value,
    constant: (node) => constant(source, node),
    expression: (node) => (node.kind === "scalar" && typeof node.value === "string" ? within(node.value, node, parseExpression) : value(node)),
    faults,
  };
}

/** All entries of an object as they are written, also those whose key comes again. */
export function inOrder(map: DataMap): readonly DataEntry[] {
  const entries = [...map.entries.values()];
  return map.repeated === undefined ? entries : [...map.repeated, ...entries].sort((a, b) => a.keySpan.start - b.keySpan.start);
}

function literal(source: Source, { value, span }: DataScalar): Expression {
  return typeof value === "number" ? { kind: "literal", value, text: source.text.slice(span.start, span.end), span } : { kind: "literal", value, span };
}

function constant(source: Source, node: DataNode): Expression {
  switch (node.kind) {
    case "scalar":
      return literal(source, node);
    case "list":
      return { kind: "tuple", items: node.items.map((item) => constant(source, item)), span: node.span };
    case "map": {
      const entries = inOrder(node).map(({ key, keySpan, value }): ObjectEntry => {
        return { key: { kind: "literal", value: key, span: keySpan }, value: constant(source, value), span: { start: keySpan.start, end: value.span.end } };
      });
      return { kind: "object", entries, span: node.span };
    }
  }
}

/** Where the characters of a JSON string's content stand in the text, its escapes counted as what they mean. */
function offsetsOf(text: string, from: number, to: number): (offset: number) => number {
  const starts: number[] = [];
  for (let at = from; at < to; at += text.charCodeAt(at) !== 92 ? 1 : text.charCodeAt(at + 1) === 117 ? 6 : 2) starts.push(at);
  // An offset before the content is the opening quote, one behind it the closing one or what follows.
  return (offset) => (offset < 0 ? from + offset : (starts[offset] ?? to + (offset - starts.length)));
}
