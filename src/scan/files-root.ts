import * as fs from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { insideOf, kindOf } from "./files.ts";
import type { OuterIgnore } from "./gitignore.ts";
import { UsageError } from "./usage.ts";

/** What is scanned, and the directory to which all paths are relative. */
export interface Targets {
  /** Absolute, without links in it. */
  readonly root: string;
  /** The named paths relative to the root. */
  readonly paths: readonly string[];
  /** Whether the root was named or is a repository: then module calls are sought in all of it. */
  readonly isProject: boolean;
  readonly outerIgnores: readonly OuterIgnore[];
}

/**
 * Decides the scan root: `root` where it is named; else the nearest directory with `.git` above all paths; else `cwd` when they
 * are below it; else their common directory. Paths are taken relative to `cwd`. `unsaved` paths need not exist.
 * Throws `UsageError` for paths that do not exist or lie outside a named root.
 */
export function findTargets(paths: readonly string[], cwd: string, root?: string, unsaved: readonly string[] = []): Targets {
  const named = paths.map((path) => standing(path, cwd, unsaved));
  const common = commonDirectory(named.map(({ path, isDirectory }) => (isDirectory ? path : dirname(path))));
  const repository = nearestRepository(common);
  const chosen = root === undefined ? (repository ?? (insideOf(realOf(cwd), common) === undefined ? common : realOf(cwd))) : namedRoot(root, cwd);
  const inside = named.map(({ path, asked }) => {
    const way = insideOf(chosen, path);
    if (way === undefined) throw new UsageError(`${asked} lies outside the root ${chosen}`);
    return way;
  });
  return {
    root: chosen,
    paths: [...new Set(inside)],
    isProject: root !== undefined || repository !== undefined,
    outerIgnores: outerIgnores(chosen),
  };
}

interface Standing {
  readonly asked: string;
  readonly path: string;
  readonly isDirectory: boolean;
}

/**
 * The absolute path with all links above it resolved. A link itself is resolved when it is a directory and does not lead out of
 * the repository that it stands in: a hostile repository must not be able to send the scan elsewhere.
 */
function standing(asked: string, cwd: string, unsaved: readonly string[]): Standing {
  const absolute = resolve(cwd, asked);
  const path = join(realOf(dirname(absolute)), basename(absolute));
  const kind = kindOf(path);
  if (kind === undefined && !unsaved.includes(asked)) throw new UsageError(`no such file or directory: ${asked}`);
  if (kind !== "link") return { asked, path, isDirectory: kind === "directory" };
  const real = realOf(path);
  const repository = nearestRepository(dirname(path));
  const leaves = repository !== undefined && insideOf(repository, real) === undefined;
  return kindOf(real) === "directory" && !leaves ? { asked, path: real, isDirectory: true } : { asked, path, isDirectory: false };
}

/**
 * Directories that an option names, relative to `cwd`, as paths of the root. Throws `UsageError` for what is no directory or lies outside.
 */
export function directoriesInside(root: string, asked: readonly string[], cwd: string, option: string): readonly string[] {
  return asked.map((dir) => {
    const path = realOf(resolve(cwd, dir));
    const kind = kindOf(path);
    if (kind !== "directory") throw new UsageError(kind === undefined ? `no such directory: ${option} ${dir}` : `${option} ${dir} is not a directory`);
    const way = insideOf(root, path);
    if (way === undefined) throw new UsageError(`${option} ${dir} lies outside the root ${root} (--root sets another one)`);
    return way;
  });
}

function namedRoot(root: string, cwd: string): string {
  const path = realOf(resolve(cwd, root));
  if (kindOf(path) !== "directory") throw new UsageError(`the root is not a directory: ${root}`);
  return path;
}

/** The path without links; unchanged where it cannot be resolved. */
function realOf(path: string): string {
  try {
    return fs.realpathSync.native(path);
  } catch {
    return path;
  }
}

/** The deepest directory that all the directories share. */
function commonDirectory(dirs: readonly string[]): string {
  let common = dirs[0] ?? sep;
  for (const dir of dirs) {
    while (insideOf(common, dir) === undefined && common !== dirname(common)) common = dirname(common);
  }
  return common;
}

/** The nearest directory from `dir` upwards that holds `.git`, be it a directory or, in a worktree, a file. */
export function nearestRepository(dir: string): string | undefined {
  for (let at = dir; ; at = dirname(at)) {
    if (kindOf(join(at, ".git")) !== undefined) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** The `.gitignore` files between the repository's root and a scan root below it, deepest first. */
function outerIgnores(root: string): readonly OuterIgnore[] {
  const repository = nearestRepository(root);
  const found: OuterIgnore[] = [];
  if (repository === undefined || repository === root) return found;
  for (let dir = dirname(root); insideOf(repository, dir) !== undefined; dir = dirname(dir)) {
    const file = join(dir, ".gitignore");
    if (kindOf(file) === "file") found.push({ prefix: `${relative(dir, root).replaceAll(sep, "/")}/`, text: fs.readFileSync(file, "utf8") });
    if (dir === dirname(dir)) break;
  }
  return found;
}
