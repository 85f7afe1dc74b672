import type { EffectiveSetting } from "../model/effective.ts";
import type { Layer } from "../model/finding.ts";
import type { Resource, Scenario } from "../model/resource.ts";
import type { derivedTexts, Setting, SettingName } from "../model/setting.ts";
import type { AccountDefaults } from "./account.ts";
import { conflictingDefaults } from "./conflicts.ts";
import type { ImageSupport } from "./images.ts";
import { invalidOptions } from "./invalid.ts";
import type { Sent } from "./request.ts";
import type { Through } from "./scenarios.ts";
import { staleVersion } from "./stale.ts";
import { illegalTagKeys } from "./tag-keys.ts";
import { layersBelow, weakenedByOverride, weakenedOptions } from "./weakened.ts";

type Derived = Readonly<Record<(typeof derivedTexts)[number], EffectiveSetting>>;
type Template = { readonly template: Resource; readonly sent: Sent } | undefined;

/** One way to launch, with everything that was found out about it. */
interface Launch {
  readonly resource: Resource;
  readonly own: Scenario;
  readonly ownSent: Sent;
  readonly through: Through | undefined;
  readonly outer: Template;
  /** For an override of a mixed instances policy, the common template that it replaces. */
  readonly common: Template;
  readonly account: AccountDefaults | undefined;
  readonly image: ImageSupport | undefined;
}

/** The derived texts of a launch, from its effective settings. */
export function derivedSettings({ resource, own, ownSent, through, outer, common, account, image }: Launch, settings: Readonly<Record<SettingName, EffectiveSetting>>): Derived {
  const { at } = resource;
  const below = layersBelow(outer, account, image, at);
  const weakened = weakenedOptions(resource, settings, ownSent.implied, below, at);
  const overridden = common === undefined || through === undefined ? undefined : weakenedByOverride(resource, settings, common, through.link.target.at);
  return {
    invalidOptions: { ...invalidOptions(resource, own), layer: "launch" },
    staleVersion: { ...staleVersion(at, through, settings), layer: "launch" },
    weakenedOptions: { ...(weakened.state === "absent" ? (overridden ?? weakened) : weakened), layer: "launch" },
    conflictingDefaults: { state: "absent", at, layer: "launch" },
    illegalTagKeys: illegalTagKeys(resource, own, through, settings.instanceMetadataTags, at),
  };
}

/** The derived texts of what is not launched: an image, account defaults. */
export function derivedAsWritten(resource: Resource, scenario: Scenario, resources: readonly Resource[], layer: Layer): Derived {
  const none: Setting = { state: "absent", at: resource.at };
  return {
    invalidOptions: { ...invalidOptions(resource, scenario), layer },
    staleVersion: { ...none, layer },
    weakenedOptions: { ...none, layer },
    conflictingDefaults: { ...conflictingDefaults(resource, scenario, resources), layer },
    illegalTagKeys: { ...none, layer },
  };
}
