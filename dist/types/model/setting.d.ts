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
 * ("var.tokens has no default"), and lists the possible values where they are known.
 */
export type Setting = {
    readonly state: "known";
    readonly value: Scalar;
    readonly at: Place;
    readonly trail: readonly Hop[];
} | {
    readonly state: "absent";
    readonly at: Place;
} | {
    readonly state: "unknown";
    readonly why: string;
    readonly oneOf?: readonly Scalar[];
    readonly at: Place;
    readonly trail: readonly Hop[];
};
/** The settings of instances and templates, which `src/effective` layers. */
export declare const launchSettings: readonly ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"];
/**
 * All settings of the model. `imdsSupport` and `imageOrigin` belong to images; `imageOrigin` is derived
 * ("registered" or "copied"): copies inherit `imdsSupport` from their source. `httpTokensEnforced` belongs to accounts.
 * `unsentOptions` is derived by `src/effective`: the written options that never reach AWS, as a list for people; absent when all do.
 */
export declare const settingNames: readonly ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags", "imdsSupport", "imageOrigin", "httpTokensEnforced", "unsentOptions"];
export type LaunchSettingName = (typeof launchSettings)[number];
export type SettingName = (typeof settingNames)[number];
/** How the formats spell the settings, for messages and fixes. */
export type Format = "terraform" | "cloudformation" | "launch-template-json";
/** The name of a setting as a user of that format writes it, for some resource types in the type's own words. */
export declare function spelling(format: Format, name: SettingName, type?: string): string;
