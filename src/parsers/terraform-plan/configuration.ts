import { items, memberOf, membersOf, scalarAt, textAt } from "../../syntax/json/skim.ts";
import type { Place } from "../../model/source.ts";

/** A resource as the code has it; a module call as far as it passes values on. */
export interface Configured {
  /** By argument or nested block; blocks made by `dynamic` are missing. */
  readonly expressions: ReadonlyMap<string, Place>;
  readonly forEach: Place | undefined;
  readonly provider: string | undefined;
}

/** One module of the code, for all instances of it. */
export interface ModuleCode {
  /** By `type.name`, with `data.` in front for data sources. */
  readonly resources: ReadonlyMap<string, Configured>;
  readonly calls: ReadonlyMap<string, Configured & { readonly module: ModuleCode }>;
  readonly outputs: ReadonlyMap<string, Place>;
}

export interface Code {
  readonly root: ModuleCode;
  /** By the key that resources name: `aws`, `aws.west`, `module.m:aws`. */
  readonly providers: ReadonlyMap<string, Place>;
  /** The root module's variables that are marked as sensitive. */
  readonly secrets: ReadonlySet<string>;
}

/** Calls nested deeper than this are no code that anybody wrote. */
const deepest = 64;

/** The `configuration` of a plan; empty for a state, which has none. Throws `SkimFault`. */
export function readCode(configuration: Place | undefined): Code {
  const parts = membersOf(configuration);
  const root = parts.get("root_module");
  return { root: readModule(root, 0), providers: membersOf(parts.get("provider_config")), secrets: secretsAmong(memberOf(root, "variables")) };
}

function secretsAmong(variables: Place | undefined): ReadonlySet<string> {
  return new Set([...membersOf(variables)].filter(([, variable]) => scalarAt(memberOf(variable, "sensitive")) === true).map(([name]) => name));
}

function readModule(module: Place | undefined, depth: number): ModuleCode {
  const parts = depth > deepest ? new Map<string, Place>() : membersOf(module);
  const resources = new Map<string, Configured>();
  for (const item of items(parts.get("resources"))) {
    const resource = membersOf(item);
    const address = textAt(resource.get("address"));
    if (address !== undefined) resources.set(address, configured(resource));
  }
  const calls = new Map<string, Configured & { readonly module: ModuleCode }>();
  for (const [name, call] of membersOf(parts.get("module_calls"))) {
    const inner = membersOf(call);
    calls.set(name, { ...configured(inner), module: readModule(inner.get("module"), depth + 1) });
  }
  return { resources, calls, outputs: membersOf(parts.get("outputs")) };
}

function configured(parts: ReadonlyMap<string, Place>): Configured {
  return { expressions: membersOf(parts.get("expressions")), forEach: parts.get("for_each_expression"), provider: textAt(parts.get("provider_config_key")) };
}

/** What an expression refers to, each with its whole path: Terraform lists `a.b.id`, `a.b` for one reference. */
export function referencesOf(expression: Place | undefined): readonly string[] {
  const references: string[] = [];
  for (const item of items(memberOf(expression, "references"))) {
    const reference = textAt(item);
    if (reference !== undefined && !isPartOf(references.at(-1), reference)) references.push(reference);
  }
  return references;
}

function isPartOf(whole: string | undefined, part: string): boolean {
  return whole?.startsWith(part) === true && [".", "["].includes(whole.charAt(part.length));
}

/** The value of an expression that is a constant in the code. */
export function constantOf(expression: Place | undefined): Place | undefined {
  return memberOf(expression, "constant_value");
}
