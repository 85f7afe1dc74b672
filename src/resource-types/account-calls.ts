import { spelling, type Setting, type SettingName } from "../model/setting.ts";
import { optionsIn, textIn, undecidedOptions, withSettings, type Node, type Nodes } from "./node.ts";
import { plainWay, type Way } from "./resource-type.ts";

/** The parameters of the call: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html */
const accountSettings: readonly SettingName[] = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags", "httpTokensEnforced"];

/**
 * The account defaults that a custom resource sets by a call that it is given as JSON; none when it calls something else. What a call leaves out
 * stays as it is in the account.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsSdkCall.html
 */
export function readSdkCall(node: Node): readonly Way[] {
  const { nodes, undecided } = callOf(node);
  if (undecided !== undefined) return [plainWay(undecidedOptions(accountSettings, undecided))];
  const call = nodes.find(modifiesDefaults);
  if (call === undefined) return [];
  const { nodes: parameters } = call.nested("parameters");
  const [first] = parameters;
  const written = first === undefined ? undefined : optionsIn(first, accountSettings, (name) => spelling("cloudformation", name));
  return [plainWay({ block: { state: "present", at: call.at }, settings: written?.settings ?? withSettings(call.at, {}) })];
}

/** The Region that the call names instead of the stack's own. */
export function sdkCallRegion(node: Node): Setting {
  const [call] = callOf(node).nodes;
  return call === undefined ? { state: "absent", at: node.at } : call.setting("region");
}

/** The call at creation; without one the call at every update is made at creation too. */
function callOf(node: Node): Nodes {
  const create = node.document("create");
  return create.nodes.length > 0 || create.undecided !== undefined ? create : node.document("update");
}

/** Services and actions are named as the SDK's version 2 or 3 does. */
function modifiesDefaults(call: Node): boolean {
  return /^(?:@aws-sdk\/client-)?ec2$/i.test(textIn(call, "service") ?? "") && /^modifyInstanceMetadataDefaults(?:Command)?$/i.test(textIn(call, "action") ?? "");
}
