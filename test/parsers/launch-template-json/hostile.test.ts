import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentTypes } from "../../../src/parsers/launch-template-json/shapes.ts";
import * as api from "../../../src/parsers/launch-template-json/members.ts";
import type { ParseResult } from "../../../src/parsers/parser.ts";
import { documentOf, parseText, parseValue } from "./support.ts";

/** What must hold of any answer, whatever the text was. */
function expectSound(result: ParseResult, text: string): void {
  if (!result.recognised) expect(result).toEqual({ recognised: false, resources: [], problems: [] });
  expect(new Set(result.resources.map((resource) => resource.address)).size).toBe(result.resources.length);
  for (const resource of result.resources) {
    expect(resource.scenarios).toHaveLength(1);
    for (const scenario of resource.scenarios) {
      for (const setting of Object.values(scenario.settings)) {
        expect(setting.at.span.start).toBeLessThanOrEqual(setting.at.span.end);
        expect(setting.at.span.end).toBeLessThanOrEqual(text.length);
        if (setting.state === "known") expect(["string", "number", "boolean"]).toContain(typeof setting.value);
      }
    }
  }
}

const texts = documentTypes.map((type) => documentOf(type));

describe("hostile input", () => {
  it("is survived when a document is cut at every 50th byte", async () => {
    for (const text of texts) {
      for (let end = 0; end < text.length; end += 50) {
        const part = text.slice(0, end);
        const result = await parseText(part);
        expectSound(result, part);
        expect(result.resources).toEqual([]);
        if (/"(MetadataOptions|LaunchTemplateData)":/.test(part)) expect(result.problems).toHaveLength(1);
      }
    }
  });

  it("is survived when characters of a document are changed, dropped or doubled", async () => {
    const edit = fc.tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(20), fc.oneof(fc.constantFrom("{", "}", "[", "]", '"', ",", ":", "null", "\\", "\u0000", "//"), fc.string()));
    await fc.assert(
      fc.asyncProperty(edit, async ([text, at, length, inserted]) => {
        const start = at % text.length;
        const changed = text.slice(0, start) + inserted + text.slice(start + length);
        expectSound(await parseText(changed), changed);
      }),
      { numRuns: 1500 },
    );
  });

  it("is survived when any value of a document has another type", async () => {
    const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("", 0, true, null, [], {}, [[]], [null], { __proto__: null }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), values), { minLength: 1, maxLength: 4 }), async (text, changes) => {
        const changed = JSON.stringify(changes.reduce<unknown>((root, [at, value]) => replaceNode(root, at, value), JSON.parse(text)));
        expectSound(await parseText(changed), changed);
      }),
      { numRuns: 1500 },
    );
  });

  it("is survived when the members of our documents hold anything", async () => {
    const members = [...new Set([...api.runInstancesMembers, ...api.createFleetMembers, ...api.spotFleetMembers, ...api.registerImageMembers, "LaunchTemplateData", "LaunchTemplateName", "Images", "Reservations", "AccountLevel"])];
    const inner = fc.dictionary(fc.constantFrom("LaunchTemplateSpecification", "Overrides", "MetadataOptions", "HttpTokens", "Instances", "InstanceId", "Value", "Placement"), fc.jsonValue({ maxDepth: 2 }));
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), inner, fc.array(inner, { maxLength: 3 }), fc.constantFrom("ami-1", "i-1", 1));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...members), value, { maxKeys: 8 }), async (root) => {
        const text = JSON.stringify(root);
        expectSound(await parseText(text), text);
      }),
      { numRuns: 1500 },
    );
  });

  it("is passed over when it is any other JSON", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect((await parseText(text)).recognised).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it("is survived when it is nested deeper than a stack", async () => {
    const deep = "[".repeat(100_000);
    expect((await parseText(deep)).recognised).toBe(false);
    expect((await parseText(`${deep}${"]".repeat(100_000)}`)).recognised).toBe(false);
    const ours = `{"MinCount": 1, "MaxCount": 1, "ImageId": "ami-1", "MetadataOptions": {"HttpTokens": ${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}}`;
    const result = await parseText(ours);
    expect(result.resources).toEqual([]);
    expect(result.problems).toHaveLength(1);
  });

  it("takes linear time for very many instances and overrides", async () => {
    const instances = Array.from({ length: 50_000 }, (_, index) => ({ InstanceId: `i-${index}`, MetadataOptions: { HttpTokens: "optional" } }));
    const overrides = Array.from({ length: 20_000 }, () => ({ MetadataOptions: { HttpTokens: "optional" } }));
    const started = performance.now();
    expect((await parseValue({ Reservations: [{ Instances: instances }] })).resources).toHaveLength(50_000);
    expect((await parseValue({ Type: "instant", TargetCapacitySpecification: {}, LaunchTemplateConfigs: [{ Overrides: overrides }] })).resources).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("takes linear time for long texts in places that are matched", async () => {
    for (const long of ["_".repeat(1_000_000), `<${"x".repeat(1_000_000)}`, `__${"x".repeat(2000)}`, "a-".repeat(500_000), " ".repeat(1_000_000)]) {
      const started = performance.now();
      await parseValue({ ImageId: long, InstanceType: "t3.micro", Placement: { AvailabilityZone: long }, MetadataOptions: { HttpTokens: long } });
      await parseText(`{"MetadataOptions"${long}`);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});

/** The value with its `at`-th node (in document order, modulo their number) replaced. */
function replaceNode(root: unknown, at: number, replacement: unknown): unknown {
  const total = countNodes(root);
  let left = at % total;
  function walk(node: unknown): unknown {
    if (left-- === 0) return replacement;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node === "object" && node !== null) return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    return node;
  }
  return walk(root);
}

function countNodes(node: unknown): number {
  if (typeof node !== "object" || node === null) return 1;
  return Object.values(node).reduce((sum: number, value) => sum + countNodes(value), 1);
}
