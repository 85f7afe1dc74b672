import { posix } from "node:path";
import type { FileEntry, FileRead, Files } from "../parsers/parser.ts";
import { decode } from "./decode.ts";
import { largestNamed } from "./limits.ts";
import { below, tooLarge, type Tree } from "./tree.ts";

/** The files of a tree, for parsers whose texts name them. The texts are hostile: what they name is looked up here and nowhere else. */
export function namedFiles(tree: Tree, paths?: () => Promise<readonly string[]>): Files {
  return { read: (path) => read(tree, path), list: (dir) => list(tree, dir), ...(paths === undefined ? {} : { paths }) };
}

const outside: FileRead = { state: "refused", kind: "outside", why: "it lies outside the scan root" };

async function read(tree: Tree, path: string): Promise<FileRead> {
  const way = inside(path);
  if (way === undefined) return outside;
  const end = await tree.follow(way);
  if (end.where === "outside") return outside;
  if (end.where === "loop") return { state: "refused", kind: "outside", why: "its links lead in a circle" };
  // Nothing on the disk may still be a text that an editor has not saved.
  if (end.where === "nowhere" && (await tree.kindOf(way)) !== "file") return { state: "missing" };
  if (end.where === "inside" && end.kind !== "file") return { state: "refused", kind: "unreadable", why: `it is ${end.kind === "directory" ? "a directory" : "not a regular file"}` };
  const found = await tree.read(end.where === "inside" ? end.path : way);
  if ("fault" in found) return { state: "refused", kind: found.fault.kind, why: found.fault.message };
  if (found.bytes.length > largestNamed) return { state: "refused", kind: "too-large", why: tooLarge(found.bytes.length, largestNamed).message };
  const decoded = decode(found.bytes);
  return "fault" in decoded ? { state: "refused", kind: decoded.fault.kind, why: decoded.fault.message } : { state: "text", source: { path: way, text: decoded.text } };
}

async function list(tree: Tree, dir: string): Promise<readonly FileEntry[] | undefined> {
  const way = inside(dir);
  if (way === undefined) return undefined;
  const end = await tree.follow(way);
  if (end.where !== "inside" || end.kind !== "directory") return undefined;
  const listing = await tree.list(end.path);
  if ("fault" in listing) return undefined;
  const entries: FileEntry[] = [];
  for (const { name, kind } of listing.entries) {
    const real = kind === "link" ? await kindBehind(tree, below(end.path, name)) : kind;
    entries.push({ name, kind: real === "file" || real === "directory" ? real : "elsewhere" });
  }
  return entries;
}

async function kindBehind(tree: Tree, link: string) {
  const end = await tree.follow(link);
  return end.where === "inside" ? end.kind : undefined;
}

/** The path without dots; undefined when it leaves the root. */
function inside(path: string): string | undefined {
  if (path.includes("\0") || posix.isAbsolute(path) || /^[A-Za-z]:/.test(path) || path.includes("\\")) return undefined;
  const way = posix.normalize(path).replace(/\/$/, "");
  return way === ".." || way.startsWith("../") ? undefined : way;
}
