import { stringOf, type DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context, Evaluate } from "./context.ts";
import { itemsOf } from "./items.ts";
import { scalar, unknown, whyUnknown, type Unknown, type Value } from "./value.ts";

/** Longer results are not of interest, and nested substitutions could grow without bound. */
const maxLength = 16_384;

/** A piece of a text that is put together, or why it is not known. */
type Piece = { readonly text: string; readonly trail: readonly Hop[] } | { readonly why: string; readonly trail: readonly Hop[] };

/** Calls back into the evaluator: `named` is what `${Name}` stands for when the variable map does not have it. */
export interface Names {
  readonly evaluate: Evaluate;
  readonly named: (variable: string) => Value;
}

/**
 * Fn::Sub: text with `${Name}`, `${Resource.Attribute}` and `${!Literal}`, optionally with a map of variables. A text that is
 * one variable is that variable's value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function substitute(argument: DataNode, at: Place, context: Context, names: Names): Value {
  const [text, variables] = argument.kind === "list" ? argument.items : [argument];
  const template = stringOf(text);
  if (template === undefined) return unknown("Fn::Sub needs a text", at);
  const known = new Map<string, Value>();
  const valueOf = (variable: string): Value => {
    let value = known.get(variable);
    if (value === undefined) {
      const own = variables?.kind === "map" ? variables.entries.get(variable)?.value : undefined;
      value = own === undefined ? names.named(variable) : names.evaluate(own, context);
      known.set(variable, value);
    }
    return value;
  };
  const only = /^\$\{([^!${}][^${}]*)\}$/.exec(template)?.[1];
  if (only !== undefined) return alone(valueOf(only.trim()), at);
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of template.matchAll(/\$\{(!?)([^${}]*)\}/g)) {
    pieces.push(literal(template.slice(from, match.index)));
    const name = match[2] ?? "";
    pieces.push(match[1] === "!" ? literal(`\${${name}}`) : piece(valueOf(name.trim())));
    from = match.index + match[0].length;
  }
  pieces.push(literal(template.slice(from)));
  return assemble(pieces, at, "Fn::Sub");
}

function alone(value: Value, at: Place): Value {
  if (value.kind === "scalar") return { ...value, value: String(value.value), at };
  if (value.kind === "unknown") return { ...unknown(value.why, at, value.trail, value.oneOf?.map(String)), ...(value.isNot === undefined ? {} : { isNot: value.isNot }) };
  return { ...value, at };
}

/**
 * Fn::Join of a delimiter and a list; absent items are left out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html
 */
export function join(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [delimiterNode, listNode] = argument.kind === "list" ? argument.items : [];
  const delimiter = stringOf(delimiterNode);
  if (delimiter === undefined || listNode === undefined) return unknown("Fn::Join needs a delimiter and a list", at);
  const given = evaluate(listNode, context);
  const list = itemsOf(given, at, "Fn::Join", context, evaluate);
  if ("kind" in list) return { ...list, ...notJoined(given, delimiter) };
  const pieces: Piece[] = [{ text: "", trail: list.trail }];
  for (const [index, value] of list.items.entries()) {
    if (index > 0) pieces.push(literal(delimiter));
    pieces.push(piece(value));
  }
  return assemble(pieces, at, "Fn::Join");
}

/** What a list is not says what its text is not: by commas it is that text; by other delimiters nothing comes of nothing only, but empty items without any. */
function notJoined(list: Value, delimiter: string): Pick<Unknown, "isNot"> {
  const texts = list.kind === "unknown" ? list.isNot : undefined;
  if (texts === undefined || delimiter === "") return {};
  return delimiter === "," ? { isNot: texts } : texts.has("") ? { isNot: new Set([""]) } : {};
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html */
export function base64(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const value = evaluate(argument, context);
  if (value.kind === "absent") return value;
  const text = piece(value);
  return "why" in text ? unknown(text.why, at, text.trail) : assemble([{ ...text, text: Buffer.from(text.text, "utf8").toString("base64") }], at, "Fn::Base64");
}

function literal(text: string): Piece {
  return { text, trail: [] };
}

function piece(value: Value): Piece {
  switch (value.kind) {
    case "scalar":
      return { text: String(value.value), trail: value.trail };
    case "unknown":
      return { why: value.why, trail: value.trail };
    case "resource":
    case "stored":
      return { why: whyUnknown(value), trail: value.trail };
    case "map":
    case "list":
    case "absent":
      return { why: `a part of the text is ${value.kind === "absent" ? "absent" : `a ${value.kind}`}`, trail: [] };
  }
}

/** Known when all pieces are. */
function assemble(pieces: readonly Piece[], at: Place, name: string): Value | Unknown {
  let text = "";
  for (const part of pieces) {
    if ("why" in part) return unknown(part.why, at, part.trail);
    text += part.text;
    if (text.length > maxLength) return unknown(`${name} gives a text of more than ${maxLength} characters`, at, part.trail);
  }
  return scalar(text, at, pieces.flatMap(({ trail }) => trail));
}
