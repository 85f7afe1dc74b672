import { posix } from "node:path";
import type { DataNode } from "../../../syntax/data.ts";
import type { ProblemKind } from "../../../model/problem.ts";
import type { Source } from "../../../model/source.ts";
import type { FileRead, Files } from "../../parser.ts";
import { readDocuments } from "../recognise.ts";

/** Why a file that a template names cannot be used: the end of a sentence about it. */
export interface Unusable {
  readonly kind: ProblemKind;
  readonly why: string;
}

/** Everything that the templates of one file include, together. */
const mostFiles = 500;
const mostText = 16 * 1024 * 1024;

/** Reads the files that the templates of one file name, no more than they can need. The same file counts as often as it is included. */
export class NamedFiles {
  readonly #files: Files | undefined;
  readonly #documents = new Map<string, Promise<DataNode | Unusable>>();
  /** The files that were read. */
  readonly used = new Set<string>();
  #count = 0;
  #text = 0;

  constructor(files: Files | undefined) {
    this.#files = files;
  }

  /** `path` is relative to the scan root; undefined where it leads out of it. */
  async text(path: string | undefined): Promise<Source | Unusable> {
    if (this.#files === undefined) return { kind: "unreadable", why: "other files are not read here" };
    if (path === undefined) return { kind: "outside", why: "it lies outside the scan root" };
    if (++this.#count > mostFiles) return { kind: "too-large", why: `more than ${mostFiles} files are included` };
    const found = usable(await this.#files.read(path));
    if (!("text" in found)) return found;
    this.used.add(found.path);
    this.#text += found.text.length;
    return this.#text > mostText ? { kind: "too-large", why: `the included files are larger than ${mostText / 1024 / 1024} MiB` } : found;
  }

  /** The file's first document. */
  async tree(path: string | undefined): Promise<{ readonly source: Source; readonly root: DataNode } | Unusable> {
    const source = await this.text(path);
    if (!("text" in source)) return source;
    const known = this.#documents.get(source.path) ?? documentOf(source);
    this.#documents.set(source.path, known);
    const root = await known;
    return "why" in root ? root : { source, root };
  }
}

function usable(read: FileRead): Source | Unusable {
  switch (read.state) {
    case "text":
      return read.source;
    case "missing":
      return { kind: "unreadable", why: "there is no such file" };
    case "refused":
      return { kind: read.kind, why: read.why.replace(/\.$/, "") };
  }
}

async function documentOf(source: Source): Promise<DataNode | Unusable> {
  const [first] = await readDocuments(source, () => true);
  if (first === undefined) return { kind: "scalar", value: null, span: { start: 0, end: 0 } };
  if (first.root !== undefined) return first.root;
  const [fault] = first.faults;
  return { kind: fault?.limit === true ? "too-large" : "syntax", why: `it cannot be read: ${fault?.message.replace(/\.$/, "") ?? "it is neither YAML nor JSON"}` };
}

/** The path of a file that is named relative to the directory of another; undefined where it leads out of the scan root. */
export function pathBeside(path: string, location: string): string | undefined {
  const way = posix.join(posix.dirname(path), location);
  return way === ".." || way.startsWith("../") || posix.isAbsolute(location) ? undefined : way;
}
