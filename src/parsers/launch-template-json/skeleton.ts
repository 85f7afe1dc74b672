import type { DataMap, DataNode } from "../../syntax/data.ts";
import { enumeratedMembers } from "./members.ts";

/** Members without which no request or answer means anything: a skeleton leaves them blank. */
const identities: ReadonlySet<string> = new Set([
  "ImageId",
  "InstanceId",
  "LaunchTemplateName",
  "LaunchTemplateId",
  "LaunchConfigurationName",
  "AutoScalingGroupName",
  "Name",
  "IamFleetRole",
  "HttpTokens",
  "Value",
]);
const counts: ReadonlySet<string> = new Set(["MinSize", "MaxSize", "MinCount", "MaxCount", "InstanceCount", "TargetCapacity", "TotalTargetCapacity", "VersionNumber"]);

/**
 * Whether the document is what `--generate-cli-skeleton` prints: nothing but placeholders (empty strings, zeros, true, a word of
 * an enumeration, or the member's own name), among them one where a real document must have a value. One value that
 * somebody filled in makes it a configuration.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html
 */
export function isSkeleton(root: DataMap): boolean {
  const found = { filledIn: false, blankIdentity: false };
  inspect(root, "", found);
  return !found.filledIn && (found.blankIdentity || isBlankDryRun(root));
}

interface Found {
  filledIn: boolean;
  blankIdentity: boolean;
}

/** Recursion is bounded by the depth that the syntax reader allows, and ends at the first value that was filled in. */
function inspect(node: DataNode, member: string, found: Found): void {
  if (found.filledIn) return;
  switch (node.kind) {
    case "map":
      for (const { key, value } of node.entries.values()) inspect(value, key, found);
      return;
    case "list":
      if (node.items.length > 1) found.filledIn = true;
      for (const item of node.items.slice(0, 1)) inspect(item, member, found);
      return;
    case "scalar":
      if (!isPlaceholder(node.value, member)) found.filledIn = true;
      else if (identities.has(member) && (node.value === "" || node.value === member)) found.blankIdentity = true;
      else if (counts.has(member) && node.value === 0) found.blankIdentity = true;
  }
}

function isPlaceholder(value: string | number | boolean | null, member: string): boolean {
  if (typeof value === "number") return value === 0;
  if (typeof value === "boolean") return value;
  if (value === null || value === "" || value === member) return true;
  if (enumeratedMembers.has(member)) return true;
  // Skeletons of answers print the epoch for times, and in a list the name of the item's shape.
  return value.startsWith("1970-01-01T00:00:00") || value === "String" || value === "SecurityGroupId" || `${value}s` === member;
}

/** The input of modify-instance-metadata-defaults names nothing: its skeleton shows itself by the zero that AWS does not take. */
function isBlankDryRun(root: DataMap): boolean {
  const value = (key: string): unknown => {
    const node = root.entries.get(key)?.value;
    return node?.kind === "scalar" ? node.value : undefined;
  };
  return value("DryRun") === true && value("HttpPutResponseHopLimit") === 0;
}
