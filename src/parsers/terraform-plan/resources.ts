import type { Resource } from "../../model/resource.ts";
import { membersOf, scalarAt, textAt } from "../../syntax/json/skim.ts";
import type { PlannedCode, PlanOutline } from "../parser.ts";
import { readCode } from "./configuration.ts";
import type { PlanDocument } from "./document.ts";
import { readEntries, type Entry } from "./entries.ts";
import { foundImages, imageOf, type FoundImages } from "./images.ts";
import type { Planned } from "./known.ts";
import { linksOf } from "./links.ts";
import { emptyOutline, outlineOf } from "./outline.ts";
import { placementOf } from "./placement.ts";
import { scopeAt, type Plan } from "./references.ts";
import { codeOf, isSecret, settingsOf } from "./settings.ts";
import { plannedTypes, type PlannedType } from "./types.ts";

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
  const images = foundImages(plan);
  const code = new Map<string, PlannedCode>();
  const resources = entries.wanted.flatMap((entry) => {
    const type = plannedTypes.get(entry.type);
    if (type === undefined) return [];
    const planned = plannedAt(entry, plan);
    code.set(entry.address, codeOf(type, planned));
    return [readResource(entry, type, planned, plan, images)];
  });
  return { resources, outline: outlineOf(plan, code) };
}

function plannedAt({ at, parts, values, unknown, sensitive }: Entry, plan: Plan): Planned {
  const scope = scopeAt(parts.calls, parts.base, parts.key, plan);
  return {
    at,
    values: membersOf(values),
    unknown: unknown && membersOf(unknown),
    sensitive: membersOf(sensitive),
    isSecret: scalarAt(sensitive) === true,
    code: scope?.holder.expressions,
    scope,
  };
}

function readResource(entry: Entry, type: PlannedType, resource: Planned, plan: Plan, images: FoundImages): Resource {
  const { calls, base, key } = entry.parts;
  const scope = scopeAt(calls, base, key, plan);
  return {
    kind: type.kind,
    format: "terraform",
    type: entry.type,
    address: entry.address,
    at: entry.at,
    placement: placementOf(resource, scope, plan),
    names: ["name", "id"].flatMap((name) => (isSecret(resource, name) ? [] : (textAt(resource.values.get(name)) ?? []))),
    scenarios: [
      {
        when: [],
        ...settingsOf(type, resource, plan),
        links: linksOf(type, resource, plan),
        image: type.image === undefined ? { state: "absent" } : imageOf(type.image, resource, plan, images),
      },
    ],
  };
}
