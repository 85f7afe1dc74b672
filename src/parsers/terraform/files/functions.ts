import type { Builtin } from "../functions/builtin.ts";
import type { Evaluate, Scope } from "../value.ts";

/** The functions of one unit that look at files. */
export interface FileFunctions {
  /** The function of that name, for a call in a scope; undefined for every other function. */
  readonly find: (name: string, scope: Scope, evaluate: Evaluate) => Builtin | undefined;
  /** Reads what was asked for; false when there is nothing new, and so nothing to evaluate again. */
  readonly settle: () => Promise<boolean>;
}

const names = /\b(?:file(?:exists|set|base64(?:sha256|sha512)?|md5|sha1|sha256|sha512)?|templatefile)\s*\(/;

/** Whether a text may call one of these functions: what reads them is loaded only then. */
export function callsFiles(text: string): boolean {
  return names.test(text);
}
