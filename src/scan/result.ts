import type { Finding, ResourceReport } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Skipped } from "./coverage.ts";

/** What became of one unit: plain data, so that its sources can be forgotten. */
export interface UnitResult {
  /** Files that were asked for and parsed. */
  readonly parsed: number;
  readonly skipped: Skipped;
  readonly resources: readonly ResourceReport[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly verdicts: { readonly pass: number; readonly fail: number; readonly unknown: number };
  /** The files of this unit, and the other files that were judged with it. */
  readonly paths?: readonly string[];
  readonly through?: readonly string[];
  /** Other files that were judged with it, and may be launched by themselves, too. */
  readonly taken?: readonly string[];
  /** Other files of which something was judged with it. */
  readonly included?: readonly string[];
  /** Whether other files of the tree may bring it in: then they have the say on what it is. */
  readonly mayBePart?: boolean;
  /** The sources of module calls, or (in a unit of one file) the templates of nested stacks, that could not be followed, one per call. */
  readonly unfollowed: readonly string[];
  /** Sentences for people that belong to no file of the report. */
  readonly notes: readonly string[];
  /** Path of the plan that was judged, if it was one: its text holds values that are for nobody's eyes. */
  readonly plan?: string | undefined;
}
