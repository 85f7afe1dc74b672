import type { DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place, Source, Span } from "../../model/source.ts";

/** Where the parts of a template come from that do not stand in its own file, and the parts that are not known. */

interface Origin {
  readonly source: Source;
  /** The includes that lead to it, outermost first. */
  readonly via: readonly Hop[];
}

const origins = new WeakMap<Span, Origin>();
const reasons = new WeakMap<DataNode, string>();

/** A span of its own for a node that stands in another file than the template. */
export function spanIn(source: Source, { start, end }: Span, via: readonly Hop[]): Span {
  const span = { start, end };
  origins.set(span, { source, via });
  return span;
}

/** The file that a span belongs to, when it is not the template's own. */
export function foreignSource(span: Span): Source | undefined {
  return origins.get(span)?.source;
}

/** The includes that lead to the file in which a span stands, outermost first; none in the template's own file. */
export function includesOf({ span }: Place): readonly Hop[] {
  return origins.get(span)?.via ?? [];
}

/** Marks a node as not known, or, when it is a map with entries, as one that may hold more than them. */
export function markUnknown<Node extends DataNode>(node: Node, why: string): Node {
  reasons.set(node, why);
  return node;
}

/** The other node is as little known as the first. */
export function alike<Node extends DataNode>(first: DataNode, other: Node): Node {
  const why = reasons.get(first);
  return why === undefined ? other : markUnknown(other, why);
}

/** Why a node, or what else a map may hold, is not known. */
export function whyNotKnown(node: DataNode | undefined): string | undefined {
  return node === undefined ? undefined : reasons.get(node);
}
