import { byLoadOrder, isConfiguration, isLoadedTfvars, isOverride } from "./file-names.ts";
import { namedPlace, type Definition, type Draft, type Module, type ReadFile } from "./module.ts";
import { mergeOverrides } from "./overrides.ts";

/**
 * Sorts the blocks of a directory's files. Override files are merged into the others afterwards, by name
 * (https://developer.hashicorp.com/terraform/language/files/override); of tfvars files the later one in Terraform's order wins.
 */
export function collect(dir: string, files: readonly ReadFile[]): Module {
  const module: Draft = {
    dir,
    variables: new Map(),
    locals: new Map(),
    resources: new Map(),
    data: new Map(),
    calls: new Map(),
    outputs: new Map(),
    providers: [],
    settings: [],
    assigned: assignedValues(files),
  };
  const declaring = files.filter(({ source }) => isConfiguration(source.path));
  const overriding = declaring.filter(({ source }) => isOverride(source.path));
  for (const file of declaring) {
    if (!overriding.includes(file)) declareAll(module, file);
  }
  if (overriding.length > 0) mergeOverrides(module, overriding);
  return module;
}

function declareAll(module: Draft, { source, file }: ReadFile): void {
  for (const block of file.body.blocks) {
    const declared = { block, source };
    const named = namedPlace(module, block);
    if (named !== undefined) keepFirst(named.map, named.name, declared);
    else if (block.type === "provider") module.providers.push(declared);
    else if (block.type === "terraform") module.settings.push(declared);
    else if (block.type === "locals") {
      for (const attribute of block.body.attributes) keepFirst(module.locals, attribute.name, { attribute, source });
    }
  }
}

function keepFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}

function assignedValues(files: readonly ReadFile[]): ReadonlyMap<string, Definition> {
  const assigned = new Map<string, Definition>();
  const loaded = files.filter(({ source }) => isLoadedTfvars(source.path)).sort((a, b) => byLoadOrder(a.source.path, b.source.path));
  for (const { source, file } of loaded) {
    for (const attribute of file.body.attributes) assigned.set(attribute.name, { attribute, source });
  }
  return assigned;
}
