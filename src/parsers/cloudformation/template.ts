import { child, type DataList, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Scalar } from "../../model/setting.ts";
import { locate, type Place, type Source, type Span } from "../../model/source.ts";
import type { Problem } from "../../model/problem.ts";
import { foreignSource, includesOf, whyNotKnown } from "./origins.ts";

export interface Parameter {
  readonly name: string;
  readonly at: Place;
  readonly type: string;
  /** Undefined when there is none, or it is null. */
  readonly default: DataNode | undefined;
  readonly allowedValues: readonly Scalar[] | undefined;
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

/** The parts of a template that decide values. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export interface Template {
  readonly source: Source;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: DataNode | undefined;
  /** Where each condition is declared. */
  readonly conditions: ReadonlyMap<string, Place>;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** Parts that are no resources although they stand among them. */
  readonly problems: readonly Problem[];
}

/** What an expression is evaluated in. */
export interface Context {
  readonly template: Template;
  /** Conditions whose truth is given: a resource under `Condition: X` exists only where X holds, and so do the branches of Fn::If. */
  readonly assumed: ReadonlyMap<string, boolean>;
}

/** The one way to make a place of a node: parts of a template may come from other files. */
export function placeIn(template: { readonly source: Source }, span: Span): Place {
  return { source: foreignSource(span) ?? template.source, span };
}

/** Reads the sections of a recognised template. A broken resource is one problem and costs only itself. */
export function readTemplate(source: Source, root: DataMap): Template {
  const resources = new Map<string, TemplateResource>();
  const problems: Problem[] = [];
  readResources(source, child(root, "Resources"), resources, problems);
  return {
    source,
    parameters: readParameters(source, child(root, "Parameters")),
    mappings: child(root, "Mappings"),
    conditions: new Map(entriesOf(child(root, "Conditions")).map(({ key, keySpan }) => [key, placeIn({ source }, keySpan)])),
    resources,
    problems,
  };
}

function entriesOf(node: DataNode | undefined) {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

function readParameters(source: Source, section: DataNode | undefined): ReadonlyMap<string, Parameter> {
  return new Map(
    entriesOf(section).map(({ key, keySpan, value }): [string, Parameter] => {
      const byDefault = child(value, "Default");
      return [
        key,
        {
          name: key,
          at: placeIn({ source }, keySpan),
          type: stringOf(child(value, "Type")) ?? "String",
          default: byDefault?.kind === "scalar" && byDefault.value === null ? undefined : byDefault,
          allowedValues: scalarsOf(child(value, "AllowedValues")),
        },
      ];
    }),
  );
}

function scalarsOf(node: DataNode | undefined): readonly Scalar[] | undefined {
  if (node?.kind !== "list") return undefined;
  return node.items.flatMap((item) => (item.kind === "scalar" && item.value !== null ? [item.value] : []));
}

function readResources(source: Source, section: DataNode | undefined, into: Map<string, TemplateResource>, problems: Problem[]): void {
  const refuse = (span: Span, message: string): void => {
    const place = placeIn({ source }, span);
    problems.push({ kind: "syntax", message, location: locate(includesOf(place)[0]?.at ?? place) });
  };
  for (const { key, keySpan, value } of entriesOf(section)) {
    // What an include could not bring has been reported where it is included.
    if (value.kind === "map" && value.entries.size === 0 && whyNotKnown(value) !== undefined) continue;
    if (key.startsWith("Fn::ForEach::") && value.kind === "list") {
      readLoop(source, value, into, problems);
      continue;
    }
    if (key.startsWith("Fn::")) {
      refuse(keySpan, `${key} adds resources that are not in this file, so it is not known what they launch.`);
      continue;
    }
    if (value.kind !== "map") {
      refuse(keySpan, `Resource ${key} is not a map with a Type.`);
      continue;
    }
    const type = stringOf(child(value, "Type"));
    if (type === undefined) {
      refuse(keySpan, `Resource ${key} has no Type that is a string, so it is not known what it launches.`);
      continue;
    }
    const properties = child(value, "Properties");
    if (properties?.kind === "list" || (properties?.kind === "scalar" && properties.value !== null)) refuse(keySpan, `Properties of resource ${key} is not a map.`);
    into.set(key, { id: key, at: placeIn({ source }, keySpan), type, properties, condition: stringOf(child(value, "Condition")) });
  }
}

/**
 * `Fn::ForEach::Name: [variable, collection, { "Id${variable}": resource }]` stands for several alike resources: they are read as one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
function readLoop(source: Source, value: DataList, into: Map<string, TemplateResource>, problems: Problem[]): void {
  readResources(source, value.items[2], into, problems);
}
