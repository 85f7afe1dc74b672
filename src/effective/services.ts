import type { Resource } from "../model/resource.ts";
import { launchSettings, type LaunchSettingName } from "../model/setting.ts";

/** How a managed service decides for the machines that it launches. */
interface Service {
  /** The options that it lets its user choose; of the others nothing is said. */
  readonly settings: readonly LaunchSettingName[];
  /** Whether leaving the switch out has a meaning of its own, whatever account and image say: that of AWS's default. */
  readonly ownDefault: boolean;
  readonly source: string;
}

const notebook: Service = {
  settings: ["httpTokens"],
  ownDefault: true,
  source: "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html",
};
const imageBuilder: Service = {
  settings: ["httpTokens", "httpPutResponseHopLimit"],
  ownDefault: false,
  source: "https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_InstanceMetadataOptions.html",
};
const beanstalk: Service = {
  settings: ["httpTokens"],
  ownDefault: false,
  source: "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-ec2-imds.html",
};
const emr: Service = {
  settings: ["httpTokens", "httpPutResponseHopLimit"],
  ownDefault: true,
  source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html",
};

const appStream: Service = {
  settings: ["httpTokens"],
  ownDefault: true,
  source: "https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateFleet.html",
};
const managedInstances: Service = {
  settings: ["instanceMetadataTags"],
  ownDefault: true,
  source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html",
};

const services: ReadonlyMap<string, Service> = new Map([
  ["aws_sagemaker_notebook_instance", notebook],
  ["awscc_sagemaker_notebook_instance", notebook],
  ["aws_imagebuilder_infrastructure_configuration", imageBuilder],
  ["awscc_imagebuilder_infrastructure_configuration", imageBuilder],
  ["aws_elastic_beanstalk_environment", beanstalk],
  ["aws_elastic_beanstalk_configuration_template", beanstalk],
  ["awscc_elasticbeanstalk_environment", beanstalk],
  ["awscc_elasticbeanstalk_configuration_template", beanstalk],
  ["aws_emr_security_configuration", emr],
  ["AWS::SageMaker::NotebookInstance", notebook],
  ["AWS::ImageBuilder::InfrastructureConfiguration", imageBuilder],
  ["AWS::ElasticBeanstalk::Environment", beanstalk],
  ["AWS::ElasticBeanstalk::ConfigurationTemplate", beanstalk],
  ["AWS::EMR::SecurityConfiguration", emr],
  ["AWS::EMR::Cluster", { ...emr, settings: ["httpTokens"] }],
  ["AWS::AppStream::Fleet", appStream],
  ["AWS::AppStream::ImageBuilder", appStream],
  ["AWS::AppStream::AppBlockBuilder", appStream],
  ["AWS::ECS::CapacityProvider", managedInstances],
]);

/** The launch settings that a resource decides: all five, unless it is a managed service with a switch for fewer. */
export function settingsThatApply({ kind, type }: Resource): readonly LaunchSettingName[] {
  return kind === "service" ? (services.get(type)?.settings ?? ["httpTokens"]) : launchSettings;
}

/** Whether neither account nor image speaks for what a service's switch leaves out. */
export function hasOwnDefault({ kind, type }: Resource): boolean {
  return kind === "service" && services.get(type)?.ownDefault === true;
}
