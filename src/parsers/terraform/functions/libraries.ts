import type * as Yaml from "yaml";
import type { Need } from "../needs.ts";
import { createCompiler, type Compile } from "./pattern.ts";

/** The libraries that single functions need. */
export interface Libraries {
  readonly compile?: Compile;
  readonly yaml?: typeof Yaml;
}

export async function librariesFor(needs: ReadonlySet<Need>): Promise<Libraries> {
  return {
    ...(needs.has("patterns") ? { compile: createCompiler(await import("re2js")) } : {}),
    ...(needs.has("yaml") ? { yaml: await import("yaml") } : {}),
  };
}
