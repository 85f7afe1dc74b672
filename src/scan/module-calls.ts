import { posix } from "node:path";

/** A `module` block as far as a look at the text tells. */
export interface ModuleCall {
  readonly name: string;
  /** As written; undefined when it is not a plain string. */
  readonly source: string | undefined;
}

const moduleBlock = /^[ \t]*module[ \t]+"([^"\n]*)"[ \t\r\n]*\{/gm;
const firstSource = /(?:^|[{\s])source[ \t]*=[ \t]*"([^"\n]*)"/;

/** Characters after a module's brace within which its `source` is sought; by custom it is the first argument. */
const reach = 4000;

/**
 * The module calls of a Terraform file. It runs over every file before any is parsed, so it searches the text. Only where a block
 * comment or a heredoc may hold something that merely looks like a call, the file is parsed: a directory that is taken for called is
 * not judged on its own. Files in JSON are always parsed.
 */
export async function moduleCalls(text: string, isJson = false): Promise<readonly ModuleCall[]> {
  if (isJson) return /"module"/.test(text) ? await declaredCalls(text, true) : [];
  const found = callsIn(text);
  return found.length === 0 || !/\/\*|<</.test(text) ? found : await declaredCalls(text, false);
}

function callsIn(text: string): readonly ModuleCall[] {
  const blocks = [...text.matchAll(moduleBlock)];
  return blocks.map((block, at) => {
    const brace = block.index + block[0].length - 1;
    const end = Math.min(brace + reach, blocks[at + 1]?.index ?? text.length);
    return { name: block[1] ?? "", source: firstSource.exec(text.slice(brace, end))?.[1] };
  });
}

async function declaredCalls(text: string, isJson: boolean): Promise<readonly ModuleCall[]> {
  const { body } = isJson
    ? await (await import("../parsers/terraform/json.ts")).readTerraformJson({ path: "module.tf.json", text })
    : (await import("../syntax/hcl/parse.ts")).parseHcl({ path: "", text });
  return body.blocks.filter((block) => block.type === "module").map((block) => {
    const source = block.body.attributes.find((attribute) => attribute.name === "source")?.value;
    return { name: block.labels[0]?.value ?? "", source: source?.kind === "literal" && typeof source.value === "string" ? source.value : undefined };
  });
}

/**
 * The directory that a module call in `dir` points to, relative to the scan root; undefined when it lies outside or is not local.
 * Local sources begin with `./` or `../`: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths
 */
export function localTarget(dir: string, source: string | undefined): string | undefined {
  if (source === undefined || !/^\.\.?(?:\/|$)/.test(source)) return undefined;
  const target = posix.join(dir, source).replace(/\/$/, "");
  return target === ".." || target.startsWith("../") ? undefined : target;
}
