import { describe, expect, it } from "vitest";
import { documentTypes } from "../../../src/parsers/launch-template-json/shapes.ts";
import { documentOf, fixture, fixtureNames, parseText, parseValue } from "./support.ts";

const ami = "ami-0123456789abcdef0";
const data = { ImageId: ami, InstanceType: "t3.micro" };
const role = "arn:aws:iam::111122223333:role/fleet";

describe("every document type", () => {
  it("has a fixture", () => {
    expect(fixtureNames("documents")).toEqual(documentTypes.map((type) => `${type}.json`).sort());
  });

  it.each(documentTypes)("recognises %s", async (type) => {
    const result = await parseText(documentOf(type));
    expect(result.recognised).toBe(true);
    expect(result.problems).toEqual([]);
    expect(new Set(result.resources.map((resource) => resource.type))).toEqual(new Set([type]));
    expect(new Set(result.resources.map((resource) => resource.address)).size).toBe(result.resources.length);
  });
});

describe("variants of the documents", () => {
  const variants: readonly (readonly [string, unknown, string])[] = [
    ["template data with an expression of another format", { ImageId: { Ref: "Image" }, InstanceType: { Ref: "Type" } }, "launch-template-data"],
    ["template data with texts that are filled in later", { ImageId: "${AMI}", InstanceType: "{{ type }}" }, "launch-template-data"],
    ["template data with a stand-in image beside metadata options", { ImageId: "todo", MetadataOptions: { HttpTokens: "optional" } }, "launch-template-data"],
    ["template data by requirements", { InstanceRequirements: { VCpuCount: { Min: 2 } }, NetworkInterfaces: [], RamDiskId: "ari-1" }, "launch-template-data"],
    ["a version by name, without source", { LaunchTemplateName: "web", VersionDescription: "2", LaunchTemplateData: data }, "create-launch-template"],
    ["a version by name, from a source", { LaunchTemplateName: "web", SourceVersion: "$Latest", LaunchTemplateData: data }, "create-launch-template-version"],
    ["a template without any data", { LaunchTemplateName: "web", LaunchTemplateData: {} }, "create-launch-template"],
    ["a template with a member of next year", { LaunchTemplateName: "web", LaunchTemplateData: data, RetentionDays: 3 }, "create-launch-template"],
    ["a template with a comment", { _comment: "see the runbook", LaunchTemplateName: "web", LaunchTemplateData: data }, "create-launch-template"],
    ["run-instances through a template alone", { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateId: "lt-1" } }, "run-instances"],
    ["run-instances with counts as text", { MinCount: "1", MaxCount: "${COUNT}", ImageId: ami }, "run-instances"],
    ["a bare spot fleet", { IamFleetRole: role, TargetCapacity: 1, LaunchSpecifications: [data] }, "request-spot-fleet"],
    ["a wrapped spot fleet with a dry run", { DryRun: true, SpotFleetRequestConfig: { IamFleetRole: role, TargetCapacity: 1, LaunchTemplateConfigs: [] } }, "request-spot-fleet"],
    ["a spot request by its count", { InstanceCount: 1, LaunchSpecification: data }, "request-spot-instances"],
    ["a launch configuration from an instance", { LaunchConfigurationName: "lc", InstanceId: "i-0123" }, "create-launch-configuration"],
    ["a group through a template", { AutoScalingGroupName: "g", MinSize: 1, MaxSize: 2, LaunchTemplate: { LaunchTemplateName: "web" } }, "create-auto-scaling-group"],
    ["a group like an instance", { AutoScalingGroupName: "g", MinSize: "1", MaxSize: "${MAX}", InstanceId: "i-01" }, "create-auto-scaling-group"],
    ["another template for a group", { AutoScalingGroupName: "g", LaunchTemplate: { LaunchTemplateId: "lt-1", Version: "2" } }, "update-auto-scaling-group"],
    ["an image from a manifest", { Name: "old", ImageLocation: "bucket/image.manifest.xml" }, "register-image"],
    ["an image by its devices", { Name: "new", BlockDeviceMappings: [{ DeviceName: "/dev/sda1" }] }, "register-image"],
    ["an image attribute by name and value", { ImageId: ami, Attribute: "imdsSupport", Value: "v2.0" }, "modify-image-attribute"],
    ["an image attribute without support", { ImageId: ami, ImdsSupport: {} }, "describe-image-attribute"],
    ["image attributes as printed", { ImageId: ami, LaunchPermissions: [], ImdsSupport: { Value: "v2.0" } }, "describe-image-attribute"],
    ["defaults with one option", { HttpTokens: "required" }, "modify-instance-metadata-defaults"],
    ["defaults in the wrong letter case", { HttpTokens: "Required" }, "modify-instance-metadata-defaults"],
    ["an account without preferences", { AccountLevel: {} }, "get-instance-metadata-defaults"],
    ["account defaults as the user guide prints them", { AccountLevel: { HttpTokens: "required" }, ManagedBy: "account" }, "get-instance-metadata-defaults"],
    ["instances dumped by boto3", { Reservations: [{ Instances: [{ InstanceId: "i-01" }] }], ResponseMetadata: { HTTPStatusCode: 200 } }, "describe-instances"],
    ["images on one page of several", { Images: [{ ImageId: ami, State: "available" }], NextToken: "abc" }, "describe-images"],
  ];

  it.each(variants)("%s", async (_, value, type) => {
    const result = await parseValue(value);
    expect(result.recognised).toBe(true);
    expect(result.problems).toEqual([]);
    expect(new Set(result.resources.map((resource) => resource.type))).toEqual(new Set(result.resources.length === 0 ? [] : [type]));
  });
});

describe("what is not ours", () => {
  const others: readonly (readonly [string, unknown])[] = [
    ["a package manifest", { name: "x", version: "1.0.0", dependencies: { "@aws-sdk/client-ec2": "3" } }],
    ["a tsconfig", { compilerOptions: { strict: true }, include: ["src"] }],
    ["a CloudFormation template", { AWSTemplateFormatVersion: "2010-09-09", Resources: { T: { Type: "AWS::EC2::LaunchTemplate", Properties: { LaunchTemplateName: "web", LaunchTemplateData: data } } } }],
    ["a CloudFormation parameter file", [{ ParameterKey: "ImageId", ParameterValue: ami }]],
    ["a Terraform plan", { format_version: "1.2", planned_values: { root_module: { resources: [{ type: "aws_instance", values: { metadata_options: [{ http_tokens: "optional" }] } }] } } }],
    ["a Terraform state", { version: 4, terraform_version: "1.9.0", resources: [{ type: "aws_launch_template", instances: [{ attributes: { image_id: ami } }] }] }],
    ["Terraform in JSON", { resource: { aws_instance: { web: { ami, instance_type: "t3.micro" } } } }],
    ["a Packer template", { builders: [{ type: "amazon-ebs", source_ami: ami, metadata_options: { http_tokens: "required" } }] }],
    ["an OpenAPI description", { openapi: "3.1.0", info: { title: "EC2" }, paths: {}, components: { schemas: { MetadataOptions: { type: "object" } } } }],
    ["a SARIF log", { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [{ results: [] }] }],
    ["a JSON schema", { type: "object", properties: { LaunchTemplateName: {}, LaunchTemplateData: { properties: { MetadataOptions: {} } } } }],
    ["an API model", { operations: { RunInstances: {} }, shapes: { MetadataOptions: { type: "structure", members: { HttpTokens: { shape: "String" } } } } }],
    ["an AWS Config item", { resourceType: "AWS::EC2::Instance", configuration: { metadataOptions: { httpTokens: "optional" } } }],
    ["a CloudTrail event", { eventName: "RunInstances", requestParameters: { minCount: 1, maxCount: 1, imageId: ami } }],
    ["an Image Builder input", { name: "x", instanceProfileName: "p", instanceMetadataOptions: { httpTokens: "optional" } }],
    ["a Lightsail input", { instanceName: "x", httpTokens: "optional", httpEndpoint: "enabled" }],
    ["a policy document", { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "ec2:RunInstances", Resource: "*" }] }],
    ["a security finding", { AccountLevel: 5, PlayerName: "x" }],
    ["a launch template's name alone", { LaunchTemplateName: "web", DefaultVersion: "3" }],
    ["a scheduled change of an auto scaling group", { AutoScalingGroupName: "g", ScheduledActionName: "night", MinSize: 0, MaxSize: 2 }],
    ["new sizes of an auto scaling group", { AutoScalingGroupName: "g", MinSize: 0, MaxSize: 2 }],
    ["an instance refresh", { AutoScalingGroupName: "g", DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web" } } }],
    ["a lifecycle action", { AutoScalingGroupName: "g", InstanceId: "i-01", LifecycleHookName: "h" }],
    ["a launch configuration's name alone", { LaunchConfigurationName: "lc" }],
    ["a pool with counts", { MinCount: 1, MaxCount: 5, Name: "workers" }],
    ["counts beside another cloud's image", { MinCount: 1, MaxCount: 5, ImageId: "m-bp67acfmxazb4p", InstanceType: "ecs.g6.large" }],
    ["another cloud's instance", { ImageId: "img-487zeit5", InstanceType: "S2.MEDIUM4", SecurityGroupIds: ["sg-1"] }],
    ["another cloud's template", { LaunchTemplateVersions: [{ VersionNumber: 3, LaunchTemplateData: { InstanceType: "ecs.g6.large", ImageId: "m-bp67acfmxazb4p", HttpTokens: "optional" } }] }],
    ["an image and nothing else", { ImageId: ami }],
    ["one telling member", { MetadataOptions: { HttpTokens: "optional" } }],
    ["template data with a member that it does not have", { ...data, SubnetId: "subnet-1" }],
    ["an instance object", { ...data, InstanceId: "i-01", PrivateDnsName: "x" }],
    ["an endpoint of some service", { HttpEndpoint: "https://example.com/api" }],
    ["an endpoint and a timeout", { HttpEndpoint: "enabled", Timeout: 3 }],
    ["a dry run of nothing", { DryRun: true }],
    ["an instance id", { InstanceId: "i-01" }],
    ["a managed instance of another kind", { InstanceId: 7, HttpTokens: "optional" }],
    ["the answer of modify-instance-metadata-options", { InstanceId: "i-01", InstanceMetadataOptions: { State: "pending", HttpTokens: "required" } }],
    ["a package with an architecture", { Name: "tool", Architecture: "x86_64", Description: "a package" }],
    ["a launch permission", { ImageId: ami, Attribute: "launchPermission", OperationType: "add", UserIds: ["111122223333"] }],
    ["images of another service", { Images: [{ ImageId: "wsi-abcd", Name: "desktop", State: "AVAILABLE" }] }],
    ["images of no service", { Images: [{ url: "a.png" }] }],
    ["images in the recycle bin", { Images: [{ ImageId: ami, Name: "AMI_01", RecycleBinEnterTime: "2022-03-14T15:35:08.000Z" }] }],
    ["an empty list of images", { Images: [] }],
    ["reservations of a restaurant", { Reservations: [{ Table: 4, Guests: 2 }] }],
    ["an imported instance", { Platform: "Windows", Description: "x", DiskImages: [], LaunchSpecification: { InstanceType: "t3.micro" } }],
    ["a list of instances", [{ InstanceId: "i-01" }]],
    ["a plain text", "MetadataOptions"],
    ["null", null],
    ["a number", 7],
    ["an empty object", {}],
    ["keys that exist on every JavaScript object", JSON.parse('{"__proto__": {"ImageId": "ami-1", "InstanceType": "t3.micro"}, "constructor": 1}')],
  ];

  it.each(others)("%s", async (_, value) => {
    expect(await parseValue(value)).toEqual({ recognised: false, resources: [], problems: [] });
  });
});

describe("skeletons", () => {
  const printed = fixtureNames("skeletons");

  it.each(printed)("%s is a template to fill in", async (name) => {
    expect((await parseText(fixture(`skeletons/${name}`))).recognised).toBe(false);
  });

  it("counts as configuration once something is filled in", async () => {
    const changes: Readonly<Record<string, (text: string) => string>> = {
      "run-instances.json": (text) => text.replace('"ImageId": ""', `"ImageId": "${ami}"`),
      "create-launch-template.json": (text) => text.replace('"LaunchTemplateName": ""', '"LaunchTemplateName": "web"'),
      "modify-instance-metadata-options.json": (text) => text.replace('"InstanceId": ""', '"InstanceId": "i-0123"'),
      "modify-instance-metadata-defaults.json": (text) => text.replace('"HttpPutResponseHopLimit": 0', '"HttpPutResponseHopLimit": 2'),
      "register-image.json": (text) => text.replace('"Name": ""', '"Name": "golden"'),
    };
    for (const [name, change] of Object.entries(changes)) {
      const text = fixture(`skeletons/${name}`);
      expect(change(text)).not.toBe(text);
      expect((await parseText(change(text))).recognised, name).toBe(true);
    }
  });

  it("are told by their data alone, too", async () => {
    const skeleton = JSON.parse(fixture("skeletons/create-launch-template.json")) as { LaunchTemplateData: unknown };
    expect((await parseValue(skeleton.LaunchTemplateData)).recognised).toBe(false);
    const fleet = JSON.parse(fixture("skeletons/request-spot-fleet.json")) as { SpotFleetRequestConfig: unknown };
    expect((await parseValue(fleet.SpotFleetRequestConfig)).recognised).toBe(false);
  });

  it("are not seen in short real documents", async () => {
    expect((await parseValue({ InstanceType: "t3.micro", MetadataOptions: { HttpTokens: "optional" }, EbsOptimized: true })).recognised).toBe(true);
    expect((await parseValue({ HttpTokens: "optional", HttpPutResponseHopLimit: 0 })).recognised).toBe(true);
    expect((await parseValue({ AccountLevel: { HttpTokens: "optional" } })).recognised).toBe(true);
  });
});

describe("broken text", () => {
  it.each([
    ["a template cut short", '{"LaunchTemplateName": "web", "LaunchTemplateData": {"ImageId": '],
    ["a launch with a value missing", '{"MinCount": 1, "MetadataOptions": {"HttpTokens": }}'],
    ["a spot fleet cut short", '{"SpotPrice": "0.1", "IamFleetRole": "arn:aws:iam::111122223333:role/fleet", "LaunchSpecifications": [{"ImageId": "ami-1"'],
    ["a wrapped spot fleet without a comma", '{"SpotFleetRequestConfig": {"TargetCapacity": 1 "AllocationStrategy": "diversified"}}'],
    ["a group cut short", '{"AutoScalingGroupName": "web", "LaunchConfigurationName": "lc", "MinSize": '],
    ["a template language's braces", '{"ImageId": "ami-1", "MetadataOptions": {"HttpTokens": {{ tokens }} }}'],
  ])("%s is a problem with a position", async (_, text) => {
    const result = await parseText(text);
    expect(result.recognised).toBe(true);
    expect(result.resources).toEqual([]);
    expect(result.problems).toHaveLength(1);
    expect(result.problems[0]?.kind).toBe("syntax");
    expect(result.problems[0]?.location.path).toBe("document.json");
    expect(result.problems[0]?.location.start.column).toBeGreaterThan(1);
  });

  it.each([
    ["prose that mentions the keys", 'see "MetadataOptions": it is an object'],
    ["an object of something else", '{"name": "x", '],
    ["a CloudFormation template", '{"Resources": {"T": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {'],
    ["nothing", ""],
    ["a binary", "\u0000\u0001\ufffd"],
  ])("%s is passed over", async (_, text) => {
    expect(await parseText(text)).toEqual({ recognised: false, resources: [], problems: [] });
  });

  it("reads what can be read and says what is wrong", async () => {
    const result = await parseText('{\n  // no comments in JSON\n  "ImageId": "ami-1",\n  "InstanceType": "t3.micro",\n}');
    expect(result.resources).toHaveLength(1);
    expect(result.problems.map((problem) => problem.location.start.line)).toEqual([2, 4]);
  });

  it("allows a byte order mark", async () => {
    const result = await parseText(`\uFEFF${documentOf("run-instances")}`);
    expect(result.resources).toHaveLength(1);
    expect(result.problems).toEqual([]);
  });
});

describe("YAML", () => {
  const asYaml = async (text: string) => parseText(text, "document.yaml");

  it.each([
    ["run-instances", "MinCount: 1\nMaxCount: 1\nImageId: ami-0123456789abcdef0 # Amazon Linux\nMetadataOptions:\n  HttpTokens: optional\n"],
    ["create-launch-template", "---\n'LaunchTemplateName': web\nLaunchTemplateData:\n  ImageId: ami-0123456789abcdef0\n"],
    ["create-fleet", "LaunchTemplateConfigs:\n- LaunchTemplateSpecification: {LaunchTemplateName: web, Version: $Latest}\nTargetCapacitySpecification: {TotalTargetCapacity: 2}\n"],
    ["request-spot-fleet", "SpotFleetRequestConfig:\n  IamFleetRole: arn:aws:iam::111122223333:role/fleet\n  TargetCapacity: 1\n  LaunchSpecifications:\n  - ImageId: ami-0123456789abcdef0\n"],
    ["create-auto-scaling-group", "AutoScalingGroupName: web\nMinSize: 1\nMaxSize: 2\nLaunchConfigurationName: lc\n"],
    ["create-launch-configuration", "LaunchConfigurationName: lc\nImageId: ami-0123456789abcdef0\nInstanceType: t3.micro\n"],
    ["modify-instance-metadata-options", "InstanceId: i-0123\nHttpTokens: optional\n"],
  ])("is the input of %s", async (type, text) => {
    const { recognised, problems, resources } = await asYaml(text);
    expect({ recognised, problems }).toEqual({ recognised: true, problems: [] });
    expect(resources.map((resource) => resource.type)).toEqual([type]);
  });

  it("has positions", async () => {
    const [resource] = (await asYaml("MinCount: 1\nMaxCount: 1\nImageId: ami-1\nMetadataOptions:\n  HttpTokens: optional\n")).resources;
    const tokens = resource?.scenarios[0]?.settings.httpTokens;
    expect(tokens?.state === "known" && [tokens.value, tokens.at.source.text.slice(tokens.at.span.start, tokens.at.span.end)]).toEqual(["optional", "optional"]);
  });

  it("that is cut short is a problem", async () => {
    const { recognised, problems } = await asYaml("MinCount: 1\nMaxCount: 1\nImageId: ami-1\nMetadataOptions: {HttpTokens: [\n");
    expect(recognised).toBe(true);
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each([
    ["a Kubernetes manifest", "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {MetadataOptions: {HttpTokens: optional}}\n"],
    ["a Karpenter class", "apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nspec:\n  metadataOptions: {httpTokens: required}\n"],
    ["a workflow", "on: push\njobs: {a: {steps: [{run: aws ec2 run-instances, env: {ImageId: ami-1, InstanceType: t3.micro}}]}}\n"],
    ["a compose file", "services: {web: {image: x, environment: {ImageId: ami-1}}}\n"],
    ["an OpenAPI description", "openapi: 3.1.0\ninfo: {title: x}\npaths: {}\n"],
    ["a CloudFormation template", "Resources:\n  T:\n    Type: AWS::EC2::LaunchTemplate\n    Properties: {LaunchTemplateName: web, LaunchTemplateData: {ImageId: ami-1}}\n"],
    ["properties of a CloudFormation resource", "LaunchTemplateName: !Ref Name\nLaunchTemplateData: {ImageId: ami-1, InstanceType: t3.micro}\n"],
    ["properties with a long form", "LaunchTemplateName: {'Fn::Sub': x}\nLaunchTemplateData: {ImageId: ami-1, InstanceType: t3.micro}\n"],
    ["launch template data alone", "ImageId: ami-1\nInstanceType: t3.micro\nMetadataOptions: {HttpTokens: optional}\n"],
    ["what a command prints", "LaunchTemplateVersions:\n- LaunchTemplateName: web\n  VersionNumber: 1\n  LaunchTemplateData: {ImageId: ami-1}\n"],
    ["one key more than the call has", "MinCount: 1\nMaxCount: 1\nImageId: ami-1\nEnvironment: prod\n"],
    ["a comment-like key", "MinCount: 1\nMaxCount: 1\nImageId: ami-1\n_comment: prod\n"],
    ["several documents", "MinCount: 1\nMaxCount: 1\nImageId: ami-1\n---\nMinCount: 1\nMaxCount: 1\nImageId: ami-1\n"],
    ["a skeleton", "MinCount: 0\nMaxCount: 0\nImageId: ''\nInstanceType: ''\n"],
    ["parameters", "ImageId: ami-1\nKeyName: x\n"],
    ["a list", "- ImageId: ami-1\n  MinCount: 1\n"],
    ["nothing", ""],
  ])("is passed over: %s", async (_, text) => {
    expect(await asYaml(text)).toEqual({ recognised: false, resources: [], problems: [] });
  });
});
