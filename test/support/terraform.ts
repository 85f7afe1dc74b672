import { terraform } from "../../src/parsers/terraform/index.ts";
import type { ParseResult, Unit } from "../../src/parsers/parser.ts";
import type { Resource } from "../../src/model/resource.ts";

/** Parses Terraform files given as texts by path, as one directory. */
export async function parseTerraform(files: Readonly<Record<string, string>>, unit: Partial<Unit> = {}): Promise<ParseResult> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return terraform.parse({ dir: ".", sources, called: false, ...unit });
}

export function at(result: ParseResult, address: string): Resource {
  const found = result.resources.find((resource) => resource.address === address);
  if (found === undefined) throw new Error(`${address} is not among ${result.resources.map((resource) => resource.address).join(", ")}`);
  return found;
}
