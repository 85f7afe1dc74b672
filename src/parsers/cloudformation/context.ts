import type { DataNode } from "../../syntax/data.ts";
import type { Template } from "./template.ts";
import type { Value } from "./value.ts";
import type { World } from "./world.ts";

/**
 * What an expression is evaluated in. What an expression is for says how an open parameter counts: in a `property` with its
 * default; in a `condition` every value that tells worlds apart; in a `rule` likewise, but what cannot be compared stays unknown.
 */
export interface Context {
  readonly template: Template;
  readonly world: World;
  readonly asked: "property" | "condition" | "rule";
  /** The exports of other templates that lead here. */
  readonly following?: ReadonlySet<object>;
}

export type Evaluate = (node: DataNode, context: Context) => Value;
