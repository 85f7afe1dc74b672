import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import { accountLevelMembers } from "./members.ts";
import { isFilledInLater } from "./values.ts";

/*
 * Key names alone do not make a document one of AWS: other clouds have an ImageId and an InstanceType too, and "Images" is a
 * word of many APIs. These functions look at the values.
 */

/** How many of the members have a value of the kind that EC2 takes; 0 when the image or instance type is another cloud's. */
export function launchEvidence(node: DataNode | undefined, members: readonly string[]): number {
  if (node?.kind !== "map") return 0;
  if (isOfAnotherCloud(node)) return 0;
  return members.filter((member) => isOfKind(member, child(node, member))).length;
}

/** No other cloud has metadata options under these names. */
function holdsMetadataOptions(map: DataMap): boolean {
  const options = child(map, "MetadataOptions");
  return options?.kind === "map" && [...options.entries.keys()].some((key) => accountLevelMembers.has(key));
}

/** Whether the image or the instance type can be none of EC2's. */
export function isOfAnotherCloud(map: DataMap): boolean {
  if (holdsMetadataOptions(map)) return false;
  const image = child(map, "ImageId");
  const type = child(map, "InstanceType");
  return (image !== undefined && !isImageReference(image)) || (type !== undefined && !isInstanceType(type));
}

function isOfKind(member: string, value: DataNode | undefined): boolean {
  if (value === undefined) return false;
  switch (member) {
    case "ImageId":
    case "InstanceType":
      return true;
    case "InstanceId":
      return isInstanceId(value);
    case "UserData":
      return value.kind !== "list";
    case "BlockDeviceMappings":
    case "NetworkInterfaces":
    case "SecurityGroupIds":
    case "TagSpecifications":
      return value.kind === "list";
    default:
      return value.kind === "map";
  }
}

/** An AMI id, a Systems Manager parameter, or a text (`IMAGE_ID`) or expression that stands for one. */
function isImageReference(node: DataNode): boolean {
  if (node.kind === "map") return true;
  if (node.kind === "list") return false;
  if (node.value === null || node.value === "") return true;
  if (typeof node.value !== "string") return false;
  return /ami/i.test(node.value) || node.value.startsWith("resolve:ssm:") || /^[A-Z][A-Z0-9_]*$/.test(node.value) || isFilledInLater(node.value);
}

/** `family.size`. Alibaba Cloud's begin with `ecs.`, Tencent's with a capital letter. */
function isInstanceType(node: DataNode): boolean {
  if (node.kind === "map") return true;
  if (node.kind === "list") return false;
  if (node.value === null || node.value === "") return true;
  if (typeof node.value !== "string") return false;
  return (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(node.value) && !node.value.startsWith("ecs.")) || isFilledInLater(node.value);
}

/** `i-…`, or a text that is filled in later. */
export function isInstanceId(node: DataNode | undefined): boolean {
  const id = stringOf(node);
  return id !== undefined && (id.startsWith("i-") || isFilledInLater(id));
}

/** `ami-…`: kernel (`aki-`) and WorkSpaces (`wsi-`) images have no IMDS support. */
export function isImageId(node: DataNode | undefined): boolean {
  const id = stringOf(node);
  return id !== undefined && (id.startsWith("ami-") || isFilledInLater(id));
}

/** A number, or a text that stands for one. */
export function countedOrText(map: DataMap, key: string): boolean {
  const node = child(map, key);
  if (node?.kind !== "scalar") return node?.kind === "map";
  if (typeof node.value === "number") return true;
  return typeof node.value === "string" && (/^\d+$/.test(node.value) || isFilledInLater(node.value));
}

const optionWords: ReadonlySet<string> = new Set(["optional", "required", "enabled", "disabled", "no-preference"]);

/** Whether the top-level members are metadata options: plain values, one of them at least a word or a hop limit that AWS knows. */
export function holdsOptionValues(root: DataMap): boolean {
  let known = false;
  for (const { key, value } of root.entries.values()) {
    if (value.kind !== "scalar") return false;
    if (typeof value.value === "string" && optionWords.has(value.value.toLowerCase())) known = true;
    if (typeof value.value === "number" && key === "HttpPutResponseHopLimit") known = true;
  }
  return known;
}

/** May be empty: nothing is preferred in an account where nobody has set anything. */
export function isAccountLevel(node: DataNode | undefined): boolean {
  return node?.kind === "map" && [...node.entries.keys()].every((key) => accountLevelMembers.has(key));
}

/** The data of a template; Alibaba Cloud has a `LaunchTemplateData` too. */
export function isTemplateData(node: DataNode | undefined): boolean {
  return node?.kind === "map" && !isOfAnotherCloud(node);
}

export function isVersionList(node: DataNode | undefined): boolean {
  return anyMap(node, (version) => isTemplateData(child(version, "LaunchTemplateData")) && ["VersionNumber", "LaunchTemplateId", "LaunchTemplateName"].some((key) => version.entries.has(key)));
}

export function isReservationList(node: DataNode | undefined): boolean {
  return anyMap(node, (reservation) => anyMap(child(reservation, "Instances"), (instance) => isInstanceId(child(instance, "InstanceId"))));
}

/** Members of which describe-images prints at least one; the recycle bin's list of images has none, nor a support to show. */
const imageMembers = ["RootDeviceName", "RootDeviceType", "ImageLocation", "ImageType", "Architecture", "VirtualizationType", "State", "ImdsSupport", "Public"];

export function isImageList(node: DataNode | undefined): boolean {
  return anyMap(node, (image) => isImageId(child(image, "ImageId")) && imageMembers.some((member) => image.entries.has(member)));
}

export function isConfigurationList(node: DataNode | undefined): boolean {
  return anyMap(node, (configuration) => stringOf(child(configuration, "LaunchConfigurationName")) !== undefined);
}

function anyMap(node: DataNode | undefined, test: (map: DataMap) => boolean): boolean {
  return node?.kind === "list" && node.items.some((item) => item.kind === "map" && test(item));
}
