import { child, type DataNode } from "../../syntax/data.ts";
import { member, propertiesOf } from "./member.ts";
import type { Template } from "./template.ts";
import { decided } from "./value.ts";

export const launchTemplateType = "AWS::EC2::LaunchTemplate";

/** The logical ids of a template's launch templates by LaunchTemplateName: its known text, or the expression as it is written. */
export interface LaunchTemplateNames {
  readonly literal: ReadonlyMap<string, string>;
  readonly expression: ReadonlyMap<string, string>;
}

const namesOf = new WeakMap<Template, LaunchTemplateNames>();

/** Collected once per template; where several carry one name, the first has it. */
export function launchTemplateNames(template: Template): LaunchTemplateNames {
  const known = namesOf.get(template) ?? collect(template);
  namesOf.set(template, known);
  return known;
}

function collect(template: Template): LaunchTemplateNames {
  const literal = new Map<string, string>();
  const expression = new Map<string, string>();
  for (const resource of template.resources.values()) {
    const node = child(resource.properties, "LaunchTemplateName");
    if (resource.type !== launchTemplateType || node === undefined) continue;
    const properties = propertiesOf(resource.properties, resource.at, { template, assumed: new Map() });
    const name = decided(member(properties, "LaunchTemplateName").value);
    const text = name.kind === "scalar" ? String(name.value) : undefined;
    if (text !== undefined && !literal.has(text)) literal.set(text, resource.id);
    if (text === undefined && !expression.has(written(node))) expression.set(written(node), resource.id);
  }
  return { literal, expression };
}

/** An expression as text without its position, so that two can be compared: what is written alike means the same. */
export function written(node: DataNode): string {
  switch (node.kind) {
    case "scalar":
      return JSON.stringify(node.value);
    case "list":
      return `[${node.items.map(written).join(",")}]`;
    case "map":
      return `{${Array.from(node.entries.values(), ({ key, value }) => `${JSON.stringify(key)}:${written(value)}`).join(",")}}`;
  }
}
