import type { Expression, ObjectEntry, SplatStep, TemplatePart } from "../../../../syntax/hcl/ast.ts";

/** The first name in a template that is neither one of its variables nor bound by a `for`; undefined when there is none. */
export function firstFreeName(expression: Expression, bound: ReadonlySet<string>): string | undefined {
  switch (expression.kind) {
    case "literal":
      return undefined;
    case "variable":
      return bound.has(expression.name) ? undefined : expression.name;
    case "template":
    case "heredoc":
      return inParts(expression.parts, bound);
    case "get":
      return firstFreeName(expression.target, bound);
    case "index":
      return among([expression.target, expression.key], bound);
    case "splat":
      return firstFreeName(expression.target, bound) ?? inSteps(expression.steps, bound);
    case "call":
      return among(expression.args, bound);
    case "tuple":
      return among(expression.items, bound);
    case "object":
      return among(expression.entries.flatMap(({ key, value }: ObjectEntry) => [key, value]), bound);
    case "for": {
      const { collection, keyName, valueName, key, value, condition } = expression;
      const inner = withNames(bound, keyName, valueName);
      return firstFreeName(collection, bound) ?? among([key, value, condition].filter((each) => each !== undefined), inner);
    }
    case "conditional":
      return among([expression.condition, expression.then, expression.otherwise], bound);
    case "binary":
      return among([expression.left, expression.right], bound);
    case "unary":
      return firstFreeName(expression.operand, bound);
    case "parenthesised":
      return firstFreeName(expression.inner, bound);
  }
}

function among(expressions: readonly Expression[], bound: ReadonlySet<string>): string | undefined {
  return firstOf(expressions, (expression) => firstFreeName(expression, bound));
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inSteps(steps: readonly SplatStep[], bound: ReadonlySet<string>): string | undefined {
  return firstOf(steps, (step) => {
    switch (step.kind) {
      case "get":
        return undefined;
      case "index":
        return firstFreeName(step.key, bound);
      case "splat":
        return inSteps(step.steps, bound);
    }
  });
}

function inParts(parts: readonly TemplatePart[], bound: ReadonlySet<string>): string | undefined {
  return firstOf(parts, (part) => {
    switch (part.kind) {
      case "text":
        return undefined;
      case "interpolation":
        return firstFreeName(part.value, bound);
      case "if":
        return firstFreeName(part.condition, bound) ?? inParts(part.then, bound) ?? inParts(part.otherwise, bound);
      case "for":
        return firstFreeName(part.collection, bound) ?? inParts(part.body, withNames(bound, part.keyName, part.valueName));
    }
  });
}

function withNames(bound: ReadonlySet<string>, keyName: string | undefined, valueName: string): ReadonlySet<string> {
  return new Set([...bound, valueName, ...(keyName === undefined ? [] : [keyName])]);
}
