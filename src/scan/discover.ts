import type { ParserEntry } from "../parsers/parser.ts";
import type { Problem } from "../model/problem.ts";
import { isUnsynthesized, unsynthesizedNote } from "./cdk-apps.ts";
import { isNeverEntered, synthesized, type GitIgnore } from "./gitignore.ts";
import { deepestDirectory } from "./limits.ts";
import { Skipped, type SkipReason } from "./coverage.ts";
import { below, directoryOf, isWithin, problemAt, type EntryKind, type Fault, type Tree, type TreeEntry } from "./tree.ts";

/** What decides whether a path is looked at. */
export interface Choice {
  readonly tree: Tree;
  readonly parsers: readonly ParserEntry[];
  readonly gitIgnore: GitIgnore;
  /** Whether the configuration's `ignore` patterns exclude a path. */
  readonly excludes: (path: string, isDirectory: boolean) => boolean;
  /** Ignore rules hold for paths that were named one by one, too. */
  readonly forceExclude: boolean;
}

/** The files that were asked for. */
export interface Discovery {
  /** Paths that some parser may know, by name; sorted, no path twice. */
  readonly files: readonly string[];
  /** Where to read the files that are reached over a link: the path behind it. */
  readonly behind: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly skipped: Skipped;
  /** Sentences for people: named files that are skipped. */
  readonly notes: readonly string[];
}

/** Work in progress; one per discovery. */
interface Search extends Choice {
  readonly files: Set<string>;
  readonly links: Map<string, string>;
  readonly problems: Problem[];
  readonly skipped: Skipped;
  readonly notes: string[];
  /** Directories of CDK apps of which there is nothing to read. */
  readonly apps: string[];
}

/** Finds the files under the targets, which are paths of the tree: files, directories and links. Never throws. */
export async function discover(targets: readonly string[], choice: Choice): Promise<Discovery> {
  const search: Search = { ...choice, files: new Set(), links: new Map(), problems: [], skipped: new Skipped(), notes: [], apps: [] };
  for (const target of targets) await take(search, target);
  const behind = keepLinks(search);
  const apps = unsynthesizedNote(search.apps);
  return { files: [...search.files].sort(), behind, problems: search.problems, skipped: search.skipped, notes: [...search.notes, ...(apps === undefined ? [] : [apps])] };
}

/** Whether a name may belong to a format. */
export function isOfInterest(parsers: readonly ParserEntry[], path: string): boolean {
  return parsers.some((parser) => parser.files(path));
}

/** A path that was named. */
async function take(search: Search, target: string): Promise<void> {
  const kind = (await search.tree.kindOf(target)) ?? "file";
  if (search.forceExclude && target !== "." && (await isExcluded(search, target, kind === "directory"))) {
    leaveOut(search, target, search.excludes(target, kind === "directory") ? "ignored" : "ignored by .gitignore", "it is ignored");
    return;
  }
  switch (kind) {
    case "directory":
      if (isNamedLikeFile(search.parsers, target)) complain(search, target, directoryNamedLikeFile);
      await walk(search, target);
      return;
    case "link":
      await takeLink(search, target, true);
      return;
    case "special":
      complain(search, target, special);
      return;
    case "file":
      if (isOfInterest(search.parsers, target)) search.files.add(target);
      else leaveOut(search, target, "other type", "imdslint reads no format with such a name");
  }
}

function leaveOut(search: Search, path: string, why: SkipReason, words: string): void {
  search.skipped.count(why);
  search.notes.push(`${path} is skipped: ${words}`);
}

/** Whether the path or a directory that it lies in is excluded: a named path's parents were never walked. */
async function isExcluded(search: Choice, path: string, isDirectory: boolean): Promise<boolean> {
  for (let part = path, asDirectory = isDirectory; part !== "."; part = directoryOf(part), asDirectory = true) {
    if (await isExcludedItself(search, part, asDirectory)) return true;
  }
  return false;
}

/** Whether the ignore rules exclude the path, its parents being in. */
export async function isExcludedItself(search: Choice, path: string, isDirectory: boolean, since?: string): Promise<boolean> {
  if (isDirectory && isNeverEntered(path.slice(path.lastIndexOf("/") + 1))) return true;
  return search.excludes(path, isDirectory) || (await search.gitIgnore.ignores(path, isDirectory, since));
}

/** Below an excluded directory that was named all the same, only its own `.gitignore` files count: it is returned then. */
export async function ignoresCountFrom(choice: Choice, dir: string): Promise<string | undefined> {
  return dir !== "." && (await isExcluded(choice, dir, true)) ? dir : undefined;
}

async function walk(search: Search, top: string): Promise<void> {
  const since = await ignoresCountFrom(search, top);
  const open = [top];
  for (let dir = open.pop(); dir !== undefined; dir = open.pop()) {
    const listing = await search.tree.list(dir);
    if ("fault" in listing) {
      complain(search, dir, listing.fault);
      continue;
    }
    if (!search.excludes(below(dir, synthesized), true) && (await isUnsynthesized(dir, listing.entries, search.tree))) search.apps.push(dir);
    const inner: string[] = [];
    for (const entry of listing.entries) {
      if (await visit(search, dir, entry, since)) inner.push(below(dir, entry.name));
    }
    if (inner.length > 0 && dir.split("/").length >= deepestDirectory) complain(search, dir, tooDeep);
    else open.push(...inner.reverse());
  }
}

/** Takes one entry of a directory in; true for a directory that is to be walked. */
async function visit(search: Search, dir: string, entry: TreeEntry, since: string | undefined): Promise<boolean> {
  const path = below(dir, entry.name);
  const interesting = isOfInterest(search.parsers, path);
  // Most files are of no interest; asking the ignore rules about them would only cost time.
  if (entry.kind === "file" && !interesting) {
    search.skipped.count("other type");
    return false;
  }
  if (await isExcludedItself(search, path, entry.kind === "directory", since)) {
    if (entry.kind === "directory" && entry.name === synthesized && !search.excludes(path, true)) {
      await walk(search, path);
      return false;
    }
    if (interesting || entry.kind === "directory") countIgnored(search, path, entry);
    return false;
  }
  switch (entry.kind) {
    case "directory":
      if (isNamedLikeFile(search.parsers, path)) complain(search, path, directoryNamedLikeFile);
      return true;
    case "link":
      await takeLink(search, path, false);
      return false;
    case "special":
      if (interesting) complain(search, path, special);
      else search.skipped.count("other type");
      return false;
    case "file":
      search.files.add(path);
      return false;
  }
}

/** A directory that git ignores is one entry: nobody looks into it. Those that are never entered are no part of the project. */
function countIgnored(search: Search, path: string, { name, kind }: TreeEntry): void {
  const isDirectory = kind === "directory";
  if (isDirectory && isNeverEntered(name)) return;
  if (!search.excludes(path, isDirectory)) search.skipped.count("ignored by .gitignore");
  else if (!isDirectory) search.skipped.count("ignored");
}

/**
 * A link is never followed out of the root, and a directory behind a link is never walked: inside the root it is scanned
 * under its own name. A file behind a link is read as part of the directory that the link stands in.
 */
async function takeLink(search: Search, path: string, named: boolean): Promise<void> {
  const end = await search.tree.follow(path);
  const interesting = isOfInterest(search.parsers, path);
  switch (end.where) {
    case "loop":
      complain(search, path, { kind: "outside", message: "This symbolic link leads back to itself." });
      return;
    case "nowhere":
      if (interesting) complain(search, path, { kind: "unreadable", message: "This symbolic link points to a file that does not exist." });
      else search.skipped.count("other type");
      return;
    case "outside":
      if (interesting || end.kind === "directory") complain(search, path, { kind: "outside", message: "This symbolic link leaves the scan root; it is not followed." });
      else search.skipped.count("other type");
      return;
    case "inside":
      await takeInside(search, path, end, named);
  }
}

async function takeInside(search: Search, path: string, end: { readonly path: string; readonly kind: EntryKind }, named: boolean): Promise<void> {
  if (end.kind === "directory" && named) await take(search, end.path);
  else if (end.kind === "directory" && isWithin(path, end.path)) complain(search, path, { kind: "outside", message: "This symbolic link points to a directory that contains it: a loop." });
  else if (end.kind === "directory") search.skipped.count("link");
  else if (!isOfInterest(search.parsers, path)) search.skipped.count("other type");
  else if (end.kind === "special") complain(search, path, special);
  else search.links.set(path, end.path);
}

/** A link to a file that is scanned under its own name is not scanned a second time; the others are read through the link. */
function keepLinks(search: Search): Map<string, string> {
  const behind = new Map<string, string>();
  const taken = new Set(search.files);
  for (const [path, real] of [...search.links].sort()) {
    if (taken.has(real)) {
      search.skipped.count("link");
      continue;
    }
    taken.add(real);
    search.files.add(path);
    behind.set(path, real);
  }
  return behind;
}

const special: Fault = { kind: "unreadable", message: "This is a pipe, a socket or a device, not a regular file; it is not opened." };
const directoryNamedLikeFile: Fault = { kind: "unreadable", message: "This is a directory with the name of a file; Terraform does not read it as one." };
const tooDeep: Fault = { kind: "too-large", message: `Directories nested more than ${deepestDirectory} deep are not entered.` };

/** A directory `x.tf` looks like configuration to people, but no tool reads it. */
function isNamedLikeFile(parsers: readonly ParserEntry[], path: string): boolean {
  return parsers.some((parser) => parser.unit === "directory" && parser.files(path));
}

function complain(search: Search, path: string, fault: Fault): void {
  search.skipped.count("problem");
  search.problems.push(problemAt(path, fault));
}
