import { describe, expect, it } from "vitest";
import type { Files } from "../../../src/parsers/parser.ts";
import type { Setting } from "../../../src/model/setting.ts";
import { locate } from "../../../src/model/source.ts";
import { filesOf } from "../../support/files-in-memory.ts";
import { at, parseTerraform } from "../../support/terraform.ts";

const root = 'terraform {\n  backend "s3" {}\n}\n';

/** What `http_tokens` of an instance comes to. */
async function tokens(expression: string, files: Files | undefined, more = root): Promise<Setting> {
  const text = `resource "aws_instance" "i" {\n  metadata_options {\n    http_tokens = ${expression}\n  }\n}\n${more}`;
  const result = await parseTerraform({ "main.tf": text }, files === undefined ? {} : { files });
  const setting = at(result, "aws_instance.i").scenarios[0]?.settings.httpTokens;
  if (setting === undefined) throw new Error("no setting");
  return setting;
}

describe("files as settings", () => {
  it("say where they were read, and stand at the argument", async () => {
    const setting = await tokens("jsondecode(file(\"imds.json\")).tokens", filesOf({ "imds.json": '{"tokens": "optional"}' }));
    expect(setting).toMatchObject({ state: "known", value: "optional" });
    const { trail } = setting as Extract<Setting, { state: "known" }>;
    expect(trail.map(({ at: place, note }) => [locate(place).start.line, note])).toEqual([[3, "read from imds.json"]]);
    expect(locate(setting.at)).toMatchObject({ path: "main.tf", start: { line: 3, column: 5 } });
  });

  it("keep the steps behind them", async () => {
    const files = filesOf({ "t.tftpl": "${mode}", "mode.yaml": "mode: required" });
    const setting = await tokens('templatefile("t.tftpl", { mode = local.mode })', files, `${root}locals {\n  mode = yamldecode(file("mode.yaml")).mode\n}\n`);
    expect(setting).toMatchObject({ state: "known", value: "required" });
    expect(setting.state === "absent" ? [] : setting.trail.map(({ note }) => note)).toEqual(["read from mode.yaml", "local.mode", "read from t.tftpl"]);
  });

  it("that are templates may call functions that nothing else calls", async () => {
    const files = filesOf({ "t.tftpl": '${regex("req[a-z]+", yamldecode(text))}' });
    expect(await tokens('templatefile("t.tftpl", { text = "required" })', files)).toMatchObject({ state: "known", value: "required" });
  });

  it("whose names stand in other files are read, too", async () => {
    const files = filesOf({ "1": "2", "2": "3", "3": "required" });
    expect(await tokens("file(file(file(1)))", files)).toMatchObject({ state: "known", value: "required" });
    expect(files.asked).toEqual(["1", "2", "3"]);
  });

  it("are not asked for by what decides nothing", async () => {
    const files = filesOf({ "user-data.sh": "#!/bin/sh" });
    await tokens('"required"', files, `${root}resource "aws_instance" "j" {\n  user_data = file("user-data.sh")\n}\n`);
    expect(files.asked).toEqual([]);
  });

  it.each([
    ['file("/etc/imds")', "/etc/imds lies outside the scan root"],
    ['file("~/imds")', "~/imds lies outside the scan root"],
    ['file("../imds")', "../imds lies outside the scan root"],
    ['file("a/../../imds")', "a/../../imds lies outside the scan root"],
    ['file("${path.module}/missing")', "the file missing does not exist"],
    ['file("lambda.zip")', "the file lambda.zip does not exist here"],
    ['file("binary")', "the file binary is not read: it is binary: it contains NUL bytes"],
    ['file("dir")', "dir is a directory"],
    ['templatefile("bad.tftpl", {})', "the template bad.tftpl is wrong in line 2"],
    ['templatefile("needs.tftpl", {})', "the template needs.tftpl needs a variable mode"],
    ['templatefile("again.tftpl", {})', "a template cannot call templatefile()"],
    ['fileexists("/etc/imds") ? "required" : "optional"', "/etc/imds lies outside the scan root"],
    ['fileexists("lambda.zip") ? "required" : "optional"', "the file lambda.zip does not exist here"],
    ['one(fileset("..", "*"))', ".. or its pattern leads out of the scan root"],
    ['one(fileset("dir", "../../*"))', "dir or its pattern leads out of the scan root"],
  ])("%s is unknown", async (expression, why) => {
    const texts = { "dir/x": "", "bad.tftpl": "a\n${", "needs.tftpl": "${mode}", "again.tftpl": '${templatefile("again.tftpl", {})}' };
    const refused = { binary: { state: "refused", kind: "not-text", why: "This file is binary: it contains NUL bytes." }, dir: { state: "refused", kind: "unreadable", why: "it is a directory" } } as const;
    expect(await tokens(expression, filesOf(texts, refused))).toMatchObject({ state: "unknown", why });
  });

  it("are unknown by name where there are none to look at", async () => {
    expect(await tokens('file("imds")', undefined)).toMatchObject({ state: "unknown", why: "file() is not evaluated" });
  });

  it.each([
    ['{ a = 1 }[file("secret")]', "there is no element of a long name"],
    ['{ for x in [1, 2] : file("secret") => x }', "two elements have the key of a long name"],
    ['tonumber(file("secret"))', "tonumber(): a number is required"],
    ['jsondecode(file("secret"))', "jsondecode()"],
    ['yamldecode("!<${file("secret")}> a")', "yamldecode(): "],
    ['yamldecode(file("alias"))', "yamldecode(): "],
    ['regex(file("secret"), "a")', "the pattern"],
    ['cidrhost(file("secret"), 1)', ""],
    ['formatdate(file("secret"), "2018-01-02T23:12:01Z")', ""],
    ['timeadd(file("secret"), "1h")', ""],
  ])("are not printed in what is said about %s", async (expression, why) => {
    const secret = "-----BEGIN KEY-----\nhunter2hunter2\n-----END KEY-----\n";
    const setting = await tokens(expression, filesOf({ secret, alias: "a: *hunter2\n" }));
    if (setting.state !== "unknown") throw new Error(`it is ${setting.state}`);
    expect(setting.why).toContain(why);
    expect(setting.why).not.toContain("hunter2");
  });

  it("that exist decide, and say so", async () => {
    const decided = await tokens('fileexists("strict") ? "required" : "optional"', filesOf({ strict: "" }));
    expect(decided).toMatchObject({ state: "known", value: "required" });
    expect(await tokens('fileexists("lax") ? "optional" : "required"', filesOf({ strict: "" }))).toMatchObject({ state: "known", value: "required" });
    expect(await tokens('fileexists("strict") ? "required" : "optional"', filesOf({}, { strict: { state: "refused", kind: "too-large", why: "" } }))).toMatchObject({ state: "known", value: "required" });
  });

  it("that a module without a caller misses may be there for its caller", async () => {
    const missing = filesOf({});
    expect(await tokens('try(file("imds"), "optional")', missing, "")).toMatchObject({ state: "unknown", why: "the file imds does not exist here" });
    expect(await tokens('try(file("imds"), "optional")', missing)).toMatchObject({ state: "known", value: "optional" });
    expect(await tokens('fileexists("imds") ? "required" : "optional"', missing, "")).toMatchObject({ state: "unknown" });
  });

  it("are found from the directory of the root module and of the called one", async () => {
    const child = { path: "modules/m/main.tf", text: 'resource "aws_instance" "i" {\n  metadata_options {\n    http_tokens   = file("${path.module}/tokens")\n    http_endpoint = file("endpoint")\n  }\n}\n' };
    const sources = [{ path: "live/main.tf", text: `${root}module "m" {\n  source = "../modules/m"\n}\n` }];
    const files = filesOf({ "modules/m/tokens": "required", "live/endpoint": "enabled" });
    const result = await parseTerraform({}, { dir: "live", sources, modules: new Map([["modules/m", [child]]]), files });
    expect(at(result, "module.m.aws_instance.i").scenarios[0]?.settings).toMatchObject({ httpTokens: { state: "known", value: "required" }, httpEndpoint: { state: "known", value: "enabled" } });
  });
});

describe("hostile files", () => {
  /** Every path is there, and names another one. */
  const endless: Files & { asked: number } = {
    asked: 0,
    read(path) {
      this.asked++;
      return Promise.resolve({ state: "text", source: { path, text: `${path}x` } });
    },
    list: () => Promise.resolve(undefined),
  };

  it("that name each other for ever are read for some rounds", async () => {
    const nested = `${"file(".repeat(50)}"a"${")".repeat(50)}`;
    expect(await tokens(nested, { read: (path) => endless.read(path), list: endless.list })).toMatchObject({ state: "unknown", why: expect.stringContaining("has not been read") as string });
    expect(endless.asked).toBeLessThanOrEqual(20);
  });

  it("of which there are thousands are not all read", async () => {
    const files = filesOf({});
    await tokens('join("", [for i in range(1000) : fileexists("f${i}")])', files);
    expect(files.asked.length).toBeLessThanOrEqual(500);
  });

  it("that are large are not all read", async () => {
    const large = "x".repeat(10_000_000);
    const read: string[] = [];
    const files: Files = {
      read: (path) => {
        read.push(path);
        return Promise.resolve({ state: "text", source: { path, text: large } });
      },
      list: () => Promise.resolve(undefined),
    };
    expect(await tokens('join("", [for i in range(20) : filesha256("f${i}")])', files)).toMatchObject({ state: "unknown" });
    expect(read.length).toBeLessThanOrEqual(5);
    expect(await tokens('file("large")', files)).toMatchObject({ state: "unknown", why: "the result is too long to evaluate" });
  });

  it("in a huge tree are not all listed", async () => {
    let listed = 0;
    const files: Files = {
      read: () => Promise.resolve({ state: "missing" }),
      list: () => {
        listed++;
        return Promise.resolve(Array.from({ length: 100 }, (_, number) => ({ name: `d${number}`, kind: "directory" as const })));
      },
    };
    expect(await tokens('join("", fileset(".", "**/x"))', files)).toMatchObject({ state: "unknown", why: "the files in . are not listed: d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0/d0 is nested too deeply" });
    expect(await tokens('join("", fileset(".", "*/*/*/x"))', files)).toMatchObject({ state: "unknown", why: "the files in . are not listed: there are too many files to look through" });
    expect(listed).toBeLessThan(1000);
  });

  it.each([`${"*a".repeat(200)}b`, `${"{a,a}".repeat(100)}b`, "**/".repeat(300), `${"*{a,*a}".repeat(60)}b`, "*".repeat(5000), `[${"a".repeat(900)}`])("with names for the pattern %.20s take bounded work", async (pattern) => {
    const setting = await tokens(`join("", fileset(".", "${pattern}"))`, filesOf({ ["a".repeat(250)]: "", "d/x": "" }));
    expect(setting.state).toMatch(/unknown|known/);
  });

  it("of templates that grow stop at a bound", async () => {
    const files = filesOf({ "t.tftpl": "%{ for a in range(1000) }%{ for b in range(1000) }%{ for c in range(1000) }xxxxxxxxxx%{ endfor }%{ endfor }%{ endfor }" });
    expect(await tokens('templatefile("t.tftpl", {})', files)).toMatchObject({ state: "unknown" });
  });

  it("of templates nested too deeply are wrong", async () => {
    const files = filesOf({ "t.tftpl": `${"%{ if true }".repeat(5000)}x${"%{ endif }".repeat(5000)}`, "u.tftpl": `\${${"(".repeat(5000)}1${")".repeat(5000)}}` });
    expect(await tokens('templatefile("t.tftpl", {})', files)).toMatchObject({ state: "unknown", why: "the template t.tftpl is wrong in line 1" });
    expect(await tokens('templatefile("u.tftpl", {})', files)).toMatchObject({ state: "unknown", why: "the template u.tftpl is wrong in line 1" });
  });
});
