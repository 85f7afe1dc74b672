import { posix } from "node:path";

const moduleBlock = /^[ \t]*module[ \t]+"[^"\n]*"[ \t\r\n]*\{/gm;
const firstSource = /(?:^|[{\s])source[ \t]*=[ \t]*"([^"\n]*)"/;

/** Characters after a module's brace within which its `source` is sought; by custom it is the first argument. */
const reach = 4000;

/**
 * The directories that the module calls of a Terraform file point to, relative to the scan root; those outside it are left out.
 * It runs over every file before any is parsed, so it searches the text. Only where a block comment or a heredoc may hold something that
 * merely looks like a call, the file is parsed: a directory that is taken for called is not judged on its own.
 * Local sources begin with `./` or `../`: https://developer.hashicorp.com/terraform/language/modules/sources#local-paths
 */
export async function moduleCalls(dir: string, text: string): Promise<readonly string[]> {
  const found = sourcesIn(text).flatMap((source) => localTarget(dir, source));
  if (found.length === 0 || !/\/\*|<</.test(text)) return found;
  const declared = await declaredSources(text);
  return declared.flatMap((source) => localTarget(dir, source));
}

function sourcesIn(text: string): readonly string[] {
  return [...text.matchAll(moduleBlock)].flatMap((block) => {
    const brace = block.index + block[0].length - 1;
    return firstSource.exec(text.slice(brace, brace + reach))?.[1] ?? [];
  });
}

async function declaredSources(text: string): Promise<readonly string[]> {
  const { parseHcl } = await import("../syntax/hcl/parse.ts");
  const { body } = parseHcl({ path: "", text });
  return body.blocks.filter((block) => block.type === "module").flatMap((block) => {
    const source = block.body.attributes.find((attribute) => attribute.name === "source")?.value;
    return source?.kind === "literal" && typeof source.value === "string" ? source.value : [];
  });
}

function localTarget(dir: string, source: string): readonly string[] {
  if (!/^\.\.?(?:\/|$)/.test(source)) return [];
  const target = posix.join(dir, source).replace(/\/$/, "");
  return target === ".." || target.startsWith("../") ? [] : [target];
}
