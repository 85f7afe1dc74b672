import { child, stringOf, type DataNode } from "../../syntax/data.ts";
import type { Assumption } from "../../model/resource.ts";
import type { Scalar } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { alternativesOf, mayBe } from "./constraints.ts";
import { listed } from "./passed.ts";
import { placeIn, type Parameter, type Template } from "./template.ts";
import { callOf, inWords, soleReference, written } from "./written.ts";

/** One value that tells worlds apart; without `value` it stands for every value that no other one names. */
export interface Possible {
  readonly value: Scalar | undefined;
  /** Where the value is written. */
  readonly at: Place | undefined;
}

/** Something outside the template on which its outcome depends: a parameter, a pseudo parameter, a comparison that cannot be made. */
export interface Input {
  /** What it is called in reports, and what tells it from the other inputs: `parameter Tokens`, `AWS::Region`. */
  readonly subject: string;
  readonly at: Place | undefined;
  /** Whether the template names every value it may have: AllowedValues, or a comparison with its two outcomes. */
  readonly closed: boolean;
  readonly comparison: boolean;
  /** The value that a deployment without further choice has comes first. */
  readonly values: readonly Possible[];
  /** The texts of the named values, and of those that it can never have: what the unnamed value is not. */
  readonly named: ReadonlySet<string>;
  /** What stands behind the unnamed value when the template is deployed as it is. */
  readonly standIn: Possible | undefined;
}

/** The inputs of one template, made when they are first asked for. */
export class Inputs {
  readonly #template: Template;
  readonly #known = new Map<string, Input | undefined>();
  readonly #comparisons = new Map<string, Input>();
  readonly #subjects = new Set<string>();
  #constants: ReadonlyMap<string, readonly Possible[]> | undefined;

  constructor(template: Template) {
    this.#template = template;
  }

  /** The input behind a parameter or pseudo parameter; undefined for any other name. */
  named(name: string): Input | undefined {
    if (!this.#known.has(name)) this.#known.set(name, this.#make(name));
    return this.#known.get(name);
  }

  /** The input that a comparison is whose sides are not known: the same text has the same truth everywhere. */
  comparison(node: DataNode): Input {
    const key = written(node);
    const known = this.#comparisons.get(key);
    if (known !== undefined) return known;
    const words = comparisonWords(node);
    const subject = this.#subjects.has(words) ? `${words} (${this.#subjects.size + 1})` : words;
    this.#subjects.add(subject);
    const at = placeIn(this.#template, node.span);
    const input: Input = {
      subject,
      at,
      closed: true,
      comparison: true,
      values: [true, false].map((value) => ({ value, at })),
      named: new Set(["true", "false"]),
      standIn: undefined,
    };
    this.#comparisons.set(key, input);
    return input;
  }

  #make(name: string): Input | undefined {
    const parameter = this.#template.parameters.get(name);
    this.#constants ??= constantsIn(this.#template);
    const constants = this.#constants.get(name) ?? [];
    if (parameter !== undefined) return parameterInput(parameter, constants, this.#template);
    if (!name.startsWith("AWS::")) return undefined;
    return { subject: name, at: undefined, closed: false, comparison: false, values: [...constants, anyOther], named: textsOf(constants), standIn: undefined };
  }
}

function parameterInput(parameter: Parameter, constants: readonly Possible[], template: Template): Input {
  const { name, type, at } = parameter;
  if (isList(type)) return listInput(parameter, constants, template);
  const subject = `parameter ${name}`;
  const byDefault = defaultOf(parameter, template);
  const allowed = allowedOf(parameter);
  if (allowed !== undefined) {
    const values = distinct(byDefault !== undefined && textsOf(allowed).has(String(byDefault.value)) ? [byDefault, ...allowed] : allowed);
    return { subject, at, closed: true, comparison: false, values, named: textsOf(values), standIn: undefined };
  }
  // What a stored parameter holds is read at deployment: it cannot be compared with anything.
  const compared = type.startsWith("AWS::SSM::") ? [] : constants;
  const named = compared.filter(({ value }) => mayBe(parameter, String(value)));
  const isNamed = byDefault !== undefined && textsOf(named).has(String(byDefault.value));
  const values = isNamed ? [...distinct([byDefault, ...named]), anyOther] : [anyOther, ...named];
  return { subject, at, closed: false, comparison: false, values, named: textsOf(compared), standIn: isNamed ? undefined : byDefault };
}

/** Constraints are about the items of a list, so its values are never all named: the default, what it is compared with, and any other list. */
function listInput(parameter: Parameter, constants: readonly Possible[], template: Template): Input {
  const { name, at } = parameter;
  const byDefault = defaultOf(parameter, template);
  const possible = constants.filter(({ value }) => itemTexts(value).every((item) => mayBe(parameter, item)) && (byDefault === undefined || listText(value) !== listText(byDefault.value)));
  const others = [...new Map(possible.map((one) => [listText(one.value), one])).values()];
  const values = byDefault === undefined ? [anyOther, ...others] : [byDefault, ...others, anyOther];
  const named = [...values, ...constants].flatMap(({ value }) => (value === undefined ? [] : [listText(value)]));
  return { subject: `parameter ${name}`, at, closed: false, comparison: false, values, named: new Set(named), standIn: undefined };
}

const anyOther: Possible = { value: undefined, at: undefined };

function itemTexts(value: Scalar | undefined): readonly string[] {
  return String(value).split(",").map((item) => item.trim());
}

/** A list as the text that tells it from others. */
function listText(value: Scalar | undefined): string {
  return itemTexts(value).join(",");
}

/** The values that a parameter must be one of; those that its other constraints forbid are left out, unless they forbid all. */
function allowedOf(parameter: Parameter): readonly Possible[] | undefined {
  const listed: readonly Possible[] | undefined = parameter.allowedValues ?? alternativesOf(parameter.allowedPattern)?.map((value) => ({ value, at: parameter.at }));
  if (listed === undefined || listed.length === 0) return undefined;
  const possible = listed.filter(({ value }) => mayBe(parameter, String(value)));
  return possible.length > 0 ? possible : listed;
}

function defaultOf(parameter: Parameter, template: Template): Possible | undefined {
  const node = parameter.default;
  if (node?.kind !== "scalar" || node.value === null || String(node.value).length > longestParameter) return undefined;
  return { value: node.value, at: placeIn(template, node.span) };
}

/** The longest value that a parameter can have: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const longestParameter = 4096;

export function isList(type: string): boolean {
  return type === "CommaDelimitedList" || type.startsWith("List<");
}

function distinct(values: readonly Possible[]): readonly Possible[] {
  const byText = new Map<string, Possible>();
  for (const one of values) if (!byText.has(String(one.value))) byText.set(String(one.value), one);
  return [...byText.values()];
}

function textsOf(values: readonly Possible[]): ReadonlySet<string> {
  return new Set(values.flatMap(({ value }) => (value === undefined ? [] : [String(value)])));
}

/** What every parameter and pseudo parameter is compared with, in the whole template: constants, and the keys of mappings. */
function constantsIn(template: Template): ReadonlyMap<string, readonly Possible[]> {
  const found = new Map<string, Map<string, Possible>>();
  const add = (name: string | undefined, nodes: readonly DataNode[]): void => {
    if (name === undefined) return;
    const known = found.get(name) ?? new Map<string, Possible>();
    found.set(name, known);
    for (const node of nodes) {
      if (node.kind === "scalar" && node.value !== null && !known.has(String(node.value))) known.set(String(node.value), { value: node.value, at: placeIn(template, node.span) });
    }
  };
  const seen = new Set<string>();
  const mapped = template.mappings?.kind === "map";
  const roots = [...template.rules, ...Array.from(template.conditions.values(), ({ node }) => node)];
  if (mapped) roots.push(...Array.from(template.resources.values(), ({ properties }) => properties).filter((node) => node !== undefined), ...(template.borrowed?.expressions ?? []));
  // What is passed on is one of the values that the parameter of the nested template lists.
  for (const { parameter, value } of template.passed) {
    const span = parameter.at.span;
    add(soleReference(value), parameter.allowedValues === undefined ? (listed(parameter) ?? []).map((text) => ({ kind: "scalar", value: text, span })) : []);
    for (const one of parameter.allowedValues ?? []) add(soleReference(value), [{ kind: "scalar", value: one.value, span: one.at.span }]);
  }
  for (const call of calls(roots)) {
    const [first, second, third] = call.argument.kind === "list" ? call.argument.items : [];
    if (call.name === "Fn::Equals" && first !== undefined && second !== undefined) {
      add(soleReference(first), [second]);
      add(soleReference(second), [first]);
      addJoined(first, second, add);
      addJoined(second, first, add);
    }
    if (call.name === "Fn::Contains" && first?.kind === "list") add(soleReference(second), first.items);
    if (call.name === "Fn::EachMemberEquals" && first?.kind === "list" && second !== undefined) for (const item of first.items) add(soleReference(item), [second]);
    if (call.name === "Fn::FindInMap" && mapped) addKeys(template, [first, second, third], seen, add);
  }
  return new Map(Array.from(found, ([name, values]) => [name, [...values.values()]]));
}

/** A list is compared by what Fn::Join makes of it: without any item, or joined by commas, as it is given. */
function addJoined(joined: DataNode, text: DataNode, add: Add): void {
  const call = joined.kind === "map" ? callOf(joined) : undefined;
  const [delimiter, list] = call?.name === "Fn::Join" && call.argument.kind === "list" ? call.argument.items : [];
  if (stringOf(delimiter) === "," || stringOf(text) === "") add(soleReference(list), [text]);
}

type Add = (name: string | undefined, nodes: readonly DataNode[]) => void;

/** A key that is a reference can only be what the mapping has: everything else fails at deployment. */
function addKeys(template: Template, [name, top, second]: readonly (DataNode | undefined)[], seen: Set<string>, add: Add): void {
  const [topName, secondName] = [soleReference(top), soleReference(second)];
  if (topName === undefined && secondName === undefined) return;
  const mapping = child(template.mappings, stringOf(name) ?? "");
  const lookup = JSON.stringify([stringOf(name), topName, secondName, top?.kind === "scalar" ? top.value : undefined]);
  if (mapping?.kind !== "map" || seen.has(lookup)) return;
  seen.add(lookup);
  const rows = [...mapping.entries.values()];
  add(topName, rows.map(({ key, keySpan }) => ({ kind: "scalar", value: key, span: keySpan })));
  const written = top?.kind === "scalar" ? rows.filter(({ key }) => key === String(top.value)) : rows;
  const columns = secondName === undefined ? [] : written.flatMap(({ value }) => (value.kind === "map" ? [...value.entries.values()] : []));
  add(secondName, columns.map(({ key, keySpan }) => ({ kind: "scalar", value: key, span: keySpan })));
}

function* calls(roots: readonly DataNode[]): Generator<{ readonly name: string; readonly argument: DataNode }> {
  const open: DataNode[] = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "scalar") continue;
    if (node.kind === "list") {
      open.push(...node.items);
      continue;
    }
    const call = callOf(node);
    if (call !== undefined) yield call;
    for (const { value } of node.entries.values()) open.push(value);
  }
}

/** Longer texts are cut in messages. */
const shown = 80;

function comparisonWords(node: DataNode): string {
  const call = node.kind === "map" ? callOf(node) : undefined;
  const sides = call?.name === "Fn::Equals" && call.argument.kind === "list" ? call.argument.items : [];
  const words = sides.length === 2 ? sides.map(inWords).join(" equals ") : `condition ${inWords(node)}`;
  return words.length > 2 * shown ? `${words.slice(0, 2 * shown)}…` : words;
}

/** That an input has a value, or has not, in the words of a finding. */
export function assumptionOf(input: Input, index: number, holds: boolean): Assumption {
  const possible = input.values[index];
  const at = input.at ?? possible?.at;
  const place = at === undefined ? {} : { at };
  if (input.comparison) return { condition: input.subject, holds: possible?.value === holds, ...place };
  const text = String(possible?.value);
  const words = text.length > shown ? `${JSON.stringify(text.slice(0, shown))}… (value ${index + 1})` : JSON.stringify(text);
  return { condition: `${input.subject} is ${words}`, holds, subject: input.subject, ...place };
}
