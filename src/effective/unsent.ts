import type { Remark } from "../model/effective.ts";
import type { Presence, Resource } from "../model/resource.ts";
import { spelling, type LaunchSettingName, type Scalar, type Setting } from "../model/setting.ts";
import type { Sent } from "./request.ts";

/** The launch template of one way to launch, with what was sent for it. */
interface Outer {
  readonly template: Resource;
  readonly sent: Sent;
}

/**
 * The derived setting `unsentOptions`: which written options never reach AWS, at the first of them. These are options of the resource's own
 * block that the provider leaves out, and options of its launch template over which the provider sends something that nobody wrote.
 */
export function unsentOptions(resource: Resource, block: Presence, own: Sent, outer: Outer | undefined): Setting {
  const [first] = own.dropped;
  if (first !== undefined) {
    return { state: "known", value: own.dropped.map(({ option }) => option).join(", "), at: first.at, trail: [] };
  }
  const [doubt] = own.doubtful;
  if (doubt !== undefined) return doubt;
  const overridden = overriddenBy(own, outer);
  const lost = overridden.filter(({ theirs }) => theirs.state === "known");
  const [asked] = lost.length > 0 ? lost : overridden;
  if (outer === undefined || asked === undefined) return { state: "absent", at: block.at };
  const { name, theirs } = asked;
  if (theirs.state === "unknown") return { ...theirs, why: `${spelling(resource.format, name)} of ${outer.template.address} is overridden, and ${theirs.why}`, at: block.at };
  const names = lost.map((one) => `${spelling(resource.format, one.name)} of ${outer.template.address}`);
  return { state: "known", value: names.join(", "), at: block.at, trail: [] };
}

/** The story of `unsentOptions`, for its finding: why each option is not sent. */
export function unsentRemarks(resource: Resource, block: Presence, own: Sent, outer: Outer | undefined): readonly Remark[] {
  const dropped = own.dropped.map(({ at, note }): Remark => ({ at, note, setting: "unsentOptions" }));
  const overridden = overriddenBy(own, outer).flatMap(({ name, theirs, ours }): readonly Remark[] => {
    if (theirs.state !== "known" || outer === undefined) return [];
    const option = spelling(resource.format, name);
    return [
      { at: block.at, note: `the provider sends ${option} "${String(ours)}" whenever this block is written, over the "${String(theirs.value)}" of ${outer.template.address}`, setting: "unsentOptions" },
      { at: theirs.at, note: `${option} is "${String(theirs.value)}" in ${outer.template.address}`, setting: "unsentOptions" },
    ];
  });
  return [...dropped, ...overridden];
}

interface Overridden {
  readonly name: LaunchSettingName;
  readonly ours: Scalar;
  readonly theirs: Exclude<Setting, { state: "absent" }>;
}

/** Options of the template that differ, or may differ, from what is sent over them without being written. */
function overriddenBy(own: Sent, outer: Outer | undefined): readonly Overridden[] {
  if (outer === undefined) return [];
  return own.implied.flatMap((name): readonly Overridden[] => {
    const ours = own.settings[name];
    const theirs = outer.sent.settings[name];
    if (ours.state !== "known" || theirs.state === "absent") return [];
    return theirs.state === "known" && theirs.value === ours.value ? [] : [{ name, ours: ours.value, theirs }];
  });
}
