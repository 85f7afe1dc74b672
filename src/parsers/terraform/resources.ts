import type { Resource } from "../../model/resource.ts";
import type { ResourceType } from "../../resource-types/resource-type.ts";
import { resourceTypes } from "../../resource-types/table.ts";
import { headerOf } from "./blocks.ts";
import { existing, type Existing, type ModuleInstance } from "./instances.ts";
import type { Declared } from "./module.ts";
import { readModuleCalls } from "./module-calls.ts";
import { bodyNode, type CodeNode } from "./node.ts";
import { placementOf } from "./placement.ts";
import { noKey, scopeOf } from "./repetition.ts";

/** How many more instances of resources are told apart in a unit; the rest of it has one for each resource, which stands for all. */
export interface Room {
  left: number;
}

/** Two hundred resources with a hundred instances each: nobody wrote, or will read, as many. */
export const mostResources = 20_000;

/** The resources of a module instance that matter to IMDS, in order of file and position, and those of the well-known modules that it calls. */
export function readResources(instance: ModuleInstance, room: Room): readonly Resource[] {
  const resources: Resource[] = [];
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === undefined) continue;
    const found = existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance);
    room.left -= found.length;
    const told: readonly Existing[] = room.left < 0 && found.length > 1 ? [{ key: noKey, when: [] }] : found;
    for (const existence of told) {
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
