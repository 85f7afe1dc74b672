import { child, type DataNode } from "../../syntax/data.ts";
import { holds } from "./conditions.ts";
import type { Context, Evaluate } from "./context.ts";
import type { Input } from "./inputs.ts";
import type { Template } from "./template.ts";
import { referencesIn } from "./written.ts";

interface Rule {
  readonly node: DataNode;
  readonly inputs: ReadonlySet<Input>;
}

const rulesOf = new WeakMap<Template, readonly Rule[]>();

/**
 * Fails a world in which an assertion of the Rules section is false. Asked are the rules about inputs that matter in this world,
 * and those about inputs of such rules; an assertion that is not known forbids nothing.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function checkRules(context: Context, evaluate: Evaluate): void {
  const { template, world } = context;
  if (template.rules.length === 0) return;
  const rules = rulesOf.get(template) ?? template.rules.map((node) => ruleOf(node, context));
  rulesOf.set(template, rules);
  const open = new Set(rules);
  for (let found = related(open, world); found !== undefined; found = related(open, world)) {
    open.delete(found);
    if (!satisfied(found.node, { ...context, asked: "rule" }, evaluate)) world.fail("the Rules of the template forbid these values");
  }
}

function ruleOf(node: DataNode, { world, template }: Context): Rule {
  const inputs = [...referencesIn(node)].map((name) => (template.parameters.has(name) ? world.inputs.named(name) : undefined));
  return { node, inputs: new Set(inputs.filter((input) => input !== undefined)) };
}

function related(rules: ReadonlySet<Rule>, world: Context["world"]): Rule | undefined {
  for (const rule of rules) {
    for (const input of rule.inputs) if (world.chosen.has(input) || world.assumed.has(input)) return rule;
  }
  return undefined;
}

function satisfied(rule: DataNode, context: Context, evaluate: Evaluate): boolean {
  const condition = child(rule, "RuleCondition");
  if (condition !== undefined && holds(condition, context, evaluate) !== true) return true;
  const assertions = child(rule, "Assertions");
  const asserted = (assertions?.kind === "list" ? assertions.items : []).map((item) => child(item, "Assert"));
  return asserted.every((assertion) => assertion === undefined || holds(assertion, context, evaluate) !== false);
}
