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
  /** How it is told to the reader, when that it stands here is not the whole story. */
  readonly note?: string;
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

/** A module while its files are gone through. */
export interface Draft extends Module {
  readonly variables: Map<string, Declared>;
  readonly locals: Map<string, Definition>;
  readonly resources: Map<string, Declared>;
  readonly data: Map<string, Declared>;
  readonly calls: Map<string, Declared>;
  readonly outputs: Map<string, Declared>;
  readonly providers: Declared[];
  readonly settings: Declared[];
}

export interface ReadFile {
  readonly source: Source;
  readonly file: HclFile;
}

/** Where a block that has a name of its own is kept. */
export function namedPlace(module: Draft, block: Block): { readonly map: Map<string, Declared>; readonly name: string } | undefined {
  const [first, second] = block.labels.map((label) => label.value);
  if (first === undefined) return undefined;
  switch (block.type) {
    case "variable":
      return { map: module.variables, name: first };
    case "module":
      return { map: module.calls, name: first };
    case "output":
      return { map: module.outputs, name: first };
    case "resource":
      return second === undefined ? undefined : { map: module.resources, name: `${first}.${second}` };
    case "data":
      return second === undefined ? undefined : { map: module.data, name: `data.${first}.${second}` };
    default:
      return undefined;
  }
}

export function placeOf(source: Source, span: Span): Place {
  return { source, span };
}

export function attribute(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((candidate) => candidate.name === name);
}
