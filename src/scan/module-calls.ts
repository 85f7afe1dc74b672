import type { Source } from "../model/source.ts";

/** What a file with a call of a local module must contain; most files do not, and are not parsed for it. */
const needles = ['"./', '"../', '"."', '".."'];

/**
 * The directories that a Terraform file calls as local modules, relative to the scan root. The answer decides what is judged on its
 * own and what with its callers, so it comes from the syntax tree, by the same code as the calls that are followed later.
 */
export async function moduleCalls(dir: string, source: Source): Promise<readonly string[]> {
  if (!source.text.includes("module") || !needles.some((needle) => source.text.includes(needle))) return [];
  const { localCalls } = await import("../parsers/terraform/sources.ts");
  return localCalls(dir, source);
}
