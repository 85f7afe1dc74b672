import { builtinModules } from "node:module";
import { join, relative, sep } from "node:path";
import { expander } from "./bundle-expander.ts";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

/** Scripts by their path in dist/, and the paths of the sources that went into them. */
export interface Scripts {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly inputs: readonly string[];
}

/**
 * The packages that are loaded only when they are needed, each a file of its own. Of a `commonjs` one `import()` wants exports by
 * name, which Node finds by reading its code, while the bundler would give a default export only. A `script` exports nothing.
 */
const packages: readonly { readonly from: string; readonly to: string; readonly form: "commonjs" | "module" | "script" }[] = [
  { from: "yaml", to: "yaml", form: "commonjs" },
  { from: "ajv/dist/2020.js", to: "ajv", form: "commonjs" },
  { from: "ignore", to: "ignore", form: "commonjs" },
  { from: "chalk", to: "chalk", form: "module" },
  { from: "jsonc-parser", to: "jsonc-parser", form: "module" },
  { from: "re2js", to: "re2js", form: "module" },
  { from: "@microsoft/sarif", to: "sarif", form: "module" },
  { from: "@cdktf/hcl2json/wasm/wasm_exec.js", to: "wasm-exec", form: "script" },
];

/**
 * Modules of our own that are files of their own, for most runs need them not and every kilobyte costs time to compile. They may
 * repeat small modules of the others, so nothing that is compared by identity (classes) may pass between them.
 */
const apart: ReadonlyMap<string, string> = new Map([
  ["syntax/hcl/judge.ts", "judge"],
  ["parsers/cloudformation/index.ts", "cloudformation"],
  ["parsers/launch-template-json/index.ts", "launch-template-json"],
  ["parsers/terraform-plan/index.ts", "terraform-plan"],
  ["report/sarif.ts", "sarif"],
  ["scan/plans/place.ts", "plan-places"],
]);

/**
 * Modules that are files of their own, with everything that no entry needs without them, and that use the other modules as whoever loads them has them, so that
 * nothing of their host is there twice, neither code nor what a module remembers. Such a file is a function that takes these modules; what its entry exports is
 * named here. They are loaded by `import()`, and by few runs.
 */
interface Guest {
  readonly entry: string;
  readonly name: string;
  readonly exports: readonly string[];
}

const guests: readonly Guest[] = [
  { entry: "src/parsers/terraform/functions/index.ts", name: "terraform-functions", exports: ["functionsWith"] },
  { entry: "src/parsers/terraform/json.ts", name: "terraform-json", exports: ["readTerraformJson"] },
  { entry: "src/parsers/terraform/planned.ts", name: "terraform-planned", exports: ["assignPlanned"] },
  { entry: "src/parsers/terraform/given.ts", name: "terraform-given", exports: ["assignGiven"] },
  { entry: "src/config/load.ts", name: "configuration", exports: ["loadConfig"] },
  { entry: "src/rules/page.ts", name: "rule-page", exports: ["ruleText"] },
  { entry: "src/report/inventory.ts", name: "inventory", exports: ["renderInventory"] },
];

/**
 * Bundles the entries, each into one file, the modules that stand apart, the guests, and the packages in vendor/. One file each, because
 * Node takes most of a millisecond to find and open a module.
 */
export async function scripts(root: string, entries: Readonly<Record<string, string>>): Promise<Scripts> {
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // Names stay, so that the trace of a failure can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "none",
    // A package that offers an ES module beside an older form gives the former.
    mainFields: ["module", "main"],
    metafile: true,
    write: false,
    logLevel: "warning",
  } satisfies BuildOptions;
  const hosts = await build({ ...common, entryPoints: entries, outdir: "dist", plugins: [withoutGuests(root), standingApart, vendored] });
  const inHosts = new Set(Object.keys(hosts.metafile.inputs));
  const visiting = await Promise.all(guests.map(async (guest) => await build({ ...common, format: "cjs", entryPoints: { [guest.name]: guest.entry }, outdir: "dist", plugins: [asGuest(root, inHosts), vendored] })));
  const taken = new Map(guests.map(({ name }, index) => [name, outsideOf(visiting[index]?.metafile)]));
  const parts = Object.fromEntries([...apart].map(([path, name]) => [name, `src/${path}`]));
  const own = await build({ ...common, entryPoints: { ...entries, ...parts }, outdir: "dist", plugins: [hosting(root, taken), standingApart, vendored] });
  const foreign = await build({ ...common, entryPoints: packages.map(({ to }) => ({ in: `vendor:${to}`, out: to })), outdir: "dist/vendor", plugins: [vendor(root), requiredBuiltins] });
  const files = new Map<string, Uint8Array>();
  for (const [index, { name }] of guests.entries()) files.set(`${name}.js`, Buffer.from(`export default function(require){const module={exports:{}};${visiting[index]?.outputFiles[0]?.text ?? ""}return module.exports}\n`));
  const include = await expander(root, { minifyWhitespace: true, minifySyntax: true });
  files.set("vendor/cfn-include.js", Buffer.from(withoutFaces(include.text)));
  for (const { outputs } of [...visiting, own, foreign].map(({ metafile }) => metafile)) complainOfUnvendored(outputs);
  for (const { path, text } of [...own.outputFiles, ...foreign.outputFiles]) files.set(path.slice(path.lastIndexOf("dist") + 5).replaceAll("\\", "/"), Buffer.from(withoutFaces(text)));
  return { files, inputs: [...[...visiting, own, foreign].flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...include.inputs] };
}

/** Leaves the guests out, to see what is there without them. */
function withoutGuests(root: string): Plugin {
  return {
    name: "without-guests",
    setup(setup) {
      setup.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => (guestAt(root, resolveDir, path) === undefined ? undefined : { path, external: true }));
    },
  };
}

function guestAt(root: string, folder: string, path: string): Guest | undefined {
  const file = slashed(relative(root, join(folder, path)));
  return guests.find(({ entry }) => entry === file);
}

/** Leaves out what the hosts have; Node's own modules a guest takes from the process itself. */
function asGuest(root: string, inHosts: ReadonlySet<string>): Plugin {
  return {
    name: "as-guest",
    setup(setup) {
      setup.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
        const file = slashed(relative(root, join(resolveDir, path)));
        return inHosts.has(file) ? { path: file, external: true } : undefined;
      });
    },
  };
}

/** The modules that a guest asks of its host, besides Node's own. */
function outsideOf(metafile: Metafile | undefined): readonly string[] {
  const imports = Object.values(metafile?.outputs ?? {}).flatMap((output) => output.imports);
  const asked = imports.filter(({ kind }) => kind === "require-call" || kind === "import-statement").map(({ path }) => path);
  return [...new Set(asked)].filter((path) => path.startsWith("src/")).sort();
}

/** Where a guest's entry is imported, its file is loaded and called with the modules that it asks for. */
function hosting(root: string, taken: ReadonlyMap<string, readonly string[]>): Plugin {
  const contentsOf = ({ name, exports }: Guest): string => {
    const modules = taken.get(name) ?? [];
    const takes = modules.map((path, at) => `import * as module${at} from "./${path}";`).join("");
    const gives = `const{default:visit}=await import("./${name}.js");const modules={${modules.map((path, at) => `${JSON.stringify(path)}:module${at}`).join()}};`;
    return `${takes}${gives}export const{${exports.join()}}=visit((path)=>modules[path]??process.getBuiltinModule(path));`;
  };
  return {
    name: "hosting",
    setup(setup) {
      setup.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
        const guest = guestAt(root, resolveDir, path);
        return guest && { path: guest.name, namespace: "guest" };
      });
      setup.onLoad({ filter: /.*/, namespace: "guest" }, ({ path }) => {
        const guest = guests.find(({ name }) => name === path);
        return guest && { contents: contentsOf(guest), resolveDir: root };
      });
      setup.onResolve({ filter: /./, namespace: "guest" }, ({ kind, path }) => (kind === "dynamic-import" ? { path, external: true } : undefined));
    },
  };
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}

const standingApart: Plugin = {
  name: "standing-apart",
  setup(setup) {
    setup.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path }) => {
      const name = kind === "dynamic-import" ? [...apart].find(([suffix]) => suffix.endsWith(path.replace(/^[./]+/, "")))?.[1] : undefined;
      return name === undefined ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};

/** In our own code, a package is the file in vendor/. */
const vendored: Plugin = {
  name: "vendored",
  setup(setup) {
    setup.onResolve({ filter: /^[a-z@]/ }, ({ path }) => {
      const found = packages.find(({ from }) => from === path);
      return found === undefined ? undefined : { path: `./vendor/${found.to}.js`, external: true };
    });
  },
};

/** Every package that own code imports must be in the table: else it would be in three files. */
function complainOfUnvendored(outputs: Metafile["outputs"]): void {
  for (const [output, { inputs }] of Object.entries(outputs)) {
    const inside = output.includes("vendor/") ? undefined : Object.keys(inputs).find((input) => input.startsWith("node_modules/"));
    if (inside !== undefined) throw new Error(`${inside} is in ${output}: add its package to the table in tools/bundle-scripts.ts`);
  }
}

/** What stands in a file of vendor/ before it is bundled. */
function vendor(root: string): Plugin {
  return {
    name: "vendor",
    setup(setup) {
      setup.onResolve({ filter: /^vendor:/ }, ({ path }) => ({ path: path.slice("vendor:".length), namespace: "vendor" }));
      setup.onLoad({ filter: /.*/, namespace: "vendor" }, async ({ path }) => {
        const found = packages.find(({ to }) => to === path);
        if (found === undefined) throw new Error(`there is no package ${path}`);
        return { contents: await contentsOf(found), resolveDir: root };
      });
    },
  };
}

async function contentsOf({ from, form }: (typeof packages)[number]): Promise<string> {
  switch (form) {
    case "commonjs":
      return await named(from);
    case "module":
      return `export * from "${from}";`;
    case "script":
      return `import "${from}";`;
  }
}

async function named(specifier: string): Promise<string> {
  const names = Object.keys((await import(specifier)) as object).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default" && name !== "__esModule");
  const exports = names.sort().map((name) => `export const ${name} = whole.${name};`);
  return `const whole = require("${specifier}");\n${exports.join("\n")}\nexport default whole;\n`;
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

const builtinImport = /(^|[;}\n])import\s*(?:([\w$]+)|\*\s*as ([\w$]+)|\{([^{}]*)\})\s*from\s*"((?:node:)?[a-z_/0-9]+)";/g;

/**
 * Takes Node's own modules from the process instead of importing them. To import one, Node makes its face as an ES module and
 * for that asks it for everything it has, which loads streams with `fs` and more with others: 8 ms at every start.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
function withoutFaces(text: string): string {
  // Neighbouring imports share the character between them, so one pass leaves every second.
  let direct = text;
  for (let before = ""; before !== direct; ) {
    before = direct;
    direct = direct.replace(builtinImport, (_all, start: string, whole: string | undefined, star: string | undefined, names: string | undefined, from: string) => {
      const binding = whole ?? star ?? `{${(names ?? "").replaceAll(" as ", ":")}}`;
      return `${start}const ${binding}=globalThis.process.getBuiltinModule("${from.startsWith("node:") ? from : `node:${from}`}");`;
    });
  }
  const left = /(?:^|[;}\n])import\b[^;(]*"(?:node:[^"]*|[a-z_/]+)";/.exec(direct)?.[0];
  if (left !== undefined) throw new Error(`an import of a form that is not expected: ${left}`);
  return direct;
}
