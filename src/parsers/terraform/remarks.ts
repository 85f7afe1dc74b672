import type { Resource } from "../../model/resource.ts";

/** What there is to remark on a resource, each thing once however many of its scenarios say it. */
export function told(remarks: NonNullable<Resource["remarks"]>): Pick<Resource, "remarks"> {
  const seen = new Map(remarks.map((remark) => [JSON.stringify([remark.note, remark.setting, remark.at.source.path, remark.at.span.start]), remark]));
  return seen.size === 0 ? {} : { remarks: [...seen.values()] };
}
