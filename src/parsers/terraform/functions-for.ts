import type { Need } from "./needs.ts";
import type { FilePlace, Functions } from "./unit-functions.ts";
import { unknown } from "./value.ts";

/** For configurations without function calls. */
const withoutFunctions: Functions = { call: ({ name }, _, __, origin) => unknown(`${name}() is not evaluated`, origin), settle: () => Promise.resolve(false) };

/** What makes the calls of a configuration that needs this; the module that has the functions is loaded only where there are any. Without a place no file is looked at. */
export async function functionsFor(needs: ReadonlySet<Need>, place?: FilePlace): Promise<Functions> {
  return needs.size === 0 ? withoutFunctions : (await import("./functions/index.ts")).functionsWith(needs, place);
}
