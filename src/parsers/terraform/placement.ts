import type { Placement } from "../../model/resource.ts";
import type { Place } from "../../model/source.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { headerOf } from "./blocks.ts";
import { isLoadedTfvars } from "./file-names.ts";
import { attribute, type Declared, type Module, type ReadFile } from "./module.ts";
import { inMap } from "../../resource-types/tag-keys.ts";
import { bodyNode } from "./node.ts";
import { scopeOf } from "./repetition.ts";
import type { Evaluate, Scope } from "./value.ts";

/** Where a provider configuration, by its name within a module ("aws", "aws.west", "awscc"), creates things. */
export type Providers = (name: string) => Placement;

/**
 * The provider configurations of a module: its own blocks, else what the call's `providers` argument passes, else the caller's
 * default configuration. The placement is named after the main provider, whichever of the two it is: both create things in one account.
 * https://developer.hashicorp.com/terraform/language/modules/develop/providers
 */
export function providersOf(module: Module, evaluate: Evaluate, call: { readonly declared: Declared; readonly outer: Providers } | undefined): Providers {
  return (name) => {
    const [type = "aws", alias] = name.split(".");
    const provider = alias === undefined ? "aws" : `aws.${alias}`;
    const own = module.providers.find((candidate) => candidate.block.labels[0]?.value === type && aliasOf(candidate) === alias);
    if (own !== undefined) return { provider, ...regionOf(own, scopeOf(own), evaluate), account: accountOf(own), at: headerOf(own.block, own.source), ...defaultTagsOf(own, evaluate) };
    // Without a configuration of its own, the Cloud Control provider finds in its surroundings what the other one finds there.
    if (call === undefined) return type === "awscc" ? providersOf(module, evaluate, undefined)(provider) : { provider };
    const passed = passedProvider(call.declared, name);
    return passed === undefined && alias !== undefined ? { provider } : call.outer(passed ?? type);
  };
}

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block */
function defaultTagsOf(own: Declared, evaluate: Evaluate): Pick<Placement, "tagKeys"> {
  const node = bodyNode(own.block.body, headerOf(own.block, own.source), scopeOf(own), evaluate);
  const tagKeys = node.nested("default_tags").nodes.flatMap((tags) => inMap(tags, "tags"));
  return tagKeys.length === 0 ? {} : { tagKeys };
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

/** The local name of the provider that a resource type belongs to, as everybody writes it. */
function usualProvider({ block }: Declared): string {
  return block.labels[0]?.value.startsWith("awscc_") === true ? "awscc" : "aws";
}

/** The placement of a resource instance: its `provider` and `region` arguments over the module's configurations. */
export function placementOf(declared: Declared, scope: Scope, providers: Providers, evaluate: Evaluate): Placement {
  const named = attribute(declared.block, "provider")?.value;
  const { region, regionUnknown, ...rest } = providers((named === undefined ? undefined : providerName(named)) ?? usualProvider(declared));
  const inherited = { ...(region === undefined ? {} : { region }), ...(regionUnknown === undefined ? {} : { regionUnknown }) };
  const own = regionOf(declared, scope, evaluate);
  return { ...rest, ...(Object.keys(own).length === 0 ? inherited : own) };
}

/** The Region that a block writes: known, unknown with the reason, or nothing. */
function regionOf(declared: Declared, scope: Scope, evaluate: Evaluate): Pick<Placement, "region" | "regionUnknown"> {
  const argument = attribute(declared.block, "region");
  if (argument === undefined) return {};
  const value = evaluate(argument.value, scope);
  if (value.kind === "scalar") return typeof value.value === "string" ? { region: value.value } : {};
  return { regionUnknown: value.kind === "unknown" ? value.why : "it is known only after apply" };
}

/** Arguments of a provider configuration that do not choose the account. https://registry.terraform.io/providers/hashicorp/aws/latest/docs#argument-reference */
const otherArguments: ReadonlySet<string> = new Set(["alias", "region", "version", "default_tags", "ignore_tags", "max_retries", "retry_mode", "endpoints", "allowed_account_ids"]);

/** Two configurations with the same credential arguments create things in one account; how they are written is all that can be compared. */
function accountOf({ block, source }: Declared): string {
  const parts = [...block.body.attributes.map(({ name, span }) => ({ name, span })), ...block.body.blocks.map(({ type, span }) => ({ name: type, span }))];
  return parts
    .filter(({ name }) => !otherArguments.has(name) && !name.startsWith("skip_"))
    .map(({ span }) => source.text.slice(span.start, span.end).replace(/\s+/g, " "))
    .sort()
    .join("\n");
}

function aliasOf(declared: Declared): string | undefined {
  const value = attribute(declared.block, "alias")?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
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
  const provider = module.providers.find(({ block }) => ["aws", "awscc"].includes(block.labels[0]?.value ?? "") && (block.body.attributes.length > 0 || block.body.blocks.length > 0));
  if (provider !== undefined) return headerOf(provider.block, provider.source);
  const file = files.find(({ source }) => source.path.endsWith(".terraform.lock.hcl") || isLoadedTfvars(source.path));
  return file === undefined ? undefined : { source: file.source, span: { start: 0, end: 0 } };
}
