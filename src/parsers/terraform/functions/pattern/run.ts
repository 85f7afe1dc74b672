import type { Assertion } from "./node.ts";
import type { Spend } from "../builtin.ts";
import type { Program } from "./compile.ts";

/** Where the whole match and each group begin and end, in code points; -1 for a group that took no part. */
export type Match = readonly number[];

/** The states of program and text together that a search may remember. */
const mostStates = 8_000_000;

/** A search over one text. */
export interface Search {
  /** The leftmost match from a position on; undefined when there is none, "stopped" when the work became too much. */
  readonly from: (start: number) => Match | "stopped" | undefined;
}

/**
 * Backtracking that never tries the same instruction at the same place twice: at most program times text steps, whatever the pattern,
 * with the choices in Go's order. Undefined when text and program together are too large.
 */
export function createSearch(program: Program, text: readonly number[], spend: Spend): Search | undefined {
  const { instructions, slots } = program;
  const width = text.length + 1;
  const states = instructions.length * width;
  if (states > mostStates || !spend(states / 100)) return undefined;
  const visited = new Uint32Array(states);
  let round = 0;
  let steps = 0;

  function attempt(start: number): Match | "stopped" | undefined {
    const marks = new Array<number>(slots).fill(-1);
    // Pairs: an instruction and the place to try it at, or (-1 - slot) and the mark to put back there.
    const pending: number[] = [instructions.length - 1, start];
    while (pending.length > 0) {
      const place = pending.pop() ?? 0;
      const at = pending.pop() ?? 0;
      if (at < 0) {
        marks[-1 - at] = place;
        continue;
      }
      const state = at * width + place;
      if (visited[state] === round) continue;
      visited[state] = round;
      if (++steps % 1024 === 0 && !spend(100)) return "stopped";
      const instruction = instructions[at];
      switch (instruction?.kind) {
        case undefined:
          break;
        case "match":
          return marks;
        case "class":
          if (place < text.length && instruction.matches(text[place] ?? 0)) pending.push(instruction.next, place + 1);
          break;
        case "fork":
          pending.push(instruction.other, place, instruction.next, place);
          break;
        case "mark":
          pending.push(-1 - instruction.slot, marks[instruction.slot] ?? -1, instruction.next, place);
          marks[instruction.slot] = place;
          break;
        case "assert":
          if (holds(instruction.assertion, text, place)) pending.push(instruction.next, place);
          break;
      }
    }
    return undefined;
  }

  return {
    from: (start) => {
      round++;
      for (let at = start; at <= text.length; at++) {
        const match = attempt(at);
        if (match !== undefined) return match;
      }
      return undefined;
    },
  };
}

function holds(assertion: Assertion, text: readonly number[], place: number): boolean {
  switch (assertion) {
    case "text-start":
      return place === 0;
    case "text-end":
      return place === text.length;
    case "line-start":
      return place === 0 || text[place - 1] === 10;
    case "line-end":
      return place === text.length || text[place] === 10;
    case "word-boundary":
      return isWord(text[place - 1]) !== isWord(text[place]);
    case "no-word-boundary":
      return isWord(text[place - 1]) === isWord(text[place]);
  }
}

function isWord(codePoint: number | undefined): boolean {
  return codePoint !== undefined && codePoint < 128 && /\w/.test(String.fromCodePoint(codePoint));
}
