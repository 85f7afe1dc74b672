import type { Scalar, Setting } from "../model/setting.ts";
import { nothingAt, textIn, undecidedOptions, withSettings, type Node } from "./node.ts";
import { plainWay, type Way } from "./resource-type.ts";
import { readSwitch } from "./switches.ts";

const section = "InstanceMetadataServiceConfiguration";
const version = "MinimumInstanceMetadataServiceVersion";
const hopLimit = "HttpPutResponseHopLimit";

/**
 * A security configuration is one JSON document. Without the section both versions answer.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function emrWays(node: Node, argument: string): readonly Way[] {
  const document = node.document(argument);
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

/**
 * A cluster has the options of its security configuration; a weak one is told of where it is written. Without one both versions answer on the releases of
 * Amazon Linux 2; of the image of later releases nothing is documented.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function clusterWays(node: Node): readonly Way[] {
  const name = "security_configuration";
  const written = node.setting(name);
  const configuration = node.referred(name);
  if (configuration !== undefined) return emrWays(configuration.node, name).filter(({ settings: { httpTokens } }) => httpTokens.state === "known" && httpTokens.value === "required");
  const { block } = nothingAt(node);
  return [plainWay({ block, settings: withSettings(node.at, { httpTokens: tokensOfCluster(written, node) }) })];
}

const eitherTokens: readonly Scalar[] = ["optional", "required"];

function tokensOfCluster(configuration: Setting, node: Node): Setting {
  const doubt = (why: string): Setting => ({ state: "unknown", why, oneOf: eitherTokens, at: configuration.at, trail: [] });
  if (configuration.state === "unknown") return doubt(configuration.why);
  if (configuration.state === "known") return doubt(`the security configuration ${String(configuration.value)} is not in the scanned code`);
  const release = textIn(node, "release_label");
  if (release !== undefined && /^emr-[4-6]\./.test(release)) return configuration;
  return doubt(`no security configuration is written, and nothing is known of the image of ${release ?? "its release"}`);
}
