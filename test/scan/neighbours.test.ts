import { expect, test } from "vitest";
import { nothingIgnored } from "../../src/scan/gitignore.ts";
import { neighboursOf } from "../../src/scan/neighbours.ts";
import { parsers } from "../../src/parsers/registry.ts";
import type { Choice } from "../../src/scan/discover.ts";
import type { Tree } from "../../src/scan/tree.ts";

/** A flat tree that counts what is read of it. */
function choiceOf(texts: Readonly<Record<string, string | Buffer>>, excluded: readonly string[] = []): Choice & { readonly read: string[] } {
  const read: string[] = [];
  const tree: Tree = {
    list: () => Promise.resolve({ entries: Object.keys(texts).sort().map((name) => ({ name, kind: "file" as const })) }),
    read: (path) => {
      read.push(path);
      const text = texts[path];
      return Promise.resolve(text === undefined ? { fault: { kind: "unreadable", message: "gone" } } : { bytes: Buffer.from(text) });
    },
    kindOf: (path) => Promise.resolve(path === "." ? "directory" : "file"),
    follow: () => Promise.resolve({ where: "nowhere" }),
  };
  return { tree, parsers, gitIgnore: nothingIgnored, excludes: (path) => excluded.includes(path), forceExclude: false, read };
}

const texts = { "a.yaml": "Outputs: { O: { Export: { Name: x } } }", "b.yml": "LaunchTemplateName: web", "c.json": '{"LaunchTemplateName": "web", "Export": 1}', "d.tf": "# Export", "e.md": "Export", "f.yaml": "nothing", "g.template": Buffer.from("\ufeffExport", "utf16le") };

test("nothing is read before somebody asks, and every file once however many ask", async () => {
  const choice = choiceOf(texts);
  const neighbours = neighboursOf(Object.keys(texts), new Map(), choice, false);
  expect(choice.read).toEqual([]);
  const [exports, names] = await Promise.all([neighbours.containing("Export"), neighbours.containing("LaunchTemplateName")]);
  expect(exports).toEqual({ paths: ["a.yaml", "c.json", "g.template"], complete: true });
  expect(names).toEqual({ paths: ["b.yml", "c.json"], complete: true });
  await neighbours.containing("LaunchConfigurationName");
  expect(choice.read).toEqual(["a.yaml", "b.yml", "c.json", "f.yaml", "g.template"]);
});

test("of a project all files count that nothing excludes, else the files of the scan", async () => {
  const choice = choiceOf(texts, ["c.json"]);
  expect((await neighboursOf(["b.yml"], new Map(), choice, true).containing("Export")).paths).toEqual(["a.yaml", "g.template"]);
  expect((await neighboursOf(["b.yml"], new Map(), choice, false).containing("Export")).paths).toEqual([]);
});

test("a link is read where it leads, and what cannot be read has nothing", async () => {
  const choice = choiceOf({ "real.yaml": "Export" });
  expect((await neighboursOf(["link.yaml", "gone.yaml"], new Map([["link.yaml", "real.yaml"]]), choice, false).containing("Export")).paths).toEqual(["link.yaml"]);
  expect(choice.read).toEqual(["gone.yaml", "real.yaml"]);
});

test("a text that no parser shares is nowhere", async () => {
  expect((await neighboursOf(Object.keys(texts), new Map(), choiceOf(texts), false).containing("nothing")).paths).toEqual([]);
});
