import type { Setting } from "../../model/setting.ts";
import { beanstalkWays } from "./beanstalk.ts";
import { emrWays } from "./emr.ts";
import { optionsOf, type Node } from "./node.ts";
import { nodeOf, nothingAt, type ResourceTypes, type Way } from "./resource-type.ts";
import { toSetting, withSettings } from "./settings.ts";
import { readSwitch } from "./switches.ts";

/** Managed services with a switch of their own for their machines, normalised to `httpTokens`. */
export const serviceTypes: ResourceTypes = [
  ["aws_imagebuilder_infrastructure_configuration", { kind: "service", ways: (reading) => imageBuilderWays(nodeOf(reading)) }],
  ["aws_sagemaker_notebook_instance", { kind: "service", ways: (reading) => notebookWays(nodeOf(reading)) }],
  ["aws_elastic_beanstalk_environment", { kind: "service", ways: beanstalkWays }],
  ["aws_elastic_beanstalk_configuration_template", { kind: "service", ways: beanstalkWays }],
  ["aws_emr_security_configuration", { kind: "service", ways: emrWays }],
];

/** https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_InstanceMetadataOptions.html */
export function imageBuilderWays(node: Node): readonly Way[] {
  return [{ ...optionsOf(node, "instance_metadata_options", ["httpTokens", "httpPutResponseHopLimit"]), links: [], image: { state: "absent" } }];
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html: "1" is both versions, "2" only the second. */
export function notebookWays(node: Node): readonly Way[] {
  const nothing = { links: [], image: { state: "absent" } } as const;
  const { nodes, undecided } = node.nested("instance_metadata_service_configuration");
  const [configuration] = nodes;
  if (configuration === undefined) {
    if (undecided === undefined) return [{ ...nothingAt(node), ...nothing }];
    return [{ block: undecided, settings: withSettings(undecided.at, { httpTokens: undecided }), ...nothing }];
  }
  const name = "minimum_instance_metadata_service_version";
  const { value, at } = configuration.field(name);
  const httpTokens: Setting = readSwitch(toSetting(value, at), name, { "1": "optional", "2": "required" });
  return [{ block: { state: "present", at: configuration.at }, settings: withSettings(configuration.at, { httpTokens }), ...nothing }];
}
