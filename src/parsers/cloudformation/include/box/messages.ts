/** What passes between the scan and the worker thread in which cfn-include runs: plain data that a structured clone keeps. */

/** A template or included file as cfn-include knows it, with the hidden keys of `hidden.ts`. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** With which the worker starts. */
export interface Start {
  /** Begins every hidden key and mark. Nobody who wrote a template can know it. */
  readonly secret: string;
  /** The template's path below the scan root, with forward slashes. */
  readonly path: string;
  readonly template: Plain;
}

/** The worker asks for a file. `path` is relative to the scan root, undefined where it leads out of it. */
export interface Question {
  readonly kind: "read";
  readonly id: number;
  readonly path: string | undefined;
  readonly form: "tree" | "text";
  /** The number of the include, as far as it is known. */
  readonly include: number | undefined;
}

/** What became of the question. */
export type Answer = { readonly tree: Plain } | { readonly text: string } | { readonly refused: Refusal };
export type Reply = Answer & { readonly id: number };

/** Why an include is not followed, or a value is not known. */
export interface Refusal {
  readonly why: string;
  readonly include?: number;
  /** Undefined where nothing is wrong: the value is only unknown. */
  readonly kind?: "outside" | "unreadable" | "too-large" | "syntax";
}

/** How the expansion ended. Marks in the value count through `refusals`. */
export type Ending =
  | { readonly kind: "expanded"; readonly value: Plain; readonly refusals: readonly Refusal[] }
  | { readonly kind: "failed"; readonly why: string; readonly tooLarge: boolean; readonly refusals: readonly Refusal[] };

export type FromWorker = Question | Ending;
