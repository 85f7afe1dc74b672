import type { ImageUse, Link, Presence, Scenario, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";

/** What one world says of a resource. */
export type Outcome = Pick<Scenario, "block" | "settings" | "links" | "image">;

/** The same text for outcomes that are the same but for where they are written. */
export function keyOf({ block, settings, links, image }: Outcome): string {
  const written = Object.values(settings).map(settingWords);
  return JSON.stringify([presenceWords(block), written, links.map(linkWords), imageWords(image)]);
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

function linkWords({ to, target, version }: Link): readonly unknown[] {
  return [to, targetWords(target), settingWords(version)];
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
    case "resource":
    case "named":
    case "unknown":
      return targetWords(image);
  }
}
