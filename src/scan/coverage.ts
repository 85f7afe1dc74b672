/**
 * Why a file was not parsed: its name belongs to no format, an ignore rule of the configuration, one of git's (a directory counts as
 * one entry, whatever is in it), a link to something that is scanned under its own name, a file that OpenTofu reads in its place, no
 * hint in it, no parser knew it, or a problem.
 */
export type SkipReason = "other type" | "ignored" | "ignored by .gitignore" | "replaced by a .tofu file" | "link" | "nothing about instances" | "not recognised" | "problem";

/** Counts of skipped files by reason. */
export class Skipped {
  readonly #counts = new Map<SkipReason, number>();

  count(why: SkipReason, times = 1): void {
    if (times > 0) this.#counts.set(why, (this.#counts.get(why) ?? 0) + times);
  }

  add(other: Skipped): void {
    for (const [why, times] of other.#counts) this.count(why, times);
  }

  get total(): number {
    let sum = 0;
    for (const times of this.#counts.values()) sum += times;
    return sum;
  }

  /** Plain data, in alphabetical order. */
  toRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort());
  }
}
