import { execFileSync } from "node:child_process";
import type { Resource } from "../src/model/resource.ts";
import { launchSettings, type LaunchSettingName } from "../src/model/setting.ts";
import type { Source } from "../src/model/source.ts";
import { terraform } from "../src/parsers/terraform/index.ts";
import { knownModules, type KnownModule, type ModuleOptions, type ObjectOptions } from "../src/parsers/terraform/registry-modules.ts";
import { compareVersions, parseVersion, type Version } from "../src/parsers/terraform/versions.ts";

/**
 * Holds registry-modules.ts to the modules themselves: at both borders of every range the tagged source is read by our own interpreter,
 * as if it were on disk, and must make the same of the same arguments as the data does.
 *
 * Cases that Terraform refuses (a key that the source needs is missing) come out unknown; they are counted, not compared.
 * Needs git, and clones with tags: IMDSLINT_CLONES is a directory in which OWNER+REPOSITORY/repo is one. Prints one line for each module and
 * every difference; fails when there is one.
 */
const clones = process.env["IMDSLINT_CLONES"];

void main();

async function main(): Promise<void> {
  if (clones === undefined) throw new Error("IMDSLINT_CLONES does not say where the clones are");
  let differences = 0;
  for (const module of knownModules) differences += await check(module, `${clones}/${module.repository.replace("/", "+")}/repo`);
  process.exitCode = differences === 0 ? 0 : 1;
}

async function check(module: KnownModule, clone: string): Promise<number> {
  const tags = git(clone, ["tag"]).split("\n").flatMap((tag) => (/^v?\d+\.\d+\.\d+$/.test(tag) ? [{ tag, version: parseVersion(tag) }] : []));
  const sorted = tags.flatMap(({ tag, version }) => (version === undefined ? [] : [{ tag, version }])).sort((a, b) => compareVersions(a.version, b.version));
  let cases = 0;
  let differences = 0;
  let undecided = 0;
  for (const [index, range] of module.ranges.entries()) {
    const next = module.ranges[index + 1];
    for (const { tag, version } of borders(sorted, range.from, next?.from)) {
      const files = sourcesAt(clone, tag, module.submodule);
      for (const variant of variants(range.options)) {
        const argument = [variant, ...(range.needs ?? []).slice(0, 1).map((name) => `${name} = true`)].filter((text) => text !== "").join("\n");
        cases++;
        const real = summary(await parse(`source = "./m"\n${argument}`, files), module.sentAs);
        const ours = summary(await parse(`source = "${sourceOf(module, tag)}"\nversion = "${version.join(".")}"\n${argument}`, []), undefined);
        if (real.includes("unknown")) undecided++;
        const isBefore = range.options.form === "none" && real === "nothing";
        if (real === ours || real.includes("unknown") || isBefore) continue;
        differences++;
        console.error(`${module.name} ${tag}, ${argument === "" ? "no argument" : argument}: the source makes ${real}, the data ${ours}`);
      }
    }
  }
  console.log(`${module.name}${module.submodule === undefined ? "" : `//${module.submodule}`}: ${cases} cases, ${differences} differences, ${undecided} not decided by the interpreter`);
  return differences;
}

function git(clone: string, args: readonly string[]): string {
  return execFileSync("git", ["-C", clone, ...args], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** The first and last tag of a range; of the last range the newest. Modules of before Terraform 0.12 are not read. */
function borders(tags: readonly { readonly tag: string; readonly version: Version }[], from: string, before: string | undefined): readonly { readonly tag: string; readonly version: Version }[] {
  const low = parseVersion(from);
  const high = before === undefined ? undefined : parseVersion(before);
  const inside = tags.filter(({ version }) => low !== undefined && compareVersions(version, low) >= 0 && (high === undefined || compareVersions(version, high) < 0));
  const [first] = inside;
  const last = inside.at(-1);
  return first === undefined || last === undefined ? [] : from === "0.0.0" ? [last] : first === last ? [first] : [first, last];
}

function sourcesAt(clone: string, tag: string, submodule: string | undefined): readonly Source[] {
  const directory = submodule === undefined ? "" : `${submodule}/`;
  const names = git(clone, ["ls-tree", "-r", "--name-only", tag]).split("\n").filter((name) => name.endsWith(".tf") && !/(^|\/)(examples?|tests?)\//.test(name));
  return names.flatMap((name) => (name.startsWith(directory) ? [{ path: `m/${name.slice(directory.length)}`, text: git(clone, ["show", `${tag}:${name}`]) }] : []));
}

function sourceOf(module: KnownModule, tag: string): string {
  const submodule = module.submodule === undefined ? "" : `//${module.submodule}`;
  return module.name.split("/").length === 3 ? `${module.name}${submodule}` : `github.com/${module.repository}${submodule}?ref=${tag}`;
}

function variants(options: ModuleOptions): readonly string[] {
  switch (options.form) {
    case "none":
      return [""];
    case "flags":
      return ["", ...Object.values(options.flags).flatMap(({ argument, yes, default: standard }) => (yes === undefined ? [`${argument} = ${typeof standard === "number" ? 3 : '"required"'}`] : [`${argument} = true`, `${argument} = false`]))];
    case "object": {
      const tokens = options.keys.httpTokens ?? "";
      const objects = ["{}", `{ ${tokens} = "optional" }`, `{ ${tokens} = "required" }`, `{ ${tokens} = null }`, `{ ${options.keys.httpEndpoint ?? ""} = "disabled" }`, everything(options.keys)];
      return ["", ...objects, ...(options.nullIsOmitted || options.emptyIsWritten ? ["null"] : [])].map((value) => (value === "" ? "" : `${options.argument} = ${value}`));
    }
  }
}

/** An object with every key: what modules that fill nothing in need. */
function everything(keys: ObjectOptions["keys"]): string {
  const entries = Object.entries(keys).map(([name, key]) => `${key} = ${name === "httpPutResponseHopLimit" ? "3" : name === "httpTokens" ? '"optional"' : '"enabled"'}`);
  return `{ ${entries.join(", ")} }`;
}

async function parse(call: string, files: readonly Source[]): Promise<readonly Resource[]> {
  const modules = new Map<string, Source[]>();
  for (const file of files) {
    const directory = file.path.slice(0, file.path.lastIndexOf("/"));
    modules.set(directory, [...(modules.get(directory) ?? []), file]);
  }
  const result = await terraform.parse({ dir: ".", sources: [{ path: "main.tf", text: `module "m" {\n${call}\n}\n` }], called: false, modules });
  return result.resources;
}

/** What the first resource of a type (or of any) has written. */
function summary(resources: readonly Resource[], type: string | undefined): string {
  const settings = resources.find((resource) => type === undefined || resource.type === type)?.scenarios[0]?.settings;
  if (settings === undefined) return "nothing";
  const shown = (name: LaunchSettingName): string => {
    const setting = settings[name];
    return `${name} ${setting.state === "known" ? String(setting.value) : setting.state}`;
  };
  return launchSettings.map(shown).join(", ");
}
