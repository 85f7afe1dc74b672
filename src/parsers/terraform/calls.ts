import type { Call } from "../../syntax/hcl/ast.ts";
import type { Need } from "./needs.ts";
import { unknown, type CallFunction } from "./value.ts";

/** For configurations without function calls. */
export const withoutFunctions: CallFunction = ({ name }: Call, _, origin) => unknown(`${name}() is not evaluated`, origin);

/** What makes the calls of a configuration that needs this. */
export async function functionsFor(needs: ReadonlySet<Need>): Promise<CallFunction> {
  return needs.size === 0 ? withoutFunctions : (await import("./functions/index.ts")).functionsWith(needs);
}
