import type { Assumption, ImageUse, Kind, Link } from "../../model/resource.ts";
import type { Hop, SettingName } from "../../model/setting.ts";
import { bodyNode, type Node } from "./node.ts";
import type { Reading } from "./references.ts";
import { withSettings, type Written } from "./settings.ts";

/** A resource type that launches in one way, read from its arguments. */
export interface PlainType {
  readonly kind: Kind;
  readonly settings: (reading: Reading) => Written;
  readonly links?: (reading: Reading) => readonly Link[];
  /** The argument that names the image. */
  readonly image?: string;
}

/** One way in which a resource launches: what is written for it, the templates, the image. */
export interface Way extends Written {
  readonly when?: readonly Assumption[];
  readonly links: readonly Link[];
  readonly image: ImageUse;
  readonly remarks?: readonly (Hop & { readonly setting?: SettingName })[];
}

/** A resource type that launches in several ways, or in none (a batch environment on Fargate). */
export interface ManyWaysType {
  readonly kind: Kind;
  readonly ways: (reading: Reading) => readonly Way[];
  /** The argument by whose value others refer to it; `name` by default. */
  readonly named?: string;
}

/** How one resource type is read. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export type ResourceType = PlainType | ManyWaysType;

/** The rows of a table of resource types. */
export type ResourceTypes = readonly (readonly [string, ResourceType])[];

export function nodeOf({ declared, at, scope, evaluate }: Reading): Node {
  return bodyNode(declared.block.body, at, scope, evaluate);
}

/** Nothing written: no options block, no option. */
export function nothingAt(node: Node): Written {
  return { block: { state: "absent", at: node.at }, settings: withSettings(node.at, {}) };
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
    case "unknown":
      return `unknown ${image.why}`;
  }
}
