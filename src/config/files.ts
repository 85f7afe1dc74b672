import * as fs from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Source } from "../model/source.ts";
import { ConfigError } from "./fault.ts";

/** The file names that are looked for. */
export const configNames = [".imdslint.yaml", ".imdslint.yml", ".imdslint.json"] as const;

/** A configuration is written by hand; what `describe-images` prints for an account with many images is larger. */
const largest = 32 * 1024 * 1024;

/**
 * The absolute path of the configuration for a scan root: in the root, or in the nearest directory above it up to the root of
 * its repository. Throws `ConfigError` where two stand side by side.
 */
export function findConfig(root: string): string | undefined {
  for (const dir of searched(root)) {
    const [first, second] = configNames.map((name) => join(dir, name)).filter((path) => fs.existsSync(path));
    if (first !== undefined && second !== undefined) throw refusal(second, `there is also ${first}; one of them must go`);
    if (first !== undefined) return first;
  }
  return undefined;
}

function searched(root: string): readonly string[] {
  const dirs: string[] = [];
  for (let dir = root; ; dir = dirname(dir)) {
    dirs.push(dir);
    if (fs.existsSync(join(dir, ".git"))) return dirs;
    if (dir === dirname(dir)) return [root];
  }
}

/**
 * Opens the files that belong to a configuration. `within` is the directory that they must not leave, links resolved: the
 * repository may be hostile, and an error message must not quote other files of the machine. A configuration that the caller
 * named is trusted; then `within` is undefined.
 */
export interface ConfigFiles {
  /** Relative to the scan root where it lies in it, with forward slashes, as reports show it. */
  readonly shown: (path: string) => string;
  /** Throws `ConfigError`. */
  readonly read: (path: string) => Source;
  readonly isAllowed: (path: string) => boolean;
}

export function configFiles(root: string, within: string | undefined): ConfigFiles {
  const shown = (path: string): string => relative(root, path).replaceAll(sep, "/");
  const isAllowed = (path: string): boolean => within === undefined || isInside(within, path);
  return {
    shown,
    isAllowed,
    read: (path) => {
      if (!isAllowed(path)) throw refusal(shown(path), "this file lies outside the scanned repository");
      return { path: shown(path), text: textOf(path, shown(path)) };
    },
  };
}

/** The path of a file that the configuration names, relative to the configuration's own directory. */
export function besideConfig(config: string, path: string): string {
  return resolve(dirname(config), path);
}

function isInside(dir: string, path: string): boolean {
  try {
    const way = relative(fs.realpathSync.native(dir), fs.realpathSync.native(path));
    return !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
  } catch {
    // What does not exist leads nowhere; reading it says so.
    return true;
  }
}

function textOf(path: string, shown: string): string {
  try {
    const stats = fs.statSync(path);
    if (!stats.isFile()) throw refusal(shown, "this is not a regular file");
    if (stats.size > largest) throw refusal(shown, "this file is too large");
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(path));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refusal(shown, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A mistake that concerns a file as a whole. */
export function refusal(path: string, message: string): ConfigError {
  const first = { line: 1, column: 1 };
  return new ConfigError([{ message, location: { path, start: first, end: first } }]);
}
