import type { ImageUse, Kind, Link, Presence, Resource, Scenario } from "../../src/model/resource.ts";
import { settingNames, type Scalar, type Setting, type SettingName } from "../../src/model/setting.ts";
import type { Place, Source } from "../../src/model/source.ts";

const source: Source = { path: "main.tf", text: " ".repeat(10_000) };
let next = 0;

/** A fresh place: no two are equal, so that tests can tell them apart. */
export function somewhere(): Place {
  next = (next + 10) % 9_000;
  return { source, span: { start: next, end: next + 5 } };
}

export function known(value: Scalar, at: Place = somewhere()): Setting {
  return { state: "known", value, at, trail: [] };
}

export function unknownSetting(why: string, oneOf?: readonly Scalar[]): Setting {
  return { state: "unknown", why, at: somewhere(), trail: [], ...(oneOf === undefined ? {} : { oneOf }) };
}

export interface Wish {
  readonly kind: Kind;
  readonly type?: string;
  readonly address?: string;
  readonly names?: readonly string[];
  readonly provider?: string;
  readonly region?: string;
  readonly settings?: Readonly<Partial<Record<SettingName, Setting>>>;
  /** Whether the options block is written; by default when any setting is. */
  readonly block?: Presence["state"];
  readonly links?: readonly Link[];
  readonly image?: ImageUse;
  readonly scenarios?: readonly Scenario[];
}

/** A resource as a parser would give it. */
export function resource(wish: Wish): Resource {
  const at = somewhere();
  return {
    kind: wish.kind,
    format: "terraform",
    type: wish.type ?? "aws_instance",
    address: wish.address ?? `${wish.type ?? "aws_instance"}.this`,
    at,
    placement: { provider: wish.provider ?? "aws", ...(wish.region === undefined ? {} : { region: wish.region }) },
    names: wish.names ?? [],
    scenarios: wish.scenarios ?? [scenario(wish)],
  };
}

export function scenario(wish: Omit<Wish, "kind"> & { readonly when?: Scenario["when"] }): Scenario {
  const at = somewhere();
  const given = wish.settings ?? {};
  const state = wish.block ?? (Object.keys(given).length > 0 ? "present" : "absent");
  const block: Presence = state === "unknown" ? { state, why: "the block is undecided", at, trail: [] } : { state, at };
  const settings = Object.fromEntries(settingNames.map((name) => [name, given[name] ?? { state: "absent", at }])) as Record<SettingName, Setting>;
  return { when: wish.when ?? [], block, settings, links: wish.links ?? [], image: wish.image ?? { state: "absent" } };
}

export function linkTo(address: string, to: Link["to"] = "launch-template"): Link {
  const at = somewhere();
  return { to, target: { state: "resource", address, at, trail: [] }, version: { state: "absent", at } };
}
