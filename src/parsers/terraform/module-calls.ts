import type { ImageUse, Placement, Resource, Scenario } from "../../model/resource.ts";
import { headerOf } from "./blocks.ts";
import { existing, type ModuleInstance } from "./instances.ts";
import type { Case } from "./scenarios.ts";
import { collect } from "./collect.ts";
import type { Declared } from "./module.ts";
import { callersTemplate, optionsOfRanges, remarksOf, strayKeys, truthOf, type Made } from "./module-made.ts";
import { knownModule } from "./known-modules.ts";
import { installedVersions, parseSource, type Installed, type ModuleSource } from "./module-source.ts";
import { possibleRanges } from "./module-versions.ts";
import { bodyNode, type CodeNode } from "./node.ts";
import { keyOf } from "./outcome.ts";
import { outcomesOf } from "./outcomes.ts";
import { providersOf } from "./placement.ts";
import { isUnset } from "./references.ts";
import { eksGroups } from "./registry-eks.ts";
import type { KnownModule, ModuleRange } from "./registry-modules.ts";
import { told } from "./remarks.ts";
import { scopeOf } from "./repetition.ts";
import { sourceOf, versionOf } from "./sources.ts";
import { linkIn, plainKeys } from "../../resource-types/links.ts";
import { nothingAt } from "../../resource-types/node.ts";

/**
 * The machines of well-known modules that the scan does not hold: what their versions make of the call's arguments is project data
 * (registry-modules.ts). Calls of other modules that could not be followed yield nothing.
 */
export function readModuleCalls(instance: ModuleInstance): readonly Resource[] {
  return instance.outside().flatMap((name) => {
    const declared = instance.module.calls.get(name);
    const text = declared && sourceOf(declared.block);
    const source = text === undefined ? undefined : parseSource(text);
    return declared === undefined || source === undefined ? [] : readCall(name, declared, source, instance);
  });
}

function readCall(name: string, declared: Declared, source: ModuleSource, instance: ModuleInstance): readonly Resource[] {
  const installed = installedVersions(source, versionOf(declared.block));
  const at = headerOf(declared.block, declared.source);
  const address = `${instance.prefix}module.${name}`;
  return existing(address, declared, instance.evaluator, instance).flatMap((existence) => {
    const { key, when } = existence;
    const cases = outcomesOf((own, watch) => madeBy(source, bodyNode(declared.block.body, at, scopeOf(declared, own), instance.evaluator.evaluate, watch), installed), keyOfAll, existence, instance);
    return together(cases).map(({ first: { kind, type, sentAs, suffix, at: own }, remarks, scenarios }): Resource => ({
      kind,
      type,
      sentAs,
      format: "terraform",
      address: `${address}${key.text}${suffix}`,
      at: own ?? at,
      placement: placementOf(declared, instance),
      calls: instance.calls,
      names: [],
      scenarios: scenarios.map((scenario) => ({ ...scenario, when: [...instance.when, ...when, ...scenario.when] })),
      ...told(remarks),
    }));
  });
}

function keyOfAll(made: readonly Made[]): string {
  return JSON.stringify([made.map(identityOf), keyOf(made)]);
}

function identityOf({ kind, suffix, type, sentAs }: Made): string {
  return [kind, suffix, type, sentAs].join(" ");
}

interface Together {
  readonly first: Made;
  readonly scenarios: Scenario[];
  readonly remarks: Made["remarks"][number][];
}

/** The same machines in all cases as one resource each, with a scenario for each case in which there are such. */
function together(cases: readonly Case<readonly Made[]>[]): readonly Together[] {
  const found = new Map<string, Together>();
  for (const { when, outcome } of cases) {
    const met = new Map<string, number>();
    for (const made of outcome) {
      const identity = identityOf(made);
      const count = (met.get(identity) ?? 0) + 1;
      met.set(identity, count);
      const key = `${count} ${identity}`;
      const { block, settings, links, image, strayOptions } = made;
      const same = found.get(key) ?? { first: made, scenarios: [], remarks: [] };
      found.set(key, same);
      same.scenarios.push({ when, block, settings, links, image, ...(strayOptions === undefined ? {} : { strayOptions }) });
      same.remarks.push(...made.remarks);
    }
  }
  return [...found.values()];
}

/** The provider configuration that a call passes on, as an empty module in its place would have it. */
function placementOf(declared: Declared, { providers, evaluator }: ModuleInstance): Placement {
  return providersOf(collect(".", []), evaluator.evaluate, { declared, outer: providers })("aws");
}

function madeBy(source: ModuleSource, node: CodeNode, installed: Installed): readonly Made[] {
  const module = knownModule(source);
  if (module === undefined) return [];
  return "kind" in module ? madeByModule(module, node, installed) : eksGroups(node, installed);
}

function madeByModule(module: KnownModule, node: CodeNode, installed: Installed): readonly Made[] {
  if (module.enabled !== undefined && truthOf(node, module.enabled) === false) return [];
  const type = module.submodule === undefined ? module.name : `${module.name}//${module.submodule}`;
  const ranges = possibleRanges(module.ranges, module.newest, installed);
  const options = optionsOfRanges(ranges, node, type, installed);
  if (options === undefined) return [];
  const sentAs = Object.entries(module.sentOtherwise ?? {}).find(([argument]) => truthOf(node, argument) === true)?.[1] ?? module.sentAs;
  const common = { kind: module.kind, suffix: "", type, sentAs, image: imageOf(module, ranges, node) };
  const template = callersTemplate(module.template, node, ranges);
  if (template !== undefined) return [{ ...common, ...nothingAt(node), links: [template], remarks: [] }];
  const links = module.templateObject === undefined ? [] : node.nested(module.templateObject).nodes.filter(isNamed).map((object) => linkIn(object, plainKeys));
  return [{ ...common, block: options.block, settings: options.settings, links, remarks: remarksOf(options, type), ...strayKeys(options, type) }];
}

function isNamed(object: CodeNode): boolean {
  return plainKeys.some((key) => object.field(key).written && !isUnset(object.field(key).value));
}

function imageOf(module: KnownModule, ranges: readonly ModuleRange[], node: CodeNode): ImageUse {
  const own = module.images.map(node.image).find((image) => image.state !== "absent");
  if (own !== undefined) return own;
  const parameter = module.imageParameter === undefined ? undefined : node.field(module.imageParameter);
  if (parameter?.written === true && parameter.value.kind === "scalar" && parameter.value.value !== null) {
    return { state: "described", by: "ssm-parameter", patterns: [String(parameter.value.value)], at: parameter.at, trail: [] };
  }
  const [image] = ranges.map((range) => range.image);
  if (image === undefined || parameter?.written === true || ranges.some((range) => range.image !== image)) return { state: "absent" };
  return { state: "described", by: "ssm-parameter", patterns: [image], at: node.at, trail: [{ at: node.at, note: `the default image of ${module.name}` }] };
}
