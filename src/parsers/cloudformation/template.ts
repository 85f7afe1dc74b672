import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Scalar } from "../../model/setting.ts";
import { locate, type Place, type Source, type Span } from "../../model/source.ts";
import type { Problem } from "../../model/problem.ts";
import { expandLoops, mayLoop } from "./loops.ts";
import { foreignSource, includesOf, whyNotKnown } from "./origins.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
export interface Parameter {
  readonly name: string;
  readonly at: Place;
  readonly type: string;
  /** Undefined when there is none, or it is null. */
  readonly default: DataNode | undefined;
  readonly allowedValues: readonly AllowedValue[] | undefined;
  readonly allowedPattern: string | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
}

export interface AllowedValue {
  readonly value: Scalar;
  readonly at: Place;
}

export interface TemplateResource {
  readonly id: string;
  /** The logical id. */
  readonly at: Place;
  readonly type: string;
  readonly properties: DataNode | undefined;
  /** The name of the condition under which the resource exists at all. */
  readonly condition: string | undefined;
}

export interface DeclaredCondition {
  readonly at: Place;
  readonly node: DataNode;
}

/** A value that a call passes to a parameter of a nested template. */
export interface Passed {
  readonly parameter: Parameter;
  readonly value: DataNode;
  /** The condition under which the call is made. */
  readonly condition: string | undefined;
}

/** What stands of nested templates in no section of the whole. */
export interface Nested {
  readonly loopVariables: ReadonlySet<string>;
  /** With the declaration of each parameter. */
  readonly passed: readonly { readonly name: string; readonly keySpan: Span; readonly declaration: DataNode; readonly value: DataNode; readonly condition: string | undefined }[];
  readonly size: number;
}

/** The parts of a template that decide values. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly source: Source;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: DataNode | undefined;
  readonly conditions: ReadonlyMap<string, DeclaredCondition>;
  /** Assertions about parameters: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html */
  readonly rules: readonly DataNode[];
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** What is passed to nested templates: their parameters must allow it. */
  readonly passed: readonly Passed[];
  /** The length of the texts that it is put together from. */
  readonly size: number;
  /** Variables of loops that could not be expanded: their values are not known. */
  readonly loopVariables: ReadonlySet<string>;
  /** The resources of other templates that this one imports, and the expressions by which it does: those templates judge them. */
  readonly borrowed?: { readonly resources: ReadonlySet<string>; readonly expressions: readonly DataNode[] };
  /** Parts that are no resources although they stand among them. */
  readonly problems: readonly Problem[];
  /** Modules that bring resources which nobody can see here, by their names. */
  readonly modules: readonly string[];
  /** Set when parts of the text could not be read: then what is not declared may be declared there, and nothing is known of it. */
  readonly isBroken: boolean;
}

/** The one way to make a place of a node: parts of a template may come from other files. */
export function placeIn(template: { readonly source: Source }, span: Span): Place {
  return { source: foreignSource(span) ?? template.source, span };
}

/** Reads the sections of a recognised template, with its nested ones, if they have been written into it. A broken resource is one problem and costs only itself; of a broken template parts are missing. */
export function readTemplate(source: Source, written: DataMap, nested?: Nested, isBroken = false): Template {
  const { root, variables } = nested === undefined && isLooping(source) ? expandLoops(written) : { root: written, variables: nested?.loopVariables ?? new Set<string>() };
  const owner = { source };
  const section = child(root, "Resources");
  const isEmpty = section?.kind === "scalar" && section.value === null;
  const { resources, problems, modules } = readResources(owner, isBroken && isEmpty ? undefined : section);
  return {
    source,
    parameters: new Map(entriesOf(child(root, "Parameters")).map(({ key, keySpan, value }) => [key, readParameter(owner, key, keySpan, value)])),
    mappings: child(root, "Mappings"),
    conditions: new Map(entriesOf(child(root, "Conditions")).map(({ key, keySpan, value }) => [key, { at: placeIn(owner, keySpan), node: value }])),
    rules: entriesOf(child(root, "Rules")).map(({ value }) => value),
    resources,
    passed: (nested?.passed ?? []).map(({ name, keySpan, declaration, value, condition }) => ({ parameter: readParameter(owner, name, keySpan, declaration), value, condition })),
    size: source.text.length + (nested?.size ?? 0),
    loopVariables: variables,
    problems,
    modules,
    isBroken,
  };
}

const looping = new WeakMap<Source, boolean>();

/** Looked for once in a text, however many templates it has. */
function isLooping(source: Source): boolean {
  const known = looping.get(source) ?? mayLoop(source.text);
  looping.set(source, known);
  return known;
}

/** Whether something of this name is declared as a parameter or resource, or need not be. */
export function isDeclared({ parameters, resources, loopVariables }: Template, name: string): boolean {
  return name.startsWith("AWS::") || parameters.has(name) || resources.has(name.split(".")[0] ?? "") || loopVariables.has(name);
}

function entriesOf(node: DataNode | undefined) {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

function readParameter(owner: { readonly source: Source }, name: string, span: Span, node: DataNode): Parameter {
  const byDefault = child(node, "Default");
  return {
    name,
    at: placeIn(owner, span),
    type: stringOf(child(node, "Type")) ?? "String",
    default: byDefault?.kind === "scalar" && byDefault.value === null ? undefined : byDefault,
    allowedValues: allowedValuesOf(owner, child(node, "AllowedValues")),
    allowedPattern: stringOf(child(node, "AllowedPattern")),
    minLength: numberOf(child(node, "MinLength")),
    maxLength: numberOf(child(node, "MaxLength")),
    minValue: numberOf(child(node, "MinValue")),
    maxValue: numberOf(child(node, "MaxValue")),
  };
}

function allowedValuesOf(owner: { readonly source: Source }, node: DataNode | undefined): readonly AllowedValue[] | undefined {
  if (node?.kind !== "list") return undefined;
  return node.items.flatMap((item) => (item.kind === "scalar" && item.value !== null ? [{ value: item.value, at: placeIn(owner, item.span) }] : []));
}

function numberOf(node: DataNode | undefined): number | undefined {
  if (node?.kind !== "scalar" || node.value === null || node.value === "") return undefined;
  const number = Number(node.value);
  return Number.isFinite(number) ? number : undefined;
}

function readResources(owner: { readonly source: Source }, section: DataNode | undefined): Pick<Template, "resources" | "problems" | "modules"> {
  const modules: string[] = [];
  const resources = new Map<string, TemplateResource>();
  const problems: Problem[] = [];
  const refuse = (span: Span, message: string): void => {
    const place = placeIn(owner, span);
    problems.push({ kind: "syntax", message, location: locate(includesOf(place)[0]?.at ?? place) });
  };
  if (section !== undefined && section.kind !== "map") refuse(section.span, `Resources is ${section.kind === "list" ? "a list" : "a single value"} and not a map, so it is not known what is launched.`);
  for (const { key, keySpan, value } of entriesOf(section)) {
    // What an include could not bring has been reported where it is included.
    if (value.kind === "map" && value.entries.size === 0 && whyNotKnown(value) !== undefined) continue;
    if (key.startsWith("Fn::")) {
      refuse(keySpan, `${key} adds resources that are not in this file, so it is not known what they launch.`);
      continue;
    }
    if (value.kind !== "map") {
      refuse(keySpan, `Resource ${key} is not a map with a Type.`);
      continue;
    }
    const written = child(value, "Type");
    const module = moduleIn(written);
    if (module !== undefined) {
      modules.push(module);
      continue;
    }
    const type = stringOf(written);
    if (type === undefined) {
      refuse(keySpan, `Resource ${key} has no Type that is a string, so it is not known what it launches.`);
      continue;
    }
    const properties = child(value, "Properties");
    if (properties?.kind === "list" || (properties?.kind === "scalar" && properties.value !== null)) refuse(keySpan, `Properties of resource ${key} is not a map.`);
    resources.set(key, { id: key, at: placeIn(owner, keySpan), type, properties, condition: stringOf(child(value, "Condition")) });
  }
  return { resources, problems, modules };
}

/**
 * The module that a resource's Type names: a registered one (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html), or
 * one of the preprocessor Rain (https://aws-cloudformation.github.io/rain/).
 */
function moduleIn(type: DataNode | undefined): string | undefined {
  const name = stringOf(type);
  if (name !== undefined) return name.endsWith("::MODULE") ? name : undefined;
  const rain = child(type, "Rain::Module");
  return rain === undefined ? undefined : `Rain::Module ${stringOf(rain) ?? "with a computed name"}`;
}
