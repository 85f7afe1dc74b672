import type { ImageUse, Link, Resource, StrayOption } from "../../model/resource.ts";
import { moduleOptions, type FromModule } from "./module-options.ts";
import type { Installed } from "./module-source.ts";
import { agreed } from "./module-versions.ts";
import type { CodeNode } from "./node.ts";
import { isUnset, toTarget } from "./references.ts";
import type { KnownModule, ModuleOptions, ModuleRange } from "./registry-modules.ts";
import { launchSettings, spelling } from "../../model/setting.ts";
import { boolOf } from "./value.ts";

/** One set of machines that a call makes, before it gets the address of the call. */
export interface Made extends Omit<FromModule, "unread"> {
  readonly kind: Resource["kind"];
  /** Behind the call's address: `.module.eks_managed_node_group["a"]`; empty for the call itself. */
  readonly suffix: string;
  readonly type: string;
  readonly sentAs: string;
  readonly links: readonly Link[];
  readonly image: ImageUse;
  readonly remarks: NonNullable<Resource["remarks"]>;
  readonly at?: Resource["at"];
  readonly strayOptions?: readonly StrayOption[];
}

/** What all ranges that may be installed make of the call; undefined when no known version fits. */
export function optionsOfRanges(ranges: readonly ModuleRange[], node: CodeNode, type: string, installed: Installed): FromModule | undefined {
  const outcomes = withArguments(ranges, node).map((range) => {
    const says = range.from === "0.0.0" ? type : `${type} from version ${range.from} on`;
    return { from: range.from, made: moduleOptions(isWritten(range, node) ? range.options : { form: "none" }, node, says) };
  });
  return agreed(outcomes, type, installed);
}

/** Whether the module makes something at all that the options belong to. */
export function isWritten({ needs }: ModuleRange, node: CodeNode): boolean {
  return needs === undefined || needs.some((name) => truthOf(node, name) === true);
}

/** A call that passes an argument cannot mean a version that has no such argument: Terraform would refuse it. */
function withArguments(ranges: readonly ModuleRange[], node: CodeNode): readonly ModuleRange[] {
  const all = new Set(ranges.flatMap(({ options }) => argumentsOf(options)));
  const passed = [...all].filter((name) => node.field(name).written);
  const fitting = ranges.filter(({ options }) => passed.every((name) => argumentsOf(options).includes(name)));
  return fitting.length > 0 ? fitting : ranges;
}

function argumentsOf(options: ModuleOptions): readonly string[] {
  switch (options.form) {
    case "none":
      return [];
    case "object":
      return [options.argument];
    case "flags":
      return Object.values(options.flags).map(({ argument }) => argument);
  }
}

/** What a reader has to know: which values the module chose, and which keys it does not read. */
export function remarksOf({ settings, unread }: FromModule, type: string): Made["remarks"] {
  const chosen = (["httpTokens", "httpPutResponseHopLimit", "httpEndpoint"] as const).flatMap((name) => {
    const setting = settings[name];
    const hop = setting.state === "known" ? setting.trail.at(-1) : undefined;
    return hop?.note.startsWith(type) === true ? [{ ...hop, setting: name }] : [];
  });
  return [...chosen, ...unread.map(({ key, at }) => ({ at, note: `${type} does not read the key ${key}`, setting: "httpTokens" as const }))];
}

/** The keys that the module does not read, for the rule about them. */
export function strayKeys({ unread }: FromModule, type: string): Pick<Made, "strayOptions"> {
  const known = launchSettings.map((name) => spelling("terraform", name));
  return unread.length === 0 ? {} : { strayOptions: unread.map(({ key, at }) => ({ key, at, known, unreadBy: type })) };
}

export function truthOf(node: CodeNode, name: string): boolean | undefined {
  const { value } = node.field(name);
  return value.kind === "scalar" ? boolOf(value.value) : undefined;
}

/** The launch template of the caller's that replaces the module's own. */
export function callersTemplate(template: KnownModule["template"], node: CodeNode, ranges: readonly ModuleRange[] = []): Link | undefined {
  const makesNone = ranges.length > 0 && ranges.every((range) => !isWritten(range, node));
  if (template === undefined || (template.unless !== undefined && !makesNone && truthOf(node, template.unless) !== false)) return undefined;
  for (const argument of template.arguments) {
    const { value: given, at, written } = node.field(argument);
    const value = given.kind === "list" ? given.items[0] : given;
    if (!written || value === undefined || isUnset(value)) continue;
    return { to: "launch-template", target: toTarget(value, at), version: { state: "unknown", why: "the module picks the version", at, trail: [] } };
  }
  if (template.unless === undefined) return undefined;
  return { to: "launch-template", target: { state: "unknown", why: "its launch template is not named", at: node.at, trail: [] }, version: { state: "absent", at: node.at } };
}
