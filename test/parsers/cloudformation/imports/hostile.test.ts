import { describe, expect, test } from "vitest";
import { among, exporting, importing, tokensOf, type Texts } from "./support.ts";

async function timed(path: string, texts: Texts): Promise<{ readonly lines: readonly string[]; readonly milliseconds: number }> {
  const start = performance.now();
  const lines = tokensOf(await among(path, texts));
  return { lines, milliseconds: performance.now() - start };
}

/** The work must not multiply; this is far more than it takes. */
const soon = 10_000;

function outputs(count: number, one: (index: number) => string): string {
  return `Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs:\n${Array.from({ length: count }, (_, index) => `  O${index}: ${one(index)}\n`).join("")}`;
}

describe("hostile exports", () => {
  test.each([
    ["Outputs that are a list", "Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: [{ Value: required, Export: { Name: x1 } }]\n"],
    ["an output that is a text", "Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: Export }\n"],
    ["an export that is a text", "Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Value: required, Export: x1 } }\n"],
    ["an export without value", "Resources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { O: { Export: { Name: x1 } } }\n"],
    ["an export named by a list", exporting("[x1]")],
    ["an export named by null", exporting("null")],
    ["an export named by a map", exporting("{ a: x1, b: x1 }")],
    ["a name of a name", exporting("!Sub ['${A}', { A: !Sub ['${A}', { A: { a: b, c: d } }] }]")],
    ["a file that is no template", "kind: Export\nmetadata: { Outputs: x1 }\n"],
    ["resources that are no map", "AWSTemplateFormatVersion: '2010-09-09'\nResources: []\nOutputs: []\nExport: 1\n"],
  ])("%s: nothing is exported", async (_, text) => {
    const [line] = tokensOf(await among("app.yaml", { "app.yaml": importing("x1"), "net.yaml": text }));
    expect(line).toMatch(/^unknown: the exported value x1 is known only at deployment: (no template in the scan exports anything|none of the)/);
  });

  test("thousands are not compared for ever", async () => {
    const names = outputs(8000, (index) => `{ Value: required, Export: { Name: !Sub "a\${A}b\${B}c${index % 7 === 0 ? "" : index}\${C}z" } }`);
    const { lines, milliseconds } = await timed("app.yaml", { "app.yaml": importing("!Sub 'a${X}b${Y}b${Z}z'", "Parameters: { X: { Type: String }, Y: { Type: String }, Z: { Type: String } }"), "net.yaml": names });
    expect(lines[0]).toMatch(/^unknown: /);
    expect(milliseconds).toBeLessThan(soon);
  });

  test("thousands of literal names are told apart", async () => {
    const { lines, milliseconds } = await timed("app.yaml", { "app.yaml": importing("name-4321"), "net.yaml": outputs(5000, (index) => `{ Value: ${index === 4321 ? "required" : "optional"}, Export: { Name: name-${index} } }`) });
    expect(lines).toEqual(['"required"']);
    expect(milliseconds).toBeLessThan(soon);
  });

  test("names that are as long and as alike as can be", async () => {
    const long = `${"a".repeat(120)}\${X}${"a".repeat(120)}`;
    const { lines, milliseconds } = await timed("app.yaml", { "app.yaml": importing(`!Sub '${long.replaceAll("X", "P")}b'`, "Parameters: { P: { Type: String } }"), "net.yaml": outputs(3000, () => `{ Value: required, Export: { Name: !Sub '${long}' } }`) });
    expect(lines[0]).toMatch(/^unknown: /);
    expect(milliseconds).toBeLessThan(soon);
  });

  test("values that multiply end", async () => {
    const stacks = Array.from({ length: 8 }, (_, index) => [`s${index}.yaml`, exporting(`step-${index}`, index === 7 ? "!Ref AWS::Region" : `!Join ['', [${Array.from({ length: 12 }, () => `!ImportValue step-${index + 1}`).join(", ")}]]`)] as const);
    const { lines, milliseconds } = await timed("app.yaml", { "app.yaml": importing("step-0"), ...Object.fromEntries(stacks) });
    expect(lines[0]).toMatch(/^unknown: /);
    expect(milliseconds).toBeLessThan(soon);
  });

  test("resources that refer to each other end, and so do stored values", async () => {
    const net = "Resources:\n  A: { Type: AWS::SSM::Parameter, Properties: { Value: !GetAtt B.Value } }\n  B: { Type: AWS::SSM::Parameter, Properties: { Value: !GetAtt A.Value } }\nOutputs: { O: { Value: !GetAtt A.Value, Export: { Name: x1 } } }\n";
    expect((await timed("app.yaml", { "app.yaml": importing("x1"), "net.yaml": net })).lines[0]).toMatch(/^unknown: /);
  });

  test("conditions upon themselves", async () => {
    const net = exporting("x1", "!If [C, required, optional]", "Conditions: { C: !Not [!Condition C] }", "Condition: C,");
    expect((await timed("app.yaml", { "app.yaml": importing("x1"), "net.yaml": net })).lines[0]).toMatch(/^unknown: /);
  });

  test("a template that is too large to be copied", async () => {
    const many = Array.from({ length: 320_000 }, (_, index) => index % 10);
    const net = { Mappings: { M: { A: { B: "required", C: many } } }, Resources: { T: { Type: "AWS::SNS::Topic" } }, Outputs: { O: { Value: { "Fn::FindInMap": ["M", "A", "B"] }, Export: { Name: "x1" } } } };
    const { lines } = await timed("app.yaml", { "app.yaml": importing("x1"), "net.json": JSON.stringify(net) });
    expect(lines).toEqual(["unknown: the template that exports x1 (net.json) is too large or too far away to be followed"]);
  });

  test.each(["a ${AWS::Region}.yaml", "a}{.yaml", "__proto__/a.yaml", "a, b.yaml", "a: b.yaml", 'a"b.yaml'])("a path that looks like an expression: %s", async (path) => {
    const net = exporting("x1", "!Sub '${T}'", "Parameters: { T: { Type: String, AllowedValues: [required] } }");
    expect((await timed("app.yaml", { "app.yaml": importing("x1"), [path]: net })).lines[0]).toMatch(/"required"$/);
  });

  test("names of every object", async () => {
    const net = "Parameters: { __proto__: { Type: String, Default: required }, constructor: { Type: String, Default: optional } }\nResources: { T: { Type: AWS::SNS::Topic } }\nOutputs: { toString: { Value: !Ref __proto__, Export: { Name: hasOwnProperty } } }\n";
    expect((await timed("app.yaml", { "app.yaml": importing("hasOwnProperty"), "net.yaml": net })).lines).toEqual(['"required"']);
  });
});

describe("hostile imports", () => {
  test("hundreds of different names in one template", async () => {
    const properties = Array.from({ length: 300 }, (_, index) => `  M${index}: { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: !ImportValue name-${index} } } }\n`).join("");
    const texts = { "app.yaml": `${importing("name-1")}${properties}`, "net.yaml": outputs(300, (index) => `{ Value: required, Export: { Name: name-${index} } }`) };
    const { lines, milliseconds } = await timed("app.yaml", texts);
    expect(milliseconds).toBeLessThan(soon);
    expect(lines).toEqual(['"required"']);
    expect(tokensOf(await among("app.yaml", texts), "M250")).toEqual(["unknown: the exported value name-250 is not looked for: this template imports more than 100 names"]);
  });

  test("names that are imported, and lead to themselves", async () => {
    expect((await timed("app.yaml", { "app.yaml": importing("!ImportValue { 'Fn::ImportValue': !ImportValue x1 }"), "net.yaml": exporting("x1", "x1") })).lines).toEqual(['"x1"']);
  });
});
