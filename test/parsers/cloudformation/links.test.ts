import { describe, expect, it } from "vitest";
import type { ImageUse, Link } from "../../../src/model/resource.ts";
import type { ParseResult } from "../../../src/parsers/parser.ts";
import { fixture, parse, parseText, resourceAt, scenarioAt, textAt, whenInWords } from "./support.ts";

function linkInWords({ to, target, version }: Link): string {
  const whom = target.state === "resource" ? target.address : target.state === "named" ? JSON.stringify(target.name) : `unknown: ${target.why}`;
  const which = version.state === "known" ? ` ${JSON.stringify(version.value)}` : version.state === "unknown" ? ` unknown: ${version.why}` : "";
  return `${to} ${whom}${which}`;
}

/** The links of every scenario, after what it needs. */
function allLinks(result: ParseResult, address: string): readonly string[] {
  return resourceAt(result, address).scenarios.flatMap((scenario) => {
    const when = whenInWords(scenario);
    const links = scenario.links.length === 0 ? ["nothing"] : scenario.links.map(linkInWords);
    return links.map((link) => (when === "" ? link : `[${when}] ${link}`));
  });
}

describe("what an auto scaling group launches through", () => {
  it.each<[string, readonly string[]]>([
    ["Absent", ["launch-template unknown: no launch template or configuration is written"]],
    ["ById", ['launch-template Template "$Latest"']],
    ["ByAttribute", ['launch-template Template "$Default"']],
    ["ByLiteralName", ['launch-template Template "7"']],
    ["ByNameAndVersion", ['launch-template Template "$Latest"']],
    ["BySameExpression", ['launch-template Other "$Latest"']],
    ["Default", ['launch-template "shared-template" 1']],
    ["NoDefault", ["launch-template unknown: parameter AnyName has no default 1"]],
    ["Elsewhere", ['launch-template "lt-0123456789abcdef0" "$Default"']],
    ["Imported", ["launch-template unknown: the exported value workers-template is known only at deployment 1"]],
    ["Conditional", ["[IsProduction] launch-template Template 1", "[!IsProduction] launch-template Other 1"]],
    ["Either", ["[IsProduction] launch-template Template 1", "[!IsProduction] launch-configuration Configuration"]],
    ["ByConfiguration", ["launch-configuration Configuration"]],
    ["ByInstance", ["instance Machine"]],
    ["Mixed", ["launch-template Template 1", "launch-template Other 1"]],
    ["MixedAllOverridden", ["launch-template Other 1"]],
  ])("%s", async (address, links) => {
    const result = await parse(fixture("conformance/auto-scaling-group.yaml"));
    expect(resourceAt(result, address).kind).toBe("launcher");
    expect(allLinks(result, address)).toEqual(links);
  });

  it("has no options of its own", async () => {
    const result = await parse(fixture("conformance/auto-scaling-group.yaml"));
    const { block, settings } = scenarioAt(result, "ById");
    expect([block.state, textAt(block.at), settings.httpTokens.state]).toEqual(["absent", "ById", "absent"]);
  });

  it("may launch another image than its template's when an override names one", async () => {
    const result = await parse(fixture("conformance/auto-scaling-group.yaml"));
    expect(scenarioAt(result, "Mixed").image).toEqual({ state: "absent" });
    expect(scenarioAt(result, "MixedAllOverridden").image).toMatchObject({ state: "unknown", why: "an override names an image of its own" });
  });
});

describe("what an instance launches through", () => {
  const linksOf = async (specification: string) => {
    const result = await parseText(
      `Conditions: {C: !Equals [!Ref AWS::Region, b]}\nResources:\n  Template: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: web}}\n  Topic: {Type: AWS::SNS::Topic}\n  Machine:\n    Type: AWS::EC2::Instance\n    Properties:\n      LaunchTemplate: ${specification}\n`,
    );
    return allLinks(result, "Machine");
  };

  it.each<[string, readonly string[]]>([
    ["{LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber}", ['launch-template Template "$Latest"']],
    ["{LaunchTemplateName: web, Version: 3}", ["launch-template Template 3"]],
    ["{LaunchTemplateName: web, Version: !Ref AWS::Region}", ["launch-template Template unknown: AWS::Region is known only at deployment"]],
    ["{LaunchTemplateName: other, Version: 3}", ['launch-template "other" 3']],
    ["{LaunchTemplateId: !Ref Topic, Version: 3}", ["launch-template unknown: Ref Topic is known only after deployment 3"]],
    ["{LaunchTemplateId: !GetAtt Template.DefaultVersionNumber}", ["launch-template unknown: attribute Template.DefaultVersionNumber is known only after deployment"]],
    ["{Version: 1}", ["launch-template unknown: the launch template is not named 1"]],
    ["!If [C, {LaunchTemplateId: !Ref Template, Version: 1}, !Ref AWS::NoValue]", ["[C] launch-template Template 1", "[!C] nothing"]],
    ["!If [C, {LaunchTemplateId: !Ref Template, Version: 1}, {LaunchTemplateName: other, Version: 2}]", ["[C] launch-template Template 1", '[!C] launch-template "other" 2']],
    ["!Ref AWS::NoValue", ["nothing"]],
    ["null", ["nothing"]],
    ["web", ["launch-template unknown: it is not written as a map"]],
  ])("%s", async (specification, links) => {
    expect(await linksOf(specification)).toEqual(links);
  });

  it("is found through the version where the CDK writes one literal name for several templates", async () => {
    const result = await parse(fixture("cdk.json"));
    expect(scenarioAt(result, "Second8C2B5C4B").links.map(linkInWords)).toEqual(['launch-template SecondReqV2LaunchTemplateD11B9EFA "$Latest"']);
    expect(resourceAt(result, "FirstReqV2LaunchTemplate14783720").names).toEqual(["ReqV2LaunchTemplate"]);
  });
});

describe("what image is launched", () => {
  function imageInWords(image: ImageUse): string {
    switch (image.state) {
      case "absent":
        return "absent";
      case "named":
        return image.name;
      case "described":
        return `${image.by} ${image.patterns.join(" or ")}`;
      case "one-of":
        return `one of ${image.images.map(imageInWords).join(", ")}: ${image.why}`;
      case "resource":
        return `resource ${image.address}`;
      case "unknown":
      case "undecided":
        return `${image.state}: ${image.why}`;
    }
  }

  const al2023 = "ssm-parameter /aws/service/ami-amazon-linux-latest/al2023-ami";

  it.each([
    ["Absent", "absent"],
    ["Literal", "ami-0123456789abcdef0"],
    ["Default", "ami-0aaaaaaaaaaaaaaaa"],
    ["NoDefault", "unknown: parameter AnyImage has no default"],
    ["Stored", `${al2023}-kernel-6.1-x86_64`],
    ["StoredNowhere", "unknown: parameter StoredSomewhere has no default"],
    ["Dynamic", `${al2023}-minimal-kernel-default-x86_64`],
    ["DynamicSub", "ssm-parameter /aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2"],
    ["InTemplate", "ssm-parameter /golden/image"],
    ["Mapped", "ami-01111111111111111"],
    ["MappedByRegion", "one of ami-01111111111111111, ami-02222222222222222: AWS::Region decides it"],
    ["MappedAlike", "ami-03333333333333333"],
    ["Conditional", `${al2023}-kernel-6.1-arm64 or /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64`],
    ["ConditionalMixed", `[IsArm] ${al2023}-kernel-6.1-arm64 | [!IsArm] ami-0123456789abcdef0`],
    ["Odd", 'unknown: "latest" is no image id'],
  ])("%s", async (address, words) => {
    const result = await parse(fixture("images.yaml"));
    const scenarios = resourceAt(result, address).scenarios.map((scenario) => {
      const when = whenInWords(scenario);
      return `${when === "" ? "" : `[${when}] `}${imageInWords(scenario.image)}`;
    });
    expect(scenarios.join(" | ")).toBe(words);
  });
});
