import type { Presence } from "../../model/resource.ts";
import { spelling, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";
import type { Body, Expression } from "../../syntax/hcl/ast.ts";
import { nestedBlocks, valueOf } from "./blocks.ts";
import { unfit } from "./compound.ts";
import { toSetting, withSettings, type Written } from "./settings.ts";
import { scalar, trailOf, type Evaluate, type MapValue, type Origin, type Scope, type Value } from "./value.ts";

/** One argument: its value (null when it is not written), and the place that shows it. */
export interface Field {
  readonly value: Value;
  readonly at: Place;
  readonly written: boolean;
}

/**
 * A group of arguments, whichever way it is written: as a block (`metadata_options { … }`) or as an object
 * (`metadata_options = { … }`), as the `awscc` provider has it and as modules take it.
 */
export interface Node {
  readonly at: Place;
  readonly field: (name: string) => Field;
  readonly nested: (name: string) => Nodes;
  /** The names of all arguments that are written. */
  readonly names: () => readonly string[];
}

/** The groups of one name; `undecided` when it is not known how many there are. */
export interface Nodes {
  readonly nodes: readonly Node[];
  readonly undecided: Extract<Presence, { state: "unknown" }> | undefined;
}

const none: Nodes = { nodes: [], undecided: undefined };

/** A block's body as a node; `at` is where it is shown when something is missing in it. */
export function bodyNode(body: Body, at: Place, scope: Scope, evaluate: Evaluate): Node {
  return {
    at,
    names: () => body.attributes.map(({ name }) => name),
    field: (name) => {
      const { value, written } = valueOf(body, name, scope, at, evaluate);
      return { value, at: written === undefined ? at : { source: scope.source, span: written.span }, written: written !== undefined };
    },
    nested: (name) => {
      const blocks = nestedBlocks(body, name, scope, evaluate);
      const nodes = blocks.blocks.map((block) => bodyNode(block.body, block.at, block.scope, evaluate));
      if (nodes.length > 0 || blocks.undecided !== undefined) return { nodes, undecided: blocks.undecided };
      const { value, written } = valueOf(body, name, scope, at, evaluate);
      if (written === undefined) return none;
      return valueNodes(value, { source: scope.source, span: written.nameSpan }, scope.source, written.value);
    },
  };
}

/**
 * A value as groups: an object is one, a list holds several, null is none. `expression` is what is written for it in `source`, so that
 * the parts of a literal object are shown at their own places; parts that come from elsewhere are shown at `at`, with their trail.
 */
export function valueNodes(value: Value, at: Place, source: Source, expression?: Expression): Nodes {
  switch (value.kind) {
    case "map":
      return { nodes: [valueNode(value, at, source, expression)], undecided: undefined };
    case "list": {
      const parts = value.items.map((item, index) => {
        const part = expression?.kind === "tuple" ? expression.items[index] : undefined;
        return valueNodes(item, part === undefined ? at : { source, span: part.span }, source, part);
      });
      return { nodes: parts.flatMap(({ nodes }) => nodes), undecided: parts.find(({ undecided }) => undecided !== undefined)?.undecided };
    }
    case "scalar":
      if (value.value === null) return none;
      return { nodes: [], undecided: { state: "unknown", why: "it is a single value, where an object belongs", at, trail: trailOf(value.origin) } };
    case "reference":
    case "unknown": {
      const { why, origin } = unfit(value, { at });
      return { nodes: [], undecided: { state: "unknown", why, at, trail: trailOf(origin) } };
    }
  }
}

/** An object as a node. */
export function valueNode(value: MapValue, at: Place, source: Source, expression?: Expression): Node {
  const entryOf = (name: string): { readonly key: Expression; readonly value: Expression; readonly at: Place } | undefined => {
    if (expression?.kind !== "object") return undefined;
    const entry = expression.entries.find(({ key }) => key.kind === "literal" && key.value === name);
    return entry && { key: entry.key, value: entry.value, at: { source, span: entry.span } };
  };
  return {
    at,
    names: () => [...value.entries.keys()],
    field: (name) => {
      const found = value.entries.get(name);
      return { value: found === undefined ? scalar(null, { at }) : carried(found, value), at: found === undefined ? at : (entryOf(name)?.at ?? at), written: found !== undefined };
    },
    nested: (name) => {
      const found = value.entries.get(name);
      if (found === undefined) return none;
      const entry = entryOf(name);
      return valueNodes(carried(found, value), entry === undefined ? at : { source, span: entry.key.span }, source, entry?.value);
    },
  };
}

/** A part of an object, with the way of the object behind its own: a part of `local.options` came through `local.options`. */
function carried(part: Value, container: Value): Value {
  const origin = trailOf(container.origin).reduce<Origin>((from, { at, note }) => ({ at, note, from }), part.origin);
  return origin === part.origin ? part : { ...part, origin };
}

/** How a node spells a setting; by default as Terraform does. */
export type Spelling = (name: SettingName) => string;

const plainly: Spelling = (name) => spelling("terraform", name);

/** The options in a group of a resource: absent when the group is, unknown when it is undecided. */
export function optionsOf(node: Node, group: string, names: readonly SettingName[], spelled: Spelling = plainly): Written {
  const { nodes, undecided } = node.nested(group);
  const [first] = nodes;
  if (first !== undefined) return optionsIn(first, names, spelled);
  if (undecided === undefined) return { block: { state: "absent", at: node.at }, settings: withSettings(node.at, {}) };
  const doubt = names.map((name) => [name, undecided] as const);
  return { block: undecided, settings: withSettings(undecided.at, Object.fromEntries(doubt)) };
}

/** The options that are arguments of the node itself. */
export function optionsIn(node: Node, names: readonly SettingName[], spelled: Spelling = plainly): Written {
  const settings: Partial<Record<SettingName, Setting>> = {};
  for (const name of names) {
    const { value, at } = node.field(spelled(name));
    settings[name] = toSetting(value, at);
  }
  return { block: { state: "present", at: node.at }, settings: withSettings(node.at, settings) };
}

/** The text of an argument; undefined when it is not written, null or not known. */
export function textIn(node: Node, name: string): string | undefined {
  const { value } = node.field(name);
  return value.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
}
