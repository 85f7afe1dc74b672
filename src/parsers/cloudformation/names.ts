import { child, type DataNode } from "../../syntax/data.ts";
import type { Scalar } from "../../model/setting.ts";
import type { Context } from "./context.ts";
import { evaluate } from "./intrinsics.ts";
import type { Template } from "./template.ts";
import { written } from "./written.ts";

export const launchTemplateType = "AWS::EC2::LaunchTemplate";

/** The logical ids of a template's launch templates by LaunchTemplateName: the text that it is, or the expression as it is written. */
interface LaunchTemplateNames {
  readonly literal: ReadonlyMap<string, string>;
  readonly expression: ReadonlyMap<string, string>;
  /** Those whose name is an expression, which may be any text from world to world. */
  readonly computed: readonly { readonly id: string; readonly name: DataNode }[];
}

/** Over so many computed names they are not worked out one by one. */
const mostComputed = 50;

const namesOf = new WeakMap<Template, LaunchTemplateNames>();

/** The launch template whose name is this text in this world; where several carry one name, the first has it. */
export function templateNamed(name: Scalar, context: Context): string | undefined {
  const { literal, computed } = namesIn(context.template);
  const found = literal.get(String(name));
  if (found !== undefined || computed.length > mostComputed) return found;
  return computed.find((one) => {
    const value = evaluate(one.name, context);
    return value.kind === "scalar" && String(value.value) === String(name);
  })?.id;
}

/** The launch template whose name is written by the same expression: whatever it stands for, it is the same. */
export function templateNamedLike(name: DataNode, template: Template): string | undefined {
  return namesIn(template).expression.get(written(name));
}

/** Collected once per template. */
function namesIn(template: Template): LaunchTemplateNames {
  const known = namesOf.get(template) ?? collect(template);
  namesOf.set(template, known);
  return known;
}

function collect(template: Template): LaunchTemplateNames {
  const literal = new Map<string, string>();
  const expression = new Map<string, string>();
  const computed: { readonly id: string; readonly name: DataNode }[] = [];
  for (const { id, type, properties } of template.resources.values()) {
    const name = child(properties, "LaunchTemplateName");
    if (type !== launchTemplateType || name === undefined) continue;
    if (name.kind === "scalar") {
      if (name.value !== null && !literal.has(String(name.value))) literal.set(String(name.value), id);
      continue;
    }
    if (!expression.has(written(name))) expression.set(written(name), id);
    computed.push({ id, name });
  }
  return { literal, expression, computed };
}
