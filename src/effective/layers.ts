import type { EffectiveSetting } from "../model/effective.ts";
import type { Layer } from "../model/finding.ts";
import type { Hop, LaunchSettingName, Scalar, Setting } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { awsDefaults, imageDefaults } from "./defaults.ts";
import type { ImageSupport } from "./images.ts";

/** What one layer says of one setting; `undefined` when it has no preference. `via` are the places by which it is reached. */
export interface Voice {
  readonly layer: Layer;
  readonly setting: Setting;
  readonly via: readonly Hop[];
}

/**
 * Layers one option: the first voice that is not absent decides; then the image (tokens and hop limit only), then AWS.
 * An account default that says `no-preference` (or hop limit -1) is no voice: callers leave it out.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#instance-metadata-options-order-of-precedence
 *
 * @param at the place in the launching resource: what the voice of another resource decides is shown there, its way in the trail.
 */
export function decide(name: LaunchSettingName, at: Place, voices: readonly Voice[], image: ImageSupport | undefined): EffectiveSetting {
  for (const voice of voices) {
    if (voice.setting.state !== "absent") return speak(name, voice, voice.setting, at);
  }
  const fromImage = imageDefaults[name];
  if (image?.support === "undecided" && fromImage !== undefined) {
    return { state: "unknown", why: image.why, oneOf: [fromImage, awsDefaults[name].value], at, trail: image.trail, layer: "image" };
  }
  if (image?.support === "v2.0" && fromImage !== undefined) {
    return { state: "known", value: fromImage, at, trail: [...image.trail, { at, note: `not set here, so the image decides: ${String(fromImage)}` }], layer: "image" };
  }
  const value = awsDefaults[name].value;
  return { state: "known", value, at, trail: [{ at, note: `nothing sets it; the default of AWS is ${String(value)}` }], layer: "aws-default" };
}

function speak(name: LaunchSettingName, voice: Voice, written: Exclude<Setting, { state: "absent" }>, at: Place): EffectiveSetting {
  const setting = name === "httpPutResponseHopLimit" ? asNumber(written) : written;
  if (voice.layer === "launch") return { ...setting, layer: setting.byDefault === true ? "service-default" : "launch" };
  const own: Hop = { at: setting.at, note: voice.layer === "account-default" ? "account default" : "set in the launch template" };
  return { ...setting, at, trail: [...setting.trail, own, ...voice.via], layer: voice.layer };
}

/** Formats write the limit as a text, too, and AWS reads it as the number that it spells; any other text stays, for rules to report. */
function asNumber(setting: Exclude<Setting, { state: "absent" }>): Exclude<Setting, { state: "absent" }> {
  if (setting.state === "known") return { ...setting, value: numberIn(setting.value) };
  return setting.oneOf === undefined ? setting : { ...setting, oneOf: [...new Set(setting.oneOf.map(numberIn))] };
}

function numberIn(value: Scalar): Scalar {
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
}

/** A setting that does not apply to this kind of resource. */
export function notApplicable(at: Place): EffectiveSetting {
  return { state: "absent", at, layer: "aws-default" };
}
