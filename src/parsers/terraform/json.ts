import type { Source, Span } from "../../model/source.ts";
import type { DataEntry, DataMap, DataNode, SyntaxFault } from "../../syntax/data.ts";
import type { Attribute, Block, Body, Comment, Expression, HclFile, Label } from "../../syntax/hcl/ast.ts";
import { inOrder, jsonExpressions, type JsonExpressions } from "../../syntax/hcl/json.ts";
import { readJson } from "../../syntax/json/read.ts";
import { isConfiguration } from "./file-names.ts";

/** The top-level blocks of a module with the number of their labels. https://developer.hashicorp.com/terraform/language/syntax/json */
const topLevel: ReadonlyMap<string, number> = new Map([
  ["terraform", 0],
  ["provider", 1],
  ["variable", 1],
  ["locals", 0],
  ["output", 1],
  ["module", 1],
  ["resource", 2],
  ["data", 2],
  ["ephemeral", 2],
  ["action", 2],
  ["check", 1],
  ["moved", 0],
  ["import", 0],
  ["removed", 0],
]);

/** Nested blocks that have a label; all others have none. */
const labelled: ReadonlySet<string> = new Set(["dynamic", "backend", "provisioner", "provider_meta", "data"]);

/** Arguments whose strings hold an expression instead of a template, whatever block they stand in. */
const expressions: ReadonlySet<string> = new Set(["provider", "iterator"]);

/** One file while it is read. */
interface Reading {
  readonly values: JsonExpressions;
  readonly comments: Comment[];
  readonly faults: SyntaxFault[];
  /** Keys that may come twice, because their blocks add up, by where they stand. */
  readonly welcome: Set<number>;
}

/**
 * Terraform's JSON syntax as the tree of the native one. What is an argument and what a block only the provider's schema tells: an
 * object, or an array of objects, is both here, and whoever reads the body takes what it looks for. Never throws.
 */
export async function readTerraformJson(source: Source): Promise<HclFile> {
  const { root, faults } = await readJson(source);
  const reading: Reading = { values: jsonExpressions(source), comments: [], faults: [], welcome: new Set() };
  const whole: Span = { start: 0, end: source.text.length };
  const maps = mapsOf(root);
  if (root !== undefined && maps === undefined) reading.faults.push({ message: "expected an object", span: root.span });
  const body = isConfiguration(source.path) ? moduleBody(maps ?? [], whole, reading) : valuesBody(maps ?? [], whole, reading);
  const all = [...faults.filter((fault) => !reading.welcome.has(fault.span.start)), ...reading.faults, ...reading.values.faults];
  const incomplete = body.incomplete === true || root === undefined;
  return { body: { ...body, incomplete }, comments: reading.comments, faults: all.sort((a, b) => a.span.start - b.span.start) };
}

/** A tfvars file: constants by name. */
function valuesBody(maps: readonly DataMap[], span: Span, { values }: Reading): Body {
  const attributes = maps.flatMap(inOrder).map((entry) => attributeOf(entry, values.constant(entry.value)));
  return { attributes, blocks: [], span };
}

function moduleBody(maps: readonly DataMap[], span: Span, reading: Reading): Body {
  const blocks: Block[] = [];
  for (const map of maps) {
    welcomeRepeated(map, reading);
    for (const entry of inOrder(map)) {
      const labels = topLevel.get(entry.key);
      if (entry.key === "//") comment(entry, reading);
      else if (labels !== undefined) blocks.push(...blocksOf(entry, entry.key, labels, [], reading, true));
    }
  }
  return { attributes: [], blocks, span };
}

/** The blocks under a key. Where there can be nothing else (`strict`), other values are faults. */
function blocksOf({ keySpan, value }: DataEntry, type: string, labelCount: number, labels: readonly Label[], reading: Reading, strict: boolean): readonly Block[] {
  const maps = mapsOf(value);
  if (maps === undefined) {
    const isNothing = value.kind === "scalar" && value.value === null;
    if (strict && !isNothing) reading.faults.push({ message: `expected an object, or an array of objects, for ${type}`, span: value.span });
    return [];
  }
  if (labelCount === 0) {
    return maps.map((map): Block => {
      const header = maps.length === 1 ? keySpan : { start: map.span.start, end: map.span.start + 1 };
      return { type, labels, body: bodyOf(map, type, reading), header, span: { start: header.start, end: map.span.end } };
    });
  }
  return maps.flatMap((map) => {
    welcomeRepeated(map, reading);
    return inOrder(map).flatMap((entry) => {
      if (entry.key === "//") return [];
      return blocksOf(entry, type, labelCount - 1, [...labels, { value: entry.key, span: entry.keySpan }], reading, strict);
    });
  });
}

function bodyOf(map: DataMap, type: string, reading: Reading): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  let incomplete = false;
  welcomeRepeated(map, reading);
  for (const entry of inOrder(map)) {
    if (entry.key === "//") {
      comment(entry, reading);
      continue;
    }
    const value = valueOf(entry, type, reading);
    if (value === undefined) incomplete = true;
    else attributes.push(attributeOf(entry, value));
    if (type !== "locals") blocks.push(...blocksOf(entry, entry.key, labelled.has(entry.key) ? 1 : 0, [], reading, false));
  }
  return { attributes, blocks, span: { start: map.span.start + 1, end: map.span.end - 1 }, incomplete };
}

function valueOf({ key, value }: DataEntry, type: string, { values }: Reading): Expression | undefined {
  // Terraform evaluates defaults without any context, so a `${` in them is text.
  if (type === "variable" && key === "default") return values.constant(value);
  if (type === "variable" && key === "type") return values.expression(value);
  if (expressions.has(key)) return values.expression(value);
  return type === "module" && key === "providers" ? providerMap(value, values) : values.value(value);
}

/** `providers = { aws = aws.west }`, whose right sides are names of provider configurations. */
function providerMap(node: DataNode, values: JsonExpressions): Expression | undefined {
  const map = values.value(node);
  if (map?.kind !== "object" || node.kind !== "map") return map;
  const named = inOrder(node).map((entry) => values.expression(entry.value));
  return { ...map, entries: map.entries.map((entry, at) => ({ ...entry, value: named[at] ?? entry.value })) };
}

/** Blocks add up, so a key with nothing but blocks under it may come twice, and so may a comment. */
function welcomeRepeated(map: DataMap, { welcome }: Reading): void {
  if (map.repeated === undefined) return;
  const all = inOrder(map);
  const unwelcome = new Set(all.filter((entry) => mapsOf(entry.value) === undefined && entry.key !== "//").map((entry) => entry.key));
  for (const { key, keySpan } of all) {
    if (!unwelcome.has(key)) welcome.add(keySpan.start);
  }
}

function attributeOf({ key, keySpan, value: node }: DataEntry, value: Expression): Attribute {
  return { name: key, nameSpan: keySpan, value, span: { start: keySpan.start, end: node.span.end } };
}

function comment({ value }: DataEntry, { comments }: Reading): void {
  if (value.kind === "scalar" && typeof value.value === "string") comments.push({ text: value.value, span: value.span });
}

/** The objects of an object or an array of objects; undefined for anything else. */
function mapsOf(node: DataNode | undefined): readonly DataMap[] | undefined {
  if (node?.kind === "map") return [node];
  if (node?.kind !== "list") return undefined;
  const maps = node.items.filter((item) => item.kind === "map");
  return maps.length === node.items.length ? maps : undefined;
}
