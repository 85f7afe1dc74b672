import { refuse, isRefused, type Refused } from "../refusal.ts";
import { folded, only, perlClass } from "./classes.ts";
import { readClass, readUnicodeClass } from "./brackets.ts";
import { createReader, readEscape, type Reader } from "./reader.ts";
import type { Node, Pattern } from "./node.ts";

interface Flags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly lazy: boolean;
}

/** Groups nested deeper than this: Go refuses a thousand, and nothing sensible comes near. */
const deepest = 200;

/** Go refuses larger counts. */
const mostRepeats = 1000;

/** Reads a pattern as Go does; a refusal where Go has an error. https://pkg.go.dev/regexp/syntax */
export function parsePattern(source: string): Pattern | Refused {
  const reader = createReader(source);
  const groups: (string | undefined)[] = [];
  const root = readChoice(reader, { fold: false, multiline: false, dotAll: false, lazy: false }, groups, 0);
  if (isRefused(root)) return root;
  return reader.done() ? { root, groups } : refuse("the pattern has a ) too many");
}

function readChoice(reader: Reader, flags: Flags, groups: (string | undefined)[], depth: number): Node | Refused {
  if (depth > deepest) return refuse("the pattern is nested too deeply");
  const branches: Node[] = [];
  let current = flags;
  let nodes: Node[] = [];
  let repeated = false;
  while (!reader.done() && reader.peek() !== ")") {
    if (reader.take("|")) {
      branches.push({ kind: "sequence", nodes });
      nodes = [];
      repeated = false;
      continue;
    }
    const change = readFlags(reader, current);
    if (isRefused(change)) return change;
    if (change !== undefined) {
      current = change;
      continue;
    }
    const count = readCount(reader);
    if (count !== undefined) {
      if (isRefused(count)) return count;
      const last = nodes.pop();
      if (last === undefined || repeated) return refuse("the pattern repeats nothing, or a repetition");
      const lazy = reader.take("?");
      nodes.push({ kind: "repeat", inner: last, ...count, greedy: lazy === current.lazy });
      repeated = true;
      continue;
    }
    repeated = false;
    const node = readAtom(reader, current, groups, depth);
    if (isRefused(node)) return node;
    nodes.push(...node);
  }
  const sequence: Node = { kind: "sequence", nodes };
  return branches.length === 0 ? sequence : { kind: "choice", nodes: [...branches, sequence] };
}

/** `(?i)`: flags for the rest of the group; undefined where none stand. */
function readFlags(reader: Reader, flags: Flags): Flags | Refused | undefined {
  const match = reader.match(/\(\?([a-zA-Z]*)(-[a-zA-Z]*)?\)/y);
  return match === undefined ? undefined : changed(flags, match[1] ?? "", match[2]);
}

function changed(flags: Flags, on: string, off: string | undefined): Flags | Refused {
  const next = { ...flags };
  if (on === "" && off === undefined) return refuse("the pattern has a group without flags");
  if (off === "-") return refuse("the pattern switches off no flag");
  for (const [letters, value] of [[on, true], [off?.slice(1) ?? "", false]] as const) {
    for (const letter of letters) {
      if (letter === "i") next.fold = value;
      else if (letter === "m") next.multiline = value;
      else if (letter === "s") next.dotAll = value;
      else if (letter === "U") next.lazy = value;
      else return refuse(`the pattern has an unknown flag ${letter}`);
    }
  }
  return next;
}

function readCount(reader: Reader): { readonly least: number; readonly most: number } | Refused | undefined {
  if (reader.take("*")) return { least: 0, most: Infinity };
  if (reader.take("+")) return { least: 1, most: Infinity };
  if (reader.take("?")) return { least: 0, most: 1 };
  const match = reader.match(/\{([0-9]+)(?:(,)([0-9]*))?\}/y);
  if (match === undefined) return undefined;
  const [, from = "", comma, to = ""] = match;
  if ([from, to].some((digits) => digits.length > 1 && digits.startsWith("0"))) return refuse("the pattern has a wrong count");
  const least = Number(from);
  const most = comma === undefined ? least : to === "" ? Infinity : Number(to);
  return least > mostRepeats || (most !== Infinity && most > mostRepeats) || most < least ? refuse("the pattern has a wrong count") : { least, most };
}

function readAtom(reader: Reader, flags: Flags, groups: (string | undefined)[], depth: number): readonly Node[] | Refused {
  if (reader.peek() === "(") return readGroup(reader, flags, groups, depth);
  if (reader.peek() === "[") {
    const matches = readClass(reader, flags.fold);
    return isRefused(matches) ? matches : [{ kind: "class", matches }];
  }
  if (reader.take(".")) return [{ kind: "class", matches: flags.dotAll ? () => true : (given) => given !== 10 }];
  if (reader.take("^")) return [{ kind: "assert", assertion: flags.multiline ? "line-start" : "text-start" }];
  if (reader.take("$")) return [{ kind: "assert", assertion: flags.multiline ? "line-end" : "text-end" }];
  if (reader.peek() === "\\") return readBackslash(reader, flags);
  return [{ kind: "class", matches: only(reader.next(), flags.fold) }];
}

function readBackslash(reader: Reader, flags: Flags): readonly Node[] | Refused {
  const quoted = reader.match(/\\Q((?:[^\\]|\\(?!E))*)(?:\\E)?/y);
  if (quoted !== undefined) return Array.from(quoted[1] ?? "", (character) => ({ kind: "class", matches: only(character.codePointAt(0) ?? 0, flags.fold) }));
  if (reader.take("\\A")) return [{ kind: "assert", assertion: "text-start" }];
  if (reader.take("\\z")) return [{ kind: "assert", assertion: "text-end" }];
  if (reader.take("\\b")) return [{ kind: "assert", assertion: "word-boundary" }];
  if (reader.take("\\B")) return [{ kind: "assert", assertion: "no-word-boundary" }];
  const unicode = readUnicodeClass(reader);
  if (unicode !== undefined) return isRefused(unicode) ? unicode : [{ kind: "class", matches: flags.fold ? folded(unicode) : unicode }];
  const perl = perlClass(reader.peekAt(1));
  if (perl !== undefined) {
    reader.skip(2);
    return [{ kind: "class", matches: perl }];
  }
  const escaped = readEscape(reader);
  return isRefused(escaped) ? escaped : [{ kind: "class", matches: only(escaped, flags.fold) }];
}

function readGroup(reader: Reader, flags: Flags, groups: (string | undefined)[], depth: number): readonly Node[] | Refused {
  let inner = flags;
  let index: number | undefined;
  const named = reader.match(/\(\?P?<([0-9A-Za-z_]+)>/y);
  if (named !== undefined) {
    index = groups.push(named[1]);
  } else {
    const flagged = reader.match(/\(\?([a-zA-Z]*)(-[a-zA-Z]*)?:/y);
    if (flagged !== undefined) {
      const change = flagged[1] === "" && flagged[2] === undefined ? flags : changed(flags, flagged[1] ?? "", flagged[2]);
      if (isRefused(change)) return change;
      inner = change;
    } else {
      reader.skip(1);
      if (reader.peek() === "?") return refuse("the pattern has a group that Go does not know");
      index = groups.push(undefined);
    }
  }
  const node = readChoice(reader, inner, groups, depth + 1);
  if (isRefused(node)) return node;
  if (!reader.take(")")) return refuse("the pattern lacks a )");
  return [index === undefined ? node : { kind: "capture", index, inner: node }];
}
