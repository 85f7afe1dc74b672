import type { Scalar, Setting } from "../model/setting.ts";
import type { Place } from "../model/source.ts";
import { nothingAt, undecidedOptions, withSettings, type Node } from "./node.ts";
import { plainWay, type Way } from "./resource-type.ts";
import { readSwitch } from "./switches.ts";

const section = "InstanceMetadataServiceConfiguration";
const version = "MinimumInstanceMetadataServiceVersion";
const hopLimit = "HttpPutResponseHopLimit";

/**
 * A security configuration is one JSON document. Without the section both versions are documented to answer.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function emrWays(node: Node, argument: string): readonly Way[] {
  return configuredWays(node, argument, (at) => ({ state: "absent", at }));
}

/** The options of a security configuration; the tokens as `without` has them where it has no section for them. */
function configuredWays(node: Node, argument: string, without: (at: Place) => Setting): readonly Way[] {
  const document = node.document(argument);
  const inner = document.nodes[0]?.nested(section);
  const undecided = document.undecided ?? inner?.undecided;
  const { block } = nothingAt(node);
  if (undecided !== undefined) return [plainWay({ ...undecidedOptions(["httpTokens", "httpPutResponseHopLimit"], undecided), block })];
  const options = inner?.nodes[0];
  const at = options?.at ?? document.nodes[0]?.at ?? node.at;
  if (options === undefined) return [plainWay({ block, settings: withSettings(at, { httpTokens: without(at) }) })];
  const httpTokens = readSwitch(options.setting(version), version, { "1": "optional", "2": "required" });
  return [plainWay({ block, settings: withSettings(at, { httpTokens, httpPutResponseHopLimit: options.setting(hopLimit) }) })];
}

/**
 * A cluster has the options of its security configuration, at their places there. Where that says nothing, or where there is none, both versions answer on
 * the releases of Amazon Linux 2 (up to 6); of the image of later releases, which is one of Amazon Linux 2023, nothing is documented.
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html#emr-create-security-configuration-imdsv2
 */
export function clusterWays(node: Node): readonly Way[] {
  const name = "security_configuration";
  const written = node.setting(name);
  const configuration = node.referred(name);
  if (configuration !== undefined) return configuredWays(configuration.node, name, (at) => byRelease(node, at, `its ${node.spelled(name)} has no ${section}`));
  const { block } = nothingAt(node);
  return [plainWay({ block, settings: withSettings(node.at, { httpTokens: tokensWithout(written, node) }) })];
}

const eitherTokens: readonly Scalar[] = ["optional", "required"];

function tokensWithout(configuration: Setting, node: Node): Setting {
  switch (configuration.state) {
    case "unknown":
      return { ...configuration, oneOf: eitherTokens };
    case "known":
      return { state: "unknown", why: `the security configuration ${String(configuration.value)} is not in the scanned code`, oneOf: eitherTokens, at: configuration.at, trail: [] };
    case "absent":
      return byRelease(node, configuration.at, "it has no security configuration");
  }
}

/** What the release of a cluster launches with where nothing is configured. */
function byRelease(node: Node, at: Place, lack: string): Setting {
  const label = node.spelled("release_label");
  const release = node.setting("release_label");
  switch (release.state) {
    case "absent":
      return byDefault(`${lack}, and no ${label} is written`, at);
    case "unknown":
      return byDefault(`${lack}, and ${release.why}`, at);
    case "known": {
      const text = String(release.value);
      const note = `${lack}, and EMR launches ${text} with both versions then`;
      if (/^emr-[4-6]\./.test(text)) return { state: "known", value: "optional", at, trail: [...release.trail, { at, note }], byDefault: true };
      return byDefault(`${lack}, and whether ${text} then requires tokens is not documented`, at);
    }
  }
}

function byDefault(why: string, at: Place): Setting {
  return { state: "unknown", why, oneOf: eitherTokens, at, trail: [], byDefault: true };
}
