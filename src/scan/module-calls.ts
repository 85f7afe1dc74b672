import type { Source } from "../model/source.ts";
import type { ModuleCall } from "../parsers/terraform/sources.ts";

/**
 * The module calls of a Terraform file, in either syntax. The answer decides what is judged on its own and what with its callers, so it comes
 * from the syntax tree, by the same code as the calls that are followed later; files that do not mention modules are not parsed for it.
 */
export async function moduleCalls(source: Source, isJson: boolean): Promise<readonly ModuleCall[]> {
  if (!source.text.includes(isJson ? '"module"' : "module") || !/source|version/.test(source.text)) return [];
  const { callsIn, treeOf } = await import("../parsers/terraform/sources.ts");
  if (!isJson) return callsIn(treeOf(source));
  const { readTerraformJson } = await import("../parsers/terraform/json.ts");
  return callsIn(await readTerraformJson(source));
}
