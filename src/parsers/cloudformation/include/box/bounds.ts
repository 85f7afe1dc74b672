import lodash from "lodash";
import { workerData } from "node:worker_threads";
import { hiddenBy, longestSequence, placeholder } from "./hidden.ts";
import type { Start } from "./messages.ts";
import { includeArguments, refuse } from "./outside.ts";

/** What cfn-include may not do, and where the hidden keys need help: functions of the language and of lodash that it calls are watched. */

const hidden = hiddenBy((workerData as Start).secret);

/** A limit that was reached: how the expansion ends. */
export class LimitError extends Error {}

/** Replaces the functions that are watched; to be called once, before the expansion. */
export function watch(): void {
  lodash.defaults = watchedDefaults;
  Array.from = watchedFrom(Array.from.bind(Array) as (...args: readonly unknown[]) => unknown) as typeof Array.from;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with `this`
  String.prototype.charCodeAt = watchedCharCodeAt(String.prototype.charCodeAt);
  JSON.stringify = watchedStringify(JSON.stringify.bind(JSON) as (...args: readonly unknown[]) => string | undefined) as typeof JSON.stringify;
  globalThis.RegExp = new Proxy(RegExp, { construct: watchedExpression });
  process.env = new Proxy({}, { get: (_, name) => environment(String(name)), has: () => false, ownKeys: () => [] });
}

const defaults = lodash.defaults;

/** cfn-include fills the arguments of an include with `{ type: "json" }`; and maps with what is merged or included into them. */
function watchedDefaults(target: Record<string, unknown>, ...sources: readonly Record<string, unknown>[]): Record<string, unknown> {
  const [source] = sources;
  if (source !== undefined && Object.keys(source).length === 1 && source["type"] === "json") return includeArguments(target);
  const numbers = [...sources].reverse().map((one) => one[hidden.key]);
  const all = Object.assign({}, ...numbers, target[hidden.key]) as Record<string, unknown>;
  const filled = defaults(target, ...sources);
  if (Object.keys(all).length > 0) filled[hidden.key] = all;
  return filled;
}

/** A sequence has the length that its bounds give it, however large. */
function watchedFrom(from: (...args: readonly unknown[]) => unknown) {
  return (like: unknown, ...others: readonly unknown[]): unknown => {
    const length = typeof like === "object" && like !== null && "length" in like ? like.length : 0;
    if (typeof length === "number" && Number.isNaN(length)) throw new Error("a bound of Fn::Sequence is not a number");
    if (typeof length === "number" && length > longestSequence) throw new LimitError(`Fn::Sequence gives more than ${longestSequence} elements`);
    return from(like, ...others);
  };
}

/** The bounds of a sequence of letters. */
function watchedCharCodeAt(charCodeAt: (this: string, index: number) => number) {
  return function (this: string, index: number): number {
    if (hidden.mark.test(this)) throw new Error("a bound of Fn::Sequence is not known");
    return charCodeAt.call(this, index);
  };
}

/** Fn::Stringify: the hidden keys are not for the text, and a text with an unknown part is unknown. */
function watchedStringify(stringify: (...args: readonly unknown[]) => string | undefined) {
  return (value: unknown, replacer?: unknown, indent?: unknown): string | undefined => {
    if (replacer !== undefined) return stringify(value, replacer, indent);
    let unknown: number | undefined;
    const text = stringify(value, (key: string, inner: unknown) => {
      if (key === hidden.open && typeof inner === "number") unknown = inner;
      return key === hidden.key ? undefined : inner;
    });
    return unknown === undefined ? text : hidden.markOf(unknown);
  };
}

/** cfn-include searches for `${name}` with an expression into which it writes the name as it is. */
function watchedExpression(target: RegExpConstructor, args: [string | RegExp, string?]): RegExp {
  const [source] = args;
  const name = typeof source === "string" ? /^\\\$\{([^]*)\}$/.exec(source)?.[1] : undefined;
  if (name !== undefined && !placeholder.test(name)) throw new Error("a placeholder of Fn::Map is not a plain word");
  return new target(...args);
}

const variables = new Map<string, string>();

/** Fn::GetEnv: whoever scans has another environment than whoever deploys. */
function environment(name: string): string {
  const known = variables.get(name) ?? refuse({ why: `Fn::GetEnv ${JSON.stringify(name.slice(0, 60))}: the environment is not read` });
  variables.set(name, known);
  return known;
}
