import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import { positionAt } from "../../model/source.ts";
import type { Source } from "../../model/source.ts";
import { compileGo, startGo } from "./go-program.ts";
import type { GoProgram } from "./go-program.ts";

/** What HashiCorp's parser complains about, at a line and column counted from 1, the column in UTF-16 code units. */
export interface Diagnostic {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * HashiCorp's word on a text: undefined when its parser accepts it, else the diagnostics.
 * An empty list means that there is no answer, for instance because the parser itself broke down on the text.
 */
type Judge = (source: Source) => Promise<readonly Diagnostic[] | undefined>;

export interface HashicorpParser {
  readonly judge: Judge;
  /**
   * The text as hcl2json renders it (https://github.com/tmccombs/hcl2json): blocks as nested lists, expressions as "${source text}".
   * Undefined when the text has no such rendering, whether or not the parser accepts it.
   */
  readonly toJson: (source: Source) => Promise<unknown>;
}

/**
 * HashiCorp's parser takes quadratic time to join the lines and signs of one template: half a minute for 50,000 of them.
 * Within these bounds an answer takes a second or two at worst.
 */
const MOST_CHARACTERS = 100_000;
const MOST_PIECES = 5_000;
const MOST_DIAGNOSTICS = 20;

let loading: Promise<HashicorpParser> | undefined;

/**
 * Loads HashiCorp's HCL parser (Go, compiled to WebAssembly) once per process: about a quarter of a second. Rejects when its file is missing.
 * What it returns puts no bounds on a text, and takes quadratic time for some: for scanned files there is `hashicorpJudge`.
 */
export function hashicorpParser(): Promise<HashicorpParser> {
  loading ??= load();
  return loading;
}

/** The judge of syntax errors, see `hashicorpParser`; it gives no answer for a text over which that parser would take long. */
export async function hashicorpJudge(): Promise<Judge> {
  const { judge } = await hashicorpParser();
  return async (source) => (isBearable(source.text) ? judge(source) : []);
}

async function load(): Promise<HashicorpParser> {
  const compiled = await compileGo(await promisify(gunzip)(await readProgram()));
  let program: GoProgram | undefined;
  async function ask(source: Source): Promise<Answer> {
    // A Go program that panicked has ended; the next question starts it afresh.
    if (program?.ended() !== false) program = await startGo(compiled);
    return program.ask(FILE_NAME, source.text);
  }
  return {
    judge: async (source) => {
      const answer = await ask(source);
      if ("json" in answer) return undefined;
      return "broken" in answer ? [] : readDiagnostics(source, answer.error);
    },
    toJson: async (source) => {
      const answer = await ask(source);
      return "json" in answer ? (JSON.parse(answer.json) as unknown) : undefined;
    },
  };
}

function isBearable(text: string): boolean {
  if (text.length > MOST_CHARACTERS) return false;
  let pieces = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 36 || code === 37) pieces++;
  }
  return pieces <= MOST_PIECES;
}

type Answer = Awaited<ReturnType<GoProgram["ask"]>>;

/** The compressed program lies beside the bundle, or one folder above it; in the sources it is in its package. */
async function readProgram(): Promise<Buffer> {
  const name = "main.wasm.gz";
  for (const place of [new URL(`./${name}`, import.meta.url), new URL(`../${name}`, import.meta.url)]) {
    try {
      return await readFile(place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return readFile(createRequire(import.meta.url).resolve(`@cdktf/hcl2json/${name}`));
}

/** A file name that no diagnostic contains by chance, so that the places in the text of an error can be told from the rest. */
const FILE_NAME = "\uE002";
const PARSE_ERROR = "parse config: ";
const PLACE = /\uE002:(\d+),(\d+)-(?:\d+,)?\d+/g;

/**
 * Splits Go's error text "parse config: [FILE:1,2-3: Summary; Detail FILE:4,1-5: ...]". Every other error comes from the
 * conversion to JSON, which refuses some files the parser accepts: then undefined. At most 20 are given.
 */
function readDiagnostics(source: Source, error: string): Diagnostic[] | undefined {
  if (!error.startsWith(PARSE_ERROR)) return undefined;
  const text = error.slice(PARSE_ERROR.length).replace(/^\[/, "").replace(/\]$/, "");
  const starts = [...text.matchAll(PLACE)].filter((match) => text.startsWith(": ", match.index + match[0].length));
  return starts.slice(0, MOST_DIAGNOSTICS).map((match, index) => {
    const message = text
      .slice(match.index + match[0].length + 2, starts[index + 1]?.index ?? text.length)
      .replace(PLACE, "line $1")
      .trim();
    return { message, ...toPosition(source, Number(match[1]), Number(match[2])) };
  });
}

/** HashiCorp counts lines by line feeds, and columns by what a reader takes for one character. */
function toPosition(source: Source, line: number, column: number): { readonly line: number; readonly column: number } {
  const { text } = source;
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (let passed = 1; passed < line; passed++) {
    const feed = text.indexOf("\n", start);
    if (feed < 0) break;
    start = feed + 1;
  }
  const feed = text.indexOf("\n", start);
  let left = column - 1;
  let offset = start;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text.slice(start, feed < 0 ? text.length : feed))) {
    if (left-- <= 0) break;
    offset += segment.length;
  }
  return positionAt(source, offset);
}
