import type { StrayOption } from "../../model/resource.ts";
import { launchSettings, spelling } from "../../model/setting.ts";
import type { Expression } from "../../syntax/hcl/ast.ts";
import { headerOf } from "./blocks.ts";
import type { ModuleInstance } from "./instances.ts";
import { attribute, type Declared, type Module } from "./module.ts";
import { bodyNode } from "./node.ts";
import { scopeOf } from "./repetition.ts";

const optionNames = launchSettings.map((name) => spelling("terraform", name));

/** There are five options: whoever passes more keys than this wants something else. */
const mostKeys = 50;

/**
 * Keys that a call passes in an argument such as `metadata_options = { http_token = "required" }` and that the called module never reads. Terraform
 * drops what an object type does not name, and a map takes any key: it warns of neither.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types
 */
export function unreadArguments({ module, call }: ModuleInstance): readonly StrayOption[] {
  if (call === undefined) return [];
  const { declared, caller, now, name: callName } = call;
  const variables = [...module.variables].filter(([name]) => /^(?:\w+_)?metadata_options$/.test(name) && attribute(declared.block, name) !== undefined);
  if (variables.length === 0) return [];
  const node = bodyNode(declared.block.body, headerOf(declared.block, declared.source), scopeOf(declared, now()), caller.evaluate);
  return variables.flatMap(([name, variable]) => {
    const reads = readerOf(module, name, variable);
    if (reads === undefined) return [];
    const known = optionNames.filter(reads);
    return node.nested(name).nodes.flatMap((object) =>
      object
        .names()
        .slice(0, mostKeys)
        .filter((written) => !reads(written))
        .map((written) => ({ key: written, at: object.field(written).at, known, unreadBy: `module.${callName}` })),
    );
  });
}

/** Tells the keys that a module reads of a variable; undefined where that cannot be told. */
function readerOf(module: Module, name: string, variable: Declared): ((key: string) => boolean) | undefined {
  const type = attribute(variable.block, "type")?.value;
  const attributes = type === undefined ? undefined : objectAttributes(type);
  if (attributes !== undefined) return (key) => attributes.includes(key);
  const { text, words } = textOf(module);
  // Whoever goes through all keys, or hands the whole on, may read any of them.
  if (isHandedOn(text, name) || module.calls.size > 0) return undefined;
  return (key) => words.has(key);
}

/** The attribute names of `object({ … })`, also within `list(…)` and `optional(…)`. */
function objectAttributes(type: Expression): readonly string[] | undefined {
  if (type.kind !== "call") return undefined;
  const [argument] = type.args;
  if (argument === undefined) return undefined;
  if (["list", "set", "optional"].includes(type.name)) return objectAttributes(argument);
  if (type.name !== "object" || argument.kind !== "object") return undefined;
  const names = argument.entries.map(({ key }) => (key.kind === "literal" && typeof key.value === "string" ? key.value : undefined));
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

function isHandedOn(text: string, name: string): boolean {
  return new RegExp(`(?:for_each\\s*=\\s*|\\sin\\s+|encode\\(\\s*)var\\.${name}\\b(?!\\s*[.[])`).test(text);
}

interface ModuleText {
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

const texts = new WeakMap<Module, ModuleText>();

/** The files in which a module reads its variables, once for all its calls. */
function textOf(module: Module): ModuleText {
  const known = texts.get(module);
  if (known !== undefined) return known;
  const declared = [...module.resources.values(), ...module.data.values(), ...module.outputs.values(), ...module.locals.values()];
  const text = [...new Set(declared.map(({ source }) => source.text))].join("\n");
  const made = { text, words: new Set(text.match(/[\w-]+/g) ?? []) };
  texts.set(module, made);
  return made;
}
