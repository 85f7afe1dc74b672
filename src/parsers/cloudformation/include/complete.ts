import type { DataMap } from "../../../syntax/data.ts";
import type { Source } from "../../../model/source.ts";
import { expandTemplate, type Completed } from "./expand.ts";
import { isForCfnInclude } from "./functions.ts";
import type { NamedFiles } from "./named.ts";
import { insertSnippets } from "./snippets.ts";

/** Whether a text may include others; most templates do not, and are not walked for it. */
export function mayInclude(text: string): boolean {
  return /AWS::Include|(?:Fn::|!)(?:Include|Map|Flatten|Merge|DeepMerge|Stringify|UpperCamelCase|LowerCamelCase|GetEnv|Outputs|Sequence)\b/.test(text);
}

/** The template with everything in it that it includes from the scan root: through cfn-include first, which runs before CloudFormation. */
export async function complete(source: Source, root: DataMap, named: NamedFiles): Promise<Completed> {
  const expanded = isForCfnInclude(root) ? await expandTemplate(source, root, named) : { root, problems: [] };
  const filled = await insertSnippets(source, expanded.root, named);
  return { root: filled.root, problems: [...expanded.problems, ...filled.problems] };
}
