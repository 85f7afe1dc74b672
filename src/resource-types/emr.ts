import { nothingAt, undecidedOptions, withSettings, type Node } from "./node.ts";
import { plainWay, type Way } from "./resource-type.ts";
import { readSwitch } from "./switches.ts";

const section = "InstanceMetadataServiceConfiguration";
const version = "MinimumInstanceMetadataServiceVersion";
const hopLimit = "HttpPutResponseHopLimit";

/**
 * A security configuration is one JSON document. Without the section both versions answer.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function emrWays(node: Node): readonly Way[] {
  const document = node.document("configuration");
  const inner = document.nodes[0]?.nested(section);
  const undecided = document.undecided ?? inner?.undecided;
  const { block } = nothingAt(node);
  if (undecided !== undefined) return [plainWay({ ...undecidedOptions(["httpTokens", "httpPutResponseHopLimit"], undecided), block })];
  const options = inner?.nodes[0];
  const at = options?.at ?? document.nodes[0]?.at ?? node.at;
  if (options === undefined) return [plainWay({ block, settings: withSettings(at, {}) })];
  const httpTokens = readSwitch(options.setting(version), version, { "1": "optional", "2": "required" });
  return [plainWay({ block, settings: withSettings(at, { httpTokens, httpPutResponseHopLimit: options.setting(hopLimit) }) })];
}
