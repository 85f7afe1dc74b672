import { stringOf, type DataNode } from "../../../syntax/data.ts";
import type { Place } from "../../../model/source.ts";
import { conditionHolds } from "../conditions.ts";
import type { Context, Evaluate } from "../context.ts";
import type { Template } from "../template.ts";
import { unknown, type Value } from "../value.ts";
import type { World } from "../world.ts";
import { callOf } from "../written.ts";
import type { Borrowed } from "./borrowed.ts";
import { besides, bestFitting, type Catalogue, type Exported, type Fitting } from "./exports.ts";
import { inWords, isLiteral, fit, patternOf, type Fit, type Pattern } from "./pattern.ts";

/** Over so many exports of which any may be meant, none is followed. */
const mostFollowed = 16;
/** Over so many different names in one template, the exports of the scan are not searched for more. */
const mostNames = 100;
/** Of a longer way to a value the beginning is told. */
const mostHops = 50;

/** What the imports of one template lead to, as far as the scan was asked. A template is read again when it turns out to need more of it. */
export class Imports {
  /** Exports that must be taken over before the template can be evaluated. */
  readonly wanted = new Set<Exported>();
  /** Whether the exports of the scan were asked for. */
  asked = false;
  readonly #catalogue: Catalogue | undefined;
  readonly #borrowed: ReadonlyMap<Exported, Borrowed>;
  /** Values by export, in each world. */
  readonly #values = new WeakMap<World, Map<Exported, Value>>();
  readonly #best = new Map<string, Fitting | undefined>();

  /** Without a catalogue it notes that one is needed, and everything imported is unknown. */
  constructor(catalogue: Catalogue | undefined, borrowed: ReadonlyMap<Exported, Borrowed>) {
    this.#catalogue = catalogue;
    this.#borrowed = borrowed;
  }

  /**
   * What `Fn::ImportValue` gives in one world: the value of the one export of the scan that fits its name. A world in which the export that
   * fits does not exist cannot be deployed.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html
   */
  value(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
    this.asked = true;
    const name = patternIn(argument, context, evaluate);
    const words = name.length === 0 ? "with an empty name" : inWords(name);
    if (this.#catalogue === undefined) return unknown(`the exported value ${words} is known only at deployment`, at);
    const best = this.#bestFitting(name, at.source.path, this.#catalogue);
    if (best === "too many") return unknown(`the exported value ${words} is not looked for: this template imports more than ${mostNames} names`, at);
    // What was not looked at may fit as well as a name that is only like this one.
    if (best === undefined || (best.fit !== "same" && !this.#catalogue.complete)) return unknown(nothingFits(name, words, at.source.path, this.#catalogue), at);
    const { exports } = best;
    if (exports.length > mostFollowed) return unknown(severalFit(words, exports), at);
    if (!exports.every((one) => this.#borrowed.has(one))) {
      for (const one of exports) this.wanted.add(one);
      return unknown(`the template that exports ${words} (${exports[0]?.path ?? ""}) is too large or too far away to be followed`, at);
    }
    return this.#oneOf(exports, { name, words, fit: best.fit }, at, context, evaluate);
  }

  /** A template cannot import what it exports itself. */
  #bestFitting(name: Pattern, path: string, { exports }: Catalogue): Fitting | "too many" | undefined {
    const key = JSON.stringify([path, name]);
    if (!this.#best.has(key) && this.#best.size >= mostNames) return "too many";
    if (!this.#best.has(key)) this.#best.set(key, bestFitting(name, exports.filter((one) => one.path !== path)));
    return this.#best.get(key);
  }

  #oneOf(all: readonly Exported[], asked: { readonly name: Pattern; readonly words: string; readonly fit: Fit }, at: Place, context: Context, evaluate: Evaluate): Value {
    const { name, words } = asked;
    const existing = all.flatMap((one) => this.#borrowed.get(one) ?? []).filter((borrowed) => exists(borrowed, name, context, evaluate));
    if (existing.length === 0) {
      const why = `the export ${words} of ${all[0]?.path ?? ""} does not exist`;
      context.world.fail(why);
      return unknown(why, at);
    }
    const exports = existing.map(({ of }) => of);
    const near = isLiteral(name) && asked.fit === "same" ? besides(exports, at.source.path) : exports;
    const [one, ...others] = existing.filter(({ of }) => near.includes(of));
    const isOne = one !== undefined && others.every(({ of, text }) => of.output === one.of.output && text() === one.text());
    return isOne ? this.#followed(one, words, at, context, evaluate) : unknown(severalFit(words, near), at);
  }

  #followed({ of, value, at: exportedAt }: Borrowed, words: string, at: Place, context: Context, evaluate: Evaluate): Value {
    const { following = new Set() } = context;
    if (following.has(of)) return unknown(`the exported value ${words} of ${of.path} leads back to itself`, at);
    const inWorld = this.#values.get(context.world) ?? new Map<Exported, Value>();
    this.#values.set(context.world, inWorld);
    const found = inWorld.get(of) ?? evaluate(value, { ...context, following: new Set([...following, of]) });
    inWorld.set(of, found);
    const hop = { at: exportedAt, note: `exported as ${inWords(of.name)} by ${of.path}` };
    switch (found.kind) {
      case "map":
      case "absent":
        return unknown(`the exported value ${words} of ${of.path} is ${found.kind === "map" ? "a map" : "absent"}`, at, [hop]);
      case "scalar":
      case "list":
      case "unknown":
      case "resource":
      case "stored":
        // The same import in many places is one step of the way.
        return { ...found, at, trail: [...new Set([...found.trail].slice(0, mostHops)), hop] };
    }
  }
}

/** Whether an export has the name in this world, and is there. */
function exists(borrowed: Borrowed, name: Pattern, context: Context, evaluate: Evaluate): boolean {
  if (fit(name, patternIn(borrowed.name, context, evaluate)) === undefined) return false;
  return borrowed.condition === undefined || conditionHolds(borrowed.condition, context, evaluate) !== false;
}

/** The name in one world: what the world has chosen is text, what only deployment tells is a hole. */
function patternIn(node: DataNode, context: Context, evaluate: Evaluate): Pattern {
  return patternOf(node, (part) => {
    const call = part.kind === "map" ? callOf(part) : undefined;
    const name = call?.name === "Ref" ? stringOf(call.argument) : undefined;
    const value = evaluate(part, context);
    const text = value.kind === "scalar" ? String(value.value) : undefined;
    if (name !== undefined && !isChosen(name, context)) return [{ words: name, ...(text === undefined ? {} : { usually: text }) }];
    return [text ?? { words: name ?? call?.name ?? "…" }];
  });
}

/** Whether the world says what a parameter is; else its default is what it usually is. */
function isChosen(name: string, { world }: Context): boolean {
  const input = world.inputs.named(name);
  const index = input === undefined ? undefined : world.chosen.get(input);
  return input !== undefined && index !== undefined && input.values[index]?.value !== undefined;
}

function nothingFits(name: Pattern, words: string, path: string, { exports, unreadable, complete }: Catalogue): string {
  if (exports.some((one) => one.path === path && fit(name, one.name) !== undefined)) return `the exported value ${words} is exported by this template itself, which cannot import it`;
  const [first, ...more] = unreadable;
  if (first !== undefined) return `no template that can be read exports ${words}; ${first}${more.length === 0 ? "" : ` and ${more.length} more`} cannot be read`;
  if (!complete) return `the templates of the scan are too many to find the one that exports ${words}`;
  return `the exported value ${words} is known only at deployment: ${exports.length === 0 ? "no template in the scan exports anything" : `none of the ${exports.length === 1 ? "one export" : `${exports.length} exports`} in the scan has that name`}`;
}

function severalFit(words: string, exports: readonly Exported[]): string {
  const places = exports.map(({ path, output }) => `${output} of ${path}`);
  const shown = places.slice(0, 3);
  const rest = places.length - shown.length;
  return `${places.length} exports in the scan may be ${words}: ${rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(" and ")}`;
}

const importsByTemplate = new WeakMap<Template, Imports>();

/** The imports of a template; without any, all that it imports is unknown. */
export function importsOf(template: Template): Imports {
  const known = importsByTemplate.get(template) ?? new Imports(undefined, new Map());
  importsByTemplate.set(template, known);
  return known;
}

export function setImports(template: Template, imports: Imports): void {
  importsByTemplate.set(template, imports);
}
