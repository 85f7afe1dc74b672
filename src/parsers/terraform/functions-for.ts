import type { Call } from "../../syntax/hcl/ast.ts";
import type { FilePlace, Functions } from "./unit-functions.ts";
import { unknown } from "./value.ts";

/** For configurations without function calls. */
const withoutFunctions: Functions = { call: ({ name }, _, __, origin) => unknown(`${name}() is not evaluated`, origin), settle: () => Promise.resolve(false) };

/** What makes these calls; the module that has the functions is loaded only for a configuration that calls any. Without a place no file is looked at. */
export async function functionsFor(calls: readonly Call[], place?: FilePlace): Promise<Functions> {
  return calls.length === 0 ? withoutFunctions : (await import("./functions/index.ts")).functionsWith(calls, place);
}
