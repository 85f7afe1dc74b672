import type { Remark } from "../../model/effective.ts";
import type { Placement, Resource, Scenario } from "../../model/resource.ts";
import { settingNames, type Hop } from "../../model/setting.ts";
import type { Place } from "../../model/source.ts";
import type { Declaration, PlanOutline } from "../../parsers/parser.ts";
import { withPlaces } from "../../parsers/terraform/composite.ts";
import { callInstances, callNamesInCode, namesInCode, outerCalls, withinCall, withoutKeys } from "./addresses.ts";
import { hidingCall } from "./match.ts";
import { joinScenario, scenariosOf } from "./scenarios.ts";
import { placeInPlan, type PlanSays } from "./settings.ts";

/** The code of one root module, evaluated with the inputs of a plan. */
export interface EvaluatedCode {
  readonly dir: string;
  readonly resources: readonly Resource[];
  readonly declared: ReadonlyMap<string, Declaration>;
}

/** The resources of a plan, at their places in the code where they have one. */
export interface Joined {
  readonly resources: readonly Resource[];
  /** By address: where the plan has it, or why the code has not. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>;
  /** Addresses for which the plan speaks instead of the code. */
  readonly settled: readonly string[];
  /** Addresses that are declared nowhere in the code. */
  readonly missing: readonly string[];
  /** Addresses of which plan and code do not say the same. */
  readonly differing: readonly string[];
}

interface Context {
  readonly outline: PlanOutline;
  readonly code: EvaluatedCode;
  /** By the code's own address. */
  readonly byAddress: ReadonlyMap<string, Resource>;
  /** The first instance, by address without keys. */
  readonly byName: ReadonlyMap<string, Resource>;
  readonly joined: Resource[];
  readonly remarks: Map<string, readonly Remark[]>;
  readonly settled: string[];
  readonly missing: string[];
  readonly differing: string[];
}

/**
 * Gives every resource of a plan its place in the code, with the values of the plan where it has them. What the plan leaves open is
 * judged as the code has it. A resource that the code declares in another way than the plan keeps its places in the plan.
 */
export function join(resources: readonly Resource[], outline: PlanOutline, code: EvaluatedCode): Joined {
  const byAddress = new Map(code.resources.map((resource) => [resource.address, resource]));
  const byName = new Map([...code.resources].reverse().map((resource) => [withoutKeys(resource.address), resource]));
  const context: Context = { outline, code, byAddress, byName, joined: [], remarks: new Map(), settled: [], missing: [], differing: [] };
  for (const planned of resources) joinResource(planned, context);
  const { remarks, settled, missing, differing } = context;
  return { resources: inOrderOf(code.resources, inOnePlacement(resources, context.joined)), remarks, settled, missing, differing };
}

/** Plans have an order of their own, and what is told of the first of several resources is to be told of the same one as without a plan. */
function inOrderOf(code: readonly Resource[], joined: readonly Resource[]): readonly Resource[] {
  const ranks = new Map<string, number>();
  code.forEach(({ address }, rank) => ranks.set(withoutKeys(address), ranks.get(withoutKeys(address)) ?? rank));
  const rankOf = ({ address }: Resource): number => ranks.get(withoutKeys(address)) ?? ranks.size;
  return [...joined].map((resource) => ({ resource, rank: rankOf(resource) })).sort((a, b) => a.rank - b.rank).map(({ resource }) => resource);
}

function joinResource(planned: Resource, context: Context): void {
  const { code, byAddress, byName, outline } = context;
  const own = namesInCode(planned.address).flatMap((name) => byAddress.get(name) ?? [])[0];
  const standIn = own === undefined ? standInFor(planned, byAddress) : undefined;
  const found = own ?? standIn;
  const declared = byName.get(withoutKeys(planned.address));
  const says = saysOf(planned, outline);
  if (found !== undefined) {
    const scenarios = scenariosOf(planned, found, says);
    if (scenarios.length === 0) differ(planned, context);
    else settle(planned, { ...placed(planned, found), scenarios }, context);
    if (scenarios.length > 0 && standIn !== undefined) context.settled.push(...callNamesInCode(planned.address));
    return;
  }
  if (declared !== undefined) {
    // The code has other instances, for reasons that it does not tell: it knows the places, and not the values.
    const places = withoutValues(declared);
    settle(planned, { ...placed(planned, places), scenarios: planned.scenarios.map((scenario, index) => joinScenario(scenario, places.scenarios[index] ?? places.scenarios[0] ?? scenario, places, says(index))) }, context);
    return;
  }
  const hiding = hidingCall(planned.address, code.declared);
  if (hiding === undefined) miss(planned, context);
  else settle(planned, behindCall(planned, hiding.call, hiding.declaration.at, context), context);
}

function saysOf({ address }: Resource, { code, mayHoldUnknowns }: PlanOutline): (scenario: number) => PlanSays {
  return (scenario) => ({ ...(code.get(address)?.[scenario] ?? { written: new Set(), secret: new Set() }), mayHoldUnknowns, address });
}

/** What code without a well-known module says of a resource in it, from the arguments of the call: it has the call's address. */
function standInFor({ address, type }: Resource, byAddress: Context["byAddress"]): Resource | undefined {
  const found = callNamesInCode(address).flatMap((name) => byAddress.get(name) ?? []).find(({ sentAs }) => sentAs === type);
  return found && { ...found, address: withinCall(found.address, address) };
}

function settle(planned: Resource, resource: Resource, { joined, settled, remarks }: Context): void {
  joined.push(resource);
  settled.push(planned.address);
  remarks.set(planned.address, planPlaces(planned));
}

function differ(planned: Resource, { joined, differing, remarks, code }: Context): void {
  joined.push(planned);
  differing.push(planned.address);
  remarks.set(planned.address, [{ at: planned.at, note: `the code in ${code.dir} says otherwise of ${planned.address}: it is not what was planned` }]);
}

function miss(planned: Resource, { joined, missing, remarks, code }: Context): void {
  joined.push(planned);
  missing.push(planned.address);
  remarks.set(planned.address, [{ at: planned.at, note: `${planned.address} is not declared in ${code.dir}` }]);
}

/** Where the plan has each setting: its own place in the text, or that of what it would be part of. */
function planPlaces({ scenarios, address }: Resource): readonly Remark[] {
  return scenarios.flatMap(({ settings }) => settingNames.map((setting) => ({ ...placeInPlan(settings[setting].at, address), setting })));
}

/** The planned resource as the code has it, all but its scenarios. */
function placed(planned: Resource, code: Resource): Resource {
  return {
    ...planned,
    at: code.at,
    placement: joinPlacement(planned.placement, code.placement),
    calls: readdressed(code.calls ?? [], code.address, planned.address),
    names: [...new Set([...planned.names, ...code.names])],
    ...remarksOf(planned, code),
  };
}

/** What is said of either, each once, at the places of the code. */
function remarksOf({ remarks: planned = [] }: Resource, { at, remarks: code = [] }: Resource): Pick<Resource, "remarks"> {
  const others = planned.filter(({ note }) => !code.some((remark) => remark.note === note));
  const all = [...code, ...others.map((remark) => ({ ...remark, at }))];
  return all.length === 0 ? {} : { remarks: all };
}

function joinPlacement(planned: Placement, code: Placement): Placement {
  const { region, regionUnknown, ...rest } = code;
  const known = planned.region ?? region;
  if (known !== undefined) return { ...rest, region: known };
  return regionUnknown === undefined ? rest : { ...rest, regionUnknown };
}

/** The calls of an instance that the code leaves open, by the keys of the plan. */
function readdressed(calls: readonly Hop[], from: string, to: string): readonly Hop[] {
  if (from === to) return calls;
  const instances = callInstances(to);
  const names = new Map(callInstances(from).map((address, at) => [`called as ${address}`, `called as ${instances[at] ?? address}`]));
  return calls.map((hop) => ({ ...hop, note: names.get(hop.note) ?? hop.note.replace(from, () => to) }));
}

function withoutValues(code: Resource): Resource {
  return {
    ...code,
    scenarios: code.scenarios.map(({ settings, block, ...scenario }) => ({
      ...scenario,
      block: { state: "absent", at: block.at },
      settings: Object.fromEntries(settingNames.map((name) => [name, { state: "absent", at: settings[name].at }])) as Scenario["settings"],
    })),
  };
}

/** What stands in a module that nobody could look into is placed at its call, which is where it can be changed. */
function behindCall(planned: Resource, call: string, at: Place, { code }: Context): Resource {
  const instances = callInstances(planned.address);
  const calls = [...outerCalls(call), call].map((outer, depth): Hop => ({ at: code.declared.get(outer)?.at ?? at, note: `called as ${instances[depth] ?? outer}` }));
  const moved = withPlaces(planned, () => at, (hop) => hop);
  return { ...moved, placement: planned.placement, calls };
}

/**
 * Resources of one provider configuration belong together, whether their code was found or not: those without code get the place and
 * the account of those with it.
 */
function inOnePlacement(planned: readonly Resource[], joined: readonly Resource[]): readonly Resource[] {
  const known = new Map<string, Placement>();
  joined.forEach(({ placement }, at) => {
    const before = planned[at]?.placement;
    if (before !== undefined && placement !== before && !known.has(before.provider)) known.set(before.provider, placement);
  });
  return joined.map((resource, at) => {
    const like = known.get(resource.placement.provider);
    if (like === undefined || resource.placement !== planned[at]?.placement) return resource;
    return { ...resource, placement: joinPlacement(resource.placement, like) };
  });
}
