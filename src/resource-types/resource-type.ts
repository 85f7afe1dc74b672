import type { Assumption, ImageUse, Kind, Link, TagKey } from "../model/resource.ts";
import type { Hop, Setting, SettingName } from "../model/setting.ts";
import { nothingAt, plainly, type Node, type Spelling, type Written } from "./node.ts";

/** One way in which a resource launches: what is written for it, the templates, the image. */
export interface Way extends Written {
  readonly when?: readonly Assumption[];
  readonly links: readonly Link[];
  readonly image: ImageUse;
  readonly remarks?: readonly (Hop & { readonly setting?: SettingName })[];
}

/** How one resource type is read. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export interface ResourceType {
  readonly kind: Kind;
  /** One way, several (each under its assumption), or none: a batch environment on Fargate launches no machine. */
  readonly ways: (node: Node) => readonly Way[];
  /** The argument by whose value others refer to it; `name` by default. */
  readonly named?: string;
  readonly options?: OptionsGroup;
  /** The keys of the tags that its machines get; `ofProvider` are those that the provider adds to the resource. */
  readonly tagKeys?: (node: Node, ofProvider: readonly TagKey[]) => readonly TagKey[];
  /** Which version of a launch template is its default one. */
  readonly defaultVersion?: (node: Node) => Setting;
  /** The Region that it names itself, instead of the one in which it is deployed. */
  readonly region?: (node: Node) => Setting;
}

/** Where the options of a type stand: the groups to go through (none where they are arguments of the resource itself), and all names that are options there. */
export interface OptionsGroup {
  readonly path: readonly string[];
  readonly names: readonly string[];
}

export function optionsAt(path: readonly string[], names: readonly SettingName[], spelled: Spelling = plainly): OptionsGroup {
  return { path, names: names.map(spelled) };
}

/** The rows of a table of resource types. */
export type ResourceTypes = readonly (readonly [string, ResourceType])[];

const noImage: ImageUse = { state: "absent" };

/** What is written, without links and without an image. */
export function plainWay(written: Written): Way {
  return { ...written, links: [], image: noImage };
}

/** A launch through links alone: nothing is written beside them. */
export function through(node: Node, links: readonly Link[], image: ImageUse = noImage): Way {
  return { ...nothingAt(node), links, image };
}

/** Alternatives that differ: with two or more, each is told apart by an assumption that names it. */
export function apart(ways: readonly (Way & { readonly name: string })[]): readonly Way[] {
  if (ways.length < 2) return ways;
  return ways.map((way) => ({ ...way, when: [{ condition: `launched by ${way.name}`, holds: true, at: way.block.at }] }));
}

/** One of each image: alternatives that only differ in size, subnet or price are one to us. */
export function distinctImages<T extends { readonly image: ImageUse }>(ways: readonly T[]): readonly T[] {
  const seen = new Map<string, T>();
  for (const way of ways) {
    const key = imageKey(way.image);
    if (!seen.has(key)) seen.set(key, way);
  }
  return [...seen.values()];
}

function imageKey(image: ImageUse): string {
  switch (image.state) {
    case "absent":
      return "absent";
    case "named":
      return `named ${image.name}`;
    case "resource":
      return `resource ${image.address}`;
    case "described":
      return `described ${image.patterns.join(" ")}`;
    case "one-of":
      return `one of ${image.images.map(imageKey).join(" ")}`;
    case "unknown":
    case "undecided":
      return `${image.state} ${image.why}`;
  }
}
