import { synthesized } from "./gitignore.ts";
import { below, type Tree, type TreeEntry } from "./tree.ts";

/** More directories than this are counted instead of named. */
const mostNamed = 3;

/**
 * Whether a directory holds a CDK app that has not been synthesized: there is nothing to read of it. An app that says itself where its
 * output goes is somebody else's business. https://docs.aws.amazon.com/cdk/v2/guide/cli.html#cli-config
 */
export async function isUnsynthesized(dir: string, entries: readonly TreeEntry[], tree: Tree): Promise<boolean> {
  if (!entries.some(({ name, kind }) => name === "cdk.json" && kind === "file") || entries.some(({ name }) => name === synthesized)) return false;
  const read = await tree.read(below(dir, "cdk.json"));
  return "bytes" in read && read.bytes.includes('"app"') && !read.bytes.includes('"output"');
}

/** A sentence about such directories. */
export function unsynthesizedNote(dirs: readonly string[]): string | undefined {
  const files = dirs.map((dir) => below(dir, "cdk.json"));
  const [first] = files;
  if (first === undefined) return undefined;
  if (files.length === 1) return `${first} belongs to a CDK app without ${synthesized} beside it: what the app deploys can be checked after cdk synth`;
  const more = files.length - mostNamed;
  const named = `${files.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `${named} belong to CDK apps without ${synthesized} beside them: what the apps deploy can be checked after cdk synth`;
}
