import type { ProviderVersion } from "../../model/resource.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { attribute, type Declared, type Module, type ReadFile } from "./module.ts";
import { both, exactly, parseConstraint, parseVersion, type VersionRange } from "./versions.ts";

interface Stated {
  readonly range: VersionRange;
  readonly words: string;
  readonly at: ProviderVersion["at"];
}

/**
 * Which versions of the AWS provider may run the configuration: the one in the lock file, else what the `required_providers` of all
 * its modules allow together; undefined when nothing is said.
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock and .../language/providers/requirements
 */
export function providerVersion(modules: readonly Module[], files: readonly ReadFile[]): ProviderVersion | undefined {
  const stated = locked(files) ?? required(modules);
  if (stated === undefined) return undefined;
  const { range, words, at } = stated;
  return { ...(range.from === undefined ? {} : { from: range.from }), ...(range.to === undefined ? {} : { to: range.to }), words, at };
}

/** `provider "registry.terraform.io/hashicorp/aws" { version = "5.100.0" }` in `.terraform.lock.hcl`. */
function locked(files: readonly ReadFile[]): Stated | undefined {
  for (const { source, file } of files) {
    if (!source.path.endsWith(".terraform.lock.hcl")) continue;
    const block = file.body.blocks.find(({ type, labels }) => type === "provider" && isAws(labels[0]?.value ?? ""));
    const written = block && attribute(block, "version");
    const version = written && parseVersion(textOf(written.value) ?? "");
    if (written === undefined || version === undefined) continue;
    return { range: exactly(version), words: `the lock file picks ${version.join(".")}`, at: { source, span: written.span } };
  }
  return undefined;
}

/** Terraform installs one version for the whole configuration, so that all modules' constraints hold. */
function required(modules: readonly Module[]): Stated | undefined {
  const stated = [...new Set(modules)].flatMap((module) => module.settings.flatMap(requirements));
  const [first] = stated;
  if (first === undefined) return undefined;
  return { ...first, range: stated.map(({ range }) => range).reduce(both) };
}

function requirements({ block, source }: Declared): readonly Stated[] {
  const providers = block.body.blocks.filter(({ type }) => type === "required_providers").flatMap(({ body }) => body.attributes);
  return providers.flatMap(({ name, value, span }) => {
    const address = member(value, "source");
    if (address === undefined ? name !== "aws" : !isAws(address)) return [];
    const constraint = textOf(value) ?? member(value, "version");
    const range = constraint === undefined ? undefined : parseConstraint(constraint);
    return constraint === undefined || range === undefined ? [] : [{ range, words: `required_providers says "${constraint}"`, at: { source, span } }];
  });
}

/** The official provider under each of its addresses. */
function isAws(address: string): boolean {
  return /^(?:[\w.-]+\/)?hashicorp\/aws$/i.test(address);
}

function member(object: Expression, name: string): string | undefined {
  if (object.kind !== "object") return undefined;
  const entry = object.entries.find(({ key }) => key.kind === "literal" && key.value === name);
  return entry && textOf(entry.value);
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : undefined;
}
