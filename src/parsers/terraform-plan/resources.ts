import type { Resource } from "../../model/resource.ts";
import { membersOf, textAt } from "../../syntax/json/skim.ts";
import { readCode } from "./configuration.ts";
import type { PlanDocument } from "./document.ts";
import { readEntries, type Entry } from "./entries.ts";
import { defaultVersionOf, tagKeysOf } from "./extras.ts";
import { foundImages, imageOf, type FoundImages } from "./images.ts";
import type { Planned } from "./known.ts";
import { linksOf } from "./links.ts";
import { placementOf } from "./placement.ts";
import { declarativeDefaults } from "./policies.ts";
import { scopeAt, type Plan } from "./references.ts";
import { isSecret, settingsOf } from "./settings.ts";
import { plannedTypes, type PlannedType } from "./types.ts";

/** The resources of a plan or state that matter to IMDS, in its order. Throws `SkimFault`. */
export function readResources(document: PlanDocument): readonly Resource[] {
  const entries = readEntries(document);
  if (entries.wanted.length === 0) return [];
  const plan: Plan = { document, entries, code: readCode(document.configuration) };
  const images = foundImages(plan);
  return entries.wanted.flatMap((entry) => {
    const type = plannedTypes.get(entry.type);
    return type === undefined ? [] : readResource(entry, type, plan, images);
  });
}

function readResource(entry: Entry, type: PlannedType, plan: Plan, images: FoundImages): readonly Resource[] {
  const { calls, base, key } = entry.parts;
  const scope = scopeAt(calls, base, key, plan);
  const resource: Planned = {
    at: entry.at,
    values: membersOf(entry.values),
    unknown: entry.unknown && membersOf(entry.unknown),
    sensitive: membersOf(entry.sensitive),
    code: scope?.holder.expressions,
    scope,
  };
  const written = type.isPolicy === true ? declarativeDefaults(resource) : settingsOf(type, resource, plan);
  if (written === undefined) return [];
  const found: Resource = {
    kind: type.kind,
    format: "terraform",
    type: entry.type,
    address: entry.address,
    at: entry.at,
    placement: placementOf(resource, scope, plan),
    names: ["name", "id"].flatMap((name) => (isSecret(resource, name) ? [] : (textAt(resource.values.get(name)) ?? []))),
    ...defaultVersionOf(entry.type, resource, plan),
    scenarios: [
      {
        when: [],
        ...tagKeysOf(entry.type, resource),
        ...written,
        links: linksOf(type, resource, plan),
        image: type.image === undefined ? { state: "absent" } : imageOf(type.image, resource, plan, images),
      },
    ],
  };
  return [found];
}
