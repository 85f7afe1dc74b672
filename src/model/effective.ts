import type { Layer } from "./finding.ts";
import type { Assumption, Resource } from "./resource.ts";
import type { Setting, SettingName } from "./setting.ts";
import type { Place } from "./source.ts";

/** A setting after all layers have spoken; `layer` says which one decided, or for an unknown, which one could not be seen. */
export type EffectiveSetting = Setting & { readonly layer: Layer };

export interface EffectiveScenario {
  readonly when: readonly Assumption[];
  /** `absent` only where the setting does not apply to the kind of resource (`imdsSupport` of an instance). */
  readonly settings: Readonly<Record<SettingName, EffectiveSetting>>;
  /** The templates and configurations of the same scope that it launches through, by their addresses; left out where it may be any of the resource's. */
  readonly through?: readonly string[];
}

/** A resource with the settings that its machines will launch with. */
export interface EffectiveResource {
  readonly resource: Resource;
  readonly scenarios: readonly EffectiveScenario[];
  /** Addresses of the launch templates and configurations in the same scope that it launches through. */
  readonly through: readonly string[];
  /** Places that belong to the story without deciding a value: a weak account default, an option that is never sent. */
  readonly context: readonly Remark[];
}

/** `setting` is set where the remark belongs to the story of one setting only. */
export interface Remark {
  readonly at: Place;
  readonly note: string;
  readonly setting?: SettingName;
}

/** What the user told us about the world outside the code; see docs/configuration.md. */
export interface Facts {
  /** Account defaults by Region; "*" for all Regions. Options left out have no preference. */
  readonly accountDefaults: Readonly<Record<string, AccountDefaultFact>>;
  /** ImdsSupport by image id. */
  readonly images: Readonly<Record<string, "v2.0" | "none">>;
}

export interface AccountDefaultFact {
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
  readonly httpEndpoint?: string;
  readonly instanceMetadataTags?: string;
  readonly httpTokensEnforced?: string;
  /** Where the fact comes from, for trails: the configuration file's place. */
  readonly at: Place;
}
