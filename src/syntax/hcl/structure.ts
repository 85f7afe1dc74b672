import type { Attribute, Block, Body, Label } from "./ast.ts";
import { advance } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { readExpression } from "./expression.ts";
import { abandoned, clip, descend, found, refuse, report } from "./faults.ts";
import { isHeader, skipItem } from "./recovery.ts";
import type { SkipOptions } from "./recovery.ts";
import { readQuoted } from "./template.ts";
import * as token from "./tokens.ts";

/** Reading of the blocks of one file. */
export interface Structure extends SkipOptions {
  readonly cursor: Cursor;
  /** A block ended without its closing brace. */
  unclosed: boolean;
}

/** A body while it is read. */
interface Draft {
  readonly attributes: Attribute[];
  readonly blocks: Block[];
  /** The names of the attributes, once there are so many that searching the list would take long. */
  names: Set<string> | undefined;
  incomplete: boolean;
}

function openDraft(): Draft {
  return { attributes: [], blocks: [], names: undefined, incomplete: false };
}

/** The body of a file: everything up to the end of the text. */
export function readFileBody(structure: Structure): Body {
  const { cursor } = structure;
  const draft = openDraft();
  readItems(structure, draft, false);
  const { attributes, blocks, incomplete } = draft;
  return { attributes, blocks, span: { start: 0, end: cursor.text.length }, incomplete };
}

/** Reads items until the body ends, skipping those that cannot be read. */
function readItems(structure: Structure, draft: Draft, nested: boolean): void {
  const { cursor } = structure;
  const { depth } = cursor;
  for (;;) {
    while (cursor.kind === token.NEWLINE) advance(cursor);
    if (cursor.kind === token.END || (nested && cursor.kind === token.BRACE_CLOSE)) return;
    const { start } = cursor;
    if (nested && structure.byColumn && atLineStart(cursor) && isHeader(cursor.text, start)) return;
    try {
      readItem(structure, draft, nested);
    } catch (error) {
      if (error !== abandoned) throw error;
      cursor.depth = depth;
      draft.incomplete = true;
      // One character at least: a closing brace at the top of a file closes nothing.
      skipItem(cursor, start, Math.max(cursor.start, start + 1), structure);
      if (!nested && cursor.kind === token.BRACE_CLOSE) advance(cursor);
      skipLooseBraces(structure);
    }
  }
}

function atLineStart(cursor: Cursor): boolean {
  return cursor.start === 0 || cursor.text.charCodeAt(cursor.start - 1) === 10;
}

/** A brace on a line of its own after a broken header opens that block: it is skipped with it. */
function skipLooseBraces(structure: Structure): void {
  const { cursor } = structure;
  while (cursor.kind === token.NEWLINE) advance(cursor);
  if (cursor.kind === token.BRACE_OPEN) skipItem(cursor, cursor.start, cursor.start + 1, structure);
}

function readItem(structure: Structure, draft: Draft, nested: boolean): void {
  const { cursor } = structure;
  if (cursor.kind !== token.IDENTIFIER) refuse(cursor, nested ? 'an attribute, a block or "}"' : "an attribute or a block");
  const { start, end } = cursor;
  const name = cursor.text.slice(start, end);
  advance(cursor);
  switch (cursor.kind) {
    case token.ASSIGN:
      addAttribute(cursor, draft, readAttribute(cursor, name, start, end));
      endItem(structure, draft, nested, "attribute");
      return;
    case token.IDENTIFIER:
    case token.QUOTE:
    case token.BRACE_OPEN:
      draft.blocks.push(readBlock(structure, name, start));
      endItem(structure, draft, nested, "block");
      return;
    default:
      refuse(cursor, `"=" or a block after the name ${clip(cursor.text, start, end)}`);
  }
}

function readAttribute(cursor: Cursor, name: string, start: number, end: number): Attribute {
  advance(cursor);
  const value = readExpression(cursor);
  return { name, nameSpan: { start, end }, value, span: { start, end: value.span.end } };
}

function addAttribute(cursor: Cursor, draft: Draft, attribute: Attribute): void {
  const { attributes } = draft;
  const { name, nameSpan } = attribute;
  if (attributes.length === 16) draft.names = new Set(attributes.map((other) => other.name));
  const known = draft.names === undefined ? attributes.some((other) => other.name === name) : draft.names.has(name);
  if (known) {
    report(cursor, `expected each attribute once, found ${clip(name, 0, name.length)} again`, nameSpan.start, nameSpan.end);
    return;
  }
  attributes.push(attribute);
  draft.names?.add(name);
}

/** An item ends with its line. In a nested body the closing brace on the same line is a fault, but closes the body all the same. */
function endItem(structure: Structure, draft: Draft, nested: boolean, item: string): void {
  const { cursor } = structure;
  if (cursor.kind === token.NEWLINE || cursor.kind === token.END) return;
  if (structure.unclosed && atLineStart(cursor)) return;
  report(cursor, `expected a new line after the ${item}, found ${found(cursor)}`, cursor.start, cursor.end);
  if (nested && cursor.kind === token.BRACE_CLOSE) return;
  draft.incomplete = true;
  skipItem(cursor, cursor.start, cursor.start, structure);
  if (!nested && cursor.kind === token.BRACE_CLOSE) advance(cursor);
}

function readBlock(structure: Structure, type: string, start: number): Block {
  const { cursor } = structure;
  const labels: Label[] = [];
  for (;;) {
    if (cursor.kind === token.BRACE_OPEN) break;
    if (cursor.kind === token.QUOTE) labels.push(readLabel(cursor));
    else if (cursor.kind === token.IDENTIFIER) labels.push(readBareLabel(cursor));
    else refuse(cursor, '"{" or a label after the block\'s type');
  }
  const header = { start, end: cursor.previousEnd };
  descend(cursor);
  const opened = cursor.end;
  const draft = openDraft();
  advance(cursor);
  if (cursor.kind === token.NEWLINE || cursor.kind === token.BRACE_CLOSE || cursor.kind === token.END) readItems(structure, draft, true);
  else readOnlyAttribute(structure, draft);
  cursor.depth--;
  const { attributes, blocks } = draft;
  if (cursor.kind === token.BRACE_CLOSE) {
    const { end } = cursor;
    const body: Body = { attributes, blocks, span: { start: opened, end: cursor.start }, incomplete: draft.incomplete };
    advance(cursor);
    return { type, labels, body, header, span: { start, end } };
  }
  if (!structure.unclosed) {
    const { text } = cursor;
    report(cursor, `expected "}" to close the block ${clip(text, header.start, header.end)}, found ${cursor.kind === token.END ? "the end of the file" : "another block at the beginning of a line"}`, header.start, header.end);
  }
  structure.unclosed = true;
  const end = Math.max(opened, cursor.previousEnd);
  return { type, labels, body: { attributes, blocks, span: { start: opened, end }, incomplete: true }, header, span: { start, end } };
}

/** `type { name = value }`: exactly one attribute, on the line of the braces. */
function readOnlyAttribute(structure: Structure, draft: Draft): void {
  const { cursor } = structure;
  const { start, end, depth } = cursor;
  try {
    if (cursor.kind !== token.IDENTIFIER) refuse(cursor, 'an attribute, a new line or "}" after the opening brace');
    const name = cursor.text.slice(start, end);
    advance(cursor);
    if (cursor.kind !== token.ASSIGN) refuse(cursor, '"=" after the name of the only attribute of a block on one line');
    addAttribute(cursor, draft, readAttribute(cursor, name, start, end));
    if (cursor.kind !== token.BRACE_CLOSE) refuse(cursor, '"}" after the only attribute of a block on one line');
  } catch (error) {
    if (error !== abandoned) throw error;
    cursor.depth = depth;
    draft.incomplete = true;
    skipItem(cursor, start, cursor.start, structure);
    readItems(structure, draft, true);
  }
}

function readLabel(cursor: Cursor): Label {
  const label = readQuoted(cursor, readExpression);
  if (label.kind === "literal" && typeof label.value === "string") return { value: label.value, span: label.span };
  const { start, end } = label.span;
  report(cursor, 'expected a label without interpolation (a literal "${" is written "$${"), found one', start, end);
  return { value: cursor.text.slice(start + 1, end - 1), span: label.span };
}

function readBareLabel(cursor: Cursor): Label {
  const { start, end } = cursor;
  advance(cursor);
  return { value: cursor.text.slice(start, end), span: { start, end } };
}
