import { child, stringOf, type DataEntry, type DataMap, type DataNode } from "../../../syntax/data.ts";
import type { Hop } from "../../../model/setting.ts";
import type { Problem } from "../../../model/problem.ts";
import { locate, type Source, type Span } from "../../../model/source.ts";
import type { Files } from "../../parser.ts";
import type { Unusable } from "../include/named.ts";
import { declaredIn, expandLoops, mayLoop, type Declared } from "../loops.ts";
import { alike, foreignSource, includesOf, spanIn } from "../origins.ts";
import { placeIn, type Nested } from "../template.ts";
import { callArguments, passed } from "./arguments.ts";
import { bodyOf } from "./body.ts";
import type { Address } from "./address.ts";
import { located } from "./location.ts";
import { nearby } from "./nearby.ts";
import { Outputs, outputsOf } from "./outputs.ts";
import { rescope } from "./rescope.ts";
import { Sections, type NestedScope } from "./sections.ts";
import type { NestedTemplate, NestedTemplates } from "./templates.ts";
import { weightOf, type Room } from "./weight.ts";

/** Stacks within stacks: CloudFormation's users come to three or four. */
const deepest = 10;
/**
 * Nested stacks of a template, as many as an account may have.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const mostStacks = 2_000;

/** A template with the stacks that it nests written into it. */
export interface Inlined extends Nested {
  readonly root: DataMap;
  readonly problems: readonly Problem[];
  /** The files whose templates are judged here. */
  readonly through: readonly string[];
  /** Those of them that an address is taken for. */
  readonly taken: readonly string[];
  /** The templates that are not in the scan root. */
  readonly unfollowed: readonly string[];
}

/** Which property of a type names the template in another file. */
const nesting: ReadonlyMap<string | undefined, string> = new Map([
  ["AWS::CloudFormation::Stack", "TemplateURL"],
  ["AWS::CloudFormation::StackSet", "TemplateURL"],
  ["AWS::Serverless::Application", "Location"],
]);

/** Whether a text may nest stacks; most templates do not. */
export function mayNest(text: string): boolean {
  return text.includes("AWS::CloudFormation::Stack") || text.includes("AWS::Serverless::Application");
}

/**
 * Writes nested stacks with a template in the scan root into the template that calls them, as resources `Stack/Resource`: with the
 * parameters that they get, under the condition of the call, and with their outputs where the caller or another stack refers to them.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-application.html
 */
export async function inlineStacks({ source, root: written, including }: Omit<NestedTemplate, "problems">, templates: NestedTemplates, files: Files | undefined): Promise<Inlined> {
  const { root, variables } = including || mayLoop(source.text) ? expandLoops(written) : { root: written, variables: new Set<string>() };
  const inliner = new Inliner(source, root, templates, files);
  await inliner.add(root, { source, chain: [source.path] });
  return inliner.result(variables);
}

/** A few of many paths. */
function someOf(paths: readonly string[]): string {
  const [first, second, third] = paths;
  return paths.length > 3 ? `${[first, second, third].join(", ")} or another of ${paths.length}` : paths.join(" or ");
}

/** Where a template stands that is looked through for stacks; its names are those of the whole already. */
interface Level {
  readonly source: Source;
  /** The files that lead here, outermost first. */
  readonly chain: readonly string[];
}

class Inliner {
  readonly #source: Source;
  readonly #root: DataMap;
  readonly #files: Files | undefined;
  readonly #templates: NestedTemplates;
  readonly #room: Room;
  readonly #sections = new Sections();
  readonly #outputs: Outputs;
  readonly #problems = new Map<string, Problem>();
  readonly #unfollowed: string[] = [];
  readonly #through = new Set<string>();
  readonly #taken = new Set<string>();
  readonly #passed: Nested["passed"][number][] = [];
  readonly #loopVariables = new Set<string>();
  readonly #outer: Declared;
  #size = 0;
  #stacks = 0;
  /** Set when there is no room for more stacks. */
  #full = false;

  constructor(source: Source, root: DataMap, templates: NestedTemplates, files: Files | undefined) {
    this.#source = source;
    this.#root = root;
    this.#files = files;
    this.#templates = templates;
    this.#room = templates.room;
    this.#outputs = new Outputs(this.#room);
    const own = declaredIn(root);
    this.#outer = {
      parameter: (name) => this.#sections.get("Parameters", name) ?? own.parameter(name),
      mapping: (name) => this.#sections.get("Mappings", name) ?? own.mapping(name),
    };
  }

  /** Adds the stacks of a template, and those within them. */
  async add(root: DataMap, level: Level): Promise<void> {
    const resources = child(root, "Resources");
    if (resources?.kind !== "map") return;
    for (const entry of resources.entries.values()) {
      if (this.#full) return;
      const property = nesting.get(stringOf(child(entry.value, "Type")));
      if (property !== undefined) await this.#call(entry, property, level);
    }
  }

  async #call(entry: DataEntry, property: string, level: Level): Promise<void> {
    const body = await bodyOf(entry.value, this.#source, this.#templates);
    if (body !== undefined) {
      if ("elsewhere" in body) this.#unfollowed.push(body.elsewhere);
      else if ("why" in body) this.#refuse(entry, body);
      else await this.#template({ ...body, problems: [], including: false }, entry, level);
      return;
    }
    const found = await located(entry.value, property, level.source.path, this.#files);
    if (found === undefined) return;
    if ("elsewhere" in found) {
      this.#unfollowed.push(found.elsewhere);
      return;
    }
    if ("address" in found) {
      await this.#behind(found.address, entry, level);
      return;
    }
    if (found.path !== undefined && level.chain.includes(found.path)) {
      this.#refuse(entry, { kind: "outside", why: `the file ${found.path} nests itself` });
      return;
    }
    if (this.#isTooDeep(entry, level)) return;
    const template = await this.#templates.at(found.path, found.written);
    if ("why" in template) {
      this.#refuse(entry, template);
      return;
    }
    for (const problem of template.problems) this.#note(problem);
    if (await this.#template(template, entry, level)) this.#through.add(template.source.path);
  }

  /** An address is followed when a file of the scan can be taken for it; else it is no problem, for nobody can look there. */
  async #behind(address: Address, entry: DataEntry, level: Level): Promise<void> {
    const isTemplate = async (path: string): Promise<boolean> => !("why" in (await this.#templates.at(path, path)));
    const taken = await nearby(address, level.chain, this.#files, isTemplate);
    if (!("path" in taken)) {
      this.#unfollowed.push(taken.length === 0 ? address.words : `${address.words}, which may be ${someOf(taken)}`);
      return;
    }
    if (this.#isTooDeep(entry, level)) return;
    const template = await this.#templates.at(taken.path, taken.path);
    if ("why" in template) return;
    for (const problem of template.problems) this.#note(problem);
    if (await this.#template(template, entry, level, taken.why)) this.#taken.add(template.source.path);
  }

  #isTooDeep(entry: DataEntry, level: Level): boolean {
    if (level.chain.length <= deepest) return false;
    const at = placeIn({ source: this.#source }, entry.keySpan);
    this.#limit(includesOf(at)[0]?.at ?? at, `Stacks are nested more than ${deepest} deep: what is deeper is not judged here.`);
    return true;
  }

  /** The fault stands in the template that calls, wherever that is: it is the same for whoever nests it. */
  #refuse(entry: DataEntry, { kind, why }: Unusable): void {
    const name = entry.key.slice(entry.key.lastIndexOf("/") + 1);
    this.#note({ kind, message: `The template of the nested stack ${name} is not judged here: ${why}.`, location: locate(placeIn({ source: this.#source }, entry.keySpan)) });
  }

  /** Said once, at the first stack of the template itself that leads there. */
  #limit(at: Hop["at"], message: string): void {
    if (!this.#problems.has(message)) this.#problems.set(message, { kind: "too-large", message, location: locate(at) });
  }

  #note(problem: Problem): void {
    this.#problems.set(JSON.stringify(problem), problem);
  }

  /** False when there is no more room for it. */
  async #template(template: NestedTemplate, call: DataEntry, level: Level, why?: string): Promise<boolean> {
    const at = placeIn({ source: this.#source }, call.keySpan);
    const hasRoom = ++this.#stacks <= mostStacks && this.#room.left >= weightOf(template.root, this.#room.left);
    const scoped = hasRoom ? this.#scoped(template, call, why) : undefined;
    if (scoped === undefined) {
      this.#full = true;
      this.#limit(includesOf(at)[0]?.at ?? at, "The nested stacks are too many, or hold too many values: this one, or what it nests, and those after it are not judged here.");
      return false;
    }
    this.#size += template.source === this.#source ? 0 : template.source.text.length;
    await this.add(scoped, { source: template.source, chain: [...level.chain, template.source.path] });
    return true;
  }

  /** Adds the sections of a nested template, under the names that they have in the whole; answers with its resources. */
  #scoped(template: NestedTemplate, call: DataEntry, why: string | undefined): DataMap | undefined {
    const { source } = template;
    const at = placeIn({ source: this.#source }, call.keySpan);
    const via: readonly Hop[] = [...includesOf(at), { at, note: why === undefined ? `nests ${source.path} as ${call.key}` : `nests ${call.key}, whose address is ${why}` }];
    const spanOf = (span: Span): Span => {
      const own = foreignSource(span) ?? source;
      return own === this.#source ? { ...span } : spanIn(own, span, [...via, ...includesOf({ source: own, span })]);
    };
    const prefix = `${call.key}/`;
    const condition = stringOf(child(call.value, "Condition"));
    const bindings = passed(template.root, callArguments(call.value), this.#outer, spanOf);
    const bound = new Map([...bindings].flatMap(([name, { value }]): [string, DataNode][] => (value === undefined ? [] : [[name, value]])));
    const rename: NestedScope["rename"] = (name, use) => (use === "reference" && name.startsWith("AWS::") ? name : `${prefix}${name}`);
    const scope: NestedScope = { prefix, rename, bound, spanOf, room: this.#room };
    const root = this.#looped(template, bound, prefix);
    const made = this.#sections.scoped(root, scope, condition);
    const outputs = outputsOf(root).map(([name, value]) => [`${call.key}.Outputs.${name}`, rescope(value, scope)] as const);
    const declarations = child(root, "Parameters");
    const given = (declarations?.kind === "map" ? [...declarations.entries.values()] : []).flatMap(({ key, keySpan, value: declaration }): Nested["passed"][number][] => {
      const binding = bindings.get(key);
      return binding?.value === undefined || !binding.given ? [] : [{ name: key, keySpan: spanOf(keySpan), declaration: rescope(declaration, scope), value: binding.value, condition }];
    });
    if (this.#room.left < 0) return undefined;
    this.#sections.add(made);
    for (const [name, value] of outputs) this.#outputs.add(name, value);
    this.#passed.push(...given);
    return { ...root, entries: new Map([["Resources", { key: "Resources", keySpan: root.span, value: { kind: "map", entries: made.Resources, span: root.span } }]]) };
  }

  #looped({ root, source, including }: NestedTemplate, bound: ReadonlyMap<string, DataNode>, prefix: string): DataMap {
    if (!including && !mayLoop(source.text)) return root;
    const looped = expandLoops(root, { ...declaredIn(root), given: { bound, by: this.#outer } }, this.#room.left);
    this.#room.left -= looped.made;
    for (const variable of looped.variables) this.#loopVariables.add(`${prefix}${variable}`);
    return looped.root;
  }

  /** The template with everything that was added, and with the outputs of nested stacks in the place of references to them. */
  result(variables: ReadonlySet<string>): Inlined {
    const entries = this.#sections.combined(this.#root);
    for (const name of ["Resources", "Conditions", "Rules", "Outputs"]) {
      const section = entries.get(name);
      if (section !== undefined) entries.set(name, { ...section, value: this.#outputs.within(section.value) });
    }
    return {
      root: alike(this.#root, { ...this.#root, entries }),
      problems: [...this.#problems.values()],
      through: [...this.#through],
      taken: [...this.#taken],
      unfollowed: this.#unfollowed,
      loopVariables: new Set([...variables, ...this.#loopVariables]),
      passed: this.#passed.map((one) => ({ ...one, value: this.#outputs.within(one.value) })),
      size: this.#size,
    };
  }
}
