import type { Source } from "../../model/source.ts";
import type { Attribute, Block, Body } from "../../syntax/hcl/ast.ts";
import { relocated } from "../../syntax/hcl/relocate.ts";
import { compositeOf, type Composite } from "./composite.ts";
import { attribute, namedPlace, type Declared, type Draft, type ReadFile } from "./module.ts";

/**
 * Merges override files into a module: https://developer.hashicorp.com/terraform/language/files/override. What overrides nothing
 * is an error for Terraform, but it is declared here all the same, so that nothing goes unjudged.
 */
export function mergeOverrides(module: Draft, files: readonly ReadFile[]): void {
  const composites = compositesWith(files.map(({ source }) => source));
  for (const { source, file } of files) {
    for (const block of file.body.blocks) mergeBlock(module, { block, source }, composites);
  }
}

/** The composite of a declaring file with the override files; one that is a composite already stays. */
type Composites = (source: Source) => Composite;

function compositesWith(overrides: readonly Source[]): Composites {
  const known = new Map<Source, Composite>();
  return (source) => {
    const before = known.get(source);
    if (before !== undefined) return before;
    const made = compositeOf(source, overrides);
    known.set(source, made);
    known.set(made.source, made);
    return made;
  };
}

function mergeBlock(module: Draft, override: Declared, composites: Composites): void {
  const { block, source } = override;
  const named = namedPlace(module, block);
  if (named !== undefined) {
    const base = named.map.get(named.name);
    named.map.set(named.name, base === undefined ? override : merged(base, override, composites));
  } else if (block.type === "provider") {
    const at = module.providers.findIndex((base) => providerKey(base) === providerKey(override));
    const base = module.providers[at];
    if (base === undefined) module.providers.push(override);
    else module.providers[at] = merged(base, override, composites);
  } else if (block.type === "terraform") {
    mergeSettings(module, override);
  } else if (block.type === "locals") {
    for (const definition of block.body.attributes) module.locals.set(definition.name, { attribute: definition, source });
  }
}

function providerKey({ block }: Declared): string {
  const alias = attribute(block, "alias")?.value;
  return `${block.labels[0]?.value ?? ""}.${alias?.kind === "literal" ? String(alias.value) : ""}`;
}

function merged(base: Declared, override: Declared, composites: Composites): Declared {
  const { source, startOf } = composites(base.source);
  const start = startOf(override.source);
  const body = relocated(override.block.body, (offset) => offset + start);
  return { source, block: { ...base.block, body: mergedBody(base.block.body, body) } };
}

/** Arguments replace those of the same name; nested blocks replace all of their type, `dynamic` ones of that type included. */
function mergedBody(base: Body, override: Body): Body {
  const types = new Set(override.blocks.map(typeOf));
  const kept = base.blocks.filter((block) => !types.has(typeOf(block)));
  const lifecycle = mergedLifecycle(base, override);
  const blocks = [...kept, ...override.blocks.filter((block) => lifecycle === undefined || block.type !== "lifecycle"), ...(lifecycle === undefined ? [] : [lifecycle])];
  const incomplete = base.incomplete === true || override.incomplete === true;
  return { ...base, attributes: mergedAttributes(base.attributes, override.attributes), blocks, incomplete };
}

/** `lifecycle` is merged argument by argument. */
function mergedLifecycle(base: Body, override: Body): Block | undefined {
  const [one, other] = [base, override].map((body) => body.blocks.find((block) => block.type === "lifecycle"));
  if (one === undefined || other === undefined) return undefined;
  return { ...one, body: { ...one.body, attributes: mergedAttributes(one.body.attributes, other.body.attributes) } };
}

function mergedAttributes(base: readonly Attribute[], override: readonly Attribute[]): readonly Attribute[] {
  const names = new Set(override.map(({ name }) => name));
  return [...base.filter(({ name }) => !names.has(name)), ...override];
}

function typeOf(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0]?.value ?? "") : block.type;
}

/** Settings add up, but for providers, which are required anew by name, and the backend, of which the override's counts alone. */
function mergeSettings(module: Draft, override: Declared): void {
  const { blocks } = override.block.body;
  const moves = blocks.some(isBackend);
  const required = new Set(blocks.filter(isRequirement).flatMap((block) => block.body.attributes.map(({ name }) => name)));
  module.settings.forEach((base, at) => {
    const kept = base.block.body.blocks.filter((block) => !moves || !isBackend(block)).map((block) => (isRequirement(block) ? without(block, required) : block));
    module.settings[at] = { ...base, block: { ...base.block, body: { ...base.block.body, blocks: kept } } };
  });
  module.settings.push(override);
}

function isBackend(block: Block): boolean {
  return block.type === "backend" || block.type === "cloud";
}

function isRequirement(block: Block): boolean {
  return block.type === "required_providers";
}

function without(block: Block, names: ReadonlySet<string>): Block {
  return { ...block, body: { ...block.body, attributes: block.body.attributes.filter(({ name }) => !names.has(name)) } };
}
