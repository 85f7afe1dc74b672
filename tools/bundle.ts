import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import ts from "typescript";

/**
 * Makes dist/ from src/: the command line, the GitHub Action and the library as ES modules with shared chunks, HashiCorp's
 * parser, the licences of what is bundled, and the type declarations of the library. With --check it writes nothing and fails
 * when dist/ is not, byte for byte, what would be written.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

type Files = Map<string, Uint8Array>;

async function main(check: boolean): Promise<number> {
  const files = await bundle();
  return check ? await compare(files) : await write(files);
}

async function bundle(): Promise<Files> {
  const action = "src/action/main.ts";
  const result = await build({
    absWorkingDir: root,
    entryPoints: { cli: "src/cli/main.ts", index: "src/index.ts", ...(existsSync(join(root, action)) ? { action } : {}) },
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // esbuild takes a package's CommonJS entry for Node; this one's is UMD, whose requires cannot be bundled.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    // Readable, so that a change of dist/ can be reviewed; whitespace costs no measurable time at start.
    minify: false,
    legalComments: "none",
    metafile: true,
    write: false,
    // A package that offers an ES module beside an older form gives the former.
    mainFields: ["module", "main"],
    plugins: [requiredBuiltins, namedExports],
    logLevel: "warning",
  });
  const files: Files = new Map();
  for (const file of result.outputFiles) files.set(slashed(relative(dist, file.path)), Buffer.from(withoutFaces(file.text)));
  const cli = files.get("cli.js");
  if (cli === undefined) throw new Error("the bundle has no cli.js");
  files.set("cli.js", Buffer.concat([Buffer.from("#!/usr/bin/env node\n"), cli]));
  files.set("main.wasm.gz", await readFile(join(root, "node_modules/@cdktf/hcl2json/main.wasm.gz")));
  files.set("THIRD-PARTY-NOTICES.txt", Buffer.from(await notices(result.metafile)));
  for (const [path, text] of declarations()) files.set(`types/${path}`, Buffer.from(text));
  return files;
}

/** CommonJS packages `require` Node's own modules, which an ES module cannot; they get them from the process. */
const requiredBuiltins: Plugin = {
  name: "required-builtins",
  setup(setup) {
    const names = new Set(builtinModules);
    setup.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ kind, path }) => {
      const name = path.replace(/^node:/, "");
      return kind === "require-call" && names.has(name) ? { path: name, namespace: "builtin" } : undefined;
    });
    setup.onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({ contents: `module.exports = globalThis.process.getBuiltinModule("node:${path}");` }));
  },
};

const builtinImport = /^import (?:(\w+)|\* as (\w+)|\{([^{}]*)\}) from "(node:[a-z_/]+)";$/gm;

/**
 * Takes Node's own modules from the process instead of importing them. To import one, Node makes its face as an ES module and
 * for that asks it for everything it has, which loads streams with `fs` and more with others: 8 ms at every start.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
function withoutFaces(text: string): string {
  const direct = text.replace(builtinImport, (_all, whole: string | undefined, star: string | undefined, names: string | undefined, from: string) => {
    const binding = whole ?? star ?? `{${(names ?? "").replaceAll(" as ", ": ")}}`;
    return `const ${binding} = globalThis.process.getBuiltinModule("${from}");`;
  });
  const left = /^import .*"node:[^"]*";$/m.exec(direct)?.[0];
  if (left !== undefined) throw new Error(`an import of a form that is not expected: ${left}`);
  return direct;
}

/** CommonJS packages of which `import()` wants exports by name. Node finds the names by reading the code; the bundler gives a default export only. */
const wantedByName = new Set(["yaml", "ajv/dist/2020.js"]);

const namedExports: Plugin = {
  name: "named-exports",
  setup(setup) {
    setup.onResolve({ filter: /^[a-z@]/ }, ({ kind, path }) => (kind === "dynamic-import" && wantedByName.has(path) ? { path, namespace: "named" } : undefined));
    setup.onLoad({ filter: /.*/, namespace: "named" }, async ({ path }) => {
      const names = Object.keys((await import(path)) as object).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default" && name !== "__esModule");
      const lines = names.sort().map((name) => `export const ${name} = whole.${name};`);
      return { contents: `const whole = require(${JSON.stringify(path)});\n${lines.join("\n")}\nexport default whole;\n`, resolveDir: root };
    });
  },
};

/** The licence of every package of which something is in the bundle. */
async function notices(metafile: Metafile): Promise<string> {
  const packages = new Set(["node_modules/@cdktf/hcl2json"]);
  for (const input of Object.keys(metafile.inputs)) {
    const name = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (name !== undefined) packages.add(name);
  }
  const parts = await Promise.all([...packages].sort().map(notice));
  return `imdslint contains the following software, whose licences are repeated here.\n\n${parts.join("\n\n")}\n`;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string;
}

async function notice(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")) as Manifest;
  const file = (await readdir(join(root, folder))).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? statedLicence(manifest) : await readFile(join(root, folder, file), "utf8");
  const heading = `${manifest.name} ${manifest.version} (${manifest.license ?? "licence below"})`;
  return `${"=".repeat(80)}\n${heading}\n${"=".repeat(80)}\n\n${text.replaceAll("\r\n", "\n").trim()}`;
}

/** Some packages only name their licence. Throws for a licence whose text is not known here. */
function statedLicence({ name, license, author }: Manifest): string {
  if (license !== "MIT" || author === undefined) throw new Error(`${name} comes without its licence`);
  return `Copyright (c) ${author}\n\n${mit}`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The declarations that src/index.ts leads to, by path below src/. Throws when the sources do not compile. */
function declarations(): ReadonlyMap<string, string> {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail });
  if (config === undefined) throw new Error("tsconfig.json cannot be read");
  const options: ts.CompilerOptions = { ...config.options, noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: root, outDir: join(root, "out") };
  const program = ts.createProgram([join(root, "src/index.ts")], options);
  const emitted = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    emitted.set(slashed(relative(join(root, "out/src"), path)), text);
  });
  const [first] = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (first !== undefined) fail(first);
  return reachable("index.d.ts", emitted);
}

function reachable(start: string, emitted: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = emitted.get(path);
    if (text === undefined || found.has(path)) continue;
    found.set(path, text);
    for (const [, name = ""] of text.matchAll(/(?:from|import\() ?"(\.[^"]+)\.[jt]s"/g)) open.push(posix.join(posix.dirname(path), `${name}.d.ts`));
  }
  return found;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => "\n" }));
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
