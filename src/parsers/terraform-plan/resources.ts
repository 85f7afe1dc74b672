import type { Resource } from "../../model/resource.ts";
import { membersOf, textAt } from "../../syntax/json/skim.ts";
import { resourceTypes } from "../../resource-types/table.ts";
import type { ResourceType } from "../../resource-types/resource-type.ts";
import type { PlannedCode, PlanOutline } from "../parser.ts";
import { readCode } from "./configuration.ts";
import type { PlanDocument } from "./document.ts";
import { readEntries, type Entry } from "./entries.ts";
import { foundImages } from "./images.ts";
import { isSecret, type Planned } from "./known.ts";
import { codeOf, plannedNode, type Reading } from "./node.ts";
import { emptyOutline, outlineOf } from "./outline.ts";
import { placementOf } from "./placement.ts";
import { scopeAt, type Plan } from "./references.ts";

/** What a plan or state holds of interest. */
export interface PlanContent {
  readonly resources: readonly Resource[];
  readonly outline: PlanOutline;
}

/** The resources of a plan or state that matter to IMDS, in its order, and what it says of its code. Throws `SkimFault`. */
export function readContent(document: PlanDocument): PlanContent {
  const entries = readEntries(document);
  if (entries.wanted.length === 0) return { resources: [], outline: emptyOutline(document) };
  const plan: Plan = { document, entries, code: readCode(document.configuration) };
  const byAddress = new Map(entries.wanted.map((entry) => [entry.address, entry]));
  const resourceAt = (address: string): Planned | undefined => {
    const entry = byAddress.get(address);
    return entry && planned(entry, plan);
  };
  const images = foundImages(plan);
  const code = new Map<string, readonly PlannedCode[]>();
  const resources = entries.wanted.flatMap((entry) => {
    const type = resourceTypes.get(entry.type);
    if (type === undefined) return [];
    const reading: Reading = { plan, images, resourceAt, shown: new Map() };
    const resource = readResource(entry, type, reading);
    if (resource.scenarios.length === 0) return [];
    code.set(entry.address, resource.scenarios.map(({ settings }) => codeOf(settings, reading)));
    return [resource];
  });
  return { resources, outline: outlineOf(plan, code) };
}

function readResource(entry: Entry, type: ResourceType, reading: Reading): Resource {
  const { plan } = reading;
  const resource = planned(entry, plan);
  const ways = type.ways(plannedNode(type.kind === "account-defaults" ? withoutFilledIn(resource) : resource, reading));
  const remarks = ways.flatMap((way) => way.remarks ?? []);
  return {
    kind: type.kind,
    format: "terraform",
    type: entry.type,
    address: entry.address,
    at: entry.at,
    placement: placementOf(resource, scopeOf(entry, plan), plan),
    names: [type.named ?? "name", "id"].flatMap((name) => (isSecret(resource, name) ? [] : (textAt(resource.values.get(name)) ?? []))),
    scenarios: ways.map(({ when = [], block, settings, links, image }) => ({ when, block, settings, links, image })),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

function scopeOf({ parts: { calls, base, key } }: Entry, plan: Plan): ReturnType<typeof scopeAt> {
  return scopeAt(calls, base, key, plan);
}

function planned(entry: Entry, plan: Plan): Planned {
  const scope = scopeOf(entry, plan);
  return {
    type: entry.type,
    at: entry.at,
    values: membersOf(entry.values),
    unknown: entry.unknown && membersOf(entry.unknown),
    sensitive: entry.sensitive,
    code: scope?.holder.expressions,
    scope,
  };
}

/** The provider fills in `no-preference` and -1 for what nobody wrote; nothing here is computed, so the code tells. */
function withoutFilledIn(resource: Planned): Planned {
  const { code } = resource;
  if (code === undefined) return resource;
  return { ...resource, values: new Map([...resource.values].filter(([name]) => code.has(name))) };
}
