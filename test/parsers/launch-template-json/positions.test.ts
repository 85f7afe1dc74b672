import { describe, expect, it } from "vitest";
import { settingNames } from "../../../src/model/setting.ts";
import { documentTypes } from "../../../src/parsers/launch-template-json/shapes.ts";
import { documentOf, onlyResource, parseText, scenarioOf, shown } from "./support.ts";

describe("positions", () => {
  it("point to values, to the block for what it lacks, and to the opening bracket of a nameless document", async () => {
    const resource = await onlyResource(documentOf("launch-template-data"));
    const { block, image, settings } = scenarioOf(resource);
    expect(shown(resource.at)).toBe("1: {");
    expect(shown(block.at)).toBe('6: "MetadataOptions"');
    expect(shown(settings.httpTokens.at)).toBe('7: "optional"');
    expect(shown(settings.httpPutResponseHopLimit.at)).toBe("8: 3");
    expect(shown(settings.instanceMetadataTags.at)).toBe('6: "MetadataOptions"');
    expect(image.state === "absent" ? "" : shown(image.at)).toBe('2: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"');
  });

  it("point to the name of a document that has one, and to its data for a missing block", async () => {
    const resource = await onlyResource('{\n  "LaunchTemplateName":  "web",\n  "LaunchTemplateData": {\n    "ImageId": "ami-1"\n  }\n}');
    expect(resource.address).toBe("create-launch-template(web)");
    expect(shown(resource.at)).toBe('2: "LaunchTemplateName":  "web"');
    expect(shown(scenarioOf(resource).block.at)).toBe('3: "LaunchTemplateData"');
    expect(shown(scenarioOf(resource).settings.httpTokens.at)).toBe('3: "LaunchTemplateData"');
  });

  it("point to instances, versions, links and overrides", async () => {
    const [instances, versions, fleet] = await Promise.all(["describe-instances", "describe-launch-template-versions", "create-fleet"].map((type) => parseText(documentOf(type))));
    expect(instances?.resources.map((resource) => shown(resource.at))).toEqual(['9: "InstanceId": "i-0aaaaaaaaaaaaaaaa"', '34: "InstanceId": "i-0cccccccccccccccc"']);
    expect(versions?.resources.map((resource) => shown(resource.at))).toEqual(['5: "LaunchTemplateName": "web"', '14: "LaunchTemplateName": "web"', '28: "LaunchTemplateName": "batch"']);
    expect(fleet?.resources.map((resource) => shown(resource.at))).toEqual(['4: "LaunchTemplateConfigs"', '9: "InstanceType": "m5.large"', '10: "InstanceType": "m7g.large"', '18: "InstanceType": "c6i.large"']);
    expect(fleet?.resources.flatMap((resource) => scenarioOf(resource).links.map((link) => shown(link.target.at)))).toEqual(['6: "web"', '14: "lt-0123456789abcdef0"', '6: "web"', '6: "web"', '17: "batch"']);
  });

  it("count UTF-16 units behind a byte order mark, CRLF and characters beyond the basic plane", async () => {
    const resource = await onlyResource('\uFEFF{\r\n  "KeyName": "\u{1F511}", "ImageId": "ami-1",\r\n  "MetadataOptions": { "HttpTokens": "optional" }\r\n}');
    expect(shown(resource.at)).toBe("1: {");
    expect(shown(scenarioOf(resource).settings.httpTokens.at)).toBe('3: "optional"');
  });

  it.each(documentTypes)("lie in the text, for %s", async (type) => {
    const text = documentOf(type);
    const { resources } = await parseText(text);
    const places = resources.flatMap((resource) => [resource.at, ...resource.scenarios.flatMap(({ block, settings }) => [block.at, ...settingNames.map((name) => settings[name].at)])]);
    for (const { source, span } of places) {
      expect(source.text).toBe(text);
      expect(span.start).toBeLessThan(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
      expect(text.slice(span.start, span.end)).toMatch(/^[{"\d-]/);
    }
  });

  it("do not carry control characters or endless names into addresses", async () => {
    for (const name of ["a\u001b[31mred", "x".repeat(500)]) {
      const resource = await onlyResource(JSON.stringify({ LaunchTemplateName: name, LaunchTemplateData: { ImageId: "ami-1" } }));
      expect(resource.address).toBe("create-launch-template");
      expect(resource.names).toEqual([name]);
    }
  });
});
