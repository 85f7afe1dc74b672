import type { Resource } from "../../model/resource.ts";
import type { Hop } from "../../model/setting.ts";
import { locate, type Place } from "../../model/source.ts";
import { headerOf } from "./blocks.ts";
import { realPlace, withPlaces } from "./composite.ts";
import type { ModuleInstance } from "./instances.ts";
import { attribute } from "./module.ts";

/**
 * Resources as they leave the parser: with the places of real files, and what stands in an installed module placed at the call in the
 * user's own code, which is where it can be changed; the module's file and line go into the notes. `merges` says whether any file of
 * the unit is merged into another.
 */
export function published(resources: readonly Resource[], { userCall }: ModuleInstance, merges: boolean): readonly Resource[] {
  if (userCall === undefined && !merges) return resources;
  if (userCall === undefined) return withPlaces(resources, realPlace);
  const call = realPlace(headerOf(userCall.block, userCall.source));
  // A note at the very place of a finding would be told as part of it: they stand at the call's source.
  const source = attribute(userCall.block, "source");
  const beside = source === undefined ? call : realPlace({ source: userCall.source, span: source.span });
  const outside = (place: Place): Place => {
    const real = realPlace(place);
    return isInstalled(real) ? call : real;
  };
  const noted = ({ at, note }: Hop): Hop => {
    const real = realPlace(at);
    return isInstalled(real) ? { at: beside, note: `${note} (${spot(real)})` } : { at: real, note };
  };
  return resources.map((resource) => {
    const at = realPlace(resource.at);
    const moved = withPlaces(resource, outside, noted);
    return isInstalled(at) ? { ...moved, calls: [...(moved.calls ?? []), { at: beside, note: `${resource.address} is declared in ${spot(at)}` }] } : moved;
  });
}

/** Terraform's own copies of modules lie in `.terraform`: nobody edits them there. */
function isInstalled({ source }: Place): boolean {
  return /(?:^|\/)\.terraform\//.test(source.path);
}

function spot(place: Place): string {
  const { path, start } = locate(place);
  return `${path}:${start.line}`;
}
