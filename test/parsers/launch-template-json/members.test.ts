import { describe, expect, it } from "vitest";
import * as api from "../../../src/parsers/launch-template-json/members.ts";
import { fixture } from "./support.ts";

interface Facts {
  readonly source: string;
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly enumerated: readonly string[];
}

const facts = JSON.parse(fixture("api-members.json")) as Facts;

describe(`member names, held to the service model of ${facts.source}`, () => {
  const tables: readonly (readonly [string, ReadonlySet<string>])[] = [
    ["RequestLaunchTemplateData", api.launchTemplateDataMembers],
    ["ResponseLaunchTemplateData", api.launchTemplateDataMembers],
    ["CreateLaunchTemplateRequest", api.createLaunchTemplateMembers],
    ["CreateLaunchTemplateVersionRequest", api.createLaunchTemplateVersionMembers],
    ["RunInstancesRequest", api.runInstancesMembers],
    ["CreateFleetRequest", api.createFleetMembers],
    ["SpotFleetRequestConfigData", api.spotFleetMembers],
    ["RequestSpotFleetRequest", api.requestSpotFleetMembers],
    ["RequestSpotInstancesRequest", api.spotInstancesMembers],
    ["CreateLaunchConfigurationType", api.launchConfigurationMembers],
    ["CreateAutoScalingGroupType", api.createGroupMembers],
    ["UpdateAutoScalingGroupType", api.updateGroupMembers],
    ["RegisterImageRequest", api.registerImageMembers],
    ["ModifyImageAttributeRequest", api.modifyImageMembers],
    ["ImageAttribute", api.imageAttributeMembers],
    ["ModifyInstanceMetadataOptionsRequest", api.modifyOptionsMembers],
    ["ModifyInstanceMetadataDefaultsRequest", api.modifyDefaultsMembers],
    ["InstanceMetadataDefaultsResponse", api.accountLevelMembers],
  ];

  it.each(tables)("%s", (shape, members) => {
    expect([...members].sort()).toEqual(facts.members[shape]);
  });

  it("knows every member whose values are enumerated", () => {
    expect([...api.enumeratedMembers].sort()).toEqual(facts.enumerated);
  });

  it("has three metadata options for launch configurations and five for the rest", () => {
    expect(facts.members["InstanceMetadataOptions"]).toEqual(["HttpEndpoint", "HttpPutResponseHopLimit", "HttpTokens"]);
    const five = ["HttpEndpoint", "HttpProtocolIpv6", "HttpPutResponseHopLimit", "HttpTokens", "InstanceMetadataTags"];
    expect(facts.members["InstanceMetadataOptionsRequest"]).toEqual(five);
    expect(facts.members["LaunchTemplateInstanceMetadataOptionsRequest"]).toEqual(five);
    expect(facts.members["FleetLaunchTemplateOverridesRequest"]).toContain("MetadataOptions");
  });
});
