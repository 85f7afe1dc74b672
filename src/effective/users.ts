import type { Facts } from "../model/effective.ts";
import type { Resource, Scenario } from "../model/resource.ts";
import { imageSupport, type ImageSupport } from "./images.ts";
import type { Index } from "./index-resources.ts";
import { sent } from "./sent.ts";

/** A scenario in which something launches through a launch template. */
interface Use {
  readonly user: Resource;
  readonly scenario: Scenario;
}

/** Who launches through each launch template of a scope. */
export type Users = ReadonlyMap<Resource, readonly Use[]>;

export function usersOf(resources: readonly Resource[], index: Index): Users {
  const users = new Map<Resource, Use[]>();
  for (const user of resources) {
    for (const scenario of user.scenarios) {
      for (const { to, target } of sent(user, scenario).links) {
        const template = to === "launch-template" ? index.find(to, target) : undefined;
        if (template === undefined) continue;
        const uses = users.get(template);
        if (uses === undefined) users.set(template, [{ user, scenario }]);
        else uses.push({ user, scenario });
      }
    }
  }
  return users;
}

/**
 * The image of a launch template that names none: EKS, Batch and others bring one of their own. It says something only when all who launch
 * through the template, as far as they are in the scope, bring images with `v2.0`, or images of which it was not worked out.
 */
export function broughtImage(template: Resource, users: Users, index: Index, facts: Facts): ImageSupport | undefined {
  const uses = users.get(template) ?? [];
  const brought = uses.map(({ user, scenario }) => ({ user, image: scenario.image.state === "absent" ? undefined : imageSupport(scenario.image, index, facts) }));
  const [first] = brought;
  if (first?.image === undefined || brought.some(({ image }) => image?.support !== "v2.0" && image?.support !== "undecided")) return undefined;
  const open = brought.find(({ image }) => image?.support === "undecided");
  if (open?.image !== undefined) return open.image;
  return { support: "v2.0", trail: [...first.image.trail, { at: first.user.at, note: `${first.user.address} brings the image` }] };
}
