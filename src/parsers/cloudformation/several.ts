import { renamed } from "../../model/renamed.ts";
import type { Resource } from "../../model/resource.ts";

/**
 * The resources of one of several templates in one file. They are stacks of their own, with parameters and logical ids of their own: from the
 * second on, names say which template they belong to, so that nothing of one is taken for something of another.
 */
export function ofTemplate(resource: Resource, index: number): Resource {
  if (index === 0) return resource;
  const name = (text: string): string => `${text} (template ${index + 1})`;
  const { address, placement, scenarios } = resource;
  return { ...resource, address: name(address), placement: { ...placement, account: name(placement.account ?? "") }, scenarios: scenarios.map((scenario) => renamed(scenario, name)) };
}
