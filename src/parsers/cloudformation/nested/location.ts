import { posix } from "node:path";
import { child, stringOf, type DataNode } from "../../../syntax/data.ts";
import type { Files } from "../../parser.ts";
import { pathBeside } from "../include/named.ts";
import { written } from "../written.ts";
import { addressOf, type Address } from "./address.ts";

/** Where the template of a nested stack is: in the scan root (undefined where its path leads out), behind an address, or elsewhere, in words. */
export type Location = { readonly path: string | undefined; readonly written: string } | { readonly address: Address } | { readonly elsewhere: string };

/**
 * The template that a resource names in a property: a path relative to its own template, as `aws cloudformation package` and SAM read it,
 * or an asset of the CDK. Undefined where it names none. https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
export async function located(resource: DataNode, property: string, path: string, files: Files | undefined): Promise<Location | undefined> {
  const url = child(child(resource, "Properties"), property);
  if (url === undefined || (url.kind === "scalar" && typeof url.value !== "string")) return undefined;
  const asset = stringOf(child(child(resource, "Metadata"), "aws:asset:path"));
  const isAsset = (stringOf(child(child(resource, "Metadata"), "aws:asset:property")) ?? property) === property;
  if (asset !== undefined && isAsset) return { path: pathBeside(path, asset), written: asset };
  const text = stringOf(url);
  if (text !== undefined) return /^\w[\w+.-]*:|\{\{/.test(text) ? { address: addressOf(url) } : { path: pathBeside(path, text), written: text };
  const application = child(url, "ApplicationId");
  if (application !== undefined) return { elsewhere: addressOf(application).words };
  const hash = /([0-9a-f]{64})\.json/.exec(written(url))?.[1];
  const listed = hash === undefined || files === undefined ? undefined : await assetOf(hash, posix.dirname(path), files);
  return listed === undefined ? { address: addressOf(url) } : { path: pathBeside(path, listed), written: listed };
}

/** By directory, the files of its asset manifests by their hashes. */
const assets = new WeakMap<Files, Map<string, Promise<ReadonlyMap<string, string>>>>();

async function assetOf(hash: string, dir: string, files: Files): Promise<string | undefined> {
  const known = assets.get(files) ?? new Map<string, Promise<ReadonlyMap<string, string>>>();
  assets.set(files, known);
  const listed = known.get(dir) ?? readAssets(dir, files);
  known.set(dir, listed);
  return (await listed).get(hash);
}

async function readAssets(dir: string, files: Files): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name, kind } of (await files.list(dir)) ?? []) {
    const read = kind === "file" && name.endsWith(".assets.json") ? await files.read(posix.join(dir, name)) : undefined;
    if (read?.state !== "text") continue;
    for (const [, hash = "", path = ""] of read.source.text.matchAll(/"([0-9a-f]{64})"\s*:\s*\{(?:\s*"displayName"\s*:\s*"[^"]{0,500}",)?\s*"source"\s*:\s*\{\s*"path"\s*:\s*"([^"\\]{1,500})"/g)) found.set(hash, path);
  }
  return found;
}
