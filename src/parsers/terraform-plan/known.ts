import { items, kindAt, memberOf, membersOf, scalarAt } from "../../syntax/json/skim.ts";
import type { Place } from "../../model/source.ts";
import { nameAt, prefixOf } from "./addresses.ts";
import { holdsUnknown } from "./entries.ts";
import { originsOf, type Origin, type Plan, type Scope } from "./references.ts";

/**
 * One object of a planned resource (the resource itself or a nested block) as three parallel ones: what it will be, what of it is
 * known only after apply, and what the code says.
 */
export interface Planned {
  readonly at: Place;
  readonly values: ReadonlyMap<string, Place>;
  /** Undefined where the plan lists values alone: whatever has none may be unknown. */
  readonly unknown: ReadonlyMap<string, Place> | undefined;
  readonly sensitive: ReadonlyMap<string, Place>;
  /** Whether all of it is marked as sensitive. */
  readonly isSecret: boolean;
  /** Undefined where the plan does not show the code: for a state, and for blocks made by `dynamic`. */
  readonly code: ReadonlyMap<string, Place> | undefined;
  readonly scope: Scope | undefined;
}

/**
 * The nested blocks of one type that are planned. What nobody wrote is "known after apply" where the provider computes it, and so is
 * a `dynamic` block over something unknown: a plan tells no difference, and only the former is common.
 */
export function blocksOf(outer: Planned, type: string): readonly Planned[] {
  const values = [...items(outer.values.get(type))];
  const unknown = [...items(outer.unknown?.get(type))];
  const sensitive = [...items(outer.sensitive.get(type))];
  const isSecret = outer.isSecret || scalarAt(outer.sensitive.get(type)) === true;
  const code = [...blockExpressions(outer.code?.get(type))];
  return values.map((value, at): Planned => ({
    at: { source: value.source, span: { start: value.span.start, end: value.span.start + 1 } },
    values: membersOf(value),
    unknown: outer.unknown && membersOf(unknown[at]),
    sensitive: membersOf(sensitive[at]),
    isSecret: isSecret || scalarAt(sensitive[at]) === true,
    // With `dynamic` beside static blocks nobody can tell which is which.
    code: code.length === values.length ? membersOf(code[at]) : undefined,
    scope: outer.scope,
  }));
}

/** A nested block's expressions are a list, or one object where the schema allows one block only. */
function* blockExpressions(place: Place | undefined): Generator<Place> {
  if (place === undefined) return;
  if (kindAt(place) === "list") yield* items(place);
  else yield place;
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
  const expression = planned.code?.get(name);
  if (expression === undefined || planned.scope === undefined || (planned.unknown !== undefined && !holdsUnknown(planned.unknown.get(name)))) return { state: "absent" };
  const origins = originsOf(expression, planned.scope, plan);
  const undecided = origins.find((origin) => isUndecided(origin, plan));
  if (undecided === undefined) return { state: "absent" };
  return { state: "unknown", why: reasonOf(undecided), origins, at: expression };
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
