import type { Setting } from "../../model/setting.ts";
import type { Reading } from "./references.ts";
import { nodeOf } from "./resource-type.ts";
import { toSetting } from "./settings.ts";
import { boolOf } from "./value.ts";

/**
 * Which version of a launch template is its default one. Every change makes a new version; the first stays the default unless `update_default_version` or
 * `default_version` moves it: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#update_default_version-1
 * CloudFormation, and with it `awscc`, cannot move it: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html
 */
export function defaultVersionOf(type: string, reading: Reading): Setting | undefined {
  const first: Setting = { state: "known", value: 1, at: reading.at, trail: [] };
  if (type === "awscc_ec2_launch_template") return first;
  if (type !== "aws_launch_template") return undefined;
  const node = nodeOf(reading);
  const update = node.field("update_default_version");
  const follows = toSetting(update.value, update.at);
  if (follows.state === "unknown") return follows;
  if (update.value.kind === "scalar" && boolOf(update.value.value) === true) return { state: "known", value: "$Latest", at: update.at, trail: [] };
  const pinned = node.field("default_version");
  const setting = toSetting(pinned.value, pinned.at);
  return setting.state === "absent" ? first : setting;
}
