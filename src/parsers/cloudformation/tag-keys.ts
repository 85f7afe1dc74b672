import type { TagKey } from "../../model/resource.ts";
import { itemsIn, member, memberAt, type Member } from "./member.ts";

/**
 * The keys of the tags that machines get in this world: an instance's own, what a template specifies for instances, what a group passes on.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-autoscalinggroup-tagproperty.html
 */
export function tagKeysOf(type: string, properties: Member): readonly TagKey[] {
  switch (type) {
    case "AWS::EC2::Instance":
      return itemsIn(member(properties, "Tags")).flatMap(keyOf);
    case "AWS::EC2::LaunchTemplate":
      return itemsIn(memberAt(properties, ["LaunchTemplateData", "TagSpecifications"]))
        .filter((specification) => text(member(specification, "ResourceType")) === "instance")
        .flatMap((specification) => itemsIn(member(specification, "Tags")).flatMap(keyOf));
    case "AWS::AutoScaling::AutoScalingGroup":
      return itemsIn(member(properties, "Tags"))
        .filter((tag) => text(member(tag, "PropagateAtLaunch")) === "true")
        .flatMap(keyOf);
    default:
      return [];
  }
}

function keyOf(tag: Member): readonly TagKey[] {
  const key = member(tag, "Key").value;
  return key.kind === "scalar" ? [{ key: String(key.value), at: key.at, trail: key.trail }] : [];
}

function text({ value }: Member): string | undefined {
  return value.kind === "scalar" ? String(value.value) : undefined;
}
