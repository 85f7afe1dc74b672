import type { Place } from "./source.ts";
export type Scalar = string | number | boolean;
/** One step of a value's way: `note` says what stands at the place ("default of var.tokens"). */
export interface Hop {
    readonly at: Place;
    readonly note: string;
}
/**
 * One IMDS option of one resource. A value outside AWS's domain (`http_tokens = "Required"`) is `known`: rules report it.
 * `absent` points to where the option would be written. `unknown` says why in words that name the construct
 * ("var.tokens has no default"), and lists the possible values where they are known. `byDefault` marks what nobody wrote: the service that
 * launches the machines decides it by itself, or is not known to.
 */
export type Setting = {
    readonly state: "known";
    readonly value: Scalar;
    readonly at: Place;
    readonly trail: readonly Hop[];
    readonly byDefault?: true;
} | {
    readonly state: "absent";
    readonly at: Place;
} | {
    readonly state: "unknown";
    readonly why: string;
    readonly oneOf?: readonly Scalar[];
    readonly at: Place;
    readonly trail: readonly Hop[];
    readonly byDefault?: true;
};
/** The settings of instances and templates, which `src/effective` layers. */
export declare const launchSettings: readonly ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"];
/**
 * Derived by `src/effective`: findings about a resource as a text for people, absent where there is nothing to say. They stand at the place
 * that is at fault, and their trail tells the story. `invalidOptions`: what AWS or the provider rejects; `staleVersion`: the version of a launch
 * template that never becomes the newest; `weakenedOptions`: options that undo a safer layer; `conflictingDefaults`: other declarations of the
 * same account defaults; `illegalTagKeys`: tag keys that cannot be instance metadata.
 */
export declare const derivedTexts: readonly ["invalidOptions", "staleVersion", "weakenedOptions", "conflictingDefaults", "illegalTagKeys"];
/**
 * All settings of the model. `imdsSupport` and `imageOrigin` belong to images; `imageOrigin` is derived
 * ("registered" or "copied"): copies inherit `imdsSupport` from their source. `httpTokensEnforced` belongs to accounts.
 * `unsentOptions` is derived by `src/effective`: the written options that never reach AWS, as a list for people; absent when all do.
 */
export declare const settingNames: readonly ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags", "imdsSupport", "imageOrigin", "httpTokensEnforced", "unsentOptions", "invalidOptions", "staleVersion", "weakenedOptions", "conflictingDefaults", "illegalTagKeys"];
export type LaunchSettingName = (typeof launchSettings)[number];
export type SettingName = (typeof settingNames)[number];
/** How the formats spell the settings, for messages and fixes. */
export type Format = "terraform" | "cloudformation" | "launch-template-json";
/** The name of a setting as a user of that format writes it, for some resource types in the type's own words. */
export declare function spelling(format: Format, name: SettingName, type?: string): string;
