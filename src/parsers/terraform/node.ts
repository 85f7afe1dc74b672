import type { Link } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";
import type { Body, Expression } from "../../syntax/hcl/ast.ts";
import { textDocument } from "../../resource-types/document.ts";
import { noNodes, type Node, type Nodes, type Referred } from "../../resource-types/node.ts";
import { headerOf, nestedBlocks, unreadable, valueOf } from "./blocks.ts";
import { unfit } from "./compound.ts";
import { imageOfValue, isUnset, toTarget, versionOfReference, watched, type Watch } from "./references.ts";
import { scopeOf } from "./repetition.ts";
import { settled } from "./settled.ts";
import { toSetting } from "./settings.ts";
import { scalar, trailOf, unknown, type Evaluate, type MapValue, type Origin, type ReferenceValue, type Scope, type Value } from "./value.ts";

/** One argument: its value (null when it is not written), and the place that shows it. */
export interface Field {
  readonly value: Value;
  readonly at: Place;
  readonly written: boolean;
}

/** A group of arguments in code, with its values. */
export interface CodeNode extends Node {
  readonly field: (name: string) => Field;
  readonly nested: (name: string) => Nodes<CodeNode>;
  /** The names of all arguments that are written. */
  readonly names: () => readonly string[];
  /** Sees every value that is read; what `field` and `nested` give it has seen already. */
  readonly watch: Watch;
}

type Fields = Pick<CodeNode, "at" | "field" | "nested" | "names" | "watch">;

/** For values on which nothing hangs that anybody would ask about. */
export function unwatched(value: Value): Value {
  return value;
}

/** A node from its fields: everything else follows from them. */
export function nodeOf(fields: Fields, document = textOf): CodeNode {
  const { field, watch } = fields;
  return {
    ...fields,
    spelled: (name) => name,
    setting: (name) => {
      const { value, at } = field(name);
      const text = settled(value);
      return toSetting(text === value ? value : watch(text), at);
    },
    link: (to, names) => linkOf(to, names, field),
    image: (name) => {
      const { value, at, written } = field(name);
      return written ? imageOfValue(value, at, watch) : { state: "absent" };
    },
    referred: (name) => {
      const { value } = field(name);
      return value.kind === "reference" ? referred(value, watch) : undefined;
    },
    keys: () => fields.names().map((key) => ({ key, at: field(key).at, trail: trailOf(field(key).value.origin) })),
    document: (name) => document(name, field(name)),
  };
}

function linkOf(to: Link["to"], names: readonly string[], field: CodeNode["field"]): Link | undefined {
  const named = names.map(field).find(({ value, written }) => written && !isUnset(value));
  if (named === undefined) return undefined;
  const version: Setting = to === "launch-template" ? versionOf(field("version")) : { state: "absent", at: named.at };
  return { to, target: toTarget(named.value, named.at), version };
}

function versionOf({ value, at }: Field): Setting {
  return value.kind === "reference" ? versionOfReference(value, at) : toSetting(value, at);
}

function referred({ owner: { declared, evaluate }, instance }: ReferenceValue, watch: Watch): Referred {
  const { block, source } = declared;
  return { type: block.labels[0]?.value ?? "", node: bodyNode(block.body, headerOf(block, source), scopeOf(declared, instance), evaluate, watch) };
}

function textOf(name: string, { value, at, written }: Field): Nodes {
  const text = toSetting(value, at);
  if (!written || text.state === "absent") return noNodes;
  if (text.state === "unknown") return { nodes: [], undecided: { state: "unknown", why: text.why, at, trail: [] } };
  return textDocument(String(text.value), name, at, text.trail);
}

/** A block's body as a node; `at` is where it is shown when something is missing in it. `watch` sees every value that is read from it. */
export function bodyNode(body: Body, at: Place, scope: Scope, plain: Evaluate, watch: Watch = unwatched): CodeNode {
  const evaluate = watched(plain, watch);
  const field = (name: string): Field => {
    const { value, written } = valueOf(body, name, scope, at, evaluate);
    if (written !== undefined) return { value, at: { source: scope.source, span: written.span }, written: true };
    // What a syntax error took away may have been this.
    return body.incomplete === true ? { value: unknown(unreadable, { at }), at, written: true } : { value, at, written: false };
  };
  const nested = (name: string): Nodes<CodeNode> => {
    const { blocks, undecided } = nestedBlocks(body, name, scope, evaluate);
    const nodes = blocks.map((block) => bodyNode(block.body, block.at, block.scope, plain, watch));
    const { value, written } = valueOf(body, name, scope, at, evaluate);
    if (nodes.length === 0 && written !== undefined) return valueNodes(value, { at: { source: scope.source, span: written.nameSpan }, source: scope.source, watch }, written.value);
    // What a syntax error took away would have stood somewhere in the resource.
    return { nodes, undecided: undecided !== undefined && body.incomplete === true ? { ...undecided, at } : undecided };
  };
  return nodeOf({ at, names: () => body.attributes.map(({ name }) => name), field, nested, watch }, (name, found) => {
    const written = body.attributes.find((attribute) => attribute.name === name)?.value;
    const [argument] = written?.kind === "call" && written.name === "jsonencode" ? written.args : [];
    return argument === undefined ? textOf(name, found) : valueNodes(evaluate(argument, scope), { at: found.at, source: scope.source, watch }, argument);
  });
}

/** How a value is shown: `source` is where its expression is written. */
interface Showing {
  readonly at: Place;
  readonly source: Source;
  readonly watch: Watch;
}

/**
 * A value as groups: an object is one, a list holds several, null is none. `expression` is what is written for it in `source`, so that
 * the parts of a literal object are shown at their own places; parts that come from elsewhere are shown at `at`, with their trail.
 */
function valueNodes(value: Value, showing: Showing, expression?: Expression): Nodes<CodeNode> {
  const { at, source, watch } = showing;
  switch (value.kind) {
    case "map":
      return { nodes: [valueNode(value, showing, expression)], undecided: undefined };
    case "list": {
      const parts = value.items.map((item, index) => {
        const part = expression?.kind === "tuple" ? expression.items[index] : undefined;
        return valueNodes(watch(item), part === undefined ? showing : { ...showing, at: { source, span: part.span } }, part);
      });
      return { nodes: parts.flatMap(({ nodes }) => nodes), undecided: parts.find(({ undecided }) => undecided !== undefined)?.undecided };
    }
    case "scalar":
      if (value.value === null) return noNodes;
      return { nodes: [], undecided: { state: "unknown", why: "it is a single value, where an object belongs", at, trail: trailOf(value.origin) } };
    case "reference":
    case "unknown": {
      const { why, origin } = unfit(value, { at });
      return { nodes: [], undecided: { state: "unknown", why, at, trail: trailOf(origin) } };
    }
  }
}

/** An object as a node. */
function valueNode(value: MapValue, showing: Showing, expression?: Expression): CodeNode {
  const { at, source, watch } = showing;
  const entryOf = (name: string): { readonly key: Expression; readonly value: Expression; readonly at: Place } | undefined => {
    if (expression?.kind !== "object") return undefined;
    const entry = expression.entries.find(({ key }) => key.kind === "literal" && key.value === name);
    return entry && { key: entry.key, value: entry.value, at: { source, span: entry.span } };
  };
  return nodeOf({
    at,
    watch,
    names: () => [...value.entries.keys()],
    field: (name) => {
      const found = value.entries.get(name);
      return { value: found === undefined ? scalar(null, { at }) : watch(carried(found, value)), at: found === undefined ? at : (entryOf(name)?.at ?? at), written: found !== undefined };
    },
    nested: (name) => {
      const found = value.entries.get(name);
      if (found === undefined) return noNodes;
      const entry = entryOf(name);
      return valueNodes(watch(carried(found, value)), entry === undefined ? showing : { ...showing, at: { source, span: entry.key.span } }, entry?.value);
    },
  });
}

/** A part of an object, with the way of the object behind its own: a part of `local.options` came through `local.options`. */
function carried(part: Value, container: Value): Value {
  const origin = trailOf(container.origin).reduce<Origin>((from, { at, note }) => ({ at, note, from }), part.origin);
  return origin === part.origin ? part : { ...part, origin };
}
