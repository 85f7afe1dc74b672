import { posix } from "node:path";
import type { FileEntry, Files } from "../../../parser.ts";
import { isRefused, type Refused } from "../refusal.ts";
import { longestPattern, matchComponent, type Work } from "./glob.ts";

/** What a pattern finds below the scan root: the paths of regular files; or what Terraform refuses; or why it is not known. */
export type Listed = { readonly paths: readonly string[] } | Refused | { readonly why: string };

/** Bounds of one unit: patterns are hostile, and so are the trees that they are let loose on. */
export interface Bounds extends Work {
  entries: number;
}

/** Directories in directories, links among them, that are followed; a link into its own directory would go on for ever. */
const deepest = 40;

interface Search {
  readonly files: Files;
  readonly bounds: Bounds;
  readonly paths: Set<string>;
}

/** Stops a search: what is refused, or why it is not known. */
type Stop = Refused | { readonly why: string } | undefined;

/**
 * The files that a pattern finds from a directory of the scan on, as Terraform's `fileset` finds them; `**` stands for any number of
 * directories, links to directories included. https://developer.hashicorp.com/terraform/language/functions/fileset
 */
export async function findFiles(files: Files, dir: string, pattern: string, bounds: Bounds): Promise<Listed> {
  if (pattern.length > longestPattern) return { why: "the pattern is too long" };
  const search: Search = { files, bounds, paths: new Set() };
  const stop = await visit(search, dir, pattern.split("/"), 0);
  return stop ?? { paths: [...search.paths].sort() };
}

async function visit(search: Search, from: string, components: readonly string[], depth: number): Promise<Stop> {
  const plain = components.findIndex((component) => /[*?[{\\]/.test(component));
  if (plain < 0) return await addPlain(search, posix.join(from, ...components));
  const dir = posix.join(from, ...components.slice(0, plain));
  if (isOutside(dir)) return { why: `${dir} lies outside the scan root` };
  if (depth > deepest) return { why: `${dir} is nested too deeply` };
  const entries = await list(search, dir);
  if (!Array.isArray(entries)) return entries;
  const [component = "", ...rest] = components.slice(plain);
  if (component !== "**") return await visitMatching(search, dir, entries, component, rest, depth);
  const stop = await visitAll(search, dir, entries, [component, ...rest], depth);
  const [next, ...others] = rest;
  return stop ?? (next === undefined ? undefined : await visitMatching(search, dir, entries, next, others, depth));
}

/** The entries of a directory; undefined when it is none. */
async function list({ files, bounds }: Search, dir: string): Promise<FileEntry[] | Stop> {
  if (bounds.entries < 0) return { why: "there are too many files to look through" };
  const entries = await files.list(dir);
  bounds.entries -= (entries?.length ?? 0) + 1;
  return entries && [...entries];
}

/** `**`: into every directory; as the last component it takes every file. */
async function visitAll(search: Search, dir: string, entries: readonly FileEntry[], components: readonly string[], depth: number): Promise<Stop> {
  for (const { name, kind } of entries) {
    const path = posix.join(dir, name);
    const stop = kind === "directory" ? await visit(search, path, components, depth + 1) : kind === "elsewhere" ? elsewhere(path) : undefined;
    if (stop !== undefined) return stop;
    if (kind === "file" && components.length === 1) search.paths.add(path);
  }
  return undefined;
}

async function visitMatching(search: Search, dir: string, entries: readonly FileEntry[], component: string, rest: readonly string[], depth: number): Promise<Stop> {
  for (const { name, kind } of entries) {
    const matches = matchComponent(component, name, search.bounds);
    if (isRefused(matches)) return search.bounds.left <= 0 ? { why: matches.refused } : matches;
    if (!matches) continue;
    const path = posix.join(dir, name);
    if (kind === "elsewhere") return elsewhere(path);
    if (rest.length === 0 && kind === "file") search.paths.add(path);
    const stop = rest.length === 0 || kind !== "directory" ? undefined : await visit(search, path, rest, depth + 1);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** A pattern without patterns names one file. */
async function addPlain(search: Search, path: string): Promise<Stop> {
  if (isOutside(path)) return { why: `${path} lies outside the scan root` };
  const entries = await list(search, posix.dirname(path));
  if (!Array.isArray(entries)) return entries;
  const entry = entries.find(({ name }) => name === posix.basename(path));
  if (entry?.kind === "elsewhere") return elsewhere(path);
  if (entry?.kind === "file") search.paths.add(path);
  return undefined;
}

function elsewhere(path: string): Stop {
  return { why: `${path} is a link that leads out of the scan root or nowhere` };
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../");
}
