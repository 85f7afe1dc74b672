import type { Assumption, Resource, Scenario } from "../../model/resource.ts";
import { joinImage, joinLinks } from "./links.ts";
import { agree, joinWritten, type PlanSays } from "./settings.ts";

/**
 * The scenarios of a planned resource as its code has them; none when plan and code contradict each other. Where the plan decides everything
 * that matters there is one, without assumptions. Alternatives that the plan itself has (the overrides of a fleet) are kept apart.
 */
export function scenariosOf(planned: Resource, code: Resource, says: (scenario: number) => PlanSays): readonly Scenario[] {
  const isPlanned = (own: Scenario): boolean => planned.scenarios.some((scenario, index) => agree(scenario, own, says(index)));
  if (!code.scenarios.every(isPlanned)) return [];
  const [only, another] = planned.scenarios;
  if (only === undefined) return [];
  if (another === undefined) return asInCode(only, code, says(0));
  const partners = planned.scenarios.map((scenario, index) => partnerOf(scenario, code.scenarios.filter((own) => agree(scenario, own, says(index)))));
  if (partners.includes(undefined)) return [];
  const isClear = new Set(partners).size === partners.length;
  return planned.scenarios.map((scenario, index) => {
    const partner = partners[index] ?? scenario;
    const joined = joinScenario(scenario, partner, code, says(index));
    return isClear ? { ...joined, when: conditionsOf(partner.when) } : joined;
  });
}

/** One scenario, in as many ways as the code leaves open. */
function asInCode(planned: Scenario, code: Resource, says: PlanSays): readonly Scenario[] {
  const distinct = new Map(code.scenarios.map((own) => ({ ...joinScenario(planned, own, code, says), when: conditionsOf(own.when) })).map((joined) => [valuesOf(joined), joined]));
  const [first, ...others] = distinct.values();
  if (first === undefined || others.length > 0) return [...distinct.values()];
  return [{ ...first, when: [] }];
}

/** The likeliest one: plans sort some blocks by their content, so the same image says more than the same number. */
function partnerOf(planned: Scenario, code: readonly Scenario[]): Scenario | undefined {
  const likeness = (own: Scenario): number => (plain(own.image) === plain(planned.image) ? 2 : 0) + (plain(own.when) === plain(planned.when) ? 1 : 0);
  return [...code].sort((a, b) => likeness(b) - likeness(a))[0];
}

/** A planned scenario at its places in the code, under its own assumptions, which are told at the resource. */
export function joinScenario(planned: Scenario, code: Scenario, { at }: Resource, says: PlanSays): Scenario {
  return {
    when: planned.when.map((assumption) => ({ ...assumption, at })),
    ...joinWritten(planned, code, at, says),
    links: joinLinks(planned.links, code.links, at, says.address),
    image: joinImage(planned.image, code.image, at),
  };
}

/** That something exists needs no assumption: it is planned. */
function conditionsOf(when: readonly Assumption[]): readonly Assumption[] {
  return when.filter(({ condition, holds }) => !holds || !condition.endsWith(" has instances"));
}

/** Everything of a scenario but its assumptions and places, for comparison. */
function valuesOf({ block, settings, links, image }: Scenario): string {
  return plain([block, settings, links, image]);
}

function plain(data: unknown): string {
  return JSON.stringify(data, (key, value: unknown) => (key === "at" || key === "trail" ? undefined : value));
}
