import type { DataEntry, DataMap } from "../../../syntax/data.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Problem } from "../../../model/problem.ts";
import { locate, type Place, type Source } from "../../../model/source.ts";
import { whyNotKnown } from "../origins.ts";
import { hiddenBy } from "./box/hidden.ts";
import type { Answer, Ending, Question, Refusal } from "./box/messages.ts";
import { expandInBox } from "./box.ts";
import { firstCall, impossible, unexpanded, type Impossible } from "./functions.ts";
import type { NamedFiles } from "./named.ts";
import { toTree } from "./result.ts";
import { Tags, type Inclusion } from "./tagging.ts";

/** A template in which everything is written out that can be, and why the rest is not. */
export interface Completed {
  readonly root: DataMap;
  readonly problems: readonly Problem[];
}

/** Includes within includes; real templates come to three or four. */
const deepest = 30;
/** Keys and maps that are given to cfn-include, over all files. */
const mostTags = 1_000_000;

/**
 * Expands a template that is written for cfn-include, by that package itself. What it must not follow and what fails is a problem at the
 * include of the template's own file, and unknown; where the whole expansion fails, the template is read as it is written.
 */
export async function expandTemplate(source: Source, root: DataMap, files: NamedFiles): Promise<Completed> {
  const found = impossible(root);
  if (found !== undefined) return { root: unexpanded(root), problems: [problemAt({ source, span: found.at }, found)] };
  const expansion = new Expansion(source, files);
  const ending = await expansion.run(root);
  const problems = expansion.problems(ending.refusals);
  if (ending.kind === "failed") {
    const failure: Refusal = { kind: ending.tooLarge ? "too-large" : "syntax", why: ending.why };
    return { root: unexpanded(root), problems: problems.length > 0 ? problems : [problemAt({ source, span: firstCall(root) }, { ...failure, why: `the expansion by cfn-include fails: ${failure.why}` })] };
  }
  const expanded = toTree(ending.value, root, { hidden: expansion.hidden, tags: expansion.tags, source, why: (refusal) => ending.refusals[refusal]?.why ?? "", via: (inclusion) => expansion.via(inclusion) });
  return expanded.kind === "map" ? { root: expanded, problems: [...problems, ...hiddenResources(expanded, { source, span: firstCall(root) }, problems)] } : { root: unexpanded(root), problems };
}

class Expansion {
  readonly hidden = hiddenBy(crypto.randomUUID().replaceAll("-", ""));
  readonly tags = new Tags(this.hidden);
  readonly #source: Source;
  readonly #files: NamedFiles;
  readonly #via = new Map<Inclusion, readonly Hop[]>();

  constructor(source: Source, files: NamedFiles) {
    this.#source = source;
    this.#files = files;
  }

  run(root: DataMap): Promise<Ending> {
    const template = this.tags.plain(root, { source: this.#source, by: undefined });
    return expandInBox({ secret: this.hidden.key.slice(1), path: this.#source.path, template }, (question) => this.#answer(question));
  }

  async #answer({ path, form, include }: Question): Promise<Answer> {
    const refused = (kind: NonNullable<Refusal["kind"]>, why: string) => ({ refused: { kind, why, ...(include === undefined ? {} : { include }) } });
    const chain = this.#chain(include);
    if (path !== undefined && form === "tree" && chain.some((inclusion) => inclusion.source.path === path)) return refused("outside", `the file ${path} includes itself`);
    if (chain.length > deepest) return refused("too-large", `files are included more than ${deepest} deep`);
    const named = path === undefined ? "the file" : `the file ${path}`;
    if (form === "text") {
      const text = await this.#files.text(path);
      return "text" in text ? { text: text.text } : refused(asRefusal(text.kind), `${named} is not included: ${text.why}`);
    }
    const tree = await this.#files.tree(path);
    if (!("root" in tree)) return refused(asRefusal(tree.kind), `${named} is not included: ${tree.why}`);
    if (this.tags.size > mostTags) return refused("too-large", "the included files hold too many values");
    const wrong = impossible(tree.root);
    if (wrong !== undefined) return refused(wrong.kind, wrong.why);
    return { tree: this.tags.plain(tree.root, { source: tree.source, by: include }) };
  }

  /** The files that lead to an include, innermost first. */
  #chain(include: number | undefined): readonly Inclusion[] {
    const chain: Inclusion[] = [];
    for (let next = include; ; ) {
      const inclusion = this.tags.at(next)?.inclusion ?? { source: this.#source, by: undefined };
      chain.push(inclusion);
      if (inclusion.by === undefined) return chain;
      next = inclusion.by;
    }
  }

  /** The includes that lead to a file, outermost first. */
  via(inclusion: Inclusion): readonly Hop[] {
    const known = this.#via.get(inclusion);
    if (known !== undefined) return known;
    const tagged = this.tags.at(inclusion.by);
    const hops = tagged === undefined ? [] : [...this.via(tagged.inclusion), { at: includePlace(tagged.inclusion.source, tagged.entry), note: `includes ${inclusion.source.path}` }];
    this.#via.set(inclusion, hops);
    return hops;
  }

  /** One problem for each include of the template's own file that leads to refused ones of a kind. */
  problems(refusals: readonly Refusal[]): readonly Problem[] {
    const distinct = new Map<string, Problem>();
    for (const refusal of refusals) {
      if (refusal.kind === undefined) continue;
      const problem = this.#problem(refusal);
      distinct.set(JSON.stringify(problem), problem);
    }
    return [...distinct.values()];
  }

  #problem(refusal: Refusal): Problem {
    const tagged = this.tags.at(refusal.include);
    if (tagged === undefined) return problemAt({ source: this.#source, span: { start: 0, end: 0 } }, refusal);
    const own = includePlace(tagged.inclusion.source, tagged.entry);
    const outermost = this.via(tagged.inclusion)[0]?.at ?? own;
    if (outermost === own || tagged.inclusion.by === undefined) return problemAt(own, refusal);
    const { path, start } = locate(own);
    return problemAt(outermost, { ...refusal, why: `${refusal.why} (${path}:${start.line})` });
  }
}

function asRefusal(kind: Problem["kind"]): NonNullable<Refusal["kind"]> {
  return kind === "outside" || kind === "too-large" || kind === "syntax" ? kind : "unreadable";
}

function includePlace(source: Source, { keySpan, value }: Pick<DataEntry, "keySpan" | "value">): Place {
  return { source, span: { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) } };
}

function problemAt(place: Place, { kind, why }: Pick<Refusal, "kind" | "why"> | Impossible): Problem {
  return { kind: kind ?? "syntax", message: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`, location: locate(place) };
}

/** What is only unknown elsewhere hides resources where they stand. */
function hiddenResources(root: DataMap, at: Place, reported: readonly Problem[]): readonly Problem[] {
  const open = [root, root.entries.get("Resources")?.value].map(whyNotKnown).find((why) => why !== undefined);
  return reported.length > 0 || open === undefined ? [] : [problemAt(at, { kind: "unreadable", why: `It is not known which resources there are: ${open}` })];
}
