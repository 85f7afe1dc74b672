import { resolve } from "node:path";
import { check } from "./cli/check.ts";
import type { Report } from "./model/finding.ts";

export type { Certainty, Condition, Finding, Layer, Note, Report, ResourceReport, SettingReport, Severity, Summary } from "./model/finding.ts";
export type { Problem, ProblemKind } from "./model/problem.ts";
export type { Kind } from "./model/resource.ts";
export type { Format, Scalar, SettingName } from "./model/setting.ts";
export type { Location, Position } from "./model/source.ts";
export { ConfigError } from "./config/fault.ts";
export { UsageError } from "./scan/usage.ts";

export interface LintOptions {
  /** The directory that paths are relative to; the process's own when left out. */
  readonly cwd?: string;
  /** The directory that paths of the report are relative to; found as the command line finds it when left out. */
  readonly root?: string;
  /** A configuration file, or `false` for none; left out, the one in the root is used. */
  readonly config?: string | false;
  /** Rule ids to check; all when left out. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Whether `.gitignore` files count; they do when left out. */
  readonly useGitIgnore?: boolean;
  /** Directories with the code of plans that do not lie in it. */
  readonly sources?: readonly string[];
  readonly concurrency?: number;
}

/**
 * Scans files and directories and gives the same report as `imdslint --format json`. Opens no connection, runs nothing.
 * Rejects with `UsageError` or `ConfigError`; what cannot be read or parsed is a problem of the report.
 */
export async function lint(paths: readonly string[], options: LintOptions = {}): Promise<Report> {
  const { report } = await check({ ...options, paths, cwd: resolve(options.cwd ?? "."), note: () => undefined });
  return report;
}
