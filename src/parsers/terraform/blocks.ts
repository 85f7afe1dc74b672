import type { Place, Source } from "../../model/source.ts";
import type { Presence } from "../../model/resource.ts";
import type { Attribute, Block, Body } from "../../syntax/hcl/ast.ts";
import { elementsOf } from "./compound.ts";
import { attribute } from "./module.ts";
import type { Question } from "./question.ts";
import { scalar, trailOf, type Origin, type Scope, type Value, type Evaluate } from "./value.ts";

/** A nested block as it will be written: a static one, or one element of a `dynamic` one with its iterator bound. */
export interface Nested {
  readonly body: Body;
  readonly at: Place;
  readonly scope: Scope;
}

/** The nested blocks of one type; `undecided` when a `dynamic` block hangs on something unknown. */
export interface NestedBlocks {
  readonly blocks: readonly Nested[];
  readonly undecided: Extract<Presence, { state: "unknown" }> | undefined;
}

/** The nested blocks of a resource as others see them; without `blocks` it is not known which there are, and `question` may help to tell. */
export interface FoundBlocks {
  readonly blocks?: readonly Nested[];
  readonly question?: Question;
}

/** The reason for whatever a syntax error may have taken away. */
export const unreadable = "a part of this block cannot be read (see the problems)";

/** Expanding a `dynamic` block stops here: no block type that matters to us takes more than a few. */
const mostElements = 200;

/** Static and `dynamic` blocks of a type, in document order. https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
export function nestedBlocks(body: Body, type: string, scope: Scope, evaluate: Evaluate): NestedBlocks {
  const blocks: Nested[] = [];
  let undecided: NestedBlocks["undecided"];
  for (const block of body.blocks) {
    if (block.type === type) blocks.push({ body: block.body, at: headerOf(block, scope.source), scope });
    else if (block.type === "dynamic" && block.labels[0]?.value === type) {
      const expanded = expand(block, type, scope, evaluate);
      blocks.push(...expanded.blocks);
      undecided ??= expanded.undecided;
    }
  }
  if (body.incomplete === true && blocks.length === 0) undecided ??= { state: "unknown", why: unreadable, at: { source: scope.source, span: body.span }, trail: [] };
  return { blocks, undecided };
}

function expand(block: Block, type: string, scope: Scope, evaluate: Evaluate): NestedBlocks {
  const at = headerOf(block, scope.source);
  const content = block.body.blocks.find((inner) => inner.type === "content");
  const forEach = attribute(block, "for_each");
  if (content === undefined || forEach === undefined) return { blocks: [], undecided: undefined };
  const iterator = iteratorName(block) ?? type;
  const collection = evaluate(forEach.value, scope);
  const elements = elementsOf(collection, { at: { source: scope.source, span: forEach.value.span } });
  if (!Array.isArray(elements)) {
    return { blocks: [], undecided: { state: "unknown", why: elements.why, at, trail: trailOf(elements.origin) } };
  }
  const blocks = elements.slice(0, mostElements).map(({ key, value }) => ({ body: content.body, at, scope: bindIterator(scope, iterator, key, value, { at }) }));
  return { blocks, undecided: undefined };
}

function bindIterator(scope: Scope, name: string, key: Value, value: Value, origin: Origin): Scope {
  const element: Value = { kind: "map", entries: new Map([["key", key], ["value", value]]), origin };
  return { ...scope, bindings: new Map([...scope.bindings, [name, element]]) };
}

function iteratorName(block: Block): string | undefined {
  const expression = attribute(block, "iterator")?.value;
  return expression?.kind === "variable" ? expression.name : undefined;
}

export function headerOf(block: Block, source: Source): Place {
  return { source, span: block.header };
}

/** The value of an attribute in a body; null when it is not written. */
export function valueOf(body: Body, name: string, scope: Scope, at: Place, evaluate: Evaluate): { readonly value: Value; readonly written: Attribute | undefined } {
  const written = body.attributes.find((candidate) => candidate.name === name);
  return { value: written === undefined ? scalar(null, { at }) : evaluate(written.value, scope), written };
}
