import { headerOf, nestedBlocks, type FoundBlocks, type Nested } from "./blocks.ts";
import type { Memory } from "./memory.ts";
import type { Declared } from "./module.ts";
import type { Question } from "./question.ts";
import { isOpen, scopeOf } from "./repetition.ts";
import type { Evaluate, InstanceKey } from "./value.ts";

/** The nested blocks of a resource, for references to what is written in them: `aws_launch_template.a.metadata_options[0].http_tokens`. */
export interface NestedReader {
  /** The body at `type, index` once or more, or of the resource itself; undefined when it is not known whether there is one. */
  readonly bodyAt: (path: readonly string[], instance: InstanceKey | undefined) => Nested | undefined;
  readonly find: (path: readonly string[], instance: InstanceKey | undefined) => FoundBlocks;
}

/** Blocks nested deeper than this are not looked into: the provider has none. */
const deepest = 10;

/**
 * A block that is not written may be filled in by the provider, and several are a list for some types and a set for others, so that only
 * a single block is known.
 */
export function readNested(address: string, declared: Declared, evaluate: Evaluate, memory: Memory): NestedReader {
  function bodyAt(path: readonly string[], instance: InstanceKey | undefined): Nested | undefined {
    if (path.length === 0) return { body: declared.block.body, at: headerOf(declared.block, declared.source), scope: scopeOf(declared, instance) };
    return find(path.slice(0, -1), instance).blocks?.[Number(path.at(-1))];
  }

  function find(path: readonly string[], instance: InstanceKey | undefined): FoundBlocks {
    if (path.length % 2 === 0 || path.length > 2 * deepest || declared.block.type !== "resource") return {};
    const key = JSON.stringify([address, instance?.key, ...path]);
    const before = memory.recall("blocks", key);
    if (before !== undefined) {
      memory.relyOn(before);
      return before.result;
    }
    // Blocks that are made from themselves are not known.
    memory.keep("blocks", key, { result: {}, defaults: new Set(), varies: true, contradicted: false });
    const seen = memory.observe(() => look(path, instance));
    memory.keep("blocks", key, seen);
    return seen.result;
  }

  function look(path: readonly string[], instance: InstanceKey | undefined): FoundBlocks {
    // The blocks are bound to what the instance is in this world.
    if (instance !== undefined && isOpen(instance)) memory.vary();
    const outer = bodyAt(path.slice(0, -1), instance);
    if (outer === undefined) return {};
    let question: Question | undefined;
    const asking: Evaluate = (expression, scope) => {
      const value = evaluate(expression, scope);
      if (value.kind === "unknown" || value.kind === "reference") question ??= value.question;
      return value;
    };
    const { blocks, undecided } = nestedBlocks(outer.body, path.at(-1) ?? "", outer.scope, asking);
    if (undecided === undefined && blocks.length === 1) return { blocks };
    return question === undefined ? {} : { question };
  }

  return { bodyAt, find };
}
