import type { Ignore } from "ignore";
import { patternMatcher } from "../config/patterns.ts";
import type { Tracked } from "./git-index.ts";
import { below, directoryOf, isWithin, type Tree } from "./tree.ts";

/** Never looked into: version control, installed packages, and Terraform's own copies of modules and providers. */
const never: ReadonlySet<string> = new Set([".git", "node_modules", ".terraform"]);

/** Whether the name is one of the directories that no scan enters on its own; among them what CDK apps copy from elsewhere, code for the most part. */
export function isNeverEntered(name: string): boolean {
  return never.has(name) || /^asset\.[0-9a-f]{64}$/.test(name);
}

/** Where CDK apps write the templates that are deployed. It is entered although git ignores it: there is no other text of them. */
export const synthesized = "cdk.out";

/** A `.gitignore` above the scan root; `prefix` is the root's path as that file sees it, with a trailing slash. */
export interface OuterIgnore {
  readonly prefix: string;
  readonly text: string;
}

/** One `.gitignore` with the place it speaks for. */
interface Layer {
  readonly dir: string;
  readonly prefix: string;
  readonly rules: Ignore;
}

/**
 * What the `.gitignore` files of a tree say about a path. `since` leaves out those above a directory: someone who names an
 * ignored directory wants to see it. Precedence: https://git-scm.com/docs/gitignore#_description
 */
export interface GitIgnore {
  /** Whether the path is hidden; what git tracks never is, whatever the rules say. */
  readonly ignores: (path: string, isDirectory: boolean, since?: string) => Promise<boolean>;
}

/** Rules that ignore nothing: `--no-ignore`. */
export const nothingIgnored: GitIgnore = { ignores: () => Promise.resolve(false) };

/**
 * The rules of a tree; each `.gitignore` is read once, when something beside or below it is asked about. `tracked` is asked once, when
 * a rule would hide something.
 */
export function gitIgnore(tree: Tree, outer: readonly OuterIgnore[], tracked?: () => Promise<Tracked | undefined>): GitIgnore {
  let index: Promise<Tracked | undefined> | undefined;
  const known = new Map<string, Promise<readonly Layer[]>>();

  function layersFor(dir: string): Promise<readonly Layer[]> {
    let layers = known.get(dir);
    if (layers === undefined) {
      layers = layersOf(dir);
      known.set(dir, layers);
    }
    return layers;
  }

  /** Deepest first. */
  async function layersOf(dir: string): Promise<readonly Layer[]> {
    const above = dir === "." ? await outerLayers(outer) : await layersFor(directoryOf(dir));
    const file = await tree.read(below(dir, ".gitignore"));
    if (!("bytes" in file)) return above;
    return [{ dir, prefix: "", rules: await rulesOf(file.bytes.toString("utf8")) }, ...above];
  }

  return {
    ignores: async (path, isDirectory, since) => {
      for (const layer of await layersFor(directoryOf(path))) {
        if (since !== undefined && !isWithin(layer.dir, since)) continue;
        const inner = layer.dir === "." ? path : path.slice(layer.dir.length + 1);
        const verdict = layer.rules.test(`${layer.prefix}${inner}${isDirectory ? "/" : ""}`);
        if (verdict.ignored) return (await (index ??= tracked?.()))?.has(path, isDirectory) !== true;
        if (verdict.unignored) return false;
      }
      return false;
    },
  };
}

/** An outer file that ignores the scan root itself says nothing about what is in it: the root was asked for. */
async function outerLayers(outer: readonly OuterIgnore[]): Promise<readonly Layer[]> {
  const layers = await Promise.all(outer.map(async ({ prefix, text }) => ({ dir: ".", prefix, rules: await rulesOf(text) })));
  return layers.filter((layer) => !layer.rules.ignores(layer.prefix));
}

function rulesOf(text: string): Promise<Ignore> {
  return patternMatcher(text.split(/\r?\n/));
}
