import jmespath from "jmespath";
import { parentPort, workerData } from "node:worker_threads";
import { posix } from "node:path";
import { hiddenBy } from "./hidden.ts";
import type { Plain, Question, Refusal, Reply, Start } from "./messages.ts";

/**
 * The world as cfn-include sees it from inside its worker: the bundle gives it these instead of the modules that it asks for.
 * There are no connections, no AWS and no environment, and files are asked of the scan.
 */

const start = workerData as Start;
const hidden = hiddenBy(start.secret);

/** The name of the scan root in here. What lies outside it does not begin with it. */
const top = "/scan-root/";
export const base = `file://${top}${start.path}`;

export const refusals: Refusal[] = [];

/** A text that stands for what is not known. */
export function refuse(refusal: Refusal): string {
  refusals.push(refusal);
  return hidden.markOf(refusals.length - 1);
}

/** The arguments of the include on which cfn-include works: it goes on to the file without a pause. */
let current: { readonly include: number | undefined; readonly form: "tree" | "text" } = { include: undefined, form: "tree" };

interface Arguments {
  readonly [key: string]: unknown;
}

/** Checks the arguments of an include before anything is done about them. What must not be followed leads to a refused file. */
export function includeArguments(written: Arguments): Arguments {
  // A text that was replaced by a whole map of arguments.
  const given = isMap(written["location"]) ? written["location"] : written;
  const numbers = given[hidden.key];
  const include = isMap(numbers) ? (numbers[hidden.include] ?? numbers["location"] ?? numbers[hidden.self]) : undefined;
  const type = given["type"] ?? "json";
  const asText = type === "string" || type === "literal";
  current = { include: typeof include === "number" ? include : undefined, form: asText ? "text" : "tree" };
  const refused = refusalOf(type, given["location"]);
  if (refused === undefined) return { ...given, type };
  const at = current.include === undefined ? {} : { include: current.include };
  return { ...given, type: asText ? type : "json", location: refuse({ ...refused, ...at }) };
}

function refusalOf(type: unknown, location: unknown): Refusal | undefined {
  if (type === "api") return { why: "Fn::Include asks AWS, and imdslint opens no connection" };
  if (type !== "json" && type !== "string" && type !== "literal") return { kind: "syntax", why: `Fn::Include has no type ${shown(type)}` };
  if (typeof location !== "string" || location === "") return { kind: "syntax", why: "Fn::Include needs a location that is a text" };
  const mark = hidden.mark.exec(location);
  if (mark !== null) return { kind: "unreadable", why: `the location of Fn::Include is not known: ${refusals[Number(mark[1])]?.why ?? ""}` };
  // Some of cfn-include's own expressions stop at the end of a line.
  if (/\p{Cc}/u.test(location)) return { kind: "syntax", why: "the location of Fn::Include holds control characters" };
  const protocol = /^(?:(\w+):)?\/\//.exec(location);
  if (protocol === null || protocol[1] === "file") return undefined;
  return { kind: "outside", why: `Fn::Include of ${shown(location)} is not followed: only files in the scan root are` };
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, 120);
}

/** A file that was read, between cfn-include's reading and its parsing. */
class Loaded {
  readonly content: { readonly tree: Plain } | { readonly text: string } | { readonly refused: string };
  constructor(content: Loaded["content"]) {
    this.content = content;
  }
}

const waiting = new Map<number, (reply: Reply) => void>();
let asked = 0;

parentPort?.on("message", (reply: Reply) => {
  waiting.get(reply.id)?.(reply);
  waiting.delete(reply.id);
});

/** `fs`, of which cfn-include uses `readFile`. */
export const files = {
  readFile(path: string, done: (error: undefined, data: { readonly toString: () => unknown }) => void): void {
    const { include, form } = current;
    const give = (content: Loaded["content"]): void => {
      if (form === "tree") done(undefined, { toString: () => new Loaded(content) });
      else done(undefined, { toString: () => ("refused" in content ? content.refused : "text" in content ? content.text : "") });
    };
    const mark = hidden.mark.exec(path);
    if (mark !== null) {
      give({ refused: mark[0] });
      return;
    }
    const id = asked++;
    waiting.set(id, (reply) => {
      give("refused" in reply ? { refused: refuse(reply.refused) } : reply);
    });
    const question: Question = { kind: "read", id, form, include, path: path.startsWith(top) ? path.slice(top.length) : undefined };
    parentPort?.postMessage(question);
  },
};

/** cfn-include's own module for YAML: the scan has parsed the file. */
export const yaml = {
  load(loaded: unknown): unknown {
    if (!(loaded instanceof Loaded)) throw new Error("a file that was not read is parsed");
    const { content } = loaded;
    if ("tree" in content) return content.tree;
    if ("refused" in content) return { [hidden.open]: Number(hidden.mark.exec(content.refused)?.[1]) };
    throw new Error("a text is parsed");
  },
};

/** Paths are those of the scan root, on every system. */
export const path = { join: (...parts: readonly string[]) => posix.join(...parts), dirname: (of: string) => posix.dirname(of) };

function unreachable(what: string): never {
  throw new Error(`${what} is asked for, which includeArguments has refused`);
}

/** cfn-include's own module for http and https. */
export function request(): never {
  return unreachable("http");
}

/** cfn-include's own module for calls of AWS. */
export function api(): never {
  return unreachable("the AWS API");
}

/** The AWS SDK: cfn-include makes a client for S3 as soon as it is loaded. */
export const aws = {
  S3: class {
    getObject(): never {
      return unreachable("S3");
    }
  },
};

export const url = { resolve: (): never => unreachable("the address of a connection") };

export const assert = {
  strict(condition: unknown, message: string): void {
    if (condition !== true) throw new TypeError(message);
  },
};

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A query sees the file without the hidden keys; the maps among its answers get theirs back. */
export const query = {
  search(file: unknown, expression: string): unknown {
    if (isMap(file) && hidden.open in file) return file;
    const originals = new Map<unknown, unknown>();
    return restored(jmespath.search(bare(file, originals), expression), originals);
  },
};

function bare(value: unknown, originals: Map<unknown, unknown>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => bare(item, originals));
    originals.set(items, value);
    return items;
  }
  if (!isMap(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (key === hidden.key ? [] : [[key, bare(inner, originals)]])));
  originals.set(copy, value);
  return copy;
}

function restored(value: unknown, originals: ReadonlyMap<unknown, unknown>): unknown {
  const original = originals.get(value);
  if (original !== undefined) return original;
  if (Array.isArray(value)) return value.map((item) => restored(item, originals));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, restored(inner, originals)]));
}
