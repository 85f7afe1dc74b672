import type { Evaluate, Origin, Scope, Spend } from "../../value.ts";

/** One call of a function that looks at files, with what it may need besides its arguments. */
export interface FileCall {
  readonly scope: Scope;
  readonly evaluate: Evaluate;
  readonly origin: Origin;
  readonly spend: Spend;
}
