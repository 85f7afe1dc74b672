import type { Placement } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { headerOf } from "./blocks.ts";
import { isLoadedTfvars } from "./file-names.ts";
import { attribute, type Declared, type Module, type ReadFile } from "./module.ts";
import type { Evaluate } from "./value.ts";

/** Where a provider configuration, by its name within a module ("aws", "aws.west"), creates things. */
export type Providers = (name: string) => Placement;

/**
 * The provider configurations of a module: its own blocks, else what the call's `providers` argument passes, else the caller's
 * default configuration. https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function providersOf(module: Module, evaluate: Evaluate, call: { readonly declared: Declared; readonly outer: Providers } | undefined): Providers {
  return (name) => {
    const alias = name.split(".")[1];
    const own = module.providers.find((candidate) => candidate.block.labels[0]?.value === "aws" && literal(candidate, "alias", evaluate) === alias);
    if (own !== undefined) {
      const region = literal(own, "region", evaluate);
      return { provider: name, ...(region === undefined ? {} : { region }), at: headerOf(own.block, own.source) };
    }
    if (call === undefined) return { provider: name };
    const passed = passedProvider(call.declared, name);
    return passed === undefined && alias !== undefined ? { provider: name } : call.outer(passed ?? "aws");
  };
}

/** `providers = { aws = aws.west }`: the caller's name for one of the module's. */
function passedProvider(call: Declared, name: string): string | undefined {
  const map = attribute(call.block, "providers")?.value;
  if (map?.kind !== "object") return undefined;
  const entry = map.entries.find(({ key }) => providerName(key) === name);
  return entry === undefined ? undefined : providerName(entry.value);
}

function providerName(expression: Expression): string | undefined {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind === "variable") return expression.name;
  return expression.kind === "get" && expression.target.kind === "variable" ? `${expression.target.name}.${expression.name}` : undefined;
}

/** The placement of a resource: its `provider` and `region` arguments over the module's configurations. */
export function placementOf(declared: Declared, providers: Providers, evaluate: Evaluate): Placement {
  const named = attribute(declared.block, "provider")?.value;
  const placement = providers((named === undefined ? undefined : providerName(named)) ?? "aws");
  const region = literal(declared, "region", evaluate);
  return region === undefined ? placement : { ...placement, region };
}

function literal(declared: Declared, name: string, evaluate: Evaluate): string | undefined {
  const argument = attribute(declared.block, name);
  if (argument === undefined) return undefined;
  const value = evaluate(argument.value, { source: declared.source, bindings: new Map() });
  return value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}

/**
 * What shows that a directory is a root module, so that it is responsible for its account: a backend or cloud block, a configured
 * AWS provider, values in tfvars, a lock file. Modules that others call are none.
 */
export function rootEvidence(module: Module, files: readonly ReadFile[]): Place | undefined {
  for (const { block, source } of module.settings) {
    const backend = block.body.blocks.find((inner) => inner.type === "backend" || inner.type === "cloud");
    if (backend !== undefined) return headerOf(backend, source);
  }
  const provider = module.providers.find(({ block }) => block.labels[0]?.value === "aws" && (block.body.attributes.length > 0 || block.body.blocks.length > 0));
  if (provider !== undefined) return headerOf(provider.block, provider.source);
  const file = files.find(({ source }) => source.path.endsWith(".terraform.lock.hcl") || isLoadedTfvars(source.path));
  return file === undefined ? undefined : { source: file.source, span: { start: 0, end: 0 } };
}
