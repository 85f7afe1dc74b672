import type { EffectiveSetting } from "../model/effective.ts";
import type { Resource } from "../model/resource.ts";
import { spelling, type Hop, type LaunchSettingName, type Scalar, type Setting, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { valueWords } from "../model/value-words.ts";
import type { AccountDefaults } from "./account.ts";
import { imageDefaults } from "./defaults.ts";
import type { ImageSupport } from "./images.ts";
import type { Sent } from "./request.ts";

/** A layer below the launch's own settings, with what it would have made of the options. */
export interface Below {
  readonly says: string;
  readonly layer: "launch-template" | "account-default" | "image";
  readonly settings: Readonly<Partial<Record<SettingName, Setting>>>;
}

/** An option of the launch that is less safe than what would have held without it. */
interface Weakened {
  readonly at: Place;
  readonly words: string;
  readonly trail: readonly Hop[];
}

const judged: readonly LaunchSettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"];

/**
 * The layers that the launch's own settings override, in the order in which AWS asks them:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html#instance-metadata-options-order-of-precedence
 */
export function layersBelow(outer: { readonly template: Resource; readonly sent: Sent } | undefined, account: AccountDefaults | undefined, image: ImageSupport | undefined, at: Place): readonly Below[] {
  const layers: Below[] = [];
  if (outer !== undefined) layers.push({ says: outer.template.address, layer: "launch-template", settings: outer.sent.settings });
  if (account !== undefined) layers.push({ says: account.says, layer: "account-default", settings: account.preferences });
  if (image?.support === "v2.0") layers.push({ says: "its image", layer: "image", settings: ofImage(image.trail, at) });
  return layers;
}

function ofImage(trail: readonly Hop[], at: Place): Below["settings"] {
  const place = trail.at(-1)?.at ?? at;
  return Object.fromEntries(Object.entries(imageDefaults).map(([name, value]): [string, Setting] => [name, { state: "known", value, at: place, trail }]));
}

/**
 * The derived setting `weakenedOptions`: what the launch's own settings, or the template that an override names, make less safe than the layer
 * below would have. `implied` are options that nobody wrote: those are reported as not sent, not as weakened.
 */
export function weakenedOptions(resource: Resource, settings: Readonly<Record<SettingName, EffectiveSetting>>, implied: readonly LaunchSettingName[], below: readonly Below[], header: Place): Setting {
  if (isOff(settings.httpEndpoint)) return { state: "absent", at: header };
  const found = judged.flatMap((name) => {
    const own = settings[name];
    if (own.state !== "known" || own.layer !== "launch" || implied.includes(name)) return [];
    return weakening(resource, name, own, below);
  });
  return told(found, header);
}

/** The same for an override of a mixed instances policy that names another launch template than the common one. */
export function weakenedByOverride(resource: Resource, settings: Readonly<Record<SettingName, EffectiveSetting>>, common: { readonly template: Resource; readonly sent: Sent }, at: Place): Setting {
  if (isOff(settings.httpEndpoint)) return { state: "absent", at };
  const below: Below = { says: common.template.address, layer: "launch-template", settings: common.sent.settings };
  const found = judged.flatMap((name) => {
    const own = settings[name];
    return own.state === "known" ? weakening(resource, name, { ...own, at }, [below]) : [];
  });
  return told(found, at);
}

function told(found: readonly Weakened[], header: Place): Setting {
  const [first] = found;
  if (first === undefined) return { state: "absent", at: header };
  return { state: "known", value: found.map(({ words }) => words).join("; "), at: first.at, trail: found.flatMap(({ trail }) => trail) };
}

function isOff(endpoint: Setting): boolean {
  return endpoint.state === "known" && endpoint.value === "disabled";
}

/** The first layer below that speaks is what would have held; only a known value can be called safer. */
function weakening(resource: Resource, name: LaunchSettingName, own: Extract<Setting, { state: "known" }>, below: readonly Below[]): readonly Weakened[] {
  const layer = below.find(({ settings }) => settings[name] !== undefined && settings[name].state !== "absent");
  const theirs = layer?.settings[name];
  if (layer === undefined || theirs?.state !== "known" || !isWeaker(name, own.value, theirs.value, layer.layer)) return [];
  const spelled = spelling(resource.format, name, resource.type);
  const words = `${spelled} ${valueWords(own.value)} instead of ${valueWords(theirs.value)} (${layer.says})`;
  const trail = [...theirs.trail, { at: theirs.at, note: `${spelled} is ${valueWords(theirs.value)}, says ${layer.says}` }, ...own.trail, { at: own.at, note: `${spelled} is ${valueWords(own.value)} here` }];
  return [{ at: own.at, words, trail }];
}

function isWeaker(name: LaunchSettingName, own: Scalar, theirs: Scalar, layer: Below["layer"]): boolean {
  switch (name) {
    case "httpTokens":
      return theirs === "required" && own === "optional";
    case "httpEndpoint":
      return theirs === "disabled" && own === "enabled";
    case "httpPutResponseHopLimit":
      return isHigher(own, theirs, layer);
    case "httpProtocolIpv6":
    case "instanceMetadataTags":
      return false;
  }
}

/**
 * An account default is there to be adapted: 2 hops are what AWS recommends for container hosts, so only more than that weakens it. An image's 2 is no
 * protection at all, but more than what AWS would use without it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
function isHigher(own: Scalar, theirs: Scalar, layer: Below["layer"]): boolean {
  const [mine, other] = [Number(own), Number(theirs)];
  if (!(mine > other && mine <= 64)) return false;
  switch (layer) {
    case "launch-template":
      return true;
    case "account-default":
      return mine > 2;
    case "image":
      return false;
  }
}
