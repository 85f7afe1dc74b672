import type { Kind } from "../../model/resource.ts";
import { launchSettings, type SettingName } from "../../model/setting.ts";

/** A way to a launch template: the nested blocks to go through, and the arguments that name it. */
export interface LinkPath {
  readonly blocks: readonly string[];
  readonly id: string;
  readonly name: string;
}

/** How one resource type is read. https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export interface PlannedType {
  readonly kind: Kind;
  /** The nested block that holds the settings; undefined when they are arguments of the resource. */
  readonly block?: string;
  readonly settings: readonly SettingName[];
  readonly links?: readonly LinkPath[];
  /** The argument that names a launch configuration. */
  readonly configuration?: string;
  /** The argument that names the image. */
  readonly image?: string;
  /** Set for images: `imds_support` is an argument of aws_ami only, copies inherit it. */
  readonly origin?: "registered" | "copied";
  /** Set for policies: their settings stand in the JSON of their content, and most policies have none. */
  readonly isPolicy?: true;
}

const template: LinkPath = { blocks: ["launch_template"], id: "id", name: "name" };
const mixed: LinkPath = {
  blocks: ["mixed_instances_policy", "launch_template", "launch_template_specification"],
  id: "launch_template_id",
  name: "launch_template_name",
};
const override: LinkPath = { ...mixed, blocks: ["mixed_instances_policy", "launch_template", "override", "launch_template_specification"] };

const block = "metadata_options";

/** The types that matter, the same as those of the Terraform parser (a test compares them). */
export const plannedTypes: ReadonlyMap<string, PlannedType> = new Map<string, PlannedType>([
  ["aws_instance", { kind: "instance", block, settings: launchSettings, links: [template], image: "ami" }],
  ["aws_spot_instance_request", { kind: "instance", block, settings: launchSettings, links: [template], image: "ami" }],
  ["aws_launch_template", { kind: "launch-template", block, settings: launchSettings, image: "image_id" }],
  ["aws_launch_configuration", { kind: "launch-configuration", block, settings: ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"], image: "image_id" }],
  ["aws_autoscaling_group", { kind: "launcher", settings: [], links: [template, mixed, override], configuration: "launch_configuration" }],
  ["aws_ec2_instance_metadata_defaults", { kind: "account-defaults", settings: ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "instanceMetadataTags"] }],
  ["aws_organizations_policy", { kind: "guardrail", settings: [], isPolicy: true }],
  ["aws_ami", { kind: "image", settings: ["imdsSupport"], origin: "registered" }],
  ["aws_ami_copy", { kind: "image", settings: [], origin: "copied", image: "source_ami_id" }],
  ["aws_ami_from_instance", { kind: "image", settings: [], origin: "copied" }],
]);
