import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { notices } from "./bundle-notices.ts";
import { scripts } from "./bundle-scripts.ts";
import { declarations } from "./bundle-types.ts";

/**
 * Makes dist/ from src/: the command line, the GitHub Action and the library as ES modules, the packages that they load on demand,
 * HashiCorp's parser, the licences of what is bundled, and the type declarations of the library. With --check it writes nothing
 * and fails when dist/ is not, byte for byte, what would be written.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

type Files = ReadonlyMap<string, Uint8Array>;

async function main(check: boolean): Promise<number> {
  const files = await bundle();
  return check ? await compare(files) : await write(files);
}

async function bundle(): Promise<Files> {
  const { files: made, inputs } = await scripts(root, { cli: "src/cli/main.ts", action: "src/action/main.ts", index: "src/index.ts" });
  const files = new Map(made);
  files.set("cli.js", Buffer.concat([Buffer.from("#!/usr/bin/env node\n"), made.get("cli.js") ?? Buffer.alloc(0)]));
  files.set("main.wasm.gz", await readFile(join(root, "node_modules/@cdktf/hcl2json/main.wasm.gz")));
  files.set("THIRD-PARTY-NOTICES.txt", Buffer.from(await notices(root, inputs)));
  for (const [path, text] of declarations(root)) files.set(`types/${path}`, Buffer.from(text));
  return files;
}

async function write(files: Files): Promise<number> {
  await rm(dist, { recursive: true, force: true });
  for (const [path, content] of files) {
    await mkdir(dirname(join(dist, path)), { recursive: true });
    await writeFile(join(dist, path), content);
  }
  await chmod(join(dist, "cli.js"), 0o755);
  return 0;
}

async function compare(files: Files): Promise<number> {
  const present = existsSync(dist) ? await readdir(dist, { recursive: true, withFileTypes: true }) : [];
  const paths = present.filter((entry) => entry.isFile()).map((entry) => slashed(relative(dist, join(entry.parentPath, entry.name))));
  const stale = paths.filter((path) => !files.has(path)).map((path) => `${path} should not be there`);
  for (const [path, content] of files) {
    if (!paths.includes(path)) stale.push(`${path} is missing`);
    else if (!(await readFile(join(dist, path))).equals(content)) stale.push(`${path} differs`);
  }
  if (stale.length === 0) return 0;
  console.error(`dist/ is stale; run npm run bundle\n${stale.map((line) => `  ${line}`).join("\n")}`);
  return 1;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}

process.exitCode = await main(process.argv.includes("--check"));
