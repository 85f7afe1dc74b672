import { severities, type Severity } from "../model/finding.ts";
import { nearest } from "../model/nearest.ts";
import { UsageError } from "../scan/usage.ts";
import type { Arguments } from "./arguments.ts";
import { placeOf } from "./report-file.ts";

export const formats = ["text", "json", "sarif"] as const;
export type ReportFormat = (typeof formats)[number];

/** One report to write; without a file it goes to standard output. */
export interface Wanted {
  readonly format: ReportFormat;
  readonly file: string | undefined;
}

/** The lowest severity that fails a run. */
export type FailOn = Severity | "none";

/**
 * The reports that are asked for; `-` is standard output. Throws `UsageError`: formats must exist, every report needs a place
 * of its own, and none may be what was named to be read. Paths are relative to `cwd`.
 */
export function wantedReports(args: Arguments, cwd: string): readonly Wanted[] {
  const allowed = args.command === "inventory" ? formats.filter((format) => format !== "sarif") : formats;
  const asked = args.has("format") ? args.values("format") : ["text"];
  const written = asked.map((value) => wantedReport(value, allowed));
  const output = args.value("output");
  if (output !== undefined && written.every((report) => report.file !== undefined)) throw new UsageError("--output needs a --format without a file of its own");
  const wanted = written.map(({ format, file = output ?? "-" }) => ({ format, file: file === "-" ? undefined : file }));
  if (wanted.filter((report) => report.file === undefined).length > 1) throw new UsageError("only one report can go to standard output: write the others to files with --format FORMAT=FILE");
  refuseOverwriting(wanted, args, cwd);
  return wanted;
}

function refuseOverwriting(wanted: readonly Wanted[], args: Arguments, cwd: string): void {
  const files = wanted.flatMap(({ file }) => (file === undefined ? [] : [file]));
  if (files.length === 0) return;
  const input = new Set([...args.paths, ...args.values("stdin-filename"), ...args.values("config"), ...args.values("var-file")].map((path) => placeOf(path, cwd)));
  const taken = new Set<string>();
  for (const file of files) {
    const place = placeOf(file, cwd);
    if (input.has(place)) throw new UsageError(`${file} is to be read, so no report can be written to it`);
    if (taken.has(place)) throw new UsageError(`two reports cannot be written to one file: ${file}`);
    taken.add(place);
  }
}

function wantedReport(value: string, allowed: readonly ReportFormat[]): Wanted {
  const equals = value.indexOf("=");
  const name = equals < 0 ? value : value.slice(0, equals);
  const file = equals < 0 ? undefined : value.slice(equals + 1);
  if (file === "") throw new UsageError(`--format ${value} names no file`);
  return { format: oneOf("--format", name, allowed), file };
}

/** The number of units read at once: an integer of at least 1. */
export function concurrencyIn(args: Arguments): number | undefined {
  const value = args.value("concurrency");
  if (value === undefined) return undefined;
  if (!/^[1-9][0-9]{0,3}$/.test(value)) throw new UsageError(`--concurrency must be a number from 1 to 9999, not ${value}`);
  return Number(value);
}

/** The severity of --fail-on, undefined when it is not given. */
export function failOnIn(args: Arguments): FailOn | undefined {
  const value = args.value("fail-on");
  return value === undefined ? undefined : oneOf<FailOn>("--fail-on", value, ["none", ...severities]);
}

/** The rule ids of a repeatable, comma-separated option. Throws `UsageError` for a list without any. */
export function ruleIds(args: Arguments, name: "only" | "skip"): readonly string[] {
  return args.values(name).flatMap((value) => {
    const ids = value.split(",").map((id) => id.trim()).filter((id) => id !== "");
    if (ids.length === 0) throw new UsageError(`--${name} ${JSON.stringify(value)} names no rule`);
    return ids;
  });
}

/** The switch --color or --no-color, the later one winning is not offered: both together are an error. */
export function colorFlag(args: Arguments): boolean | undefined {
  if (args.has("color") && args.has("no-color")) throw new UsageError("--color and --no-color exclude each other");
  if (args.has("no-color")) return false;
  return args.has("color") ? true : undefined;
}

function oneOf<Word extends string>(option: string, value: string, allowed: readonly Word[]): Word {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const near = nearest(value, allowed);
  throw new UsageError(`${option} must be one of ${allowed.join(", ")}, not ${JSON.stringify(value)}${near === undefined ? "" : ` (did you mean ${near}?)`}`);
}
