import type { Span } from "../../model/source.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { parseExpression } from "../../syntax/hcl/fragment.ts";
import { parseHcl } from "../../syntax/hcl/parse.ts";
import { relocated } from "../../syntax/hcl/relocate.ts";
import type { GivenVariables } from "../parser.ts";
import { isJson } from "./file-names.ts";
import { attribute, type Declared, type Definition, type Module } from "./module.ts";

/**
 * A root module with the values of `--var` and `--var-file` over those of its tfvars files, in the order in which they were given:
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export async function assignGiven(module: Module, variables: readonly GivenVariables[]): Promise<Module> {
  const assigned = new Map(module.assigned);
  for (const given of variables) {
    if (given.kind === "value") {
      const definition = definitionOf(given.name, given.text, module.variables.get(given.name));
      if (definition !== undefined) assigned.set(given.name, definition);
      continue;
    }
    const { source } = given;
    const file = isJson(source.path) ? await (await import("./json.ts")).readTerraformJson(source) : parseHcl(source);
    for (const definition of file.body.attributes) assigned.set(definition.name, { attribute: definition, source, note: `var.${definition.name} is set by --var-file` });
  }
  return { ...module, assigned };
}

/** A value from the command line stands nowhere in the code: its place is that of the variable's declaration. */
function definitionOf(name: string, text: string, declared: Declared | undefined): Definition | undefined {
  if (declared === undefined) return undefined;
  const span = declared.block.header;
  const value: Expression = (takesExpression(declared) ? expressionOf(text, span) : undefined) ?? { kind: "literal", value: text, span };
  return { attribute: { name, nameSpan: span, value, span }, source: declared.source, note: `var.${name} is set by --var` };
}

/** Terraform takes the text as it is for variables of a primitive type and those without one, and as an expression for all others. */
function takesExpression(declared: Declared): boolean {
  const type = attribute(declared.block, "type")?.value;
  return type !== undefined && !(type.kind === "variable" && ["string", "number", "bool"].includes(type.name));
}

function expressionOf(text: string, { start, end }: Span): Expression | undefined {
  const { expression } = parseExpression(text, 0);
  return expression && relocated(expression, (offset) => (offset === 0 ? start : end));
}
