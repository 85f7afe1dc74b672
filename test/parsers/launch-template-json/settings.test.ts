import { describe, expect, it } from "vitest";
import { launchSettings } from "../../../src/model/setting.ts";
import { documentOf, onlyResource, parseText, parseValue, say, scenarioOf, shown, spoken } from "./support.ts";

const five = { HttpTokens: "optional", HttpPutResponseHopLimit: 2, HttpEndpoint: "enabled", HttpProtocolIpv6: "disabled", InstanceMetadataTags: "enabled" };
const heard = { httpTokens: "optional", httpPutResponseHopLimit: 2, httpEndpoint: "enabled", httpProtocolIpv6: "disabled", instanceMetadataTags: "enabled" };
const { httpTokens, httpPutResponseHopLimit, httpEndpoint } = heard;
const three = { httpTokens, httpPutResponseHopLimit, httpEndpoint };
const unknown = { httpTokens: "?", httpPutResponseHopLimit: "?", httpEndpoint: "?", httpProtocolIpv6: "?", instanceMetadataTags: "?" };
const data = { ImageId: "ami-1", InstanceType: "t3.micro" };

interface Wrapped {
  readonly name: string;
  readonly wrap: (launch: object) => object;
  readonly written: object;
  readonly silent: object;
}

/** Every document that holds a `MetadataOptions`, around one launch description. */
const wrappers: readonly Wrapped[] = [
  { name: "launch-template-data", wrap: (launch) => ({ ...data, ...launch }), written: heard, silent: {} },
  { name: "create-launch-template", wrap: (launch) => ({ LaunchTemplateName: "w", LaunchTemplateData: { ...data, ...launch } }), written: heard, silent: {} },
  { name: "create-launch-template-version", wrap: (launch) => ({ LaunchTemplateId: "lt-1", LaunchTemplateData: launch }), written: heard, silent: {} },
  { name: "create-launch-template-version from a source", wrap: (launch) => ({ LaunchTemplateId: "lt-1", SourceVersion: "1", LaunchTemplateData: launch }), written: heard, silent: unknown },
  { name: "get-launch-template-data", wrap: (launch) => ({ LaunchTemplateData: { ...data, ...launch } }), written: heard, silent: {} },
  { name: "describe-launch-template-versions", wrap: (launch) => ({ LaunchTemplateVersions: [{ LaunchTemplateId: "lt-1", VersionNumber: 1, LaunchTemplateData: launch }] }), written: heard, silent: {} },
  { name: "run-instances", wrap: (launch) => ({ MinCount: 1, MaxCount: 1, ...data, ...launch }), written: heard, silent: {} },
  { name: "describe-instances", wrap: (launch) => ({ Reservations: [{ Instances: [{ InstanceId: "i-1", ...launch }] }] }), written: heard, silent: unknown },
  { name: "create-launch-configuration", wrap: (launch) => ({ LaunchConfigurationName: "c", ...data, ...launch }), written: three, silent: {} },
  {
    name: "create-launch-configuration from an instance",
    wrap: (launch) => ({ LaunchConfigurationName: "c", InstanceId: "i-1", ...launch }),
    written: three,
    silent: { httpTokens: "?", httpPutResponseHopLimit: "?", httpEndpoint: "?" },
  },
  { name: "describe-launch-configurations", wrap: (launch) => ({ LaunchConfigurations: [{ LaunchConfigurationName: "c", ...launch }] }), written: three, silent: {} },
];

describe.each(wrappers)("the options of $name", ({ wrap, written, silent }) => {
  const parsed = (launch: object) => onlyResource(JSON.stringify(wrap(launch)));

  it("are read with their types when they are literal", async () => {
    const resource = await parsed({ MetadataOptions: five });
    expect(spoken(resource)).toEqual(written);
    expect(scenarioOf(resource).block.state).toBe("present");
  });

  it("say nothing when the block is missing or null", async () => {
    for (const launch of [{}, { MetadataOptions: null }]) {
      const resource = await parsed(launch);
      expect(spoken(resource)).toEqual(silent);
      expect(scenarioOf(resource).block.state).toBe("absent");
    }
  });

  it("say nothing when the block is empty or its members are null", async () => {
    for (const options of [{}, { HttpTokens: null, HttpEndpoint: null, HttpPutResponseHopLimit: null }]) {
      const resource = await parsed({ MetadataOptions: options });
      expect(spoken(resource)).toEqual(silent);
      expect(scenarioOf(resource).block.state).toBe("present");
    }
  });

  it.each(["${TOKENS}", "{{ tokens }}", "$TOKENS", "<tokens>", "__TOKENS__", "@TOKENS@", "%TOKENS%", "<%= tokens %>", { Ref: "Tokens" }, ["optional"]])("are unknown when filled in later: %s", async (value) => {
    const resource = await parsed({ MetadataOptions: { ...five, HttpTokens: value } });
    expect(spoken(resource)).toEqual({ ...written, httpTokens: "?" });
  });

  it.each(["HttpTokens=required", 3, true, ["x"]])("are all unknown when the block is %j", async (value) => {
    const resource = await parsed({ MetadataOptions: value });
    expect(scenarioOf(resource).block.state).toBe("unknown");
    for (const name of Object.keys(written)) expect(say(scenarioOf(resource).settings[name as "httpTokens"])).toBe("?");
  });

  it("keep values that AWS does not have", async () => {
    const resource = await parsed({ MetadataOptions: { HttpTokens: "Required", HttpPutResponseHopLimit: "2", HttpEndpoint: true } });
    expect(spoken(resource)).toEqual({ ...silent, httpTokens: "Required", httpPutResponseHopLimit: "2", httpEndpoint: true });
  });
});

describe("spot requests", () => {
  it("have no options, whatever is written", async () => {
    const specification = { ...data, MetadataOptions: five };
    const instances = await parseValue({ SpotPrice: "1", LaunchSpecification: specification });
    const fleet = await parseValue({ IamFleetRole: "arn:aws:iam::1:role/x", TargetCapacity: 1, LaunchSpecifications: [specification] });
    for (const resource of [...instances.resources, ...fleet.resources]) {
      expect(resource.kind).toBe("launcher");
      expect(spoken(resource)).toEqual({});
      expect(scenarioOf(resource).block.state).toBe("absent");
    }
    expect(instances.resources).toHaveLength(1);
    expect(fleet.resources).toHaveLength(1);
  });
});

describe("fleets", () => {
  it("launch an override with options or image of its own apart from the rest", async () => {
    const { resources } = await parseText(documentOf("create-fleet"));
    const said = resources.map((resource) => [
      resource.address,
      spoken(resource),
      scenarioOf(resource).links.map(({ target, version }) => `${target.state === "named" ? target.name : "?"} ${String(say(version))}`),
      scenarioOf(resource).image.state,
    ]);
    expect(said).toEqual([
      ["create-fleet", {}, ["web 3", "lt-0123456789abcdef0 $Default"], "absent"],
      ["create-fleet.LaunchTemplateConfigs[0].Overrides[1]", { httpTokens: "optional" }, ["web 3"], "absent"],
      ["create-fleet.LaunchTemplateConfigs[0].Overrides[2]", {}, ["web 3"], "named"],
      ["create-fleet.LaunchTemplateConfigs[2].Overrides[0]", { httpEndpoint: "disabled" }, ["batch $Default"], "absent"],
    ]);
  });

  it.each(["maintain", "request", undefined])("of the type %s launch what their templates say, whatever overrides write", async (type) => {
    const written = JSON.parse(documentOf("create-fleet")) as Record<string, unknown>;
    const { resources } = await parseValue({ ...written, Type: type });
    expect(resources.map((resource) => [resource.address, spoken(resource), scenarioOf(resource).links.length, scenarioOf(resource).image.state])).toEqual([["create-fleet", {}, 3, "absent"]]);
  });

  it("of a type that is filled in later may take what overrides write, or not", async () => {
    const written = JSON.parse(documentOf("create-fleet")) as Record<string, unknown>;
    const { resources } = await parseValue({ ...written, Type: "${FLEET_TYPE}" });
    expect(resources.map((resource) => [scenarioOf(resource).settings.httpTokens.state, scenarioOf(resource).image.state])).toEqual([
      ["absent", "absent"],
      ["unknown", "absent"],
      ["absent", "unknown"],
      ["unknown", "absent"],
    ]);
  });

  it("know that no template is named", async () => {
    const resource = await onlyResource(JSON.stringify({ TargetCapacitySpecification: { TotalTargetCapacity: 1 }, LaunchTemplateConfigs: [{}] }));
    expect(scenarioOf(resource).links.map((link) => link.target.state)).toEqual(["unknown"]);
  });

  it("launch nothing without a template configuration", async () => {
    const result = await parseValue({ TargetCapacitySpecification: { TotalTargetCapacity: 1 }, LaunchTemplateConfigs: [] });
    expect(result).toEqual({ recognised: true, resources: [], problems: [] });
  });
});

describe("launch template versions", () => {
  it("are read where they are the default or the newest of their template", async () => {
    const { resources } = await parseText(documentOf("describe-launch-template-versions"));
    expect(resources.map((resource) => [resource.address, resource.names, spoken(resource)])).toEqual([
      ["LaunchTemplateVersions[0] (web, version 3)", ["web", "lt-0123456789abcdef0"], { httpTokens: "required" }],
      ["LaunchTemplateVersions[1] (web, version 2, default)", ["web", "lt-0123456789abcdef0"], { httpTokens: "optional" }],
      ["LaunchTemplateVersions[3] (batch, version 7, default)", ["batch", "lt-0fedcba9876543210"], {}],
    ]);
  });

  it("are all read when they have no numbers", async () => {
    const version = { LaunchTemplateId: "lt-1", LaunchTemplateData: data };
    expect((await parseValue({ LaunchTemplateVersions: [version, version] })).resources.map((resource) => resource.address)).toEqual([
      "LaunchTemplateVersions[0] (lt-1)",
      "LaunchTemplateVersions[1] (lt-1)",
    ]);
  });

  it("inherit from the version that they are made from", async () => {
    const resource = await onlyResource(documentOf("create-launch-template-version"));
    expect(spoken(resource)).toEqual({ ...unknown, httpPutResponseHopLimit: 2 });
    const tokens = scenarioOf(resource).settings.httpTokens;
    expect(tokens.state === "unknown" ? tokens.why : "").toBe("inherited from version 3 of the launch template");
  });
});

describe("instances", () => {
  it("of an output are as they are: pending is said, the gone are left out, what is not shown is unknown", async () => {
    const { resources } = await parseText(documentOf("describe-instances"));
    expect(resources.map((resource) => [resource.address, resource.names, spoken(resource)])).toEqual([
      [
        "Reservations[0].Instances[0] (i-0aaaaaaaaaaaaaaaa)",
        ["i-0aaaaaaaaaaaaaaaa"],
        { httpTokens: "required", httpPutResponseHopLimit: 2, httpEndpoint: "enabled", httpProtocolIpv6: "disabled", instanceMetadataTags: "disabled" },
      ],
      ["Reservations[1].Instances[0] (i-0cccccccccccccccc)", ["i-0cccccccccccccccc"], unknown],
    ]);
    const [first] = resources;
    const trail = first === undefined ? [] : trailOf(scenarioOf(first).settings.httpTokens);
    expect(trail.map((hop) => `${shown(hop.at)} ${hop.note}`)).toEqual(['15: "pending" MetadataOptions.State is pending: asked for, not yet in force']);
  });

  it("keep what modify-instance-metadata-options does not name", async () => {
    const resource = await onlyResource(documentOf("modify-instance-metadata-options"));
    expect(resource.kind).toBe("instance");
    expect(resource.names).toEqual(["i-0123456789abcdef0"]);
    expect(spoken(resource)).toEqual({ ...unknown, httpTokens: "optional", httpEndpoint: "enabled" });
  });

  it("are linked to their launch template by id before name, with the version as written", async () => {
    const links = async (template: unknown) => {
      const resource = await onlyResource(JSON.stringify({ MinCount: 1, MaxCount: 1, ImageId: "ami-1", LaunchTemplate: template }));
      return scenarioOf(resource).links.map(({ to, target, version }) => [to, target.state === "named" ? target.name : target.state, say(version)]);
    };
    expect(await links({ LaunchTemplateName: "web", Version: "$Latest" })).toEqual([["launch-template", "web", "$Latest"]]);
    expect(await links({ LaunchTemplateId: "lt-1", LaunchTemplateName: "web", Version: 3 })).toEqual([["launch-template", "lt-1", 3]]);
    expect(await links({ LaunchTemplateName: "web" })).toEqual([["launch-template", "web", "absent"]]);
    expect(await links({ LaunchTemplateName: "${NAME}", Version: "${VERSION}" })).toEqual([["launch-template", "unknown", "?"]]);
    expect(await links({})).toEqual([["launch-template", "unknown", "absent"]]);
    expect(await links("web")).toEqual([["launch-template", "unknown", "absent"]]);
    expect(await links(null)).toEqual([]);
  });
});

describe("images in launches", () => {
  it.each([
    ["ami-0123", { state: "named", name: "ami-0123" }],
    ["resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64", { state: "described", by: "ssm-parameter", patterns: ["/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"] }],
    ["resolve:ssm:golden:4", { state: "described", by: "ssm-parameter", patterns: ["golden"] }],
    ["resolve:ssm:golden:prod", { state: "described", by: "ssm-parameter", patterns: ["golden"] }],
    ["resolve:ssm:arn:aws:ssm:us-east-1:111122223333:parameter/golden:2", { state: "described", by: "ssm-parameter", patterns: ["/golden"] }],
    ["${AMI}", { state: "unknown" }],
    [{ Ref: "Ami" }, { state: "unknown" }],
    [null, { state: "absent" }],
  ])("%j", async (image, expected) => {
    const resource = await onlyResource(JSON.stringify({ MinCount: 1, MaxCount: 1, InstanceType: "t3.micro", ImageId: image }));
    expect(scenarioOf(resource).image).toMatchObject(expected);
  });
});

describe("images as resources", () => {
  it("are blamed only where their owner registered them", async () => {
    const { resources } = await parseText(documentOf("describe-images"));
    expect(resources.map((resource) => [resource.names[1], spoken(resource)])).toEqual([
      ["golden-1", { imageOrigin: "registered" }],
      ["golden-2", { imdsSupport: "v2.0", imageOrigin: "registered" }],
      ["amzn2-ami-hvm-2.0.20250101.0-x86_64-gp2", {}],
      ["vendor", {}],
      ["ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20250101", {}],
      ["golden-1-copy", {}],
      ["backup", {}],
    ]);
  });

  it.each([
    ["register-image", { imdsSupport: "v2.0", imageOrigin: "registered" }],
    ["modify-image-attribute", { imdsSupport: "v2.0", imageOrigin: "?" }],
    ["describe-image-attribute", { imageOrigin: "?" }],
  ])("%s", async (type, expected) => {
    const resource = await onlyResource(documentOf(type));
    expect(resource.kind).toBe("image");
    expect(spoken(resource)).toEqual(expected);
  });

  it("take a missing or null support as absent", async () => {
    for (const support of [{}, { ImdsSupport: null }]) {
      const resource = await onlyResource(JSON.stringify({ Name: "golden", RootDeviceName: "/dev/xvda", ...support }));
      expect(spoken(resource)).toEqual({ imageOrigin: "registered" });
    }
  });

  it("read the attribute in its older form", async () => {
    const resource = await onlyResource(JSON.stringify({ ImageId: "ami-1", Attribute: "imdsSupport", Value: "v2.0" }));
    expect(spoken(resource)).toEqual({ imdsSupport: "v2.0", imageOrigin: "?" });
  });
});

describe("account defaults", () => {
  it("keep what modify-instance-metadata-defaults does not name, and its words as written", async () => {
    const resource = await onlyResource(documentOf("modify-instance-metadata-defaults"));
    expect(resource.kind).toBe("account-defaults");
    expect(spoken(resource)).toEqual({ httpTokens: "no-preference", httpPutResponseHopLimit: -1, httpEndpoint: "?", instanceMetadataTags: "?", httpTokensEnforced: "enabled" });
  });

  it("have no preference where get-instance-metadata-defaults prints none", async () => {
    expect(spoken(await onlyResource(documentOf("get-instance-metadata-defaults")))).toEqual({ httpTokens: "required", httpPutResponseHopLimit: 2 });
    expect(spoken(await onlyResource('{"AccountLevel": {}}'))).toEqual({});
  });
});

describe("the Region", () => {
  it.each([
    ["eu-west-1a", "eu-west-1"],
    ["us-gov-east-1b", "us-gov-east-1"],
    ["us-west-2-lax-1a", "us-west-2"],
    ["us-east-1-wl1-bos-wlz-1", "us-east-1"],
    ["eusc-de-east-1a", "eusc-de-east-1"],
    ["us-east-1a, us-east-1b", "us-east-1"],
    ["us-east-1a, us-west-2b", undefined],
    ["eu-west-1", undefined],
    ["${ZONE}", undefined],
    ["use1-az1", undefined],
    [7, undefined],
  ])("of zone %s is %s", async (zone, region) => {
    const resource = await onlyResource(JSON.stringify({ ...data, Placement: { AvailabilityZone: zone } }));
    expect(resource.placement).toEqual(region === undefined ? { provider: "launch-template-json" } : { provider: "launch-template-json", region });
  });

  it("comes from the ARN of a launch configuration", async () => {
    const { resources } = await parseText(documentOf("describe-launch-configurations"));
    expect(resources.map((resource) => resource.placement.region)).toEqual(["eu-north-1", "eu-north-1"]);
  });
});

it("never speaks of launch settings of images and accounts that they do not have", async () => {
  const { resources } = await parseText(documentOf("describe-images"));
  for (const resource of resources) {
    for (const name of launchSettings) expect(scenarioOf(resource).settings[name].state).toBe("absent");
  }
});

function trailOf(setting: ReturnType<typeof scenarioOf>["settings"]["httpTokens"]) {
  return setting.state === "absent" ? [] : setting.trail;
}
