import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Hop, Scalar } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { placeIn, type Context } from "./template.ts";
import { decided, unknown, type Value } from "./value.ts";

type Evaluate = (node: DataNode, context: Context) => Value;

/** A key of the lookup: its text, or why it is not known. */
type Key = { readonly text: string; readonly trail: readonly Hop[] } | { readonly why: string; readonly trail: readonly Hop[] };

/**
 * Fn::FindInMap: map name, top-level key, second-level key, and optionally `{ DefaultValue }`. With an unknown top-level key
 * the possible values are those of every top-level key; where all are the same, that is the value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html
 */
export function findInMap(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [mapNode, topNode, secondNode, options] = argument.kind === "list" ? argument.items : [];
  if (mapNode === undefined || topNode === undefined || secondNode === undefined) return unknown("Fn::FindInMap needs a map and two keys", at);
  const name = keyOf(evaluate(mapNode, context));
  const top = keyOf(evaluate(topNode, context));
  const second = keyOf(evaluate(secondNode, context));
  if (!("text" in name)) return unknown(name.why, at, name.trail);
  const mapping = child(context.template.mappings, name.text);
  if (mapping?.kind !== "map") return unknown(`Mappings has no ${name.text}`, at);
  if (!("text" in second)) return unknown(second.why, at, second.trail);
  if (!("text" in top)) return anyOf(mapping, second.text, top, child(options, "DefaultValue") !== undefined, at);
  const trail = [...top.trail, ...second.trail];
  const found = child(child(mapping, top.text), second.text);
  const byDefault = child(options, "DefaultValue");
  if (found === undefined && byDefault !== undefined) return evaluate(byDefault, context);
  if (found === undefined) return unknown(`mapping ${name.text} has no ${top.text}.${second.text}`, at, trail);
  const hop: Hop = { at: placeIn(context.template, found.span), note: `mapping ${name.text}.${top.text}.${second.text}` };
  const value = evaluate(found, context);
  return value.kind === "scalar" || value.kind === "list" || value.kind === "stored" ? { ...value, at, trail: [...trail, hop] } : unknown(`mapping ${name.text}.${top.text}.${second.text} is not a single value`, at, [...trail, hop]);
}

/** A mapping has at most this many keys: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const mostKeys = 200;

function anyOf(mapping: DataMap, second: string, top: Extract<Key, { why: string }>, hasDefault: boolean, at: Place): Value {
  if (mapping.entries.size > mostKeys) return unknown(top.why, at, top.trail);
  const candidates: Scalar[] = [];
  for (const { value } of mapping.entries.values()) {
    const found = child(value, second);
    const text = stringOf(found);
    if (found?.kind !== "scalar" || found.value === null || hasDefault || text?.includes("{{resolve:") === true) return unknown(top.why, at, top.trail);
    candidates.push(found.value);
  }
  const [first] = candidates;
  if (first !== undefined && candidates.every((candidate) => candidate === first)) {
    return { kind: "scalar", value: first, at, trail: [{ at, note: `the same under every key of the mapping` }] };
  }
  return unknown(top.why, at, top.trail, candidates);
}

function keyOf(value: Value): Key {
  const answer = decided(value);
  if (answer.kind === "scalar") return { text: String(answer.value), trail: answer.trail };
  if (answer.kind === "unknown") return answer;
  return { why: "a key of Fn::FindInMap is not a single value", trail: [] };
}
