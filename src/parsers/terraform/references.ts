import type { ImageUse, Link, Target } from "../../model/resource.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { versionMeantBy } from "../../resource-types/links.ts";
import { headerOf, nestedBlocks, valueOf } from "./blocks.ts";
import type { Declared } from "./module.ts";
import { afterApply } from "./equality.ts";
import { scopeOf } from "./repetition.ts";
import { toSetting } from "./settings.ts";
import { trailOf, type Scope, type Value, type Evaluate } from "./value.ts";

/** `latest_version` and `default_version` of a template say which version is meant without naming a number. */
export function versionOfReference(value: Value & { kind: "reference" }, at: Place): Link["version"] {
  const [attribute] = value.path;
  const meant = versionMeantBy(attribute);
  return meant === undefined ? toSetting(value, at) : { state: "known", value: meant, at, trail: trailOf(value.origin) };
}

/** Null or empty: the provider takes both for "not written". */
export function isUnset(value: Value): boolean {
  return value.kind === "scalar" && (value.value === null || value.value === "");
}

/** What the id or name of a template points to. */
export function toTarget(value: Value, at: Place): Target {
  const trail = trailOf(value.origin);
  switch (value.kind) {
    case "scalar":
      return { state: "named", name: String(value.value), at, trail };
    case "reference":
      return { state: "resource", address: value.address, at, trail };
    case "unknown":
      return { state: "unknown", why: value.why, at, trail };
    case "list":
    case "map":
      return { state: "unknown", why: "a collection is no launch template", at, trail };
  }
}

/** Sees every value that is read, and may put another in its place. */
export type Watch = (value: Value) => Value;

export function watched(evaluate: Evaluate, watch: Watch): Evaluate {
  return (expression, scope) => watch(evaluate(expression, scope));
}

/** The image that a value picks, written at a place. */
export function imageOfValue(value: Value, at: Place, watch: Watch): ImageUse {
  if (isUnset(value)) return { state: "absent" };
  const trail = trailOf(value.origin);
  if (value.kind === "scalar") return namedImage(String(value.value), at, trail);
  if (value.kind === "unknown" && value.isCut === true) return undecidedImage(value.why, at, trail);
  if (value.kind !== "reference") return { state: "unknown", why: value.kind === "unknown" ? value.why : "it is a collection", at, trail };
  if (value.owner.declared.block.type !== "data") return { state: "resource", address: value.address, at, trail };
  let limit: string | undefined;
  const looked = lookedUpImage(value, at, (read) => {
    const seen = watch(read);
    if (seen.kind === "unknown" && seen.isCut === true) limit ??= seen.why;
    return seen;
  });
  if (looked !== undefined) return looked;
  return limit === undefined ? { state: "unknown", why: afterApply(value.address, value.path), at, trail } : undecidedImage(limit, at, trail);
}

/** An image of which the code may tell something that was not worked out. */
function undecidedImage(why: string, at: Place, trail: readonly Hop[]): ImageUse {
  return { state: "undecided", images: undefined, why, at, trail };
}

/** `resolve:ssm:/path` is how a launch template names an image by parameter. */
function namedImage(name: string, at: Place, trail: readonly Hop[]): ImageUse {
  const parameter = /^resolve:ssm:(.+)$/.exec(name)?.[1];
  return parameter === undefined ? { state: "named", name, at, trail } : { state: "described", by: "ssm-parameter", patterns: [parameter], at, trail };
}

/** How a data source picks the image: the parameter's path, or the name patterns of an AMI lookup among Amazon's images. */
function lookedUpImage(value: Value & { kind: "reference" }, at: Place, watch: Watch): ImageUse | undefined {
  const { declared } = value.owner;
  const evaluate = watched(value.owner.evaluate, watch);
  const scope = scopeOf(declared);
  const trail = [...trailOf(value.origin), { at: headerOf(declared.block, declared.source), note: `looked up by ${value.address}` }];
  const type = declared.block.labels[0]?.value;
  if (type === "aws_ssm_parameter") {
    const name = knownText(valueOf(declared.block.body, "name", scope, at, evaluate).value);
    return name === undefined ? undefined : { state: "described", by: "ssm-parameter", patterns: [name], at, trail };
  }
  if (type !== "aws_ami" || !ownedByAmazon(declared, scope, at, evaluate, watch)) return undefined;
  const patterns = [...namePatterns(declared, scope, evaluate, watch), ...nameExpression(valueOf(declared.block.body, "name_regex", scope, at, evaluate).value)];
  return patterns.length === 0 ? undefined : { state: "described", by: "image-name", patterns, at, trail };
}

/** Anybody can publish an image named `al2023-ami-x`; only Amazon's own are what the name says. 137112412989 is Amazon Linux, 602401143452 Amazon EKS. */
function ownedByAmazon(declared: Declared, scope: Scope, at: Place, evaluate: Evaluate, watch: Watch): boolean {
  const owners = valueOf(declared.block.body, "owners", scope, at, evaluate).value;
  if (owners.kind !== "list") return false;
  return owners.items.length > 0 && owners.items.every((owner) => ["amazon", "137112412989", "602401143452"].includes(knownText(watch(owner)) ?? ""));
}

function namePatterns(declared: Declared, scope: Scope, evaluate: Evaluate, watch: Watch): readonly string[] {
  for (const { body, at, scope: inner } of nestedBlocks(declared.block.body, "filter", scope, evaluate).blocks) {
    if (knownText(valueOf(body, "name", inner, at, evaluate).value) !== "name") continue;
    const values = valueOf(body, "values", inner, at, evaluate).value;
    const patterns = values.kind === "list" ? values.items.map((item) => knownText(watch(item))) : [];
    const known = patterns.filter((pattern) => pattern !== undefined);
    return known.length === patterns.length ? known : [];
  }
  return [];
}

/** `name_regex = "^al2023-ami-.*"`: the literal beginning of an anchored expression, as a pattern. */
function nameExpression(value: Value): readonly string[] {
  const beginning = /^\^([\w./-]+)/.exec(knownText(value) ?? "")?.[1];
  // A quantifier may take the last character back.
  return beginning === undefined ? [] : [`${beginning.slice(0, -1)}*`];
}

function knownText(value: Value): string | undefined {
  return value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}
