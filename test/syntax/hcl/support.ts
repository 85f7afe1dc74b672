import type { Span } from "../../../src/model/source.ts";
import type { Body, Expression, HclFile, SplatStep, TemplatePart } from "../../../src/syntax/hcl/ast.ts";
import { parseHcl } from "../../../src/syntax/hcl/parse.ts";

export function parse(text: string): HclFile {
  return parseHcl({ path: "main.tf", text });
}

/** The expression of `x = ...`, shown with every grouping as parentheses and every text quoted. */
export function shown(text: string): string {
  const file = parse(`x = ${text}\n`);
  const [attribute] = file.body.attributes;
  if (attribute === undefined || file.faults.length > 0) throw new Error(`not read: ${text}: ${file.faults.map((fault) => fault.message).join("; ")}`);
  return show(attribute.value);
}

/** An expression as an s-expression. */
export function show(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return expression.text === undefined ? JSON.stringify(expression.value) : `${expression.value}`;
    case "template":
      return `(template${showParts(expression.parts)})`;
    case "heredoc":
      return `(${expression.indented ? "indented-heredoc" : "heredoc"}${showParts(expression.parts)})`;
    case "variable":
      return expression.name;
    case "get":
      return `(get ${show(expression.target)} ${expression.name})`;
    case "index":
      return `(${expression.legacy ? "legacy-index" : "index"} ${show(expression.target)} ${show(expression.key)})`;
    case "splat":
      return `(${expression.full ? "splat" : "attribute-splat"} ${show(expression.target)}${showSteps(expression.steps)})`;
    case "call":
      return `(${[expression.name, ...expression.args.map(show)].join(" ")}${expression.expand ? " ..." : ""})`;
    case "tuple":
      return `[${expression.items.map(show).join(" ")}]`;
    case "object":
      return `{${expression.entries.map((entry) => `${show(entry.key)}: ${show(entry.value)}`).join(", ")}}`;
    case "for": {
      const names = expression.keyName === undefined ? expression.valueName : `${expression.keyName} ${expression.valueName}`;
      const key = expression.key === undefined ? "" : `${show(expression.key)} => `;
      const condition = expression.condition === undefined ? "" : ` if ${show(expression.condition)}`;
      return `(for ${names} in ${show(expression.collection)} : ${key}${show(expression.value)}${expression.group ? " ..." : ""}${condition})`;
    }
    case "conditional":
      return `(? ${show(expression.condition)} ${show(expression.then)} ${show(expression.otherwise)})`;
    case "binary":
      return `(${expression.operator} ${show(expression.left)} ${show(expression.right)})`;
    case "unary":
      return `(${expression.operator} ${show(expression.operand)})`;
    case "parenthesised":
      return `(group ${show(expression.inner)})`;
  }
}

function showSteps(steps: readonly SplatStep[]): string {
  return steps
    .map((step) => {
      switch (step.kind) {
        case "get":
          return ` .${step.name}`;
        case "index":
          return ` [${show(step.key)}]`;
        case "splat":
          return ` (each${step.full ? "" : "-attribute"}${showSteps(step.steps)})`;
      }
    })
    .join("");
}

function showParts(parts: readonly TemplatePart[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case "text":
          return ` ${JSON.stringify(part.value)}`;
        case "interpolation":
          return ` ${show(part.value)}`;
        case "if":
          return ` (if ${show(part.condition)}${showParts(part.then)} else${showParts(part.otherwise)})`;
        case "for":
          return ` (each ${part.keyName === undefined ? "" : `${part.keyName} `}${part.valueName} in ${show(part.collection)}${showParts(part.body)})`;
      }
    })
    .join("");
}

/** Every span of the tree with the one it must lie in; spans of siblings are in the order of the text. */
export function* spans(body: Body): Generator<{ readonly span: Span; readonly within: Span; readonly what: string }> {
  for (const attribute of body.attributes) {
    yield { span: attribute.span, within: body.span, what: "attribute" };
    yield { span: attribute.nameSpan, within: attribute.span, what: "name" };
    yield* expressionSpans(attribute.value, attribute.span);
  }
  for (const block of body.blocks) {
    yield { span: block.span, within: body.span, what: "block" };
    yield { span: block.header, within: block.span, what: "header" };
    for (const label of block.labels) yield { span: label.span, within: block.header, what: "label" };
    yield { span: block.body.span, within: block.span, what: "body" };
    yield* spans(block.body);
  }
}

function* expressionSpans(expression: Expression, within: Span): ReturnType<typeof spans> {
  const { span } = expression;
  yield { span, within, what: expression.kind };
  if (expression.kind === "call") yield { span: expression.nameSpan, within: span, what: "function's name" };
  if (expression.kind === "template" || expression.kind === "heredoc") yield* partSpans(expression.parts, span);
  for (const child of children(expression)) yield* expressionSpans(child, span);
}

function* partSpans(parts: readonly TemplatePart[], within: Span): ReturnType<typeof spans> {
  for (const part of parts) {
    const { span } = part;
    yield { span, within, what: `part: ${part.kind}` };
    switch (part.kind) {
      case "text":
        break;
      case "interpolation":
        yield* expressionSpans(part.value, span);
        break;
      case "if":
        yield* expressionSpans(part.condition, span);
        yield* partSpans(part.then, span);
        yield* partSpans(part.otherwise, span);
        break;
      case "for":
        yield* expressionSpans(part.collection, span);
        yield* partSpans(part.body, span);
        break;
    }
  }
}

function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "variable":
    case "template":
    case "heredoc":
      return [];
    case "get":
      return [expression.target];
    case "index":
      return [expression.target, expression.key];
    case "splat":
      return [expression.target, ...keys(expression.steps)];
    case "call":
      return expression.args;
    case "tuple":
      return expression.items;
    case "object":
      return expression.entries.flatMap((entry) => [entry.key, entry.value]);
    case "for":
      return [expression.collection, ...(expression.key === undefined ? [] : [expression.key]), expression.value, ...(expression.condition === undefined ? [] : [expression.condition])];
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "binary":
      return [expression.left, expression.right];
    case "unary":
      return [expression.operand];
    case "parenthesised":
      return [expression.inner];
  }
}

function keys(steps: readonly SplatStep[]): Expression[] {
  return steps.flatMap((step) => (step.kind === "get" ? [] : step.kind === "index" ? [step.key] : keys(step.steps)));
}
