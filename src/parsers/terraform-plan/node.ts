import type { TagKey } from "../../model/resource.ts";
import { settingNames, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { textDocument } from "../../resource-types/document.ts";
import { specificationKeys } from "../../resource-types/links.ts";
import { noNodes, type Node, type Nodes, type Referred } from "../../resource-types/node.ts";
import type { PlannedCode } from "../parser.ts";
import { imageOf, type FoundImages } from "./images.ts";
import { blocksOf, expressionOf, isSecret, isWhole, isWritten, openArgument, undecidedBlock, type Planned } from "./known.ts";
import { instancesBehind, linkOf } from "./links.ts";
import { originsOf, type Plan } from "./references.ts";

/** A plan with what is needed to read its resources. */
export interface Reading {
  readonly plan: Plan;
  readonly images: FoundImages;
  /** The resource of an address, where it is of a type that matters. */
  readonly resourceAt: (address: string) => Planned | undefined;
  /** What was read for the resource at hand, by the very place (the object) that its settings point to: types keep it, whatever they make of a value. */
  readonly shown: Map<Place, Shown>;
}

/** What a plan says of an argument beside its value. */
interface Shown {
  readonly isWritten: boolean;
  readonly isSecret: boolean;
}

/** What the plan shows of the code of settings that were read, and what of it is secret: see `PlannedCode`. */
export function codeOf(settings: Readonly<Record<SettingName, Setting>>, { shown }: Reading): PlannedCode {
  const which = (test: keyof Shown): ReadonlySet<SettingName> => new Set(settingNames.filter((name) => shown.get(settings[name].at)?.[test] === true));
  return { written: which("isWritten"), secret: which("isSecret") };
}

/** A planned resource, or a group within it. */
export function plannedNode(planned: Planned, reading: Reading): Node {
  const { plan, images, shown } = reading;
  shown.set(planned.at, { isWritten: false, isSecret: isSecret(planned) });
  return {
    at: planned.at,
    spelled: (name) => name,
    setting: (name) => settingOf(planned, name, reading),
    nested: (name) => nestedIn(planned, name, reading),
    link: (to, names) => linkOf(to, names, planned, plan),
    image: (name) => imageOf(name, planned, plan, images),
    referred: (name) => referred(planned, name, reading),
    keys: () => keysIn(planned),
    document: (name) => documentIn(planned, name, reading),
  };
}

function settingOf(planned: Planned, name: string, { plan, shown }: Reading): Setting {
  const read = readSetting(planned, name, plan);
  // A place of its own, because others may point to the same one.
  const setting = { ...read, at: { ...read.at } };
  shown.set(setting.at, { isWritten: isWritten(planned, name), isSecret: isSecret(planned, name) });
  return setting;
}

function readSetting(planned: Planned, name: string, plan: Plan): Setting {
  const found = openArgument(planned, name, plan);
  switch (found.state) {
    case "known":
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: planned.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

function nestedIn(planned: Planned, name: string, reading: Reading): Nodes {
  const blocks = blocksOf(planned, name).filter((block) => name !== "launch_template_specification" || namesTemplate(block));
  const undecided = blocks.length > 0 ? undefined : undecidedBlock(planned, name, reading.plan);
  if (undecided !== undefined) reading.shown.set(undecided.at, { isWritten: true, isSecret: isSecret(planned, name) });
  return { nodes: blocks.map((block) => plannedNode(block, reading)), undecided };
}

/** A policy's override may leave the template to the policy: then its block is planned all the same, but empty. */
function namesTemplate({ values, unknown, code }: Planned): boolean {
  const keys = [...specificationKeys, "id", "name"];
  return keys.some((key) => (code === undefined ? values.has(key) || unknown?.has(key) === true : code.has(key)));
}

/** Of a map that is no secret as a whole, only values can be secret: its keys are shown everywhere. */
function keysIn({ values, sensitive }: Planned): readonly TagKey[] {
  return sensitive !== undefined && isWhole(sensitive) ? [] : [...values].map(([key, at]) => ({ key, at, trail: [] }));
}

function referred(planned: Planned, name: string, reading: Reading): Referred | undefined {
  const { plan } = reading;
  if (planned.scope === undefined) return undefined;
  const [only, another] = originsOf(expressionOf(planned, name), planned.scope, plan).flatMap((origin) => instancesBehind(origin, plan.entries));
  const resource = only === undefined || another !== undefined ? undefined : reading.resourceAt(only);
  return resource && { type: resource.type, node: plannedNode(resource, reading) };
}

function documentIn(planned: Planned, name: string, reading: Reading): Nodes {
  const text = settingOf(planned, name, reading);
  switch (text.state) {
    case "known":
      return textDocument(String(text.value), name, text.at, text.trail);
    case "absent":
      return noNodes;
    case "unknown":
      return { nodes: [], undecided: { state: "unknown", why: text.why, at: text.at, trail: [] } };
  }
}
