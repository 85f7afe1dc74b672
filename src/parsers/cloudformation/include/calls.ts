import type { Resource, Scenario } from "../../../model/resource.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Place } from "../../../model/source.ts";
import { includesOf } from "../origins.ts";

/** The resource with the includes that bring it, or anything that decides its settings: they are its calls, as those of a module are. */
export function withIncludes(resource: Resource): Resource {
  const calls = new Map<Place, Hop>();
  for (const place of [resource.at, ...resource.scenarios.flatMap(placesOf)]) {
    for (const hop of includesOf(place)) calls.set(hop.at, hop);
  }
  return calls.size === 0 ? resource : { ...resource, calls: [...(resource.calls ?? []), ...calls.values()] };
}

function placesOf({ block, settings, links, image }: Scenario): readonly Place[] {
  const written = [block, ...Object.values(settings), ...links.flatMap(({ target, version }) => [target, version])];
  return [...written.map(({ at }) => at), ...(image.state === "absent" ? [] : [image.at])];
}
