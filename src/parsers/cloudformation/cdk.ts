import { posix } from "node:path";
import { child, stringOf, type DataMap } from "../../syntax/data.ts";
import type { Resource } from "../../model/resource.ts";
import type { Files } from "../parser.ts";

/**
 * What a CDK app says about the templates that it synthesized: the paths of the constructs from which the resources come, in the resources
 * themselves or in the cloud assembly beside them. https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies
 */

/** The resources of a template with their construct paths, as far as they are known. */
export async function withConstructs(root: DataMap, resources: readonly Resource[], files: Files | undefined): Promise<readonly Resource[]> {
  const named: Resource[] = [];
  for (const resource of resources) {
    const { address, at } = resource;
    const own = stringOf(child(child(child(child(root, "Resources"), address), "Metadata"), "aws:cdk:path"));
    // A resource of a nested stack is known in its own template without the stack.
    const id = address.slice(address.lastIndexOf("/") + 1);
    const synthesizedHere = files !== undefined && at.source.path.endsWith(".template.json");
    const construct = own ?? (synthesizedHere ? (await constructsOf(at.source.path, files))?.get(id) : undefined);
    named.push(construct === undefined ? resource : { ...resource, construct });
  }
  return named;
}

/** By template file, the construct paths by logical id. */
type Assembly = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** One assembly describes many templates. */
const assemblies = new WeakMap<Files, Map<string, Promise<Assembly>>>();

async function constructsOf(path: string, files: Files): Promise<ReadonlyMap<string, string> | undefined> {
  const known = assemblies.get(files) ?? new Map<string, Promise<Assembly>>();
  assemblies.set(files, known);
  const dir = posix.dirname(path);
  const assembly = known.get(dir) ?? readAssembly(dir, files);
  known.set(dir, assembly);
  return (await assembly).get(posix.basename(path));
}

async function readAssembly(dir: string, files: Files): Promise<Assembly> {
  const found = new Map<string, Map<string, string>>();
  for (const artifact of Object.values(mapOf(mapOf(await readPlain(posix.join(dir, "manifest.json"), files))["artifacts"]))) {
    const { type, metadata, additionalMetadataFile, properties } = mapOf(artifact);
    const file = mapOf(properties)["templateFile"];
    if (type !== "aws:cloudformation:stack" || typeof file !== "string") continue;
    // Newer versions of the CDK write the metadata of each stack into a file of its own.
    const apart = typeof additionalMetadataFile === "string" && posix.basename(additionalMetadataFile) === additionalMetadataFile ? await readPlain(posix.join(dir, additionalMetadataFile), files) : {};
    addStack(found, file, { ...mapOf(metadata), ...mapOf(apart) });
  }
  return found;
}

/** The constructs of a stack and of the stacks nested in it, which say in which template they are. */
function addStack(found: Map<string, Map<string, string>>, file: string, metadata: Readonly<Record<string, unknown>>): void {
  const nested: [string, string][] = [];
  const ids: [string, string][] = [];
  for (const [path, entries] of Object.entries(metadata)) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      const { type, data } = mapOf(entry);
      if (typeof data !== "string") continue;
      if (type === "aws:cdk:templateFile" && data !== file) nested.push([`${path}/`, data]);
      if (type === "aws:cdk:logicalId") ids.push([path, data]);
    }
  }
  // A stack has at most 500 resources. The innermost nested one first.
  nested.splice(500);
  nested.sort(([a], [b]) => b.length - a.length);
  for (const [path, id] of ids) {
    const template = nested.find(([prefix]) => path.startsWith(prefix))?.[1] ?? file;
    const constructs = found.get(template) ?? new Map<string, string>();
    // Before it said which template a construct is in, the CDK listed those of all nested stacks together.
    constructs.set(id, constructs.has(id) ? "" : path.replace(/^\//, ""));
    found.set(template, constructs);
  }
  for (const constructs of found.values()) {
    for (const [id, path] of constructs) {
      if (path === "") constructs.delete(id);
    }
  }
}

async function readPlain(path: string, files: Files): Promise<unknown> {
  const read = await files.read(path);
  if (read.state !== "text") return undefined;
  try {
    return JSON.parse(read.source.text) as unknown;
  } catch {
    // What is no JSON is no manifest, and tells nothing about constructs.
    return undefined;
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : {};
}
