import { settingNames, type Hop, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Presence, Scenario } from "../../model/resource.ts";
import type { PlannedCode } from "../../parsers/parser.ts";

type Settings = Scenario["settings"];

/** What is written for one resource, as a plan has it or as the code has it. */
export type Written = Pick<Scenario, "block" | "settings">;

/** What is known of the plan beside its values. */
export interface PlanSays extends PlannedCode {
  /** Whether what looks absent in it may be something that is known only after apply. */
  readonly mayHoldUnknowns: boolean;
  readonly address: string;
}

/**
 * Whether a plan can have been made of this code, evaluated with the plan's inputs. It cannot when both know a value and do not agree, or
 * when one of them writes what the other leaves out. What the provider fills in for what nobody writes is no difference.
 */
export function agree(planned: Written, code: Written, { written }: PlannedCode): boolean {
  if (code.block.state === "present" && planned.block.state === "absent") return false;
  return settingNames.every((name) => {
    const [one, other] = [planned.settings[name], code.settings[name]];
    if (other.state === "known") return one.state === "unknown" || (one.state === "known" ? String(one.value) === String(other.value) : isNothing(other.value));
    return other.state === "unknown" || one.state !== "known" || !written.has(name) || isWritten(other, code.settings);
  });
}

/** Plans do not tell "" and 0 from what is not set. */
function isNothing(value: unknown): boolean {
  return value === "" || value === 0;
}

/** An argument that is null stands at its own place, one that nobody writes where all of them do, such as the derived one that nobody can. */
function isWritten(setting: Setting, { unsentOptions }: Settings): boolean {
  return !isSame(setting.at, unsentOptions.at);
}

export function isSame(a: Place, b: Place): boolean {
  return a.source.path === b.source.path && a.span.start === b.span.start && a.span.end === b.span.end;
}

/** Where the plan has something. */
export function placeInPlan(at: Place, address: string): Hop {
  return { at, note: `${address} in the plan` };
}

/** The settings at their places in the code, with the values of the plan where it has them, else with those of the code. */
export function joinWritten(planned: Written, code: Written, at: Place, says: PlanSays): Written {
  const block = joinBlock(planned.block, code.block, at, says);
  const settings = Object.fromEntries(settingNames.map((name) => [name, joinNamed(name, planned.settings, code.settings, says)])) as Settings;
  return { block, settings };
}

function joinBlock(planned: Presence, code: Presence, at: Place, { mayHoldUnknowns }: PlanSays): Presence {
  switch (planned.state) {
    case "present":
      return { state: "present", at: code.at };
    case "absent":
      // A dynamic block over something that is known only after apply looks like none at all.
      return code.state === "unknown" && mayHoldUnknowns ? code : { state: "absent", at };
    case "unknown":
      return code;
  }
}

function joinNamed(name: SettingName, planned: Settings, code: Settings, says: PlanSays): Setting {
  const isShown = says.written.has(name) || !says.mayHoldUnknowns;
  return joinSetting(planned[name], code[name], { isShown, isSecret: says.secret.has(name), address: says.address });
}

/** One setting; `isShown` says that it is really absent where the plan has no value. A secret is never looked up in the code. */
export function joinSetting(planned: Setting, code: Setting, { isShown, isSecret, address }: { readonly isShown: boolean; readonly isSecret: boolean; readonly address: string }): Setting {
  switch (planned.state) {
    case "known": {
      const isTold = code.state === "known" && String(code.value) === String(planned.value);
      return { ...planned, at: code.at, trail: isTold ? code.trail : [placeInPlan(planned.at, address)] };
    }
    case "absent":
      return code.state === "unknown" && !isShown ? code : { state: "absent", at: code.at };
    case "unknown":
      if (isSecret) return { ...planned, at: code.at };
      return code.state === "unknown" ? { ...code, why: planned.why } : code;
  }
}
