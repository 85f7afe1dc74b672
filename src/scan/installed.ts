import { posix } from "node:path";
import type { ParserEntry } from "../parsers/parser.ts";
import { below, compare, isWithin, type Tree } from "./tree.ts";
import { hiddenAmong, type UnitPlan } from "./units.ts";

/** More modules than this in one root are not looked at: the largest known configurations have some hundreds. */
const mostModules = 2_000;

/** The modules that `terraform init` installed for one root module. */
export interface Installed {
  /** Directories below the scan root by the names of the calls that lead to them: `vpc`, `app.vpc`. */
  readonly dirs: ReadonlyMap<string, string>;
  /** Their files, one plan per directory. */
  readonly plans: readonly UnitPlan[];
}

/**
 * Reads `.terraform/modules/modules.json` of a directory, which Terraform writes for itself. Only what it lists inside `.terraform`
 * and inside the scan root counts, links included: local modules are found without it. Undefined when there is none or it is not
 * what Terraform writes.
 */
export async function installedModules(dir: string, tree: Tree, parser: ParserEntry): Promise<Installed | undefined> {
  const manifest = await tree.follow(below(dir, ".terraform/modules/modules.json"));
  if (manifest.where !== "inside" || manifest.kind !== "file") return undefined;
  const read = await tree.read(manifest.path);
  const listed = "bytes" in read ? listedModules(read.bytes, dir) : [];
  const plans = new Map<string, UnitPlan>();
  for (const path of new Set(listed.map(([, target]) => target))) {
    const plan = await planOf(path, tree, parser);
    if (plan !== undefined) plans.set(path, plan);
  }
  return plans.size === 0 ? undefined : { dirs: new Map(listed.filter(([, target]) => plans.has(target))), plans: [...plans.values()] };
}

/** Keys and directories of the manifest: `{"Modules":[{"Key":"vpc","Source":"…","Dir":".terraform/modules/vpc"}]}`. */
function listedModules(bytes: Buffer, dir: string): readonly (readonly [string, string])[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(bytes.toString("utf8"));
  } catch {
    // A manifest that Terraform itself could not read: the calls count as not followed.
    return [];
  }
  const modules = memberOf(manifest, "Modules");
  if (!Array.isArray(modules)) return [];
  return modules.slice(0, mostModules).flatMap((module: unknown) => {
    const key = memberOf(module, "Key");
    const target = memberOf(module, "Dir");
    if (typeof key !== "string" || typeof target !== "string" || key === "" || posix.isAbsolute(target)) return [];
    const path = posix.join(dir, target).replace(/\/$/, "");
    return isWithin(path, below(dir, ".terraform")) ? [[key, path] as const] : [];
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

async function planOf(dir: string, tree: Tree, parser: ParserEntry): Promise<UnitPlan | undefined> {
  const end = await tree.follow(dir);
  if (end.where !== "inside" || end.kind !== "directory") return undefined;
  const listing = await tree.list(end.path);
  const files = "entries" in listing ? listing.entries.filter((entry) => entry.kind === "file" && parser.files(below(dir, entry.name))) : [];
  const names = files.map((entry) => entry.name);
  const hidden = hiddenAmong(names, parser);
  const read = names.filter((name) => !hidden.has(name));
  const behind = new Map(read.map((name) => [below(dir, name), below(end.path, name)]));
  return { dir, shape: "directory", parsers: [parser], paths: [...behind.keys()].sort(compare), asked: new Set(), behind };
}
