import type { Assumption, ImageUse, Link, Presence, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Way } from "../../resource-types/resource-type.ts";

/** The same text for ways that are the same but for where they are written. */
export function keyOf(ways: readonly Way[]): string {
  return JSON.stringify(ways.map(wayWords));
}

function wayWords({ when = [], block, settings, links, image, remarks = [] }: Way): readonly unknown[] {
  const written = Object.values(settings).map(settingWords);
  return [when.map(assumptionWords), presenceWords(block), written, links.map(linkWords), imageWords(image), remarks.map(({ note }) => note)];
}

function assumptionWords({ condition, holds }: Assumption): readonly unknown[] {
  return [condition, holds];
}

function presenceWords(block: Presence): readonly unknown[] {
  return block.state === "unknown" ? [block.state, block.why] : [block.state];
}

function settingWords(setting: Setting): readonly unknown[] {
  switch (setting.state) {
    case "known":
      return [setting.state, setting.value];
    case "absent":
      return [setting.state];
    case "unknown":
      return [setting.state, setting.why, setting.oneOf ?? []];
  }
}

function linkWords({ to, target, version, instead }: Link): readonly unknown[] {
  return [to, targetWords(target), settingWords(version), instead === undefined ? [] : targetWords(instead)];
}

function targetWords(target: Target): readonly unknown[] {
  switch (target.state) {
    case "resource":
      return [target.state, target.address];
    case "named":
      return [target.state, target.name];
    case "unknown":
      return [target.state, target.why];
  }
}

function imageWords(image: ImageUse): readonly unknown[] {
  switch (image.state) {
    case "absent":
      return [image.state];
    case "described":
      return [image.state, image.by, image.patterns];
    case "one-of":
    case "undecided":
      return [image.state, image.why, image.images?.map(imageWords)];
    case "resource":
    case "named":
    case "unknown":
      return targetWords(image);
  }
}
