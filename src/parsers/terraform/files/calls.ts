import type { Call } from "../../../syntax/hcl/ast.ts";
import type { Spend } from "../functions/builtin.ts";
import type { Evaluate, Origin, Scope, Value } from "../value.ts";

/** A call of a function that looks at files, with what it may need: the scope that it stands in, and who evaluates. */
export interface FileCall {
  readonly expression: Call;
  readonly scope: Scope;
  readonly evaluate: Evaluate;
  readonly origin: Origin;
  readonly spend: Spend;
}

/** The functions of one unit that look at files. */
export interface FileFunctions {
  /** Undefined for every other function. */
  readonly call: (call: FileCall) => Value | undefined;
  /** Reads what was asked for; false when there is nothing new, and so nothing to evaluate again. */
  readonly settle: () => Promise<boolean>;
}

const names = /\b(?:file(?:exists|set|base64(?:sha256|sha512)?|md5|sha1|sha256|sha512)?|templatefile)\s*\(/;

/** Whether a text may call one of these functions: what reads them is loaded only then. */
export function callsFiles(text: string): boolean {
  return names.test(text);
}
