import type { ImageUse, Link, Target } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import { joinSetting } from "./settings.ts";

/**
 * What a resource launches through, at its places in the code. A plan does not show what stands in `dynamic` blocks and locals: what it
 * does not know is taken from the code.
 */
export function joinLinks(planned: readonly Link[], code: readonly Link[], at: Place, address: string): readonly Link[] {
  if (planned.length === 0) return code.every(({ target }) => target.state === "unknown") ? code : [];
  return planned.map((link, index) => {
    const own = code.length === planned.length ? code[index] : code.find(({ to }) => to === link.to);
    return own === undefined ? movedLink(link, at) : joinLink(link, own, address);
  });
}

function joinLink(planned: Link, code: Link, address: string): Link {
  const target: Target = planned.target.state === "unknown" && code.target.state !== "unknown" ? code.target : { ...planned.target, at: code.target.at };
  return { ...planned, target, version: joinSetting(planned.version, code.version, { isShown: true, isSecret: false, address }) };
}

function movedLink(link: Link, at: Place): Link {
  return { ...link, target: { ...link.target, at }, version: { ...link.version, at } };
}

export function joinImage(planned: ImageUse, code: ImageUse, at: Place): ImageUse {
  if (planned.state === "unknown" && code.state !== "absent") return code.state === "unknown" ? { ...planned, at: code.at } : code;
  return planned.state === "absent" ? planned : { ...planned, at: code.state === "absent" ? at : code.at };
}
