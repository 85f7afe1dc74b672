import type { Neighbours, ParserEntry } from "../parsers/parser.ts";
import { discover, type Choice } from "./discover.ts";
import { mostNeighbourBytes } from "./limits.ts";
import { hasHint } from "./preflight.ts";

/** The files in which each shared text occurs. */
interface Survey {
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly complete: boolean;
}

/**
 * The files of a scan for those of its units that need something of files that they do not name. The bytes of all candidates are looked through
 * once, when the first unit asks. `targets` are the files of the scan; with `elsewhere` those of the whole tree are looked through.
 */
export function neighboursOf(targets: readonly string[], behind: ReadonlyMap<string, string>, choice: Choice, elsewhere: boolean): Neighbours {
  let surveyed: Promise<Survey> | undefined;
  return {
    containing: async (shared) => {
      surveyed ??= survey(targets, behind, choice, elsewhere);
      const { paths, complete } = await surveyed;
      return { paths: paths.get(shared) ?? [], complete };
    },
  };
}

async function survey(targets: readonly string[], behind: ReadonlyMap<string, string>, choice: Choice, elsewhere: boolean): Promise<Survey> {
  const sharing = choice.parsers.filter(({ shares }) => shares !== undefined);
  const others = elsewhere ? await discover(["."], choice) : { files: [], behind: new Map<string, string>() };
  const places = new Map([...others.behind, ...behind]);
  const found = new Map<string, string[]>();
  let left = mostNeighbourBytes;
  for (const path of [...new Set([...targets, ...others.files])].sort()) {
    const texts = sharedIn(path, sharing);
    if (texts.size === 0) continue;
    if (left <= 0) return { paths: found, complete: false };
    const read = await choice.tree.read(places.get(path) ?? path);
    // What cannot be read is a problem of its own unit.
    if ("fault" in read) continue;
    left -= read.bytes.length;
    for (const text of texts) {
      if (hasHint(read.bytes, [text])) add(found, text, path);
    }
  }
  return { paths: found, complete: true };
}

function sharedIn(path: string, sharing: readonly ParserEntry[]): ReadonlySet<string> {
  return new Set(sharing.flatMap((parser) => (parser.files(path) ? (parser.shares ?? []) : [])));
}

function add(found: Map<string, string[]>, text: string, path: string): void {
  const paths = found.get(text);
  if (paths === undefined) found.set(text, [path]);
  else paths.push(path);
}
