import { isPublic } from "../../model/public-values.ts";
import { items, kindAt, memberOf, membersOf, scalarAt } from "../../syntax/json/skim.ts";
import type { Undecided } from "../../resource-types/node.ts";
import type { Place } from "../../model/source.ts";
import { nameAt, prefixOf } from "./addresses.ts";
import { holdsUnknown } from "./entries.ts";
import { originsOf, type Origin, type Plan, type Scope } from "./references.ts";

/**
 * One object of a planned resource (the resource itself or a nested block) as three parallel ones: what it will be, what of it is
 * known only after apply, and what the code says.
 */
export interface Planned {
  /** The type of the resource. */
  readonly type: string;
  readonly at: Place;
  readonly values: ReadonlyMap<string, Place>;
  /** Undefined where the plan lists values alone: whatever has none may be unknown. */
  readonly unknown: ReadonlyMap<string, Place> | undefined;
  /** The parts that are sensitive; `true` where the whole is. */
  readonly sensitive: Place | undefined;
  /** Undefined where the plan does not show the code: for a state, and for blocks made by `dynamic`. */
  readonly code: ReadonlyMap<string, Place> | undefined;
  /** The one expression in which an object is written, where it is not a block (the `awscc` provider): what it refers to may be for any part. */
  readonly whole?: Place;
  /** The blocks in the code of which this is one, where nobody can tell which. */
  readonly among?: readonly Place[];
  readonly scope: Scope | undefined;
}

/** Blocks without an order of their own: plans sort them by their content, the code lists them as they are written. */
const unordered: ReadonlySet<string> = new Set([
  "aws_spot_fleet_request launch_specification",
  "aws_spot_fleet_request launch_template_config",
  "aws_elastic_beanstalk_environment setting",
  "aws_elastic_beanstalk_configuration_template setting",
]);

/**
 * The nested blocks, or objects, of one name that are planned. What nobody wrote is "known after apply" where the provider computes it,
 * and so is a `dynamic` block over something unknown: a plan tells no difference, and only the former is common.
 */
export function blocksOf(outer: Planned, name: string): readonly Planned[] {
  const values = [...each(outer.values.get(name))];
  const unknown = [...each(outer.unknown?.get(name))];
  const sensitive = outer.sensitive && (isWhole(outer.sensitive) ? outer.sensitive : memberOf(outer.sensitive, name));
  const sensitives = [...each(sensitive)];
  const written = outer.code?.get(name);
  const whole = outer.whole ?? (isExpression(written) ? written : undefined);
  const code = whole === undefined ? [...each(written)] : [];
  // With `dynamic` beside static blocks, and among blocks without an order, nobody can tell which is which.
  const isAligned = code.length === values.length && (values.length === 1 || !unordered.has(`${outer.type} ${name}`));
  const blocks = values.map((value, at): Planned => ({
    type: outer.type,
    at: { source: value.source, span: { start: value.span.start, end: value.span.start + 1 } },
    values: membersOf(value),
    unknown: outer.unknown && membersOf(unknown[at]),
    sensitive: sensitive !== undefined && isWhole(sensitive) ? sensitive : sensitives[at],
    code: isAligned ? membersOf(code[at]) : undefined,
    ...(whole === undefined ? {} : { whole }),
    ...(isAligned || code.length !== values.length ? {} : { among: code }),
    scope: outer.scope,
  }));
  return blocks.filter((_, at) => values[at] !== undefined && kindAt(values[at]) === "map");
}

/** A list's elements; a single object as it is, for a block or an object that there is only one of. */
function* each(place: Place | undefined): Generator<Place> {
  if (place === undefined) return;
  if (kindAt(place) === "list") yield* items(place);
  else yield place;
}

/** Whether an argument is written here, not a block: `{"references": […]}` or `{"constant_value": …}`. */
function isExpression(place: Place | undefined): boolean {
  return memberOf(place, "references") !== undefined || memberOf(place, "constant_value") !== undefined;
}

/** Whether the whole of something is secret. */
export function isWhole(sensitive: Place | undefined): boolean {
  return scalarAt(sensitive) === true;
}

/** Plans hold sensitive values in clear text; they are for nobody's eyes. Without a name: whether all of it is sensitive. */
export function isSecret({ sensitive }: Pick<Planned, "sensitive">, name?: string): boolean {
  return isWhole(sensitive) || (name !== undefined && holdsUnknown(memberOf(sensitive, name)));
}

/**
 * Whether the plan's configuration shows that an argument is written. An object in one expression counts for all of its parts: what is
 * taken for the provider's own filling is never compared with the code.
 */
export function isWritten({ code, whole, among = [] }: Planned, name: string): boolean {
  return code?.has(name) === true || whole !== undefined || among.some((block) => memberOf(block, name) !== undefined);
}

/** The expression that an argument is written in. */
export function expressionOf({ code, whole }: Planned, name: string): Place | undefined {
  return code?.get(name) ?? whole;
}

/** Why it is known only after apply whether an object is written; undefined where it is not, and for blocks. */
export function undecidedBlock(planned: Planned, name: string, plan: Plan): Undecided | undefined {
  const expression = expressionOf(planned, name);
  if (!isExpression(expression)) return undefined;
  const found = unknownFrom(expression, name, planned, plan);
  return found && { state: "unknown", why: found.why, at: found.at, trail: [] };
}

/** An argument: its value, nothing, or why it is known only after apply. */
export type Argument =
  | { readonly state: "known"; readonly value: string | number | boolean; readonly at: Place }
  | { readonly state: "absent" }
  | { readonly state: "unknown"; readonly why: string; readonly origins: readonly Origin[]; readonly at: Place };

/**
 * What is planned for an argument. What the code omits, or sets to null, is "known after apply" too where the provider computes it,
 * but nothing is sent for it: it is absent unless the code's own words come from something that is known only after apply.
 */
export function argumentOf(planned: Planned, name: string, plan: Plan): Argument {
  const place = planned.values.get(name);
  const value = scalarAt(place);
  // States hold "" and 0 for what is not set; neither is a value of any argument that is read here.
  if (place !== undefined && value !== null && value !== undefined && value !== "" && value !== 0) return { state: "known", value, at: place };
  return unknownFrom(expressionOf(planned, name), name, planned, plan) ?? { state: "absent" };
}

/** An argument whose value may be shown. */
export function openArgument(planned: Planned, name: string, plan: Plan): Argument {
  const found = argumentOf(planned, name, plan);
  if (found.state !== "known" || !isSecret(planned, name) || isPublic(found.value)) return found;
  return { state: "unknown", why: `${name} is marked as sensitive, and its value is none that is known`, origins: [], at: found.at };
}

function unknownFrom(expression: Place | undefined, name: string, { scope, unknown }: Planned, plan: Plan): Extract<Argument, { state: "unknown" }> | undefined {
  if (expression === undefined || scope === undefined || (unknown !== undefined && !holdsUnknown(unknown.get(name)))) return undefined;
  const origins = originsOf(expression, scope, plan);
  const undecided = origins.find((origin) => isUndecided(origin, plan));
  return undecided && { state: "unknown", why: reasonOf(undecided), origins, at: expression };
}

/** Whether an origin's value is known only after apply, as far as the plan tells. */
function isUndecided(origin: Origin, { document, entries }: Plan): boolean {
  if (origin.kind === "hidden") return document.mayHoldUnknowns;
  const base = `${prefixOf(origin.calls)}${origin.base}`;
  if (origin.kind === "data") return entries.deferred.has(base);
  const attribute = nameAt(origin.path, 0);
  const addresses = origin.key === "" ? (entries.instances.get(base) ?? []) : [`${base}${origin.key}`];
  return addresses.some((address) => {
    const change = entries.changes.get(address);
    if (change === undefined) return entries.changes.size === 0;
    const unknown = memberOf(change, "after_unknown");
    return holdsUnknown(attribute === undefined ? unknown : memberOf(unknown, attribute));
  });
}

function reasonOf(origin: Origin): string {
  if (origin.kind === "hidden") return `${origin.name} is null or known only after apply: the plan does not hold what it is`;
  return `${nameOf(origin)} is known only after apply`;
}

/** `module.a.aws_instance.web[0].id` */
export function nameOf(origin: Origin): string {
  if (origin.kind === "hidden") return origin.name;
  const path = origin.path.map((step) => ("name" in step ? `.${step.name}` : step.key)).join("");
  return `${prefixOf(origin.calls)}${origin.base}${origin.key}${path}`;
}
