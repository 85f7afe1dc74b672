import type * as Yaml from "yaml";
import type { Call } from "../../../syntax/hcl/ast.ts";
import { createCompiler, type Compile } from "./pattern.ts";

/** The libraries that single functions need; each takes its time to load, so it is there only for a configuration that calls them. */
export interface Libraries {
  readonly compile?: Compile;
  readonly yaml?: typeof Yaml;
}

/** Loads what these calls need. */
export async function librariesFor(calls: readonly Call[]): Promise<Libraries> {
  return {
    ...(calls.some(takesPattern) ? { compile: createCompiler(await import("re2js")) } : {}),
    ...(calls.some((call) => functionName(call) === "yamldecode") ? { yaml: await import("yaml") } : {}),
  };
}

/** Terraform has its functions under a second name each: https://developer.hashicorp.com/terraform/language/functions */
export function functionName({ name }: Call): string {
  return name.replace(/^core::/, "");
}

/** What `replace` looks for is a pattern only between slashes. */
function takesPattern(call: Call): boolean {
  const name = functionName(call);
  if (name !== "replace") return name === "regex" || name === "regexall";
  const [, wanted] = call.args;
  return wanted?.kind !== "literal" || (typeof wanted.value === "string" && wanted.value.startsWith("/"));
}
