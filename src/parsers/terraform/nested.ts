import { headerOf, nestedBlocks, type Nested } from "./blocks.ts";
import type { Declared } from "./module.ts";
import { scopeOf } from "./repetition.ts";
import type { Evaluate, InstanceKey } from "./value.ts";

/** The nested blocks of a resource, for references to what is written in them: `aws_launch_template.a.metadata_options[0].http_tokens`. */
export interface NestedReader {
  /** The body at `type, index` once or more, or of the resource itself; undefined when it is not known whether there is one. */
  readonly bodyAt: (path: readonly string[], instance: InstanceKey | undefined) => Nested | undefined;
  readonly blocks: (path: readonly string[], instance: InstanceKey | undefined) => readonly Nested[] | undefined;
}

/** Blocks nested deeper than this are not looked into: the provider has none. */
const deepest = 10;

/**
 * A block that is not written may be filled in by the provider, and several are a list for some types and a set for others, so that only
 * a single block is known.
 */
export function readNested(declared: Declared, evaluate: Evaluate): NestedReader {
  const known = new Map<string, readonly Nested[] | undefined>();

  function bodyAt(path: readonly string[], instance: InstanceKey | undefined): Nested | undefined {
    if (path.length === 0) return { body: declared.block.body, at: headerOf(declared.block, declared.source), scope: scopeOf(declared, instance) };
    return blocks(path.slice(0, -1), instance)?.[Number(path.at(-1))];
  }

  function blocks(path: readonly string[], instance: InstanceKey | undefined): readonly Nested[] | undefined {
    if (path.length % 2 === 0 || path.length > 2 * deepest || declared.block.type !== "resource") return undefined;
    const key = JSON.stringify([instance?.text, ...path]);
    if (known.has(key)) return known.get(key);
    // Blocks that are made from themselves are not known.
    known.set(key, undefined);
    const outer = bodyAt(path.slice(0, -1), instance);
    const found = outer && nestedBlocks(outer.body, path.at(-1) ?? "", outer.scope, evaluate);
    const single = found?.undecided === undefined && found?.blocks.length === 1 ? found.blocks : undefined;
    known.set(key, single);
    return single;
  }

  return { bodyAt, blocks };
}
