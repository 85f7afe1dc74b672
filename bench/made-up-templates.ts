/** What the 10,000 instances of a template have in common, or have each for itself. */
export const crowds = ["plain", "conditions", "one template", "own templates", "mixed policies", "parameter", "loop"] as const;
export type Crowd = (typeof crowds)[number];

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Section = Record<string, Json>;

const version = { AWSTemplateFormatVersion: "2010-09-09" };
const tags = (at: number): Json => [
  { Key: "Name", Value: { "Fn::Sub": `\${AWS::StackName}-machine-${at}` } },
  { Key: "Team", Value: `team-${at % 17}` },
  { Key: "CostCentre", Value: `${1000 + (at % 90)}` },
];

/** A template of `count` machines, as a value: see `yamlOf` and JSON.stringify. */
export function crowd(kind: Crowd, count: number): Section {
  const each = (make: (at: number) => readonly (readonly [string, Json])[]): Section => Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)).flat());
  switch (kind) {
    case "plain":
      return { ...version, Resources: each((at) => [[`Machine${at}`, instance(at)]]) };
    case "conditions": {
      const Parameters = { Env: { Type: "String", AllowedValues: ["prod", "test", "dev"] } };
      const Conditions = { IsProd: { "Fn::Equals": [{ Ref: "Env" }, "prod"] }, IsTest: { "Fn::Equals": [{ Ref: "Env" }, "test"] } };
      const MetadataOptions = { HttpTokens: { "Fn::If": ["IsProd", "required", "optional"] }, HttpEndpoint: "enabled" };
      return { ...version, Parameters, Conditions, Resources: each((at) => [[`Machine${at}`, { ...instance(at, { MetadataOptions }), Condition: at % 2 === 0 ? "IsProd" : "IsTest" }]]) };
    }
    case "one template":
      return { ...version, Resources: { Template: launchTemplate(0), ...each((at) => [[`Machine${at}`, instance(at, throughTemplate("Template"))]]) } };
    case "own templates":
      return { ...version, Resources: each((at) => [[`Template${at}`, launchTemplate(at)], [`Machine${at}`, instance(at, throughTemplate(`Template${at}`))]]) };
    case "mixed policies":
      return { ...version, Resources: { Template: launchTemplate(0), Arm: launchTemplate(1), ...each((at) => [[`Group${at}`, mixedGroup(at)]]) } };
    case "parameter":
      return { ...version, Parameters: { Tokens: { Type: "String", Default: "optional", AllowedValues: ["optional", "required"] } }, Resources: each((at) => [[`Machine${at}`, instance(at, { MetadataOptions: { HttpTokens: { Ref: "Tokens" } } })]]) };
    case "loop": {
      const names = Array.from({ length: count }, (_, at) => `N${at}`);
      return { ...version, Transform: "AWS::LanguageExtensions", Resources: { "Fn::ForEach::Machines": ["Name", names, { "Machine${Name}": instance(0, { KeyName: { Ref: "Name" } }) }] } };
    }
  }
}

/** A template as people write them, of about `bytes` bytes as YAML: mostly what launches nothing. */
export function mixture(bytes: number): Section {
  const Resources: Section = {};
  const Parameters: Section = {
    Env: { Type: "String", Default: "dev", AllowedValues: ["dev", "test", "prod"], Description: "The stage of this stack" },
    Tokens: { Type: "String", Default: "optional", AllowedValues: ["optional", "required"] },
    Vpc: { Type: "AWS::EC2::VPC::Id" },
    ImageId: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64" },
  };
  const Conditions: Section = { IsProd: { "Fn::Equals": [{ Ref: "Env" }, "prod"] }, IsDev: { "Fn::Equals": [{ Ref: "Env" }, "dev"] }, Guarded: { "Fn::Or": [{ Condition: "IsProd" }, { "Fn::Not": [{ Condition: "IsDev" }] }] } };
  const Mappings: Section = { Sizes: { dev: { Type: "t3.micro", Tokens: "optional" }, test: { Type: "t3.small", Tokens: "optional" }, prod: { Type: "m5.large", Tokens: "required" } } };
  for (let at = 0, size = 0; size < bytes; at++) {
    for (const [name, resource] of group(at)) {
      Resources[name] = resource;
      size += yamlOf({ [name]: resource }, 1).length;
    }
  }
  return { ...version, Description: "A stack that was made up for timing", Parameters, Conditions, Mappings, Resources };
}

/** A template of about 10 kB in which nothing has to do with machines. */
export function withoutMachines(at: number): Section {
  const Resources = Object.fromEntries([group(at), group(at + 1)].flat().filter(([name]) => !/^(?:Machine|Template|Group)/.test(name)));
  return { ...version, Parameters: { Env: { Type: "String", Default: "dev" }, Vpc: { Type: "String" } }, Resources };
}

/** What belongs together in the mixture: of 14 resources three have settings. */
function group(at: number): readonly (readonly [string, Json])[] {
  return [
    ...Array.from({ length: 3 }, (_, role) => [`Role${at}x${role}`, iamRole(role)] as const),
    ...Array.from({ length: 3 }, (_, net) => [`Subnet${at}x${net}`, { Type: "AWS::EC2::Subnet", Properties: { VpcId: { Ref: "Vpc" }, CidrBlock: `10.${at % 250}.${net}.0/24`, Tags: tags(net) } }] as const),
    ...Array.from({ length: 3 }, (_, call) => [`Function${at}x${call}`, lambda(at, call)] as const),
    [`Sec${at}`, { Type: "AWS::EC2::SecurityGroup", Properties: { GroupDescription: "Web", VpcId: { Ref: "Vpc" }, SecurityGroupIngress: [80, 443].map((port) => ({ IpProtocol: "tcp", FromPort: port, ToPort: port, CidrIp: "0.0.0.0/0" })) } }],
    [`Bucket${at}`, { Type: "AWS::S3::Bucket", DeletionPolicy: "Retain", Properties: { BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] }, Tags: tags(at) } }],
    [`Machine${at}`, { ...instance(at, { MetadataOptions: { HttpTokens: { "Fn::If": ["Guarded", "required", { "Fn::FindInMap": ["Sizes", { Ref: "Env" }, "Tokens"] }] } } }), ...(at % 3 === 0 ? { Condition: "IsProd" } : {}) }],
    [`Template${at}`, launchTemplate(at, at % 2 === 0 ? { Ref: "Tokens" } : "required")],
    [`Group${at}`, { Type: "AWS::AutoScaling::AutoScalingGroup", Properties: { MinSize: "1", MaxSize: "3", ...throughTemplate(`Template${at}`), VPCZoneIdentifier: [{ Ref: `Subnet${at}x0` }, { Ref: `Subnet${at}x1` }] } }],
  ];
}

function iamRole(at: number): Json {
  const Statement = ["s3:GetObject", "sqs:SendMessage", "logs:PutLogEvents"].map((Action) => ({ Effect: "Allow", Action, Resource: { "Fn::Sub": `arn:\${AWS::Partition}:*:\${AWS::Region}:\${AWS::AccountId}:thing-${at}` } }));
  const Assume = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }] };
  return { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: Assume, Policies: [{ PolicyName: "own", PolicyDocument: { Version: "2012-10-17", Statement } }] } };
}

function lambda(at: number, call: number): Json {
  const code = Array.from({ length: 12 }, (_, line) => `  value = event.get("key-${line}", "default ${at}")`);
  return { Type: "AWS::Lambda::Function", Properties: { Handler: "index.handler", Runtime: "python3.12", Role: { "Fn::GetAtt": [`Role${at}x${call}`, "Arn"] }, Environment: { Variables: { STAGE: { Ref: "Env" } } }, Code: { ZipFile: ["def handler(event, context):", ...code, "  return value", ""].join("\n") } } };
}

function instance(at: number, more: Section = {}): Section {
  return { Type: "AWS::EC2::Instance", Properties: { ImageId: "ami-0abcdef1234567890", InstanceType: "t3.micro", SubnetId: { "Fn::ImportValue": "network-subnet" }, EbsOptimized: true, ...more, Tags: tags(at) } };
}

function launchTemplate(at: number, HttpTokens: Json = "optional"): Section {
  return { Type: "AWS::EC2::LaunchTemplate", Properties: { LaunchTemplateData: { ImageId: "ami-0abcdef1234567890", InstanceType: `m5.${at % 2 === 0 ? "large" : "xlarge"}`, MetadataOptions: { HttpTokens, HttpPutResponseHopLimit: 1 } } } };
}

function throughTemplate(name: string): Section {
  return { LaunchTemplate: { LaunchTemplateId: { Ref: name }, Version: { "Fn::GetAtt": [name, "LatestVersionNumber"] } } };
}

function mixedGroup(at: number): Section {
  const { LaunchTemplate: common = "" } = throughTemplate("Template");
  const { LaunchTemplate: arm = "" } = throughTemplate("Arm");
  const Overrides = [{ InstanceType: "m5.large" }, { InstanceType: "m6g.large", LaunchTemplateSpecification: arm }];
  return { Type: "AWS::AutoScaling::AutoScalingGroup", Properties: { MinSize: "1", MaxSize: `${1 + (at % 9)}`, MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: common, Overrides } } } };
}

/** A value as block YAML, with the short forms and block scalars that people use. */
export function yamlOf(value: Json, depth = 0): string {
  const indent = "  ".repeat(depth);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => `${indent}-${after(item, depth, true)}`).join("");
  return Object.entries(value as Section).map(([key, item]) => `${indent}${/^[\w:-]+$/.test(key) ? key : JSON.stringify(key)}:${after(item, depth, false)}`).join("");
}

/** What stands behind a key or a dash, to the end of the line or below. */
function after(value: Json, depth: number, inList: boolean): string {
  if (typeof value === "string") return value.includes("\n") ? ` |\n${value.replace(/^(?=.)/gm, "  ".repeat(depth + 1))}` : ` ${scalar(value)}\n`;
  if (typeof value !== "object") return ` ${String(value)}\n`;
  const [[key, argument] = []] = Object.entries(value);
  const short = key === "Ref" || key === "Condition" ? key : key?.startsWith("Fn::") === true && !key.startsWith("Fn::ForEach") ? key.slice(4) : undefined;
  if (short !== undefined && argument !== undefined) return ` !${short}${after(argument, depth, false)}`;
  const below = yamlOf(value, depth + 1);
  return inList && !Array.isArray(value) ? ` ${below.trimStart()}` : `\n${below}`;
}

function scalar(text: string): string {
  return /^[A-Za-z/][\w./-]*$/.test(text) && !/^(?:yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}
