import { jsonExpressions } from "../../syntax/hcl/json.ts";
import { relocated } from "../../syntax/hcl/relocate.ts";
import { readJson } from "../../syntax/json/read.ts";
import type { Place, Source } from "../../model/source.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import type { PlannedVariable } from "../parser.ts";
import type { Declared, Definition, Module } from "./module.ts";

/**
 * A root module with the inputs of a plan: it names every variable that has a value, defaults included, so nothing from tfvars files
 * counts beside it. A variable whose value nobody may see has neither value nor default.
 */
export async function assignPlanned(module: Module, planned: readonly PlannedVariable[]): Promise<Module> {
  const assigned = new Map<string, Definition>();
  const variables = new Map(module.variables);
  for (const { name, value } of planned) {
    const declared = module.variables.get(name);
    if (declared === undefined) continue;
    const expression = value === undefined ? undefined : await constantAt(value);
    if (value === undefined || expression === undefined) variables.set(name, withoutDefault(declared));
    else assigned.set(name, definition(name, expression, value));
  }
  return { ...module, variables, assigned };
}

function definition(name: string, value: Expression, { source, span }: Place): Definition {
  return { attribute: { name, nameSpan: span, value, span }, source, note: `var.${name} is set in the plan` };
}

function withoutDefault({ block, source }: Declared): Declared {
  return { source, block: { ...block, body: { ...block.body, attributes: block.body.attributes.filter(({ name }) => name !== "default") } } };
}

/** The JSON value at a place of a large text, read without the rest of it. */
async function constantAt({ source, span }: Place): Promise<Expression | undefined> {
  const part: Source = { path: source.path, text: source.text.slice(span.start, span.end) };
  const { root, faults } = await readJson(part);
  if (root === undefined || faults.length > 0) return undefined;
  return relocated(jsonExpressions(part).constant(root), (offset) => offset + span.start);
}
