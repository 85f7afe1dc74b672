import * as fs from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { insideOf, kindOf } from "../scan/files.ts";
import { OutputError, outputError } from "./output-error.ts";

/**
 * Writes a file, or replaces its content. Whoever wrote the directory must not choose what is overwritten: a symbolic link at
 * the end of the path is refused. Paths below /dev are the caller's own and may be links, as `/dev/stdout` is.
 * `shown` names the file in errors. Throws `OutputError`.
 */
export function writeReportFile(path: string, text: string, shown: string): void {
  writeWith(fs.constants.O_TRUNC, path, text, shown);
}

/** Adds to a file, under the same conditions. */
export function appendToFile(path: string, text: string, shown: string): void {
  writeWith(fs.constants.O_APPEND, path, text, shown);
}

/**
 * The same as `writeReportFile` for a path relative to `directory`, whose content nobody has reviewed. Makes the directories
 * above the file. Neither they nor the file may lie outside, be it by links. Gives the absolute path.
 */
export function writeReportInside(directory: string, path: string, text: string): string {
  const absolute = resolve(directory, path);
  const parent = dirname(absolute);
  // Before anything is made, so that no directory arises outside; and again, because only then it is there.
  mustLieInside(directory, nearestExisting(parent), path);
  try {
    fs.mkdirSync(parent, { recursive: true });
  } catch (error) {
    throw outputError(path, error);
  }
  mustLieInside(directory, parent, path);
  writeReportFile(absolute, text, path);
  return absolute;
}

/** The file that a path means, without links, for comparisons. It need not exist. */
export function placeOf(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  return realOf(absolute) ?? join(realOf(dirname(absolute)) ?? dirname(absolute), basename(absolute));
}

function writeWith(how: number, path: string, text: string, shown: string): void {
  const isDevice = sep === "/" && path.startsWith("/dev/");
  // Windows has no O_NOFOLLOW (`undefined | 0` is 0), and systems differ in the error: hence the look before.
  if (!isDevice && kindOf(path) === "link") throw new OutputError(`${shown} cannot be written: it is a symbolic link, which could lead anywhere`);
  try {
    const file = fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_CREAT | how | (isDevice ? 0 : fs.constants.O_NOFOLLOW), 0o666);
    try {
      fs.writeFileSync(file, text);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    throw outputError(shown, error);
  }
}

function mustLieInside(directory: string, parent: string, shown: string): void {
  const real = realOf(parent);
  if (real === undefined || insideOf(realOf(directory) ?? directory, real) === undefined) throw new OutputError(`${shown} cannot be written: its directory lies outside ${directory}`);
}

/** The path itself, or what is nearest above it; a link that leads nowhere exists, too. */
function nearestExisting(path: string): string {
  let at = path;
  while (kindOf(at) === undefined && at !== dirname(at)) at = dirname(at);
  return at;
}

function realOf(path: string): string | undefined {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return undefined;
  }
}
