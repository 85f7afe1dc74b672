import type { ImageUse, Link, Target } from "../../model/resource.ts";
import type { Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Body } from "../../syntax/hcl/ast.ts";
import { headerOf, nestedBlocks, valueOf, type Nested } from "./blocks.ts";
import { placeOf, type Declared } from "./module.ts";
import { afterApply } from "./equality.ts";
import { scopeOf } from "./repetition.ts";
import { toSetting } from "./settings.ts";
import { trailOf, type Scope, type Value, type Evaluate } from "./value.ts";

/** The body of a resource with everything needed to read it. */
export interface Reading {
  readonly declared: Declared;
  readonly scope: Scope;
  readonly at: Place;
  readonly evaluate: Evaluate;
}

/** The argument names by which a block names a launch template, in the order of preference. */
const plainKeys = ["id", "name"];
const specificationKeys = ["launch_template_id", "launch_template_name"];

/** `launch_template { id|name, version }` of instances and groups. */
export function templateLinks(reading: Reading): readonly Link[] {
  return linksOf(reading.declared.block.body, "launch_template", plainKeys, reading.scope, reading);
}

/** What an auto scaling group launches through: a template, a configuration, or the template and overrides of a mixed instances policy. */
export function groupLinks(reading: Reading): readonly Link[] {
  const { declared, scope, at, evaluate } = reading;
  const links = [...templateLinks(reading), ...mixedLinks(reading)];
  const { value, written } = valueOf(declared.block.body, "launch_configuration", scope, at, evaluate);
  if (written !== undefined && !isNull(value)) {
    const place = { source: scope.source, span: written.span };
    links.push({ to: "launch-configuration", target: toTarget(value, place), version: { state: "absent", at: place } });
  }
  if (links.length > 0) return links;
  return [{ to: "launch-template", target: { state: "unknown", why: "no launch template or configuration is written", at, trail: [] }, version: { state: "absent", at } }];
}

function mixedLinks(reading: Reading): readonly Link[] {
  const { declared, scope, evaluate } = reading;
  const links: Link[] = [];
  for (const policy of nested(declared.block.body, "mixed_instances_policy", scope, reading, links)) {
    for (const template of nested(policy.body, "launch_template", policy.scope, reading, links)) {
      const overrides = nestedBlocks(template.body, "override", template.scope, evaluate);
      const own = overrides.blocks.map((override) => linksOf(override.body, "launch_template_specification", specificationKeys, override.scope, reading));
      // The common template launches nothing when every override names its own.
      const isUsed = own.length === 0 || overrides.undecided !== undefined || own.some((found) => found.length === 0);
      if (isUsed) links.push(...linksOf(template.body, "launch_template_specification", specificationKeys, template.scope, reading));
      links.push(...own.flat());
    }
  }
  return links;
}

/** The nested blocks; one that hangs on an unknown becomes an unknown link. */
function nested(body: Body, type: string, scope: Scope, reading: Reading, links: Link[]): readonly Nested[] {
  const { blocks, undecided } = nestedBlocks(body, type, scope, reading.evaluate);
  if (undecided !== undefined && blocks.length === 0) links.push(unknownLink(undecided.why, undecided.at));
  return blocks;
}

function linksOf(body: Body, type: string, keys: readonly string[], scope: Scope, reading: Reading): readonly Link[] {
  const { blocks, undecided } = nestedBlocks(body, type, scope, reading.evaluate);
  const links = blocks.map((block) => linkOf(block, keys, reading));
  return undecided === undefined || links.length > 0 ? links : [unknownLink(undecided.why, undecided.at)];
}

function unknownLink(why: string, at: Place): Link {
  return { to: "launch-template", target: { state: "unknown", why, at, trail: [] }, version: { state: "absent", at } };
}

function linkOf({ body, at, scope }: Nested, keys: readonly string[], { evaluate }: Reading): Link {
  const version = valueOf(body, "version", scope, at, evaluate);
  const versionAt = version.written === undefined ? at : placeOf(scope.source, version.written.span);
  const setting = version.value.kind === "reference" ? versionOfReference(version.value, versionAt) : toSetting(version.value, versionAt);
  for (const key of keys) {
    const { value, written } = valueOf(body, key, scope, at, evaluate);
    if (written === undefined || isNull(value)) continue;
    return { to: "launch-template", target: toTarget(value, placeOf(scope.source, written.span)), version: setting };
  }
  return { to: "launch-template", target: { state: "unknown", why: "the launch template is not named", at, trail: [] }, version: setting };
}

/** `latest_version` and `default_version` of a template say which version is meant without naming a number. */
function versionOfReference(value: Value & { kind: "reference" }, at: Place): Link["version"] {
  const [attribute] = value.path;
  const meant = attribute === "latest_version" ? "$Latest" : attribute === "default_version" ? "$Default" : undefined;
  return meant === undefined ? toSetting(value, at) : { state: "known", value: meant, at, trail: trailOf(value.origin) };
}

function isNull(value: Value): boolean {
  return value.kind === "scalar" && (value.value === null || value.value === "");
}

function toTarget(value: Value, at: Place): Target {
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

/** The image that an argument (`ami`, `image_id`, `source_ami_id`) picks. */
export function imageOf(argument: string, reading: Reading): ImageUse {
  const { value, written } = valueOf(reading.declared.block.body, argument, reading.scope, reading.at, reading.evaluate);
  if (written === undefined || isNull(value)) return { state: "absent" };
  const at = placeOf(reading.scope.source, written.span);
  const trail = trailOf(value.origin);
  if (value.kind === "scalar") return namedImage(String(value.value), at, trail);
  if (value.kind !== "reference") return { state: "unknown", why: value.kind === "unknown" ? value.why : "it is a collection", at, trail };
  if (value.owner.declared.block.type !== "data") return { state: "resource", address: value.address, at, trail };
  return lookedUpImage(value, at) ?? { state: "unknown", why: afterApply(value.address, value.path), at, trail };
}

/** `resolve:ssm:/path` is how a launch template names an image by parameter. */
function namedImage(name: string, at: Place, trail: readonly Hop[]): ImageUse {
  const parameter = /^resolve:ssm:(.+)$/.exec(name)?.[1];
  return parameter === undefined ? { state: "named", name, at, trail } : { state: "described", by: "ssm-parameter", patterns: [parameter], at, trail };
}

/** How a data source picks the image: the parameter's path, or the name patterns of an AMI lookup among Amazon's images. */
function lookedUpImage(value: Value & { kind: "reference" }, at: Place): ImageUse | undefined {
  const { declared, evaluate } = value.owner;
  const scope = scopeOf(declared);
  const trail = [...trailOf(value.origin), { at: headerOf(declared.block, declared.source), note: `looked up by ${value.address}` }];
  const type = declared.block.labels[0]?.value;
  if (type === "aws_ssm_parameter") {
    const name = knownText(valueOf(declared.block.body, "name", scope, at, evaluate).value);
    return name === undefined ? undefined : { state: "described", by: "ssm-parameter", patterns: [name], at, trail };
  }
  if (type !== "aws_ami" || !ownedByAmazon(declared, scope, at, evaluate)) return undefined;
  const patterns = [...namePatterns(declared, scope, evaluate), ...nameExpression(valueOf(declared.block.body, "name_regex", scope, at, evaluate).value)];
  return patterns.length === 0 ? undefined : { state: "described", by: "image-name", patterns, at, trail };
}

/** Anybody can publish an image named `al2023-ami-x`; only Amazon's own are what the name says. 137112412989 is Amazon Linux, 602401143452 Amazon EKS. */
function ownedByAmazon(declared: Declared, scope: Scope, at: Place, evaluate: Evaluate): boolean {
  const owners = valueOf(declared.block.body, "owners", scope, at, evaluate).value;
  if (owners.kind !== "list") return false;
  return owners.items.length > 0 && owners.items.every((owner) => ["amazon", "137112412989", "602401143452"].includes(knownText(owner) ?? ""));
}

function namePatterns(declared: Declared, scope: Scope, evaluate: Evaluate): readonly string[] {
  for (const { body, at, scope: inner } of nestedBlocks(declared.block.body, "filter", scope, evaluate).blocks) {
    if (knownText(valueOf(body, "name", inner, at, evaluate).value) !== "name") continue;
    const values = valueOf(body, "values", inner, at, evaluate).value;
    const patterns = values.kind === "list" ? values.items.map(knownText) : [];
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
