import { readFile } from "node:fs/promises";
import type { ValidateFunction } from "ajv";
import type { Document } from "yaml";
import type { Rule, RuleMessage } from "../model/rule.ts";
import type { Format } from "../model/setting.ts";
import { locate, type Location, type Source } from "../model/source.ts";
import { meaningFaults } from "./meaning-faults.ts";
import { mostFaults, schemaFaults, type Fault, type Spot } from "./schema-faults.ts";
import { maxDepth, tooDeep } from "./yaml-depth.ts";

/** A mistake in a rule file, with its place. */
export interface RuleFault {
  readonly message: string;
  readonly location: Location;
}

/** The rule, or what is wrong with its file. */
export type RuleReading = { readonly rule: Rule; readonly faults: readonly [] } | { readonly rule: undefined; readonly faults: readonly RuleFault[] };

/** Longer files are no rule files. In UTF-16 code units. */
const longest = 200_000;

const formats: readonly Format[] = ["terraform", "cloudformation", "launch-template-json"];

/**
 * Opens and reads rule files, in the given order; paths are shown as they are given. A file that cannot be opened and an id
 * that is already taken are faults too. Never throws.
 */
export async function loadRules(paths: readonly string[], taken: readonly string[] = []): Promise<{ readonly rules: readonly Rule[]; readonly faults: readonly RuleFault[] }> {
  const rules: Rule[] = [];
  const faults: RuleFault[] = [];
  const ids = new Set(taken);
  for (const path of paths) {
    const source = await open(path);
    const reading = "text" in source ? await readRule(source) : { rule: undefined, faults: [source] };
    faults.push(...reading.faults);
    if (reading.rule === undefined) continue;
    if (ids.has(reading.rule.id)) faults.push({ message: `there is already a rule "${reading.rule.id}"`, location: startOf(path) });
    else rules.push(reading.rule);
    ids.add(reading.rule.id);
  }
  return { rules, faults };
}

async function open(path: string): Promise<Source | RuleFault> {
  try {
    return { path, text: await readFile(path, "utf8") };
  } catch (error) {
    return { message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`, location: startOf(path) };
  }
}

function startOf(path: string): Location {
  return { path, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
}

/** Reads the text of one rule file and checks it against rules/rule.schema.json and its own words. Never throws. */
export async function readRule(source: Source): Promise<RuleReading> {
  if (source.text.length > longest) return refuse([{ message: "this is too long for a rule file", location: startOf(source.path) }]);
  try {
    return await readChecked(source);
  } catch (error) {
    // Alias bombs end here; they are the file's fault.
    return refuse([{ message: `cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`, location: startOf(source.path) }]);
  }
}

function refuse(faults: readonly RuleFault[]): RuleReading {
  return { rule: undefined, faults };
}

async function readChecked(source: Source): Promise<RuleReading> {
  const deep = await tooDeep(source.text);
  if (deep !== undefined) return refuse([{ message: `this is nested more than ${maxDepth} levels deep`, location: locate({ source, span: { start: deep, end: deep + 1 } }) }]);
  const yaml = await import("yaml");
  const document = yaml.parseDocument(source.text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.replace(/\s+/g, " ");
    return refuse([{ message, location: locate({ source, span: { start: error.pos[0], end: error.pos[1] } }) }]);
  }
  const content: unknown = document.toJS();
  const accepts = await schema();
  const found = accepts(content) ? undefined : schemaFaults(accepts.errors ?? []);
  const rule = found === undefined ? normalise(content as Written) : undefined;
  const faults = found ?? (rule === undefined ? [] : meaningFaults(rule, source.path));
  if (rule !== undefined && faults.length === 0) return { rule, faults: [] };
  const nodes = { isMap: yaml.isMap, isScalar: yaml.isScalar, isNode: yaml.isNode };
  return refuse(distinct(faults.slice(0, mostFaults).map((fault) => place(fault, document, source, nodes))));
}

let compiled: Promise<ValidateFunction> | undefined;

/** The compiled schema, made once: it takes tens of milliseconds. */
function schema(): Promise<ValidateFunction> {
  compiled ??= compile();
  return compiled;
}

async function compile(): Promise<ValidateFunction> {
  const [{ Ajv2020 }, { ruleSchema }] = await Promise.all([import("ajv/dist/2020.js"), import("./schema.generated.ts")]);
  return new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true }).compile(ruleSchema);
}

/** A rule file that the schema accepts: some keys may be left out or have a short form. */
type Written = Omit<Rule, "message" | "fix" | "references" | "mappings" | "examples"> &
  Partial<Pick<Rule, "references" | "mappings" | "examples">> & {
    readonly message: string | readonly RuleMessage[];
    readonly fix: string | Rule["fix"];
  };

function normalise(written: Written): Rule {
  const { message, fix } = written;
  return {
    ...written,
    message: typeof message === "string" ? [{ text: message }] : message,
    fix: typeof fix === "string" ? Object.fromEntries(formats.map((format) => [format, fix])) : fix,
    references: written.references ?? [],
    mappings: written.mappings ?? {},
    examples: written.examples ?? {},
  };
}

/** A text that was written once for all formats has one fault, not one for each. */
function distinct(faults: readonly RuleFault[]): readonly RuleFault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}

type Nodes = Pick<typeof import("yaml"), "isMap" | "isScalar" | "isNode">;

function place(fault: Fault, document: Document, source: Source, nodes: Nodes): RuleFault {
  const range = rangeOf(fault.spot, document, nodes);
  return { message: fault.message, location: locate({ source, span: { start: range[0], end: range[1] } }) };
}

/** The range of a key or value; of the nearest one around it where the tree has none (short forms, aliases). */
function rangeOf({ path, on }: Spot, document: Document, nodes: Nodes): readonly [number, number] {
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  if (on === "key" && nodes.isMap(parent)) {
    const key = parent.items.map((pair) => pair.key).find((candidate) => nodes.isScalar(candidate) && String(candidate.value) === path.at(-1));
    if (nodes.isNode(key) && key.range) return [key.range[0], key.range[1]];
  }
  const node: unknown = document.getIn(path, true);
  // The whole file as a value would be no help: its start is.
  if (nodes.isNode(node) && node.range) return [node.range[0], path.length === 0 ? node.range[0] : node.range[1]];
  return path.length === 0 ? [0, 0] : rangeOf({ path: path.slice(0, -1), on: "value" }, document, nodes);
}
