import type { Kind, Resource, StrayOption } from "../../model/resource.ts";
import type { ResourceType } from "../../resource-types/resource-type.ts";
import { resourceTypes } from "../../resource-types/table.ts";
import { headerOf } from "./blocks.ts";
import { existing, type Existing, type ModuleInstance } from "./instances.ts";
import { unreadArguments } from "./module-arguments.ts";
import { readModuleCalls } from "./module-calls.ts";
import type { Declared } from "./module.ts";
import { bodyNode, type CodeNode } from "./node.ts";
import { keyOf } from "./outcome.ts";
import { outcomesOf } from "./outcomes.ts";
import { placementOf } from "./placement.ts";
import type { Watch } from "./references.ts";
import { told } from "./remarks.ts";
import { noKey, scopeOf } from "./repetition.ts";
import { strayOptions } from "./stray-options.ts";
import type { InstanceKey } from "./value.ts";

/** How many more instances of resources are told apart in a unit; the rest of it has one for each resource, which stands for all. */
export interface Room {
  left: number;
}

/** Two hundred resources with a hundred instances each: nobody wrote, or will read, as many. */
export const mostResources = 20_000;

/** The resources of a module instance that matter to IMDS, in order of file and position, and those of the well-known modules that it calls. */
export function readResources(instance: ModuleInstance, room: Room): readonly Resource[] {
  const resources: Resource[] = [];
  const unread = unreadArguments(instance);
  for (const [address, declared] of instance.module.resources) {
    const type = resourceTypes.get(declared.block.labels[0]?.value ?? "");
    if (type === undefined) continue;
    const found = existing(`${instance.prefix}${address}`, declared, instance.evaluator, instance);
    room.left -= found.length;
    const apart: readonly Existing[] = room.left < 0 && found.length > 1 ? [{ key: noKey, when: [], now: () => noKey }] : found;
    for (const existence of apart) {
      const resource = readResource(address, declared, type, existence, instance, unread);
      if (resource.scenarios.length > 0) resources.push(resource);
    }
  }
  resources.push(...readModuleCalls(instance));
  return resources;
}

function readResource(address: string, declared: Declared, type: ResourceType, existence: Existing, instance: ModuleInstance, unread: readonly StrayOption[]): Resource {
  const { prefix, evaluator, providers, when, doubts, calls } = instance;
  const { key, doubt } = existence;
  const at = headerOf(declared.block, declared.source);
  const scope = scopeOf(declared, key);
  const nodeIn = (own: InstanceKey, watch?: Watch): CodeNode => bodyNode(declared.block.body, at, scopeOf(declared, own), evaluator.evaluate, watch);
  const plain = nodeIn(key);
  const placement = placementOf(declared, scope, providers, evaluator.evaluate);
  const strays = [...strayOptions(type.options, plain, declared), ...(hasOptions(type.kind) ? unread : [])];
  const extras = { ...ifAny("strayOptions", strays), ...ifAny("tagKeys", type.tagKeys?.(plain, placement.tagKeys ?? []) ?? []) };
  const cases = outcomesOf((own, watch) => type.ways(nodeIn(own, watch)), keyOf, existence, instance);
  // A machine that may not exist is judged as if it did; a protection that may not exist must not be taken for granted.
  const doubtful = type.kind === "account-defaults" ? [...doubts, ...(doubt === undefined ? [] : [doubt])] : [];
  const before = [...when, ...existence.when, ...doubtful];
  return {
    kind: type.kind,
    format: "terraform",
    type: declared.block.labels[0]?.value ?? "",
    address: `${prefix}${address}${key.text}`,
    at,
    placement,
    calls,
    names: namesOf(plain, type.named),
    scenarios: cases.flatMap(({ when: assumed, outcome }) =>
      outcome.map(({ when: chosen = [], block, settings, links, image }) => ({ when: [...before, ...assumed, ...chosen], block, settings, links, image, ...extras })),
    ),
    ...(type.defaultVersion === undefined ? {} : { defaultVersion: type.defaultVersion(plain) }),
    ...told(cases.flatMap(({ outcome }) => outcome.flatMap((way) => way.remarks ?? []))),
  };
}

/** Whether what a module was passed for its metadata options is about resources of this kind. */
function hasOptions(kind: Kind): boolean {
  return kind === "instance" || kind === "launch-template" || kind === "launch-configuration";
}

function ifAny<Name extends string, Item>(name: Name, items: readonly Item[]): Partial<Readonly<Record<Name, readonly Item[]>>> {
  return items.length === 0 ? {} : ({ [name]: items } as Readonly<Record<Name, readonly Item[]>>);
}

function namesOf(node: CodeNode, named = "name"): readonly string[] {
  const { value } = node.field(named);
  return value.kind === "scalar" && typeof value.value === "string" ? [value.value] : [];
}
