import type { ImageUse, Link, Target } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import type { Setting } from "../../model/setting.ts";
import { withoutKeys } from "./addresses.ts";
import { joinSetting } from "./settings.ts";

/**
 * What a resource launches through, at its places in the code. A plan does not show what stands in `dynamic` blocks and locals: what it
 * does not know is taken from the code.
 */
export function joinLinks(planned: readonly Link[], code: readonly Link[], at: Place, address: string): readonly Link[] {
  if (planned.length === 0) return code.every(({ target }) => target.state === "unknown") ? code : [];
  const free = new Set(code);
  return planned.map((link, index) => {
    const own = partnerOf(link, code.length === planned.length ? code[index] : undefined, free) ?? code.find(({ to }) => to === link.to);
    if (own !== undefined) free.delete(own);
    return own === undefined ? movedLink(link, at) : joinLink(link, own, address);
  });
}

/** Plans sort some blocks by their content: what the code has in the same place counts unless it means something else. */
function partnerOf(planned: Link, sameIndex: Link | undefined, free: ReadonlySet<Link>): Link | undefined {
  const candidates = [...(sameIndex !== undefined && free.has(sameIndex) ? [sameIndex] : []), ...free];
  return candidates.find((own) => isLike(planned, own)) ?? candidates.find(({ to }) => to === planned.to);
}

function isLike(planned: Link, code: Link): boolean {
  return planned.to === code.to && isSameVersion(planned.version, code.version) && isSameTarget(planned.target, code.target);
}

function isSameVersion(planned: Setting, code: Setting): boolean {
  return planned.state !== "known" || code.state === "unknown" || (code.state === "known" && String(planned.value) === String(code.value));
}

function isSameTarget(planned: Target, code: Target): boolean {
  if (planned.state === "resource" && code.state === "resource") return withoutKeys(planned.address) === withoutKeys(code.address);
  return planned.state !== "named" || code.state !== "named" || planned.name === code.name;
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
