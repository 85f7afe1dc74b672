import type { Ignore } from "ignore";

/** Patterns with more `**` steps take time that grows with a power of the path's depth, so they are refused. */
const mostSteps = 2;

/** Whether a pattern can be matched in bounded time. */
export function isBounded(pattern: string): boolean {
  return pattern.split("**/").length - 1 <= mostSteps;
}

/**
 * A matcher for patterns in the syntax of `.gitignore`, with letter case, as Git on Linux and on build servers reads it.
 * Patterns that cannot be matched in bounded time are left out: they hide nothing.
 * https://git-scm.com/docs/gitignore#_pattern_format
 */
export async function patternMatcher(patterns: readonly string[]): Promise<Ignore> {
  const { default: ignore } = await import("ignore");
  return ignore({ ignorecase: false }).add(patterns.filter(isBounded));
}
