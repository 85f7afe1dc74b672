import type { Setting } from "../model/setting.ts";
import { isTrue, type Node } from "./node.ts";

/**
 * Every change of a launch template makes a new version; the first stays the default unless `update_default_version` or `default_version` moves it:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#update_default_version-1
 */
export function defaultVersion(node: Node): Setting {
  const follows = node.setting("update_default_version");
  if (follows.state === "unknown") return follows;
  if (isTrue(follows)) return { state: "known", value: "$Latest", at: follows.at, trail: [] };
  const pinned = node.setting("default_version");
  return pinned.state === "absent" ? firstVersion(node) : pinned;
}

/** CloudFormation, and with it `awscc`, cannot move it: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-launchtemplate.html */
export function firstVersion({ at }: Node): Setting {
  return { state: "known", value: 1, at, trail: [] };
}
