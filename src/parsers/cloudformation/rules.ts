import { child, stringOf, type DataNode } from "../../syntax/data.ts";
import { conditionHolds, holds } from "./conditions.ts";
import type { Context, Evaluate } from "./context.ts";
import type { Input } from "./inputs.ts";
import { allows, isConstrained } from "./passed.ts";
import type { Passed, Template } from "./template.ts";
import type { World } from "./world.ts";
import { callOf, namedBy } from "./written.ts";

/** Something that the values of some inputs must satisfy. */
interface Demand {
  readonly inputs: ReadonlySet<Input>;
  /** Fails the world where it is not satisfied. */
  readonly check: (context: Context, evaluate: Evaluate) => void;
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
  // Demands may ask for more inputs: both collections grow while they are gone through.
  for (let before = -1; before < seen.size; ) {
    before = seen.size;
    for (const inputs of [world.chosen.keys(), world.assumed]) {
      for (const input of inputs) {
        if (!seen.has(input)) demand(demands.get(input) ?? [], asked, context, evaluate);
        seen.add(input);
      }
    }
  }
}

function demand(demands: readonly Demand[], asked: Set<Demand>, context: Context, evaluate: Evaluate): void {
  for (const one of demands) {
    if (asked.has(one)) continue;
    asked.add(one);
    one.check({ ...context, asked: "rule" }, evaluate);
  }
}

/** Steps to find out what all demands are about, weighed by how many inputs that is; demands that are left over forbid nothing. */
const mostSteps = 300_000;

function demandsIn(template: Template, world: World): Demands {
  const search: Search = { template, world, left: mostSteps };
  const constrained = template.passed.filter(({ parameter }) => isConstrained(parameter));
  const demands = [...template.rules.map((rule) => ruleDemand(rule, search)), ...constrained.map((passed) => passedDemand(passed, search))];
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

interface Search {
  readonly template: Template;
  readonly world: World;
  left: number;
}

function ruleDemand(rule: DataNode, search: Search): Demand {
  return {
    inputs: inputsIn(rule, search),
    check: (context, evaluate) => {
      if (!satisfied(rule, context, evaluate)) context.world.fail("the Rules of the template forbid these values");
    },
  };
}

function passedDemand(passed: Passed, search: Search): Demand {
  const { parameter, value, condition } = passed;
  return {
    inputs: inputsIn(value, search),
    check: (context, evaluate) => {
      if (condition !== undefined && conditionHolds(condition, context, evaluate) !== true) return;
      context.world.pass(passed, allows(parameter, evaluate(value, context), (item) => evaluate(item, context)));
    },
  };
}

/** The parameters on which an expression hangs, also through conditions. */
function inputsIn(root: DataNode, search: Search): ReadonlySet<Input> {
  const { template, world } = search;
  const found = new Set<Input>();
  const conditions = new Set<string>();
  const open: DataNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    search.left -= 1 + found.size;
    if (search.left < 0) return new Set();
    for (const name of namedBy(node)) {
      const input = template.parameters.has(name) ? world.inputs.named(name) : undefined;
      if (input !== undefined) found.add(input);
    }
    for (const name of conditionsOf(node)) {
      const declared = conditions.has(name) ? undefined : template.conditions.get(name)?.node;
      conditions.add(name);
      if (declared !== undefined) open.push(declared);
    }
    if (node.kind === "list") open.push(...node.items);
    else if (node.kind === "map") for (const { value } of node.entries.values()) open.push(value);
  }
  return found;
}

/** The conditions that a node itself names. */
function conditionsOf(node: DataNode): readonly string[] {
  if (node.kind !== "map") return [];
  const call = callOf(node);
  const choice = call?.name === "Fn::If" && call.argument.kind === "list" ? stringOf(call.argument.items[0]) : undefined;
  return [choice, stringOf(child(node, "Condition"))].filter((name) => name !== undefined);
}

function satisfied(rule: DataNode, context: Context, evaluate: Evaluate): boolean {
  const condition = child(rule, "RuleCondition");
  if (condition !== undefined && holds(condition, context, evaluate) !== true) return true;
  const assertions = child(rule, "Assertions");
  const asserted = (assertions?.kind === "list" ? assertions.items : []).map((item) => child(item, "Assert"));
  return asserted.every((assertion) => assertion === undefined || holds(assertion, context, evaluate) !== false);
}
