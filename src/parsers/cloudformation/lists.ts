import type { DataNode } from "../../syntax/data.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { blocksOf } from "./cidr.ts";
import type { Context, Evaluate } from "./context.ts";
import { itemsOf } from "./items.ts";
import { scalar, trailOf, unknown, whyUnknown, type Unknown, type Value } from "./value.ts";

/** Lists and texts that grow beyond this are of no interest. */
const mostItems = 10_000;
const maxLength = 16_384;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html */
export function split(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [delimiter, text] = texts(argument, context, evaluate);
  if (delimiter === undefined || text === undefined) return unknown("Fn::Split needs a delimiter and a text", at);
  if ("why" in delimiter) return unknown(delimiter.why, at, delimiter.trail);
  // A list by commas is told apart by the text that it was.
  if ("why" in text) return { ...unknown(text.why, at, text.trail), ...(delimiter.text === "," && text.isNot !== undefined ? { isNot: text.isNot } : {}) };
  const parts = delimiter.text === "" ? [text.text] : text.text.split(delimiter.text);
  if (parts.length > mostItems) return unknown(`Fn::Split gives more than ${mostItems} items`, at);
  return listOf(parts, at, [...delimiter.trail, ...text.trail]);
}

/**
 * Fn::Select of an index and a list; an index outside of the list cannot be deployed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html
 */
export function select(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [indexNode, listNode] = argument.kind === "list" ? argument.items : [];
  if (indexNode === undefined || listNode === undefined) return unknown("Fn::Select needs an index and a list", at);
  const index = textOf(evaluate(indexNode, context));
  if ("why" in index) return unknown(index.why, at, index.trail);
  const list = itemsOf(evaluate(listNode, context), at, "Fn::Select", context, evaluate);
  if ("kind" in list) return list;
  const item = /^\d+$/.test(index.text) ? list.items[Number(index.text)] : undefined;
  if (item === undefined) {
    const why = `Fn::Select finds no item ${index.text} in a list of ${list.items.length}`;
    context.world.fail(why);
    return unknown(why, at);
  }
  return "trail" in item ? { ...item, at, trail: [...index.trail, ...list.trail, ...item.trail] } : item;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html */
export function cidr(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [block, count, bits] = texts(argument, context, evaluate);
  if (block === undefined || count === undefined) return unknown("Fn::Cidr needs a block and a count", at);
  const open = [block, count, bits].find((part) => part !== undefined && "why" in part);
  if (open !== undefined && "why" in open) return unknown(open.why, at, open.trail);
  const given = (part: Text | undefined): string | undefined => (part !== undefined && "text" in part ? part.text : undefined);
  const blocks = blocksOf(given(block) ?? "", Number(given(count)), given(bits) === undefined ? undefined : Number(given(bits)));
  return blocks === undefined ? unknown("Fn::Cidr cannot divide the block so", at) : listOf(blocks, at, block.trail);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html */
export function length(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const list = itemsOf(evaluate(argument, context), at, "Fn::Length", context, evaluate);
  return "kind" in list ? list : scalar(list.items.length, at, list.trail);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html */
export function toJsonString(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const open: Unknown[] = [];
  const plain = plainOf(evaluate(argument, context), at, context, evaluate, open);
  const [first] = open;
  if (first !== undefined) return first;
  const text = plain === undefined ? undefined : JSON.stringify(plain);
  return text === undefined || text.length > maxLength ? unknown(`Fn::ToJsonString gives no text of at most ${maxLength} characters`, at) : scalar(text, at, []);
}

type Plain = string | number | boolean | undefined | readonly Plain[] | { readonly [key: string]: Plain };

function plainOf(value: Value, at: Place, context: Context, evaluate: Evaluate, open: Unknown[]): Plain {
  if (open.length > 0) return undefined;
  if (!context.world.enter()) {
    open.push(unknown("Fn::ToJsonString is given too much", at));
    return undefined;
  }
  const plain = enteredPlain(value, at, context, evaluate, open);
  context.world.leave();
  return plain;
}

function enteredPlain(value: Value, at: Place, context: Context, evaluate: Evaluate, open: Unknown[]): Plain {
  const inner = (node: DataNode): Plain => plainOf(evaluate(node, context), at, context, evaluate, open);
  switch (value.kind) {
    case "scalar":
      return value.value;
    case "absent":
      return undefined;
    case "list":
      return value.items.map(inner).filter((item) => item !== undefined);
    case "map":
      return Object.fromEntries(Array.from(value.node.entries.values(), ({ key, value: node }) => [key, inner(node)]));
    case "unknown":
      open.push(unknown(value.why, at, value.trail));
      return undefined;
    case "resource":
    case "stored":
      open.push(unknown(whyUnknown(value), at, value.trail));
      return undefined;
  }
}

type Text = { readonly text: string; readonly trail: readonly Hop[] } | { readonly why: string; readonly isNot?: ReadonlySet<string>; readonly trail: readonly Hop[] };

function texts(argument: DataNode, context: Context, evaluate: Evaluate): readonly Text[] {
  return argument.kind === "list" ? argument.items.map((item) => textOf(evaluate(item, context))) : [];
}

function textOf(value: Value): Text {
  if (value.kind === "scalar") return { text: String(value.value), trail: value.trail };
  if (value.kind === "unknown") return value;
  return { why: value.kind === "resource" || value.kind === "stored" ? whyUnknown(value) : `a ${value.kind} stands where a text is needed`, trail: trailOf(value) };
}

function listOf(parts: readonly string[], at: Place, trail: readonly Hop[]): Value {
  return { kind: "list", items: parts.map((value): DataNode => ({ kind: "scalar", value, span: at.span })), at, trail };
}
