import type { Resource } from "../model/resource.ts";
import type { Scalar, SettingName } from "../model/setting.ts";

/** What a setting takes: some words, or whole numbers within bounds. */
export type Domain =
  | { readonly form: "words"; readonly words: readonly string[] }
  | { readonly form: "number"; readonly minimum: number; readonly maximum: number; readonly also?: number; readonly strict: boolean };

type Words = Readonly<Partial<Record<SettingName, readonly string[]>>>;

const switches = ["enabled", "disabled"];

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html */
const launchWords: Words = { httpTokens: ["optional", "required"], httpEndpoint: switches, httpProtocolIpv6: switches, instanceMetadataTags: switches };

/**
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_instance_metadata_defaults
 */
const accountWords: Words = {
  httpTokens: ["optional", "required", "no-preference"],
  httpEndpoint: [...switches, "no-preference"],
  instanceMetadataTags: [...switches, "no-preference"],
  httpTokensEnforced: [...switches, "no-preference"],
};

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html */
const imageWords: Words = { imdsSupport: ["v2.0"] };

const versions = ["1", "2"];
const truths = ["true", "false"];

/** The one service whose switch is about the tags. */
const managedInstances = "AWS::ECS::CapacityProvider";

/** The words of services' own switches, before they mean something for `httpTokens` or the tags: see src/resource-types. */
const serviceWords: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws_sagemaker_notebook_instance", versions],
  ["awscc_sagemaker_notebook_instance", versions],
  ["AWS::SageMaker::NotebookInstance", versions],
  ["aws_elastic_beanstalk_environment", truths],
  ["aws_elastic_beanstalk_configuration_template", truths],
  ["awscc_elasticbeanstalk_environment", truths],
  ["awscc_elasticbeanstalk_configuration_template", truths],
  ["AWS::ElasticBeanstalk::Environment", truths],
  ["AWS::ElasticBeanstalk::ConfigurationTemplate", truths],
  ["AWS::AppStream::Fleet", truths],
  ["AWS::AppStream::ImageBuilder", truths],
  ["AWS::AppStream::AppBlockBuilder", truths],
  ["aws_emr_security_configuration", versions],
  ["AWS::EMR::SecurityConfiguration", versions],
  ["AWS::EMR::Cluster", versions],
  [managedInstances, truths],
]);

/** What a setting of this resource takes; undefined where nothing is known of that. */
export function domainOf({ kind, type, format }: Resource, name: SettingName): Domain | undefined {
  if (name === "httpPutResponseHopLimit") {
    // The AWS CLI refuses a text where its model has a number; Terraform and CloudFormation convert it.
    const limits = { form: "number", minimum: 1, maximum: 64, strict: format === "launch-template-json" } as const;
    return kind === "account-defaults" ? { ...limits, also: -1 } : limits;
  }
  const words = kind === "image" ? imageWords[name] : kind === "account-defaults" ? accountWords[name] : launchWords[name];
  const own = name === (type === managedInstances ? "instanceMetadataTags" : "httpTokens") ? serviceWords.get(type) : undefined;
  const all = own ?? words;
  return all === undefined ? undefined : { form: "words", words: all };
}

/** Whether AWS takes the value. Letter case counts. */
export function accepts(domain: Domain, value: Scalar): boolean {
  if (domain.form === "words") return typeof value === "string" && domain.words.includes(value);
  const number = typeof value === "number" ? value : domain.strict ? undefined : wholeNumber(value);
  if (number === undefined || !Number.isInteger(number)) return false;
  return (number >= domain.minimum && number <= domain.maximum) || number === domain.also;
}

/** Terraform and CloudFormation read a number from a text. */
function wholeNumber(value: Scalar): number | undefined {
  return typeof value === "string" && /^[+-]?\d+(?:\.0+)?$/.test(value) ? Number(value) : undefined;
}

/** What the domain takes, as a clause: `it takes "optional" or "required"`. */
export function domainWords(domain: Domain): string {
  if (domain.form === "words") return `it takes ${domain.words.map((word) => JSON.stringify(word)).join(" or ")}`;
  const { minimum, maximum, also, strict } = domain;
  return `it takes ${strict ? "a whole number" : "whole numbers"} from ${minimum} to ${maximum}${also === undefined ? "" : `, or ${also}`}${strict ? " without quotes" : ""}`;
}
