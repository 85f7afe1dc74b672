import type * as Re2 from "re2js";
import type { Spend } from "../value.ts";
import { refuse, type Refused } from "./refusal.ts";

/** Where the whole match and each group begin and end; -1 for a group that took no part. */
export type Match = readonly (readonly [number, number])[];

/** A regular expression in Go's syntax: https://github.com/google/re2/wiki/Syntax */
export interface Pattern {
  /** The names of the groups, undefined for those without. */
  readonly groups: readonly (string | undefined)[];
  /** The leftmost match in a text from a position on; undefined when there is none, "stopped" when looking for it is too much work. */
  readonly search: (text: string, spend: Spend) => (from: number) => Match | "stopped" | undefined;
}

/** Programs longer than this are not made. */
const longestProgram = 30_000;

/** To make one instruction takes as long as so many steps of the evaluator. */
const stepsPerInstruction = 10;

/** Instructions times characters that a search does in one step. */
const perStep = 40;

/** A pattern ready to search; a refusal when Go would refuse it, undefined when it is not known whether it would or when it is too long. */
export type Compile = (source: string, spend: Spend) => Pattern | Refused | undefined;

/** Compiles every pattern once: a loop asks for the same one in each of its rounds. */
export function createCompiler(library: typeof Re2): Compile {
  const made = new Map<string, Pattern | Refused | undefined>();
  return (source, spend) => {
    if (!made.has(source)) made.set(source, compile(source, library, spend));
    return made.get(source);
  };
}

function compile(source: string, { RE2JS, RE2JSSyntaxException }: typeof Re2, spend: Spend): Pattern | Refused | undefined {
  const size = largestSize(source);
  if (size > longestProgram || !spend(size * stepsPerInstruction)) return undefined;
  try {
    const compiled = RE2JS.compile(source);
    if (!classesOf(source).every(isOldClass)) return undefined;
    const groups = new Array<string | undefined>(compiled.groupCount()).fill(undefined);
    for (const [name, index] of Object.entries(compiled.namedGroups())) groups[index - 1] = name;
    return { groups, search: (text, spend) => searcher(compiled, text, spend) };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return undefined;
    // Go takes a name twice, the library does not.
    return error.getDescription().includes("duplicate") ? undefined : refuse(`the pattern is wrong: ${error.message}`);
  }
}

function classesOf(source: string): readonly string[] {
  return [...source.matchAll(/\\[pP]\{\^?([^}]*)\}/g)].map(([, name = ""]) => name);
}

/** Categories and scripts; newer versions of Go, and the library, know more: https://pkg.go.dev/unicode */
function isOldClass(name: string): boolean {
  if (/^(?:Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/.test(name)) return true;
  try {
    return /^[A-Z][A-Za-z_]*$/.test(name) && new RegExp(`\\p{Script=${name}}`, "u").unicode;
  } catch {
    return false;
  }
}

/** At most so many instructions come of a pattern: counted repetitions multiply, but to no more than a thousand, or Go refuses. */
function largestSize(source: string): number {
  let factor = 1;
  for (const [, least = "", most = ""] of source.matchAll(/\{([0-9]{1,4})(?:,([0-9]{0,4}))?\}/g)) factor = Math.min(1000, factor * Math.max(1, Number(least), Number(most)));
  return source.length * factor;
}

/** The library's time is linear in the rest of the text, for each match anew. */
function searcher(compiled: Re2.RE2JS, text: string, spend: Spend): (from: number) => Match | "stopped" | undefined {
  const matcher = compiled.matcher(text);
  const size = compiled.programSize();
  const groups = Array.from({ length: compiled.groupCount() + 1 }, (_, group) => group);
  return (from) => {
    if (!spend((size * (text.length - from + 1)) / perStep)) return "stopped";
    return matcher.find(from) ? groups.map((group) => [matcher.start(group), matcher.end(group)]) : undefined;
  };
}
