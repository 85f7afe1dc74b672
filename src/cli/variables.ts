import { readFile } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import type { Source } from "../model/source.ts";
import { locate } from "../model/source.ts";
import type { GivenVariables } from "../parsers/parser.ts";
import { decode } from "../scan/decode.ts";
import { insideOf } from "../scan/files.ts";
import { UsageError } from "../scan/usage.ts";
import type { HclFile } from "../syntax/hcl/ast.ts";

/** `--var` and `--var-file` as they were written, in their order. */
export interface VariableOption {
  readonly name: "var" | "var-file";
  readonly value: string;
}

/**
 * The values that the options give. Files are read here, relative to `cwd`; in reports their paths are relative to `root`, also when
 * they lie outside. Throws `UsageError` for what is no assignment and for files that Terraform could not read either.
 */
export async function givenVariables(options: readonly VariableOption[], cwd: string, root: string): Promise<readonly GivenVariables[]> {
  const given: GivenVariables[] = [];
  for (const { name, value } of options) given.push(name === "var" ? assignment(value) : { kind: "file", source: await valuesFile(value, cwd, root) });
  return given;
}

function assignment(value: string): GivenVariables {
  const [, name, text] = /^\s*([\p{ID_Start}_][\p{ID_Continue}-]*)\s*=(.*)$/su.exec(value) ?? [];
  if (name === undefined || text === undefined) throw new UsageError(`--var takes NAME=VALUE, not ${JSON.stringify(value)}`);
  return { kind: "value", name, text };
}

async function valuesFile(asked: string, cwd: string, root: string): Promise<Source> {
  const absolute = resolve(cwd, asked);
  const bytes = await readFile(absolute).catch((error: unknown) => {
    throw new UsageError(`--var-file ${asked} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const decoded = decode(bytes);
  if ("fault" in decoded) throw new UsageError(`--var-file ${asked}: ${decoded.fault.message}`);
  const path = insideOf(root, absolute) ?? relative(root, absolute).replaceAll(sep, "/");
  const source = { path, text: decoded.text };
  const [fault] = (await parsed(source)).faults;
  if (fault !== undefined) {
    const { start } = locate({ source, span: fault.span });
    throw new UsageError(`--var-file ${asked}:${start.line}:${start.column}: ${fault.message}`);
  }
  return source;
}

async function parsed(source: Source): Promise<HclFile> {
  if (source.path.endsWith(".json")) return (await import("../parsers/terraform/json.ts")).readTerraformJson(source);
  return (await import("../syntax/hcl/parse.ts")).parseHcl(source);
}
