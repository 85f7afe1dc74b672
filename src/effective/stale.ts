import type { EffectiveSetting } from "../model/effective.ts";
import type { Resource } from "../model/resource.ts";
import type { Hop, Setting, SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { valueWords } from "../model/value-words.ts";
import type { Through } from "./scenarios.ts";

type Settings = Readonly<Record<SettingName, EffectiveSetting>>;

/**
 * The derived setting `staleVersion`: the launch relies on what a scanned template says about IMDS, but goes through a version of it that no
 * update of the template reaches. Every update makes a new version; what is launched is the default one unless the consumer says otherwise:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchTemplateSpecification.html
 */
export function staleVersion(header: Place, through: Through | undefined, settings: Settings): Setting {
  const template = through?.template;
  const protection = through === undefined || template?.defaultVersion === undefined ? undefined : protectionIn(settings);
  if (through === undefined || template?.defaultVersion === undefined || protection === undefined) return { state: "absent", at: header };
  const { version, target } = through.link;
  const asksForDefault = version.state === "absent" || (version.state === "known" && version.value === "$Default");
  const at = version.state === "absent" ? target.at : version.at;
  if (asksForDefault) return ofDefault(template, template.defaultVersion, at, protection);
  if (version.state === "known") return ofNumber(template, version.value, { at, header, trail: version.trail }, protection);
  return { state: "absent", at: header };
}

/** What the template protects this launch with; undefined when it does not, so that its versions do not matter here. */
function protectionIn({ httpTokens, httpEndpoint }: Settings): string | undefined {
  if (httpEndpoint.state === "known" && httpEndpoint.value === "disabled") return httpEndpoint.layer === "launch-template" ? "switches the metadata service off" : undefined;
  return httpTokens.state === "known" && httpTokens.value === "required" && httpTokens.layer === "launch-template" ? "requires tokens" : undefined;
}

function ofDefault(template: Resource, standard: Setting, at: Place, protection: string): Setting {
  if (standard.state === "unknown") {
    const why = `it launches the default version of ${template.address}, and it is not known whether that follows its updates (${standard.why})`;
    return { state: "unknown", why, at, trail: standard.trail };
  }
  if (standard.state === "absent" || standard.value === "$Latest") return { state: "absent", at };
  if (String(standard.value) !== "1") return { state: "unknown", why: notNewest(template, standard.value), at, trail: standard.trail };
  return {
    state: "known",
    value: `the default version of ${template.address}, which stays 1`,
    at,
    trail: [...standard.trail, says(template, `${protection}, and its default version stays 1`), { at, note: "launches the default version" }],
  };
}

/** The first version is what an update leaves behind; whether any other number is the newest, the code does not say. */
function ofNumber(template: Resource, value: string | number | boolean, { at, header, trail }: { readonly at: Place; readonly header: Place; readonly trail: readonly Hop[] }, protection: string): Setting {
  const number = String(value);
  if (!/^\d+$/.test(number)) return { state: "absent", at: header };
  if (number === "1") return { state: "known", value: `version 1 of ${template.address}`, at, trail: [...trail, says(template, protection), { at, note: "launches version 1" }] };
  return { state: "unknown", why: notNewest(template, value), at, trail };
}

function notNewest({ address }: Resource, version: string | number | boolean): string {
  return `it is not known whether version ${valueWords(version)} is the newest one of ${address}`;
}

function says({ address, at }: Resource, protection: string): Hop {
  return { at, note: `${address} ${protection}` };
}
