import type { Assertion, Matches, Node, Pattern } from "./node.ts";

/** One step of the machine; `next` and `other` are positions in the program. */
export type Instruction =
  | { readonly kind: "class"; readonly matches: Matches; readonly next: number }
  | { readonly kind: "fork"; readonly next: number; readonly other: number }
  | { readonly kind: "mark"; readonly slot: number; readonly next: number }
  | { readonly kind: "assert"; readonly assertion: Assertion; readonly next: number }
  | { readonly kind: "match" };

export interface Program {
  /** The last instruction is where it starts. */
  readonly instructions: readonly Instruction[];
  readonly slots: number;
  readonly groups: readonly (string | undefined)[];
}

/** Counted repetitions multiply; a program longer than this is not worth running. */
const longestProgram = 10_000;

/** The program for a pattern, built from its end; undefined when it is too long. */
export function compilePattern({ root, groups }: Pattern): Program | undefined {
  const instructions: Instruction[] = [{ kind: "match" }];
  const state = { full: false };

  function emit(instruction: Instruction): number {
    state.full ||= instructions.length >= longestProgram;
    return state.full ? 0 : instructions.push(instruction) - 1;
  }

  function build(node: Node, next: number): number {
    if (state.full) return 0;
    switch (node.kind) {
      case "empty":
        return next;
      case "class":
        return emit({ kind: "class", matches: node.matches, next });
      case "assert":
        return emit({ kind: "assert", assertion: node.assertion, next });
      case "capture": {
        const end = emit({ kind: "mark", slot: node.index * 2 + 1, next });
        return emit({ kind: "mark", slot: node.index * 2, next: build(node.inner, end) });
      }
      case "sequence":
        return node.nodes.reduceRight((following, each) => build(each, following), next);
      case "choice":
        return node.nodes.map((each) => build(each, next)).reduceRight((other, start) => emit({ kind: "fork", next: start, other }));
      case "repeat":
        return repeat(node, next);
    }
  }

  function repeat({ inner, least, most, greedy }: Node & { kind: "repeat" }, next: number): number {
    let start = next;
    if (most === Infinity) start = least === 0 ? optional(inner, next, greedy) : loop(inner, next, greedy);
    else for (let count = least; count < most && !state.full; count++) start = fork(build(inner, start), next, greedy);
    for (let count = most === Infinity ? 1 : 0; count < least && !state.full; count++) start = build(inner, start);
    return start;
  }

  function optional(inner: Node, next: number, greedy: boolean): number {
    return fork(loop(inner, next, greedy), next, greedy);
  }

  /** At least once: the fork behind the body leads back to its start, which is known only afterwards. */
  function loop(inner: Node, next: number, greedy: boolean): number {
    const at = emit({ kind: "fork", next, other: next });
    const start = build(inner, at);
    if (!state.full) instructions[at] = greedy ? { kind: "fork", next: start, other: next } : { kind: "fork", next, other: start };
    return start;
  }

  function fork(first: number, second: number, greedy: boolean): number {
    return emit(greedy ? { kind: "fork", next: first, other: second } : { kind: "fork", next: second, other: first });
  }

  const start = emit({ kind: "mark", slot: 0, next: build(root, emit({ kind: "mark", slot: 1, next: 0 })) });
  return state.full || start !== instructions.length - 1 ? undefined : { instructions, slots: (groups.length + 1) * 2, groups };
}
