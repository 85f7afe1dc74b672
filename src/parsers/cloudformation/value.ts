import type { DataMap, DataNode } from "../../syntax/data.ts";
import type { Hop, Scalar, Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";

/**
 * What an expression of a template stands for in one world, as far as the template alone tells. `at` is the place where it is
 * written in the resource, `trail` the way that it took.
 */
export type Value =
  | { readonly kind: "scalar"; readonly value: Scalar; readonly at: Place; readonly trail: readonly Hop[] }
  /** Maps and lists are not evaluated inside: `member` and `itemsOf` look into them. */
  | { readonly kind: "map"; readonly node: DataMap; readonly at: Place }
  | { readonly kind: "list"; readonly items: readonly DataNode[]; readonly at: Place; readonly trail: readonly Hop[] }
  | { readonly kind: "absent"; readonly at: Place }
  | Unknown
  /** `Ref` (then without attribute) or `Fn::GetAtt` of a resource of the same template. */
  | { readonly kind: "resource"; readonly id: string; readonly attribute?: string; readonly at: Place; readonly trail: readonly Hop[] }
  /** Kept in the Systems Manager parameter store under this path, and read at deployment. */
  | { readonly kind: "stored"; readonly path: string; readonly at: Place; readonly trail: readonly Hop[] };

export interface Unknown {
  readonly kind: "unknown";
  readonly why: string;
  readonly oneOf?: readonly Scalar[];
  /** Texts that it is certainly not. */
  readonly isNot?: ReadonlySet<string>;
  readonly at: Place;
  readonly trail: readonly Hop[];
}

/** More possible values than this are not worth naming. */
const mostPossible = 50;

/** An unknown; `oneOf` without repetitions, left out when it is unknown, empty or too long. */
export function unknown(why: string, at: Place, trail: readonly Hop[] = [], oneOf?: readonly Scalar[]): Unknown {
  const distinct = oneOf === undefined ? [] : [...new Set(oneOf)];
  return { kind: "unknown", why, at, trail, ...(distinct.length > 0 && distinct.length <= mostPossible ? { oneOf: distinct } : {}) };
}

/** What Jinja, Handlebars and their like replace before CloudFormation sees the text. */
const placeholder = /\{\{[^{}]*\}\}/;

/**
 * A scalar, or what a dynamic reference (`{{resolve:ssm:path:version}}`) points to: a stored value, or a secret.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function scalar(value: Scalar, at: Place, trail: readonly Hop[]): Value {
  if (typeof value !== "string" || !value.includes("{{")) return { kind: "scalar", value, at, trail };
  if (!value.includes("{{resolve:")) return placeholder.test(value) ? unknown("another tool fills in the placeholder {{...}}", at, trail) : { kind: "scalar", value, at, trail };
  const path = /^\{\{resolve:ssm:([^:{}]+)(?::\d+)?\}\}$/.exec(value)?.[1];
  if (path !== undefined) return { kind: "stored", path, at, trail };
  return unknown("a dynamic reference ({{resolve:...}}) is read at deployment", at, trail);
}

/** A value as a setting; maps, lists and references are unknown, because a setting is one scalar. */
export function toSetting(value: Value, name: string): Setting {
  switch (value.kind) {
    case "scalar":
      return { state: "known", value: value.value, at: value.at, trail: value.trail };
    case "absent":
      return { state: "absent", at: value.at };
    case "unknown": {
      const { why, at, trail, oneOf } = value;
      return { state: "unknown", why, at, trail, ...(oneOf === undefined ? {} : { oneOf }) };
    }
    case "map":
    case "list":
      return { state: "unknown", why: `${name} is a ${value.kind}, not a single value`, at: value.at, trail: [] };
    case "resource":
    case "stored":
      return { state: "unknown", why: whyUnknown(value), at: value.at, trail: value.trail };
  }
}

/** Why a reference has no value in the template. */
export function whyUnknown(value: Extract<Value, { kind: "resource" | "stored" }>): string {
  if (value.kind === "stored") return `the parameter store value ${value.path} is read at deployment`;
  const output = value.attribute?.startsWith("Outputs.") === true ? value.attribute.slice("Outputs.".length) : undefined;
  if (output !== undefined) return `the output ${output} of the nested stack ${value.id} is not known: its template was not followed, or has no such output`;
  return value.attribute === undefined ? `Ref ${value.id} is known only after deployment` : `attribute ${value.id}.${value.attribute} is known only after deployment`;
}

/** The hops by which a value came about; none where nothing was looked up. */
export function trailOf(value: Value): readonly Hop[] {
  return "trail" in value ? value.trail : [];
}
