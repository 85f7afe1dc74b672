import type { Place } from "./source.ts";

export type Scalar = string | number | boolean;

/** One step of a value's way: `note` says what stands at the place ("default of var.tokens"). */
export interface Hop {
  readonly at: Place;
  readonly note: string;
}

/**
 * One IMDS option of one resource. A value outside AWS's domain (`http_tokens = "Required"`) is `known`: rules report it.
 * `absent` points to where the option would be written. `unknown` says why in words that name the construct
 * ("var.tokens has no default"), and lists the possible values where they are known. `byDefault` marks what nobody wrote: the service that
 * launches the machines decides it by itself, or is not known to.
 */
export type Setting =
  | { readonly state: "known"; readonly value: Scalar; readonly at: Place; readonly trail: readonly Hop[]; readonly byDefault?: true }
  | { readonly state: "absent"; readonly at: Place }
  | { readonly state: "unknown"; readonly why: string; readonly oneOf?: readonly Scalar[]; readonly at: Place; readonly trail: readonly Hop[]; readonly byDefault?: true };

/** The settings of instances and templates, which `src/effective` layers. */
export const launchSettings = ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"] as const;

/**
 * Derived by `src/effective`: findings about a resource as a text for people, absent where there is nothing to say. They stand at the place
 * that is at fault, and their trail tells the story. `invalidOptions`: what AWS or the provider rejects; `staleVersion`: the version of a launch
 * template that never becomes the newest; `weakenedOptions`: options that undo a safer layer; `conflictingDefaults`: other declarations of the
 * same account defaults; `illegalTagKeys`: tag keys that cannot be instance metadata.
 */
export const derivedTexts = ["invalidOptions", "staleVersion", "weakenedOptions", "conflictingDefaults", "illegalTagKeys"] as const;

/**
 * All settings of the model. `imdsSupport` and `imageOrigin` belong to images; `imageOrigin` is derived
 * ("registered" or "copied"): copies inherit `imdsSupport` from their source. `httpTokensEnforced` belongs to accounts.
 * `unsentOptions` is derived by `src/effective`: the written options that never reach AWS, as a list for people; absent when all do.
 */
export const settingNames = [...launchSettings, "imdsSupport", "imageOrigin", "httpTokensEnforced", "unsentOptions", ...derivedTexts] as const;

export type LaunchSettingName = (typeof launchSettings)[number];
export type SettingName = (typeof settingNames)[number];

/** How the formats spell the settings, for messages and fixes. */
export type Format = "terraform" | "cloudformation" | "launch-template-json";

/** Nobody writes what is derived: it is spelled alike for all. */
const derived = {
  imageOrigin: "image origin",
  unsentOptions: "unsent options",
  invalidOptions: "invalid options",
  staleVersion: "stale version",
  weakenedOptions: "weakened options",
  conflictingDefaults: "conflicting defaults",
  illegalTagKeys: "illegal tag keys",
} as const;

const snake: Readonly<Record<SettingName, string>> = {
  httpTokens: "http_tokens",
  httpPutResponseHopLimit: "http_put_response_hop_limit",
  httpEndpoint: "http_endpoint",
  httpProtocolIpv6: "http_protocol_ipv6",
  instanceMetadataTags: "instance_metadata_tags",
  imdsSupport: "imds_support",
  httpTokensEnforced: "http_tokens_enforced",
  ...derived,
};

const pascal: Readonly<Record<SettingName, string>> = {
  httpTokens: "HttpTokens",
  httpPutResponseHopLimit: "HttpPutResponseHopLimit",
  httpEndpoint: "HttpEndpoint",
  httpProtocolIpv6: "HttpProtocolIpv6",
  instanceMetadataTags: "InstanceMetadataTags",
  imdsSupport: "ImdsSupport",
  httpTokensEnforced: "HttpTokensEnforced",
  ...derived,
};

/** Types whose own arguments stand for a setting: managed services with a switch of their own, and the Cloud Control provider. */
const byType: ReadonlyMap<string, Readonly<Partial<Record<SettingName, string>>>> = new Map([
  ["aws_sagemaker_notebook_instance", { httpTokens: "minimum_instance_metadata_service_version" }],
  ["awscc_sagemaker_notebook_instance", { httpTokens: "minimum_instance_metadata_service_version" }],
  ["aws_elastic_beanstalk_environment", { httpTokens: "DisableIMDSv1" }],
  ["aws_elastic_beanstalk_configuration_template", { httpTokens: "DisableIMDSv1" }],
  ["awscc_elasticbeanstalk_environment", { httpTokens: "DisableIMDSv1" }],
  ["awscc_elasticbeanstalk_configuration_template", { httpTokens: "DisableIMDSv1" }],
  ["AWS::SageMaker::NotebookInstance", { httpTokens: "MinimumInstanceMetadataServiceVersion" }],
  ["AWS::ElasticBeanstalk::Environment", { httpTokens: "DisableIMDSv1" }],
  ["AWS::ElasticBeanstalk::ConfigurationTemplate", { httpTokens: "DisableIMDSv1" }],
  ["AWS::AppStream::Fleet", { httpTokens: "DisableIMDSV1" }],
  ["AWS::AppStream::ImageBuilder", { httpTokens: "DisableIMDSV1" }],
  ["AWS::AppStream::AppBlockBuilder", { httpTokens: "DisableIMDSV1" }],
  ["AWS::EMR::SecurityConfiguration", { httpTokens: "MinimumInstanceMetadataServiceVersion" }],
  ["AWS::EMR::Cluster", { httpTokens: "SecurityConfiguration" }],
  ["AWS::ECS::CapacityProvider", { instanceMetadataTags: "InstanceMetadataTagsPropagation" }],
  ["aws_emr_security_configuration", { httpTokens: "MinimumInstanceMetadataServiceVersion", httpPutResponseHopLimit: "HttpPutResponseHopLimit" }],
]);

/** The name of a setting as a user of that format writes it, for some resource types in the type's own words. */
export function spelling(format: Format, name: SettingName, type?: string): string {
  const own = type === undefined ? undefined : byType.get(type)?.[name];
  return own ?? (format === "terraform" ? snake[name] : pascal[name]);
}
