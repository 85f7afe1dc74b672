import type { Assumption } from "../../model/resource.ts";

/** A question that has an answer in some of the worlds: whether a condition holds, whether an input has a value. */
export interface Test {
  /** The answer in each leaf, undefined where the leaf leaves it open. */
  readonly answers: readonly (boolean | undefined)[];
  readonly assumption: (holds: boolean) => Assumption;
}

/** Leaves with one outcome, and the answers that single them out. */
export interface Branch {
  readonly leaves: readonly number[];
  readonly path: readonly Answer[];
}

export interface Answer {
  readonly test: Test;
  readonly holds: boolean;
}

/**
 * Divides leaves by their outcomes with as few questions as it finds, the better question first: every way of answering them
 * ends in exactly one branch. Undefined when there would be more than `most` branches. Earlier tests win over later ones.
 */
export function divide(outcomes: readonly number[], tests: readonly Test[], most: number): readonly Branch[] | undefined {
  const branches: Branch[] = [];
  const open: Branch[] = [{ leaves: outcomes.map((_, index) => index), path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (branches.length + open.length >= most) return undefined;
    const question = bestTest(next.leaves, outcomes, tests);
    if (question === "none needed") branches.push(next);
    else if (question === undefined) return undefined;
    else {
      for (const holds of [false, true]) {
        const leaves = next.leaves.filter((leaf) => question.answers[leaf] !== !holds);
        open.push({ leaves, path: [...next.path, { test: question, holds }] });
      }
    }
  }
  return branches.map((branch) => shortened(branch, outcomes.length)).sort((a, b) => (a.leaves[0] ?? 0) - (b.leaves[0] ?? 0));
}

/** The test after which the fewest outcomes are left to tell apart, and the fewest leaves stand on both sides. */
function bestTest(leaves: readonly number[], outcomes: readonly number[], tests: readonly Test[]): Test | "none needed" | undefined {
  if (new Set(leaves.map((leaf) => outcomes[leaf])).size < 2) return "none needed";
  let best: { readonly test: Test; readonly cost: number } | undefined;
  for (const test of tests) {
    const cost = costOf(test, leaves, outcomes);
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { test, cost };
  }
  return best?.test;
}

function costOf({ answers }: Test, leaves: readonly number[], outcomes: readonly number[]): number | undefined {
  const sides = [new Set<number | undefined>(), new Set<number | undefined>()] as const;
  let [yes, no, both] = [0, 0, 0];
  for (const leaf of leaves) {
    const answer = answers[leaf];
    if (answer !== false) sides[0].add(outcomes[leaf]);
    if (answer !== true) sides[1].add(outcomes[leaf]);
    if (answer === true) yes++;
    else if (answer === false) no++;
    else both++;
  }
  if (yes === 0 || no === 0) return undefined;
  return sides[0].size + sides[1].size + both / leaves.length;
}

/** Leaves out the answers that follow from the others. */
function shortened(branch: Branch, count: number): Branch {
  let path = branch.path;
  for (const answer of branch.path) {
    const fewer = path.filter((other) => other !== answer);
    let same = true;
    for (let leaf = 0; leaf < count && same; leaf++) {
      same = answer.test.answers[leaf] === answer.holds || fewer.some(({ test, holds }) => test.answers[leaf] === !holds);
    }
    if (same) path = fewer;
  }
  return { ...branch, path };
}
