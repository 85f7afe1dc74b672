import type { Scalar, Setting } from "../model/setting.ts";

/** What a service's own words mean for a setting, by their lower-case text. */
export type Meanings = Readonly<Record<string, string>>;

/** A switch that disables version 1: `false` allows both, also where the image would not. */
export const disablingMeanings: Meanings = { true: "required", false: "optional" };

/** A service's switch as a setting. The trail's last step says what is written; a value without a meaning stays as it is, for rules to report. */
export function readSwitch(setting: Setting, name: string, meanings: Meanings): Setting {
  switch (setting.state) {
    case "absent":
      return setting;
    case "known": {
      const hop = { at: setting.at, note: `${name} is ${JSON.stringify(setting.value)}` };
      return { ...setting, value: meaningOf(setting.value, meanings), trail: [...setting.trail, hop] };
    }
    case "unknown": {
      const { oneOf, ...rest } = setting;
      return oneOf === undefined ? rest : { ...rest, oneOf: oneOf.map((value) => meaningOf(value, meanings)) };
    }
  }
}

/** A word of the setting is none of the switch: `DisableIMDSV1: required` must not pass for the setting `required`, so it is kept in quotes. */
function meaningOf(value: Scalar, meanings: Meanings): Scalar {
  const text = String(value).toLowerCase();
  const meaning = Object.hasOwn(meanings, text) ? meanings[text] : undefined;
  return meaning ?? (Object.values(meanings).includes(text) ? `'${String(value)}'` : value);
}
