import type { ParserEntry } from "../parsers/parser.ts";
import { ignoresCountFrom, isExcludedItself, type Choice, type Discovery } from "./discover.ts";
import { below, compare, directoryOf } from "./tree.ts";

/** A group of files that is parsed as one. `parsers` holds more than one entry only for file units: they are asked in turn. */
export interface UnitPlan {
  readonly dir: string;
  readonly shape: "file" | "directory";
  readonly parsers: readonly ParserEntry[];
  /** All files to be read, sorted: for a directory unit also the siblings that nobody asked for. */
  readonly paths: readonly string[];
  /** Those that were asked for. */
  readonly asked: ReadonlySet<string>;
  /** For paths that are links: the file that is read. */
  readonly behind: ReadonlyMap<string, string>;
  /** Files asked for that are not read, because another one takes their place; none when left out. */
  readonly hidden?: number;
}

/**
 * Groups the files asked for into units, in the order of their paths. Directory units get the siblings that stand beside their
 * files and that no ignore rule excludes: a resource is resolved with the whole directory, whichever file was named.
 */
export async function groupIntoUnits(found: Discovery, choice: Choice): Promise<readonly UnitPlan[]> {
  const plans: UnitPlan[] = [];
  const directories = new Map<string, { readonly parser: ParserEntry; readonly dir: string; readonly asked: Set<string> }>();
  for (const path of found.files) {
    const dir = directoryOf(path);
    const fitting = choice.parsers.filter((parser) => parser.files(path));
    const whole = fitting.find((parser) => parser.unit === "directory");
    if (whole === undefined) {
      plans.push({ dir, shape: "file", parsers: fitting, paths: [path], asked: new Set([path]), behind: found.behind });
      continue;
    }
    const key = `${whole.id}\n${dir}`;
    const group = directories.get(key);
    if (group === undefined) directories.set(key, { parser: whole, dir, asked: new Set([path]) });
    else group.asked.add(path);
  }
  for (const { parser, dir, asked } of directories.values()) {
    const behind = new Map(found.behind);
    const paths = new Set([...asked, ...(await siblings(dir, parser, choice, behind))]);
    const hidden = hiddenAmong(paths, parser);
    const shown = new Set([...asked].filter((path) => !hidden.has(path)));
    plans.push({ dir, shape: "directory", parsers: [parser], paths: [...paths].filter((path) => !hidden.has(path)).sort(compare), asked: shown, behind, hidden: asked.size - shown.size });
  }
  return plans.sort((a, b) => compare(a.paths[0] ?? "", b.paths[0] ?? ""));
}

/** The unit of a directory whose files nobody asked for by themselves. */
export async function unitOf(dir: string, parser: ParserEntry, choice: Choice): Promise<UnitPlan> {
  const behind = new Map<string, string>();
  const found = await siblings(dir, parser, choice, behind);
  const hidden = hiddenAmong(found, parser);
  return { dir, shape: "directory", parsers: [parser], paths: found.filter((path) => !hidden.has(path)).sort(compare), asked: new Set(), behind };
}

/** The files that are not read beside the others. */
export function hiddenAmong(paths: Iterable<string>, parser: ParserEntry): ReadonlySet<string | undefined> {
  return new Set([...paths].map((path) => parser.hides?.(path)));
}

/** The files of a directory that belong to a parser. Links count when their target is a file inside the root; it goes into `behind`. */
async function siblings(dir: string, parser: ParserEntry, choice: Choice, behind: Map<string, string>): Promise<readonly string[]> {
  const since = await ignoresCountFrom(choice, dir);
  const listing = await choice.tree.list(dir);
  const found: string[] = [];
  for (const entry of "entries" in listing ? listing.entries : []) {
    const path = below(dir, entry.name);
    if (!parser.files(path) || (entry.kind !== "file" && entry.kind !== "link")) continue;
    if (await isExcludedItself(choice, path, false, since)) continue;
    if (entry.kind === "link") {
      const end = await choice.tree.follow(path);
      if (end.where !== "inside" || end.kind !== "file") continue;
      behind.set(path, end.path);
    }
    found.push(path);
  }
  return found;
}
