import type { DataNode } from "../../syntax/data.ts";
import { alternativesOf, mayBe } from "./constraints.ts";
import type { Parameter } from "./template.ts";
import type { Value } from "./value.ts";

/**
 * Whether the constraints of a nested template's parameter allow what it is given: CloudFormation does not make the stack otherwise. True
 * where it cannot be told. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function allows(parameter: Parameter, value: Value, evaluate: (item: DataNode) => Value): boolean {
  // What is written is a path then, and the constraints are about the path; it has become what stands there.
  if (parameter.type.startsWith("AWS::SSM::Parameter::Value<")) return true;
  const allowed = listed(parameter);
  switch (value.kind) {
    case "scalar":
      return fits(parameter, String(value.value), allowed);
    case "unknown":
      if (value.oneOf !== undefined) return value.oneOf.some((one) => fits(parameter, String(one), allowed));
      return allowed?.every((text) => value.isNot?.has(text)) !== true;
    case "list":
      return value.items.every((item) => {
        const one = evaluate(item);
        return one.kind !== "scalar" || allowed === undefined || allowed.includes(String(one.value));
      });
    case "map":
    case "absent":
    case "resource":
    case "stored":
      return true;
  }
}

/** Whether a parameter refuses anything. */
export function isConstrained(parameter: Parameter): boolean {
  const { type, allowedPattern, minLength, maxLength } = parameter;
  return type === "Number" || [listed(parameter), allowedPattern, minLength, maxLength].some((constraint) => constraint !== undefined);
}

/** The texts that a parameter lists; undefined where it lists none. */
export function listed({ allowedValues, allowedPattern }: Parameter): readonly string[] | undefined {
  const texts = allowedValues?.map(({ value }) => String(value)) ?? alternativesOf(allowedPattern);
  return texts === undefined || texts.length === 0 ? undefined : texts;
}

function fits(parameter: Parameter, text: string, allowed: readonly string[] | undefined): boolean {
  return mayBe(parameter, text) && allowed?.includes(text) !== false;
}
