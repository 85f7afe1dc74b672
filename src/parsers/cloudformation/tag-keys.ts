import type { TagKey } from "../../model/resource.ts";
import { evaluate } from "./intrinsics.ts";
import { member, memberAt, type Member } from "./member.ts";
import { placeIn } from "./template.ts";
import { decided } from "./value.ts";

/**
 * The keys of the tags that machines get: an instance's own, what a template specifies for instances, what a group passes on.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-autoscaling-autoscalinggroup-tagproperty.html
 */
export function tagKeysOf(type: string, properties: Member): readonly TagKey[] {
  switch (type) {
    case "AWS::EC2::Instance":
      return items(member(properties, "Tags")).flatMap(keyOf);
    case "AWS::EC2::LaunchTemplate":
      return items(memberAt(properties, ["LaunchTemplateData", "TagSpecifications"]))
        .filter((specification) => text(member(specification, "ResourceType")) === "instance")
        .flatMap((specification) => items(member(specification, "Tags")).flatMap(keyOf));
    case "AWS::AutoScaling::AutoScalingGroup":
      return items(member(properties, "Tags"))
        .filter((tag) => text(member(tag, "PropagateAtLaunch")) === "true")
        .flatMap(keyOf);
    default:
      return [];
  }
}

/** The items of a list that is written without a condition. */
function items({ value }: Member): readonly Member[] {
  if (value.kind !== "list") return [];
  return value.items.map((item) => ({ value: evaluate(item, value.context), key: placeIn(value.context.template, item.span) }));
}

function keyOf(tag: Member): readonly TagKey[] {
  const key = decided(member(tag, "Key").value);
  return key.kind === "scalar" ? [{ key: String(key.value), at: key.at, trail: key.trail }] : [];
}

function text(of: Member): string | undefined {
  const value = decided(of.value);
  return value.kind === "scalar" ? String(value.value) : undefined;
}
