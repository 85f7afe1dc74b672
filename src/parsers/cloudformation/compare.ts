import type { DataNode } from "../../syntax/data.ts";
import type { Context, Evaluate } from "./context.ts";
import type { Value } from "./value.ts";
import { written } from "./written.ts";

/**
 * Whether two expressions are equal, as the texts that CloudFormation compares; undefined when it cannot be told.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions-equals.html
 */
export function compare(left: DataNode, right: DataNode, context: Context, evaluate: Evaluate): boolean | undefined {
  const equal = sameValue(evaluate(left, context), evaluate(right, context), context, evaluate);
  if (equal !== undefined) return equal;
  return written(left) === written(right) ? true : undefined;
}

/** Whether two values are equal, undefined when it cannot be told. */
export function sameValue(a: Value, b: Value, context: Context, evaluate: Evaluate): boolean | undefined {
  if (a.kind === "scalar" && b.kind === "scalar") return String(a.value) === String(b.value);
  if (a.kind === "unknown" && b.kind === "scalar") return a.isNot?.has(String(b.value)) === true ? false : undefined;
  if ((b.kind === "unknown" || b.kind === "resource") && a.kind === "scalar") return sameValue(b, a, context, evaluate);
  // The id of something is some text.
  if (a.kind === "resource" && b.kind === "scalar") return b.value === "" ? false : undefined;
  if (a.kind !== "list" || b.kind !== "list") return undefined;
  if (a.items.length !== b.items.length) return false;
  const pairs = a.items.map((item, index) => sameValue(evaluate(item, context), evaluate(b.items[index] ?? item, context), context, evaluate));
  if (pairs.includes(false)) return false;
  return pairs.includes(undefined) ? undefined : true;
}
