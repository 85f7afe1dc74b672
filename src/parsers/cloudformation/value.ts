import type { DataMap, DataNode } from "../../syntax/data.ts";
import type { Hop, Scalar, Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Context } from "./template.ts";

/**
 * What an expression of a template stands for, as far as the template alone tells. `at` is the place where it is written in
 * the resource, `trail` the way that it took. A `choice` keeps both branches of `Fn::If`, so that a caller can follow a
 * condition into each of them; `decided` is for callers that want one answer.
 */
export type Value =
  | { readonly kind: "scalar"; readonly value: Scalar; readonly at: Place; readonly trail: readonly Hop[] }
  /** Not evaluated inside; its parts are evaluated in `context`. */
  | { readonly kind: "map"; readonly node: DataMap; readonly at: Place; readonly context: Context }
  | { readonly kind: "list"; readonly items: readonly DataNode[]; readonly at: Place; readonly trail: readonly Hop[]; readonly context: Context }
  | { readonly kind: "absent"; readonly at: Place }
  | Unknown
  | Choice
  /** `Ref` (then without attribute) or `Fn::GetAtt` of a resource of the same template. */
  | { readonly kind: "resource"; readonly id: string; readonly attribute?: string; readonly at: Place; readonly trail: readonly Hop[] }
  /** Kept in the Systems Manager parameter store under this path, and read at deployment. */
  | { readonly kind: "stored"; readonly path: string; readonly at: Place; readonly trail: readonly Hop[] };

export interface Unknown {
  readonly kind: "unknown";
  readonly why: string;
  readonly oneOf?: readonly Scalar[];
  readonly at: Place;
  readonly trail: readonly Hop[];
}

export interface Choice {
  readonly kind: "choice";
  readonly condition: string;
  readonly then: Value;
  readonly otherwise: Value;
  readonly at: Place;
  /** Where the condition is declared. */
  readonly trail: readonly Hop[];
}

/** More possible values than this are not worth naming. */
const mostPossible = 50;

/** An unknown; `oneOf` without repetitions, left out when it is unknown, empty or too long. */
export function unknown(why: string, at: Place, trail: readonly Hop[] = [], oneOf?: readonly Scalar[]): Unknown {
  const distinct = oneOf === undefined ? [] : [...new Set(oneOf)];
  return { kind: "unknown", why, at, trail, ...(distinct.length > 0 && distinct.length <= mostPossible ? { oneOf: distinct } : {}) };
}

/** A scalar, or the stored value to which a dynamic reference (`{{resolve:ssm:path:version}}`) points. */
export function scalar(value: Scalar, at: Place, trail: readonly Hop[]): Value {
  if (typeof value !== "string" || !value.includes("{{resolve:")) return { kind: "scalar", value, at, trail };
  const path = /^\{\{resolve:ssm:([^:{}]+)(?::\d+)?\}\}$/.exec(value)?.[1];
  if (path !== undefined) return { kind: "stored", path, at, trail };
  return unknown("a dynamic reference ({{resolve:...}}) is read at deployment", at, trail);
}

/** The scalars that a value may turn out to be; undefined when they cannot be listed. */
export function possible(value: Value): readonly Scalar[] | undefined {
  switch (value.kind) {
    case "scalar":
      return [value.value];
    case "unknown":
      return value.oneOf;
    case "choice":
    case "map":
    case "list":
    case "absent":
    case "resource":
    case "stored":
      return undefined;
  }
}

/** One answer for a value: a choice whose branches agree is what they agree on, any other choice is unknown. */
export function decided(value: Value): Exclude<Value, Choice> {
  if (value.kind !== "choice") return value;
  const then = decided(value.then);
  const otherwise = decided(value.otherwise);
  if (then.kind === "absent" && otherwise.kind === "absent") return then;
  const bothWays: Hop = { at: value.at, note: `the same whether or not condition ${value.condition} holds` };
  if (then.kind === "scalar" && otherwise.kind === "scalar" && then.value === otherwise.value) {
    return { ...then, at: value.at, trail: [...then.trail, bothWays] };
  }
  if (then.kind === "resource" && otherwise.kind === "resource" && then.id === otherwise.id && then.attribute === otherwise.attribute) {
    return { ...then, at: value.at, trail: [...then.trail, bothWays] };
  }
  const one = possible(then);
  const other = possible(otherwise);
  return unknown(`condition ${value.condition} decides it`, value.at, value.trail, one === undefined || other === undefined ? undefined : [...one, ...other]);
}

/** A value as a setting; maps, lists and references are unknown, because a setting is one scalar. */
export function toSetting(value: Value, name: string): Setting {
  const answer = decided(value);
  switch (answer.kind) {
    case "scalar":
      return { state: "known", value: answer.value, at: answer.at, trail: answer.trail };
    case "absent":
      return { state: "absent", at: answer.at };
    case "unknown": {
      const { why, at, trail, oneOf } = answer;
      return { state: "unknown", why, at, trail, ...(oneOf === undefined ? {} : { oneOf }) };
    }
    case "map":
    case "list":
      return { state: "unknown", why: `${name} is a ${answer.kind}, not a single value`, at: answer.at, trail: [] };
    case "resource":
    case "stored":
      return { state: "unknown", why: whyUnknown(answer), at: answer.at, trail: answer.trail };
  }
}

/** Why a reference has no value in the template. */
export function whyUnknown(value: Extract<Value, { kind: "resource" | "stored" }>): string {
  if (value.kind === "stored") return `the parameter store value ${value.path} is read at deployment`;
  return value.attribute === undefined ? `Ref ${value.id} is known only after deployment` : `attribute ${value.id}.${value.attribute} is known only after deployment`;
}
