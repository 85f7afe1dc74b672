import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faults, report, type Content } from "./support.ts";

/** A file that nobody may read. */
const canary = join(mkdtempSync(join(tmpdir(), "imdslint-canary-")), "canary.yml");

/** A server that nobody may call. */
let calls = 0;
let server: Server;
let address = "";

beforeAll(async () => {
  writeFileSync(canary, leaked);
  server = createServer((_, response) => {
    calls++;
    response.end(leaked);
  });
  server.on("connection", () => calls++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(dirname(canary), { recursive: true });
  expect(calls).toBe(0);
});

/** What would be found if a file were read that must not be. */
const leaked = "Leaked:\n  Type: AWS::EC2::Instance\n";

const other = "Resources:\n  Other:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: optional } }\n";

/** A template whose line 4 holds the fault, with a resource that is judged all the same. */
function template(faulty: string, resources = "  Plain:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: optional } }\n"): string {
  return `AWSTemplateFormatVersion: "2010-09-09"\nMetadata:\n  Owner: nobody\n  Part: ${faulty}\nResources:\n${resources}`;
}

interface Case {
  readonly name: string;
  readonly faulty: string | (() => string);
  readonly files?: Readonly<Record<string, Content>>;
  readonly kind: string;
  readonly says: RegExp;
  /** Only the clock stops it. */
  readonly isEndless?: boolean;
}

const million = "x".repeat(1000);

const cases: readonly Case[] = [
  { name: "the metadata service", faulty: "!Include http://169.254.169.254/latest/meta-data/", kind: "outside", says: /169\.254\.169\.254.*not followed/ },
  { name: "a server by http", faulty: () => `!Include http://${address}/x.yml`, kind: "outside", says: /not followed/ },
  { name: "a server by https", faulty: () => `!Include https://${address}/x.yml`, kind: "outside", says: /not followed/ },
  { name: "a server as a text", faulty: () => `!Include { type: string, location: "http://${address}/x" }`, kind: "outside", says: /not followed/ },
  { name: "a server as a literal", faulty: () => `!Include { type: literal, location: "http://${address}/x", context: {} }`, kind: "outside", says: /not followed/ },
  { name: "a server without protocol", faulty: () => `!Include //${address}/x.yml`, kind: "outside", says: /./ },
  { name: "a server by a placeholder", faulty: () => `{ "Fn::Map": [["http://${address}/x"], HERE, { "Fn::Include": HERE }] }`, kind: "outside", says: /not followed/ },
  { name: "a server by a part of the location", faulty: () => `{ "Fn::Map": [["${address}"], HERE, { "Fn::Include": "http://\${HERE}/x" }] }`, kind: "outside", says: /not followed/ },
  { name: "a server by a map of arguments", faulty: () => `{ "Fn::Map": [[{ location: "http://${address}/x" }], HERE, { "Fn::Include": HERE }] }`, kind: "outside", says: /not followed/ },
  { name: "a bucket", faulty: "!Include s3://bucket/x.yml", kind: "outside", says: /s3:.*not followed/ },
  { name: "another protocol", faulty: "!Include gopher://example.com/x", kind: "outside", says: /not followed/ },
  { name: "/etc/passwd", faulty: "!Include file:///etc/passwd", kind: "outside", says: /outside the scan root/ },
  { name: "/etc/passwd as a text", faulty: "!Include { type: string, location: 'file:///etc/passwd' }", kind: "outside", says: /outside the scan root/ },
  { name: "../../outside", faulty: "!Include ../../outside.yml", kind: "outside", says: /outside the scan root/ },
  { name: "a neighbour of the root", faulty: "!Include ../outside.yml", files: { "../outside.yml": leaked }, kind: "outside", says: /outside the scan root/ },
  { name: "a neighbour as a text", faulty: "!Include { type: string, location: ../outside.yml }", files: { "../outside.yml": leaked }, kind: "outside", says: /outside the scan root/ },
  { name: "a link out of the root", faulty: "!Include link.txt", files: { "../outside.yml": leaked, "link.txt": { target: "../outside.yml" } }, kind: "outside", says: /outside the scan root/ },
  { name: "a link to a directory outside", faulty: "!Include up/outside.yml", files: { "../out/outside.yml": leaked, up: { target: "../out" } }, kind: "outside", says: /outside the scan root/ },
  { name: "a directory", faulty: "!Include dir", files: { "dir/x.txt": "x" }, kind: "unreadable", says: /directory/ },
  { name: "nothing", faulty: "!Include gone.yml", kind: "unreadable", says: /gone\.yml.*no such file/ },
  { name: "a file that is neither YAML nor JSON", faulty: "!Include x.txt", files: { "x.txt": "a: [" }, kind: "syntax", says: /x\.txt.*cannot be read/ },
  { name: "itself", faulty: "!Include main.yml", kind: "outside", says: /main\.yml includes itself/ },
  { name: "itself by another file", faulty: "!Include a.txt", files: { "a.txt": "a: !Include b.txt", "b.txt": "b: !Include a.txt" }, kind: "outside", says: /a\.txt includes itself.*b\.txt:1/ },
  { name: "files without end", faulty: "!Include f0.txt", files: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`f${at}.txt`, `x: !Include f${at + 1}.txt`])), kind: "too-large", says: /30 deep/ },
  { name: "one file very often", faulty: "{ 'Fn::Map': [!Sequence [1, 2000], N, !Include small.txt] }", files: { "small.txt": "x: 1" }, kind: "too-large", says: /500 files/ },
  { name: "a query of AWS at the place of a location", faulty: "!Include { type: other, location: x }", kind: "syntax", says: /no type "other"/ },
  { name: "no location", faulty: "!Include { type: json }", kind: "syntax", says: /location/ },
  { name: "a location that is a list", faulty: "!Include { location: [a] }", kind: "syntax", says: /location/ },
  { name: "an environment variable as a location", faulty: "{ 'Fn::Map': [[!GetEnv HOME], HERE, { 'Fn::Include': HERE }] }", kind: "unreadable", says: /environment is not read/ },
  { name: "a billion elements", faulty: "!Sequence [1, 1000000000]", kind: "too-large", says: /10000 elements/ },
  { name: "a billion elements by a placeholder", faulty: "{ 'Fn::Map': [[1000000000], N, { 'Fn::Sequence': [1, N] }] }", kind: "too-large", says: /10000 elements/ },
  { name: "a sequence without end", faulty: "!Sequence [1, 5, 0]", kind: "too-large", says: /10000 elements/ },
  { name: "a sequence of unknown length", faulty: "!Sequence [a, !GetEnv LAST]", kind: "syntax", says: /Fn::Sequence/ },
  { name: "a placeholder that is an expression", faulty: "{ 'Fn::Map': [['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'], '(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'] }", kind: "syntax", says: /plain word/ },
  { name: "a placeholder that becomes an expression", faulty: "{ 'Fn::Map': [['(a+)+$'], P, { 'Fn::Map': [['x'], ['${P}'], 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'] }] }", kind: "syntax", says: /plain word/ },
  { name: "a list in a list in a list", isEndless: true, faulty: `{ 'Fn::Map': [!Sequence [1, 9999], A, { 'Fn::Map': [!Sequence [1, 9999], B, { 'Fn::Map': [!Sequence [1, 9999], C, '\${A}${million}'] }] }] }`, kind: "too-large", says: /seconds|memory|large/ },
  ...[".*", "a|b", "[a", "a{1,99999}", "(?=a)", "\\d", "^", "a b", ""].map((name): Case => ({ name: `a placeholder ${JSON.stringify(name)}`, faulty: `{ "Fn::Map": [[a], ${JSON.stringify(name)}, { k: "x\${a}" }] }`, kind: "syntax", says: /plain word/ })),
  { name: "a query without end", isEndless: true, faulty: `!Include { location: list.json, query: '${Array.from({ length: 60 }, () => "[@,@]").join(" | ")}' }`, files: { "list.json": "[1]" }, kind: "too-large", says: /seconds|memory|large/ },
  { name: "a query that is nested without end", faulty: `!Include { location: list.json, query: '${"[".repeat(50_000)}@${"]".repeat(50_000)}' }`, files: { "list.json": "[1]" }, kind: "too-large", says: /seconds|memory|large|stack/ },
  { name: "a text that doubles", isEndless: true, faulty: `{ 'Fn::Map': [[x], A, { 'Fn::Stringify': { 'Fn::Map': [!Sequence [1, 9999], B, { 'Fn::Stringify': { 'Fn::Map': [!Sequence [1, 9999], C, '${"$".concat("{B}").repeat(100)}'] } }] } }] }`, kind: "too-large", says: /seconds|memory|large/ },
  { name: "an address in a text that is made", faulty: () => `!Stringify { 'Fn::Include': 'http://${address}/x' }`, kind: "outside", says: /not followed/ },
  { name: "a file of this machine by its whole name", faulty: () => `!Include file://${canary}`, kind: "outside", says: /outside the scan root/ },
  { name: "a file of this machine by its whole path", faulty: () => `!Include { type: string, location: ${canary} }`, kind: "unreadable", says: /no such file/ },
  { name: "a map over no list", faulty: "{ 'Fn::Map': [1, X, 2] }", kind: "syntax", says: /expansion by cfn-include fails/ },
];

async function refused({ faulty, files = {}, kind, says }: Case): Promise<void> {
  const started = performance.now();
  const text = template(typeof faulty === "string" ? faulty : faulty());
  const { problems, findings, ...rest } = await report({ "main.yml": text, "other.yml": other, ...files }, "main.yml", "other.yml");
  expect(problems).toMatchObject([{ kind, location: { path: "main.yml", start: { line: 4 } } }]);
  expect(problems[0]?.message).toMatch(says);
  expect(faults({ problems, findings, ...rest })).toEqual(["tokens-required Plain main.yml:8:50", "tokens-required Other other.yml:4:50"]);
  expect(JSON.stringify(rest)).not.toContain("Leaked");
  expect(performance.now() - started).toBeLessThan(12_000);
  expect(calls).toBe(0);
}

describe("includes that are refused", () => {
  test.each(cases.filter(({ isEndless }) => isEndless !== true))("$name", refused);

  // Each of them takes the whole time that an expansion may take.
  test(`${cases.filter(({ isEndless }) => isEndless).map(({ name }) => name).join(", ")}: stopped`, async () => {
    await Promise.all(cases.filter(({ isEndless }) => isEndless).map(refused));
  });

  test("whatever follows other files obeys: AWS::Include, nested stacks, stack sets, applications, and what they nest", async () => {
    const child = (include: string) => `Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: ${include} }\n`;
    const transform = (location: string) => `{ 'Fn::Transform': { Name: AWS::Include, Parameters: { Location: '${location}' } } }`;
    for (const location of [`http://${address}/x`, "s3://bucket/x", "file:///etc/passwd", `file://${canary}`, canary, "../outside.yml", "../../../../../../../../etc/passwd", "link.txt", "main.yml"]) {
      const call = (type: string, property: string) => `{ Type: ${type}, Properties: { ${property}: '${location}' } }`;
      const main = `Resources:\n  Snippet: ${transform(location)}\n  Stack: ${call("AWS::CloudFormation::Stack", "TemplateURL")}\n  Set: ${call("AWS::CloudFormation::StackSet", "TemplateURL")}\n  App: ${call("AWS::Serverless::Application", "Location")}\n  Nested: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yml } }\n`;
      const result = await report({ "main.yml": main, "child.yml": child(transform(location)), "../outside.yml": leaked, "link.txt": { target: "../outside.yml" } });
      expect(JSON.stringify(result)).not.toContain("Leaked");
      expect(result.resources.map((resource) => resource.address)).toEqual(["Nested/Web"]);
      const unfollowed = result.summary.unfollowedStacks.reduce((sum, { calls: count }) => sum + count, 0);
      const isAddress = /^\w+:/.test(location);
      expect([location, unfollowed, result.problems.length]).toEqual([location, isAddress ? 3 : 0, isAddress ? 1 : 5]);
    }
    expect(calls).toBe(0);
  });

  test("a template that is made a text is judged in a stack set, with what it includes", async () => {
    const main = "Resources:\n  Set: { Type: AWS::CloudFormation::StackSet, Properties: { TemplateBody: !Stringify { 'Fn::Include': body.yml } } }\n";
    expect(faults(await report({ "main.yml": main, "body.yml": other }, "main.yml")).map((fault) => fault.replace(/:.*/, ""))).toEqual(["tokens-required Set/Other main.yml"]);
  });

  test("files that include each other have one problem each", async () => {
    const { problems } = await report({ "a.yml": template("!Include b.yml"), "b.yml": template("!Include a.yml") });
    expect(problems.map(({ message, location }) => `${location.path}:${location.start.line} ${message}`)).toEqual(["a.yml:4 The file a.yml includes itself (b.yml:4).", "b.yml:4 The file b.yml includes itself (a.yml:4)."]);
  });

  test("environment variables are unknown, and no problem", async () => {
    const tokens = "  E:\n    Type: AWS::EC2::Instance\n    Properties: { MetadataOptions: { HttpTokens: !GetEnv [HOME, required] } }\n";
    const { problems, findings } = await report({ "main.yml": template("x", tokens) });
    expect(problems).toEqual([]);
    expect(findings).toMatchObject([{ rule: "tokens-required", certainty: "possible", message: expect.stringContaining('Fn::GetEnv "HOME": the environment is not read') as string }]);
  });

  test("an unknown environment variable in the name of a resource leaves the resource", async () => {
    const named = "  Fn::Map: [[!GetEnv STAGE], S, { 'Web${S}': { Type: AWS::EC2::Instance, Properties: { MetadataOptions: { HttpTokens: optional } } } }]\n";
    const { findings } = await report({ "main.yml": template("x", `  Fn::Merge:\n  ${named}`) });
    expect(findings).toMatchObject([{ rule: "tokens-required", certainty: "definite" }]);
  });

  test("hidden keys cannot be forged", async () => {
    const { problems } = await report({ "main.yml": template('{ "\\0x": { a: 1 }, "__proto__": !Sequence [1, 2], "constructor": !Include ok.txt }'), "ok.txt": '{"__proto__": {"a": 1}}' });
    expect(problems).toEqual([]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("a");
  });
});
