import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import type { Hop, Scalar } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context, Evaluate } from "./context.ts";
import { placeIn } from "./template.ts";
import { scalar, trailOf, unknown, whyUnknown, type Value } from "./value.ts";
import { soleReference } from "./written.ts";

/** A key of the lookup: its text, or why it is not known. */
type Key = { readonly text: string; readonly trail: readonly Hop[] } | { readonly why: string; readonly isNot?: ReadonlySet<string>; readonly trail: readonly Hop[] };

/**
 * Fn::FindInMap: map name, top-level key, second-level key, and optionally `{ DefaultValue }`. A key that the mapping does not
 * have cannot be deployed. With an unknown top-level key the possible values are those of every one; where all are the same,
 * that is the value.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html
 */
export function findInMap(argument: DataNode, at: Place, context: Context, evaluate: Evaluate): Value {
  const [mapNode, topNode, secondNode, options] = argument.kind === "list" ? argument.items : [];
  if (mapNode === undefined || topNode === undefined || secondNode === undefined) return unknown("Fn::FindInMap needs a map and two keys", at);
  const [name, top, second] = [keyOf(mapNode, context, evaluate), keyOf(topNode, context, evaluate), keyOf(secondNode, context, evaluate)];
  const byDefault = child(options, "DefaultValue");
  if (!("text" in name)) return unknown(name.why, at, name.trail);
  const mapping = child(context.template.mappings, name.text);
  if (mapping?.kind !== "map" && context.template.isBroken) return unknown(`mapping ${name.text} is not in the parts of the template that can be read`, at);
  if (mapping?.kind !== "map") return byDefault === undefined ? unknown(`Mappings has no ${name.text}`, at) : evaluate(byDefault, context);
  if (mapping.entries.has("Fn::Transform")) return unknown(`what the transform in mapping ${name.text} gives is known only at deployment`, at);
  const isMissing = hasNone(mapping, top) || ("text" in top && hasNone(child(mapping, top.text), second));
  if (isMissing && byDefault !== undefined) return evaluate(byDefault, context);
  const where = `mapping ${name.text}`;
  const trail = [...top.trail, ...second.trail];
  if (isMissing) {
    const why = `${where} has no ${keyWords(top)}.${keyWords(second)}`;
    context.world.fail(why);
    return unknown(why, at, trail);
  }
  if (!("text" in top) || !("text" in second)) return anyOf(mapping, top, second, byDefault !== undefined, at);
  const found = child(child(mapping, top.text), second.text);
  if (found === undefined) return unknown(`${where} has no ${top.text}.${second.text}`, at, trail);
  const way = [...trail, { at: placeIn(context.template, found.span), note: `${where}.${top.text}.${second.text}` }];
  if (found.kind === "scalar" && found.value !== null) return scalar(found.value, at, way);
  if (found.kind === "list") return { kind: "list", items: found.items, at, trail: way };
  return unknown(`${where}.${top.text}.${second.text} is not a single value`, at, way);
}

/** Whether a map certainly lacks a key. */
function hasNone(map: DataNode | undefined, key: Key): boolean {
  if (map?.kind !== "map") return true;
  if ("text" in key) return !map.entries.has(key.text);
  const { isNot } = key;
  return isNot !== undefined && Array.from(map.entries.keys()).every((text) => isNot.has(text));
}

function keyWords(key: Key): string {
  return "text" in key ? key.text : "(any other key)";
}

/** A mapping has at most this many keys: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const mostKeys = 200;

function anyOf(mapping: DataMap, top: Key, second: Key, hasDefault: boolean, at: Place): Value {
  const open = "why" in top ? top : second;
  const rows = "text" in top ? [child(mapping, top.text)] : Array.from(mapping.entries.values(), ({ value }) => value);
  const cells = rows.length > mostKeys ? [] : rows.flatMap((row) => (row?.kind !== "map" ? [] : "text" in second ? [child(row, second.text)] : Array.from(row.entries.values(), ({ value }) => value)));
  const candidates = cells.flatMap((cell): readonly Scalar[] => (cell?.kind === "scalar" && cell.value !== null && stringOf(cell)?.includes("{{resolve:") !== true ? [cell.value] : []));
  const why = "why" in open ? open.why : "";
  // A key that some rows lack may still be meant for the others only.
  const [first] = candidates;
  if (first === undefined || hasDefault || candidates.length < cells.filter((cell) => cell !== undefined).length) return unknown(why, at, open.trail);
  if (cells.length === candidates.length && candidates.every((candidate) => candidate === first)) {
    return { kind: "scalar", value: first, at, trail: [{ at, note: `the same under every key of the mapping` }] };
  }
  return unknown(why, at, open.trail, candidates);
}

/** A key that is nothing but a reference is told apart by what the mapping has: no other value can be deployed. */
function keyOf(node: DataNode, context: Context, evaluate: Evaluate): Key {
  const name = soleReference(node);
  const input = name === undefined ? undefined : context.world.inputs.named(name);
  if (input !== undefined && context.world.choose(input) === undefined) return { why: `${input.subject} decides it${context.world.excuse ?? ""}`, trail: [] };
  const value = evaluate(node, context);
  switch (value.kind) {
    case "scalar":
      return { text: String(value.value), trail: value.trail };
    case "unknown":
      return value;
    case "resource":
    case "stored":
      return { why: whyUnknown(value), trail: trailOf(value) };
    case "map":
    case "list":
    case "absent":
      return { why: "a key of Fn::FindInMap is not a single value", trail: [] };
  }
}
