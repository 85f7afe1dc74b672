import { spelling, type Setting, type SettingName } from "../model/setting.ts";
import { textIn, withSettings, type Node } from "./node.ts";
import { plainWay, type ResourceTypes, type Way } from "./resource-type.ts";

/** Organisations' policies, as far as they manage the metadata defaults of accounts. */
export const policyTypes: ResourceTypes = [
  ["aws_organizations_policy", { kind: "guardrail", ways: declaredDefaults }],
  ["awscc_organizations_policy", { kind: "guardrail", ways: declaredDefaults }],
];

const optionNames: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/**
 * The metadata defaults in a declarative policy; none for other policies.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export function declaredDefaults(node: Node): readonly Way[] {
  if (textIn(node, "type") !== "DECLARATIVE_POLICY_EC2") return [];
  const [defaults] = node
    .document("content")
    .nodes.flatMap((content) => content.nested("ec2_attributes").nodes)
    .flatMap((attributes) => attributes.nested("instance_metadata_defaults").nodes);
  if (defaults === undefined) return [];
  const settings = Object.fromEntries(optionNames.map((name) => [name, assigned(defaults, spelling("terraform", name))]));
  return [plainWay({ block: { state: "present", at: defaults.at }, settings: withSettings(defaults.at, settings) })];
}

/** `{ "@@assign": value }`; what children may do with it does not matter here. */
function assigned(defaults: Node, name: string): Setting {
  const [option] = defaults.nested(name).nodes;
  return option?.setting("@@assign") ?? { state: "absent", at: defaults.at };
}
