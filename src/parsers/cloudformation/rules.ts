import { child, stringOf, type DataNode } from "../../syntax/data.ts";
import { conditionHolds, holds } from "./conditions.ts";
import type { Context, Evaluate } from "./context.ts";
import type { Input } from "./inputs.ts";
import { allows } from "./passed.ts";
import type { Passed, Template } from "./template.ts";
import type { World } from "./world.ts";
import { callOf, referencesIn } from "./written.ts";

/** Something that the values of some inputs must satisfy. */
interface Demand {
  readonly inputs: ReadonlySet<Input>;
  readonly fails: (context: Context, evaluate: Evaluate) => string | undefined;
}

/** The demands of a template, by the inputs that they are about. */
type Demands = ReadonlyMap<Input, readonly Demand[]>;

const demandsOf = new WeakMap<Template, Demands>();

/**
 * Fails a world in which an assertion of the Rules section is false, or a nested template gets what its parameters forbid. Asked are the
 * demands about inputs that matter in this world, and those about inputs of such demands; what is not known forbids nothing. A value
 * that depends on no input is passed as it is: there is no other world to be in.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html
 */
export function checkRules(context: Context, evaluate: Evaluate): void {
  const { template, world } = context;
  if (template.rules.length === 0 && template.passed.length === 0) return;
  const demands = demandsOf.get(template) ?? demandsIn(template, world);
  demandsOf.set(template, demands);
  const asked = new Set<Demand>();
  const seen = new Set<Input>();
  for (let input = next(world, seen); input !== undefined; input = next(world, seen)) {
    seen.add(input);
    for (const demand of demands.get(input) ?? []) {
      if (asked.has(demand)) continue;
      asked.add(demand);
      const why = demand.fails({ ...context, asked: "rule" }, evaluate);
      if (why !== undefined) world.fail(why);
    }
  }
}

/** An input that the world knows and that has not been looked at. Demands may bring new ones. */
function next({ chosen, assumed }: World, seen: ReadonlySet<Input>): Input | undefined {
  for (const input of chosen.keys()) if (!seen.has(input)) return input;
  for (const input of assumed) if (!seen.has(input)) return input;
  return undefined;
}

function demandsIn(template: Template, world: World): Demands {
  const demands = [...template.rules.map((rule) => ruleDemand(rule, template, world)), ...template.passed.map((passed) => passedDemand(passed, template, world))];
  const byInput = new Map<Input, Demand[]>();
  for (const demand of demands) {
    for (const input of demand.inputs) {
      const others = byInput.get(input);
      if (others === undefined) byInput.set(input, [demand]);
      else others.push(demand);
    }
  }
  return byInput;
}

function ruleDemand(rule: DataNode, template: Template, world: World): Demand {
  return {
    inputs: inputsIn(rule, template, world),
    fails: (context, evaluate) => (satisfied(rule, context, evaluate) ? undefined : "the Rules of the template forbid these values"),
  };
}

function passedDemand({ parameter, value, condition }: Passed, template: Template, world: World): Demand {
  return {
    inputs: inputsIn(value, template, world),
    fails: (context, evaluate) => {
      if (condition !== undefined && conditionHolds(condition, context, evaluate) !== true) return undefined;
      return allows(parameter, evaluate(value, context), (item) => evaluate(item, context)) ? undefined : `parameter ${parameter.name} of the nested stack does not allow what it gets`;
    },
  };
}

/** The parameters on which an expression hangs, also through conditions. */
function inputsIn(root: DataNode, template: Template, world: World): ReadonlySet<Input> {
  const found = new Set<Input>();
  const conditions = new Set<string>();
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const name of referencesIn(node)) {
      const input = template.parameters.has(name) ? world.inputs.named(name) : undefined;
      if (input !== undefined) found.add(input);
    }
    for (const name of conditionsIn(node)) {
      const declared = conditions.has(name) ? undefined : template.conditions.get(name)?.node;
      conditions.add(name);
      if (declared !== undefined) open.push(declared);
    }
  }
  return found;
}

function conditionsIn(root: DataNode): readonly string[] {
  const names: (string | undefined)[] = [];
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "list") open.push(...node.items);
    if (node.kind !== "map") continue;
    const call = callOf(node);
    if (call?.name === "Fn::If" && call.argument.kind === "list") names.push(stringOf(call.argument.items[0]));
    names.push(stringOf(child(node, "Condition")));
    for (const { value } of node.entries.values()) open.push(value);
  }
  return names.filter((name) => name !== undefined);
}

function satisfied(rule: DataNode, context: Context, evaluate: Evaluate): boolean {
  const condition = child(rule, "RuleCondition");
  if (condition !== undefined && holds(condition, context, evaluate) !== true) return true;
  const assertions = child(rule, "Assertions");
  const asserted = (assertions?.kind === "list" ? assertions.items : []).map((item) => child(item, "Assert"));
  return asserted.every((assertion) => assertion === undefined || holds(assertion, context, evaluate) !== false);
}
