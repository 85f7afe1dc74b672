import type { Span } from "../model/source.ts";

/**
 * YAML and JSON as one tree with spans. CloudFormation's short forms (`!Ref X`) are already written out as their long forms
 * (`{ Ref: X }`), so that readers know one shape. Scalars keep their JavaScript type; YAML timestamps stay strings.
 */
export type DataNode = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly kind: "map";
  /** In document order; with duplicate keys the last one wins, as for every AWS tool, and the syntax reader reports a problem. */
  readonly entries: ReadonlyMap<string, DataEntry>;
  /** Entries whose key is written again further down, in document order. Formats that add duplicates up need them. */
  readonly repeated?: readonly DataEntry[];
  readonly span: Span;
}

export interface DataEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: DataNode;
}

export interface DataList {
  readonly kind: "list";
  readonly items: readonly DataNode[];
  readonly span: Span;
}

export interface DataScalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

/** Something wrong with a text, with its place in it. `fatal` means that no tree could be made. */
export interface SyntaxFault {
  readonly message: string;
  readonly span: Span;
  /** Set when a limit of depth or size was reached, rather than the grammar broken. */
  readonly limit?: true;
  /** Set when a key is written twice: what the text says is known all the same. */
  readonly repeats?: true;
}

/** A part of a document that could not be read, and is not in its tree. */
export interface LostPart {
  readonly span: Span;
  /** The key of the root under which it stands, as far as that is known. */
  readonly section: string | undefined;
}

/** What the texts of a format look like, for finding one's way in those that are broken. */
export interface Shape {
  /** The keys of the root whose maps are lists of named parts. */
  readonly sections: ReadonlySet<string>;
  /** By section, the key that all of its parts have, and with which they begin. */
  readonly sure: ReadonlyMap<string, string>;
}

export interface DataDocument {
  /** Undefined when the text could not be read at all; then `faults` says why. */
  readonly root: DataNode | undefined;
  readonly faults: readonly SyntaxFault[];
  /** What the tree lacks because of faults; nothing when it is whole. */
  readonly lost?: readonly LostPart[];
  /** Where a document among several stands that could not be read whole. */
  readonly span?: Span;
}

/** The value under a key, when the node is a map and has it. */
export function child(node: DataNode | undefined, key: string): DataNode | undefined {
  return node?.kind === "map" ? node.entries.get(key)?.value : undefined;
}

/** The string that a scalar node holds, undefined for everything else. */
export function stringOf(node: DataNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}
