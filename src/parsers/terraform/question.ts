import type { Scalar } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Allowed } from "./allowed.ts";
import type { Type } from "./type.ts";

/** Something whose value nobody in the code decides, wherever it is met: `var.env` of the root module, `terraform.workspace`, `data.x.y.z`. */
export interface Subject {
  readonly name: string;
  /** Where it is declared. */
  readonly at: Place;
  /** Its type; `any` where that is not known. */
  readonly type: Type;
  /** What its validation leaves; missing when that may be anything. */
  readonly allowed?: Allowed;
}

/** A condition that may be true or false, and that is the same one wherever its words are the same. */
export interface Question {
  /** In the user's spelling: `var.env == "prod"`, `var.hardened`. */
  readonly condition: string;
  readonly at: Place;
  /** Set when it asks whether a subject has a value; of all its values only one can be the right one. */
  readonly subject?: { readonly name: string; readonly value: Scalar | null };
  /** The subject is asked for its truth: when the answer is no, it is false. */
  readonly isTruth?: true;
}
