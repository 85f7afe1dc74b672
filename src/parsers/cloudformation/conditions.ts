import { stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Context, Evaluate } from "./context.ts";
import { ruleFunction } from "./rule-functions.ts";
import { isDeclared } from "./template.ts";
import { referencesIn } from "./written.ts";
import { compare } from "./compare.ts";
import type { Truth } from "./world.ts";

/**
 * The truth of a declared condition. One that is not declared is an input of its own: it may come from a transform.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html
 */
export function conditionHolds(name: string, context: Context, evaluate: Evaluate): Truth {
  const { world, template } = context;
  const known = world.truths.get(name);
  if (known !== undefined) return known;
  world.truths.set(name, { why: `condition ${name} depends on itself` });
  const declared = template.conditions.get(name)?.node;
  const isLost = declared === undefined && template.isBroken;
  const truth = isLost ? { why: `condition ${name} is not in the parts of the template that can be read` } : declared === undefined ? decide({ kind: "scalar", value: name, span: { start: 0, end: 0 } }, context) : holds(declared, { ...context, asked: "condition" }, evaluate);
  const answer = typeof truth === "boolean" || world.excuse === undefined ? truth : { why: world.excuse === "" ? `condition ${name} decides it` : `it is not worked out${world.excuse}` };
  world.truths.set(name, answer);
  return answer;
}

/** The truth of an expression of conditions or rules. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
export function holds(node: DataNode, context: Context, evaluate: Evaluate): Truth {
  if (!context.world.enter()) return { why: "the conditions are nested too deep, or are too many" };
  const truth = enteredHolds(node, context, evaluate);
  context.world.leave();
  return truth;
}

function enteredHolds(node: DataNode, context: Context, evaluate: Evaluate): Truth {
  if (node.kind === "scalar" && (String(node.value) === "true" || String(node.value) === "false")) return String(node.value) === "true";
  const call = node.kind === "map" ? onlyEntry(node) : undefined;
  if (call === undefined) return { why: "a condition is no function" };
  const { key, value } = call;
  const parts = value.kind === "list" ? value.items : [value];
  switch (key) {
    case "Condition": {
      const name = stringOf(value);
      return name === undefined ? { why: "Condition needs a name" } : conditionHolds(name, context, evaluate);
    }
    case "Fn::And":
      return every(parts, (part) => holds(part, context, evaluate));
    case "Fn::Or":
      return not(every(parts, (part) => not(holds(part, context, evaluate))));
    case "Fn::Not":
      return parts[0] === undefined ? { why: "Fn::Not needs a condition" } : not(holds(parts[0], context, evaluate));
    case "Fn::Equals": {
      const [left, right] = parts;
      if (left === undefined || right === undefined) return { why: "Fn::Equals needs two values" };
      const equal = compare(left, right, context, evaluate);
      return equal ?? (context.asked === "rule" ? { why: "its sides are not known" } : decide(node, context));
    }
    default:
      return context.asked === "rule" ? ruleFunction(key, parts, context, evaluate) : decide(node, context);
  }
}

function onlyEntry(node: DataMap) {
  const [first] = node.entries.values();
  return node.entries.size === 1 ? first : undefined;
}

/** What cannot be worked out is true in some worlds and false in others, and the same wherever it is written alike. */
function decide(node: DataNode, { world, template }: Context): Truth {
  const lost = template.isBroken ? [...referencesIn(node)].find((name) => !isDeclared(template, name)) : undefined;
  if (lost !== undefined) return { why: `${lost} is not in the parts of the template that can be read` };
  const answer = world.choose(world.inputs.comparison(node));
  return typeof answer?.value === "boolean" ? answer.value : { why: "it is not known" };
}

function not(truth: Truth): Truth {
  return typeof truth === "boolean" ? !truth : truth;
}

/** False as soon as one is false, so that the others are not asked; in Kleene's sense unknown else, when one is. */
export function every<T>(parts: readonly T[], ask: (part: T) => Truth): Truth {
  let open: Truth = true;
  for (const part of parts) {
    const truth = ask(part);
    if (truth === false) return false;
    if (truth !== true) open = truth;
  }
  return open;
}
