import { items, kindAt, memberOf, membersOf, scalarAt, textAt } from "../../syntax/json/skim.ts";
import type { Place } from "../../model/source.ts";
import { addressOf, prefixOf, withoutKey, type Address } from "./addresses.ts";
import { resourceTypes } from "../../resource-types/table.ts";
import type { PlanDocument } from "./document.ts";

/** One resource instance as it will be, or as it is. */
export interface Entry {
  readonly address: string;
  /** The address in the text. */
  readonly at: Place;
  readonly type: string;
  readonly parts: Address;
  readonly values: Place;
  /** The parts known only after apply; undefined in a state, where everything is known. */
  readonly unknown: Place | undefined;
  readonly sensitive: Place | undefined;
}

/** What the document says of its resources; other types than those that matter are only remembered by where they stand. */
export interface Entries {
  readonly wanted: readonly Entry[];
  /** The change of every managed resource by address. */
  readonly changes: ReadonlyMap<string, Place>;
  /** Addresses of the instances of a resource, by prefix and base. */
  readonly instances: ReadonlyMap<string, readonly string[]>;
  /** Addresses of what others launch through, by prefix and type. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
  /** Data sources that are read during apply only, by prefix and base. */
  readonly deferred: ReadonlySet<string>;
}

/** Every resource that will exist: what is deleted or forgotten is left out. Throws `SkimFault`. */
export function readEntries(document: PlanDocument): Entries {
  const wanted: Entry[] = [];
  const changes = new Map<string, Place>();
  const instances = new Map<string, string[]>();
  const templates = new Map<string, string[]>();
  const deferred = new Set<string>();
  for (const item of items(document.changes)) {
    const resource = membersOf(item);
    const address = textAt(resource.get("address"));
    const change = resource.get("change");
    if (address === undefined || change === undefined) continue;
    if (textAt(resource.get("mode")) === "data") {
      deferred.add(withoutKey(address));
      continue;
    }
    changes.set(address, change);
    if (!resourceTypes.has(textAt(resource.get("type")) ?? "")) {
      remember(address);
      continue;
    }
    const parts = membersOf(change);
    const values = parts.get("after");
    if (values === undefined || kindAt(values) !== "map") continue;
    remember(address);
    keep(resource, values, parts.get("after_unknown"), parts.get("after_sensitive"));
  }
  // A plan with changes lists every resource among them; one that was cut down may have its values alone.
  for (const resource of changes.size > 0 ? [] : resourcesIn(document.values)) {
    const values = resource.get("values");
    if (textAt(resource.get("mode")) === "data" || values === undefined) continue;
    remember(textAt(resource.get("address")) ?? "");
    keep(resource, values, undefined, resource.get("sensitive_values"));
  }
  return { wanted, changes, instances, templates, deferred };

  function remember(address: string): void {
    add(instances, withoutKey(address), address);
  }

  function keep(resource: ReadonlyMap<string, Place>, values: Place, unknown: Place | undefined, sensitive: Place | undefined): void {
    const at = resource.get("address");
    const address = textAt(at);
    const type = textAt(resource.get("type"));
    const parts = address === undefined ? undefined : addressOf(address);
    if (at === undefined || address === undefined || parts === undefined || type === undefined || !resourceTypes.has(type)) return;
    wanted.push({ address, at, type, parts, values, unknown, sensitive });
    add(templates, `${prefixOf(parts.calls)}${type}`, address);
  }
}

function add(lists: Map<string, string[]>, key: string, address: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [address]);
  else list.push(address);
}

/** The resources in `values` or `planned_values`, module by module. */
export function* resourcesIn(values: Place | undefined): Generator<ReadonlyMap<string, Place>> {
  const pending = [memberOf(values, "root_module")];
  while (pending.length > 0) {
    const module = membersOf(pending.pop());
    for (const resource of items(module.get("resources"))) yield membersOf(resource);
    pending.push(...[...items(module.get("child_modules"))].reverse());
  }
}

/** Whether any part of an `after_unknown` value is known only after apply. */
export function holdsUnknown(unknown: Place | undefined): boolean {
  if (unknown === undefined) return false;
  if (kindAt(unknown) === "scalar") return scalarAt(unknown) === true;
  const { start, end } = unknown.span;
  return unknown.source.text.slice(start, end).replace(/"(?:[^"\\]|\\.)*"/g, "").includes("true");
}
