import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, posix } from "node:path";
import type { Unit } from "../../src/parsers/parser.ts";
import { diskTree } from "../../src/scan/files.ts";
import { namedFiles } from "../../src/scan/named-files.ts";
import { parsers } from "../../src/parsers/registry.ts";
import type { Source } from "../../src/model/source.ts";

const files = parsers.find(({ id }) => id === "terraform")?.files ?? (() => false);

const provider: Source = { path: "oracle.tf", text: 'provider "aws" {\n  region = "us-east-1"\n}\n' };

/**
 * The unit of a folder, as the scan makes it: its own files, and those of all directories below it as modules that may be called.
 * Where it configures no provider, one is added, as tools/oracles/terraform-plans.ts does: that also makes it a root module.
 */
export function rootModule(folder: string): Unit {
  const modules = new Map<string, readonly Source[]>();
  for (const dir of directoriesBelow(folder)) modules.set(dir, sourcesIn(folder, dir));
  const own = sourcesIn(folder, ".");
  const isConfigured = own.some(({ text }) => /^provider "aws" \{\s+region/m.test(text));
  return { dir: ".", sources: isConfigured ? own : [...own, provider], called: false, modules, files: namedFiles(diskTree(realpathSync.native(folder))) };
}

function sourcesIn(folder: string, dir: string): readonly Source[] {
  const names = readdirSync(join(folder, dir), { withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ name }) => posix.join(dir, name)).filter(files).sort();
  return paths.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

function directoriesBelow(folder: string): readonly string[] {
  const all = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isDirectory());
  return all.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/")).sort();
}
