import type { DataNode } from "../../syntax/data.ts";
import type { Context, Evaluate } from "./context.ts";
import { sameValue } from "./compare.ts";
import type { Value } from "./value.ts";
import type { Truth } from "./world.ts";

/**
 * The functions that only the Rules section has. RefAll, ValueOf and ValueOfAll ask the account, so what hangs on them is unknown.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function ruleFunction(name: string, parts: readonly DataNode[], context: Context, evaluate: Evaluate): Truth {
  const [first, second] = parts.map((part) => evaluate(part, context));
  const unknown: Truth = { why: `${name} is not known` };
  if (first === undefined || second === undefined) return unknown;
  switch (name) {
    case "Fn::Contains":
      return contains(listOf(first, context, evaluate), second, context, evaluate) ?? unknown;
    case "Fn::EachMemberEquals":
      return all(listOf(first, context, evaluate), (item) => sameValue(item, second, context, evaluate)) ?? unknown;
    case "Fn::EachMemberIn": {
      const allowed = listOf(second, context, evaluate);
      return all(listOf(first, context, evaluate), (item) => contains(allowed, item, context, evaluate)) ?? unknown;
    }
    default:
      return unknown;
  }
}

function listOf(value: Value, context: Context, evaluate: Evaluate): readonly Value[] | undefined {
  return value.kind === "list" ? value.items.map((item) => evaluate(item, context)) : undefined;
}

function contains(list: readonly Value[] | undefined, value: Value, context: Context, evaluate: Evaluate): boolean | undefined {
  const absent = all(list, (item) => {
    const same = sameValue(item, value, context, evaluate);
    return same === undefined ? undefined : !same;
  });
  return absent === undefined ? undefined : !absent;
}

function all(list: readonly Value[] | undefined, test: (item: Value) => boolean | undefined): boolean | undefined {
  if (list === undefined) return undefined;
  const answers = list.map(test);
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}
