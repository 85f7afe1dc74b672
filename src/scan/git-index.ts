/** What git tracks below the scan root, as far as it is of interest. */
export interface Tracked {
  /** Whether a file is tracked, or anything below a directory. */
  readonly has: (path: string, isDirectory: boolean) => boolean;
}

/** Paths longer than this are in no real index, and prefix compression would make a hostile one grow without bound. */
const longestPath = 4_096;

/** Bytes of all paths together, and characters of what is kept of them: many times what the largest repositories have. */
const mostBytes = 128 * 1024 * 1024;
const mostKept = 32 * 1024 * 1024;

/** Bytes of an entry before its object id; the two bytes of flags follow that. */
const fixed = 40;

/**
 * Reads `.git/index`, versions 2 to 4: https://git-scm.com/docs/index-format. `prefix` is the scan root as the repository sees it, ""
 * or ending in a slash; `wanted` says which paths are kept. Undefined for anything that is no such index; never throws.
 */
export function readIndex(bytes: Buffer, prefix: string, wanted: (path: string) => boolean): Tracked | undefined {
  // The file does not say how long its object ids are (SHA-1 or SHA-256); with the wrong length its entries make no sense.
  for (const idLength of [20, 32]) {
    const kept = new Kept();
    const isIndex = readEntries(bytes, idLength, (path) => !path.startsWith(prefix) || !wanted(path.slice(prefix.length)) || kept.add(path.slice(prefix.length)));
    if (isIndex) return kept;
  }
  return undefined;
}

class Kept implements Tracked {
  readonly #files = new Set<string>();
  readonly #directories = new Set<string>();
  #room = mostKept;

  has(path: string, isDirectory: boolean): boolean {
    return (isDirectory ? this.#directories : this.#files).has(path);
  }

  /** Keeps a file and the directories that it lies in; false when there is no more room. */
  add(path: string): boolean {
    this.#files.add(path);
    this.#room -= path.length;
    for (let slash = path.lastIndexOf("/"); slash > 0 && this.#room > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const directory = path.slice(0, slash);
      this.#room -= directory.length;
      if (this.#directories.has(directory)) break;
      this.#directories.add(directory);
    }
    return this.#room > 0;
  }
}

/** Hands over the paths of all entries; false when the bytes are not what they would be with object ids of this length, or too much. */
function readEntries(bytes: Buffer, idLength: number, take: (path: string) => boolean): boolean {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "DIRC") return false;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return false;
  let before: Buffer = Buffer.alloc(0);
  let room = mostBytes;
  let at = 12;
  for (let index = 0; index < count; index++) {
    const flagsAt = at + fixed + idLength;
    if (flagsAt + 2 > bytes.length) return false;
    const flags = bytes.readUInt16BE(flagsAt);
    const isExtended = (flags & 0x4000) !== 0;
    if (isExtended && version === 2) return false;
    const nameAt = flagsAt + (isExtended ? 4 : 2);
    const entry = version === 4 ? compressed(bytes, nameAt, before) : plain(bytes, nameAt, at);
    if (entry === undefined || entry.name.length === 0 || entry.name.length > longestPath || !inOrder(before, entry.name, flags)) return false;
    before = entry.name;
    at = entry.end;
    room -= before.length;
    if (room < 0 || !take(before.toString("utf8"))) return false;
  }
  return true;
}

interface Entry {
  readonly name: Buffer;
  /** Where the next entry begins. */
  readonly end: number;
}

/** Versions 2 and 3: the name, and one to eight NUL bytes that make the entry a multiple of eight bytes long. */
function plain(bytes: Buffer, from: number, start: number): Entry | undefined {
  const stop = bytes.indexOf(0, from);
  if (stop < 0) return undefined;
  const end = start + ((stop - start + 8) & ~7);
  return end > bytes.length ? undefined : { name: bytes.subarray(from, stop), end };
}

/** Version 4: how many bytes to take off the end of the name before, then what follows in their place, and a NUL byte. */
function compressed(bytes: Buffer, from: number, before: Buffer): Entry | undefined {
  const removed = variableInteger(bytes, from);
  if (removed === undefined || removed.value > before.length) return undefined;
  const stop = bytes.indexOf(0, removed.end);
  if (stop < 0 || stop - removed.end > longestPath) return undefined;
  return { name: Buffer.concat([before.subarray(0, before.length - removed.value), bytes.subarray(removed.end, stop)]), end: stop + 1 };
}

/** The offset encoding of pack files: seven bits a byte, the highest first, each further byte adding one. */
function variableInteger(bytes: Buffer, from: number): { readonly value: number; readonly end: number } | undefined {
  let byte = bytes[from];
  if (byte === undefined) return undefined;
  let value = byte & 0x7f;
  let end = from + 1;
  while ((byte & 0x80) !== 0) {
    byte = bytes[end++];
    if (byte === undefined || value > longestPath) return undefined;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end };
}

/** Entries ascend by name; the stages of a conflict (bits 12 and 13) share one. */
function inOrder(before: Buffer, name: Buffer, flags: number): boolean {
  const order = Buffer.compare(before, name);
  return order < 0 || (order === 0 && (flags & 0x3000) !== 0);
}
