import type { Files } from "../parser.ts";
import type { CallFunction } from "./value.ts";

/** The functions of one unit. */
export interface Functions {
  readonly call: CallFunction;
  /** Reads what calls have asked for since the last time; false when there is nothing new, and so no reason to evaluate again. */
  readonly settle: () => Promise<boolean>;
}

/** Where functions look for files, and from where: the directory that Terraform runs in. A library may run in any other. */
export interface FilePlace {
  readonly files: Files;
  readonly root: string;
  readonly isLibrary: boolean;
}
