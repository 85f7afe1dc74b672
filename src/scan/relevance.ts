import type { EffectiveResource } from "../model/effective.ts";
import type { Finding } from "../model/finding.ts";
import type { Scenario } from "../model/resource.ts";
import type { Hop } from "../model/setting.ts";
import type { Place } from "../model/source.ts";

/**
 * Whether a finding concerns one of the files: it stands there, or one of them takes part in it. A changed variable whose
 * default breaks a resource in another file must be reported with the file that changed.
 */
export function concerns(finding: Finding, files: ReadonlySet<string>): boolean {
  return [finding, ...finding.related, ...finding.trail].some(({ location }) => files.has(location.path));
}

/** Whether one of the files holds a module call that leads to the resource: the call is what creates its machines. */
export function isCalledFrom({ resource }: EffectiveResource, files: ReadonlySet<string>): boolean {
  return (resource.calls ?? []).some(({ at }) => files.has(at.source.path));
}

/** Whether a resource, or anything that decides its settings, stands in one of the files. */
export function touches(effective: EffectiveResource, files: ReadonlySet<string>): boolean {
  for (const place of placesOf(effective)) {
    if (files.has(place.source.path)) return true;
  }
  return false;
}

function* placesOf({ resource, scenarios, context }: EffectiveResource): Generator<Place> {
  yield resource.at;
  for (const { at } of resource.calls ?? []) yield at;
  for (const scenario of resource.scenarios) yield* writtenPlaces(scenario);
  for (const scenario of scenarios) {
    for (const setting of Object.values(scenario.settings)) yield* way(setting);
  }
  for (const { at } of context) yield at;
}

function* writtenPlaces(scenario: Scenario): Generator<Place> {
  for (const { at } of scenario.when) {
    if (at !== undefined) yield at;
  }
  yield* way(scenario.block);
  for (const { target, version } of scenario.links) {
    yield* way(target);
    yield* way(version);
  }
  if (scenario.image.state !== "absent") yield* way(scenario.image);
}

function* way(part: { readonly at: Place; readonly trail?: readonly Hop[] }): Generator<Place> {
  yield part.at;
  for (const hop of part.trail ?? []) yield hop.at;
}
