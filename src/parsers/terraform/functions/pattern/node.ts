/** Whether a code point belongs to a class. */
export type Matches = (codePoint: number) => boolean;

export type Assertion = "text-start" | "text-end" | "line-start" | "line-end" | "word-boundary" | "no-word-boundary";

/** A regular expression in Go's (RE2's) syntax: https://github.com/google/re2/wiki/Syntax */
export type Node =
  | { readonly kind: "empty" }
  | { readonly kind: "class"; readonly matches: Matches }
  | { readonly kind: "assert"; readonly assertion: Assertion }
  | { readonly kind: "capture"; readonly index: number; readonly inner: Node }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "choice"; readonly nodes: readonly Node[] }
  | { readonly kind: "repeat"; readonly inner: Node; readonly least: number; readonly most: number; readonly greedy: boolean };

export interface Pattern {
  readonly root: Node;
  /** The names of the groups, undefined for those without. */
  readonly groups: readonly (string | undefined)[];
}
