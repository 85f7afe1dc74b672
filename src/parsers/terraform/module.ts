import type { Place, Source, Span } from "../../model/source.ts";
import type { Attribute, Block, HclFile } from "../../syntax/hcl/ast.ts";

/** A block with the source that holds it. */
export interface Declared {
  readonly block: Block;
  readonly source: Source;
}

/** One expression-valued definition: a local, or a value in a tfvars file. */
export interface Definition {
  readonly attribute: Attribute;
  readonly source: Source;
}

/** The declarations of one module directory, by name; of duplicates (an error for Terraform) the first counts. */
export interface Module {
  readonly dir: string;
  readonly variables: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, Definition>;
  /** By address: `aws_instance.web`. */
  readonly resources: ReadonlyMap<string, Declared>;
  /** By address: `data.aws_ami.al2023`. */
  readonly data: ReadonlyMap<string, Declared>;
  readonly calls: ReadonlyMap<string, Declared>;
  readonly outputs: ReadonlyMap<string, Declared>;
  readonly providers: readonly Declared[];
  readonly settings: readonly Declared[];
  /** Values for variables from tfvars files, the later file winning. */
  readonly assigned: ReadonlyMap<string, Definition>;
}

export interface ReadFile {
  readonly source: Source;
  readonly file: HclFile;
}

/** Sorts the blocks of a directory's files. `terraform.tfvars` comes first, then `*.auto.tfvars` by name, as Terraform loads them. */
export function collect(dir: string, files: readonly ReadFile[]): Module {
  const variables = new Map<string, Declared>();
  const locals = new Map<string, Definition>();
  const resources = new Map<string, Declared>();
  const data = new Map<string, Declared>();
  const calls = new Map<string, Declared>();
  const outputs = new Map<string, Declared>();
  const providers: Declared[] = [];
  const settings: Declared[] = [];
  for (const { source, file } of files) {
    if (!source.path.endsWith(".tf")) continue;
    for (const block of file.body.blocks) {
      const declared = { block, source };
      const [first, second] = block.labels.map((label) => label.value);
      if (block.type === "variable" && first !== undefined) keepFirst(variables, first, declared);
      else if (block.type === "resource" && first !== undefined && second !== undefined) keepFirst(resources, `${first}.${second}`, declared);
      else if (block.type === "data" && first !== undefined && second !== undefined) keepFirst(data, `data.${first}.${second}`, declared);
      else if (block.type === "module" && first !== undefined) keepFirst(calls, first, declared);
      else if (block.type === "output" && first !== undefined) keepFirst(outputs, first, declared);
      else if (block.type === "provider") providers.push(declared);
      else if (block.type === "terraform") settings.push(declared);
      else if (block.type === "locals") {
        for (const attribute of block.body.attributes) keepFirst(locals, attribute.name, { attribute, source });
      }
    }
  }
  return { dir, variables, locals, resources, data, calls, outputs, providers, settings, assigned: assignedValues(files) };
}

function keepFirst<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}

function assignedValues(files: readonly ReadFile[]): ReadonlyMap<string, Definition> {
  const assigned = new Map<string, Definition>();
  const loaded = files.filter(({ source }) => isLoadedTfvars(source.path)).sort((a, b) => loadOrder(a.source.path, b.source.path));
  for (const { source, file } of loaded) {
    for (const attribute of file.body.attributes) assigned.set(attribute.name, { attribute, source });
  }
  return assigned;
}

/** Whether Terraform reads this tfvars file without being told: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files */
export function isLoadedTfvars(path: string): boolean {
  return path.endsWith(".auto.tfvars") || baseName(path) === "terraform.tfvars";
}

function loadOrder(a: string, b: string): number {
  const rank = (path: string): string => (baseName(path) === "terraform.tfvars" ? "" : baseName(path));
  return rank(a) < rank(b) ? -1 : 1;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function placeOf(source: Source, span: Span): Place {
  return { source, span };
}

export function attribute(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((candidate) => candidate.name === name);
}
