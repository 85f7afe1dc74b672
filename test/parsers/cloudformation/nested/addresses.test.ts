import { describe, expect, test } from "vitest";
import type { DataMap } from "../../../../src/syntax/data.ts";
import { child } from "../../../../src/syntax/data.ts";
import { readYaml } from "../../../../src/syntax/yaml/read.ts";
import { addressOf, cutInside, type Address } from "../../../../src/parsers/cloudformation/nested/address.ts";
import { nearby } from "../../../../src/parsers/cloudformation/nested/nearby.ts";
import type { Files } from "../../../../src/parsers/parser.ts";
import { cli } from "../../../support/cli.ts";
import { faults, folders, report } from "../include/support.ts";

async function addressIn(text: string): Promise<Address> {
  const [document] = await readYaml({ path: "t.yml", text: `Url: ${text}\n` });
  const node = child(document?.root, "Url");
  if (node === undefined) throw new Error(`cannot be read: ${text}`);
  return addressOf(node);
}

const quickStart = "https://${QSS3BucketName}.s3.${QSS3BucketRegion}.${AWS::URLSuffix}/${QSS3KeyPrefix}templates/workload.template.yaml";

describe("what is known of an address", () => {
  test.each<[string, string, number]>([
    ["https://bucket.s3.amazonaws.com/prefix/templates/x.yaml", "prefix/templates/x.yaml", 1],
    ["s3://bucket/prefix/x.yaml?versionId=1#top", "prefix/x.yaml", 1],
    ["https://b.s3.amazonaws.com/qs/submodules/vpc/templates/x.yaml", "qs/submodules/vpc/templates/x.yaml", 4],
    [`!Sub "${quickStart}"`, "templates/workload.template.yaml", 2],
    ["!Sub 'https://${B}.s3.amazonaws.com/up/child.yaml'", "up/child.yaml", 1],
    ["!Sub 'https://s3-${AWS::Region}.amazonaws.com/bucket/a//./x.yaml'", "bucket/a/x.yaml", 1],
    ["!Sub 'https://s3.amazonaws.com/${B}/submodules/vpc/x.yaml'", "submodules/vpc/x.yaml", 3],
    ["!Sub ['https://${B}.s3/${P}templates/${File}', { B: !Ref Bucket, P: !Ref Prefix, File: x.yaml }]", "templates/x.yaml", 2],
    ["!Join ['', ['https://s3.amazonaws.com/', !Ref B, '/', !Ref P, 'templates/x.yaml']]", "templates/x.yaml", 2],
    ["!Join ['/', [!Ref Base, templates, x.yaml]]", "templates/x.yaml", 2],
    ["!If [Default, !Sub 'https://${A}/p/x.yaml', !Sub 'https://${B}.${C}/p/x.yaml']", "p/x.yaml", 2],
    ["!If [Default, !Sub 'https://${A}/p/x.yaml', !Sub 'https://${A}/p/y.yaml']", "", 0],
    ["!If [Default, 'https://a/p/x.yaml', 'https://b/q/x.yaml']", "", 0],
    ["!Ref Url", "", 0],
    ["!Sub 'https://${B}/${File}'", "", 0],
    ["!Sub 'https://${B}/x.yaml?version=${V}'", "x.yaml", 1],
    ["!Sub 'https://${B}/a/../x.yaml'", "", 0],
    ["!Sub 'https://${B}/templates/'", "", 0],
    ["'{{resolve:ssm:/sdlf/pipeline/main:1}}'", "", 0],
    ["'https://{{resolve:ssm:/bucket}}/a/x.yaml'", "a/x.yaml", 1],
    ["arn:aws:serverlessrepo:us-east-1:1:applications/x", "", 0],
    ["!Select [0, [a, b]]", "", 0],
  ])("%s", async (text, tail, least) => {
    const known = await addressIn(text);
    expect([known.tail.join("/"), known.least]).toEqual([tail, least]);
  });

  test.each([
    ["!Ref Url", "${Url}"],
    ["!GetAtt Bucket.Url", "${Bucket.Url}"],
    ["!Join ['', ['https://', !Ref B, '/x.yaml']]", "https://${B}/x.yaml"],
    ["!If [Default, 'https://a/x', 'https://b/x']", "https://a/x or https://b/x"],
    [`!Sub "${quickStart}"`, "https://${QSS3BucketName}.s3.${QSS3Buc...Prefix}templates/workload.template.yaml"],
  ])("%s in words", async (text, words) => {
    expect((await addressIn(text)).words).toBe(words);
  });

  test("an expression that grows without end is one gap", async () => {
    const levels = Array.from({ length: 40 }, (_, at) => `L${at}: &l${at} !Join ['', [${at === 0 ? "x" : `*l${at - 1}, *l${at - 1}`}]]`).join("\n");
    const [document] = await readYaml({ path: "t.yml", text: `${levels}\n` });
    const root = document?.root as DataMap | undefined;
    const last = child(root, "L39");
    // The reader may refuse it before.
    if (last !== undefined) expect(addressOf(last)).toEqual({ words: "a long expression", tail: [], least: 0 });
    expect(cutInside("x".repeat(1_000))).toHaveLength(80);
  });
});

describe("the file that is meant", () => {
  async function meant(tail: string, caller: string, paths: readonly string[], least = 1, templates = paths): Promise<string> {
    const files: Files = { read: () => Promise.resolve({ state: "missing" }), list: () => Promise.resolve(undefined), paths: () => Promise.resolve(paths) };
    const found = await nearby({ words: "", tail: tail.split("/"), least }, [caller], files, (path) => Promise.resolve(templates.includes(path)));
    return "path" in found ? `${found.path}: ${found.why}` : `not clear: ${found.join(" ")}`;
  }
  const only = (path: string) => `${path}: taken for ${path}, the only template here whose path ends like that`;
  const nearest = (path: string, of: number) => `${path}: taken for ${path}, the nearest of ${of} files here whose paths end like that`;

  test.each<[string, string, string, readonly string[], number, string]>([
    ["the path itself", "templates/x.yaml", "main.yaml", ["main.yaml", "templates/x.yaml"], 2, only("templates/x.yaml")],
    ["the end of a path", "templates/x.yaml", "main.yaml", ["main.yaml", "deep/templates/x.yaml"], 2, only("deep/templates/x.yaml")],
    ["the longest end", "bucket/b/templates/x.yaml", "main.yaml", ["a/templates/x.yaml", "b/templates/x.yaml"], 1, only("b/templates/x.yaml")],
    ["not enough of it", "submodules/vpc/x.yaml", "main.yaml", ["templates/x.yaml", "vpc/x.yaml"], 3, "not clear: "],
    ["the same directory", "x.yaml", "b/main.yaml", ["a/x.yaml", "b/x.yaml", "x.yaml"], 1, nearest("b/x.yaml", 3)],
    ["below a directory around", "templates/x.yaml", "a/stacks/main.yaml", ["a/templates/x.yaml", "b/templates/x.yaml", "templates/x.yaml"], 2, nearest("a/templates/x.yaml", 3)],
    ["none is near", "templates/x.yaml", "c/main.yaml", ["a/templates/x.yaml", "b/templates/x.yaml"], 2, "not clear: a/templates/x.yaml b/templates/x.yaml"],
    ["a file name alone of somebody else's path", "vpc/v3/x.yaml", "main.yaml", ["x.yaml"], 1, "not clear: "],
    ["none at all", "y.yaml", "main.yaml", ["x.yaml", "a/xy.yaml"], 1, "not clear: "],
    ["never the caller", "main.yaml", "main.yaml", ["main.yaml"], 1, "not clear: "],
    ["a name of everything", "constructor", "main.yaml", ["a.yaml"], 1, "not clear: "],
  ])("%s", async (_, tail, caller, paths, least, expected) => {
    expect(await meant(tail, caller, paths, least)).toBe(expected);
  });

  test("a template among other files", async () => {
    expect(await meant("x.yaml", "main.yaml", ["charts/x.yaml", "templates/x.yaml"], 1, ["templates/x.yaml"])).toBe(only("templates/x.yaml"));
    expect(await meant("x.yaml", "main.yaml", ["charts/x.yaml"], 1, [])).toBe("not clear: ");
  });

  test("files of one name without end are looked through once, and few of them are opened", async () => {
    const paths = Array.from({ length: 1_000 }, (_, at) => `d${at}/x.yaml`);
    let opened = 0;
    let listed = 0;
    const files: Files = { read: () => Promise.resolve({ state: "missing" }), list: () => Promise.resolve(undefined), paths: () => Promise.resolve(paths.slice(0, ++listed * 1_000)) };
    for (let at = 0; at < 200; at++) await nearby({ words: "", tail: ["x.yaml"], least: 1 }, [`d${at}/main.yaml`], files, () => Promise.resolve(++opened > 0));
    expect([listed, opened]).toEqual([1, 200]);
  });
});

const machine = "Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties: { ImageId: ami-1, MetadataOptions: { HttpTokens: !Ref T } }\n";
const childWith = (byDefault: string) => `Parameters: { T: { Type: String, Default: ${byDefault} } }\n${machine}`;
const calling = (url: string, tokens: string) => `Resources:\n  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url}, Parameters: { T: ${tokens} } } }\n`;
const workload = "templates/workload.template.yaml";

describe("a nested stack behind an address", () => {
  test("gets what its caller gives, and the finding says which file was taken, and why", async () => {
    const result = await report({ "templates/main.yaml": calling(`!Sub "${quickStart}"`, "optional"), [workload]: childWith("required") });
    expect(faults(result)).toEqual([`tokens-required S/Web ${workload}:5:66`]);
    expect(result.findings[0]?.certainty).toBe("definite");
    expect(result.findings[0]?.related.map(({ text }) => text)).toContain(`nests S, whose address is taken for ${workload}, the only template here whose path ends like that`);
    expect([result.problems, result.summary.unfollowedStacks, result.summary.unfollowedModules]).toEqual([[], [], []]);
  });

  test("keeps what only holds when it is launched by itself, under that condition", async () => {
    const files = { ".git/HEAD": "x", "templates/main.yaml": calling(`!Sub "${quickStart}"`, "required"), [workload]: childWith("optional") };
    const clause = `${workload} is launched by itself, and not through templates/main.yaml`;
    for (const paths of [["."], [workload], [workload, "templates/main.yaml"]]) {
      const result = await report(files, ...paths);
      expect(result.findings).toMatchObject([{ rule: "tokens-required", certainty: "conditional", resource: { address: "Web" }, when: [{ condition: clause, holds: true }], message: expect.stringMatching(/This holds when .* is launched by itself/) as string }]);
      expect(result.resources.map(({ address }) => address).sort()).toEqual(["S/Web", "Web"]);
      expect(result.summary.verdicts.fail).toBe(1);
    }
  });

  test("is said once where it is the same, and what is merely possible there is not said", async () => {
    const same = await report({ "main.yaml": calling(`!Sub "${quickStart}"`, "optional"), [workload]: childWith("optional") });
    expect([faults(same), same.resources.map(({ address }) => address)]).toEqual([[`tokens-required S/Web ${workload}:5:66`], ["S/Web"]]);
    const open = await report({ "main.yaml": calling(`!Sub "${quickStart}"`, "required"), [workload]: `Parameters: { T: { Type: String } }\n${machine}` });
    expect(open.findings).toEqual([]);
  });

  test("through others, and where they are launched by themselves, too", async () => {
    const mid = `Parameters: { T: { Type: String, Default: optional } }\n${calling("!Sub 'https://${B}/leaf.yaml'", "!Ref T")}`;
    const files = { "main.yaml": calling("!Sub 'https://${B}/mid.yaml'", "required"), "mid.yaml": mid, "leaf.yaml": childWith("required") };
    const result = await report(files);
    expect(result.findings).toMatchObject([{ resource: { address: "S/Web" }, location: { path: "leaf.yaml" }, when: [{ condition: "mid.yaml is launched by itself, and not through main.yaml" }] }]);
  });

  test("templates that are taken for each other lose nothing", async () => {
    const half = (other: string) => `${childWith("optional")}  S: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: 'https://x/${other}' } }\n`;
    expect(faults(await report({ "a.yaml": half("b.yaml"), "b.yaml": half("a.yaml") })).map((fault) => fault.split(" ").at(-1))).toEqual(["a.yaml:5:66", "b.yaml:5:66"]);
  });

  test("is not followed into what is ignored, outside, or broken, and is no problem", async () => {
    const main = calling("'https://bucket.s3.amazonaws.com/x.yaml'", "required");
    for (const files of [{ ".git/HEAD": "x", ".gitignore": "gen/\n", "gen/x.yaml": childWith("optional") }, { "../x.yaml": childWith("optional") }, { "../x.yaml": childWith("optional"), "l.txt": { target: "../x.yaml" } }, { "x.yaml": "a: b\n" }]) {
      const result = await report({ "main.yaml": main, ...files });
      expect([result.resources, result.problems, result.summary.unfollowedStacks]).toEqual([[], [], [{ source: "https://bucket.s3.amazonaws.com/x.yaml", calls: 1 }]]);
    }
  });

  test("is named with the files that it may be", async () => {
    const { root } = folders({ "main.yaml": calling("!Sub 'https://${B}/x.yaml'", "required"), "a/x.yaml": childWith("required"), "b/x.yaml": childWith("required") });
    const { stdout, stderr } = await cli(["."], { cwd: root });
    expect(`${stdout}${stderr}`).toContain("1 nested stack or module was not followed: https://${B}/x.yaml, which may be a/x.yaml or b/x.yaml (1)");
    expect(`${stdout}${stderr}`).not.toContain("module call");
  });

  test("whose outputs are asked for, and who is not followed, is the reason", async () => {
    const main = `Resources:\n  LT: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: 'https://x/gone.yaml' } }\n  Web: { Type: AWS::EC2::Instance, Properties: { LaunchTemplate: { LaunchTemplateId: !GetAtt LT.Outputs.Id, Version: '1' } } }\n`;
    const { findings } = await report({ "main.yaml": main });
    expect(findings.find(({ rule }) => rule === "tokens-required")?.message).toContain("the output Id of the nested stack LT is not known: its template was not followed, or has no such output");
  });
});
