import type { ParserEntry } from "./parser.ts";

/** Beginnings of the resource types that matter, and parts of the sources of well-known modules (terraform/registry-modules.ts). */
const terraformHints = [
  ...["aws_instance", "aws_spot_", "aws_launch_", "aws_autoscaling_group", "aws_ec2_fleet", "aws_ec2_instance_metadata_defaults", "aws_ami"],
  ...["aws_eks_node_group", "aws_batch_compute_environment", "aws_gamelift_game_server_group", "aws_imagebuilder_infrastructure_configuration"],
  ...["aws_sagemaker_notebook_instance", "aws_elastic_beanstalk_", "aws_emr_security_configuration", "aws_organizations_policy", "awscc_"],
  ...["ec2-instance", "modules/autoscaling/aws", "terraform-aws-autoscaling", "modules/eks/aws", "terraform-aws-eks"],
  ...["ec2-autoscale-group", "eks-node-group", "ec2-bastion-server", "github-runner"],
];

/** What brings other templates into one. */
const cloudFormationCallers = ["AWS::CloudFormation::Stack", "AWS::Serverless::Application", "AWS::Include", "Fn::Include", "!Include"];

/** Beginnings of the types that matter, the call by which a custom resource sets account defaults, and what brings in other templates. */
const cloudFormationHints = [
  ...["AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::EC2::EC2Fleet", "AWS::EC2::SpotFleet", "AWS::AutoScaling::LaunchConfiguration", "AWS::AutoScaling::AutoScalingGroup"],
  ...["AWS::EKS::Nodegroup", "AWS::ECS::CapacityProvider", "AWS::Batch::ComputeEnvironment", "AWS::PCS::ComputeNodeGroup", "AWS::GameLift::GameServerGroup"],
  ...["AWS::ImageBuilder::InfrastructureConfiguration", "AWS::SageMaker::NotebookInstance", "AWS::WorkspacesInstances::", "AWS::AppStream::", "AWS::ElasticBeanstalk::"],
  ...["AWS::EMR::SecurityConfiguration", "AWS::EMR::Cluster", "AWS::Organizations::Policy", "odifyInstanceMetadataDefaults"],
  ...cloudFormationCallers,
];

/** The members by which launch templates and configurations get names that other files know. */
const sharedNames = ["LaunchTemplateName", "LaunchConfigurationName"];

/** Every format, in the order in which a file is offered to them; the first that recognises it takes it. */
export const parsers: readonly ParserEntry[] = [
  {
    id: "terraform",
    unit: "directory",
    // Hidden files and editors' leftovers (`.x.tf`, `#x.tf#`) are none of Terraform's, the lock file excepted.
    files: (path) => /(?:^|\/)(?:[^./#][^/]*\.(?:tf|tofu|tfvars)(?:\.json)?|\.terraform\.lock\.hcl)$/.test(path),
    hints: terraformHints,
    // OpenTofu reads x.tofu instead of x.tf: https://opentofu.org/docs/language/files/
    hides: (path) => (/\.tofu(?:\.json)?$/.test(path) ? path.replace(/\.tofu((?:\.json)?)$/, ".tf$1") : undefined),
    load: async () => (await import("./terraform/index.ts")).terraform,
  },
  {
    id: "terraform-plan",
    unit: "file",
    files: (path) => /\.json$/i.test(path),
    hints: ['"format_version"'],
    inPlace: true,
    load: async () => (await import("./terraform-plan/index.ts")).terraformPlan,
  },
  {
    id: "cloudformation",
    unit: "file",
    files: (path) => /\.(ya?ml|json|template|cfn|cform)$/i.test(path),
    hints: cloudFormationHints,
    callers: cloudFormationCallers,
    shares: ["Export", "TemplateURL", ...sharedNames],
    load: async () => (await import("./cloudformation/index.ts")).cloudformation,
  },
  {
    id: "launch-template-json",
    unit: "file",
    files: (path) => /\.(?:json|ya?ml)$/i.test(path),
    hints: ["LaunchTemplate", "MetadataOptions", "ImageId", "InstanceType", "HttpTokens", "AccountLevel", "ImdsSupport", "LaunchConfiguration", "MinCount", "Architecture", "RootDeviceName", "HttpEndpoint", "HttpPutResponseHopLimit", "HttpProtocolIpv6", "InstanceMetadataTags", "BlockDeviceMappings", "ImageLocation", "AutoScalingGroupName"],
    shares: sharedNames,
    load: async () => (await import("./launch-template-json/index.ts")).launchTemplateJson,
  },
];
