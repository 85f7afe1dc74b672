import { stringOf, type DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context } from "./template.ts";
import { decided, scalar, unknown, whyUnknown, type Value } from "./value.ts";

type Evaluate = (node: DataNode, context: Context) => Value;

/** Longer results are not of interest, and nested substitutions could grow without bound. */
const maxLength = 16_384;

/** A piece of a text that is put together: what it is for sure, or what it may be. */
interface Piece {
  readonly texts: readonly string[] | undefined;
  readonly why: string;
  readonly trail: readonly Hop[];
}

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
  if (value.kind === "unknown") return unknown(value.why, at, value.trail, value.oneOf?.map(String));
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
  const list = decided(evaluate(listNode, context));
  if (list.kind === "unknown") return unknown(list.why, at, list.trail);
  if (list.kind !== "list") return unknown("Fn::Join needs a list", at);
  const pieces: Piece[] = [{ texts: [""], why: "", trail: list.trail }];
  for (const item of list.items) {
    const value = evaluate(item, list.context);
    if (value.kind === "absent") continue;
    if (pieces.length > 1) pieces.push(literal(delimiter));
    pieces.push(piece(value));
  }
  return assemble(pieces, at, "Fn::Join");
}

function literal(text: string): Piece {
  return { texts: [text], why: "", trail: [] };
}

function piece(value: Value): Piece {
  const answer = decided(value);
  switch (answer.kind) {
    case "scalar":
      return { texts: [String(answer.value)], why: "", trail: answer.trail };
    case "unknown":
      return { texts: answer.oneOf?.map(String), why: answer.why, trail: answer.trail };
    case "resource":
    case "stored":
      return { texts: undefined, why: whyUnknown(answer), trail: answer.trail };
    case "map":
    case "list":
    case "absent":
      return { texts: undefined, why: `a part of the text is ${answer.kind === "absent" ? "absent" : `a ${answer.kind}`}`, trail: [] };
  }
}

/** Known when all pieces are; one piece with several possible texts gives several possible results. */
function assemble(pieces: readonly Piece[], at: Place, name: string): Value {
  const trail = pieces.flatMap((part) => part.trail);
  const open = pieces.filter((part) => part.why !== "");
  const first = open[0];
  let results: readonly string[] = [""];
  for (const { texts } of pieces) {
    if (texts === undefined || open.length > 1) return unknown(first?.why ?? "", at, trail);
    results = results.flatMap((before) => texts.map((text) => before + text));
    if (results.some((result) => result.length > maxLength)) return unknown(`${name} gives a text of more than ${maxLength} characters`, at, trail);
  }
  if (first !== undefined) return unknown(first.why, at, trail, results);
  return scalar(results[0] ?? "", at, trail);
}
