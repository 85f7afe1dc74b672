import type { Body, Call, Expression, HclFile, SplatStep, TemplatePart } from "../../syntax/hcl/ast.ts";
import { attribute } from "./module.ts";

const known = new WeakMap<HclFile, readonly Call[]>();

/** The function calls of a file. Type constraints look like calls and are none. */
export function callsOf(file: HclFile): readonly Call[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const calls = callsInBody(file.body);
  known.set(file, calls);
  return calls;
}

function callsInBody(body: Body): readonly Call[] {
  const calls: Call[] = [];
  const bodies: Body[] = [body];
  for (let next = bodies.pop(); next !== undefined; next = bodies.pop()) {
    for (const { value } of next.attributes) gather(value, calls);
    for (const block of next.blocks) {
      const type = block.type === "variable" ? attribute(block, "type") : undefined;
      bodies.push(type === undefined ? block.body : { ...block.body, attributes: block.body.attributes.filter((each) => each !== type) });
    }
  }
  return calls;
}

/** The calls in an expression. */
export function callsWithin(expression: Expression): readonly Call[] {
  const calls: Call[] = [];
  gather(expression, calls);
  return calls;
}

/** Iterative, because chains can be long. */
function gather(expression: Expression, calls: Call[]): void {
  const pending = [expression];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "call") calls.push(next);
    for (const part of partsOf(next)) pending.push(part);
  }
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "variable":
      return [];
    case "template":
    case "heredoc":
      return expression.parts.flatMap(piecesOf);
    case "get":
      return [expression.target];
    case "index":
      return [expression.target, expression.key];
    case "splat":
      return [expression.target, ...expression.steps.flatMap(keysOf)];
    case "call":
      return expression.args;
    case "tuple":
      return expression.items;
    case "object":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "for":
      return [expression.collection, expression.key, expression.value, expression.condition].filter((part) => part !== undefined);
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

function piecesOf(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case "text":
      return [];
    case "interpolation":
      return [part.value];
    case "if":
      return [part.condition, ...[...part.then, ...part.otherwise].flatMap(piecesOf)];
    case "for":
      return [part.collection, ...part.body.flatMap(piecesOf)];
  }
}

function keysOf(step: SplatStep): readonly Expression[] {
  switch (step.kind) {
    case "get":
      return [];
    case "index":
      return [step.key];
    case "splat":
      return step.steps.flatMap(keysOf);
  }
}
