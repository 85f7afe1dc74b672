import type { Setting } from "../../model/setting.ts";
import { textDocument } from "../../resource-types/document.ts";
import { specificationKeys } from "../../resource-types/links.ts";
import { noNodes, type Node, type Nodes, type Referred } from "../../resource-types/node.ts";
import { imageOf, type FoundImages } from "./images.ts";
import { argumentOf, blocksOf, expressionOf, isSecret, undecidedBlock, type Planned } from "./known.ts";
import { instancesBehind, linkOf } from "./links.ts";
import { originsOf, type Plan } from "./references.ts";

/** A plan with what is needed to read its resources. */
export interface Reading {
  readonly plan: Plan;
  readonly images: FoundImages;
  /** The resource of an address, where it is of a type that matters. */
  readonly resourceAt: (address: string) => Planned | undefined;
}

/** A planned resource, or a group within it. */
export function plannedNode(planned: Planned, reading: Reading): Node {
  const { plan, images } = reading;
  return {
    at: planned.at,
    spelled: (name) => name,
    setting: (name) => settingOf(planned, name, plan),
    nested: (name) => nestedIn(planned, name, reading),
    link: (to, names) => linkOf(to, names, planned, plan),
    image: (name) => imageOf(name, planned, plan, images),
    referred: (name) => referred(planned, name, reading),
    document: (name) => documentIn(planned, name, plan),
  };
}

function settingOf(planned: Planned, name: string, plan: Plan): Setting {
  const found = argumentOf(planned, name, plan);
  switch (found.state) {
    case "known":
      if (isSecret(planned, name) && !isPublic(found.value)) return { state: "unknown", why: `${name} is marked as sensitive, and its value is none that is known`, at: found.at, trail: [] };
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: planned.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

/** The words and numbers of the API are no secret, whoever passed them. */
function isPublic(value: string | number | boolean): boolean {
  return typeof value !== "string" || ["required", "optional", "enabled", "disabled", "no-preference", "v2.0", "1", "2", "true", "false"].includes(value);
}

function nestedIn(planned: Planned, name: string, reading: Reading): Nodes {
  const blocks = blocksOf(planned, name).filter((block) => name !== "launch_template_specification" || isWritten(block));
  return { nodes: blocks.map((block) => plannedNode(block, reading)), undecided: blocks.length > 0 ? undefined : undecidedBlock(planned, name, reading.plan) };
}

/** A policy's override may leave the template to the policy: then its block is planned all the same, but empty. */
function isWritten({ values, unknown, code }: Planned): boolean {
  const keys = [...specificationKeys, "id", "name"];
  return keys.some((key) => (code === undefined ? values.has(key) || unknown?.has(key) === true : code.has(key)));
}

function referred(planned: Planned, name: string, reading: Reading): Referred | undefined {
  const { plan } = reading;
  if (planned.scope === undefined) return undefined;
  const [only, another] = originsOf(expressionOf(planned, name), planned.scope, plan).flatMap((origin) => instancesBehind(origin, plan.entries));
  const resource = only === undefined || another !== undefined ? undefined : reading.resourceAt(only);
  return resource && { type: resource.type, node: plannedNode(resource, reading) };
}

function documentIn(planned: Planned, name: string, plan: Plan): Nodes {
  const text = settingOf(planned, name, plan);
  switch (text.state) {
    case "known":
      return textDocument(String(text.value), name, text.at, text.trail);
    case "absent":
      return noNodes;
    case "unknown":
      return { nodes: [], undecided: { state: "unknown", why: text.why, at: text.at, trail: [] } };
  }
}
