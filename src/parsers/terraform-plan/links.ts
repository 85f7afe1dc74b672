import type { Link, Target } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import { versionMeantBy } from "../../resource-types/links.ts";
import { nameAt, prefixOf, stepsOf } from "./addresses.ts";
import { referencesOf } from "./configuration.ts";
import type { Entries } from "./entries.ts";
import { expressionOf, nameOf, openArgument, type Argument, type Planned } from "./known.ts";
import type { Origin, Plan } from "./references.ts";

/** The types that a link may lead to. */
const typesOf: Readonly<Record<Link["to"], readonly string[]>> = {
  "launch-template": ["aws_launch_template", "awscc_ec2_launch_template"],
  "launch-configuration": ["aws_launch_configuration", "awscc_autoscaling_launch_configuration"],
  instance: ["aws_instance", "awscc_ec2_instance"],
};

/** What the first of these arguments that is planned points to; undefined when none is. */
export function linkOf(to: Link["to"], names: readonly string[], planned: Planned, plan: Plan): Link | undefined {
  const version: Setting = to === "launch-template" ? versionOf(planned, plan) : { state: "absent", at: planned.at };
  const named = names.map((name) => openArgument(planned, name, plan)).filter((argument) => argument.state !== "absent").find((argument) => !isPlaceholder(argument));
  if (named !== undefined) return { to, target: targetOf(named, typesOf[to], planned, plan.entries), version };
  const isHidden = to === "launch-template" && planned.code === undefined && planned.whole === undefined && names.some((name) => planned.unknown?.has(name));
  if (!isHidden) return undefined;
  const why = "the launch template is known only after apply, and the plan does not show the code that picks it";
  return { to, target: onlyOne(typesOf[to], planned, plan.entries) ?? { state: "unknown", why, at: planned.at, trail: [] }, version };
}

/** For a group that names its template, the provider plans this word as the id: `launchTemplateIDUnknown` in its source. */
function isPlaceholder(argument: Argument): boolean {
  return argument.state === "known" && argument.value === "unknown";
}

/** `latest_version` and `default_version` of a template say which version is meant without naming a number. */
function versionOf(block: Planned, plan: Plan): Setting {
  const expression = expressionOf(block, "version");
  // The provider fills in `$Default` for some resources: nobody wrote it.
  if (block.code !== undefined && expression === undefined) return { state: "absent", at: block.at };
  const meant = referencesOf(expression).map((reference) => versionMeantBy(nameAt(stepsOf(reference).slice(-1), 0))).find((version) => version !== undefined);
  if (meant !== undefined && expression !== undefined) return { state: "known", value: meant, at: expression, trail: [] };
  const found = openArgument(block, "version", plan);
  switch (found.state) {
    case "known":
      return { state: "known", value: found.value, at: found.at, trail: [] };
    case "absent":
      return { state: "absent", at: block.at };
    case "unknown":
      return { state: "unknown", why: found.why, at: found.at, trail: [] };
  }
}

function targetOf(argument: Exclude<Argument, { state: "absent" }>, types: readonly string[], planned: Planned, entries: Entries): Target {
  if (argument.state === "known") return { state: "named", name: String(argument.value), at: argument.at, trail: [] };
  const isHidden = argument.origins.some((origin) => origin.kind === "hidden");
  return (
    resourceBehind(argument.origins, types, planned.at, entries) ??
    (isHidden ? onlyOne(types, planned, entries) : undefined) ?? { state: "unknown", why: argument.why, at: planned.at, trail: [] }
  );
}

/**
 * Plans leave out locals and `dynamic` blocks, through which modules pick what they launch through. What is known only after apply comes
 * from something that will be created: the module's own template, where it has one (of the same key, where it has several).
 */
function onlyOne(types: readonly string[], { at, scope }: Planned, { templates }: Entries): Target | undefined {
  if (scope === undefined) return undefined;
  const all = types.flatMap((type) => templates.get(`${prefixOf(scope.calls)}${type}`) ?? []);
  const [only, another] = all.length > 1 && scope.key !== "" ? all.filter((address) => address.endsWith(scope.key)) : all;
  if (only === undefined || another !== undefined) return undefined;
  return { state: "resource", address: only, at, trail: [{ at, note: `the plan leaves out the code that picks it; ${only} is what its module creates for this` }] };
}

/** The only resource of some types among the origins of a value; undefined when there is none, unknown when there are several. */
export function resourceBehind(origins: readonly Origin[], types: readonly string[], at: Place, entries: Entries): Extract<Target, { state: "resource" | "unknown" }> | undefined {
  const found = origins.filter((origin) => origin.kind === "resource" && types.includes(origin.base.slice(0, origin.base.indexOf("."))));
  const addresses = [...new Set(found.flatMap((origin) => instancesBehind(origin, entries)))];
  const [only, another] = addresses;
  if (only === undefined) return undefined;
  if (another === undefined) return { state: "resource", address: only, at, trail: [] };
  return { state: "unknown", why: `it is one of ${addresses.slice(0, 3).join(", ")}${addresses.length > 3 ? " and others" : ""}`, at, trail: [] };
}

/** The picked instance; all of them where the plan does not tell which one is picked. */
export function instancesBehind(origin: Origin, entries: Entries): readonly string[] {
  if (origin.kind === "hidden") return [];
  const base = `${prefixOf(origin.calls)}${origin.base}`;
  const instances = entries.instances.get(base) ?? [];
  if (instances.includes(`${base}${origin.key}`)) return [`${base}${origin.key}`];
  return instances.length === 0 ? [nameOf({ ...origin, path: [] })] : instances;
}
