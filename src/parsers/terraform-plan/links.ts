import type { Link, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { nameAt, prefixOf, stepsOf } from "./addresses.ts";
import { referencesOf } from "./configuration.ts";
import type { Entries } from "./entries.ts";
import { argumentOf, blocksOf, nameOf, type Argument, type Planned } from "./known.ts";
import type { Origin, Plan } from "./references.ts";
import type { LinkPath, PlannedType } from "./types.ts";

/** What a resource launches through, in the order of the type's paths. */
export function linksOf(type: PlannedType, resource: Planned, plan: Plan): readonly Link[] {
  const links = (type.links ?? []).flatMap((path) => linksOn(path, resource, plan).map((link) => ({ link, isOverride: path.blocks.includes("override") })));
  const common = links.find(({ isOverride }) => !isOverride)?.link.target;
  const all = links.map(({ link, isOverride }): Link => (isOverride && common !== undefined ? { ...link, instead: common } : link));
  if (type.configuration !== undefined) all.push(...configurationLink(type.configuration, resource, plan));
  if (all.length > 0 || type.kind !== "launcher") return all;
  return [unknownLink("no launch template or configuration is written", resource.at)];
}

function linksOn({ blocks: path, id, name }: LinkPath, resource: Planned, plan: Plan): Link[] {
  const found = path.reduce<readonly Planned[]>((outer, type) => outer.flatMap((block) => blocksOf(block, type)), [resource]);
  // A policy's override may leave the template to the policy: then its block is there, but empty.
  return found.filter((block) => path.length === 1 || !isEmpty(block, [id, name])).map((block) => linkOf(block, [id, name], plan));
}

function isEmpty({ values, unknown, code }: Planned, keys: readonly string[]): boolean {
  if (code !== undefined) return !keys.some((key) => code.has(key));
  return !keys.some((key) => values.has(key) || unknown?.has(key) === true);
}

function linkOf(block: Planned, keys: readonly string[], plan: Plan): Link {
  const version = versionOf(block, plan);
  const named = keys.map((key) => argumentOf(block, key, plan)).filter((argument) => argument.state !== "absent").find((argument) => !isPlaceholder(argument));
  if (named !== undefined) return { to: "launch-template", target: targetOf(named, "aws_launch_template", block, plan.entries), version };
  const isHidden = block.code === undefined && keys.some((key) => block.unknown?.has(key));
  const sibling = isHidden ? onlyOne("aws_launch_template", block, plan.entries) : undefined;
  const why = isHidden ? "the launch template is known only after apply, and the plan does not show the code that picks it" : "the launch template is not named";
  return { to: "launch-template", target: sibling ?? { state: "unknown", why, at: block.at, trail: [] }, version };
}

/** For a group that names its template, the provider plans this word as the id: `launchTemplateIDUnknown` in its source. */
function isPlaceholder(argument: Argument): boolean {
  return argument.state === "known" && argument.value === "unknown";
}

function configurationLink(key: string, resource: Planned, plan: Plan): readonly Link[] {
  const named = argumentOf(resource, key, plan);
  if (named.state === "absent") return [];
  return [{ to: "launch-configuration", target: targetOf(named, "aws_launch_configuration", resource, plan.entries), version: { state: "absent", at: resource.at } }];
}

/** `latest_version` and `default_version` of a template say which version is meant without naming a number. */
function versionOf(block: Planned, plan: Plan): Setting {
  const expression = block.code?.get("version");
  // The provider fills in `$Default` for some resources: nobody wrote it.
  if (block.code !== undefined && expression === undefined) return { state: "absent", at: block.at };
  const [only] = referencesOf(expression).map((reference) => stepsOf(reference).at(-1));
  const attribute = only === undefined ? undefined : nameAt([only], 0);
  const meant = attribute === "latest_version" ? "$Latest" : attribute === "default_version" ? "$Default" : undefined;
  if (meant !== undefined && expression !== undefined) return { state: "known", value: meant, at: expression, trail: [] };
  const found = argumentOf(block, "version", plan);
  switch (found.state) {
    case "known":
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: block.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

function targetOf(argument: Exclude<Argument, { state: "absent" }>, type: string, planned: Planned, entries: Entries): Target {
  if (argument.state === "known") return { state: "named", name: String(argument.value), at: argument.at, trail: [] };
  const isHidden = argument.origins.some((origin) => origin.kind === "hidden");
  return (
    resourceBehind(argument.origins, type, planned.at, entries) ??
    (isHidden ? onlyOne(type, planned, entries) : undefined) ?? { state: "unknown", why: argument.why, at: planned.at, trail: [] }
  );
}

/**
 * Plans leave out locals and `dynamic` blocks, through which modules pick what they launch through. What is known only after apply comes
 * from something that will be created: the module's own template, where it has one (of the same key, where it has several).
 */
function onlyOne(type: string, { at, scope }: Planned, { templates }: Entries): Target | undefined {
  if (scope === undefined) return undefined;
  const all = templates.get(`${prefixOf(scope.calls)}${type}`) ?? [];
  const [only, another] = all.length > 1 && scope.key !== "" ? all.filter((address) => address.endsWith(scope.key)) : all;
  if (only === undefined || another !== undefined) return undefined;
  return { state: "resource", address: only, at, trail: [{ at, note: `the plan leaves out the code that picks it; ${only} is what its module creates for this` }] };
}

/** The only resource of a type among the origins of a value; undefined when there is none, unknown when there are several. */
export function resourceBehind(origins: readonly Origin[], type: string, at: Place, entries: Entries): Extract<Target, { state: "resource" | "unknown" }> | undefined {
  const found = origins.filter((origin) => origin.kind === "resource" && origin.base.startsWith(`${type}.`));
  const addresses = [...new Set(found.flatMap((origin) => instancesBehind(origin, entries)))];
  const [only, another] = addresses;
  if (only === undefined) return undefined;
  if (another === undefined) return { state: "resource", address: only, at, trail: [] };
  return { state: "unknown", why: `it is one of ${addresses.slice(0, 3).join(", ")}${addresses.length > 3 ? " and others" : ""}`, at, trail: [] };
}

/** The picked instance; all of them where the plan does not tell which one is picked. */
function instancesBehind(origin: Origin, entries: Entries): readonly string[] {
  if (origin.kind === "hidden") return [];
  const base = `${prefixOf(origin.calls)}${origin.base}`;
  const instances = entries.instances.get(base) ?? [];
  if (instances.includes(`${base}${origin.key}`)) return [`${base}${origin.key}`];
  return instances.length === 0 ? [nameOf({ ...origin, path: [] })] : instances;
}

function unknownLink(why: string, at: Place): Link {
  return { to: "launch-template", target: { state: "unknown", why, at, trail: [] }, version: { state: "absent", at } };
}
