import type { ImageUse, Link, Presence, TagKey } from "../model/resource.ts";
import { settingNames, spelling, type Setting, type SettingName } from "../model/setting.ts";
import type { Place } from "../model/source.ts";

/**
 * A group of arguments of a resource, whichever way it is written: as a block (`metadata_options { … }`), as an object
 * (`metadata_options = { … }`, the `awscc` provider), or as the value of either in a plan. A null argument is one that is not written.
 */
export interface Node {
  readonly at: Place;
  /** How the code writes the name of an argument, for messages. */
  readonly spelled: (name: string) => string;
  /** A scalar argument; absent when it is not written. */
  readonly setting: (name: string) => Setting;
  /** The groups of one name. */
  readonly nested: (name: string) => Nodes;
  /** What the first of these arguments that is written points to; undefined when none is. Templates come with the `version` beside them. */
  readonly link: (to: Link["to"], names: readonly string[]) => Link | undefined;
  /** The image that an argument picks. */
  readonly image: (name: string) => ImageUse;
  /** The resource or data source that an argument refers to, where it is in the same code. */
  readonly referred: (name: string) => Referred | undefined;
  /** What is certain of a text that is put together, where the whole is not known: the parts that are written out, with "…" between them. */
  readonly certainText?: (name: string) => string | undefined;
  /** The names of all that is written in it, for maps whose keys anybody chose. */
  readonly keys: () => readonly TagKey[];
  /** The JSON document in an argument. */
  readonly document: (name: string) => Nodes;
}

export interface Referred {
  readonly type: string;
  readonly node: Node;
}

export type Undecided = Extract<Presence, { state: "unknown" }>;

/** The groups of one name; `undecided` when it is not known how many there are. */
export interface Nodes<N extends Node = Node> {
  readonly nodes: readonly N[];
  readonly undecided: Undecided | undefined;
}

export const noNodes = { nodes: [], undecided: undefined } as const;

/** Whether the options are there, and what is written for them. */
export interface Written {
  readonly block: Presence;
  readonly settings: Readonly<Record<SettingName, Setting>>;
}

/** Every setting absent at a place, but those that are given. */
export function withSettings(at: Place, given: Readonly<Partial<Record<SettingName, Setting>>>): Written["settings"] {
  const absent = (name: SettingName): Setting => given[name] ?? { state: "absent", at };
  return Object.fromEntries(settingNames.map((name) => [name, absent(name)])) as Record<SettingName, Setting>;
}

/** How a node spells a setting; by default as Terraform's AWS provider does. */
export type Spelling = (name: SettingName) => string;

export const plainly: Spelling = (name) => spelling("terraform", name);

/** The options in a group of a resource: absent when the group is, unknown when it is undecided. */
export function optionsOf(node: Node, group: string, names: readonly SettingName[], spelled: Spelling = plainly): Written {
  const { nodes, undecided } = node.nested(group);
  const [first] = nodes;
  if (first !== undefined) return optionsIn(first, names, spelled);
  return undecided === undefined ? nothingAt(node) : undecidedOptions(names, undecided);
}

/** The options that are arguments of the node itself. */
export function optionsIn(node: Node, names: readonly SettingName[], spelled: Spelling = plainly): Written {
  const settings = Object.fromEntries(names.map((name) => [name, node.setting(spelled(name))]));
  return { block: { state: "present", at: node.at }, settings: withSettings(node.at, settings) };
}

/** Options of which nobody knows whether they are written. */
export function undecidedOptions(names: readonly SettingName[], undecided: Undecided): Written {
  return { block: undecided, settings: withSettings(undecided.at, Object.fromEntries(names.map((name) => [name, undecided]))) };
}

/** Nothing written: no options block, no option. */
export function nothingAt({ at }: Pick<Node, "at">): Written {
  return { block: { state: "absent", at }, settings: withSettings(at, {}) };
}

/** The text of an argument; undefined when it is not written or not known. */
export function textIn(node: Node, name: string): string | undefined {
  const setting = node.setting(name);
  return setting.state === "known" ? String(setting.value) : undefined;
}

/** Whether an argument is known to be true; Terraform reads these words as true, too. */
export function isTrue(setting: Setting): boolean {
  return setting.state === "known" && ["true", "1"].includes(String(setting.value));
}
