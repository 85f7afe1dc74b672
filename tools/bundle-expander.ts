import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Plugin } from "esbuild";

/**
 * cfn-include in its box: what it asks for is replaced by what src/parsers/cloudformation/include/box/outside.ts exports. So the program of the worker
 * thread holds neither Node's modules for files, connections and processes nor the AWS SDK.
 */
const outside = "src/parsers/cloudformation/include/box/outside.ts";
const replaced: ReadonlyMap<string, string> = new Map([
  ["fs", "files"],
  ["path", "path"],
  ["url", "url"],
  ["assert", "assert"],
  ["jmespath", "query"],
  ["aws-sdk-proxy", "aws"],
  ["./lib/request", "request"],
  ["./lib/yaml", "yaml"],
  ["./lib/include/api", "api"],
]);

/** In cfn-include itself, everything else that is no file of its own comes as it is from these. */
const kept: ReadonlySet<string> = new Set(["lodash", "path-parse", "deepmerge"]);

const boxed: Plugin = {
  name: "boxed",
  setup(setup) {
    setup.onResolve({ filter: /.*/ }, ({ path, importer }) => {
      const own = /[\\/]node_modules[\\/]cfn-include[\\/]/.test(importer);
      if (own && replaced.has(path)) return { path, namespace: "outside" };
      if (/[\\/]node_modules[\\/]/.test(importer) && !path.startsWith(".") && !(own && kept.has(path))) return { errors: [{ text: `${path} is asked for in ${importer}: it has no place in the box` }] };
      return undefined;
    });
    setup.onLoad({ filter: /.*/, namespace: "outside" }, ({ path }) => ({ contents: `module.exports = require("./${outside}").${replaced.get(path) ?? ""};`, resolveDir: setup.initialOptions.absWorkingDir ?? "." }));
  },
};

/** The program of the worker, and the paths of the sources that went into it. Throws when cfn-include asks for anything new. */
export async function expander(root: string, options: BuildOptions = {}): Promise<{ readonly text: string; readonly inputs: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: ["src/parsers/cloudformation/include/box/worker.ts"],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    legalComments: "none",
    // The packages are CommonJS and want to be asked as such.
    mainFields: ["main"],
    metafile: true,
    write: false,
    logLevel: "warning",
    plugins: [boxed],
  });
  return { text: outputFiles[0]?.text ?? "", inputs: Object.keys(metafile.inputs) };
}

/** Puts the program where the sources look for it: for the tests, which do not run from dist/. */
export async function setup(): Promise<void> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const target = join(root, "node_modules/.cache/imdslint/cfn-include.js");
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, (await expander(root)).text);
}
