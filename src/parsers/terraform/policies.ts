import { spelling, type Setting, type SettingName } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { attribute } from "./module.ts";
import { textIn, valueNodes, type Node, type Nodes } from "./node.ts";
import type { Reading } from "./references.ts";
import { nodeOf, type ResourceTypes, type Way } from "./resource-type.ts";
import { toSetting, withSettings } from "./settings.ts";
import { scalar, type Origin, type Value } from "./value.ts";

const optionNames: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/** A policy nests a few objects; deeper text is none. */
const deepest = 50;

/** Organisations' policies, as far as they manage the metadata defaults of accounts. */
export const policyTypes: ResourceTypes = [
  ["aws_organizations_policy", { kind: "guardrail", ways: policyWays }],
  ["awscc_organizations_policy", { kind: "guardrail", ways: policyWays }],
];

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html */
function policyWays(reading: Reading): readonly Way[] {
  if (textIn(nodeOf(reading), "type") !== "DECLARATIVE_POLICY_EC2") return [];
  const defaults = contentOf(reading).nodes.flatMap((content) => content.nested("ec2_attributes").nodes).flatMap((attributes) => attributes.nested("instance_metadata_defaults").nodes);
  const [first] = defaults;
  if (first === undefined) return [];
  const settings = Object.fromEntries(optionNames.map((name): [SettingName, Setting] => [name, assigned(first, spelling("terraform", name))]));
  return [{ block: { state: "present", at: first.at }, settings: withSettings(first.at, settings), links: [], image: { state: "absent" } }];
}

/** `{ "@@assign": value }`; what children may do with it does not matter here. */
function assigned(defaults: Node, name: string): Setting {
  const [option] = defaults.nested(name).nodes;
  if (option === undefined) return { state: "absent", at: defaults.at };
  const { value, at } = option.field("@@assign");
  return toSetting(value, at);
}

/** The document in `content`: the argument of `jsonencode` with its own places, or a JSON text, shown where it is written. */
function contentOf(reading: Reading): Nodes {
  const written = attribute(reading.declared.block, "content");
  if (written === undefined) return { nodes: [], undecided: undefined };
  const { source } = reading.scope;
  const at: Place = { source, span: written.span };
  const [argument] = written.value.kind === "call" && written.value.name === "jsonencode" ? written.value.args : [];
  if (argument !== undefined) return valueNodes(reading.evaluate(argument, reading.scope), at, source, argument);
  const value = reading.evaluate(written.value, reading.scope);
  if (value.kind !== "scalar" || typeof value.value !== "string") return valueNodes(value, at, source);
  const document = parsed(value.value);
  return document === undefined ? { nodes: [], undecided: undefined } : valueNodes(toValue(document, value.origin, 0), at, source);
}

/** Undefined for what is no JSON: Terraform will say so, and nothing is known of the policy. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toValue(data: unknown, origin: Origin, depth: number): Value {
  if (depth > deepest) return { kind: "unknown", why: "the policy nests too deeply", origin };
  if (Array.isArray(data)) return { kind: "list", items: data.map((item) => toValue(item, origin, depth + 1)), origin };
  if (typeof data === "object" && data !== null) {
    return { kind: "map", entries: new Map(Object.entries(data).map(([key, item]) => [key, toValue(item, origin, depth + 1)])), origin };
  }
  return scalar(typeof data === "string" || typeof data === "number" || typeof data === "boolean" ? data : null, origin);
}
