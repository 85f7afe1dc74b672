import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import * as api from "./members.ts";
import {
  countedOrText,
  holdsOptionValues,
  isAccountLevel,
  isConfigurationList,
  isImageId,
  isImageList,
  isInstanceId,
  isReservationList,
  isTemplateData,
  isVersionList,
  launchEvidence,
} from "./evidence.ts";

export const documentTypes = [
  "describe-launch-template-versions",
  "describe-instances",
  "describe-images",
  "describe-launch-configurations",
  "get-instance-metadata-defaults",
  "get-launch-template-data",
  "create-launch-template-version",
  "create-launch-template",
  "create-fleet",
  "request-spot-fleet",
  "request-spot-instances",
  "run-instances",
  "create-launch-configuration",
  "create-auto-scaling-group",
  "update-auto-scaling-group",
  "modify-instance-metadata-options",
  "modify-instance-metadata-defaults",
  "modify-image-attribute",
  "describe-image-attribute",
  "register-image",
  "launch-template-data",
] as const;

/** The documents of this format, named after the AWS CLI command that takes or prints them; `launch-template-data` is the bare data. */
export type DocumentType = (typeof documentTypes)[number];

interface Shape {
  /** Top-level members that must all be there. */
  readonly needs: readonly string[];
  /** Of these at least `least` (1 unless said) must be there. */
  readonly some?: readonly string[];
  readonly least?: number;
  readonly members: ReadonlySet<string>;
  /** Whether members that the API does not have are tolerated: only where `needs` is telling by itself, so that next year's members do not blind us. */
  readonly tolerant?: boolean;
  /** What the values must look like. */
  readonly fits: (root: DataMap) => boolean;
}

/** Members of which two make a bare object launch template data. */
const telling = [
  "ImageId",
  "InstanceType",
  "InstanceRequirements",
  "MetadataOptions",
  "BlockDeviceMappings",
  "NetworkInterfaces",
  "IamInstanceProfile",
  "SecurityGroupIds",
  "UserData",
  "TagSpecifications",
];

/** Members by which an auto scaling group says what it launches. */
const launchingMembers = ["LaunchTemplate", "LaunchConfigurationName", "MixedInstancesPolicy", "InstanceId"];

/**
 * In the order of the list of types: the first that fits is what the document is. Two pairs share their members:
 * a create-launch-template-version without SourceVersion that goes by name reads like create-launch-template (and means the same to
 * IMDS), and a bare object of metadata options for `--metadata-options file://` reads like the account defaults.
 */
const shapes: Readonly<Record<DocumentType, Shape>> = {
  "describe-launch-template-versions": answer("LaunchTemplateVersions", isVersionList),
  "describe-instances": answer("Reservations", isReservationList),
  "describe-images": answer("Images", isImageList),
  "describe-launch-configurations": answer("LaunchConfigurations", isConfigurationList),
  "get-instance-metadata-defaults": {
    needs: ["AccountLevel"],
    members: new Set(["AccountLevel", "ManagedBy", "ResponseMetadata"]),
    fits: (root) => isAccountLevel(child(root, "AccountLevel")),
  },
  "get-launch-template-data": {
    needs: ["LaunchTemplateData"],
    members: new Set(["LaunchTemplateData", "ResponseMetadata"]),
    fits: (root) => hasData(root) && anyMember(child(root, "LaunchTemplateData"), api.launchTemplateDataMembers),
  },
  "create-launch-template-version": {
    needs: ["LaunchTemplateData"],
    some: ["LaunchTemplateId", "SourceVersion", "ResolveAlias"],
    members: api.createLaunchTemplateVersionMembers,
    tolerant: true,
    fits: hasData,
  },
  "create-launch-template": {
    needs: ["LaunchTemplateName", "LaunchTemplateData"],
    members: api.createLaunchTemplateMembers,
    tolerant: true,
    fits: hasData,
  },
  "create-fleet": {
    needs: ["LaunchTemplateConfigs", "TargetCapacitySpecification"],
    members: api.createFleetMembers,
    tolerant: true,
    fits: (root) => kindOf(root, "LaunchTemplateConfigs") === "list" && kindOf(root, "TargetCapacitySpecification") === "map",
  },
  "request-spot-fleet": {
    needs: [],
    some: ["SpotFleetRequestConfig", "IamFleetRole"],
    members: new Set([...api.requestSpotFleetMembers, ...api.spotFleetMembers]),
    tolerant: true,
    fits: (root) => isSpotFleet(child(root, "SpotFleetRequestConfig") ?? root),
  },
  "request-spot-instances": {
    needs: ["LaunchSpecification"],
    some: ["SpotPrice", "InstanceCount", "Type", "ValidFrom", "ValidUntil", "InstanceInterruptionBehavior", "BlockDurationMinutes"],
    members: api.spotInstancesMembers,
    tolerant: true,
    fits: (root) => launchEvidence(child(root, "LaunchSpecification"), telling) >= 1,
  },
  "run-instances": {
    needs: ["MinCount", "MaxCount"],
    some: [...telling, "LaunchTemplate"],
    members: api.runInstancesMembers,
    tolerant: true,
    fits: (root) => countedOrText(root, "MinCount") && countedOrText(root, "MaxCount") && launchEvidence(root, [...telling, "LaunchTemplate"]) >= 1,
  },
  "create-launch-configuration": {
    needs: ["LaunchConfigurationName"],
    some: ["ImageId", "InstanceType", "InstanceId", "MetadataOptions"],
    members: api.launchConfigurationMembers,
    fits: (root) => kindOf(root, "LaunchConfigurationName") === "scalar" && launchEvidence(root, ["ImageId", "InstanceType", "InstanceId", "MetadataOptions"]) >= 1,
  },
  "create-auto-scaling-group": {
    needs: ["AutoScalingGroupName", "MinSize", "MaxSize"],
    some: launchingMembers,
    members: api.createGroupMembers,
    tolerant: true,
    fits: (root) => countedOrText(root, "MinSize") && countedOrText(root, "MaxSize") && launchesGroup(root),
  },
  "update-auto-scaling-group": {
    needs: ["AutoScalingGroupName"],
    some: launchingMembers.filter((member) => member !== "InstanceId"),
    members: api.updateGroupMembers,
    fits: launchesGroup,
  },
  "modify-instance-metadata-options": {
    needs: ["InstanceId"],
    some: ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"],
    members: api.modifyOptionsMembers,
    fits: (root) => isInstanceId(child(root, "InstanceId")),
  },
  "modify-instance-metadata-defaults": {
    needs: [],
    some: ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "InstanceMetadataTags", "HttpTokensEnforced"],
    members: api.modifyDefaultsMembers,
    fits: holdsOptionValues,
  },
  "modify-image-attribute": {
    needs: ["ImageId"],
    some: ["ImdsSupport", "Attribute"],
    members: api.modifyImageMembers,
    fits: (root) => isImageId(child(root, "ImageId")) && setsImdsSupport(root),
  },
  "describe-image-attribute": {
    needs: ["ImageId", "ImdsSupport"],
    members: new Set([...api.imageAttributeMembers, "ResponseMetadata"]),
    fits: (root) => isImageId(child(root, "ImageId")) && kindOf(root, "ImdsSupport") === "map",
  },
  "register-image": {
    needs: ["Name"],
    some: ["Architecture", "RootDeviceName", "BlockDeviceMappings", "ImageLocation", "ImdsSupport"],
    members: api.registerImageMembers,
    fits: isRegistration,
  },
  "launch-template-data": {
    needs: [],
    some: telling,
    least: 2,
    members: api.launchTemplateDataMembers,
    fits: (root) => launchEvidence(root, telling) >= 2,
  },
};

/** The document types that an object with these top-level keys may be; empty for almost every JSON file there is. */
export function candidates(keys: ReadonlySet<string>): readonly DocumentType[] {
  return documentTypes.filter((type) => keysFit(shapes[type], keys));
}

/** What the document is, or undefined when it is none of ours. */
export function recognise(root: DataMap): DocumentType | undefined {
  return candidates(new Set(root.entries.keys())).find((type) => shapes[type].fits(root));
}

/** The inputs of calls; the others are what the AWS CLI prints, and launch template data, which no call takes by itself. */
const inputs: readonly DocumentType[] = documentTypes.filter((type) => !/^(?:describe|get)-|^launch-template-data$/.test(type));

/** The calls of which these keys are members, all of them. */
export function inputCandidates(keys: ReadonlySet<string>): readonly DocumentType[] {
  return inputs.filter((type) => keysFit({ ...shapes[type], tolerant: false }, keys));
}

/** What call the document is the input of, where no key is foreign to it. */
export function recogniseInput(root: DataMap): DocumentType | undefined {
  return inputCandidates(new Set(root.entries.keys())).find((type) => shapes[type].fits(root));
}

function keysFit(shape: Shape, keys: ReadonlySet<string>): boolean {
  if (!shape.needs.every((key) => keys.has(key))) return false;
  if (shape.some !== undefined && shape.some.filter((key) => keys.has(key)).length < (shape.least ?? 1)) return false;
  const foreign = [...keys].filter((key) => !shape.members.has(key));
  if (foreign.length === 0) return true;
  return shape.tolerant === true && foreign.length * 2 <= keys.size && foreign.every((key) => /^(?:[A-Z][A-Za-z0-9]*|[$_/#].*)$/.test(key));
}

function answer(list: string, fits: (node: DataNode | undefined) => boolean): Shape {
  return { needs: [list], members: new Set([list, "NextToken", "ResponseMetadata"]), fits: (root) => fits(child(root, list)) };
}

function hasData(root: DataMap): boolean {
  const name = child(root, "LaunchTemplateName");
  return isTemplateData(child(root, "LaunchTemplateData")) && (name === undefined || name.kind === "scalar");
}

function launchesGroup(root: DataMap): boolean {
  if (kindOf(root, "AutoScalingGroupName") !== "scalar") return false;
  return ["LaunchTemplate", "MixedInstancesPolicy"].some((key) => kindOf(root, key) === "map") || ["LaunchConfigurationName", "InstanceId"].some((key) => kindOf(root, key) === "scalar");
}

function isSpotFleet(config: DataNode): boolean {
  if (config.kind !== "map" || !config.entries.has("IamFleetRole") || !config.entries.has("TargetCapacity")) return false;
  return kindOf(config, "LaunchSpecifications") === "list" || kindOf(config, "LaunchTemplateConfigs") === "list";
}

/** ImdsSupport itself, or its older form: the attribute's name with its value. */
function setsImdsSupport(root: DataMap): boolean {
  const support = child(root, "ImdsSupport");
  if (support !== undefined) return support.kind !== "list" && !(support.kind === "map" && support.entries.size === 0);
  return stringOf(child(root, "Attribute")) === "imdsSupport" && kindOf(root, "Value") === "scalar";
}

/**
 * RegisterImage takes an image location or a block device mapping; a name and an architecture alone are what any package has.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html
 */
function isRegistration(root: DataMap): boolean {
  if (kindOf(root, "Name") !== "scalar") return false;
  if (kindOf(root, "BlockDeviceMappings") === "list" || kindOf(root, "RootDeviceName") === "scalar" || kindOf(root, "ImdsSupport") === "scalar") return true;
  if (stringOf(child(root, "ImageLocation"))?.endsWith(".manifest.xml") === true) return true;
  const typical = ["Architecture", "ImageLocation", "EnaSupport", "VirtualizationType", "SriovNetSupport", "TpmSupport"];
  return typical.filter((key) => kindOf(root, key) === "scalar").length >= 2;
}

function anyMember(node: DataNode | undefined, members: ReadonlySet<string>): boolean {
  return node?.kind === "map" && [...node.entries.keys()].some((key) => members.has(key));
}

function kindOf(map: DataMap, key: string): DataNode["kind"] | undefined {
  return map.entries.get(key)?.value.kind;
}
