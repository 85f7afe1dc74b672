import type { Resource } from "../../model/resource.ts";
import type { ResourceType } from "../../resource-types/resource-type.ts";
import { resourceTypes } from "../../resource-types/table.ts";
import { headerOf } from "./blocks.ts";
import { existing, type Existing, type ModuleInstance } from "./instances.ts";
import type { Declared } from "./module.ts";
import { readModuleCalls } from "./module-calls.ts";
import { bodyNode, type CodeNode } from "./node.ts";
import { placementOf } from "./placement.ts";
import { scopeOf } from "./repetition.ts";

/** The resources of a module instance that matter to IMDS, in order of file and position, and those of the well-known modules that it calls. */
export function readResources(instance: ModuleInstance): readonly Resource[] {
  const resources: Resource[] = [];
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === undefined) continue;
    for (const existence of existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance)) {
      const resource = readResource(address, declared, type, existence, instance);
      if (resource.scenarios.length > 0) resources.push(resource);
    }
  }
  resources.push(...readModuleCalls(instance));
  return resources;
}

function readResource(address: string, declared: Declared, type: ResourceType, { key, when: assumed, doubt }: Existing, instance: ModuleInstance): Resource {
  const { prefix, evaluator, providers, when, calls } = instance;
  const at = headerOf(declared.block, declared.source);
  const scope = scopeOf(declared, key);
  const node = bodyNode(declared.block.body, at, scope, evaluator.evaluate);
  const ways = type.ways(node);
  const remarks = ways.flatMap((way) => way.remarks ?? []);
  const doubtful = type.kind === "account-defaults" && doubt !== undefined ? [doubt] : [];
  return {
    kind: type.kind,
    format: "terraform",
    type: declared.block.labels[0]?.value ?? "",
    address: `${prefix}${address}${key.text}`,
    at,
    placement: placementOf(declared, scope, providers, evaluator.evaluate),
    calls,
    names: namesOf(node, type.named),
    // A machine that may not exist is judged as if it did; a protection that may not exist must not be taken for granted.
    scenarios: ways.map(({ when: chosen = [], block, settings, links, image }) => ({ when: [...when, ...assumed, ...doubtful, ...chosen], block, settings, links, image })),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

function namesOf(node: CodeNode, named = "name"): readonly string[] {
  const { value } = node.field(named);
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}
