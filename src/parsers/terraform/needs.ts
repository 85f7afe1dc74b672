import type { Body, Call, Expression, HclFile, SplatStep, TemplatePart } from "../../syntax/hcl/ast.ts";

/** What has to be loaded for the function calls of a configuration: each takes its time, and most configurations do without. */
export type Need = "functions" | "patterns" | "yaml";

const known = new WeakMap<HclFile, ReadonlySet<Need>>();

/** What the calls in a file need. */
export function needsOf(file: HclFile): ReadonlySet<Need> {
  const before = known.get(file);
  if (before !== undefined) return before;
  const needs = new Set<Need>();
  addNeeds(expressionsIn(file.body), needs);
  known.set(file, needs);
  return needs;
}

/** The values of all attributes, however deep. Of variables, types look like calls and are none, and of validations only the lists of allowed values are evaluated. */
function expressionsIn(file: Body): Expression[] {
  const expressions: Expression[] = [];
  const bodies = [file];
  for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
    for (const { value } of body.attributes) expressions.push(value);
    for (const block of body.blocks) {
      if (block.type !== "variable") bodies.push(block.body);
      else expressions.push(...expressionsOfVariable(block.body));
    }
  }
  return expressions;
}

function expressionsOfVariable({ attributes, blocks }: Body): Expression[] {
  const values = attributes.filter(({ name }) => name !== "type").map(({ value }) => value);
  return [...values, ...blocks.flatMap((block) => block.body.attributes.filter(({ name }) => name === "condition").flatMap(({ value }) => allowedLists(value)))];
}

/** `contains(concat(local.a, local.b), var.x)` needs what its list needs. */
function allowedLists(condition: Expression): Expression[] {
  const lists: Expression[] = [];
  const pending = [condition];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [list] = next.kind === "call" && functionName(next) === "contains" ? next.args : [];
    if (list !== undefined) lists.push(list);
    pushParts(next, pending);
  }
  return lists;
}

/** Adds what the calls in the expressions need. The list is used up; it is no recursion, because chains can be long. */
export function addNeeds(pending: Expression[], needs: Set<Need>): void {
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "call") addNeedsOfCall(next, needs);
    pushParts(next, pending);
  }
}

function addNeedsOfCall(call: Call, needs: Set<Need>): void {
  needs.add("functions");
  const name = functionName(call);
  if (name === "yamldecode") needs.add("yaml");
  if (name === "regex" || name === "regexall" || (name === "replace" && mayTakePattern(call))) needs.add("patterns");
}

/** Terraform has its functions under a second name each: https://developer.hashicorp.com/terraform/language/functions */
export function functionName({ name }: Call): string {
  return name.replace(/^core::/, "");
}

/** What `replace` looks for is a pattern only between slashes. */
function mayTakePattern({ args }: Call): boolean {
  const [, wanted] = args;
  return wanted?.kind !== "literal" || (typeof wanted.value === "string" && wanted.value.startsWith("/"));
}

function pushParts(expression: Expression, pending: Expression[]): void {
  switch (expression.kind) {
    case "literal":
    case "variable":
      return;
    case "template":
    case "heredoc":
      for (const part of expression.parts) pushPart(part, pending);
      return;
    case "get":
      pending.push(expression.target);
      return;
    case "index":
      pending.push(expression.target, expression.key);
      return;
    case "splat":
      pending.push(expression.target);
      for (const step of expression.steps) pushKey(step, pending);
      return;
    case "call":
      for (const argument of expression.args) pending.push(argument);
      return;
    case "tuple":
      for (const item of expression.items) pending.push(item);
      return;
    case "object":
      for (const { key, value } of expression.entries) pending.push(key, value);
      return;
    case "for":
      for (const part of [expression.collection, expression.key, expression.value, expression.condition]) if (part !== undefined) pending.push(part);
      return;
    case "conditional":
      pending.push(expression.condition, expression.then, expression.otherwise);
      return;
    case "binary":
      pending.push(expression.left, expression.right);
      return;
    case "unary":
      pending.push(expression.operand);
      return;
    case "parenthesised":
      pending.push(expression.inner);
  }
}

function pushPart(part: TemplatePart, pending: Expression[]): void {
  switch (part.kind) {
    case "text":
      return;
    case "interpolation":
      pending.push(part.value);
      return;
    case "if":
      pending.push(part.condition);
      for (const inner of [...part.then, ...part.otherwise]) pushPart(inner, pending);
      return;
    case "for":
      pending.push(part.collection);
      for (const inner of part.body) pushPart(inner, pending);
  }
}

function pushKey(step: SplatStep, pending: Expression[]): void {
  if (step.kind === "index") pending.push(step.key);
  if (step.kind === "splat") for (const inner of step.steps) pushKey(inner, pending);
}
