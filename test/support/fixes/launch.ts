import { isMap, type Plain, type PlainMap } from "./plain.ts";
import { writeUnder, type Pair } from "./write.ts";

const templateName = "FixedTemplate";
const version = { "Fn::GetAtt": [templateName, "LatestVersionNumber"] };
const byId = { LaunchTemplateId: { Ref: templateName }, Version: version };

/** These services pick an image by themselves, unless the template names one. */
const bringsImage: ReadonlySet<string> = new Set(["AWS::EKS::Nodegroup", "AWS::Batch::ComputeEnvironment", "AWS::GameLift::GameServerGroup"]);

/** Lets a resource launch through a new launch template with these options, where each type names its template. */
export function launchThrough(resources: PlainMap, resource: PlainMap, pairs: readonly Pair[]): void {
  const type = typeof resource["Type"] === "string" ? resource["Type"] : "";
  const template: PlainMap = { Type: "AWS::EC2::LaunchTemplate", Properties: { LaunchTemplateData: bringsImage.has(type) ? {} : { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" } } };
  writeUnder(template, ["Properties", "LaunchTemplateData", "MetadataOptions"], pairs);
  resources[templateName] = template;
  const properties = propertiesOf(resource);
  const link = links[type];
  if (link === undefined) throw new Error(`nobody knows how ${type} names a template`);
  link(properties, pairs);
}

export function propertiesOf(resource: PlainMap): PlainMap {
  const properties = resource["Properties"];
  if (isMap(properties)) return properties;
  const made: PlainMap = {};
  resource["Properties"] = made;
  return made;
}

/** By type, what names the template; other ways of launching go, because a resource has one. */
const links: Readonly<Record<string, (properties: PlainMap, pairs: readonly Pair[]) => void>> = {
  "AWS::AutoScaling::AutoScalingGroup": linkGroup,
  "AWS::GameLift::GameServerGroup": (properties) => {
    properties["LaunchTemplate"] = byId;
  },
  "AWS::EC2::EC2Fleet": linkFleet,
  "AWS::EC2::SpotFleet": (properties) => {
    const data = properties["SpotFleetRequestConfigData"];
    if (!isMap(data)) throw new Error("no data of the request");
    Reflect.deleteProperty(data, "LaunchSpecifications");
    data["LaunchTemplateConfigs"] = [{ LaunchTemplateSpecification: byId }];
  },
  "AWS::EKS::Nodegroup": (properties) => {
    properties["LaunchTemplate"] = { Id: { Ref: templateName }, Version: version };
  },
  "AWS::Batch::ComputeEnvironment": (properties) => {
    const resources = properties["ComputeResources"];
    if (!isMap(resources)) throw new Error("no compute resources");
    resources["LaunchTemplate"] = byId;
  },
  "AWS::PCS::ComputeNodeGroup": (properties) => {
    properties["CustomLaunchTemplate"] = { TemplateId: { Ref: templateName }, Version: version };
  },
};

/** In a policy for mixed instances, the template of the policy for every override; else the group's own. */
function linkGroup(properties: PlainMap): void {
  for (const other of ["LaunchConfigurationName", "InstanceId", "LaunchTemplate"]) Reflect.deleteProperty(properties, other);
  const policy = properties["MixedInstancesPolicy"];
  const template = isMap(policy) ? policy["LaunchTemplate"] : undefined;
  if (isMap(template)) {
    template["LaunchTemplateSpecification"] = byId;
    for (const override of listOf(template["Overrides"])) Reflect.deleteProperty(override, "LaunchTemplateSpecification");
  } else properties["LaunchTemplate"] = byId;
}

/** Overrides with options of their own are given the same options. */
function linkFleet(properties: PlainMap, pairs: readonly Pair[]): void {
  for (const config of listOf(properties["LaunchTemplateConfigs"])) {
    config["LaunchTemplateSpecification"] = byId;
    for (const override of listOf(config["Overrides"])) if (override["MetadataOptions"] !== undefined) writeUnder(override, ["MetadataOptions"], pairs);
  }
}

function listOf(value: Plain | undefined): readonly PlainMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** Gives a cluster a security configuration of its own with these options. */
export function secureCluster(resources: PlainMap, resource: PlainMap, pairs: readonly Pair[]): void {
  const name = "FixedSecurity";
  const security: PlainMap = { Type: "AWS::EMR::SecurityConfiguration" };
  writeUnder(security, ["Properties", "SecurityConfiguration", "InstanceMetadataServiceConfiguration"], pairs);
  resources[name] = security;
  propertiesOf(resource)["SecurityConfiguration"] = { Ref: name };
}
